//! Stems: inflected forms of one word meet in one short string.
//!
//! Light suffix stripping with the language's own endings (`data/text/endings.*.txt`), then a cut at a length at
//! which derived words still meet (`украинский`, `украинец` → `украин`).

use super::Language;
use std::sync::LazyLock;

/// Stems longer than this many letters are cut.
const LONGEST: usize = 7;
/// An ending is cut only where at least this many letters stay.
const SHORTEST: usize = 3;

/// The stem of a folded word (see [`super::words`]), as a piece of it.
///
/// ```
/// use parallax::text::{Language, stem::stem};
/// assert_eq!(stem("луганская", Language::Russian), stem("луганске", Language::Russian));
/// ```
pub fn stem(folded: &str, language: Language) -> &str {
    if folded.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return folded;
    }
    let endings = match language {
        Language::English => &*ENGLISH,
        Language::Russian => &*RUSSIAN,
        Language::Ukrainian => &*UKRAINIAN,
    };
    let mut kept = folded;
    for ending in endings {
        if let Some(rest) = kept.strip_suffix(ending).filter(|rest| rest.chars().nth(SHORTEST - 1).is_some())
        {
            kept = rest;
            break;
        }
    }
    let end = kept.char_indices().nth(LONGEST).map_or(kept.len(), |(at, _)| at);
    &kept[..end]
}

static ENGLISH: LazyLock<Vec<&str>> =
    LazyLock::new(|| endings(include_str!("../../data/text/endings.en.txt")));
static RUSSIAN: LazyLock<Vec<&str>> =
    LazyLock::new(|| endings(include_str!("../../data/text/endings.ru.txt")));
static UKRAINIAN: LazyLock<Vec<&str>> =
    LazyLock::new(|| endings(include_str!("../../data/text/endings.uk.txt")));

/// Endings of a data file, the longest first.
fn endings(data: &'static str) -> Vec<&'static str> {
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    let mut endings: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    endings.sort_by_key(|ending| (std::cmp::Reverse(ending.len()), *ending));
    endings.dedup();
    endings
}
