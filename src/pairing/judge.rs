//! From figures to a probability and a relation.

use super::candidates::Candidate;
use super::compare::Shared;
use super::features::{self, Local, Near, Pairs};
use super::profile::Profile;
use super::{Options, Relation};
use rayon::prelude::*;

/// A pair with its probability.
pub struct Judged {
    /// Place in the English list.
    pub src: u32,
    /// Place in the other list.
    pub trg: u32,
    /// Probability of the same event.
    pub score: f64,
    /// Translation, same event or merely related.
    pub relation: Relation,
    /// What both share.
    pub shared: Vec<Shared>,
}

/// Judges all candidates, which stand by the English article; what is too unlikely to be told is left out.
pub fn all(
    candidates: Vec<Candidate>,
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
    let local: Vec<Local> = candidates.par_iter().map(figures).collect();
    let first: Vec<f64> = local.par_iter().map(|local| weights.model(local).first(local)).collect();
    let sorted = Pairs::new(&pairs, near_src, near_trg);
    let scores: Vec<f64> = local
        .par_iter()
        .enumerate()
        .map(|(at, local)| weights.model(local).probability(&sorted.features(at, local, &first)))
        .collect();
    let scored = candidates.into_iter().zip(local.iter().zip(scores));
    scored
        .filter(|(_, (_, score))| *score >= options.least)
        .map(|(candidate, (local, score))| {
            let decided = score >= weights.model(local).decision;
            let relation = if decided { Relation::SameEvent } else { Relation::Related };
            let Candidate { src, trg, shared, .. } = candidate;
            Judged { src, trg, score, relation, shared }
        })
        .collect()
}

/// English time less the other's, where both are known.
pub fn hours(src: Option<i64>, trg: Option<i64>) -> Option<f64> {
    Some(src?.saturating_sub(trg?) as f64 / 3600.0)
}
