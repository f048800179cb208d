//! What two articles are to each other, told from how many of their sentences link: one rule for the trial alignment of
//! `pair` and for the links of `run`.

use super::Relation;
use crate::alignment::Bead;
use crate::analysis::{Analysed, Sentence};
use std::collections::BTreeSet;

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
/// So many different sentences that say the same stand on both sides of a translation and of an adaptation.
const ENOUGH: usize = 3;
/// Sentences of fewer words are no evidence.
const WORDS: usize = 5;
/// In a translation, so much of both sides says the same,
const SAME: f64 = 0.35;
/// and of that no more contradicts.
const CONFLICTS: f64 = 0.25;
/// How likely a pair of so many sentences is that turns out a translation, whatever was thought of it before.
const TRANSLATED: f64 = 0.95;

/// Whether nearly everything links in order on both sides: such texts are linked in order.
pub fn is_in_order(beads: &[Bead], src: &Analysed, trg: &Analysed) -> bool {
    let (of_src, of_trg) = coverage(beads, src, trg, |bead| bead.probability >= LINKED);
    shorter(src, trg) >= FEWEST && of_src.min(of_trg) >= TRANSLATION
}

/// Whether beads in order make a translation: nearly everything links, and enough of it says the same that no chance and no
/// form explains it.
pub fn is_translation(beads: &[Bead], src: &Analysed, trg: &Analysed) -> bool {
    let evidence = Evidence::new(beads, src, trg, LINKED);
    is_in_order(beads, src, trg)
        && evidence.sentences() >= ENOUGH
        && evidence.of_src.min(evidence.of_trg) >= SAME
        && evidence.conflicts <= CONFLICTS
}

/// The probability of a pair that was thought so likely and turned out a translation.
pub fn of_translation(before: f64, src: &Analysed, trg: &Analysed) -> f64 {
    if shorter(src, trg) >= FEW { before.max(TRANSLATED) } else { before }
}

/// Whether beads in any order make an adaptation: translated passages among others.
pub fn is_adaptation(beads: &[Bead], src: &Analysed, trg: &Analysed) -> bool {
    let evidence = Evidence::new(beads, src, trg, CLEAR);
    let (of_src, of_trg) = (evidence.of_src, evidence.of_trg);
    shorter(src, trg) >= FEW
        && evidence.sentences() >= ENOUGH
        && of_src.max(of_trg) >= ADAPTATION
        && of_src.min(of_trg) >= ADAPTATION / 2.0
}

/// The relation of a pair that was decided on and is no translation, from its beads in any order.
pub fn of_parts(beads: &[Bead], src: &Analysed, trg: &Analysed) -> Relation {
    if is_adaptation(beads, src, trg) { Relation::Adaptation } else { Relation::SameEvent }
}

/// Sentences of the shorter text.
pub fn shorter(src: &Analysed, trg: &Analysed) -> usize {
    src.sentences.len().min(trg.sentences.len())
}

/// What speaks for one text being made from the other: sentences that say the same, not only in part. Accounts of their own
/// share the main facts, but seldom whole sentences; menus, footers and tables share items of a word or two.
struct Evidence {
    /// Different sentences of either side that say the same as one of the other.
    different: [usize; 2],
    /// Shares of the body sentences of either side that say the same as the other.
    of_src: f64,
    of_trg: f64,
    /// Share of those whose numbers or denials contradict.
    conflicts: f64,
}

impl Evidence {
    fn new(beads: &[Bead], src: &Analysed, trg: &Analysed, least: f64) -> Self {
        let words = |side: &Analysed, range: &std::ops::Range<usize>| -> usize {
            side.sentences[range.clone()].iter().map(|sentence| sentence.words().len()).sum()
        };
        let says_the_same = |bead: &Bead| {
            let long = words(src, &bead.src) >= WORDS && words(trg, &bead.trg) >= WORDS;
            bead.probability >= least && bead.same >= LINKED && long
        };
        let (of_src, of_trg) = coverage(beads, src, trg, says_the_same);
        let same: Vec<&Bead> = beads.iter().filter(|bead| !bead.is_null() && says_the_same(bead)).collect();
        let texts = |side: &Analysed, range: fn(&Bead) -> std::ops::Range<usize>| {
            let texts = same.iter().flat_map(|bead| side.sentences[range(bead)].iter().map(Sentence::text));
            texts.collect::<BTreeSet<&str>>().len()
        };
        let conflicts = same.iter().filter(|bead| !bead.conflict.is_empty()).count();
        Evidence {
            different: [texts(src, |bead| bead.src.clone()), texts(trg, |bead| bead.trg.clone())],
            of_src,
            of_trg,
            conflicts: conflicts as f64 / same.len().max(1) as f64,
        }
    }

    fn sentences(&self) -> usize {
        self.different[0].min(self.different[1])
    }
}

/// Shares of the body sentences of both sides that are linked by beads of a kind.
fn coverage(beads: &[Bead], src: &Analysed, trg: &Analysed, counts: impl Fn(&Bead) -> bool) -> (f64, f64) {
    // A sentence may stand in several beads.
    let linked: Vec<&Bead> = beads.iter().filter(|bead| !bead.is_null() && counts(bead)).collect();
    let held = |titles: usize, side: fn(&Bead) -> std::ops::Range<usize>| -> usize {
        let mut numbers: Vec<usize> =
            linked.iter().flat_map(|bead| side(bead)).filter(|&number| number >= titles).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len()
    };
    let of_src = held(src.titles, |bead| bead.src.clone());
    let of_trg = held(trg.titles, |bead| bead.trg.clone());
    let share =
        |part: usize, split: &Analysed| part as f64 / (split.sentences.len() - split.titles).max(1) as f64;
    (share(of_src, src), share(of_trg, trg))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;
    use crate::text::Language;

    fn split(sentences: usize) -> Analysed {
        let sentence = |number: usize| format!("The council of the town met again for hour {number}. ");
        let text = (0..sentences).map(sentence).collect();
        Analysed::new(&Article { text, ..Article::default() }, Language::English, usize::MAX)
    }

    /// Every sentence linked with the next of the other side: they say the same.
    fn all(count: usize, probability: f64) -> Vec<Bead> {
        let one = |at: usize| Bead { same: 0.9, ..Bead::new(at..at + 1, at..at + 1, probability) };
        (0..count).map(one).collect()
    }

    /// The same in part.
    fn in_part(count: usize, probability: f64) -> Vec<Bead> {
        (0..count).map(|at| Bead::new(at..at + 1, at..at + 1, probability)).collect()
    }

    #[test]
    fn what_links_nearly_throughout_is_a_translation() {
        assert!(is_translation(&all(4, 0.8), &split(5), &split(5)));
        assert!(!is_translation(&all(3, 0.8), &split(5), &split(5)));
    }

    #[test]
    fn accounts_that_agree_in_part_are_no_translations() {
        assert!(!is_translation(&in_part(6, 0.9), &split(6), &split(6)));
        assert_eq!(of_parts(&in_part(6, 0.95), &split(6), &split(6)), Relation::SameEvent);
    }

    #[test]
    fn menus_and_repeated_lines_are_no_translations() {
        let of = |text: &str| {
            let text = text.repeat(6);
            Analysed::new(&Article { text, ..Article::default() }, Language::English, usize::MAX)
        };
        let menu = of("Home page.\n\n");
        assert!(!is_translation(&all(6, 1.0), &menu, &menu));
        let footer = of("All rights to this text belong to the agency.\n\n");
        assert!(!is_translation(&all(6, 1.0), &footer, &footer));
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
