//! Stems: inflected forms of one word meet in one short string.

use super::Language;

/// The stem of a folded word.
pub fn stem(folded: &str, _language: Language) -> &str {
    let end = folded.char_indices().nth(5).map_or(folded.len(), |(at, _)| at);
    &folded[..end]
}
