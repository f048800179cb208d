//! The figures of the alignment model, in nats. They were set on several sets at once; `docs/alignment.md` says how.

use crate::lexicon::Trust;
use serde::{Deserialize, Serialize};

/// What each part of a bead's score weighs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// How words are judged.
    pub words: Trust,
    /// Whether to learn from the sure links of a first pass and align again.
    pub learn: bool,
    /// The most that one explained word can bring.
    pub cap: f32,
    /// Weight of the length term.
    pub length: f32,
    /// Spread of the logarithm of the length ratio of sentences that say the same.
    pub length_spread: f32,
    /// How much of the weight of two words that explain each other depends on their places, 0 to 1.
    pub order_share: f32,
    /// How soon that weight falls with the distance of the places.
    pub order_slope: f32,
    /// Probability that a translation ends in another sign.
    pub marks_differ: f32,
    /// What a sentence without a partner costs.
    pub skip: f32,
    /// What each further line of a side costs in a bead.
    pub line: f32,
    /// What each further line on both sides costs besides: two pairs in one bead are seldom meant.
    pub both: f32,
    /// What each sentence more on one side of a bead than on the other costs.
    pub merge: f32,
    /// Comparable texts: what a jump in the target costs.
    pub jump: f32,
    /// Comparable texts: what a target sentence passed over between two links costs.
    pub skip_within: f32,
    /// Comparable texts that tell the same independently: what a sentence without a partner costs.
    pub independent_skip: f32,
    /// The same: what a jump costs.
    pub independent_jump: f32,
    /// The scores are divided by this before they become probabilities: words are not independent.
    pub temperature: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            words: Trust::default(),
            learn: true,
            cap: 8.0,
            length: 1.0,
            length_spread: 0.2,
            order_share: 0.9,
            order_slope: 6.0,
            marks_differ: 0.1,
            skip: 3.8,
            line: 6.0,
            both: 6.0,
            merge: 4.0,
            jump: 15.0,
            skip_within: 4.0,
            independent_skip: 1.5,
            independent_jump: 5.0,
            temperature: 1.5,
        }
    }
}
