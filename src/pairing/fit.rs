//! Fitting the weights: logistic regression on labelled pairs, and how well it does on pairs that it has not seen.

use super::copies::root;
use super::features::{Features, Local, NAMES, Pairs, UNDATED, chance};
use super::weights::{AGAIN, Weights};
use rustc_hash::{FxHashMap, FxHashSet};

/// The candidates of one corpus and language, and how many right pairs there are, found or not.
#[derive(Debug, Clone, Default)]
pub struct Set {
    /// Shown in the table.
    pub name: String,
    /// How much it counts against other sets.
    pub weight: f64,
    /// The candidates, by the English article: places of both.
    pub pairs: Vec<(u32, u32)>,
    /// Whether each is right; `None` where it is neither right nor wrong.
    pub labels: Vec<Option<bool>>,
    /// All right pairs.
    pub right: Vec<(u32, u32)>,
    pub(super) local: Vec<Local>,
    pub(super) near_src: Vec<Vec<(u32, f32)>>,
    pub(super) near_trg: Vec<Vec<(u32, f32)>>,
}

impl Set {
    /// The logits that the first judgement gives to all candidates.
    fn first(&self, weights: &Weights) -> Vec<f64> {
        self.local.iter().map(|local| weights.model(local).first(local)).collect()
    }

    /// All figures of all candidates, given the logits of the judgement before.
    fn features(&self, logits: &[f64]) -> Vec<Features> {
        let pairs = Pairs::new(&self.pairs, &self.near_src, &self.near_trg);
        (0..self.pairs.len()).map(|at| pairs.features(at, &self.local[at], logits)).collect()
    }

    /// The threshold for this set; one that has pairs of both kinds is judged like its first.
    fn decision(&self, weights: &Weights) -> f64 {
        self.local.first().map_or(0.5, |local| weights.model(local).decision)
    }

    /// The candidates that are judged without dates, or with them.
    fn undated(&self, pair: usize) -> bool {
        self.local[pair][UNDATED] > 0.5
    }
}

/// How well weights do on a set.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measures {
    /// F1 of the decisions.
    pub f1: f64,
    /// F1 at the best threshold.
    pub best_f1: f64,
    /// That threshold.
    pub threshold: f64,
    /// Average precision.
    pub average_precision: f64,
    /// Share of English articles with a partner whose likeliest candidate is right.
    pub recall_at_1: f64,
    /// Mean of 1 / rank of the first right one, over English articles with a partner.
    pub mrr: f64,
}

/// Candidates that share an event are never split between fitting and measuring; there are so many parts.
const PARTS: usize = 5;
/// Strength of the pull of all weights (of standardised figures) towards 0.
const PULL: f64 = 8.0;
const ROUNDS: usize = 30;

/// Weights fitted on all sets; figures named in `without` get none.
pub fn fit(sets: &[Set], without: &[usize]) -> Weights {
    let every: Vec<Vec<bool>> = sets.iter().map(|set| vec![true; set.pairs.len()]).collect();
    learn(sets, &every, without).0
}

/// Weights fitted on the chosen candidates of all sets, and the probabilities that they give to all candidates.
fn learn(sets: &[Set], chosen: &[Vec<bool>], without: &[usize]) -> (Weights, Vec<Vec<f64>>) {
    let rows = |at: usize, undated: bool| {
        let set = &sets[at];
        let labelled =
            (0..set.pairs.len()).filter(move |&pair| chosen[at][pair] && set.undated(pair) == undated);
        labelled.filter_map(move |pair| Some((pair, set.labels[pair]?)))
    };
    let mut weights = Weights::zero();
    for undated in [false, true] {
        let local = |at: usize| -> (f64, Vec<(Local, bool)>) {
            let rows = rows(at, undated).map(|(pair, right)| (sets[at].local[pair], right));
            (sets[at].weight, rows.collect())
        };
        let local: Vec<_> = (0..sets.len()).map(local).collect();
        weights.of(undated).first = regress(&local, without);
    }
    let mut logits: Vec<Vec<f64>> = sets.iter().map(|set| set.first(&weights)).collect();
    for round in 0..AGAIN {
        let features: Vec<Vec<Features>> =
            sets.iter().zip(&logits).map(|(set, logits)| set.features(logits)).collect();
        for undated in [false, true] {
            let all = |at: usize| -> (f64, Vec<(Features, bool)>) {
                let rows = rows(at, undated).map(|(pair, right)| (features[at][pair], right));
                (sets[at].weight, rows.collect())
            };
            let all: Vec<_> = (0..sets.len()).map(all).collect();
            weights.of(undated).again[round] = regress(&all, without);
        }
        let next = |features: &Vec<Features>| {
            features.iter().map(|all| weights.model(all).next(round, all)).collect()
        };
        logits = features.iter().map(next).collect();
    }
    let scores: Vec<Vec<f64>> =
        logits.iter().map(|logits| logits.iter().map(|&logit| chance(logit)).collect()).collect();
    for undated in [false, true] {
        let (kind, scored): (Vec<&Set>, Vec<&Vec<f64>>) = sets
            .iter()
            .zip(&scores)
            .filter(|(set, _)| !set.pairs.is_empty() && set.undated(0) == undated)
            .unzip();
        weights.of(undated).decision = decision(&kind, &scored);
    }
    (weights, scores)
}

/// How well weights do on each set that were fitted on the other parts of all sets.
pub fn cross_validate(sets: &[Set], without: &[usize]) -> Vec<Measures> {
    let parts: Vec<Vec<usize>> = sets.iter().map(parts).collect();
    let mut scored: Vec<Vec<f64>> = sets.iter().map(|set| vec![0.0; set.pairs.len()]).collect();
    let mut decided = vec![0.0; sets.len()];
    for part in 0..PARTS {
        let chosen: Vec<Vec<bool>> =
            parts.iter().map(|parts| parts.iter().map(|own| *own != part).collect()).collect();
        let (weights, scores) = learn(sets, &chosen, without);
        for (decided, set) in decided.iter_mut().zip(sets) {
            *decided += set.decision(&weights) / PARTS as f64;
        }
        for ((kept, scores), parts) in scored.iter_mut().zip(scores).zip(&parts) {
            for ((kept, score), own) in kept.iter_mut().zip(scores).zip(parts) {
                if *own == part {
                    *kept = score;
                }
            }
        }
    }
    sets.iter()
        .zip(&scored)
        .zip(decided)
        .map(|((set, scores), decided)| measure(set, scores, decided))
        .collect()
}

/// How well weights do on each set that were fitted on the other sets only.
pub fn leave_one_out(sets: &[Set], without: &[usize]) -> Vec<Measures> {
    let one = |left: usize| {
        let rest: Vec<Set> =
            sets.iter().enumerate().filter(|(at, _)| *at != left).map(|(_, set)| set.clone()).collect();
        evaluate(&sets[left], &fit(&rest, without))
    };
    (0..sets.len()).map(one).collect()
}

/// How well given weights do on a set.
pub fn evaluate(set: &Set, weights: &Weights) -> Measures {
    let mut logits = set.first(weights);
    for round in 0..AGAIN {
        let features = set.features(&logits);
        logits = features.iter().map(|all| weights.model(all).next(round, all)).collect();
    }
    let scores: Vec<f64> = logits.into_iter().map(chance).collect();
    measure(set, &scores, set.decision(weights))
}

/// The threshold with the best mean F1 over the sets, those with few right pairs counting less.
fn decision(sets: &[&Set], scored: &[&Vec<f64>]) -> f64 {
    let mean = |threshold: f64| -> f64 {
        let one = |(set, scores): (&&Set, &&Vec<f64>)| {
            let weight = set.weight.powi(2) * (set.right.len() as f64).sqrt().min(20.0);
            measure(set, scores, threshold).f1 * weight
        };
        sets.iter().zip(scored).map(one).sum()
    };
    let tried = (20..=80).map(|percent| f64::from(percent) / 100.0);
    let best = tried.map(|threshold| (mean(threshold), threshold));
    best.fold((0.0, 0.5), |best, next| if next.0 > best.0 { next } else { best }).1
}

/// The part of each candidate: all candidates of a right pair's two articles, and of what is paired with those, together.
fn parts(set: &Set) -> Vec<usize> {
    let sources = set.pairs.iter().map(|pair| pair.0).chain(set.right.iter().map(|r| r.0)).max().unwrap_or(0);
    let mut parent: Vec<u32> = (0..=sources).collect();
    let mut first: FxHashMap<u32, u32> = FxHashMap::default();
    for &(src, trg) in &set.right {
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

/// What a set counts, and its candidates: figures, and whether the pair is right.
type Counted<const N: usize> = (f64, Vec<([f64; N], bool)>);

/// Logistic regression by Newton's method on standardised figures. Every set counts by the root of its right pairs.
fn regress<const N: usize>(sets: &[Counted<N>], without: &[usize]) -> [f64; N] {
    let mut rows: Vec<(&[f64; N], bool, f64)> = Vec::new();
    for (counts, set) in sets {
        let right = set.iter().filter(|row| row.1).count() as f64;
        let weight = counts * (right + 1.0).sqrt().recip() * 10.0;
        rows.extend(set.iter().map(|(values, right)| (values, *right, weight.min(2.0))));
    }
    let total: f64 = rows.iter().map(|row| row.2).sum::<f64>().max(1e-9);
    let (mut mean, mut spread) = ([0.0; N], [0.0; N]);
    for (figures, _, weight) in &rows {
        for at in 0..N {
            mean[at] += weight * figures[at] / total;
        }
    }
    for (figures, _, weight) in &rows {
        for at in 0..N {
            spread[at] += weight * (figures[at] - mean[at]).powi(2) / total;
        }
    }
    let used: Vec<bool> =
        (0..N).map(|at| at == 0 || (spread[at] > 1e-12 && !without.contains(&at))).collect();
    let scale: Vec<f64> = (0..N).map(|at| if at == 0 { 1.0 } else { spread[at].sqrt() }).collect();
    let centre = |at: usize| if at == 0 { 0.0 } else { mean[at] };
    let mut weights = [0.0; N];
    for _ in 0..ROUNDS {
        let mut slope = [0.0; N];
        let mut bend = [[0.0; N]; N];
        for (figures, right, weight) in &rows {
            let mut values = [0.0; N];
            for at in (0..N).filter(|&at| used[at]) {
                values[at] = (figures[at] - centre(at)) / scale[at];
            }
            let logit: f64 = values.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let probability = 1.0 / (1.0 + (-logit).exp());
            let miss = f64::from(u8::from(*right)) - probability;
            let certainty = weight * probability * (1.0 - probability);
            for i in 0..N {
                slope[i] += weight * miss * values[i];
                let scaled = certainty * values[i];
                for j in 0..=i {
                    bend[i][j] += scaled * values[j];
                }
            }
        }
        for i in 0..N {
            let pull = if i == 0 { 1e-6 } else { PULL };
            slope[i] -= pull * weights[i];
            bend[i][i] += pull + if used[i] { 0.0 } else { 1.0 };
            let (above, below) = bend.split_at_mut(i);
            for (row, value) in above.iter_mut().zip(&below[0]) {
                row[i] = *value;
            }
        }
        let step = solve(bend, slope);
        let mut moved = 0.0_f64;
        for at in 0..N {
            let step = step[at].clamp(-2.0, 2.0);
            weights[at] += step;
            moved = moved.max(step.abs());
        }
        if moved < 1e-6 {
            break;
        }
    }
    let mut plain = [0.0; N];
    for at in (1..N).filter(|&at| used[at]) {
        plain[at] = weights[at] / scale[at];
        plain[0] -= plain[at] * mean[at];
    }
    plain[0] += weights[0];
    plain
}

/// Solves a small linear system by elimination.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for column in 0..N {
        let best = (column..N).max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()));
        let best = best.unwrap_or(column);
        matrix.swap(column, best);
        right.swap(column, best);
        let lead = matrix[column][column];
        if lead.abs() < 1e-12 {
            continue;
        }
        let pivot = matrix[column];
        for row in column + 1..N {
            let factor = matrix[row][column] / lead;
            if factor != 0.0 {
                for at in column..N {
                    matrix[row][at] -= factor * pivot[at];
                }
                right[row] -= factor * right[column];
            }
        }
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|at| matrix[row][at] * right[at]).sum();
        let lead = matrix[row][row];
        right[row] = if lead.abs() < 1e-12 { 0.0 } else { (right[row] - known) / lead };
    }
    right
}

fn measure(set: &Set, scores: &[f64], decision: f64) -> Measures {
    let right: FxHashSet<(u32, u32)> = set.right.iter().copied().collect();
    let hit = |number: usize| right.contains(&set.pairs[number]);
    let all = right.len().max(1) as f64;
    let mut order: Vec<usize> = (0..scores.len()).filter(|&at| set.labels[at].is_some()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let f1 = |hits: f64, count: f64| 2.0 * hits / (count + all);
    let mut measures = Measures::default();
    let (mut hits, mut count, mut last) = (0.0, 0.0, 0.0);
    for (place, &number) in order.iter().enumerate() {
        hits += f64::from(u8::from(hit(number)));
        count += 1.0;
        let next = order.get(place + 1).map(|&next| scores[next]);
        if scores[number] >= decision {
            measures.f1 = f1(hits, count);
        }
        if next == Some(scores[number]) {
            continue;
        }
        measures.average_precision += hits / count * (hits - last) / all;
        last = hits;
        if f1(hits, count) > measures.best_f1 {
            measures.best_f1 = f1(hits, count);
            measures.threshold = scores[number];
        }
    }
    let mut seen: FxHashMap<u32, (u32, bool)> = FxHashMap::default();
    let sources: FxHashSet<u32> = set.right.iter().map(|pair| pair.0).collect();
    for &number in &order {
        let (rank, found) = seen.entry(set.pairs[number].0).or_default();
        *rank += 1;
        if !*found && hit(number) {
            *found = true;
            measures.mrr += f64::from(*rank).recip() / sources.len().max(1) as f64;
            measures.recall_at_1 += f64::from(u8::from(*rank == 1)) / sources.len().max(1) as f64;
        }
    }
    measures
}

/// The number of a figure, by its name.
pub fn number(name: &str) -> Option<usize> {
    NAMES.iter().position(|known| *known == name)
}
