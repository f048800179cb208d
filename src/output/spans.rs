//! Spans: `src_start:src_end<TAB>trg_start:trg_end<TAB>score<TAB>same`, character offsets of each bead in the two inputs, an empty
//! field for the missing side of a null bead; then the probability that both sides say the same, empty for a null bead.

use super::format::{Aligned, Format};
use std::io::{self, Write};
use std::ops::Range;

/// A bead a line.
pub struct Spans;

impl Format for Spans {
    fn name(&self) -> &'static str {
        "spans"
    }

    fn about(&self) -> &'static str {
        "character offsets: 0:57<TAB>0:61<TAB>score<TAB>same"
    }

    fn pair(&self, aligned: &Aligned, out: &mut dyn Write) -> io::Result<()> {
        let span = |sentences: &Range<usize>, spans: &[Range<usize>]| {
            let first = spans.get(sentences.start).filter(|_| !sentences.is_empty());
            let last = sentences.end.checked_sub(1).and_then(|last| spans.get(last));
            first.zip(last).map_or(String::new(), |(first, last)| format!("{}:{}", first.start, last.end))
        };
        for bead in aligned.beads.iter().map(|linked| &linked.bead) {
            let (src, trg) = (span(&bead.src, aligned.src_spans), span(&bead.trg, aligned.trg_spans));
            let same = if bead.is_null() { String::new() } else { format!("{:.4}", bead.same) };
            writeln!(out, "{src}\t{trg}\t{:.4}\t{same}", bead.probability)?;
        }
        Ok(())
    }
}

/// Byte spans of a text as character spans; they must be in order.
pub fn in_characters(text: &str, spans: &[Range<usize>]) -> Vec<Range<usize>> {
    let (mut bytes, mut characters) = (0, 0);
    let mut count = |to: usize| {
        characters += text.get(bytes..to).map_or(0, |piece| piece.chars().count());
        bytes = to;
        characters
    };
    spans.iter().map(|span| count(span.start)..count(span.end)).collect()
}
