//! A pair of texts as the aligner sees it: sentences as runs of numbered stems.

use super::{Sides, marks};
use crate::analysis::Sentence;
use crate::lexicon::Vocabulary;

/// Two texts, their words as numbers in the run's [`Vocabulary`]s.
#[derive(Debug, Clone)]
pub struct Document {
    /// The source side.
    pub src: Side,
    /// The target side.
    pub trg: Side,
    /// Letters that the target language is expected to need for one letter of the source language.
    pub ratio: f32,
}

/// One text: all words in a row, and where each sentence starts.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// Stem numbers of all sentences, one after another.
    pub words: Vec<u32>,
    /// Where the words of each sentence start; one more than there are sentences.
    pub starts: Vec<u32>,
    /// Letters and digits of each sentence.
    pub lengths: Vec<f32>,
    /// How many sentences each line really holds: given lines may hold several.
    pub units: Vec<f32>,
    /// The class of the sign that ends each line (see [`super::marks`]).
    pub marks: Vec<u8>,
}

impl Side {
    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The words of a run of sentences, as a range in [`Side::words`].
    pub fn range(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        self.starts[from] as usize..self.starts[to] as usize
    }
}

impl Document {
    /// Reads two texts, adding their stems to the vocabularies.
    pub fn new(texts: &Sides, sources: &mut Vocabulary, targets: &mut Vocabulary) -> Self {
        let ratio = targets.language.relative_length() / sources.language.relative_length();
        Document { src: side(&texts.src, sources), trg: side(&texts.trg, targets), ratio }
    }
}

/// Words of a sentence beyond this many find no partner: its pairs of words would grow with their square.
pub const MOST_WORDS: usize = 4000;

fn side(sentences: &[Sentence], vocabulary: &mut Vocabulary) -> Side {
    let mut side = Side { starts: vec![0], ..Side::default() };
    for sentence in sentences {
        let start = side.words.len();
        vocabulary.add_all(sentence.words(), &mut side.words);
        side.words.truncate(start + MOST_WORDS);
        side.units.push(sentence.units() as f32);
        side.marks.push(marks::class(sentence.text()));
        side.starts.push(side.words.len() as u32);
        let letters = sentence.text().chars().filter(|letter| letter.is_alphanumeric());
        side.lengths.push(letters.count() as f32);
    }
    side
}
