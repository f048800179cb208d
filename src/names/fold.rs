//! Names as rows of small numbers: one for each letter that the tables know, accents and signs folded where spellings
//! of one name do not differ by them.
//!
//! Not for: words of running text (that is [`crate::text::words`]).

use crate::text::normal::mistyped_apostrophe;

/// Start of a name, a letter of its own on the Latin side.
pub const START: u8 = 1;
/// End of a name.
pub const END: u8 = 2;
/// Any apostrophe or prime.
pub const APOSTROPHE: u8 = 3;
/// A letter of no table.
pub const OTHER: u8 = 4;
const FIRST: u8 = 5;

/// A part of a name longer than this is cut: no name is that long, and time grows with the square.
pub const LONGEST: usize = 40;

/// Latin letters that keep their accent, since it changes the sound; all others lose it.
const ACCENTED: &str = "çćčďğłñńňřśšşșßțťźžżģķļņðþäöüåøæœęąăıėůđə";
const CYRILLIC: &str = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў";

/// What a letter is in the Latin tables; `None` for signs that count for nothing.
pub fn latin(letter: char) -> Option<u8> {
    match letter {
        'a'..='z' => Some(FIRST + (letter as u8 - b'a')),
        'A'..='Z' => Some(FIRST + (letter as u8 - b'A')),
        _ if is_apostrophe(letter) => Some(APOSTROPHE),
        _ if !letter.is_alphanumeric() => None,
        _ => {
            let small = letter.to_lowercase().next().unwrap_or(letter);
            if let Some(at) = ACCENTED.chars().position(|kept| kept == small) {
                return Some(FIRST + 26 + at as u8);
            }
            let base = base(small);
            Some(if base.is_ascii_lowercase() { FIRST + (base as u8 - b'a') } else { OTHER })
        }
    }
}

/// The letter without its accent, as its number; the same number where it has none.
pub fn without_accent(number: u8) -> u8 {
    let Some(at) = number.checked_sub(FIRST + 26) else { return number };
    let plain = match ACCENTED.chars().nth(at as usize) {
        Some('ł') => 'l',
        Some('ø') => 'o',
        Some('đ' | 'ð') => 'd',
        Some('ß') => 's',
        Some('þ') => 't',
        Some('æ' | 'ə') => 'a',
        Some('œ') => 'o',
        Some('ı') => 'i',
        Some(letter) => base(letter),
        None => return number,
    };
    if plain.is_ascii_lowercase() { FIRST + (plain as u8 - b'a') } else { OTHER }
}

/// What a letter is in the Cyrillic tables; `None` for signs that count for nothing.
pub fn cyrillic(letter: char) -> Option<u8> {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let small = match small {
        'ё' => 'е',
        'ј' => 'й',
        'ѓ' => 'ґ',
        'ќ' => 'к',
        'ѣ' | 'ѐ' => 'е',
        'ѝ' => 'и',
        'ђ' | 'џ' => 'ж',
        'ћ' => 'ч',
        'љ' => 'л',
        'њ' => 'н',
        'ѕ' => 'з',
        _ => small,
    };
    match small {
        'а'..='я' => Some(FIRST + (small as u32 - 'а' as u32) as u8),
        _ if is_apostrophe(small) => Some(APOSTROPHE),
        _ if !small.is_alphanumeric() => None,
        _ => Some(CYRILLIC.chars().position(|kept| kept == small).map_or(OTHER, |at| FIRST + at as u8)),
    }
}

/// The small letter that has this number in the Cyrillic tables.
pub fn cyrillic_letter(number: u8) -> Option<char> {
    if number == APOSTROPHE {
        return Some('’');
    }
    CYRILLIC.chars().nth(usize::from(number.checked_sub(FIRST)?))
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | '`' | '′' | '´')
}

fn base(letter: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    std::iter::once(letter).nfd().next().unwrap_or(letter)
}

/// Whether a letter is of the Cyrillic script.
pub fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}')
}

/// Whether a letter is of the Latin script.
pub fn is_latin(letter: char) -> bool {
    letter.is_alphabetic()
        && (letter.is_ascii() || matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | 'ə'))
}

/// A name in one script: composed, stress marks and invisible signs out, and letters of the other script that only
/// look like its own set right (`Лугaнськ` with a Latin a). The second value counts the letters set right.
///
/// ```
/// use parallax::names::fold::tidy;
/// assert_eq!(tidy("Зеле\u{301}нский"), ("Зеленский".to_owned(), 0));
/// assert_eq!(tidy("Киïв"), ("Київ".to_owned(), 1));
/// ```
pub fn tidy(name: &str) -> (String, usize) {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() {
        return (name.to_owned(), 0);
    }
    let composed: String = name
        .nfc()
        .filter(|&letter| {
            !matches!(
                letter,
                '\u{300}' | '\u{301}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
        })
        .collect();
    let composed = with_apostrophes(composed);
    let (cyrillic, latin) = composed.chars().fold((0, 0), |(cyrillic, latin), letter| {
        (cyrillic + usize::from(is_cyrillic(letter)), latin + usize::from(is_latin(letter)))
    });
    if cyrillic == 0 || latin == 0 {
        return (composed, 0);
    }
    let mut set_right = 0;
    let repaired = composed
        .split_inclusive(|letter: char| !letter.is_alphanumeric())
        .map(|word| repair(word, &mut set_right))
        .collect();
    (repaired, set_right)
}

/// A name with the signs that were typed for its apostrophes put right: `Знам"янка`.
fn with_apostrophes(name: String) -> String {
    if !name.contains(['"', '*', '”', '“', '″', '^']) {
        return name;
    }
    let letters: Vec<char> = name.chars().collect();
    let right = |at: usize| {
        let typed = at > 0
            && letters
                .get(at + 1)
                .is_some_and(|&next| mistyped_apostrophe(letters[at - 1], letters[at], next));
        if typed { '’' } else { letters[at] }
    };
    (0..letters.len()).map(right).collect()
}

/// Pairs of letters that look alike, Latin and Cyrillic.
const LOOKALIKES: &str = "aаAАeеEЕoоOОpрPРcсCСyуxхXХiіIІKКMМTТHНBВjјJЈïїÏЇëёËЁkкmмtтsѕSЅ";

fn repair(word: &str, set_right: &mut usize) -> String {
    let (cyrillic, latin) = word.chars().fold((0, 0), |(cyrillic, latin), letter| {
        (cyrillic + usize::from(is_cyrillic(letter)), latin + usize::from(is_latin(letter)))
    });
    if cyrillic == 0 || latin == 0 {
        return word.to_owned();
    }
    let to_cyrillic = cyrillic >= latin;
    let letters: Vec<char> = LOOKALIKES.chars().collect();
    let swap = |letter: char| {
        let pair = letters.chunks_exact(2).find(|pair| pair[usize::from(!to_cyrillic)] == letter)?;
        Some(pair[usize::from(to_cyrillic)])
    };
    word.chars()
        .map(|letter| match swap(letter) {
            Some(other) => {
                *set_right += 1;
                other
            }
            None => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_matter_where_they_change_the_sound() {
        assert_eq!(latin('é'), latin('E'));
        assert_ne!(latin('č'), latin('c'));
        assert_eq!(latin('č').map(without_accent), latin('c'));
        assert_eq!(cyrillic('Ё'), cyrillic('е'));
        assert_ne!(cyrillic('ґ'), cyrillic('г'));
        assert_eq!(latin('-'), None);
    }

    #[test]
    fn letters_of_the_other_script_are_set_right() {
        assert_eq!(tidy("Лугaнcьк").0, "Луганськ");
        assert_eq!(tidy("Мосkва"), ("Москва".to_owned(), 1));
        assert_eq!(tidy("Smith Смит").1, 0);
    }
}
