//! Learning from the texts in hand: the sure links of a first pass teach which words translate which in them.

use super::bead::Bead;
use super::document::Document;
use super::judge::CLEAR;
use crate::lexicon::train::{self, Pair};
use crate::lexicon::translation::{Link, Translation};

/// Links under this probability teach nothing.
const SURE: f64 = 0.8;
/// Texts of which so much stands in sure links are translations.
const TRANSLATION: f64 = 0.5;
/// What was seen together less often than this is an accident.
const SEEN: f32 = 1.5;
/// Added to the uses of a word, so that what was seen once or twice is not sure.
const SMOOTHING: f32 = 1.0;
/// A bead of more pairs of words than this (500 on each side) tells next to nothing of any of them, and costs their number.
const MOST_WORD_PAIRS: usize = 250_000;
/// Words that explain each other at least so much are known: there is nothing to learn of them.
const KNOWN: f32 = 0.2;

/// Learns from the sure links of all documents what the words are that the translation does not explain in them, and
/// adds that to what it was built on. Leaving out what is known keeps the tables small and the rest clear.
pub fn learn(documents: &[Document], beads: &[&[Bead]], translation: &mut Translation) {
    let mut pairs = Vec::new();
    let mut uses = (vec![0.0_f32; translation.src.len()], vec![0.0_f32; translation.trg.len()]);
    let mut marks = Marks { in_bead: vec![0; translation.trg.len()], known: vec![0; translation.trg.len()] };
    for (document, &beads) in documents.iter().zip(beads) {
        if !is_translation(document, beads) {
            continue;
        }
        for bead in beads.iter().filter(|bead| is_sure(bead)) {
            let source = &document.src.words[document.src.range(bead.src.start, bead.src.end)];
            let target = &document.trg.words[document.trg.range(bead.trg.start, bead.trg.end)];
            if source.len() * target.len() > MOST_WORD_PAIRS {
                continue;
            }
            source.iter().for_each(|&word| uses.0[word as usize] += 1.0);
            target.iter().for_each(|&word| uses.1[word as usize] += 1.0);
            let number = pairs.len() as u32 + 1;
            pairs.push(unknown(source, target, number, &mut marks, translation));
        }
    }
    let options = train::Options { rounds: 4, least: 0.02, smoothing: SMOOTHING };
    let learned = train::learn(&pairs, translation.src.len(), translation.trg.len(), &options);
    let mut links = translation.basis().to_vec();
    let seen = learned.iter().filter(|link| link.count >= SEEN);
    // The share of all uses of a word counts, those that were explained included.
    links.extend(seen.map(|link| {
        let share = |uses: f32| link.count / (uses + SMOOTHING);
        let (forward, backward) = (share(uses.0[link.source as usize]), share(uses.1[link.target as usize]));
        (link.source, Link { target: link.target, forward, backward })
    }));
    translation.set(links);
}

/// A link that is probable, and clear by the words that were known before.
fn is_sure(bead: &Bead) -> bool {
    !bead.is_null() && bead.probability >= SURE && bead.nats >= CLEAR
}

/// Whether sure links hold most sentences of both texts: what is found between independent accounts teaches nothing.
fn is_translation(document: &Document, beads: &[Bead]) -> bool {
    let held =
        |side: fn(&Bead) -> usize| -> usize { beads.iter().filter(|bead| is_sure(bead)).map(side).sum() };
    let most = |held: usize, all: usize| held as f64 >= TRANSLATION * all as f64;
    most(held(|bead| bead.src.len()), document.src.len())
        && most(held(|bead| bead.trg.len()), document.trg.len())
}

/// For each target stem the last bead that holds it, and the last in which it was explained.
struct Marks {
    in_bead: Vec<u32>,
    known: Vec<u32>,
}

/// The words of a bead that nothing on the other side explains.
fn unknown(
    source: &[u32],
    target: &[u32],
    number: u32,
    marks: &mut Marks,
    translation: &Translation,
) -> Pair {
    for &word in target {
        marks.in_bead[word as usize] = number;
    }
    let mut left = Vec::new();
    for &word in source {
        let mut known = false;
        for link in translation.links(word) {
            if marks.in_bead[link.target as usize] == number && link.forward * link.backward >= KNOWN * KNOWN
            {
                marks.known[link.target as usize] = number;
                known = true;
            }
        }
        if !known {
            left.push(word);
        }
    }
    let target = target.iter().copied().filter(|&word| marks.known[word as usize] != number).collect();
    Pair { source: left, target, weight: 1.0 }
}
