//! A bead: neighbouring source sentences and the neighbouring target sentences that say the same.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A bead of an alignment. An empty range is a missing side: the sentences of the other side have no partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Source sentences, numbered from 0.
    pub src: Range<usize>,
    /// Target sentences, numbered from 0.
    pub trg: Range<usize>,
    /// The probability, 0 to 1, that the two sides belong together: they say the same, or the same in part.
    pub probability: f64,
    /// The probability that both say the same: everything of substance on each side stands on the other.
    pub same: f64,
    /// What contradicts: `numbers:2≠3`; empty where nothing does.
    pub conflict: String,
    /// How much likelier the two sides are together than apart by the alignment's own model, in nats.
    pub nats: f32,
}

/// How far the two sides of a bead say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Degree {
    /// Both sides say the same.
    Same,
    /// They say the same in part.
    Partial,
}

impl Degree {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Degree::Same => "same",
            Degree::Partial => "partial",
        }
    }
}

impl std::str::FromStr for Degree {
    type Err = crate::Error;

    fn from_str(name: &str) -> crate::Result<Self> {
        [Degree::Same, Degree::Partial].into_iter().find(|degree| degree.name() == name).ok_or_else(|| {
            crate::Error::new(format!("unknown degree {name:?}")).advice("the degrees are same and partial")
        })
    }
}

impl std::fmt::Display for Degree {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Bead {
    /// A bead that was found with this probability and is not judged yet.
    pub fn new(src: Range<usize>, trg: Range<usize>, probability: f64) -> Self {
        Bead { src, trg, probability, same: 0.0, conflict: String::new(), nats: 0.0 }
    }

    /// Whether both sides say the same, or the same in part; `None` where a side is missing.
    pub fn degree(&self) -> Option<Degree> {
        let degree = if self.same >= 0.5 { Degree::Same } else { Degree::Partial };
        (!self.is_null()).then_some(degree)
    }

    /// Whether a side is missing.
    pub fn is_null(&self) -> bool {
        self.src.is_empty() || self.trg.is_empty()
    }

    /// The kind of link in the field's notation: `1-1`, `2-1`, `0-1` …
    pub fn kind(&self) -> String {
        format!("{}-{}", self.src.len(), self.trg.len())
    }
}
