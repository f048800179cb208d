//! Examples for the judgement of links: translations, with what is wrong planted into them ([`translations`], [`planted`]),
//! and independent accounts whose links readers have marked ([`accounts`]).

pub mod accounts;
mod opposites;
pub mod planted;
pub mod translations;

use crate::judgement::Kind;
use crate::judgement::fit::Example;

/// A bead with its figures and the truth about it.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// What the texts are to each other.
    pub kind: Kind,
    /// How it was made.
    pub variant: &'static str,
    /// The pair of texts; what is parted for cross-validation.
    pub group: usize,
    /// Source and target lines: the first, and how many.
    pub place: [usize; 4],
    /// Whether both sides belong together.
    pub linked: bool,
    /// Whether both say the same.
    pub same: bool,
    /// What was changed, where something was.
    pub change: &'static str,
    /// The figures, in the order of their names.
    pub values: Vec<f32>,
    /// What it counts.
    pub weight: f64,
}

impl Labelled {
    /// As an example for one question.
    pub fn example(&self, same: bool) -> Example {
        // Independent accounts seldom say just the same; that they do must not drown, nor what is the same in part pass for
        // nothing.
        let rare = match (self.kind, same) {
            (Kind::Account, true) if self.same => 6.0,
            (Kind::Account, true) if self.linked => 0.6,
            _ => 1.0,
        };
        Example {
            values: self.values.clone(),
            right: if same { self.same } else { self.linked },
            weight: self.weight * rare,
        }
    }
}
