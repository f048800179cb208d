//! From pairs of texts or of words to the bytes of a lexicon: stems are numbered, learned and put into the compact form.

use super::formats::Translated;
use super::stems;
use super::table::{MOST_STEMS, encode};
use super::train::{Learned, Numbering, Options, Pair, learn};
use crate::names::{Candidate, cognates};
use crate::text::Language;
use crate::{Error, Result};

/// How much later translations of one headword count less: a half at the place 1 / this.
const RANK_DISCOUNT: f32 = 0.3;

/// What was linked less often was seen once. Where it is a transliteration besides, the likeness of names finds it without
/// a lexicon: these are most of the links of Wikipedia titles.
const SEEN_AGAIN: f32 = 1.2;
/// How common a rare word is says nothing, so a rare stem that links to none is left out.
const RARE: f32 = 1e-5;

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
        let mut learned = learn(&self.pairs, sources.len(), targets.len(), options);
        // What a dictionary says is kept as it is.
        learned.retain(|link| {
            !self.running_text
                || link.count >= SEEN_AGAIN
                || !alike(&sources[link.source as usize].0, &targets[link.target as usize].0, self.target)
        });
        prune(&mut sources, &mut learned, |link| &mut link.source);
        prune(&mut targets, &mut learned, |link| &mut link.target);
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

/// Whether the likeness of names alone would link two stems.
fn alike(source: &str, target: &str, language: Language) -> bool {
    let candidate = |word| Candidate { word, comparable: true };
    !cognates(&[candidate(source)], &[candidate(target)], language).is_empty()
}

/// Drops the rare stems of a side that no link leads to, and gives the links their new numbers.
fn prune(stems: &mut Vec<(String, f32)>, links: &mut [Learned], side: fn(&mut Learned) -> &mut u32) {
    let mut linked = vec![false; stems.len()];
    links.iter_mut().for_each(|link| linked[*side(link) as usize] = true);
    let mut numbers = vec![0; stems.len()];
    let (mut at, mut kept) = (0, 0);
    stems.retain(|(_, share)| {
        let keep = linked[at] || *share >= RARE;
        numbers[at] = kept;
        at += 1;
        kept += u32::from(keep);
        keep
    });
    links.iter_mut().for_each(|link| *side(link) = numbers[*side(link) as usize]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::{Lexicon, Of};

    #[test]
    fn transliterations_seen_once_are_left_out() {
        let mut compiler = Compiler::new(Language::Russian);
        compiler.text("Obolensky", "Оболенский", 1.0);
        compiler.text("Dutch", "Нидерландский", 1.0);
        compiler.text("Obninsk", "Обнинск", 1.0);
        compiler.text("Obninsk", "Обнинск", 1.0);
        // Enough other text that what was seen once is rare.
        compiler.text("talks", "переговоры", 200_000.0);
        let compiled = compiler.finish(&Options::default()).unwrap();
        let lexicon = Lexicon::checked(&compiled.bytes).unwrap();
        let target = |english: &str| {
            let stem = lexicon.find(Of::Source, &stems(english, Language::English)[0])?;
            lexicon.links(stem).next().map(|link| lexicon.stem(Of::Target, link.target))
        };
        assert_eq!(target("Obolensky"), None);
        assert_eq!(target("Obninsk"), Some(&*stems("Обнинск", Language::Russian)[0]));
        assert_eq!(target("Dutch"), Some(&*stems("Нидерландский", Language::Russian)[0]));
        assert_eq!(target("talks"), Some(&*stems("переговоры", Language::Russian)[0]));
        assert!(lexicon.find(Of::Target, &stems("Оболенский", Language::Russian)[0]).is_none());
    }
}
