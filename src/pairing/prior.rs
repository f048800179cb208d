//! How many of a run's candidates tell one event, and what follows for the score of each.
//!
//! The weights are made for a usual share of right pairs. In a stream of news few articles have a partner, in an archive of
//! translations all have. The share of the run in hand is estimated from its own scores by EM (Saerens, Latinne and
//! Decaestecker 2002), drawn towards the usual one as if so many pairs of that had been seen, and the scores are weighed
//! anew. The order of the sums is fixed, so that the result is the same on any number of threads.

use super::features::chance;
use crate::text::LanguagePair;
use rayon::prelude::*;
use std::fmt;

/// What was estimated of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// The share of right pairs among the candidates.
    pub share: f64,
    /// What is added to every logit.
    pub shift: f64,
}

/// The usual share counts as so many candidates.
const STEADY: f64 = 300.0;
/// More candidates than this say no more: their errors are not independent.
const MOST: f64 = 3000.0;
/// Logits are shifted by no more than this.
const FARTHEST: f64 = 2.5;
const ROUNDS: usize = 200;
/// Candidates with a logit under this are not asked: how many of them there are is chance.
pub const PLAUSIBLE: f64 = -6.0;
/// Logits that are summed at a time.
const PIECE: usize = 4096;

impl Prior {
    /// The usual share: nothing is shifted.
    pub fn usual(share: f64) -> Self {
        Prior { share, shift: 0.0 }
    }

    /// A share that somebody knows.
    pub fn known(share: f64, usual: f64) -> Self {
        Prior { share, shift: logit(share) - logit(usual) }
    }

    /// An estimate that is followed only so far, 0 to 1.
    pub fn trusted(self, trust: f64, usual: f64) -> Self {
        let shift = self.shift * trust.clamp(0.0, 1.0);
        Prior { share: chance(logit(usual) + shift), shift }
    }

    /// Estimates the share of a run from the logits of its candidates, given the usual share.
    pub fn estimate(logits: &[f64], usual: f64) -> Self {
        if logits.is_empty() {
            return Prior::usual(usual);
        }
        let count = logits.len() as f64;
        let seen = count.min(MOST);
        let mut shift = 0.0;
        for _ in 0..ROUNDS {
            let mean = sum(logits, shift) / count;
            let share = (seen * mean + STEADY * usual) / (seen + STEADY);
            let next = (logit(share) - logit(usual)).clamp(-FARTHEST, FARTHEST);
            let moved = (next - shift).abs();
            shift = next;
            if moved < 1e-7 {
                break;
            }
        }
        Prior { share: chance(logit(usual) + shift), shift }
    }
}

/// What was reckoned with in judging candidates with dates, and without; `None` where there was none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Told(pub [Option<Prior>; 2]);

impl Told {
    /// Takes the share of each kind that is known, or estimates it; `usual` gives for a kind the usual share, and how far the
    /// estimate is trusted.
    pub fn of(
        logits: &[f64],
        is_undated: impl Fn(usize) -> bool,
        usual: impl Fn(bool) -> (f64, f64),
        known: Option<f64>,
    ) -> Told {
        let one = |undated: bool| {
            let own: Vec<f64> = (0..logits.len())
                .filter(|&at| is_undated(at) == undated && logits[at] > PLAUSIBLE)
                .map(|at| logits[at])
                .collect();
            let (usual, trust) = usual(undated);
            let estimate = || Prior::estimate(&own, usual).trusted(trust, usual);
            (!own.is_empty()).then(|| known.map_or_else(estimate, |share| Prior::known(share, usual)))
        };
        Told([false, true].map(one))
    }

    /// What is added to the logits of a kind.
    pub fn shift(&self, undated: bool) -> f64 {
        self.0[usize::from(undated)].map_or(0.0, |prior| prior.shift)
    }
}

/// The share of right pairs among the candidates of two languages, as it was reckoned with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The languages.
    pub languages: LanguagePair,
    /// Whether these are the candidates with both dates known, or the others.
    pub dated: bool,
    /// The share, 0 to 1: estimated from the scores, or given by hand.
    pub share: f64,
}

impl Share {
    pub(super) fn of(languages: LanguagePair, told: Told) -> impl Iterator<Item = Share> {
        let kinds = [true, false].into_iter().zip(told.0);
        kinds.filter_map(move |(dated, prior)| Some(Share { languages, dated, share: prior?.share }))
    }

    /// Which candidates these are: `en-ru with dates`.
    pub fn kind(&self) -> String {
        format!("{} {}", self.languages, if self.dated { "with dates" } else { "without dates" })
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = 100.0 * self.share;
        write!(f, "{}: {share:.2} % of the candidate pairs are reckoned to tell one event", self.kind())
    }
}

fn sum(logits: &[f64], shift: f64) -> f64 {
    let piece = |piece: &[f64]| piece.iter().map(|logit| chance(logit + shift)).sum::<f64>();
    let sums: Vec<f64> = logits.par_chunks(PIECE).map(piece).collect();
    sums.into_iter().sum()
}

fn logit(share: f64) -> f64 {
    let share = share.clamp(1e-6, 1.0 - 1e-6);
    (share / (1.0 - share)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logits as a judgement gives them that was made for a share of .1, of a run with another: normal, two apart.
    fn run(share: f64) -> Vec<f64> {
        let normal = |at: usize| -> f64 {
            // The mean of twelve even numbers is nearly normal.
            (0..12).map(|k| ((at * 12 + k) as f64 * 0.618_034).fract()).sum::<f64>() - 6.0
        };
        let count = 4000;
        let right = (share * count as f64) as usize;
        let logit_of = |at: usize| {
            let x = normal(at) * 2.0 + if at < right { 4.0 } else { -4.0 };
            // Two normals of spread 2 that are 8 apart: the logit is 2x, and that of the share.
            2.0 * x + logit(0.1)
        };
        (0..count).map(logit_of).collect()
    }

    #[test]
    fn the_share_of_a_run_is_found_again() {
        for share in [0.02, 0.1, 0.5] {
            let prior = Prior::estimate(&run(share), 0.1);
            assert!((prior.share - share).abs() < 0.05, "{share}: {prior:?}");
        }
    }

    #[test]
    fn few_pairs_and_pairs_all_alike_move_little() {
        assert_eq!(Prior::estimate(&[], 0.1), Prior::usual(0.1));
        assert!(Prior::estimate(&[3.0; 5], 0.1).shift.abs() < 0.5);
        for alike in [-20.0, 20.0, 0.0] {
            assert!(Prior::estimate(&vec![alike; 100_000], 0.1).shift.abs() <= FARTHEST);
        }
    }

    #[test]
    fn a_known_share_shifts_by_its_odds() {
        assert!((Prior::known(0.5, 0.1).shift - 9.0_f64.ln()).abs() < 1e-12);
    }
}
