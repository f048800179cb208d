//! MUSE's dictionary: `word word` a line, parted by a space or a tab. With a tab either side may be a phrase.

use super::{Dictionary, Form, of_pairs};
use crate::Result;
use std::path::Path;

/// Reads the pairs of a text.
pub fn read(text: &str, path: &Path) -> Result<Dictionary> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    of_pairs(Form::Muse, lines.map(parts), path)
}

/// The two sides of a line; what stands behind a second tab is left out.
pub fn parts(line: &str) -> Option<(&str, &str)> {
    if let Some((left, rest)) = line.split_once('\t') {
        return Some((left, rest.split('\t').next().unwrap_or(rest)));
    }
    let mut words = line.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(left), Some(right), None) => Some((left, right)),
        _ => None,
    }
}
