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
use crate::pairing::{self, ArticlePair, Relation};
use crate::text::{Language, sentences};

pub use fingerprint::fingerprint;

/// How the main job works.
#[derive(Debug, Clone)]
pub struct Options {
    /// How articles are paired.
    pub pairing: pairing::Options,
    /// Links under this probability do not go into the parallel files.
    pub min_score: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { pairing: pairing::Options::default(), min_score: 0.5 }
    }
}

/// An article as a list of sentences: the title first, where there is one.
struct Split {
    sentences: Vec<String>,
    titles: usize,
}

/// A pair whose sentences link at least so far on both sides is a translation.
const TRANSLATION: f64 = 0.7;
/// A pair whose sentences link at least so far on one side, and some on the other, is partly translated.
const ADAPTATION: f64 = 0.45;
/// Links under this probability do not make an adaptation: independent accounts have some that are likely.
const CLEAR: f64 = 0.9;

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
                (split(&articles[pair.src], Language::English), split(&articles[pair.trg], language))
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
        let mut relations = Vec::new();
        for ((beads, texts), (src, trg)) in in_order.beads.iter().zip(&mut texts).zip(&split) {
            let relation = relation(beads, src, trg);
            texts.comparable = relation != Relation::Translation;
            relations.push(relation);
        }
        let run = alignment::align_all(&texts, &options);
        for ((number, pair), ((beads, texts), ((src, trg), relation))) in
            decided.iter().zip(run.beads.iter().zip(&texts).zip(split.iter().zip(&relations)))
        {
            let relation = if texts.comparable { relation_of_parts(beads, src, trg) } else { *relation };
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
            let pair = ArticlePair { relation, ..(*pair).clone() };
            linked.push((*number, LinkedPair { pair, rows: rows.collect() }));
        }
    }
    linked.sort_by_key(|(number, _)| *number);
    linked.into_iter().map(|(_, linked)| linked).collect()
}

fn split(article: &Article, language: Language) -> Split {
    let mut all: Vec<String> = Vec::new();
    if !article.title.trim().is_empty() {
        all.push(article.title.trim().to_owned());
    }
    let titles = all.len();
    let text = &article.text;
    all.extend(sentences::spans(text, language).into_iter().map(|span| text[span].to_owned()));
    Split { sentences: all, titles }
}

/// Shares of the body sentences of both sides that are linked with this probability.
fn coverage(beads: &[Bead], src: &Split, trg: &Split, least: f64) -> (f64, f64) {
    let linked = beads.iter().filter(|bead| !bead.is_null() && bead.probability >= least);
    let (mut of_src, mut of_trg) = (0, 0);
    for bead in linked {
        of_src += bead.src.clone().filter(|&number| number >= src.titles).count();
        of_trg += bead.trg.clone().filter(|&number| number >= trg.titles).count();
    }
    let share =
        |part: usize, split: &Split| part as f64 / (split.sentences.len() - split.titles).max(1) as f64;
    (share(of_src, src), share(of_trg, trg))
}

fn relation(beads: &[Bead], src: &Split, trg: &Split) -> Relation {
    let (of_src, of_trg) = coverage(beads, src, trg, 0.5);
    if of_src.min(of_trg) >= TRANSLATION { Relation::Translation } else { Relation::SameEvent }
}

fn relation_of_parts(beads: &[Bead], src: &Split, trg: &Split) -> Relation {
    let (of_src, of_trg) = coverage(beads, src, trg, CLEAR);
    let partly = of_src.max(of_trg) >= ADAPTATION && of_src.min(of_trg) >= ADAPTATION / 2.0;
    if partly { Relation::Adaptation } else { Relation::SameEvent }
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
        all.push(Bead { src: number..number + 1, trg: 0..0, probability: 0.5 });
    }
    for number in missing(texts.trg.len(), &|bead| bead.trg.clone()) {
        all.push(Bead { src: 0..0, trg: number..number + 1, probability: 0.5 });
    }
    if beads.len() < all.len() {
        all.sort_by_key(|bead| (bead.src.is_empty(), bead.src.start, bead.trg.start));
    }
    all
}
