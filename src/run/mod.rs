//! The main job, end to end: articles → pairs → linked sentences → the files of a folder.
//!
//! Not for: any judgement of its own beyond what a pair of articles is to each other, which only their links can tell.

mod fingerprint;
pub mod folder;
pub mod reread;

use crate::alignment::{self, Bead, Texts};
use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::output::parallel::{LinkedPair, Row};
use crate::pairing::relation::{self, Split};
use crate::pairing::{self, ArticlePair, Relation};
use crate::text::Language;

pub use fingerprint::fingerprint;

/// How the main job works.
#[derive(Debug, Clone)]
pub struct Options {
    /// How articles are paired.
    pub pairing: pairing::Options,
    /// Links under this probability do not go into the parallel files.
    pub min_score: f64,
    /// Whether only links whose both sides say the same go there.
    pub same_alone: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { pairing: pairing::Options::default(), min_score: 0.5, same_alone: false }
    }
}

/// Links the sentences of all pairs that were decided on, with the user's own lexicons. The result keeps their order.
pub fn link<'a>(articles: &'a [Article], pairs: &[ArticlePair], own: &Lexicons) -> Vec<LinkedPair<'a>> {
    let mut linked: Vec<(usize, LinkedPair)> = Vec::new();
    for language in [Language::Russian, Language::Ukrainian] {
        let decided: Vec<(usize, &ArticlePair)> = pairs
            .iter()
            .enumerate()
            .filter(|(_, pair)| {
                pair.relation != Relation::Related && articles[pair.trg].lang == language.code()
            })
            .collect();
        let split: Vec<(Split, Split)> = decided
            .iter()
            .map(|(_, pair)| {
                (
                    Split::new(&articles[pair.src], Language::English, usize::MAX),
                    Split::new(&articles[pair.trg], language, usize::MAX),
                )
            })
            .collect();
        let mut texts: Vec<Texts> = split
            .iter()
            .map(|(src, trg)| Texts {
                src: src.sentences.clone(),
                trg: trg.sentences.clone(),
                comparable: false,
            })
            .collect();
        let options = alignment::Options { own: own.clone(), ..alignment::Options::new(language) };
        // Two passes: the first, which keeps the order, shows what is a translation; the rest is linked in any order.
        let in_order = alignment::align_all(&texts, &options);
        for ((beads, texts), (src, trg)) in in_order.beads.iter().zip(&mut texts).zip(&split) {
            texts.comparable = !relation::is_translation(beads, src, trg);
        }
        let run = alignment::align_all(&texts, &options);
        for ((number, pair), ((beads, texts), (src, trg))) in
            decided.iter().zip(run.beads.iter().zip(&texts).zip(&split))
        {
            let (relation, score) = match texts.comparable {
                true => (relation::of_parts(beads, src, trg), pair.score),
                false => (Relation::Translation, relation::of_translation(pair.score, src, trg)),
            };
            let rows = with_nulls(beads, texts).into_iter().map(|bead| {
                let (src_text, trg_text) =
                    (texts.src[bead.src.clone()].join(" "), texts.trg[bead.trg.clone()].join(" "));
                let anchors = if bead.is_null() { Vec::new() } else { run.explain(&src_text, &trg_text) };
                Row {
                    src: &articles[pair.src],
                    trg: &articles[pair.trg],
                    src_text,
                    trg_text,
                    bead,
                    first: (1 - src.titles, 1 - trg.titles),
                    relation: relation.to_string(),
                    anchors,
                }
            });
            let pair = ArticlePair { relation, score, ..(*pair).clone() };
            linked.push((*number, LinkedPair { pair, rows: rows.collect() }));
        }
    }
    linked.sort_by_key(|(number, _)| *number);
    linked.into_iter().map(|(_, linked)| linked).collect()
}

/// The beads with a null bead for every sentence that none holds, in the order of the source, then of the target.
fn with_nulls(beads: &[Bead], texts: &Texts) -> Vec<Bead> {
    let mut all = beads.to_vec();
    let missing = |count: usize, side: &dyn Fn(&Bead) -> std::ops::Range<usize>| -> Vec<usize> {
        let mut held = vec![false; count];
        beads.iter().for_each(|bead| held[side(bead)].fill(true));
        (0..count).filter(|&number| !held[number]).collect()
    };
    for number in missing(texts.src.len(), &|bead| bead.src.clone()) {
        all.push(Bead::new(number..number + 1, 0..0, 0.5));
    }
    for number in missing(texts.trg.len(), &|bead| bead.trg.clone()) {
        all.push(Bead::new(0..0, number..number + 1, 0.5));
    }
    if beads.len() < all.len() {
        all.sort_by_key(|bead| (bead.src.is_empty(), bead.src.start, bead.trg.start));
    }
    all
}
