//! Numbers and dates at their places in an article, and the difference of one that stands on one side only.

use super::reading::{Linked, Reading, characters};
use super::{Difference, Kind, Side, Status};
use crate::analysis::Sentence;
use crate::anchors::Anchor;
use std::ops::Range;

/// A fact of a text at its place.
pub struct Placed<'a> {
    /// The sentence.
    pub place: usize,
    /// The fact, its bytes those of the sentence.
    pub fact: &'a Anchor,
}

/// The facts of neighbouring sentences.
pub fn facts_of<'a>(
    sentences: &'a [Sentence],
    places: &Range<usize>,
) -> impl Iterator<Item = Placed<'a>> + use<'a> {
    let first = places.start;
    let chosen = sentences[places.clone()].iter().enumerate();
    chosen.flat_map(move |(at, sentence)| {
        sentence.facts().iter().map(move |fact| Placed { place: first + at, fact })
    })
}

impl Placed<'_> {
    /// That it stands nowhere on the other side of a link.
    pub fn only(&self, kind: Kind, reading: &Reading, link: &Linked, side: Side) -> Difference {
        let mut found = Difference::new(kind, Status::Only, side, reading.text(side), self.place);
        found.value = self.fact.word.clone();
        found.other_text = reading.text(side.other()).sentences(link.of(side.other()));
        found.offsets[0] = Some(characters(&found.text, &self.fact.span));
        found.why = format!("{} stands nowhere on the other side", self.fact.key);
        found.figures = vec![("unsure", 1.0 - link.score as f32), ("same", link.same as f32)];
        found
    }
}
