//! How well scores tell right pairs from the others.

use super::super::grade::Grade;
use super::super::prior::Told;
use super::Set;
use rustc_hash::{FxHashMap, FxHashSet};

/// How well weights do on a set. Of pairs that stand for several, each counts as that many.
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
    /// Share of source articles with a partner whose likeliest candidate is right.
    pub recall_at_1: f64,
    /// Mean of 1 / rank of the first right one, over source articles with a partner.
    pub mrr: f64,
    /// Expected calibration error, ten bins.
    pub ece: f64,
    /// Share of right pairs that are decided on.
    pub recall: f64,
    /// Share of the pairs of one story but not one event that are decided on.
    pub story: f64,
    /// By how much the logits were shifted for the share that the set itself seems to have, with dates and without.
    pub shift: [Option<f64>; 2],
}

/// A pair so likely is decided on.
const DECIDED: f64 = 0.5;
/// Pairs less likely than this are not told, so nobody asks whether they are calibrated.
const TOLD: f64 = 0.01;

/// Measures scores of all candidates of a set.
pub fn measure(set: &Set, scores: &[f64], told: Told) -> Measures {
    let all = set.all_right().max(1e-9);
    // Only pairs graded as of one story with a doubt (counted less) are not held against anybody.
    let graded: Vec<(usize, Grade, f64)> = (0..scores.len())
        .filter_map(|at| set.labels[at].map(|(grade, weight)| (at, grade, weight)))
        .filter(|&(_, grade, weight)| grade != Grade::Story || weight >= DECIDED)
        .collect();
    let mut order = graded.clone();
    order.sort_by(|a, b| scores[b.0].total_cmp(&scores[a.0]).then(a.0.cmp(&b.0)));
    let f1 = |hits: f64, count: f64| 2.0 * hits / (count + all);
    let mut measures =
        Measures { shift: told.0.map(|prior| prior.map(|prior| prior.shift)), ..Measures::default() };
    let (mut hits, mut count, mut last) = (0.0, 0.0, 0.0);
    for (place, &(at, grade, weight)) in order.iter().enumerate() {
        if grade == Grade::Event {
            hits += weight;
        }
        count += weight;
        if scores[at] >= DECIDED {
            measures.f1 = f1(hits, count);
            measures.recall = hits / all;
        }
        if order.get(place + 1).is_some_and(|next| scores[next.0] == scores[at]) {
            continue;
        }
        measures.average_precision += hits / count * (hits - last) / all;
        last = hits;
        if f1(hits, count) > measures.best_f1 {
            measures.best_f1 = f1(hits, count);
            measures.threshold = scores[at];
        }
    }
    let story = |decided: bool| -> f64 {
        let of_story = graded.iter().filter(|row| row.1 == Grade::Story);
        of_story.filter(|row| !decided || scores[row.0] >= DECIDED).map(|row| row.2).sum()
    };
    measures.story = story(true) / story(false).max(1e-9);
    let mut bins = [0.0; 10];
    let mut told = 0.0;
    for &(at, grade, weight) in graded.iter().filter(|row| scores[row.0] >= TOLD) {
        let right = f64::from(u8::from(grade == Grade::Event));
        bins[((scores[at] * 10.0) as usize).min(9)] += weight * (scores[at] - right);
        told += weight;
    }
    measures.ece = bins.iter().map(|bin: &f64| bin.abs()).sum::<f64>() / f64::max(told, 1e-9);
    let sources: FxHashSet<u32> = set.right.iter().map(|right| right.0).collect();
    let mut seen: FxHashMap<u32, (u32, bool)> = FxHashMap::default();
    for &(at, grade, _) in &order {
        let (rank, found) = seen.entry(set.pairs[at].0).or_default();
        *rank += 1;
        if !*found && grade == Grade::Event {
            *found = true;
            measures.mrr += f64::from(*rank).recip() / sources.len().max(1) as f64;
            measures.recall_at_1 += f64::from(u8::from(*rank == 1)) / sources.len().max(1) as f64;
        }
    }
    measures
}
