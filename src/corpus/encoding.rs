//! From bytes to text: UTF-8, UTF-16, the Cyrillic code pages (windows-1251, koi8-u, koi8-r, cp866, ISO 8859-5, Mac
//! Cyrillic) and windows-1252. One judgement for pages, feeds, lines and whole files: `choose`.
//!
//! What is declared is believed as far as the bytes allow it; what is not declared is guessed by the letters (`codepage`).
//! A few broken letters of UTF-8 cost no more than themselves.

use super::codepage::{self, guess, plausibility};
use crate::{Error, Result};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::path::Path;

/// A guess is believed against what is declared where it is more plausible by so much.
const BETTER: f64 = 0.25;
/// A guess looks at so many bytes.
const SAMPLE: usize = 64 << 10;
/// One letter of so many may be broken in a text that is otherwise ASCII.
const SELDOM: usize = 50;

/// What is to be said about how bytes were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// A guess that cost nothing.
    Guess(String),
    /// Letters were lost.
    Loss(String),
}

/// Text, and the name of the encoding when it was not UTF-8.
pub fn decode(bytes: Vec<u8>, file: &Path) -> Result<(String, Option<&'static str>)> {
    let (text, encoding, _) = read_undeclared(bytes, file)?;
    Ok((text, (encoding != UTF_8).then_some(encoding.name())))
}

/// The text of a file that declares nothing, and what is to be said about how it was read.
pub(super) fn decode_told(bytes: Vec<u8>, file: &Path) -> Result<(String, Option<Told>)> {
    let (text, encoding, broken) = read_undeclared(bytes, file)?;
    let told = match broken {
        0 if encoding == UTF_8 => None,
        0 => Some(Told::Guess(format!("read as {}", encoding.name()))),
        _ => Some(loss(broken)),
    };
    Ok((text, told))
}

fn read_undeclared(bytes: Vec<u8>, file: &Path) -> Result<(String, &'static Encoding, usize)> {
    let binary = looks_binary(&bytes);
    if let Some((encoding, marks)) = Encoding::for_bom(&bytes) {
        let broken = if encoding == UTF_8 { damage(&bytes[marks..]).broken } else { 0 };
        return Ok((read(encoding, &bytes[marks..]).into_owned(), encoding, broken));
    }
    if let Some(encoding) = wide(&bytes) {
        return Ok((read(encoding, &bytes).into_owned(), encoding, 0));
    }
    if binary {
        return Err(binary_fault(&bytes, file));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((without_nul(text), UTF_8, 0)),
        Err(cause) => cause.into_bytes(),
    };
    let choice = choose(&bytes, &[]).map_err(|at| unknown(file, at))?;
    Ok((without_nul(read(choice.encoding, &bytes).into_owned()), choice.encoding, choice.broken))
}

/// A stray NUL is no letter, but it has a place.
fn without_nul(text: String) -> String {
    if memchr::memchr(0, text.as_bytes()).is_some() { text.replace('\0', " ") } else { text }
}

/// The text of a page that may declare its encoding, outermost declaration first (HTTP header, then the page itself), and
/// what is to be said about how it was read.
pub(super) fn decode_declared(
    bytes: &[u8],
    declared: &[String],
    file: &Path,
) -> Result<(String, Option<Told>)> {
    if let Some((encoding, marks)) = Encoding::for_bom(bytes) {
        return Ok((read(encoding, &bytes[marks..]).into_owned(), None));
    }
    match choose(bytes, declared) {
        Ok(choice) => {
            let told = choice.told(declared);
            Ok((read(choice.encoding, bytes).into_owned(), told))
        }
        Err(at) => Err(refused(file, at, declared)),
    }
}

/// Why nothing could be chosen.
pub(super) fn refused(file: &Path, at: usize, declared: &[String]) -> Error {
    match unknown_label(declared) {
        Some(label) => Error::new(format!("unknown charset {label:?}, and not UTF-8 (byte {at})"))
            .at_offset(file, at as u64)
            .advice("convert the page to UTF-8"),
        None => unknown(file, at),
    }
}

/// An encoding that was settled on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) encoding: &'static Encoding,
    /// Letters that are broken UTF-8 and become U+FFFD.
    pub(super) broken: usize,
    pub(super) declared: Option<&'static Encoding>,
}

impl Choice {
    /// What is to be said about it.
    pub(super) fn told(&self, labels: &[String]) -> Option<Told> {
        if self.broken > 0 {
            return Some(loss(self.broken));
        }
        let name = self.encoding.name();
        match (unknown_label(labels), self.declared) {
            (Some(label), _) if self.encoding != UTF_8 => {
                Some(Told::Guess(format!("unknown charset {label:?}, read as {name}")))
            }
            (_, Some(declared)) if declared == self.encoding || self.encoding == UTF_8 => None,
            (_, Some(declared)) => {
                Some(Told::Guess(format!("declared as {}, read as {name}", declared.name())))
            }
            (_, None) if self.encoding == UTF_8 => None,
            (_, None) => Some(Told::Guess(format!("read as {name}"))),
        }
    }
}

/// The encoding of bytes, whole or a sample, with what was declared of them, outermost first; or the first byte that fits
/// none.
pub(super) fn choose(bytes: &[u8], declared: &[String]) -> std::result::Result<Choice, usize> {
    let known = declared.iter().find_map(|label| codepage::labelled(label));
    let choice = |encoding, broken| Ok(Choice { encoding, broken, declared: known });
    // Letters of more than a byte that are all sound happen in no other encoding, whatever is declared.
    let Err(cause) = std::str::from_utf8(bytes) else { return choice(UTF_8, 0) };
    let damage = damage(bytes);
    if damage.sound >= 2 && damage.sound >= 2 * damage.broken {
        return choice(UTF_8, damage.broken);
    }
    let found = guess(sample(bytes));
    if let Some(encoding) = known.filter(|known| *known != UTF_8) {
        let sample = sample(bytes);
        let said = plausibility(&read(encoding, sample));
        let better = found.filter(|found| {
            codepage::is_cyrillic(found) && plausibility(&read(found, sample)) > said + BETTER
        });
        return choice(better.unwrap_or(encoding), 0);
    }
    match found {
        Some(encoding) => choice(encoding, 0),
        None if damage.broken * SELDOM <= bytes.len() => choice(UTF_8, damage.broken),
        None => Err(cause.valid_up_to()),
    }
}

fn unknown_label(declared: &[String]) -> Option<&String> {
    declared.first().filter(|label| codepage::labelled(label).is_none())
}

fn loss(broken: usize) -> Told {
    let letters = if broken == 1 { "1 letter is" } else { &format!("{broken} letters are") };
    Told::Loss(format!("{letters} broken UTF-8 and became U+FFFD"))
}

/// Decodes the lines of one file: UTF-8 as long as it is that, then the code page that the first other line tells.
#[derive(Default)]
pub(super) struct LineDecoder {
    found: Option<&'static Encoding>,
}

impl LineDecoder {
    /// The text of a line, or the offset in it where no encoding fits any more. What is to be said comes along: a code page
    /// where this line was the first to need it, letters that were lost.
    pub(super) fn line<'a>(
        &mut self,
        bytes: &'a [u8],
    ) -> std::result::Result<(Cow<'a, str>, Option<Told>), usize> {
        let (text, told) = match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), None),
            Err(_) => match (choose(bytes, &[]), self.found) {
                (Ok(choice), _) if choice.encoding == UTF_8 => (read(UTF_8, bytes), choice.told(&[])),
                (_, Some(encoding)) => (read(encoding, bytes), None),
                (Ok(choice), None) => {
                    self.found = Some(choice.encoding);
                    (read(choice.encoding, bytes), choice.told(&[]))
                }
                (Err(at), None) => return Err(at),
            },
        };
        match memchr::memchr(0, text.as_bytes()) {
            Some(_) => Ok((Cow::Owned(text.replace('\0', " ")), told)),
            None => Ok((text, told)),
        }
    }

    /// The same for a part of a line; what fits nothing is replaced.
    pub(super) fn field<'a>(&self, bytes: &'a [u8]) -> Cow<'a, str> {
        match (std::str::from_utf8(bytes), self.found) {
            (Ok(text), _) => Cow::Borrowed(text),
            (Err(_), Some(encoding)) if !is_damaged_utf8(bytes) => read(encoding, bytes),
            (Err(_), _) => read(UTF_8, bytes),
        }
    }
}

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    choose(bytes, &[]).is_ok_and(|choice| choice.encoding == UTF_8)
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

fn unknown(file: &Path, offset: usize) -> Error {
    Error::new("not UTF-8, and no Cyrillic code page either")
        .at_offset(file, offset as u64)
        .advice("convert the file to UTF-8")
}

/// What is said of a file that is no text.
pub(super) fn binary_fault(bytes: &[u8], file: &Path) -> Error {
    let control = |byte: &u8| *byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27);
    let offset = bytes.iter().position(control).unwrap_or_default();
    Error::new("a binary file, expected text").at_offset(file, offset as u64).advice("leave it out")
}

/// How whole bytes are as UTF-8.
struct Damage {
    /// Letters of more than a byte.
    sound: usize,
    broken: usize,
}

fn damage(bytes: &[u8]) -> Damage {
    let mut damage = Damage { sound: 0, broken: 0 };
    for chunk in bytes.utf8_chunks() {
        damage.sound += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        damage.broken += usize::from(!chunk.invalid().is_empty());
    }
    damage
}

/// Many control bytes stand in no text; a stray NUL does, after a disk or a cable failed.
pub(super) fn looks_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(8192)];
    let controls =
        start.iter().filter(|&&byte| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
    let nuls = memchr::memchr_iter(0, start).count();
    nuls * 100 > start.len() || controls * 50 > start.len()
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

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{IBM866, KOI8_U, WINDOWS_1251};

    #[test]
    fn cyrillic_code_pages_are_recognised() {
        let text = "Президент прибув до Харкова, заявила «Хвиля» у п’ятницю. Розмова тривала дві години.";
        let russian = "Президент прибыл в Харьков, сообщила газета в пятницу. Разговор длился два часа.";
        let plain = text.replace('’', "'");
        for (text, encoding) in [
            (text, WINDOWS_1251),
            (russian, WINDOWS_1251),
            (russian, KOI8_U),
            (russian, IBM866),
            (russian, encoding_rs::ISO_8859_5),
            (&plain.replace(['«', '»'], "\""), encoding_rs::ISO_8859_5),
            (russian, encoding_rs::X_MAC_CYRILLIC),
            (text, encoding_rs::X_MAC_CYRILLIC),
        ] {
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
        assert!(matches!(told, Some(Told::Guess(told)) if told.contains("unknown charset")));
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

    #[test]
    fn a_broken_byte_costs_its_letter() {
        let text = "Рада Львова ухвалила бюджет на наступний рік.";
        for at in [0, 1, 20, text.len() - 1] {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = 0xff;
            let (read, told) = decode_told(bytes, Path::new("x")).unwrap();
            assert!(matches!(told, Some(Told::Loss(_))), "{read}");
            let kept = read.chars().filter(|letter| text.contains(*letter)).count();
            assert!(kept + 2 >= text.chars().count(), "{read}");
        }
        let (read, _) =
            decode(b"A long line of English with one \xff broken byte in it.".to_vec(), Path::new("x"))
                .unwrap();
        assert!(read.contains("one \u{fffd} broken"));
    }

    #[test]
    fn a_stray_nul_is_a_space() {
        let mut bytes = "Совет утвердил бюджет города на следующий год, сообщила мэрия.".as_bytes().to_vec();
        bytes.insert(11, 0);
        assert_eq!(decode(bytes, Path::new("x")).unwrap().0.matches('\0').count(), 0);
    }
}
