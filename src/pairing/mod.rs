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
mod fresh;
pub mod grade;
mod index;
mod judge;
mod neighbours;
mod notes;
mod packed;
mod paired;
mod prior;
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
pub use notes::Notes;
pub use paired::Paired;
pub(crate) use paired::Told;
pub use prior::Share;
pub use weights::Weights;

use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::text::{Language, LanguagePair};
use crate::{Error, Result};
use grade::Grade;
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
    /// They belong to one story, of which they tell different steps: an announcement and the act, an event and a reaction, a
    /// round-up that holds it. This is told but is no decision.
    SameStory,
    /// They have something in common; this is told but is no decision.
    Related,
}

impl Relation {
    /// Whether the pair counts as telling one event: its sentences are linked.
    pub fn is_decision(self) -> bool {
        !matches!(self, Relation::SameStory | Relation::Related)
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Relation::Translation => "translation",
            Relation::Adaptation => "adaptation",
            Relation::SameEvent => "same-event",
            Relation::SameStory => "same-story",
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
    /// The share of right pairs among the candidates, where it is known; otherwise it is estimated from the scores.
    pub prior: Option<f64>,
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
            prior: None,
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

/// The candidates of two languages with their grades, to fit weights on. `grades` says what readers said of pairs (places in
/// the list), and for how many pairs each stands; `rest` what every other pair is, `None` where nobody knows.
///
/// # Errors
///
/// As for [`pair`].
pub fn labelled(
    articles: &[Article],
    languages: LanguagePair,
    options: &Options,
    grades: &BTreeMap<(usize, usize), (Grade, f64)>,
    rest: Option<Grade>,
) -> Result<fit::Set> {
    let mut archive = Archive::of(articles);
    archive.sort();
    let mut set = fit::Set::default();
    let Some(([src_side, trg_side], found)) = paired::compare_all(&mut archive, languages, options)? else {
        return Ok(set);
    };
    // The place of each article in its side: for a copy, that of its first.
    let places = |side: &Side| -> FxHashMap<usize, u32> {
        let place = |number: u32| archive.entries[number as usize].place as usize;
        let own = side.numbers.iter().zip(0..).map(|(&number, at)| (place(number), at));
        let mut places: FxHashMap<usize, u32> = own.collect();
        for &(first, copy) in &side.copies {
            let at = places[&place(first)];
            places.insert(place(copy), at);
        }
        places
    };
    let (src_places, trg_places) = (places(&src_side), places(&trg_side));
    let mut known: BTreeMap<(u32, u32), (Grade, f64)> = BTreeMap::new();
    for (&(a, b), &(grade, weight)) in grades {
        let (Some(&src), Some(&trg)) = (src_places.get(&a), trg_places.get(&b)) else { continue };
        // Of one language a pair is told from the earlier article.
        let pair = if languages.is_one_language() { (src.min(trg), src.max(trg)) } else { (src, trg) };
        let kept = known.entry(pair).or_insert((grade, weight));
        if grade > kept.0 {
            *kept = (grade, weight);
        }
    }
    for candidate in &found.across {
        let pair = (candidate.src, candidate.trg);
        let (src, trg) = (pair.0 as usize, pair.1 as usize);
        let grade = known.get(&pair).copied().or(rest.map(|grade| (grade, 1.0)));
        set.pairs.push(pair);
        set.labels.push(grade.filter(|_| !languages.is_one_language() || src < trg));
        set.local.push(features::local(candidate, &src_side.profiles[src], &trg_side.profiles[trg]));
    }
    let right = known.iter().filter(|(_, (grade, _))| *grade == Grade::Event);
    set.right = right.map(|(&(src, trg), &(_, weight))| (src, trg, weight)).collect();
    [set.near_src, set.near_trg] = found.near;
    Ok(set)
}
