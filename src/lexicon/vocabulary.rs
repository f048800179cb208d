//! The words of all texts of a run as numbers: one vocabulary per language.

use crate::anchors::{Anchor, Kind};
use crate::text::Language;
use rustc_hash::FxHashMap;

/// The stems of one side of all texts of a run.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The language of the texts.
    pub language: Language,
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
    /// Whether its key is made to be the same in all languages: a number, a code, an acronym.
    pub is_shared: bool,
    /// How often it was a name.
    pub names: u32,
}

impl Vocabulary {
    /// An empty one.
    pub fn new(language: Language) -> Self {
        Vocabulary { language, numbers: FxHashMap::default(), stems: Vec::new(), total: 0 }
    }

    /// Adds the stems of words, and their numbers to `numbers` in order.
    pub fn add_all(&mut self, words: &[Anchor], numbers: &mut Vec<u32>) {
        numbers.extend(words.iter().map(|word| self.add(word)));
    }

    /// The number of a stem, if it stands in the texts.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// The number of an anchor's stem, a new one if it is new; counts its use.
    pub fn add(&mut self, anchor: &Anchor) -> u32 {
        self.total += 1;
        let is_name = anchor.kind == Kind::Name;
        if let Some(&number) = self.numbers.get(anchor.key.as_str()) {
            let stem = &mut self.stems[number as usize];
            stem.count += 1;
            stem.names += u32::from(is_name);
            return number;
        }
        let number = self.stems.len() as u32;
        self.numbers.insert(anchor.key.clone(), number);
        self.stems.push(Stem {
            text: anchor.key.clone(),
            word: anchor.word.clone(),
            count: 1,
            names: u32::from(is_name),
            is_number: anchor.kind == Kind::Number,
            // Stems are in small letters: a capital shows the key of an acronym.
            is_shared: matches!(anchor.kind, Kind::Number | Kind::Code)
                || anchor.key.starts_with(|letter: char| letter.is_ascii_uppercase()),
        });
        number
    }
}
