//! `pairs.tsv`: article pairs, the best first for each source article.

use super::tsv;
use crate::pairing::ArticlePair;
use std::io::{self, Write};

/// The columns.
pub const HEADER: [&str; 7] = ["src_id", "trg_id", "score", "relation", "hours_apart", "evidence", "story"];

/// Writes the header.
pub fn header(out: &mut impl Write) -> io::Result<()> {
    tsv::row(out, &HEADER)
}

/// Writes the row of a pair.
pub fn row(pair: &ArticlePair, src_id: &str, trg_id: &str, out: &mut impl Write) -> io::Result<()> {
    let evidence: Vec<String> = pair.evidence.iter().map(|(src, trg)| format!("{src}~{trg}")).collect();
    let hours = pair.hours_apart.map_or(String::new(), |hours| format!("{hours:.1}"));
    let story = pair.story.map_or(String::new(), |story| story.to_string());
    let (score, relation) = (format!("{:.4}", pair.score), pair.relation.to_string());
    tsv::row(out, &[src_id, trg_id, &score, &relation, &hours, &evidence.join(";"), &story])
}
