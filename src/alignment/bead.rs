//! A bead: neighbouring source sentences and the neighbouring target sentences that say the same.

use std::ops::Range;

/// A bead of an alignment. An empty range is a missing side: the sentences of the other side have no partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Source sentences, numbered from 0.
    pub src: Range<usize>,
    /// Target sentences, numbered from 0.
    pub trg: Range<usize>,
    /// The probability, 0 to 1, that this bead is right.
    pub probability: f64,
}

impl Bead {
    /// Whether a side is missing.
    pub fn is_null(&self) -> bool {
        self.src.is_empty() || self.trg.is_empty()
    }

    /// The kind of link in the field's notation: `1-1`, `2-1`, `0-1` …
    pub fn kind(&self) -> String {
        format!("{}-{}", self.src.len(), self.trg.len())
    }
}
