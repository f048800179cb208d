//! What is particular to a language: abbreviations and words that start sentences, as data of `data/text/`.

use crate::text::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// How a sentence may end behind an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It does not: a name or number goes with it (`Mr.`, `вул.`).
    Never,
    /// Where a usual first word of sentences follows (`U.S.`, `г.`).
    Maybe,
    /// Before any capital, not before a number (`etc.`, `грн.`, `Jan.`).
    Usually,
    /// Not before a number (`No.`, `ст.`).
    Number,
    /// A unit behind a number, which may end a sentence (`5 м.`, `2014 г.`); alone it does not (`м. Луганськ`).
    Unit,
    /// As `Number`; and at the start of a sentence the number behind it does not end one either (`Fig. 1. Cells …`).
    Caption,
}

/// The rules of one language.
pub(super) struct Rules {
    /// By the lower-case form: the class, and whether only the word with a capital is the abbreviation.
    abbreviations: FxHashMap<Box<str>, (Class, bool)>,
    starters: FxHashSet<&'static str>,
    said: FxHashSet<&'static str>,
    /// Whether the number of a list item at the start of a line stands as a sentence of its own.
    pub items_apart: bool,
}

impl Rules {
    /// The class of an abbreviation, in any case, without its last full stop.
    pub fn class(&self, word: &str) -> Option<Class> {
        let (class, capital) = lowered(word, |lower| self.abbreviations.get(lower).copied()).flatten()?;
        (!capital || word.starts_with(char::is_uppercase)).then_some(class)
    }

    /// Whether sentences usually start with a word.
    pub fn starts(&self, word: &str) -> bool {
        lowered(word, |lower| self.starters.contains(lower)).unwrap_or(false)
    }

    /// Whether a word says that somebody spoke (`said`).
    pub fn says(&self, word: &str) -> bool {
        self.said.contains(word)
    }
}

/// The rules of a language, read once.
pub(super) fn of(language: Language) -> &'static Rules {
    macro_rules! data {
        ($code:literal) => {
            LazyLock::new(|| {
                parse(
                    include_str!(concat!("../../../data/text/abbreviations.", $code, ".txt")),
                    include_str!(concat!("../../../data/text/starters.", $code, ".txt")),
                )
            })
        };
    }
    static ENGLISH: LazyLock<Rules> = data!("en");
    static RUSSIAN: LazyLock<Rules> = data!("ru");
    static UKRAINIAN: LazyLock<Rules> = data!("uk");
    match language {
        Language::English => &ENGLISH,
        Language::Russian => &RUSSIAN,
        Language::Ukrainian => &UKRAINIAN,
    }
}

fn parse(abbreviations: &'static str, starters: &'static str) -> Rules {
    let mut rules = Rules {
        abbreviations: FxHashMap::default(),
        starters: FxHashSet::default(),
        said: FxHashSet::default(),
        items_apart: false,
    };
    for line in abbreviations.lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once(':') else { continue };
        let class = match class {
            "never" => Class::Never,
            "maybe" => Class::Maybe,
            "usually" => Class::Usually,
            "unit" => Class::Unit,
            "caption" => Class::Caption,
            "said" => {
                rules.said.extend(words.split_whitespace());
                continue;
            }
            "items" => {
                rules.items_apart = words.trim() == "apart";
                continue;
            }
            _ => Class::Number,
        };
        // The first class wins: the lists stand in the order of their strength.
        words.split_whitespace().for_each(|word| {
            let capital = word.starts_with(char::is_uppercase);
            rules.abbreviations.entry(word.to_lowercase().into()).or_insert((class, capital));
        });
    }
    let words = starters.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    rules.starters.extend(words);
    rules
}

/// Hands a word on in lower case and without stress marks; nothing for a word longer than any in the lists.
fn lowered<T>(word: &str, then: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0; 40];
    let mut length = 0;
    for letter in word.chars() {
        let lower = if letter.is_ascii() {
            letter.to_ascii_lowercase()
        } else if letter == '\u{301}' {
            continue;
        } else {
            small(letter)
        };
        let place = buffer.get_mut(length..length + lower.len_utf8())?;
        length += lower.encode_utf8(place).len();
    }
    std::str::from_utf8(&buffer[..length]).ok().map(then)
}

/// The small form of a letter; the usual Cyrillic letters without a look into the tables of Unicode.
fn small(letter: char) -> char {
    let code = letter as u32;
    match letter {
        'а'..='џ' => letter,
        'А'..='Я' => char::from_u32(code + 0x20).unwrap_or(letter),
        'Ѐ'..='Џ' => char::from_u32(code + 0x50).unwrap_or(letter),
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}
