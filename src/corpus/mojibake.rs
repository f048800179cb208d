//! Text that was decoded in the wrong encoding and saved so: «РџРѕР¶Р°СЂ», `Ïîæàð`, «оНФЮП» for «Пожар». It is read back where
//! the way that it went can be seen, for then the way back proves itself.

use super::codepage::{self, guess, plausibility};
use encoding_rs::{Encoding, IBM866, KOI8_U, UTF_8, WINDOWS_1251, WINDOWS_1252};

/// A text is judged by so many letters.
const SAMPLE: usize = 4096;
/// Texts with fewer letters beyond ASCII can be anything.
const FEWEST: usize = 5;
/// Of the letters beyond ASCII so many in a hundred must be strange before anything is tried.
const STRANGE: usize = 15;
/// What is read back must be at least so plausible, and by so much more than what stands there.
const PLAUSIBLE: f64 = 0.6;
const BETTER: f64 = 0.25;
/// Twice wrong is known from the wild.
const MOST: usize = 2;

/// The text as it was meant, and what was taken for what; nothing where a text is as it should be.
///
/// ```
/// let (text, told) = parallax::corpus::mojibake::repair("РџРѕР¶Р°СЂ РЅР° СЃРєР»Р°РґРµ").unwrap();
/// assert_eq!(text, "Пожар на складе");
/// assert_eq!(told, "UTF-8 taken for windows-1251");
/// assert_eq!(parallax::corpus::mojibake::repair("Пожар на складе"), None);
/// ```
pub fn repair(text: &str) -> Option<(String, String)> {
    step(text, MOST)
}

/// Goes back one way, and up to so many in all.
fn step(text: &str, most: usize) -> Option<(String, String)> {
    let sample: String = text.chars().filter(|letter| *letter != '\u{feff}').take(SAMPLE).collect();
    let signs = Signs::of(&sample);
    if signs.beyond < FEWEST || (signs.strange * 100 < signs.beyond * STRANGE && !signs.is_swapped()) {
        return None;
    }
    let before = plausibility(&sample);
    let mut best: Option<(f64, &'static Encoding, &'static Encoding)> = None;
    let back = |right: &'static Encoding, wrong: &'static Encoding| {
        let bytes = bytes_of(text, wrong)?;
        Some(right.decode_without_bom_handling(&bytes).0.into_owned())
    };
    let told = |right: &'static Encoding, wrong: &'static Encoding| {
        format!("{} taken for {}", right.name(), wrong.name())
    };
    for wrong in [WINDOWS_1251, WINDOWS_1252, IBM866, KOI8_U] {
        let Some(bytes) = bytes_of(&sample, wrong) else { continue };
        let utf8 = is_mostly_utf8(&bytes).then_some(UTF_8);
        let Some(right) = utf8.or_else(|| right_page(&bytes, wrong, &signs)) else { continue };
        let after = plausibility(&right.decode_without_bom_handling(&bytes).0);
        let enough = after >= PLAUSIBLE && after >= before + BETTER;
        if enough && best.is_none_or(|(most, ..)| after > most) {
            best = Some((after, right, wrong));
        } else if !enough
            && right == UTF_8
            && most > 1
            && let Some((text, earlier)) = step(&back(right, wrong)?, most - 1)
        {
            return Some((text, format!("{earlier}, then {}", told(right, wrong))));
        }
    }
    let (_, right, wrong) = best?;
    Some((back(right, wrong)?, told(right, wrong)))
}

/// The code page whose bytes were taken for letters of another: of a Western one, where words are nothing but accented
/// letters, or of a Cyrillic one, where capitals and small letters have changed places.
fn right_page(bytes: &[u8], wrong: &'static Encoding, signs: &Signs) -> Option<&'static Encoding> {
    let western = wrong == WINDOWS_1252 && signs.accented * 2 > signs.beyond;
    if western || signs.is_swapped() {
        return guess(bytes).filter(|page| *page != wrong && codepage::is_cyrillic(page));
    }
    None
}

/// What is odd about a text.
#[derive(Default)]
struct Signs {
    /// Letters and signs beyond ASCII.
    beyond: usize,
    /// Those that Russian and Ukrainian texts do not have.
    strange: usize,
    /// À to ÿ in words of nothing else.
    accented: usize,
    /// Words that begin small and go on in capitals, words that go on in capitals, and all words.
    swapped: usize,
    capitals: usize,
    words: usize,
}

impl Signs {
    fn of(text: &str) -> Signs {
        let mut signs = Signs::default();
        for letter in text.chars().filter(|letter| !letter.is_ascii()) {
            signs.beyond += 1;
            let usual = matches!(letter,
                'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | 'і' | 'І' | 'ї' | 'Ї' | 'є' | 'Є' | 'ґ' | 'Ґ' | '«' | '»' | '—' | '–' | '’' | '“' | '”' | '„'
                    | '…' | '№' | '\u{a0}' | 'ʼ' | '‘' | '\u{301}' | '°' | '€' | '•');
            signs.strange += usize::from(!usual);
        }
        for word in
            text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).filter(|word| !word.is_empty())
        {
            let letters = word.chars().count();
            if letters > 1 && word.chars().all(|c| matches!(c, '\u{80}'..='\u{ff}')) {
                signs.accented += letters;
            }
            let mut rest = word.chars().skip_while(|c| !c.is_alphabetic());
            let small = rest.next().is_some_and(|c| c.is_lowercase() && !c.is_ascii());
            let rest: Vec<char> = rest.filter(|c| c.is_alphabetic()).collect();
            if rest.len() >= 2 {
                signs.words += 1;
                let capitals = rest.iter().filter(|c| c.is_uppercase()).count();
                signs.capitals += usize::from(capitals == rest.len());
                signs.swapped += usize::from(small && capitals == rest.len());
            }
        }
        signs
    }

    /// Whether capitals and small letters changed places, as they do between koi8 and windows-1251: nearly all is in
    /// capitals, and where a capital should be stands a small letter.
    fn is_swapped(&self) -> bool {
        self.swapped > 0 && self.swapped * 30 >= self.words && self.capitals * 10 >= self.words * 8
    }
}

/// The bytes that were taken for this text; nothing where it cannot have come from this encoding.
fn bytes_of(text: &str, wrong: &'static Encoding) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    let mut foreign = 0_usize;
    for letter in text.chars() {
        match letter {
            '\0'..='\x7f' => bytes.push(letter as u8),
            // What windows-1251 and windows-1252 have no letter for becomes a control sign, or is lost.
            '\u{80}'..='\u{9f}' => bytes.push(letter as u32 as u8),
            char::REPLACEMENT_CHARACTER if wrong == WINDOWS_1251 => bytes.push(0x98),
            _ => {
                let (encoded, _, lost) = wrong.encode(letter.encode_utf8(&mut buffer));
                match encoded[..] {
                    [byte] if !lost => bytes.push(byte),
                    _ => {
                        foreign += 1;
                        bytes.push(b'?');
                    }
                }
            }
        }
    }
    // A sign put in later, or lost on the way, is no proof against it.
    (foreign * 50 <= bytes.iter().filter(|byte| !byte.is_ascii()).count()).then_some(bytes)
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound >= FEWEST && sound >= broken * 10
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Пожар на складе в Одессе тушили всю ночь, сообщили «Вести». Игорь Савченко и Хельга Щукина не пострадали.";
    const UKRAINIAN: &str = "Пожежа на складі в Одесі тривала всю ніч, повідомили рятувальники. Ніхто не постраждав, її загасили.";

    fn spoiled(text: &str, right: &'static Encoding, wrong: &'static Encoding) -> String {
        let (bytes, ..) = right.encode(text);
        wrong.decode_without_bom_handling(&bytes).0.into_owned()
    }

    #[test]
    fn what_was_taken_for_another_encoding_is_read_back() {
        for text in [RUSSIAN, UKRAINIAN] {
            for (right, wrong) in [
                (UTF_8, WINDOWS_1251),
                (UTF_8, WINDOWS_1252),
                (UTF_8, IBM866),
                (UTF_8, KOI8_U),
                (WINDOWS_1251, WINDOWS_1252),
                (KOI8_U, WINDOWS_1252),
                (KOI8_U, WINDOWS_1251),
                (WINDOWS_1251, KOI8_U),
            ] {
                // What koi8 lacks is lost on the way out, not on the way back.
                let text = if right == KOI8_U || wrong == KOI8_U {
                    text.replace(['«', '»'], "\"")
                } else {
                    text.to_owned()
                };
                let spoiled = spoiled(&text, right, wrong);
                let repaired = repair(&spoiled).map(|(text, _)| text);
                assert_eq!(
                    repaired.as_deref(),
                    Some(&*text),
                    "{} as {}: {spoiled}",
                    right.name(),
                    wrong.name()
                );
            }
            let twice = spoiled(&spoiled(text, UTF_8, WINDOWS_1251), UTF_8, WINDOWS_1251);
            assert_eq!(repair(&twice).unwrap().0, text);
        }
        let lost = spoiled(RUSSIAN, UTF_8, WINDOWS_1251).replace('\u{98}', "\u{fffd}");
        assert_eq!(repair(&lost).unwrap().0, RUSSIAN);
    }

    #[test]
    fn what_is_right_stays() {
        for text in [
            RUSSIAN,
            UKRAINIAN,
            "ПОЖАР НА СКЛАДЕ В ОДЕССЕ. НИКТО НЕ ПОСТРАДАЛ.",
            "Les élèves français étaient déjà à l’école où ça s’est passé.",
            "Żółć gęślą jaźń, powiedział wójt w środę.",
            "Größere Übungen für Ärzte",
            "Île-de-France, Åland, Øresund, Ürümqi",
            "Ђорђе Петровић је рекао да ће доћи сутра у Љубљану.",
            "СРСР, РРФСР і СССР",
            "МЗС РФ: РС и РЖД — «РР»",
            "«Ё» ± § ©",
            "",
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
    }
}
