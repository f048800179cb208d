//! From pairs of texts or of words to the bytes of a lexicon: stems are numbered, learned and put into the compact form.

use super::formats::Translated;
use super::stems;
use super::table::{MOST_STEMS, encode};
use super::train::{Numbering, Options, Pair, learn};
use crate::text::Language;
use crate::{Error, Result};

/// How much later translations of one headword count less: a half at the place 1 / this.
const RANK_DISCOUNT: f32 = 0.3;

/// Collects pairs for a lexicon.
#[derive(Debug)]
pub struct Compiler {
    target: Language,
    sources: Numbering,
    targets: Numbering,
    pairs: Vec<Pair>,
    /// Whether running text is among the pairs, so that it says how common words are.
    running_text: bool,
}

/// A finished lexicon.
#[derive(Debug)]
pub struct Compiled {
    /// What [`super::Lexicon::from_bytes`] reads.
    pub bytes: Vec<u8>,
    /// Pairs that went in.
    pub pairs: usize,
    /// Links that came out.
    pub links: usize,
}

impl Compiler {
    /// For English and this language.
    pub fn new(target: Language) -> Self {
        Compiler {
            target,
            sources: Numbering::default(),
            targets: Numbering::default(),
            pairs: Vec::new(),
            running_text: false,
        }
    }

    /// A sentence or title and its translation.
    pub fn text(&mut self, english: &str, other: &str, weight: f32) {
        self.running_text = true;
        self.pair(english, other, weight);
    }

    /// An entry of a dictionary. The first translation of a headword counts `weight` sentences, later ones less.
    pub fn entry(&mut self, entry: &Translated, weight: f32) {
        if entry.language.is_none_or(|language| language == self.target) {
            let weight = weight / (1.0 + RANK_DISCOUNT * entry.rank as f32);
            self.pair(&entry.english, &entry.other, weight);
        }
    }

    fn pair(&mut self, english: &str, other: &str, weight: f32) {
        let number = |text: &str, language: Language, numbering: &mut Numbering| -> Vec<u32> {
            stems(text, language).iter().map(|stem| numbering.number(stem, weight)).collect()
        };
        let source = number(english, Language::English, &mut self.sources);
        let target = number(other, self.target, &mut self.targets);
        self.pairs.push(Pair { source, target, weight });
    }

    /// Learns from all pairs which stems translate which.
    pub fn finish(self, options: &Options) -> Result<Compiled> {
        let (mut sources, mut targets) = (self.sources.shares(), self.targets.shares());
        if targets.len() >= MOST_STEMS {
            return Err(Error::new(format!(
                "{} different stems of {}: a lexicon holds {MOST_STEMS}",
                targets.len(),
                self.target
            ))
            .advice("take less text, or leave out what is not text"));
        }
        let learned = learn(&self.pairs, sources.len(), targets.len(), options);
        if !self.running_text {
            // A dictionary has every word once: that says nothing of how common it is.
            sources.iter_mut().chain(&mut targets).for_each(|(_, share)| *share = 0.0);
        }
        let links: Vec<(u32, u32, f32, f32)> =
            learned.iter().map(|link| (link.source, link.target, link.forward, link.backward)).collect();
        let bytes = encode(&sources, &targets, &links);
        Ok(Compiled { bytes, pairs: self.pairs.len(), links: links.len() })
    }
}
