//! Spans: `src_start:src_end<TAB>trg_start:trg_end<TAB>score<TAB>same`, character offsets of each bead in the two inputs, an
//! empty field for the missing side of a null bead.

use crate::alignment::Bead;
use std::io::{self, Write};
use std::ops::Range;

/// Writes a bead a line, given the character spans of the sentences of both sides.
pub fn write(
    beads: &[Bead],
    src: &[Range<usize>],
    trg: &[Range<usize>],
    out: &mut impl Write,
) -> io::Result<()> {
    let span = |sentences: &Range<usize>, spans: &[Range<usize>]| {
        let first = spans.get(sentences.start).filter(|_| !sentences.is_empty());
        let last = sentences.end.checked_sub(1).and_then(|last| spans.get(last));
        first.zip(last).map_or(String::new(), |(first, last)| format!("{}:{}", first.start, last.end))
    };
    for bead in beads {
        let (src, trg) = (span(&bead.src, src), span(&bead.trg, trg));
        let same = if bead.is_null() { String::new() } else { format!("{:.4}", bead.same) };
        writeln!(out, "{src}\t{trg}\t{:.4}\t{same}", bead.probability)?;
    }
    Ok(())
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
