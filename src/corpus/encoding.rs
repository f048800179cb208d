//! From bytes to text: UTF-8, UTF-16, and the Cyrillic code pages (windows-1251, koi8-u, koi8-r, cp866).

use crate::{Error, Result};
use encoding_rs::{Encoding, IBM866, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use std::path::Path;

/// Text, and the name of the encoding when it was not UTF-8.
pub fn decode(bytes: Vec<u8>, file: &Path) -> Result<(String, Option<&'static str>)> {
    if let Some((encoding, marks)) = Encoding::for_bom(&bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[marks..]).0.into_owned();
        return Ok((text, (encoding != UTF_8).then_some(encoding.name())));
    }
    let valid = match std::str::from_utf8(&bytes) {
        Ok(_) if !looks_binary(&bytes) => return Ok((String::from_utf8(bytes).unwrap_or_default(), None)),
        Ok(_) => bytes.iter().position(|&byte| byte == 0).unwrap_or_default(),
        Err(cause) => cause.valid_up_to(),
    };
    if let Some(encoding) = wide(&bytes) {
        return Ok((encoding.decode_without_bom_handling(&bytes).0.into_owned(), Some(encoding.name())));
    }
    if looks_binary(&bytes) {
        return Err(Error::new("a binary file, expected text")
            .at_offset(file, valid as u64)
            .advice("leave it out"));
    }
    let read = |encoding: &'static Encoding| encoding.decode_without_bom_handling(&bytes).0;
    let pages = [WINDOWS_1251, KOI8_U, IBM866].map(|encoding| (plausibility(&read(encoding)), encoding));
    let best = pages.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((plausibility, encoding)) if plausibility > 0.5 => {
            Ok((read(encoding).into_owned(), Some(encoding.name())))
        }
        _ => Err(Error::new("not UTF-8, and no Cyrillic code page either")
            .at_offset(file, valid as u64)
            .advice("convert the file to UTF-8")),
    }
}

/// NUL and other control bytes stand in no text.
fn looks_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(8192)];
    let controls =
        start.iter().filter(|&&byte| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
    start.contains(&0) || controls * 50 > start.len()
}

/// UTF-16 without a mark: every other byte of Latin or Cyrillic text is 0 or 4.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4096) & !1];
    let high = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| matches!(byte, 0 | 4)).count();
    let half = start.len() / 2;
    match (high(0) * 10 >= half * 9, high(1) * 10 >= half * 9) {
        _ if half < 4 => None,
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
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
    fn what_is_no_text_is_told_with_its_place() {
        let error = decode(b"abc\x00\x01\x02".to_vec(), Path::new("x.bin")).unwrap_err();
        assert_eq!(error.place().unwrap().offset, Some(3));
        assert!(decode(vec![b'a', 0xff, 0xfe, 0xfd, b'b'], Path::new("x")).is_err());
    }
}
