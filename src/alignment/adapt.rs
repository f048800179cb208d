//! Learning from the texts in hand: the sure links of a first pass teach which words translate which in them.

use super::bead::Bead;
use super::document::Document;
use crate::lexicon::train::{self, Pair};
use crate::lexicon::translation::{Link, Translation};

/// Links under this probability teach nothing.
const SURE: f64 = 0.8;
/// What was seen together less often than this is an accident.
const SEEN: f32 = 1.5;
/// How many times a word must have been linked before what was learned weighs as much as what was known.
const DOUBT: f32 = 3.0;

/// Learns from the sure links of all documents and mixes that with what the translation was built on.
pub fn learn(documents: &[Document], beads: &[Vec<Bead>], translation: &mut Translation) {
    let mut pairs = Vec::new();
    for (document, beads) in documents.iter().zip(beads) {
        for bead in beads.iter().filter(|bead| !bead.is_null() && bead.probability >= SURE) {
            let source = document.src.words[document.src.range(bead.src.start, bead.src.end)].to_vec();
            let target = document.trg.words[document.trg.range(bead.trg.start, bead.trg.end)].to_vec();
            pairs.push(Pair { source, target, weight: 1.0 });
        }
    }
    // What is known already steers the learning: it stands among the pairs as pairs of one word each.
    for (source, link) in translation.basis() {
        let weight = DOUBT * (link.forward * link.backward).sqrt();
        pairs.push(Pair { source: vec![*source], target: vec![link.target], weight });
    }
    let options = train::Options { rounds: 4, least: 0.02, smoothing: 1.0 };
    let learned = train::learn(&pairs, translation.src.len(), translation.trg.len(), &options);
    let mut links = translation.basis().to_vec();
    let seen = learned.iter().filter(|link| link.count >= SEEN);
    links.extend(seen.map(|link| {
        (link.source, Link { target: link.target, forward: link.forward, backward: link.backward })
    }));
    translation.set(links);
}
