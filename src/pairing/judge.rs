//! From figures to a probability and a relation.

use super::candidates::Candidate;
use super::features::{self, Near, Pairs, chance};
use super::profile::Profile;
use super::weights::AGAIN;
use super::{Options, Relation};
use rayon::prelude::*;

/// A pair with its probability.
pub struct Judged {
    /// Place in the source list.
    pub src: u32,
    /// Place in the target list.
    pub trg: u32,
    /// Probability of the same event.
    pub score: f64,
    /// Translation, same event or merely related.
    pub relation: Relation,
}

/// Judges all candidates, which stand by the source article. What is too unlikely to be told is left out, and so is what is
/// more than may be told of a source article.
pub fn all(
    candidates: &[Candidate],
    near_src: &Near,
    near_trg: &Near,
    src: &[Profile],
    trg: &[Profile],
    options: &Options,
) -> Vec<Judged> {
    let weights = &options.weights;
    let pairs: Vec<(u32, u32)> = candidates.iter().map(|candidate| (candidate.src, candidate.trg)).collect();
    let figures = |candidate: &Candidate| {
        features::local(candidate, &src[candidate.src as usize], &trg[candidate.trg as usize])
    };
    // The figures are made again each time rather than kept: they are many times larger than what they are made of.
    let mut logits: Vec<f64> = candidates
        .par_iter()
        .map(|candidate| {
            let local = figures(candidate);
            weights.model(&local).first(&local)
        })
        .collect();
    let sorted = Pairs::new(&pairs, near_src, near_trg);
    for round in 0..AGAIN {
        let next = |at: usize| {
            let local = figures(&candidates[at]);
            weights.model(&local).next(round, &sorted.features(at, &local, &logits))
        };
        logits = (0..pairs.len()).into_par_iter().map(next).collect();
    }
    let one = |at: usize| {
        let score = chance(logits[at]);
        let decided = score >= weights.model(&figures(&candidates[at])).decision;
        let relation = if decided { Relation::SameEvent } else { Relation::Related };
        let (src, trg) = pairs[at];
        Judged { src, trg, score, relation }
    };
    let judged = (0..pairs.len()).into_par_iter().map(one);
    let mut judged: Vec<Judged> = judged.filter(|judged| judged.score >= options.least).collect();
    judged.sort_by(|a, b| a.src.cmp(&b.src).then(b.score.total_cmp(&a.score)).then(a.trg.cmp(&b.trg)));
    let mut told = (u32::MAX, 0);
    judged.retain(|judged| {
        told = (judged.src, if judged.src == told.0 { told.1 + 1 } else { 1 });
        told.1 <= options.most
    });
    judged
}

/// Candidates whose first logit is not over this are not kept.
const HOPELESS: f64 = -10.0;

/// Whether a candidate is more than hopeless by the first judgement: less is as good as none.
pub fn worth(candidate: &Candidate, src: &[Profile], trg: &[Profile], options: &Options) -> bool {
    let local = features::local(candidate, &src[candidate.src as usize], &trg[candidate.trg as usize]);
    options.weights.model(&local).first(&local) > HOPELESS
}

/// The source's time less the target's, where both are known.
pub fn hours(src: Option<i64>, trg: Option<i64>) -> Option<f64> {
    Some(src?.saturating_sub(trg?) as f64 / 3600.0)
}
