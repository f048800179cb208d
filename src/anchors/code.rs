//! Codes and acronyms: `S-400` and `С-400` have one key, `NATO` and `НАТО` another (`data/anchors/acronyms.tsv`).

use super::table::{column, rows};
use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::{Word, words};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A code or an acronym that starts at a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// `s-400` for a code, `NATO` for an acronym of the table.
    pub key: String,
    /// The first word behind it.
    pub next: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// For an acronym of the table: what it is, `org`, `place` or `other`.
    pub what: Option<&'static str>,
}

/// Letters of a code before its number.
const LETTERS: usize = 6;
/// Digits of a code.
const DIGITS: usize = 4;

/// The letters with a number that start at a word (`S-400`, `Су-35С`, `F16`, `COVID-19`).
pub fn code(text: &str, words: &[Word], at: usize) -> Option<Code> {
    let word = words.get(at)?;
    if !text[word.start..].starts_with(char::is_uppercase) {
        return None;
    }
    // `F-16s` are several.
    let single = |word: &'_ Word| -> String {
        let plural = text[..word.end].ends_with('s');
        word.folded.strip_suffix('s').filter(|_| plural).unwrap_or(&word.folded).to_owned()
    };
    let split = word.folded.find(|letter: char| letter.is_ascii_digit());
    if let Some(split) = split {
        let folded = single(word);
        let (letters, digits) = folded.split_at(split);
        let key = key(letters, digits)?;
        return Some(Code { key, next: at + 1, end: word.end, what: None });
    }
    let next = words.get(at + 1).filter(|next| &text[word.end..next.start] == "-")?;
    let key = key(&word.folded, &single(next))?;
    Some(Code { key, next: at + 2, end: next.end, what: None })
}

/// The key of letters and digits, if they are a code.
fn key(letters: &str, digits: &str) -> Option<String> {
    let count = letters.chars().count();
    let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    let (number, suffix) = digits.split_at(end);
    let alphabetic = |text: &str| text.chars().all(char::is_alphabetic);
    let fits = (1..=LETTERS).contains(&count)
        && (1..=DIGITS).contains(&number.len())
        && suffix.chars().count() <= 3
        && alphabetic(letters)
        && alphabetic(suffix);
    if !fits {
        return None;
    }
    // Single letters of foreign types are written with the letter that looks alike, Russian ones by their sound.
    let head = match letters {
        "c" | "с" => "s".to_owned(),
        "в" => "b".to_owned(),
        _ => latin(letters),
    };
    Some(format!("{head}-{number}{}", latin(suffix)))
}

/// Cyrillic letters of a code in Latin ones: `9м729` is `9m729`.
pub fn latin(folded: &str) -> String {
    const CYRILLIC: &str = "абвгґдеєжзиіїйклмнопрстуфхцчшщьыъэюя";
    const LATIN: [&str; 36] = [
        "a", "b", "v", "g", "g", "d", "e", "e", "zh", "z", "i", "i", "i", "y", "k", "l", "m", "n", "o", "p",
        "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    let mut out = String::with_capacity(folded.len());
    for letter in folded.chars() {
        if letter.is_ascii() {
            out.push(letter);
            continue;
        }
        match CYRILLIC.chars().position(|other| other == letter).and_then(|at| LATIN.get(at)) {
            Some(piece) => out.push_str(piece),
            None => out.push(letter),
        }
    }
    out
}

/// The acronym of the table that starts at a word, with points or without: `NATO`, `U.S.`, `ООН`, `МИДа`, `Би-би-си`.
pub fn acronym(text: &str, words: &[Word], at: usize, language: Language) -> Option<Code> {
    let word = words.get(at)?;
    let raw = &text[word.start..word.end];
    let mut letters = raw.chars();
    if !letters.next()?.is_uppercase() {
        return None;
    }
    let table = &TABLES[language as usize];
    let second = letters.next();
    let found = |row: &Row, next: usize, end: usize| {
        Some(Code { key: row.key.to_owned(), next, end, what: Some(row.what) })
    };
    match second {
        None => {
            // `U.S.`: single capitals with points between.
            let mut spelled = raw.to_owned();
            let mut last = at;
            while let Some(next) = words.get(last + 1) {
                let piece = &text[next.start..next.end];
                let single = piece.chars().count() == 1 && piece.starts_with(char::is_uppercase);
                if &text[words[last].end..next.start] != "." || !single || spelled.len() > 8 {
                    break;
                }
                spelled.push_str(piece);
                last += 1;
            }
            let row = table.get(spelled.as_str()).filter(|_| last > at)?;
            found(row, last + 1, words[last].end)
        }
        Some(second) if second.is_uppercase() => {
            let row = table.get(raw).or_else(|| {
                // `МИДа`, `NGOs`: an ending in small letters; `NATO’s`.
                let end = raw.find(|letter: char| !letter.is_uppercase())?;
                let short = raw[end..].chars().count() <= 2 || raw[end..].starts_with(['\'', '’']);
                table.get(&raw[..end]).filter(|_| short && raw[..end].chars().count() > 1)
            })?;
            // `JOIN US NOW` is shouting.
            let shouted = |place: Option<usize>| {
                let piece = place.and_then(|place| words.get(place)).map(|word| &text[word.start..word.end]);
                piece.is_some_and(|piece| piece.len() > 3 && piece.chars().all(char::is_uppercase))
            };
            let word_too = matches!(raw, "US" | "WHO" | "IS" | "IT" | "AIDS" | "START" | "ИГ" | "ВАТ");
            if word_too && (shouted(at.checked_sub(1)) || shouted(Some(at + 1))) {
                return None;
            }
            found(row, at + 1, word.end)
        }
        Some(_) => {
            let next = words.get(at + 2).filter(|_| text[word.end..].starts_with('-'))?;
            let row = table.get(&text[word.start..next.end])?;
            found(row, at + 3, next.end)
        }
    }
}

struct Row {
    key: &'static str,
    what: &'static str,
}

static TABLES: LazyLock<[FxHashMap<&'static str, Row>; 3]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let mut table = FxHashMap::default();
        for row in rows(DATA) {
            let (Some(key), Some(what)) = (row.first(), row.get(1)) else { continue };
            for form in row.get(column(language, 2)).into_iter().flat_map(|forms| forms.split(' ')) {
                if form != "-" {
                    table.entry(form).or_insert(Row { key, what });
                }
            }
        }
        table
    })
});

const DATA: &str = include_str!("../../data/anchors/acronyms.tsv");

/// An acronym and the words of its long form in the other language, as keys of anchors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenOut {
    /// The key of the acronym.
    pub acronym: &'static str,
    /// Whether the acronym is on the English side, and the words on the other.
    pub english: bool,
    /// Stems of the words.
    pub words: Vec<String>,
}

/// What acronyms of one side may be on the other when written out (`EU`: `европейский союз`, `евросоюз`).
pub fn written_out(language: Language) -> Vec<WrittenOut> {
    let mut all = Vec::new();
    for row in rows(DATA) {
        for (of, english) in [(Language::English, false), (language, true)] {
            let (Some(key), Some(long)) = (row.first(), row.get(column(of, 5))) else { continue };
            for phrase in long.split('|').filter(|phrase| *phrase != "-") {
                let stems = words(phrase).into_iter().map(|word| stem(&word.folded, of).to_owned());
                let words: Vec<String> = stems.filter(|stem| stem.chars().count() > 3).collect();
                all.push(WrittenOut { acronym: key, english, words });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_of(text: &str) -> Option<String> {
        code(text, &words(text), 0).map(|code| code.key)
    }

    #[test]
    fn codes_meet_across_scripts() {
        for (latin, cyrillic) in [
            ("S-400", "С-400"),
            ("F-16", "Ф-16"),
            ("Mi-8", "Ми-8"),
            ("Su-35S", "Су-35С"),
            ("C-130", "С-130"),
            ("B-52", "В-52"),
            ("Kh-101", "Х-101"),
            ("F16", "F-16"),
            ("Minsk-2", "Минск-2"),
        ] {
            assert_eq!(code_of(latin), code_of(cyrillic), "{latin} {cyrillic}");
            assert!(code_of(latin).is_some());
        }
        assert_eq!(code_of("Kharkiv-2022-2023").as_deref(), None);
        assert_eq!(code_of("s-400"), None);
    }
}
