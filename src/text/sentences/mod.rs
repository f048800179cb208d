//! Where sentences end. One pass over the text; only stops (`.` `!` `?` `…`) and empty lines are looked at. What is
//! particular to a language (abbreviations, words that start sentences) is in `data/text/`.
//!
//! `stop` says what stands around a stop, `judge` whether a sentence ends there, `rules` reads the data.

mod judge;
mod rules;
mod stop;

use super::{Language, tally};
use judge::Judge;

/// The byte offsets at which sentences end, in order. The last is the end of the text without trailing white space; an
/// empty line always ends a sentence, a single line break never does by itself.
///
/// ```
/// use parallax::text::{Language, sentences::ends};
/// assert_eq!(ends("Mr. Smith left. He took 1.5 kg.", Language::English), [15, 31]);
/// ```
pub fn ends(text: &str, language: Language) -> Vec<usize> {
    tally::split(text);
    let mut judge = Judge::new(text, rules::of(language));
    let bytes = text.as_bytes();
    let mut ends = Vec::with_capacity(text.len() / 100 + 1);
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| CANDIDATE[byte as usize]) {
        at += found;
        let (end, behind) = match bytes[at] {
            b'\n' => {
                let blank = bytes[at + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
                if blank == Some(&b'\n') {
                    // However many empty lines there are, they end one sentence.
                    let run =
                        bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
                    (Some(at), at + run.count())
                } else {
                    (None, at + 1)
                }
            }
            0xe2 if !bytes[at..].starts_with("…".as_bytes()) => (None, at + 1),
            _ => judge.stop(at),
        };
        if let Some(end) = end {
            push(&mut ends, text, &mut judge.start, end);
        }
        at = behind;
    }
    push(&mut ends, text, &mut judge.start, text.trim_end().len());
    ends
}

/// The sentences of a text as byte spans without the white space around them.
///
/// ```
/// use parallax::text::{Language, sentences::spans};
/// let text = "В. О. Зеленський прибув до м. Луганськ.  Його зустріли на вул. Шевченка, буд. 5.";
/// let sentences: Vec<&str> = spans(text, Language::Ukrainian).into_iter().map(|span| &text[span]).collect();
/// assert_eq!(sentences[1], "Його зустріли на вул. Шевченка, буд. 5.");
/// ```
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

/// Adds an end unless there is nothing between it and the last one.
fn push(ends: &mut Vec<usize>, text: &str, start: &mut usize, end: usize) {
    let sentence = text.get(*start..end).unwrap_or_default().trim_end();
    let end = *start + sentence.len();
    if !sentence.trim_start().is_empty() {
        ends.push(end);
        *start = end;
    }
}

/// The bytes at which something may end: stops, a line feed, the first byte of an ellipsis.
static CANDIDATE: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[b'\n' as usize] = true;
    table[0xe2] = true;
    table
};
