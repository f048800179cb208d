//! A pair of texts as the aligner sees it: sentences as runs of numbered stems.

use super::{Texts, marks};
use crate::lexicon::Vocabulary;
use crate::text::sentences;

/// Two texts, their words as numbers in the run's [`Vocabulary`]s.
#[derive(Debug, Clone)]
pub struct Document {
    /// The English side.
    pub src: Side,
    /// The other side.
    pub trg: Side,
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
    pub fn new(texts: &Texts, sources: &mut Vocabulary, targets: &mut Vocabulary) -> Self {
        Document { src: side(&texts.src, sources), trg: side(&texts.trg, targets) }
    }
}

/// Words of a sentence beyond this many find no partner: its pairs of words would grow with their square.
pub const MOST_WORDS: usize = 4000;

fn side(sentences: &[String], vocabulary: &mut Vocabulary) -> Side {
    let mut side = Side { starts: vec![0], ..Side::default() };
    for sentence in sentences {
        let start = side.words.len();
        vocabulary.read(sentence, &mut side.words);
        side.words.truncate(start + MOST_WORDS);
        side.units.push(sentences::spans(sentence, vocabulary.language).len().max(1) as f32);
        side.marks.push(marks::class(sentence));
        side.starts.push(side.words.len() as u32);
        side.lengths.push(sentence.chars().filter(|letter| letter.is_alphanumeric()).count() as f32);
    }
    side
}
