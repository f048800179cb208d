//! What is particular to a language: abbreviations and words that start sentences, as data of `data/text/`.

use crate::text::Language;
use crate::text::ordinary::ordinary;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// How a sentence may end behind an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It does not: a name or number goes with it (`Mr.`, `вул.`).
    Never,
    /// Where a usual first word of sentences follows (`U.S.`, `г.`).
    Maybe,
    /// As `Maybe`, and where an ordinary word has a capital behind what may be a whole sentence (`a.m.`, `обл.`).
    Close,
    /// Before any capital, not before a number (`etc.`, `грн.`, `Jan.`).
    Usually,
    /// Not before a number (`No.`, `ст.`).
    Number,
    /// A month, short: as `Close` behind a number or a word that stands before dates, else a word as any other (`лист.`).
    Month,
    /// A unit behind a number, which may end a sentence (`5 м.`, `2014 г.`); alone it does not (`м. Луганськ`).
    Unit,
    /// As `Number`; and at the start of a sentence the number behind it does not end one either (`Fig. 1. Cells …`).
    Caption,
}

/// The rules of one language.
pub(super) struct Rules {
    language: Language,
    /// By the lower-case form.
    abbreviations: FxHashMap<Box<str>, Class>,
    /// The abbreviations only of words with a capital, by the lower-case form.
    capitals: FxHashMap<Box<str>, Class>,
    /// An abbreviation with the word that goes with it, in lower case: `долл сша`.
    joined: FxHashSet<(&'static str, &'static str)>,
    /// The endings of the words that a sentence can be told by; none where no word ends so.
    predicates: Vec<&'static str>,
    /// Words that stand before dates: `in`, `від`.
    dated: FxHashSet<&'static str>,
    /// Ordinary words that go with the abbreviation before them though they have a capital (`9 a.m. Eastern time`).
    inside: FxHashSet<&'static str>,
    starters: FxHashSet<&'static str>,
    said: FxHashSet<&'static str>,
    /// Whether the number of a list item at the start of a line stands as a sentence of its own.
    pub items_apart: bool,
}

impl Rules {
    /// The class of an abbreviation, in any case, without its last full stop.
    pub fn class(&self, word: &str) -> Option<Class> {
        let capital = word.starts_with(char::is_uppercase);
        lowered(word, |lower| {
            let capital = capital.then(|| self.capitals.get(lower)).flatten();
            capital.or_else(|| self.abbreviations.get(lower)).copied()
        })?
    }

    /// Whether a word goes with the abbreviation before it: `долл.` and `США`.
    pub fn join(&self, abbreviation: &str, word: &str) -> bool {
        let found = |first: &str| lowered(word, |word| self.joined.contains(&(first, word)));
        !self.joined.is_empty() && lowered(abbreviation, found).flatten().unwrap_or(false)
    }

    /// Whether a word has a capital only because it starts a sentence.
    pub fn ordinary(&self, word: &str) -> bool {
        let word = word.to_lowercase().replace('ё', "е").replace(['\'', '’', 'ʼ', '\u{301}'], "");
        !self.inside.contains(word.as_str()) && ordinary(&word, self.language)
    }

    /// Whether a text has a word that a sentence can be told by, or a dash in its place.
    pub fn predicate(&self, text: &str) -> bool {
        let verb = |word: &str| {
            let word = word.trim_end_matches([',', ';', ':', '»', '"', ')']);
            word.starts_with(char::is_lowercase) && self.predicates.iter().any(|end| word.ends_with(end))
        };
        self.predicates.is_empty()
            || text.split_whitespace().any(|word| verb(word) || matches!(word, "—" | "–"))
    }

    /// Whether a word stands before dates, or is a number itself.
    pub fn dated(&self, word: &str) -> bool {
        word.ends_with(|last: char| last.is_ascii_digit())
            || lowered(word, |lower| self.dated.contains(lower)).unwrap_or(false)
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
        ($language:expr, $code:literal) => {
            LazyLock::new(|| {
                parse(
                    $language,
                    include_str!(concat!("../../../data/text/abbreviations.", $code, ".txt")),
                    include_str!(concat!("../../../data/text/starters.", $code, ".txt")),
                )
            })
        };
    }
    static ENGLISH: LazyLock<Rules> = data!(Language::English, "en");
    static RUSSIAN: LazyLock<Rules> = data!(Language::Russian, "ru");
    static UKRAINIAN: LazyLock<Rules> = data!(Language::Ukrainian, "uk");
    match language {
        Language::English => &ENGLISH,
        Language::Russian => &RUSSIAN,
        Language::Ukrainian => &UKRAINIAN,
    }
}

fn parse(language: Language, abbreviations: &'static str, starters: &'static str) -> Rules {
    let mut rules = Rules {
        language,
        abbreviations: FxHashMap::default(),
        capitals: FxHashMap::default(),
        joined: FxHashSet::default(),
        predicates: Vec::new(),
        dated: FxHashSet::default(),
        inside: FxHashSet::default(),
        starters: FxHashSet::default(),
        said: FxHashSet::default(),
        items_apart: false,
    };
    for line in abbreviations.lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once(':') else { continue };
        let class = match class {
            "never" => Class::Never,
            "maybe" => Class::Maybe,
            "close" => Class::Close,
            "usually" => Class::Usually,
            "unit" => Class::Unit,
            "caption" => Class::Caption,
            "joined" => {
                let mut words = words.split_whitespace();
                let first = words.next().unwrap_or_default();
                rules.joined.extend(words.map(|word| (first, word)));
                continue;
            }
            "predicates" => {
                rules.predicates.extend(words.split_whitespace());
                continue;
            }
            "dated" => {
                rules.dated.extend(words.split_whitespace());
                continue;
            }
            "inside" => {
                rules.inside.extend(words.split_whitespace());
                continue;
            }
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
            let list = if capital { &mut rules.capitals } else { &mut rules.abbreviations };
            list.entry(word.to_lowercase().into()).or_insert(class);
        });
    }
    for month in short_months(language) {
        let list = if language == Language::English { &mut rules.capitals } else { &mut rules.abbreviations };
        list.entry(month.into()).or_insert(Class::Month);
    }
    let words = starters.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    rules.starters.extend(words);
    rules
}

/// The short forms of the months of a language: beginnings of their names, as the table of months has them.
fn short_months(language: Language) -> impl Iterator<Item = &'static str> {
    let rows = include_str!("../../../data/text/months.tsv").lines().filter(|line| !line.starts_with('#'));
    let forms = rows.filter_map(move |row| row.split('\t').nth(1 + language as usize));
    forms.flat_map(|forms| {
        let name = forms.split(' ').next().unwrap_or_default();
        let beginning =
            move |form: &&str| name.strip_prefix(*form).is_some_and(|rest| rest.chars().nth(1).is_some());
        forms.split(' ').filter(beginning)
    })
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
