//! The language of a whole article, and of its paragraphs and quotations: a mixed article says so.

use super::{Evidence, Guess};
use std::collections::BTreeMap;
use std::ops::Range;

/// A piece of an article that is in a language of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Bytes of the article's text; of a paragraph, the quotations in it included.
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
    /// How many letters were counted.
    pub letters: u64,
    /// The paragraphs and quotations that are surely in another language, in order.
    pub parts: Vec<Part>,
}

impl Verdict {
    /// Whether so much is in another language that the article should not pass for one in its own.
    pub fn is_mixed(&self) -> bool {
        self.foreign >= MIXED
    }

    /// Whether the text is surely not in the language of a code: it is long enough, its letters leave no doubt, and no part
    /// of it is in that language. Russian or Ukrainian in Latin letters looks like some other language and is no
    /// contradiction.
    ///
    /// ```
    /// use parallax::text::language::article::judge;
    /// let text = "Міністр оборони відповів на запитання журналістів у Києві.";
    /// assert!(judge(text).contradicts("ru") && judge(text).contradicts("en"));
    /// assert!(!judge(text).contradicts("uk"));
    /// assert!(!judge("Vchora u Kyievi vidkryly novyi mist cherez Dnipro.").contradicts("uk"));
    /// ```
    pub fn contradicts(&self, code: &str) -> bool {
        let Guess { code: told, confidence } = self.guess;
        let sure = told != "und" && confidence >= SURELY && self.letters >= u64::from(SHORTEST);
        let cyrillic = |code: &str| super::ngrams::MODELS.cyrillic.languages.contains(&code);
        let in_latin_letters = cyrillic(code) && !cyrillic(told) && told != "en";
        sure && told != code && !in_latin_letters && !self.parts.iter().any(|part| part.guess.code == code)
    }
}

/// From this share of foreign letters on, an article is mixed.
const MIXED: f64 = 0.15;
/// A paragraph or quotation is foreign only where the guess is as sure as this,
const SURELY: f64 = 0.98;
/// and it has at least this many letters: shorter ones are names and titles.
const SHORTEST: u32 = 24;

/// Judges an article as a whole and by paragraph (a line each) and quotation. The narrator's words decide what language
/// the article is in: longer quotations do not vote, unless there is nothing else.
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
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let paragraph = start..start + line.trim_end().len();
        start += line.len();
        read_paragraph(text, paragraph, &mut pieces);
    }
    let total: u64 = pieces.iter().map(|piece| piece.letters).sum();
    let Some(code) =
        likeliest(pieces.iter().filter(|piece| !piece.part.quotation)).or_else(|| likeliest(pieces.iter()))
    else {
        return Verdict { guess: Guess::UNDETERMINED, foreign: 0.0, letters: total, parts: Vec::new() };
    };
    let own: f64 = pieces
        .iter()
        .filter(|piece| piece.part.guess.code == code)
        .map(|piece| piece.part.guess.confidence * piece.letters as f64)
        .sum();
    let all: u64 =
        pieces.iter().filter(|piece| piece.part.guess.code == code).map(|piece| piece.letters).sum();
    let confidence = own / all.max(1) as f64;
    let mut foreign = 0;
    let mut parts = Vec::new();
    for piece in pieces {
        let guess = piece.part.guess;
        let sure = guess.confidence >= SURELY && piece.letters >= u64::from(SHORTEST);
        if guess.code != code && guess.code != "und" && sure {
            foreign += piece.letters;
            parts.push(piece.part);
        }
    }
    let foreign = foreign as f64 / total.max(1) as f64;
    Verdict { guess: Guess { code, confidence }, foreign, letters: total, parts }
}

/// A paragraph without its longer quotations, or one of those.
struct Piece {
    part: Part,
    letters: u64,
}

/// Reads a paragraph: what the narrator says, then the quotations that are long enough to be judged.
fn read_paragraph(text: &str, paragraph: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut narrator = Evidence::default();
    let mut quoted = Vec::new();
    let mut at = paragraph.start;
    for span in quotations(text, paragraph.clone()) {
        let evidence = Evidence::of(&text[span.clone()]);
        narrator.add(&Evidence::of(&text[at..span.start]));
        at = span.end;
        let letters = evidence.letters();
        if letters < SHORTEST {
            narrator.add(&evidence);
            continue;
        }
        let guess = evidence.guess(&text[span.clone()]);
        quoted.push(Piece { part: Part { span, guess, quotation: true }, letters: u64::from(letters) });
    }
    narrator.add(&Evidence::of(&text[at..paragraph.end]));
    if narrator.letters() > 0 {
        let guess = narrator.guess(&text[paragraph.clone()]);
        let part = Part { span: paragraph, guess, quotation: false };
        pieces.push(Piece { part, letters: u64::from(narrator.letters()) });
    }
    pieces.extend(quoted);
}

/// The language of the most letters; of equals the first by code, so that the order of the pieces does not matter.
fn likeliest<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Option<&'static str> {
    let mut votes: BTreeMap<&'static str, u64> = BTreeMap::new();
    for piece in pieces.filter(|piece| piece.part.guess.code != "und") {
        *votes.entry(piece.part.guess.code).or_default() += piece.letters;
    }
    votes.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(code, _)| code)
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
