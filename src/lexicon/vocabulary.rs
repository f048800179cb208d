//! The words of all texts of a run as numbers: one vocabulary a side.

use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::words;
use rustc_hash::FxHashMap;

/// The stems of one side of all texts of a run.
#[derive(Debug)]
pub struct Vocabulary {
    language: Language,
    numbers: FxHashMap<String, u32>,
    /// Every stem, by its number.
    pub stems: Vec<Stem>,
    /// Words in all texts.
    pub total: u64,
}

/// A stem of the vocabulary.
#[derive(Debug, Clone)]
pub struct Stem {
    /// The stem itself; for a number its value as digits.
    pub text: String,
    /// A whole word that has this stem, for comparing names.
    pub word: String,
    /// How often it stands in the texts.
    pub count: u32,
    /// Whether it is a number.
    pub is_number: bool,
    /// Whether it was seen with a capital.
    pub is_capital: bool,
}

impl Vocabulary {
    /// An empty one.
    pub fn new(language: Language) -> Self {
        Vocabulary { language, numbers: FxHashMap::default(), stems: Vec::new(), total: 0 }
    }

    fn add(&mut self, text: &str, word: &str, is_number: bool, is_capital: bool) -> u32 {
        self.total += 1;
        if let Some(&number) = self.numbers.get(text) {
            let stem = &mut self.stems[number as usize];
            stem.count += 1;
            stem.is_capital |= is_capital;
            return number;
        }
        let number = self.stems.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        self.stems.push(Stem {
            text: text.to_owned(),
            word: word.to_owned(),
            count: 1,
            is_number,
            is_capital,
        });
        number
    }

    /// Reads a text: adds its stems, and their numbers to `numbers` in order.
    pub fn read(&mut self, text: &str, numbers: &mut Vec<u32>) {
        let words = words(text);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            at += 1;
            if word.folded.as_bytes().first().is_some_and(u8::is_ascii_digit) {
                let mut digits = number_value(&word.folded);
                // 13 000 is one number: groups of three digits behind one space of any kind.
                while let Some(next) = words.get(at) {
                    let gap = &text[words[at - 1].end..next.start];
                    let grouped = next.folded.len() == 3 && next.folded.bytes().all(|b| b.is_ascii_digit());
                    if !(grouped
                        && matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
                        && !digits.contains('.'))
                    {
                        break;
                    }
                    digits.push_str(&next.folded);
                    at += 1;
                }
                numbers.push(self.add(&digits, &digits, true, false));
            } else {
                let capital = text[word.start..].chars().next().is_some_and(char::is_uppercase);
                let short = stem(&word.folded, self.language);
                numbers.push(self.add(short, &word.folded, false, capital));
            }
        }
    }
}

/// The value of a number as digits: `13,000` is 13000, `1,5` and `1.5` are 1.5, `05` is 5.
fn number_value(folded: &str) -> String {
    let grouped = |sign: char| {
        let mut parts = folded.split(sign);
        let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()) && part != "0");
        let mut rest = parts.peekable();
        first
            && rest.peek().is_some()
            && rest.all(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let value = if grouped(',') { folded.replace(',', "") } else { folded.replace(',', ".") };
    let trimmed = value.trim_start_matches('0');
    if trimmed.is_empty() || trimmed.starts_with('.') { format!("0{trimmed}") } else { trimmed.to_owned() }
}
