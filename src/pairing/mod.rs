//! Pairing articles: which articles of different languages tell the same event.
//!
//! `vectors` turns articles into weighted stems and finds, through an index, the most similar ones of the other
//! language in a window of days; `judge` turns similarity, hours and shared anchors into a probability and a relation.
//!
//! Not for: linking the sentences of a pair that was decided on (that is [`crate::alignment`], which this stage asks
//! only for a trial).

mod candidates;
mod compare;
mod features;
pub mod fit;
mod index;
mod judge;
mod profile;
mod weights;

pub use weights::Weights;

use crate::corpus::Article;
use crate::lexicon::{Translation, Trust, Vocabulary, builtin};
use crate::text::Language;
use candidates::Candidate;
use index::Index;
use profile::Profile;
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

/// An English article and one of another language.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticlePair {
    /// Place of the English article in the list.
    pub src: usize,
    /// Place of the other article in the list.
    pub trg: usize,
    /// Probability that the two tell the same event.
    pub score: f64,
    /// What they are to each other.
    pub relation: Relation,
    /// Hours between them, the English one's time less the other's; `None` where a date is unknown.
    pub hours_apart: Option<f64>,
    /// Words that both hold, English and other, the rarest first.
    pub evidence: Vec<(String, String)>,
}

/// How [`pair`] works.
#[derive(Debug, Clone)]
pub struct Options {
    /// Articles further apart than this many days are not compared, where both dates are known.
    pub window_days: f64,
    /// At most so many partners are told for an English article in each language.
    pub most: usize,
    /// Pairs under this probability are not told at all.
    pub least: f64,
    /// The weights of the judgement.
    pub weights: Weights,
}

impl Default for Options {
    fn default() -> Self {
        Options { window_days: 5.0, most: 10, least: 0.01, weights: Weights::default() }
    }
}

/// Pairs every English article with the Russian and Ukrainian ones that may tell the same event: sorted by the English
/// article, then the best first.
pub fn pair(articles: &[Article], options: &Options) -> Vec<ArticlePair> {
    let mut pairs = Vec::new();
    for language in [Language::Russian, Language::Ukrainian] {
        let Some(found) = Found::new(articles, language, options) else { continue };
        let Found { english, others, src, trg, sources, targets, candidates, near_src, near_trg } = found;
        for judged in judge::all(candidates, &near_src, &near_trg, &src, &trg, options) {
            let words = |shared: &compare::Shared| {
                let (a, b) = (&src[judged.src as usize], &trg[judged.trg as usize]);
                let (a, b) = (a.terms[shared.src as usize].stem, b.terms[shared.trg as usize].stem);
                (sources.stems[a as usize].word.clone(), targets.stems[b as usize].word.clone())
            };
            pairs.push(ArticlePair {
                src: english[judged.src as usize],
                trg: others[judged.trg as usize],
                score: judged.score,
                relation: judged.relation,
                hours_apart: judged.hours,
                evidence: judged.shared.iter().map(words).collect(),
            });
        }
    }
    pairs.sort_by(|a, b| a.src.cmp(&b.src).then(b.score.total_cmp(&a.score)).then(a.trg.cmp(&b.trg)));
    pairs
}

/// The candidates of a language with their labels, to fit weights on: `grade` says whether a pair (places in the list)
/// is right, wrong, or neither (`None`).
pub fn labelled(
    articles: &[Article],
    language: Language,
    options: &Options,
    grade: impl Fn(usize, usize) -> Option<bool>,
) -> fit::Set {
    let Some(found) = Found::new(articles, language, options) else { return fit::Set::default() };
    let mut set = fit::Set::default();
    for candidate in &found.candidates {
        let (src, trg) = (candidate.src as usize, candidate.trg as usize);
        set.pairs.push((candidate.src, candidate.trg));
        set.labels.push(grade(found.english[src], found.others[trg]));
        set.local.push(features::local(candidate, &found.src[src], &found.trg[trg]));
    }
    for (src, &english) in found.english.iter().enumerate() {
        let right =
            found.others.iter().enumerate().filter(|(_, other)| grade(english, **other) == Some(true));
        set.right.extend(right.map(|(trg, _)| (src as u32, trg as u32)));
    }
    (set.near_src, set.near_trg) = (found.near_src, found.near_trg);
    set
}

/// All that is known of English articles and those of one other language before anything is judged.
struct Found {
    /// Places of the English articles.
    english: Vec<usize>,
    /// Places of the others.
    others: Vec<usize>,
    src: Vec<Profile>,
    trg: Vec<Profile>,
    sources: Vocabulary,
    targets: Vocabulary,
    candidates: Vec<Candidate>,
    near_src: Vec<Vec<(u32, f32)>>,
    near_trg: Vec<Vec<(u32, f32)>>,
}

impl Found {
    fn new(articles: &[Article], language: Language, options: &Options) -> Option<Self> {
        let of = |language: Language| -> Vec<usize> {
            (0..articles.len()).filter(|&number| articles[number].lang == language.code()).collect()
        };
        let (english, others) = (of(Language::English), of(language));
        if english.is_empty() || others.is_empty() {
            return None;
        }
        let (mut sources, mut targets) = (Vocabulary::new(Language::English), Vocabulary::new(language));
        let lexicon = builtin(language);
        let src = profile::read(articles, &english, &mut sources, lexicon);
        let trg = profile::read(articles, &others, &mut targets, lexicon);
        let translation = Translation::new(&sources, &targets, lexicon, &Trust::default());
        let window = (options.window_days * 86_400.0) as i64;
        let index = Index::new(&trg, targets.stems.len());
        let candidates = candidates::across(&src, &trg, &index, &translation, window, options.most);
        let near_trg = candidates::within(&trg, &index, window);
        let near_src = candidates::within(&src, &Index::new(&src, sources.stems.len()), window);
        Some(Found { english, others, src, trg, sources, targets, candidates, near_src, near_trg })
    }
}
