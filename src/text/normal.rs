//! The normal form of a text, with the way back: each byte of the normal form knows where it came from.
//!
//! NFC; one kind of quotation mark, apostrophe, dash and space; soft hyphens, zero-width signs and stress marks out; Latin
//! letters inside Cyrillic words, and the reverse, put right where that is sure. For comparing and searching; what is
//! written to files is the text as it was. Folding of single words is in [`super::words`], which shares the tables.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

mod scripts;

pub use scripts::{Repair, repair};

/// What was changed, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Letters that were composed or put in canonical form.
    pub composed: u64,
    /// Quotation marks made `"`.
    pub quotes: u64,
    /// Dashes made `—`, hyphens and minus signs made `-`.
    pub dashes: u64,
    /// Apostrophes made `'`.
    pub apostrophes: u64,
    /// Unusual spaces made a plain one.
    pub spaces: u64,
    /// Soft hyphens and zero-width signs left out.
    pub invisible: u64,
    /// Stress marks left out.
    pub stress: u64,
    /// Letters of the wrong script put right.
    pub repaired: u64,
    /// Words of two scripts that were left alone.
    pub mixed_words: u64,
}

impl Counts {
    /// Adds another text's counts.
    pub fn add(&mut self, other: &Counts) {
        self.composed += other.composed;
        self.quotes += other.quotes;
        self.dashes += other.dashes;
        self.apostrophes += other.apostrophes;
        self.spaces += other.spaces;
        self.invisible += other.invisible;
        self.stress += other.stress;
        self.repaired += other.repaired;
        self.mixed_words += other.mixed_words;
    }

    /// The counts with their names, in the order of the fields.
    pub fn named(&self) -> [(&'static str, u64); 9] {
        [
            ("letters composed", self.composed),
            ("quotation marks", self.quotes),
            ("dashes", self.dashes),
            ("apostrophes", self.apostrophes),
            ("spaces", self.spaces),
            ("invisible signs", self.invisible),
            ("stress marks", self.stress),
            ("letters of the wrong script", self.repaired),
            ("words of two scripts left alone", self.mixed_words),
        ]
    }
}

/// A text in normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normal {
    /// The normal form.
    pub text: String,
    /// What was changed.
    pub counts: Counts,
    /// Where pieces start that are shifted against the original: byte in the normal form, byte in the original, and
    /// whether the bytes behind run in step (one piece of text unchanged) or stand for one sign.
    pieces: Vec<Piece>,
    /// Length of the original in bytes.
    length: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    normal: usize,
    original: usize,
    in_step: bool,
}

impl Normal {
    /// The bytes of the original that a range of bytes of the normal form came from, signs left out at its end included.
    ///
    /// ```
    /// let text = "За́\u{ad}мок «Лев»";
    /// let normal = parallax::text::normal::normalise(text);
    /// assert_eq!(normal.text, "Замок \"Лев\"");
    /// let at = normal.text.find("Замок").unwrap();
    /// assert_eq!(&text[normal.original(at..at + "Замок".len())], "За́\u{ad}мок");
    /// ```
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.place(range.start)..self.place(range.end)
    }

    /// As [`Self::original`], counted in characters (Unicode scalar values) of the original, which must be handed in.
    pub fn original_characters(&self, original: &str, range: Range<usize>) -> Range<usize> {
        let range = self.original(range);
        let start = original[..range.start].chars().count();
        start..start + original[range].chars().count()
    }

    /// The place in the original of a place in the normal form; inside of a changed sign, the sign's start.
    fn place(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.length;
        }
        let next = self.pieces.partition_point(|piece| piece.normal <= at);
        let Some(piece) = next.checked_sub(1).and_then(|last| self.pieces.get(last)) else { return at };
        piece.original + if piece.in_step { at - piece.normal } else { 0 }
    }
}

/// Puts a text in normal form.
pub fn normalise(text: &str) -> Normal {
    let mut counts = Counts::default();
    let mut signs = signs(text, &mut counts);
    repair_words(&mut signs, &mut counts);
    let mut normal =
        Normal { text: String::with_capacity(text.len()), counts, pieces: Vec::new(), length: text.len() };
    let mut expected = None;
    for sign in &signs {
        let at = normal.text.len();
        normal.text.push(sign.letter);
        let whole = text[sign.start..].starts_with(sign.letter) && sign.letter.len_utf8() == sign.length;
        if !whole || expected != Some(sign.start) {
            normal.pieces.push(Piece { normal: at, original: sign.start, in_step: whole });
        }
        expected = whole.then_some(sign.start + sign.length);
    }
    normal
}

/// A letter of the normal form and the bytes of the original that it stands for.
struct Sign {
    letter: char,
    start: usize,
    length: usize,
}

/// The signs of a text, each base letter with its marks composed.
fn signs(text: &str, counts: &mut Counts) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(text.len());
    let mut letters = text.char_indices().peekable();
    let mut cluster = String::new();
    while let Some((start, letter)) = letters.next() {
        if is_invisible(letter) {
            counts.invisible += 1;
            continue;
        }
        let mut length = letter.len_utf8();
        cluster.clear();
        cluster.push(letter);
        let mut skipped = 0;
        while let Some(&(at, mark)) = letters.peek() {
            if is_invisible(mark) {
                // Only left behind if a mark follows: then it stood inside of a letter.
                let behind = text[at..].trim_start_matches(is_invisible);
                if !behind.starts_with(joins_base) {
                    break;
                }
                skipped += 1;
            } else if joins_base(mark) {
                // Macedonian ѓ and ќ are letters of their own.
                let letter_of_its_own =
                    matches!(letter, 'г' | 'Г' | 'к' | 'К') && cluster.len() == letter.len_utf8();
                if is_stress(mark) && is_cyrillic(letter) && !letter_of_its_own {
                    counts.stress += 1;
                } else {
                    cluster.push(mark);
                }
            } else {
                break;
            }
            length = at + mark.len_utf8() - start;
            letters.next();
        }
        counts.invisible += skipped;
        let next = composed(text[start + length..].trim_start_matches(is_invisible));
        let before = signs.last().map(|sign: &Sign| sign.letter);
        if let (Some(before), Some(next)) = (before, next)
            && mistyped_apostrophe(before, letter, next)
        {
            counts.apostrophes += 1;
            signs.push(Sign { letter: '\'', start, length });
            continue;
        }
        if letter.is_ascii() && letter != '`' && cluster.len() == 1 {
            signs.push(Sign { letter, start, length });
            continue;
        }
        let plain = cluster.len() == letter.len_utf8();
        let inside = |sign: Option<&Sign>| sign.is_some_and(|sign| sign.letter.is_alphabetic());
        let between = inside(signs.last()) && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let mapped = if plain { punctuation(letter, between, counts) } else { None };
        if let Some(letter) = mapped {
            signs.push(Sign { letter, start, length });
            continue;
        }
        let before = signs.len();
        signs.extend(cluster.nfc().map(|letter| Sign { letter, start, length }));
        counts.composed +=
            u64::from(signs.len() - before != cluster.chars().count() || signs[before].letter != letter);
    }
    signs
}

/// The plain form of a quotation mark, dash, apostrophe or space.
fn punctuation(letter: char, between_letters: bool, counts: &mut Counts) -> Option<char> {
    match letter {
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '〝' | '〞' | '＂' => {
            counts.quotes += 1;
            Some('"')
        }
        '’' | '‘' | 'ʼ' | '‛' | '′' | '´' | 'ʹ' | 'ʻ' | '＇' => {
            counts.apostrophes += 1;
            Some('\'')
        }
        '`' if between_letters => {
            counts.apostrophes += 1;
            Some('\'')
        }
        '–' | '―' | '‒' => {
            counts.dashes += 1;
            Some('—')
        }
        '‐' | '‑' | '−' | '﹣' | '－' => {
            counts.dashes += 1;
            Some('-')
        }
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            counts.spaces += 1;
            Some(' ')
        }
        _ => None,
    }
}

/// Puts right the letters of the wrong script, word by word.
fn repair_words(signs: &mut [Sign], counts: &mut Counts) {
    let mut at = 0;
    let mut word = String::new();
    while at < signs.len() {
        if !signs[at].letter.is_alphabetic() {
            at += 1;
            continue;
        }
        let end = at + signs[at..].iter().take_while(|sign| sign.letter.is_alphabetic()).count();
        word.clear();
        word.extend(signs[at..end].iter().map(|sign| sign.letter));
        if end == at + 1 {
            // «i», «a», «c» between Cyrillic words, a space away, are words of Cyrillic letters.
            let cyrillic =
                |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|s| is_cyrillic(s.letter));
            let spaced = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|s| s.letter == ' ');
            let around = cyrillic(at.checked_sub(2)) && spaced(at.checked_sub(1));
            if around
                && spaced(Some(end))
                && cyrillic(Some(end + 1))
                && matches!(word.as_str(), "i" | "a" | "o" | "y" | "c")
            {
                word.push('я');
            }
        }
        // A mark that stays on its letter would not fit another letter.
        let marked = signs.get(end).is_some_and(|sign| joins_base(sign.letter));
        match if marked { Repair::None } else { repair(&word) } {
            Repair::None => {}
            Repair::Unsure => counts.mixed_words += 1,
            Repair::Sure(right, letters) => {
                counts.repaired += letters;
                for (sign, letter) in signs[at..end].iter_mut().zip(right.chars()) {
                    sign.letter = letter;
                }
            }
        }
        at = end;
    }
}

/// Whether a sign cannot be seen and means nothing for the words: soft hyphen, zero-width signs, marks of direction.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{34f}')
}

/// Whether a mark is the stress mark of Cyrillic text.
pub fn is_stress(mark: char) -> bool {
    matches!(mark, '\u{300}' | '\u{301}' | '\u{340}' | '\u{341}')
}

/// The first letter of a text with the diaeresis that may follow it as a mark of its own: і with one is ї.
fn composed(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let letter = letters.next()?;
    let mut marks = letters.take_while(|&mark| is_invisible(mark) || joins_base(mark));
    Some(match (letter, marks.any(|mark| mark == '\u{308}')) {
        ('і' | 'i', true) => 'ї',
        ('І' | 'I', true) => 'Ї',
        ('ï', _) => 'ї',
        ('Ï', _) => 'Ї',
        _ => letter,
    })
}

/// Whether a sign between two letters is typed for the apostrophe of Ukrainian: `Знам"янка`, `Слов*янськ`. It stands
/// between letters, before one that starts with й.
pub fn mistyped_apostrophe(before: char, sign: char, next: char) -> bool {
    // All signs that become `"` are among these, so that the normal form stays as it is.
    matches!(sign, '"' | '*' | '`' | '^' | '´' | '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '〝' | '〞' | '＂')
        && matches!(next, 'я' | 'ю' | 'є' | 'ї' | 'Я' | 'Ю' | 'Є' | 'Ї')
        // Whichever letter: one of the wrong script is put right only later.
        && before.is_alphabetic()
}

/// Whether a letter is Cyrillic.
pub fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// Whether a sign composes with the letter before it: a mark, or a part of a Korean syllable.
fn joins_base(sign: char) -> bool {
    sign >= '\u{300}' && (is_combining_mark(sign) || matches!(sign, '\u{1160}'..='\u{11ff}'))
}
