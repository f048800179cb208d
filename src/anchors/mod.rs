//! Anchors: what of a sentence is recognisable across languages, each with a key that translations can share.
//!
//! Not for: deciding which sentences match (that is [`crate::alignment`]).

use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::{Word, words};
use std::ops::Range;

/// What an anchor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A word with a capital where a sentence does not ask for one.
    Name,
    /// A number in digits; its key is the value.
    Number,
    /// Any other word; its key is the stem.
    Term,
}

/// A word or number of a text with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What it is.
    pub kind: Kind,
    /// The stem of a word, the value of a number (`13000`, `1.5`).
    pub key: String,
    /// The folded word.
    pub word: String,
    /// Bytes of the text.
    pub span: Range<usize>,
}

/// All anchors of a text, in order.
///
/// ```
/// use parallax::anchors::{Kind, find};
/// use parallax::text::Language;
/// let anchors = find("Погибли более 13 000 человек в Луганске.", Language::Russian);
/// let number = anchors.iter().find(|anchor| anchor.kind == Kind::Number).unwrap();
/// assert_eq!(number.key, "13000");
/// ```
pub fn find(text: &str, language: Language) -> Vec<Anchor> {
    let words = words(text);
    let mut anchors = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if word.folded.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            let (key, end) = number(text, &words, &mut at, word);
            anchors.push(Anchor { kind: Kind::Number, word: key.clone(), key, span: word.start..end });
        } else {
            let capital = text[word.start..].chars().next().is_some_and(char::is_uppercase);
            let kind = if capital && !starts_sentence(&text[..word.start]) { Kind::Name } else { Kind::Term };
            let key = stem(&word.folded, language).to_owned();
            anchors.push(Anchor { kind, key, word: word.folded.clone(), span: word.start..word.end });
        }
    }
    anchors
}

/// Whether a word after this text would have a capital in any case.
fn starts_sentence(before: &str) -> bool {
    match before.trim_end().chars().next_back() {
        None => true,
        Some(last) => matches!(last, '.' | '!' | '?' | '…' | '"' | '«' | '“' | '„' | '—' | '–' | ':'),
    }
}

/// The value and the end of the number that starts with this word: groups of three digits behind one space belong to it.
fn number(text: &str, words: &[Word], at: &mut usize, first: &Word) -> (String, usize) {
    let mut digits = number_value(&first.folded);
    let mut end = first.end;
    while let Some(next) = words.get(*at) {
        let grouped = next.folded.len() == 3 && next.folded.bytes().all(|byte| byte.is_ascii_digit());
        let joined = matches!(&text[end..next.start], " " | "\u{a0}" | "\u{202f}" | "\u{2009}");
        if !(grouped && joined && !digits.contains('.')) {
            break;
        }
        digits.push_str(&next.folded);
        end = next.end;
        *at += 1;
    }
    (digits, end)
}

/// The value of a number as digits: `13,000` is 13000, `1,5` and `1.5` are 1.5, `05` is 5.
fn number_value(folded: &str) -> String {
    let mut parts = folded.split(',');
    let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()) && part != "0");
    let mut rest = parts.peekable();
    let grouped = first
        && rest.peek().is_some()
        && rest.all(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let value = if grouped { folded.replace(',', "") } else { folded.replace(',', ".") };
    let trimmed = value.trim_start_matches('0');
    if trimmed.is_empty() || trimmed.starts_with('.') { format!("0{trimmed}") } else { trimmed.to_owned() }
}
