//! From bytes to text: UTF-8, UTF-16, the Cyrillic code pages (windows-1251, koi8-u, koi8-r, cp866) and windows-1252.
//!
//! What is declared is believed as far as the bytes allow it; what is not declared is guessed by the letters.

use crate::{Error, Result};
use encoding_rs::{Encoding, IBM866, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};
use std::borrow::Cow;
use std::path::Path;

/// At least so plausible a reading must be to be taken.
const PLAUSIBLE: f64 = 0.5;
/// A guess is believed against what is declared where it is more plausible by so much.
const BETTER: f64 = 0.25;
/// A guess looks at so many bytes.
const SAMPLE: usize = 64 << 10;

/// Text, and the name of the encoding when it was not UTF-8.
pub fn decode(bytes: Vec<u8>, file: &Path) -> Result<(String, Option<&'static str>)> {
    let binary = looks_binary(&bytes);
    if let Some((encoding, marks)) = Encoding::for_bom(&bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[marks..]).0.into_owned();
        return Ok((text, (encoding != UTF_8).then_some(encoding.name())));
    }
    if let Some(encoding) = wide(&bytes).filter(|_| binary) {
        return Ok((encoding.decode_without_bom_handling(&bytes).0.into_owned(), Some(encoding.name())));
    }
    if binary {
        return Err(binary_fault(&bytes, file));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, None)),
        Err(cause) => {
            let valid = cause.utf8_error().valid_up_to();
            let bytes = cause.into_bytes();
            match guess(&bytes) {
                Some(encoding) => Ok((read(encoding, &bytes).into_owned(), Some(encoding.name()))),
                None => Err(unknown(file, valid as u64)),
            }
        }
    }
}

/// The text of a page that may declare its encoding, outermost declaration first (HTTP header, then the page itself), and
/// what is to be said about how it was read.
pub(super) fn decode_declared(
    bytes: &[u8],
    declared: &[String],
    file: &Path,
) -> Result<(String, Option<String>)> {
    if let Some((encoding, marks)) = Encoding::for_bom(bytes) {
        return Ok((read(encoding, &bytes[marks..]).into_owned(), None));
    }
    // Letters of more than a byte that are all sound happen in no other encoding, whatever is declared.
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), None)),
        Err(cause) => cause.valid_up_to(),
    };
    let known = declared.iter().find_map(|label| Encoding::for_label(label.trim().as_bytes()));
    let unknown_label =
        declared.first().filter(|label| Encoding::for_label(label.trim().as_bytes()).is_none());
    let told = |what: &str| unknown_label.map(|label| format!("unknown charset {label:?}, {what}"));
    match known {
        Some(encoding) if encoding != UTF_8 => {
            let text = read(encoding, bytes);
            let better = guess(bytes).filter(|guess| {
                let cyrillic = [WINDOWS_1251, KOI8_U, IBM866].contains(guess);
                cyrillic && plausibility(&read(guess, sample(bytes))) > plausibility(&text) + BETTER
            });
            match better {
                Some(guess) => Ok((
                    read(guess, bytes).into_owned(),
                    Some(format!("declared as {}, read as {}", encoding.name(), guess.name())),
                )),
                None => Ok((text.into_owned(), told(&format!("read as {}", encoding.name())))),
            }
        }
        _ => match guess(bytes) {
            Some(guess) => {
                let what = format!("read as {}", guess.name());
                Ok((read(guess, bytes).into_owned(), Some(told(&what).unwrap_or(what))))
            }
            // A page said to be UTF-8 with a few broken letters is still that page.
            None if known.is_some() && damage(bytes) < 0.01 => Ok((
                String::from_utf8_lossy(bytes).into_owned(),
                Some(format!("invalid UTF-8 at byte {valid}, such letters became U+FFFD")),
            )),
            None => match unknown_label {
                Some(label) => {
                    Err(Error::new(format!("unknown charset {label:?}, and not UTF-8 (byte {valid})"))
                        .at_offset(file, valid as u64)
                        .advice("convert the page to UTF-8"))
                }
                None => Err(unknown(file, valid as u64)),
            },
        },
    }
}

/// Decodes the lines of one file: UTF-8 as long as it is that, then the code page that the first other line tells.
#[derive(Default)]
pub(super) struct LineDecoder {
    found: Option<&'static Encoding>,
}

impl LineDecoder {
    /// The text of a line, or the offset in it where no encoding fits any more. The name of a code page comes along where
    /// this line was the first to need it.
    pub(super) fn line<'a>(
        &mut self,
        bytes: &'a [u8],
    ) -> std::result::Result<(Cow<'a, str>, Option<&'static str>), usize> {
        let valid = match std::str::from_utf8(bytes) {
            Ok(text) => return Ok((Cow::Borrowed(text), None)),
            Err(cause) => cause.valid_up_to(),
        };
        if let Some(encoding) = self.found {
            return Ok((read(encoding, bytes), None));
        }
        let encoding = guess(bytes).ok_or(valid)?;
        self.found = Some(encoding);
        Ok((read(encoding, bytes), Some(encoding.name())))
    }

    /// The same for a part of a line; what fits nothing is replaced.
    pub(super) fn field<'a>(&self, bytes: &'a [u8]) -> Cow<'a, str> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => read(self.found.unwrap_or(UTF_8), bytes),
        }
    }
}

/// The encoding of bytes that are no UTF-8: the Cyrillic code page whose reading looks most like Russian or Ukrainian, or
/// windows-1252 where all that is not ASCII stands as it does in Western text.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = sample(bytes);
    let pages =
        [WINDOWS_1251, KOI8_U, IBM866].map(|encoding| (plausibility(&read(encoding, sample)), encoding));
    let best = pages.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    let best = best.filter(|(plausibility, _)| *plausibility > PLAUSIBLE).map(|(_, encoding)| encoding);
    best.or_else(|| western(sample).then_some(WINDOWS_1252))
}

/// The part of a text from its first letter that is not ASCII.
fn sample(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = start.saturating_sub(64);
    &bytes[start..bytes.len().min(start + SAMPLE)]
}

fn read<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

fn unknown(file: &Path, offset: u64) -> Error {
    Error::new("not UTF-8, and no Cyrillic code page either")
        .at_offset(file, offset)
        .advice("convert the file to UTF-8")
}

/// What is said of a file that is no text.
pub(super) fn binary_fault(bytes: &[u8], file: &Path) -> Error {
    let control = |byte: &u8| *byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27);
    let offset = bytes.iter().position(control).unwrap_or_default();
    Error::new("a binary file, expected text").at_offset(file, offset as u64).advice("leave it out")
}

/// The share of letters beyond ASCII that are broken UTF-8.
fn damage(bytes: &[u8]) -> f64 {
    let text = String::from_utf8_lossy(bytes);
    let (mut broken, mut all) = (0_u32, 0_u32);
    for letter in text.chars().filter(|letter| !letter.is_ascii()) {
        all += 1;
        broken += u32::from(letter == char::REPLACEMENT_CHARACTER);
    }
    f64::from(broken) / f64::from(all.max(1)).max(f64::from(text.len() as u32) / 50.0)
}

/// Quotes, dashes and letters with accents between Latin letters, as windows-1252 has them.
fn western(bytes: &[u8]) -> bool {
    let beyond = bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii());
    let at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let (mut good, mut all) = (0_u32, 0_u32);
    for (place, &byte) in beyond {
        let (before, after) = (at(place.checked_sub(1)), at(Some(place + 1)));
        let between = before < 0xc0 && after < 0xc0;
        let letter = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
        all += 1;
        good += u32::from(match byte {
            0x85 | 0x91..=0x97 | 0xa0 | 0xa3 | 0xa9 | 0xab | 0xbb => before.is_ascii() || after.is_ascii(),
            0xc0..=0xff => between && letter,
            _ => false,
        });
    }
    all > 0 && good == all
}

/// NUL and other control bytes stand in no text.
pub(super) fn looks_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(8192)];
    let controls =
        start.iter().filter(|&&byte| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
    start.contains(&0) || controls * 50 > start.len()
}

/// UTF-16, by its mark, or by this: every other byte of Latin or Cyrillic text is 0 or 4.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding).filter(|encoding| *encoding != UTF_8);
    }
    let start = &bytes[..bytes.len().min(4096) & !1];
    if !start.contains(&0) && !start.contains(&4) {
        return None;
    }
    let high = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| matches!(byte, 0 | 4)).count();
    // Spaces and line ends have a zero byte in any script: a run of zeros alone is no text.
    let low = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = start.len() / 2;
    match (high(0) * 10 >= half * 9, high(1) * 10 >= half * 9) {
        _ if half < 4 => None,
        (true, false) if low(1) * 20 < half => Some(UTF_16BE),
        (false, true) if low(0) * 20 < half => Some(UTF_16LE),
        _ => None,
    }
}

/// How much this looks like Russian or Ukrainian: the commonest letters, small letters after small letters. 0 to 1.
fn plausibility(text: &str) -> f64 {
    let (mut letters, mut good, mut last) = (0_u32, 0.0, ' ');
    for letter in text.chars().take(100_000) {
        if !letter.is_ascii() {
            letters += 1;
            good += match letter {
                // Cyrillic letters do not stand beside Latin ones: this is some Latin code page.
                _ if last.is_ascii_alphabetic() => -1.0,
                'о' | 'а' | 'е' | 'и' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' | 'к' | 'і' => 1.0,
                'а'..='я' | 'ё' | 'ї' | 'є' | 'ґ' => 0.6,
                'А'..='Я' | 'І' | 'Ї' | 'Є' | 'Ґ' | 'Ё' if !last.is_lowercase() => 0.5,
                '«' | '»' | '—' | '–' | '…' | '’' | '“' | '”' | '№' | '\u{a0}' => 0.5,
                _ => -1.0,
            };
        }
        last = letter;
    }
    // A handful of letters can be anything.
    if letters < 6 { 0.0 } else { (good / f64::from(letters)).max(0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_code_pages_are_recognised() {
        let text = "Президент прибув до Харкова, заявила «Хвиля» у п’ятницю. Розмова тривала дві години.";
        let russian = "Президент прибыл в Харьков, сообщила газета в пятницу. Разговор длился два часа.";
        for (text, encoding) in
            [(text, WINDOWS_1251), (russian, WINDOWS_1251), (russian, KOI8_U), (russian, IBM866)]
        {
            let (bytes, _, _) = encoding.encode(text);
            let (read, name) = decode(bytes.into_owned(), Path::new("x")).unwrap();
            assert_eq!((read.as_str(), name), (text, Some(encoding.name())));
        }
    }

    #[test]
    fn what_is_declared_is_believed_as_far_as_the_bytes_allow() {
        let russian = "Президент прибыл в Харьков, сообщила газета в пятницу.";
        let page = |declared: &str, encoding: &'static Encoding| {
            let (bytes, _, _) = encoding.encode(russian);
            decode_declared(&bytes, &[declared.to_owned()], Path::new("x")).unwrap()
        };
        assert_eq!(page("koi8-r", encoding_rs::KOI8_R), (russian.to_owned(), None));
        assert_eq!(page("windows-1251", UTF_8), (russian.to_owned(), None));
        assert_eq!(page("utf-8", WINDOWS_1251).0, russian);
        assert_eq!(page("koi8-u", WINDOWS_1251).0, russian);
        let (text, told) = page("x-klingon", IBM866);
        assert_eq!(text, russian);
        assert!(told.unwrap().contains("unknown charset"));
        assert!(decode_declared(b"\xa1\xa2\xa3\xff", &["x-klingon".to_owned()], Path::new("x")).is_err());
    }

    #[test]
    fn western_quotes_are_read() {
        let (text, name) = decode(b"It\x92s a \x93caf\xe9\x94 \x96 so.".to_vec(), Path::new("x")).unwrap();
        assert_eq!((text.as_str(), name), ("It’s a “café” – so.", Some("windows-1252")));
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        let error = decode(b"abc\x00\x01\x02".to_vec(), Path::new("x.bin")).unwrap_err();
        assert_eq!(error.place().unwrap().offset, Some(3));
        assert!(decode(vec![b'a', 0xff, 0xfe, 0xfd, b'b'], Path::new("x")).is_err());
    }
}
