//! What two articles are to each other, told from how many of their sentences link: one rule for the trial alignment of
//! `pair` and for the links of `run`.

use super::Relation;
use crate::alignment::Bead;
use crate::corpus::Article;
use crate::text::{Language, sentences};

/// A pair whose sentences link at least so far on both sides is a translation.
const TRANSLATION: f64 = 0.7;
/// A link under this probability is none.
const LINKED: f64 = 0.5;
/// A pair whose sentences link clearly at least so far on one side, and half as far on the other, is partly translated.
const ADAPTATION: f64 = 0.45;
/// Links under this probability do not make an adaptation: independent accounts have some that are likely.
const CLEAR: f64 = 0.9;
/// With fewer sentences (the title is one) on either side, linking all of them says nothing of a translation.
pub const FEWEST: usize = 3;
/// With fewer sentences, linking some of them says nothing of an adaptation.
pub const FEW: usize = 6;
/// How likely a pair of so many sentences is that turns out a translation, whatever was thought of it before.
const TRANSLATED: f64 = 0.95;

/// An article as a list of sentences: the title first, where there is one.
#[derive(Debug)]
pub struct Split {
    /// The sentences.
    pub sentences: Vec<String>,
    /// How many of them are the title: 0 or 1.
    pub titles: usize,
}

impl Split {
    /// The title and at most so many sentences of the body.
    pub fn new(article: &Article, language: Language, most: usize) -> Self {
        let title = Some(article.title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
        let mut all: Vec<String> = title.into_iter().collect();
        let titles = all.len();
        let text = &article.text;
        let body = sentences::spans(text, language).into_iter().take(most);
        all.extend(body.map(|span| text[span].to_owned()));
        Split { sentences: all, titles }
    }
}

/// Whether beads in order make a translation: nearly everything links on both sides.
pub fn is_translation(beads: &[Bead], src: &Split, trg: &Split) -> bool {
    let (of_src, of_trg) = coverage(beads, src, trg, LINKED);
    shorter(src, trg) >= FEWEST && of_src.min(of_trg) >= TRANSLATION
}

/// The probability of a pair that was thought so likely and turned out a translation.
pub fn of_translation(before: f64, src: &Split, trg: &Split) -> f64 {
    if shorter(src, trg) >= FEW { before.max(TRANSLATED) } else { before }
}

/// Whether beads in any order make an adaptation: translated passages among others.
pub fn is_adaptation(beads: &[Bead], src: &Split, trg: &Split) -> bool {
    let (of_src, of_trg) = coverage(beads, src, trg, CLEAR);
    shorter(src, trg) >= FEW && of_src.max(of_trg) >= ADAPTATION && of_src.min(of_trg) >= ADAPTATION / 2.0
}

/// The relation of a pair that was decided on and is no translation, from its beads in any order.
pub fn of_parts(beads: &[Bead], src: &Split, trg: &Split) -> Relation {
    if is_adaptation(beads, src, trg) { Relation::Adaptation } else { Relation::SameEvent }
}

/// Sentences of the shorter text.
pub fn shorter(src: &Split, trg: &Split) -> usize {
    src.sentences.len().min(trg.sentences.len())
}

/// Shares of the body sentences of both sides that are linked with this probability.
fn coverage(beads: &[Bead], src: &Split, trg: &Split, least: f64) -> (f64, f64) {
    // A sentence may stand in several beads.
    let held = |titles: usize, side: fn(&Bead) -> std::ops::Range<usize>| -> usize {
        let linked = beads.iter().filter(|bead| !bead.is_null() && bead.probability >= least);
        let mut numbers: Vec<usize> = linked.flat_map(side).filter(|&number| number >= titles).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len()
    };
    let of_src = held(src.titles, |bead| bead.src.clone());
    let of_trg = held(trg.titles, |bead| bead.trg.clone());
    let share =
        |part: usize, split: &Split| part as f64 / (split.sentences.len() - split.titles).max(1) as f64;
    (share(of_src, src), share(of_trg, trg))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(sentences: usize) -> Split {
        Split { sentences: vec!["A sentence.".to_owned(); sentences], titles: 0 }
    }

    /// Every sentence linked with the next of the other side.
    fn all(count: usize, probability: f64) -> Vec<Bead> {
        (0..count).map(|at| Bead::new(at..at + 1, at..at + 1, probability)).collect()
    }

    #[test]
    fn what_links_nearly_throughout_is_a_translation() {
        assert!(is_translation(&all(4, 0.8), &split(5), &split(5)));
        assert!(!is_translation(&all(3, 0.8), &split(5), &split(5)));
    }

    #[test]
    fn posts_of_a_sentence_or_two_are_no_translations() {
        assert!(!is_translation(&all(2, 1.0), &split(2), &split(2)));
        assert_eq!(of_parts(&all(2, 1.0), &split(2), &split(2)), Relation::SameEvent);
    }

    #[test]
    fn an_adaptation_needs_clear_links() {
        assert_eq!(of_parts(&all(5, 0.95), &split(10), &split(20)), Relation::Adaptation);
        assert_eq!(of_parts(&all(5, 0.8), &split(10), &split(20)), Relation::SameEvent);
    }
}
