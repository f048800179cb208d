//! Stems: inflected forms of one word meet in one short string.
//!
//! Light suffix stripping with the language's own endings (`data/text/endings.*.txt`), then a cut at a length at
//! which derived words still meet (`украинский`, `украинец` → `украин`).

use super::Language;
use rustc_hash::FxHashSet;
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
    // The longest ending is the first that starts behind the letters that stay.
    let longest = folded.len().saturating_sub(endings.longest);
    let starts = folded.char_indices().skip(SHORTEST).map(|(at, _)| at).skip_while(|at| *at < longest);
    let cut = starts.into_iter().find(|at| endings.all.contains(&folded[*at..]));
    let kept = &folded[..cut.unwrap_or(folded.len())];
    let end = kept.char_indices().nth(LONGEST).map_or(kept.len(), |(at, _)| at);
    &kept[..end]
}

static ENGLISH: LazyLock<Endings> = LazyLock::new(|| endings(include_str!("../../data/text/endings.en.txt")));
static RUSSIAN: LazyLock<Endings> = LazyLock::new(|| endings(include_str!("../../data/text/endings.ru.txt")));
static UKRAINIAN: LazyLock<Endings> =
    LazyLock::new(|| endings(include_str!("../../data/text/endings.uk.txt")));

struct Endings {
    all: FxHashSet<&'static str>,
    /// Bytes of the longest.
    longest: usize,
}

/// Endings of a data file.
fn endings(data: &'static str) -> Endings {
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    let all: FxHashSet<&str> = lines.flat_map(str::split_whitespace).collect();
    Endings { longest: all.iter().map(|ending| ending.len()).max().unwrap_or(0), all }
}
