//! From figures to a probability and a relation.

use super::candidates::Candidate;
use super::features::{self, Local, Near, Pairs, chance};
use super::prior::Told;
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
    /// Same event, same story or merely related.
    pub relation: Relation,
}

/// A pair so likely is decided on, or of one story.
const DECIDED: f64 = 0.5;

/// Judges all candidates, which stand by the source article. What is too unlikely to be told is left out, and so is what is
/// more than may be told of a source article. With them goes the share of right pairs that was reckoned with.
pub fn all(
    candidates: &[Candidate],
    near_src: &Near,
    near_trg: &Near,
    src: &[Profile],
    trg: &[Profile],
    options: &Options,
) -> (Vec<Judged>, Told) {
    let weights = &options.weights;
    let pairs: Vec<(u32, u32)> = candidates.iter().map(|candidate| (candidate.src, candidate.trg)).collect();
    let figures = |at: usize| -> Local {
        let candidate = &candidates[at];
        features::local(candidate, &src[candidate.src as usize], &trg[candidate.trg as usize])
    };
    // The figures are made again each time rather than kept: they are many times larger than what they are made of.
    let first = |at: usize| {
        let local = figures(at);
        weights.model(&local).first(&local)
    };
    let mut logits: Vec<f64> = (0..pairs.len()).into_par_iter().map(first).collect();
    let sorted = Pairs::new(&pairs, near_src, near_trg);
    let mut is_story: Vec<bool> = Vec::new();
    for round in 0..AGAIN {
        let next = |at: usize| {
            let features = sorted.features(at, &figures(at), &logits);
            let model = weights.model(&features);
            let is_story = round + 1 == AGAIN && chance(model.story(&features)) >= DECIDED;
            (model.next(round, &features), is_story)
        };
        (logits, is_story) = (0..pairs.len()).into_par_iter().map(next).unzip();
    }
    let is_undated = |at: usize| {
        let (a, b) = pairs[at];
        src[a as usize].time.is_none() || trg[b as usize].time.is_none()
    };
    let told = Told::of(&logits, is_undated, |undated| weights.usual(undated), options.prior);
    let one = |at: usize| {
        let score = chance(logits[at] + told.shift(is_undated(at)));
        let relation = match (score >= DECIDED, is_story[at]) {
            (true, _) => Relation::SameEvent,
            (false, true) => Relation::SameStory,
            (false, false) => Relation::Related,
        };
        let (src, trg) = pairs[at];
        Judged { src, trg, score, relation }
    };
    let judged = (0..pairs.len()).into_par_iter().map(one);
    let mut judged: Vec<Judged> = judged.filter(|judged| judged.score >= options.least).collect();
    judged.sort_by(|a, b| a.src.cmp(&b.src).then(b.score.total_cmp(&a.score)).then(a.trg.cmp(&b.trg)));
    let mut count = (u32::MAX, 0);
    judged.retain(|judged| {
        count = (judged.src, if judged.src == count.0 { count.1 + 1 } else { 1 });
        count.1 <= options.most
    });
    (judged, told)
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
