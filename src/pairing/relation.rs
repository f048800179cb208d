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
    of_src.min(of_trg) >= TRANSLATION
}

/// Whether beads in any order make an adaptation: translated passages among others.
pub fn is_adaptation(beads: &[Bead], src: &Split, trg: &Split) -> bool {
    let (of_src, of_trg) = coverage(beads, src, trg, CLEAR);
    of_src.max(of_trg) >= ADAPTATION && of_src.min(of_trg) >= ADAPTATION / 2.0
}

/// The relation of a pair that was decided on and is no translation, from its beads in any order.
pub fn of_parts(beads: &[Bead], src: &Split, trg: &Split) -> Relation {
    if is_adaptation(beads, src, trg) { Relation::Adaptation } else { Relation::SameEvent }
}

/// Shares of the body sentences of both sides that are linked with this probability.
fn coverage(beads: &[Bead], src: &Split, trg: &Split, least: f64) -> (f64, f64) {
    let (mut of_src, mut of_trg) = (0, 0);
    for bead in beads.iter().filter(|bead| !bead.is_null() && bead.probability >= least) {
        of_src += bead.src.clone().filter(|&number| number >= src.titles).count();
        of_trg += bead.trg.clone().filter(|&number| number >= trg.titles).count();
    }
    let share =
        |part: usize, split: &Split| part as f64 / (split.sentences.len() - split.titles).max(1) as f64;
    (share(of_src, src), share(of_trg, trg))
}
