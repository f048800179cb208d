//! A Cyrillic name as it was typed becomes one that the tables can read: stress marks and invisible characters go,
//! every apostrophe between letters is `'`, and Latin letters that stand in a Cyrillic word by mistake are Cyrillic.
//!
//! Not for: telling which language a name is in.

use super::Origin;
use super::spell::lower;
use crate::text::normal::mistyped_apostrophe;
use unicode_normalization::UnicodeNormalization;

/// A name ready to be spelled, and what was mended in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The text.
    pub text: String,
    /// Words in which Latin look-alikes were read as Cyrillic.
    pub mixed: usize,
    /// Stress marks and invisible characters left out.
    pub dropped: usize,
}

/// Makes a name ready.
///
/// ```
/// use parallax::names::standards::{Origin, prepare};
/// let name = prepare::prepare("Лугáнськ", Origin::Ukrainian); // a Latin á, as a stressed а is often typed
/// assert_eq!((name.text.as_str(), name.mixed), ("Луганськ", 1));
/// ```
pub fn prepare(name: &str, origin: Origin) -> Prepared {
    let mut dropped = 0;
    let mut letters: Vec<char> = Vec::with_capacity(name.len() / 2);
    for letter in name.nfc() {
        let after_cyrillic = letters.last().is_some_and(|&last| is_cyrillic(last));
        match letter {
            '\u{300}'..='\u{36f}' if after_cyrillic => dropped += 1,
            _ if is_invisible(letter) => dropped += 1,
            // Composed, an accent has made another letter: ѝ is и, ѓ is г with a stray stress mark.
            _ if is_cyrillic(letter) && !matches!(lower(letter), 'й' | 'ё' | 'ї' | 'ў') => {
                letters.extend([letter].iter().copied().nfd().next());
            }
            _ => letters.push(letter),
        }
    }
    if origin.has_apostrophe() {
        for at in 1..letters.len().saturating_sub(1) {
            if mistyped_apostrophe(letters[at - 1], letters[at], letters[at + 1]) {
                letters[at] = '\'';
            }
        }
    }
    let mut mixed = 0;
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        if !letter.is_alphabetic() {
            at += 1;
            continue;
        }
        let length = letters[at..].iter().take_while(|c| c.is_alphabetic() || is_apostrophe(**c)).count();
        mixed += usize::from(read_as_cyrillic(&mut letters[at..at + length], origin));
        at += length;
    }
    if origin.has_apostrophe() {
        for at in 1..letters.len().saturating_sub(1) {
            if is_apostrophe(letters[at]) && is_cyrillic(letters[at - 1]) && is_cyrillic(letters[at + 1]) {
                letters[at] = '\'';
            }
        }
    }
    Prepared { text: letters.into_iter().collect(), mixed, dropped }
}

/// Whether a character is a Cyrillic letter.
pub(super) fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&letter)
}

/// The apostrophes of Ukrainian and Belarusian, and what is typed for them.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '‘' | '`' | '´' | '′' | 'ʹ' | 'ʻ' | '＇' | '‛')
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Reads the Latin letters of a word as Cyrillic if the word has Cyrillic ones too and every Latin one looks Cyrillic.
fn read_as_cyrillic(word: &mut [char], origin: Origin) -> bool {
    let latin = |letter: &char| letter.is_alphabetic() && !is_cyrillic(*letter) && !is_apostrophe(*letter);
    if !word.iter().any(|letter| is_cyrillic(*letter)) || !word.iter().any(latin) {
        return false;
    }
    if word.iter().filter(|letter| latin(letter)).any(|letter| look_alike(*letter, origin).is_none()) {
        return false;
    }
    for letter in word.iter_mut().filter(|letter| latin(letter)) {
        *letter = look_alike(*letter, origin).unwrap_or(*letter);
    }
    true
}

fn look_alike(letter: char, origin: Origin) -> Option<char> {
    const PAIRS: [(&str, &str); 2] = [("aceiopxyABCEHIKMOPTXYëïËÏ", "асеіорхуАВСЕНІКМОРТХУёїЁЇ"), ("k", "к")];
    let find = |letter: char| {
        PAIRS.iter().find_map(|(latin, cyrillic)| {
            latin.chars().zip(cyrillic.chars()).find(|(from, _)| *from == letter).map(|(_, to)| to)
        })
    };
    // á is a stressed а.
    let found = find(letter).or_else(|| find([letter].iter().copied().nfd().next()?))?;
    (origin != Origin::Russian || !matches!(found, 'і' | 'І' | 'ї' | 'Ї')).then_some(found)
}
