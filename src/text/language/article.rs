//! The language of a whole article, and of its paragraphs and quotations: a mixed article says so.

use super::{Evidence, Guess};
use std::collections::BTreeMap;
use std::ops::Range;

/// A piece of an article that is in a language of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Bytes of the article's text.
    pub span: Range<usize>,
    /// The language of the piece.
    pub guess: Guess,
    /// Whether the piece is a quotation inside a paragraph, not a paragraph.
    pub quotation: bool,
}

/// The language of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The language of the most letters.
    pub guess: Guess,
    /// The share of letters in other languages, 0 to 1.
    pub foreign: f64,
    /// The paragraphs and quotations that are surely in another language, in order.
    pub parts: Vec<Part>,
}

impl Verdict {
    /// Whether so much is in another language that the article should not pass for one in its own.
    pub fn is_mixed(&self) -> bool {
        self.foreign >= MIXED
    }
}

/// From this share of foreign letters on, an article is mixed.
const MIXED: f64 = 0.15;
/// A paragraph or quotation is foreign only where the guess is as sure as this,
const SURELY: f64 = 0.98;
/// and it has at least this many letters: shorter ones are names and titles.
const SHORTEST: u32 = 24;

/// Judges an article as a whole and by paragraph (a line each) and quotation.
///
/// ```
/// let text = "Міністр оборони відповів на запитання журналістів у Києві.\n\
///     «Мы никогда не говорили, что это будет просто и быстро», — сказав він.";
/// let verdict = parallax::text::language::article::judge(text);
/// assert_eq!(verdict.guess.code, "uk");
/// assert_eq!((verdict.parts.len(), verdict.parts[0].guess.code), (1, "ru"));
/// assert!(verdict.is_mixed());
/// ```
pub fn judge(text: &str) -> Verdict {
    let mut pieces: Vec<(Range<usize>, bool, Evidence)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let paragraph = start..start + line.trim_end().len();
        start += line.len();
        if paragraph.is_empty() {
            continue;
        }
        pieces.push((paragraph.clone(), false, Evidence::of(&text[paragraph.clone()])));
        for quotation in quotations(text, paragraph) {
            pieces.push((quotation.clone(), true, Evidence::of(&text[quotation])));
        }
    }
    let mut votes: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut judged = Vec::with_capacity(pieces.len());
    for (span, quotation, evidence) in pieces {
        let guess = evidence.guess(&text[span.clone()]);
        let letters = evidence.cyrillic + evidence.latin + evidence.other;
        if !quotation && guess.code != "und" {
            *votes.entry(guess.code).or_default() += u64::from(letters);
        }
        judged.push((Part { span, guess, quotation }, letters));
    }
    let total: u64 = judged.iter().filter(|(part, _)| !part.quotation).map(|(_, n)| u64::from(*n)).sum();
    // The first of equals, so that the answer does not depend on the order of a map.
    let Some((code, most)) = votes.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a }) else {
        return Verdict { guess: Guess::UNDETERMINED, foreign: 0.0, parts: Vec::new() };
    };
    let own: f64 = judged
        .iter()
        .filter(|(part, _)| !part.quotation && part.guess.code == code)
        .map(|(part, letters)| part.guess.confidence * f64::from(*letters))
        .sum();
    let mut parts: Vec<Part> = Vec::new();
    let mut foreign = 0;
    for (part, letters) in judged {
        let sure = part.guess.confidence >= SURELY && letters >= SHORTEST;
        let inside = parts.last().is_some_and(|last| last.span.end >= part.span.end);
        if part.guess.code != code && part.guess.code != "und" && sure && !inside {
            foreign += u64::from(letters);
            parts.push(part);
        }
    }
    let foreign = if total > 0 { foreign as f64 / total as f64 } else { 0.0 };
    Verdict { guess: Guess { code, confidence: own / most.max(1) as f64 }, foreign, parts }
}

/// What stands between quotation marks in a paragraph, the outermost pairs, without the marks.
fn quotations(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, sign) in text[paragraph.clone()].char_indices() {
        let at = paragraph.start + at;
        match open {
            Some((from, close)) if sign == close => {
                found.push(from..at);
                open = None;
            }
            Some(_) => {}
            None => {
                let close = match sign {
                    '«' => '»',
                    '“' => '”',
                    '„' => '“',
                    '"' => '"',
                    _ => continue,
                };
                open = Some((at + sign.len_utf8(), close));
            }
        }
    }
    found
}
