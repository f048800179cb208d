//! The anchors of a text one after another, as the aligner wants them: every word once, numbers by value, names told by
//! their capitals. It must stay quick: every word of every text comes through here.

use super::clock::clock;
use super::code::{self, acronym};
use super::number::parse;
use super::numerals;
use super::{Anchor, Kind, range, time};
use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::Word;

/// All anchors of a text, in order.
pub fn find(text: &str, words: &[Word], language: Language) -> Vec<Anchor> {
    let mut stream = Stream { text, language, words, anchors: Vec::with_capacity(words.len()) };
    let mut at = 0;
    while let Some(word) = stream.words.get(at) {
        let first = text[word.start..].chars().next().unwrap_or(' ');
        let next = if first.is_ascii_digit() {
            stream.digits(at)
        } else if first.is_uppercase() {
            stream.capital(at)
        } else {
            stream.number_word(at)
        };
        at = next.unwrap_or_else(|| {
            stream.word(at, first.is_uppercase());
            at + 1
        });
    }
    stream.anchors
}

struct Stream<'a> {
    text: &'a str,
    language: Language,
    words: &'a [Word],
    anchors: Vec<Anchor>,
}

impl Stream<'_> {
    fn push(&mut self, kind: Kind, key: String, word: String, start: usize, end: usize) {
        self.anchors.push(Anchor { kind, key, word, span: start..end });
    }

    /// A plain word.
    fn word(&mut self, at: usize, capital: bool) {
        let word = &self.words[at];
        let kind =
            if capital && !starts_sentence(&self.text[..word.start]) { Kind::Name } else { Kind::Term };
        let key = stem(&word.folded, self.language).to_owned();
        self.push(kind, key, word.folded.clone(), word.start, word.end);
    }

    fn number(&mut self, key: String, start: usize, end: usize) {
        self.push(Kind::Number, key.clone(), key, start, end);
    }

    /// A word of a number's scale stands as a term beside the number.
    fn scales(&mut self, scales: &[usize]) {
        for &at in scales {
            self.word(at, false);
        }
    }

    fn digits(&mut self, at: usize) -> Option<usize> {
        let word = &self.words[at];
        if let Some(clock) = clock(self.text, self.words, at, self.language) {
            self.number(clock.short(), word.start, clock.end);
            return Some(clock.next);
        }
        if let Some(date) = time::in_digits(self.text, self.words, at, self.language) {
            let (start, end) = (word.start, date.end);
            self.number(date.day.to_string(), start, end);
            let month = time::month_name(date.month, self.language);
            self.push(Kind::Term, stem(month, self.language).to_owned(), month.to_owned(), start, end);
            if let Some(year) = date.year {
                self.number(year.to_string(), start, end);
            }
            return Some(date.next);
        }
        let Some(numeral) = parse(self.text, self.words, at, self.language) else {
            // Several points, too many digits, or letters in between: a code by itself.
            self.number(code::latin(&word.folded), word.start, word.end);
            return Some(at + 1);
        };
        let suffix = numeral.suffix.as_str();
        let letters =
            word.folded.ends_with(suffix) && !suffix.is_empty() && !numeral.ordinal && suffix != "s";
        if letters && (suffix.len() == 1 || suffix.bytes().any(|byte| byte.is_ascii_digit())) {
            self.number(code::latin(&word.folded), word.start, word.end);
            return Some(at + 1);
        }
        let (start, end) = (word.start, word.end);
        // `1,5–2 тыс.`: the scale is of both.
        let ranged = range::until(self.text, self.words, at, &numeral, self.language);
        let value = ranged.map_or(numeral.value, |(_, value)| value);
        self.number(value.to_string(), start, numeral.end);
        if letters {
            let key = stem(suffix, self.language).to_owned();
            self.push(Kind::Term, key, suffix.to_owned(), start, end);
        }
        self.scales(&numeral.scales);
        Some(numeral.next)
    }

    /// A word with a capital that is more than a word: an acronym, a code, a Roman number.
    fn capital(&mut self, at: usize) -> Option<usize> {
        let word = &self.words[at];
        if let Some(found) = acronym(self.text, self.words, at, self.language) {
            self.push(Kind::Name, found.key, word.folded.clone(), word.start, found.end);
            return Some(found.next);
        }
        if let Some(found) = code::code(self.text, self.words, at) {
            // Its digits stand by themselves too: letters of codes differ more often.
            let last = &self.words[found.next - 1];
            let digits = last.folded.trim_start_matches(|letter: char| !letter.is_ascii_digit());
            let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
            let (digits, digits_start) = (digits[..end].to_owned(), last.start.max(word.start));
            self.push(Kind::Code, found.key, word.folded.clone(), word.start, found.end);
            self.number(digits, digits_start, found.end);
            return Some(found.next);
        }
        if let Some(value) = roman(&self.text[word.start..word.end]) {
            self.number(value.to_string(), word.start, word.end);
            return Some(at + 1);
        }
        self.number_word(at)
    }

    /// A number in words that has a value of its own: two words or more, or a hundred in one.
    fn number_word(&mut self, at: usize) -> Option<usize> {
        let numeral = parse(self.text, self.words, at, self.language)?;
        let start = self.words[at].start;
        let hundreds = || {
            let value = numerals::value_of(&self.words[at].folded, self.language);
            value.is_some_and(|(value, _)| value.small(99).is_none())
        };
        if !numeral.sure || numeral.ordinal || !(numeral.parts > 1 || hundreds()) {
            return None;
        }
        let ranged = range::until(self.text, self.words, at, &numeral, self.language);
        let value = ranged.map_or(numeral.value, |(_, value)| value);
        self.number(value.to_string(), start, numeral.end);
        self.scales(&numeral.scales);
        Some(numeral.next)
    }
}

/// Whether a word after this text would have a capital in any case.
fn starts_sentence(before: &str) -> bool {
    match before.trim_end().chars().next_back() {
        None => true,
        Some(last) => matches!(last, '.' | '!' | '?' | '…' | '"' | '«' | '“' | '„' | '—' | '–' | ':'),
    }
}

/// The value of a Roman number from II to XXXIX; Cyrillic letters that look the same count too.
pub(super) fn roman(word: &str) -> Option<u32> {
    if word.len() < 2 || word.len() > 14 {
        return None;
    }
    let (mut sum, mut last) = (0_u32, 0);
    let mut letters = 0;
    for letter in word.chars().rev() {
        let value = match letter {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            _ => return None,
        };
        letters += 1;
        if value < last {
            sum = sum.checked_sub(value)?;
        } else {
            sum += value;
            last = value;
        }
    }
    (letters > 1 && canonical(sum).chars().count() == letters && sum < 40).then_some(sum)
}

fn canonical(mut value: u32) -> String {
    let mut out = String::new();
    for (size, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while value >= size {
            out.push_str(letters);
            value -= size;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_have_values() {
        for (word, value) in [("II", 2), ("IV", 4), ("XXI", 21), ("XIX", 19), ("ХХ", 20), ("ХІХ", 19)] {
            assert_eq!(roman(word), Some(value), "{word}");
        }
        for word in ["I", "X", "IIII", "VX", "MIX", "XXXXX", "Xi", ""] {
            assert_eq!(roman(word), None, "{word}");
        }
    }
}
