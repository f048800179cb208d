//! Fitting the weights: logistic regression on graded pairs, and how well it does on pairs that it has not seen.

mod measure;
mod regress;

pub use measure::Measures;

use super::copies::root;
use super::features::{self, Features, Local, NAMES, Pairs, UNDATED, chance};
use super::grade::Grade;
use super::prior::{PLAUSIBLE, Prior, Told};
use super::weights::{AGAIN, Weights};
use rayon::prelude::*;
use regress::{Row, regress};
use rustc_hash::FxHashMap;

/// The candidates of one corpus and language, and how many right pairs there are, found or not.
#[derive(Debug, Clone, Default)]
pub struct Set {
    /// Shown in the table.
    pub name: String,
    /// How much it counts against other sets.
    pub weight: f64,
    /// The candidates, by the source article: places of both.
    pub pairs: Vec<(u32, u32)>,
    /// What a reader says of each, and for how many pairs it stands; `None` where nobody judged it.
    pub labels: Vec<Option<(Grade, f64)>>,
    /// All right pairs, and for how many each stands.
    pub right: Vec<(u32, u32, f64)>,
    pub(super) local: Vec<Local>,
    pub(super) near_src: Vec<Vec<(u32, f32)>>,
    pub(super) near_trg: Vec<Vec<(u32, f32)>>,
}

impl Set {
    /// All figures of all candidates, given the logits of the judgement before.
    fn features(&self, logits: &[f64]) -> Vec<Features> {
        let pairs = Pairs::new(&self.pairs, &self.near_src, &self.near_trg);
        let one = |at: usize| pairs.features(at, &self.local[at], logits);
        (0..self.pairs.len()).into_par_iter().map(one).collect()
    }

    /// Whether a candidate is judged without dates.
    fn undated(&self, pair: usize) -> bool {
        self.local[pair][UNDATED] > 0.5
    }

    /// How many right pairs there are.
    fn all_right(&self) -> f64 {
        self.right.iter().map(|right| right.2).sum()
    }
}

/// What was fitted beside the weights.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// The weights.
    pub weights: Weights,
    /// By how much the logits of each set are higher than the weights say, with dates and without.
    pub offsets: Vec<[f64; 2]>,
}

/// Candidates that share an event are never split between fitting and measuring; there are so many parts.
const PARTS: usize = 5;
/// Where few pairs are right, F1 is best under a half: the logits lean so far to the side of a decision, which the
/// calibration hardly feels.
const LEAN: f64 = 0.25;
/// A row counts at most so much.
const MOST: f64 = 2.0;

/// Weights fitted on all sets; figures named in `without` get none.
pub fn fit(sets: &[Set], without: &[usize]) -> Fitted {
    let every: Vec<Vec<bool>> = sets.iter().map(|set| vec![true; set.pairs.len()]).collect();
    learn(sets, &every, without)
}

/// Weights fitted on the chosen candidates of all sets.
fn learn(sets: &[Set], chosen: &[Vec<bool>], without: &[usize]) -> Fitted {
    let counts: Vec<f64> =
        sets.iter().map(|set| (set.weight * 10.0 / (set.all_right() + 1.0).sqrt()).min(MOST)).collect();
    // The labelled candidates: set, place, whether it is of the grade and up, and how much it counts.
    let rows = |undated: bool, grade: Grade| {
        let mut rows: Vec<(usize, usize, bool, f64)> = Vec::new();
        for (number, set) in sets.iter().enumerate() {
            for at in (0..set.pairs.len()).filter(|&at| chosen[number][at] && set.undated(at) == undated) {
                if let Some((found, weight)) = set.labels[at] {
                    rows.push((number, at, found >= grade, weight * counts[number]));
                }
            }
        }
        rows
    };
    let regress_on = |values: &dyn Fn(usize, usize) -> Vec<f64>, undated: bool, grade: Grade| {
        let rows = rows(undated, grade);
        let figures: Vec<Vec<f64>> = rows.iter().map(|&(set, at, ..)| values(set, at)).collect();
        let rows: Vec<Row> = rows
            .iter()
            .zip(&figures)
            .map(|(&(set, _, right, weight), values)| Row { set, values, right, weight })
            .collect();
        regress(&rows, sets.len(), without)
    };
    let mut weights = Weights::zero();
    let mut offsets = vec![[0.0; 2]; sets.len()];
    for undated in [false, true] {
        let found = regress_on(&|set, at| sets[set].local[at].to_vec(), undated, Grade::Event);
        fill(&mut weights.of(undated).first, &found.weights);
    }
    let mut logits: Vec<Vec<f64>> = sets.iter().map(|set| first(set, &weights)).collect();
    for round in 0..AGAIN {
        let features: Vec<Vec<Features>> =
            sets.iter().zip(&logits).map(|(set, logits)| set.features(logits)).collect();
        for undated in [false, true] {
            let values = |set: usize, at: usize| features[set][at].to_vec();
            let found = regress_on(&values, undated, Grade::Event);
            fill(&mut weights.of(undated).again[round], &found.weights);
            if round + 1 == AGAIN {
                let story = regress_on(&values, undated, Grade::Story);
                fill(&mut weights.of(undated).story, &story.weights);
                for (offsets, found) in offsets.iter_mut().zip(found.offsets) {
                    offsets[usize::from(undated)] = found;
                }
            }
        }
        let next = |features: &Vec<Features>| -> Vec<f64> {
            features.par_iter().map(|all| weights.model(all).next(round, all)).collect()
        };
        logits = features.iter().map(next).collect();
    }
    for undated in [false, true] {
        weights.of(undated).again[AGAIN - 1][0] += LEAN;
    }
    logits.iter_mut().flatten().for_each(|logit| *logit += LEAN);
    for undated in [false, true] {
        weights.of(undated).share = share(sets, &logits, undated);
        weights.of(undated).trust =
            trust(sets, &logits, undated, weights.model_of(undated).share, &rows(undated, Grade::Event));
    }
    Fitted { weights, offsets }
}

/// How far an estimated share is to be trusted: as far as makes the labels likeliest.
fn trust(
    sets: &[Set],
    logits: &[Vec<f64>],
    undated: bool,
    usual: f64,
    rows: &[(usize, usize, bool, f64)],
) -> f64 {
    let shift = |(set, logits): (&Set, &Vec<f64>)| {
        let own = (0..logits.len()).filter(|&at| set.undated(at) == undated && logits[at] > PLAUSIBLE);
        Prior::estimate(&own.map(|at| logits[at]).collect::<Vec<f64>>(), usual).shift
    };
    let shifts: Vec<f64> = sets.iter().zip(logits).map(shift).collect();
    let loss = |trust: f64| -> f64 {
        let one = |&(set, at, right, weight): &(usize, usize, bool, f64)| {
            let chance = chance(logits[set][at] + trust * shifts[set]).clamp(1e-9, 1.0 - 1e-9);
            weight * if right { chance } else { 1.0 - chance }.ln()
        };
        -rows.iter().map(one).sum::<f64>()
    };
    let tried = (0..=10).map(|tenth| f64::from(tenth) / 10.0).map(|trust| (loss(trust), trust));
    tried.fold((f64::INFINITY, 0.0), |best, next| if next.0 < best.0 { next } else { best }).1
}

fn fill<const N: usize>(places: &mut [f64; N], found: &[f64]) {
    places.iter_mut().zip(found).for_each(|(place, found)| *place = *found);
}

/// The usual share of right pairs: what the weights expect in the middle of all sets.
fn share(sets: &[Set], logits: &[Vec<f64>], undated: bool) -> f64 {
    let (mut sum, mut all) = (0.0, 0.0);
    for (set, logits) in sets.iter().zip(logits) {
        let own = (0..logits.len()).filter(|&at| set.undated(at) == undated && logits[at] > PLAUSIBLE);
        let own: Vec<f64> = own.map(|at| chance(logits[at])).collect();
        if !own.is_empty() {
            let mean = own.iter().sum::<f64>() / own.len() as f64;
            let weight = set.weight * (own.len() as f64).sqrt().min(100.0);
            sum += weight * (mean.max(1e-6) / (1.0 - mean).max(1e-6)).ln();
            all += weight;
        }
    }
    if all > 0.0 { chance(sum / all) } else { 0.1 }
}

/// The logits that the first judgement gives to all candidates.
fn first(set: &Set, weights: &Weights) -> Vec<f64> {
    set.local.iter().map(|local| weights.model(local).first(local)).collect()
}

/// The logits of the last judgement for the usual share, and those of one story.
fn judge(set: &Set, weights: &Weights) -> (Vec<f64>, Vec<f64>) {
    let mut logits = first(set, weights);
    let mut story = Vec::new();
    for round in 0..AGAIN {
        let features = set.features(&logits);
        logits = features.iter().map(|all| weights.model(all).next(round, all)).collect();
        story = features.iter().map(|all| weights.model(all).story(all)).collect();
    }
    (logits, story)
}

/// How likely the candidates of a set are, by the share that is estimated from the set itself.
fn scores(set: &Set, weights: &Weights, logits: &[f64]) -> (Vec<f64>, Told) {
    let told = Told::of(logits, |at| set.undated(at), |undated| weights.usual(undated), None);
    let score = |at: usize| chance(logits[at] + told.shift(set.undated(at)));
    ((0..logits.len()).map(score).collect(), told)
}

/// How well weights do on each set that were fitted on the other parts of all sets.
pub fn cross_validate(sets: &[Set], without: &[usize]) -> Vec<Measures> {
    let parts: Vec<Vec<usize>> = sets.iter().map(parts).collect();
    let mut logits: Vec<Vec<f64>> = sets.iter().map(|set| vec![0.0; set.pairs.len()]).collect();
    let mut all = Weights::zero();
    for part in 0..PARTS {
        let chosen: Vec<Vec<bool>> =
            parts.iter().map(|parts| parts.iter().map(|own| *own != part).collect()).collect();
        all = learn(sets, &chosen, without).weights;
        for ((kept, set), parts) in logits.iter_mut().zip(sets).zip(&parts) {
            let (judged, _) = judge(set, &all);
            for ((kept, logit), own) in kept.iter_mut().zip(judged).zip(parts) {
                if *own == part {
                    *kept = logit;
                }
            }
        }
    }
    let measured = sets.iter().zip(&logits).map(|(set, logits)| {
        let (scores, prior) = scores(set, &all, logits);
        measure::measure(set, &scores, prior)
    });
    measured.collect()
}

/// How well weights do on each set that were fitted on the other sets only: those of another name up to its first comma.
pub fn leave_one_out(sets: &[Set], without: &[usize]) -> Vec<Measures> {
    let stem = |set: &Set| set.name.split([',', ' ']).next().unwrap_or_default().to_owned();
    let mut fitted: FxHashMap<String, Weights> = FxHashMap::default();
    let mut measures = Vec::new();
    for set in sets {
        let weights = fitted.entry(stem(set)).or_insert_with(|| {
            let rest: Vec<Set> = sets.iter().filter(|other| stem(other) != stem(set)).cloned().collect();
            fit(&rest, without).weights
        });
        measures.push(evaluate(set, weights));
    }
    measures
}

/// How well given weights do on a set.
pub fn evaluate(set: &Set, weights: &Weights) -> Measures {
    let (logits, _) = judge(set, weights);
    let (scores, prior) = scores(set, weights, &logits);
    measure::measure(set, &scores, prior)
}

/// The part of each candidate: all candidates of a right pair's two articles, and of what is paired with those, together.
fn parts(set: &Set) -> Vec<usize> {
    let sources = set.pairs.iter().map(|pair| pair.0).chain(set.right.iter().map(|r| r.0)).max().unwrap_or(0);
    let mut parent: Vec<u32> = (0..=sources).collect();
    let mut first: FxHashMap<u32, u32> = FxHashMap::default();
    for &(src, trg, _) in &set.right {
        let other = *first.entry(trg).or_insert(src);
        let (a, b) = (root(&mut parent, src), root(&mut parent, other));
        parent[a.max(b) as usize] = a.min(b);
    }
    let part = |src: u32, parent: &mut Vec<u32>| {
        let event = root(parent, src);
        (u64::from(event).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % PARTS
    };
    set.pairs.iter().map(|pair| part(pair.0, &mut parent)).collect()
}

/// The number of a figure, by its name.
pub fn number(name: &str) -> Option<usize> {
    NAMES.iter().position(|known| *known == name)
}

/// The names of all figures.
pub fn names() -> &'static [&'static str] {
    &features::NAMES
}
