//! Pairs of articles that were decided on become pairs of articles with linked sentences.
//!
//! Not for: choosing the articles (that is [`crate::pairing`]), or writing what was found ([`crate::output`]).

mod origin;
mod story;
mod trilingual;

pub use origin::Origin;
pub use story::{Stories, Story};
pub use trilingual::{Triple, Triples};

use crate::alignment::{self, Bead, Shared, Sides};
use crate::analysis::{Analysed, Sentence};
use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::pairing::relation;
use crate::pairing::{ArticlePair, Relation};
use crate::text::LanguagePair;
use std::ops::Range;
use std::sync::Arc;

/// Two articles that are to be linked.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// What pairing said of them.
    pub pair: ArticlePair,
    /// Their languages.
    pub languages: LanguagePair,
    /// The source article.
    pub src: Arc<Article>,
    /// The target article.
    pub trg: Arc<Article>,
    /// The source article, cut into sentences.
    pub src_read: Arc<Analysed>,
    /// The target article, cut into sentences.
    pub trg_read: Arc<Analysed>,
}

/// A pair of articles with all its beads, null beads too.
#[derive(Debug, Clone)]
pub struct LinkedPair {
    /// The two articles; their relation, and the score of a translation, are told from their links.
    pub articles: Chosen,
    /// By source sentence.
    pub beads: Vec<LinkedBead>,
}

/// A bead with its texts and what it rests on.
#[derive(Debug, Clone)]
pub struct LinkedBead {
    /// The bead.
    pub bead: Bead,
    /// Numbers of its source sentences: 0 is the title, the body counts from 1.
    pub src_sentences: Range<u32>,
    /// Numbers of its target sentences.
    pub trg_sentences: Range<u32>,
    /// Its source sentences, joined.
    pub src_text: String,
    /// Its target sentences, joined.
    pub trg_text: String,
    /// Names, numbers and terms that both sides share.
    pub anchors: Vec<Shared>,
}

impl LinkedPair {
    /// The beads that link something.
    pub fn links(&self) -> impl Iterator<Item = &LinkedBead> {
        self.beads.iter().filter(|bead| !bead.bead.is_null())
    }
}

/// Links the sentences of pairs of articles, with the user's own lexicons. The result keeps their order. What is learned
/// of words is learned from these articles.
pub fn link(chosen: Vec<Chosen>, own: &Lexicons) -> Vec<LinkedPair> {
    let mut languages: Vec<LanguagePair> = chosen.iter().map(|chosen| chosen.languages).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut linked: Vec<(usize, LinkedPair)> = Vec::with_capacity(chosen.len());
    for languages in languages {
        let of_languages = chosen.iter().enumerate().filter(|(_, chosen)| chosen.languages == languages);
        linked.extend(link_all(
            of_languages.map(|(at, chosen)| (at, chosen.clone())).collect(),
            languages,
            own,
        ));
    }
    linked.sort_by_key(|(number, _)| *number);
    linked.into_iter().map(|(_, linked)| linked).collect()
}

/// Links pairs of two languages.
fn link_all(
    chosen: Vec<(usize, Chosen)>,
    languages: LanguagePair,
    own: &Lexicons,
) -> Vec<(usize, LinkedPair)> {
    let sides = |(_, chosen): &(usize, Chosen)| Sides {
        src: chosen.src_read.sentences.clone(),
        trg: chosen.trg_read.sentences.clone(),
        comparable: false,
    };
    let texts: Vec<Sides> = chosen.iter().map(sides).collect();
    let options = alignment::Options { own: own.clone(), ..alignment::Options::between(languages) };
    let run = alignment::align_undecided(&texts, &options, &|number, beads| {
        let (_, chosen) = &chosen[number];
        relation::is_in_order(beads, &chosen.src_read, &chosen.trg_read)
    });
    let mut linked = Vec::with_capacity(chosen.len());
    for (place, (number, mut articles)) in chosen.into_iter().enumerate() {
        let (beads, texts) = (&run.beads[place], &texts[place]);
        let (src, trg) = (articles.src_read.clone(), articles.trg_read.clone());
        let pair = &mut articles.pair;
        if run.kept_order[place] && relation::is_translation(beads, &src, &trg) {
            pair.relation = Relation::Translation;
            pair.score = relation::of_translation(pair.score, &src, &trg);
        } else {
            pair.relation = relation::of_parts(beads, &src, &trg);
        }
        let beads = with_nulls(beads, texts).into_iter().map(|bead| {
            let (of_src, of_trg) = (&texts.src[bead.src.clone()], &texts.trg[bead.trg.clone()]);
            let anchors = if bead.is_null() { Vec::new() } else { run.explain(of_src, of_trg) };
            LinkedBead {
                src_sentences: src.ids(&bead.src),
                trg_sentences: trg.ids(&bead.trg),
                src_text: joined(of_src),
                trg_text: joined(of_trg),
                bead,
                anchors,
            }
        });
        linked.push((number, LinkedPair { beads: beads.collect(), articles }));
    }
    linked
}

fn joined(sentences: &[Sentence]) -> String {
    sentences.iter().map(Sentence::text).collect::<Vec<_>>().join(" ")
}

/// The beads with a null bead for every sentence that none holds, in the order of the source, then of the target.
fn with_nulls(beads: &[Bead], texts: &Sides) -> Vec<Bead> {
    let mut all = beads.to_vec();
    let missing = |count: usize, side: &dyn Fn(&Bead) -> Range<usize>| -> Vec<usize> {
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
