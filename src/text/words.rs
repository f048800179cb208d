//! Words of a sentence: runs of letters and digits, folded so that spellings of one word meet.
//!
//! Folding: lower case, ё as е, marks composed with their letters or (stress) off, apostrophes, soft hyphens and zero-width
//! signs out, letters of the wrong script put right where that is sure ([`super::normal::repair`]), `’s` cut off English.

use super::normal::{self, Repair};

/// A word of a text: where it stands (bytes) and its folded form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Byte offset of the start.
    pub start: usize,
    /// Byte offset of the end.
    pub end: usize,
    /// Lower-case letters and digits.
    pub folded: String,
}

/// The words of a text in order.
///
/// ```
/// let words = parallax::text::words::words("Russia's п’ять 13,000");
/// let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
/// assert_eq!(folded, ["russia", "пять", "13,000"]);
/// ```
pub fn words(text: &str) -> Vec<Word> {
    super::tally::words(text);
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if !in_word(first) {
            continue;
        }
        let mut folded = String::with_capacity(16);
        let number = first.is_ascii_digit();
        let mut end = start + first.len_utf8();
        let mut last = first;
        let mut scripts = script(first);
        fold_into(first, &mut folded);
        while let Some(&(at, letter)) = letters.peek() {
            let next = at + letter.len_utf8();
            if in_word(letter) || is_mark(letter) {
                fold_into(letter, &mut folded);
                end = next;
                scripts |= script(letter);
            } else if joins(letter, last, number, &text[next..]) {
                if number {
                    folded.push(letter);
                }
            } else {
                break;
            }
            last = letter;
            letters.next();
        }
        let possessive = ["'s", "’s"].into_iter().find(|ending| text[start..end].ends_with(ending));
        if possessive.is_some() && folded.len() > 1 {
            folded.pop();
        }
        if scripts == BOTH
            && let Repair::Sure(right, _) = normal::repair(&folded)
        {
            folded = right;
        }
        // A mark alone folds to nothing.
        if !folded.is_empty() {
            words.push(Word { start, end, folded });
        }
    }
    words
}

/// Whether a sign is a letter or digit; the usual Cyrillic letters without a look into the tables of Unicode.
#[inline]
pub(crate) fn in_word(letter: char) -> bool {
    match letter {
        'Ѐ'..='ҁ' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// Whether a sign inside a word belongs to it: an apostrophe between letters, a point or comma between digits.
fn joins(sign: char, before: char, number: bool, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return false };
    match sign {
        '\'' | '’' | 'ʼ' | '`' => next.is_alphabetic(),
        '.' | ',' => number && next.is_ascii_digit(),
        _ if normal::mistyped_apostrophe(before, sign, next) => true,
        _ => normal::is_invisible(sign) && next.is_alphabetic(),
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Composes a mark with the last letter, where there is such a letter: и and a breve are й. Other marks, and stress on
/// Cyrillic vowels, which has no letters of its own, fall away.
fn compose_onto(mark: char, folded: &mut String) {
    let Some(last) = folded.chars().next_back() else { return };
    let Some(letter) = unicode_normalization::char::compose(last, mark) else { return };
    if normal::is_cyrillic(last) && normal::is_stress(mark) && !matches!(last, 'г' | 'к') {
        return;
    }
    folded.pop();
    fold_into(letter, folded);
}

/// One bit a script: Latin, Cyrillic.
const BOTH: u8 = 3;

fn script(letter: char) -> u8 {
    match letter {
        'a'..='z' | 'A'..='Z' | 'À'..='ɏ' => 1,
        '\u{400}'..='\u{52f}' => 2,
        _ => 0,
    }
}

fn fold_into(letter: char, folded: &mut String) {
    match letter {
        'a'..='z' | '0'..='9' | 'а'..='я' | 'і' | 'ї' | 'є' | 'ґ' => folded.push(letter),
        'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
        'ё' | 'Ё' => folded.push('е'),
        'ʼ' => {}
        _ if is_mark(letter) => compose_onto(letter, folded),
        _ => folded.extend(letter.to_lowercase()),
    }
}
