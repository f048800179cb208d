//! Sentence alignment: which sentences of two texts say the same.
//!
//! The data flow: [`document`] turns sentences into numbered stems; [`crate::lexicon::translation`] holds, for all stems of a run, which
//! explain which; [`evidence`] collects for each pair of sentences the words that explain each other; [`search`] scores
//! beads and finds the best path and the probability of each bead; [`corridor`] keeps long texts linear;
//! [`adapt`] learns from the links of a first pass for a second one. [`align_all`] runs it.
//!
//! Not for: choosing which texts to align (that is [`crate::pairing`]).

pub mod adapt;
pub mod bead;
pub mod corridor;
pub mod document;
pub mod evidence;
pub mod score;
pub mod search;
pub mod weights;

pub use bead::Bead;
pub use weights::Weights;

use crate::lexicon::{Lexicon, Translation, Vocabulary};
use crate::text::Language;
use document::Document;
use rayon::prelude::*;

/// Two texts to be aligned, each a list of sentences.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The English sentences.
    pub src: Vec<String>,
    /// The Russian or Ukrainian sentences.
    pub trg: Vec<String>,
}

/// How [`align_all`] works.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The language of the target side.
    pub target: Language,
    /// Which words translate which.
    pub lexicon: Option<&'a Lexicon<'a>>,
    /// The figures of the model.
    pub weights: Weights,
    /// Whether to learn from a first pass and align again.
    pub adapt: bool,
}

/// Aligns each pair of texts; the beads of each cover every sentence once, in order. The probabilities of one run
/// rest on all its texts, because words are learned from all of them.
pub fn align_all(texts: &[Texts], options: &Options) -> Vec<Vec<Bead>> {
    let (mut sources, mut targets) = (Vocabulary::new(Language::English), Vocabulary::new(options.target));
    let documents: Vec<Document> =
        texts.iter().map(|texts| Document::new(texts, &mut sources, &mut targets)).collect();
    let mut translation = Translation::new(&sources, &targets, options.lexicon, &options.weights.words);
    let pass = |translation: &Translation| -> Vec<Vec<Bead>> {
        documents.par_iter().map(|document| align_one(document, translation, options)).collect()
    };
    let first = pass(&translation);
    if !options.adapt {
        return first;
    }
    adapt::learn(&documents, &first, &mut translation, &options.weights);
    pass(&translation)
}

fn align_one(document: &Document, translation: &Translation, options: &Options) -> Vec<Bead> {
    let corridor = corridor::find(document, translation);
    search::align(document, translation, &corridor, &options.weights, options.target)
}
