//! Stems: inflected forms of one word meet in one short string.
//!
//! Words whose stem no rule finds are listed (`data/text/irregular.*.txt`). For all others: light suffix stripping with
//! the language's own endings (`data/text/endings.*.txt`), then a cut at a length at which derived words still meet
//! (`украинский`, `украинец` → `украин`).

use super::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Stems longer than this many letters are cut.
const LONGEST: usize = 7;
/// An ending is cut only where at least this many letters stay.
const SHORTEST: usize = 3;

/// The stem of a folded word (see [`super::words`]): a piece of it, or of the list of irregular words.
///
/// ```
/// use parallax::text::{Language, stem::stem};
/// assert_eq!(stem("луганская", Language::Russian), stem("луганске", Language::Russian));
/// assert_eq!(stem("told", Language::English), stem("telling", Language::English));
/// ```
pub fn stem(folded: &str, language: Language) -> &str {
    if folded.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return folded;
    }
    let rules = match language {
        Language::English => &*ENGLISH,
        Language::Russian => &*RUSSIAN,
        Language::Ukrainian => &*UKRAINIAN,
    };
    match rules.irregular.get(folded) {
        Some(stem) => stem,
        None => by_endings(folded, &rules.endings),
    }
}

/// What stays of a word when its ending is cut.
fn by_endings<'a>(folded: &'a str, endings: &Endings) -> &'a str {
    // The longest ending is the first that starts behind the letters that stay.
    let longest = folded.len().saturating_sub(endings.longest);
    let starts = folded.char_indices().skip(SHORTEST).map(|(at, _)| at).skip_while(|at| *at < longest);
    let cut = starts.into_iter().find(|at| endings.all.contains(&folded[*at..]));
    let kept = &folded[..cut.unwrap_or(folded.len())];
    let end = kept.char_indices().nth(LONGEST).map_or(kept.len(), |(at, _)| at);
    &kept[..end]
}

static ENGLISH: LazyLock<Rules> = LazyLock::new(|| {
    Rules::read(
        include_str!("../../data/text/endings.en.txt"),
        include_str!("../../data/text/irregular.en.txt"),
    )
});
static RUSSIAN: LazyLock<Rules> = LazyLock::new(|| {
    Rules::read(
        include_str!("../../data/text/endings.ru.txt"),
        include_str!("../../data/text/irregular.ru.txt"),
    )
});
static UKRAINIAN: LazyLock<Rules> = LazyLock::new(|| {
    Rules::read(
        include_str!("../../data/text/endings.uk.txt"),
        include_str!("../../data/text/irregular.uk.txt"),
    )
});

struct Rules {
    endings: Endings,
    /// Listed words and their stems.
    irregular: FxHashMap<&'static str, &'static str>,
}

struct Endings {
    all: FxHashSet<&'static str>,
    /// Bytes of the longest.
    longest: usize,
}

impl Rules {
    /// Reads the data files of a language.
    fn read(endings: &'static str, irregular: &'static str) -> Rules {
        let all: FxHashSet<&str> = tokens(endings).collect();
        let endings = Endings { longest: all.iter().map(|ending| ending.len()).max().unwrap_or(0), all };
        let mut listed = FxHashMap::default();
        let mut stem = "";
        for token in tokens(irregular) {
            if let Some(word) = token.strip_suffix(':') {
                // The forms that follow meet those of this word that the endings bring together.
                stem = by_endings(word, &endings);
            } else if let Some(word) = token.strip_suffix('=') {
                // No word has the sign, so nothing else comes to this stem.
                stem = token;
                listed.insert(word, stem);
            } else {
                listed.insert(token, stem);
            }
        }
        Rules { endings, irregular: listed }
    }
}

/// What stands in a data file between blanks, comments apart.
fn tokens(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}
