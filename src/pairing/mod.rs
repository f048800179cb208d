//! Pairing articles: which articles, of any two languages or of one, tell the same event.
//!
//! `archive` takes the articles in; `profile` and `side` turn them into weighted stems; `candidates` finds, through an
//! `index`, the most similar ones of the other language in a window of days, and `neighbours` those that its neighbours
//! promise; `judge` turns similarity, hours and shared anchors into a probability; `stories` joins pairs, `trial` and
//! `relation` tell translations; `paired` tells what was found.
//!
//! Not for: linking the sentences of a pair that was decided on (that is [`crate::alignment`], which this stage asks
//! only for a trial).

mod archive;
mod candidates;
mod compare;
mod copies;
mod features;
pub mod fit;
mod index;
mod judge;
mod neighbours;
mod packed;
mod paired;
mod profile;
pub mod relation;
mod runs;
mod side;
pub(crate) mod store;
mod stories;
mod trial;
pub mod variants;
mod weights;

pub use archive::Archive;
pub use paired::Paired;
pub(crate) use paired::Told;
pub use weights::Weights;

use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::text::{Language, LanguagePair};
use crate::{Error, Result};
use paired::Row;
use rustc_hash::FxHashMap;
use side::Side;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// What two articles are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// One is the translation of the other.
    Translation,
    /// One is partly translated from the other.
    Adaptation,
    /// Both tell the same event.
    SameEvent,
    /// They have something in common; this is told but is no decision.
    Related,
}

impl Relation {
    /// Whether the pair counts as telling one event: its sentences are linked.
    pub fn is_decision(self) -> bool {
        self != Relation::Related
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Relation::Translation => "translation",
            Relation::Adaptation => "adaptation",
            Relation::SameEvent => "same-event",
            Relation::Related => "related",
        })
    }
}

/// Two articles. Which is the source follows from their languages ([`LanguagePair`]); of one language it is the earlier.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticlePair {
    /// Place of the source article in the list.
    pub src: usize,
    /// Place of the target article in the list.
    pub trg: usize,
    /// Probability that the two tell the same event.
    pub score: f64,
    /// What they are to each other.
    pub relation: Relation,
    /// Hours between them, the source's time less the target's; `None` where a date is unknown.
    pub hours_apart: Option<f64>,
    /// Words that both hold, as the source and as the target has them, the rarest first.
    pub evidence: Vec<(String, String)>,
    /// The story that both belong to, numbered from 1; `None` where they are merely related, or where the pair alone
    /// would join two stories that have little else in common.
    pub story: Option<u32>,
}

/// How [`pair`] works.
#[derive(Debug, Clone)]
pub struct Options {
    /// Articles further apart than this many days are not compared, where both dates are known.
    pub window_days: f64,
    /// The languages that are compared.
    pub languages: Vec<LanguagePair>,
    /// At most so many partners are told for a source article in each language.
    pub most: usize,
    /// Pairs under this probability are not told at all.
    pub least: f64,
    /// The weights of the judgement.
    pub weights: Weights,
    /// Whether decided pairs are aligned for a trial, to tell translations and adaptations.
    pub trial: bool,
    /// The user's own lexicons, beside the one that comes with parallax.
    pub lexicons: Lexicons,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            window_days: 5.0,
            languages: LanguagePair::usual(),
            most: 10,
            least: 0.01,
            weights: Weights::default(),
            trial: true,
            lexicons: Lexicons::default(),
        }
    }
}

/// Pairs every article with those that may tell the same event, in the languages that [`Options::languages`] compares: sorted
/// by the source article, then the best first. Articles of other languages are left out ([`left_out`] counts them).
///
/// Articles that need not be in memory go into an [`Archive`].
///
/// # Errors
///
/// Only the disk can fail, when the profiles of very many articles go to a temporary file.
pub fn pair(articles: &[Article], options: &Options) -> Result<Vec<ArticlePair>> {
    let mut pairs: Vec<ArticlePair> = Vec::new();
    Archive::of(articles).pair(options)?.each(|pair, _, _| {
        pairs.push(pair);
        Ok::<_, Error>(())
    })?;
    sort(&mut pairs);
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    for story in pairs.iter_mut().filter_map(|pair| pair.story.as_mut()) {
        let next = numbers.len() as u32 + 1;
        *story = *numbers.entry(*story).or_insert(next);
    }
    Ok(pairs)
}

/// Puts pairs in the order in which they are told: by the source article, the likeliest first.
pub fn sort(pairs: &mut [ArticlePair]) {
    pairs.sort_by(order);
}

/// The order in which pairs are told.
pub(crate) fn order(a: &ArticlePair, b: &ArticlePair) -> Ordering {
    a.src.cmp(&b.src).then(b.score.total_cmp(&a.score)).then(a.trg.cmp(&b.trg))
}

/// How many articles are in a language that is not paired, by its code (`und` where it is unknown).
pub fn left_out(articles: &[Article]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for article in articles.iter().filter(|article| article.lang.parse::<Language>().is_err()) {
        *counts.entry(article.lang.clone()).or_default() += 1;
    }
    counts
}

/// The candidates of two languages with their labels, to fit weights on: `grade` says whether a pair (places in the list)
/// is right, wrong, or neither (`None`).
///
/// # Errors
///
/// As for [`pair`].
pub fn labelled(
    articles: &[Article],
    languages: LanguagePair,
    options: &Options,
    grade: impl Fn(usize, usize) -> Option<bool>,
) -> Result<fit::Set> {
    let mut archive = Archive::of(articles);
    archive.sort();
    let mut set = fit::Set::default();
    let Some(([src_side, trg_side], found)) = paired::compare_all(&mut archive, languages, options)? else {
        return Ok(set);
    };
    let places = |side: &Side| -> Vec<usize> {
        side.numbers.iter().map(|&number| archive.entries[number as usize].place as usize).collect()
    };
    let (src_places, trg_places) = (places(&src_side), places(&trg_side));
    for candidate in &found.across {
        let (src, trg) = (candidate.src as usize, candidate.trg as usize);
        set.pairs.push((candidate.src, candidate.trg));
        set.labels.push(grade(src_places[src], trg_places[trg]));
        set.local.push(features::local(candidate, &src_side.profiles[src], &trg_side.profiles[trg]));
    }
    for (src, &place) in src_places.iter().enumerate() {
        let right = trg_places.iter().enumerate().filter(|(_, other)| grade(place, **other) == Some(true));
        set.right.extend(right.map(|(trg, _)| (src as u32, trg as u32)));
    }
    [set.near_src, set.near_trg] = found.near;
    Ok(set)
}
