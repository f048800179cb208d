//! Where sentences end.

use super::Language;

/// The byte offsets at which sentences end, in order; the last is the end of the text unless it is blank.
pub fn ends(text: &str, _language: Language) -> Vec<usize> {
    let mut ends = Vec::new();
    let bytes = text.as_bytes();
    for (at, letter) in text.char_indices() {
        if matches!(letter, '.' | '!' | '?' | '…') {
            let after = at + letter.len_utf8();
            if bytes.get(after).is_none_or(u8::is_ascii_whitespace) {
                ends.push(after);
            }
        }
    }
    let last = text.trim_end().len();
    if last > 0 && ends.last() != Some(&last) {
        ends.push(last);
    }
    ends
}

/// The sentences of a text as byte spans without the white space around them. An empty line always ends a sentence.
pub fn spans(text: &str, language: Language) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let mut spans = Vec::new();
    for end in ends(text, language) {
        let piece = &text[start..end];
        let inner = piece.trim();
        if !inner.is_empty() {
            let from = start + (piece.len() - piece.trim_start().len());
            spans.push(from..from + inner.len());
        }
        start = end;
    }
    spans
}
