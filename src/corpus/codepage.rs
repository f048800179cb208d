//! Encodings of a byte a letter: the labels that they go by, and which of them bytes look like.

use encoding_rs::{Encoding, IBM866, ISO_8859_5, KOI8_U, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC};

/// The code pages that Russian and Ukrainian were written in. koi8-u holds koi8-r.
pub(super) const CYRILLIC: [&Encoding; 5] = [X_MAC_CYRILLIC, ISO_8859_5, IBM866, KOI8_U, WINDOWS_1251];
/// At least so plausible a reading must be to be taken.
const PLAUSIBLE: f64 = 0.5;

pub(super) fn is_cyrillic(encoding: &&'static Encoding) -> bool {
    CYRILLIC.contains(encoding)
}

/// The encoding of a label, also as people write it: `cp-1251`, `Windows1251`, `win-1251`, `x-cp866`, `utf_8`.
pub(super) fn labelled(label: &str) -> Option<&'static Encoding> {
    let label = label.trim();
    if let Some(known) = Encoding::for_label(label.as_bytes()) {
        return Some(known);
    }
    let plain: String =
        label.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let digits = plain.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &plain[..plain.len() - digits.len()];
    let spelled = match (letters.trim_start_matches('x'), digits) {
        (letters, "1251" | "1252" | "1250" | "1254" | "1257") if is_windows(letters) => {
            format!("windows-{digits}")
        }
        (_, "866") => "ibm866".to_owned(),
        ("koi", digits) if digits.starts_with('8') => {
            if digits.ends_with('u') { "koi8-u" } else { "koi8-r" }.to_owned()
        }
        ("iso" | "isoir", digits) if digits.starts_with("8859") => format!("iso-8859-{}", &digits[4..]),
        ("utf" | "unicode", "8") => "utf-8".to_owned(),
        ("utf" | "unicode" | "ucs", "16" | "16le" | "2") => "utf-16le".to_owned(),
        ("utf" | "unicode" | "ucs", "16be") => "utf-16be".to_owned(),
        (letters, "" | "10007" | "10017") if letters.starts_with("mac") && letters.contains("cyr") => {
            "x-mac-cyrillic".to_owned()
        }
        _ => return None,
    };
    Encoding::for_label(spelled.as_bytes())
}

/// Whether these letters before a number name one of Windows' code pages.
fn is_windows(letters: &str) -> bool {
    letters.is_empty()
        || letters.contains("win")
        || matches!(letters, "cp" | "ansi" | "ms" | "mscp" | "codepage" | "page")
}

/// The encoding of bytes that are no UTF-8: the Cyrillic code page whose reading looks most like Russian or Ukrainian, or
/// windows-1252 where all that is not ASCII stands as it does in Western text.
pub(super) fn guess(sample: &[u8]) -> Option<&'static Encoding> {
    let pages = CYRILLIC.map(|page| (plausibility(&page.decode_without_bom_handling(sample).0), page));
    let best = pages.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    let best = best.filter(|(plausibility, _)| *plausibility > PLAUSIBLE).map(|(_, encoding)| encoding);
    best.or_else(|| western(sample).then_some(WINDOWS_1252))
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

/// How much this looks like Russian or Ukrainian: the commonest letters, small letters after small letters. 0 to 1.
pub(super) fn plausibility(text: &str) -> f64 {
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
    use encoding_rs::UTF_8;

    #[test]
    fn labels_are_known_as_people_write_them() {
        for label in [
            "cp-1251",
            "Windows1251",
            "win-1251",
            "WINDOWS_1251",
            "x-cp-1251",
            "CP 1251",
            "1251",
            "ansi-1251",
        ] {
            assert_eq!(labelled(label), Some(WINDOWS_1251), "{label}");
        }
        for (label, encoding) in [
            ("utf_8", UTF_8),
            ("UTF 8", UTF_8),
            ("koi8", encoding_rs::KOI8_R),
            ("KOI-8-U", KOI8_U),
            ("dos-866", IBM866),
            ("ISO8859_5", ISO_8859_5),
            ("MacCyrillic", X_MAC_CYRILLIC),
        ] {
            assert_eq!(labelled(label), Some(encoding), "{label}");
        }
        for label in ["ANSI", "x-klingon", "", "Cyrillic1"] {
            assert_eq!(labelled(label), None, "{label}");
        }
    }
}
