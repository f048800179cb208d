//! Pairing articles: which articles of different languages tell the same event.
//!
//! `vectors` turns articles into weighted stems and finds, through an index, the most similar ones of the other
//! language in a window of days; `judge` turns similarity, hours and shared anchors into a probability and a relation.
//!
//! Not for: linking the sentences of a pair that was decided on (that is [`crate::alignment`], which this stage asks
//! only for a trial).

mod judge;
mod vectors;

use crate::corpus::Article;
use crate::lexicon::{Lexicons, Translation, Trust, Vocabulary, builtin};
use crate::text::Language;
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
    /// The user's own lexicons, beside the one that comes with parallax.
    pub lexicons: Lexicons,
}

impl Default for Options {
    fn default() -> Self {
        Options { window_days: 5.0, most: 10, least: 0.02, lexicons: Lexicons::default() }
    }
}

/// Pairs every English article with the Russian and Ukrainian ones that may tell the same event: sorted by the English
/// article, then the best first.
pub fn pair(articles: &[Article], options: &Options) -> Vec<ArticlePair> {
    let of = |language: Language| -> Vec<usize> {
        (0..articles.len()).filter(|&number| articles[number].lang == language.code()).collect()
    };
    let english = of(Language::English);
    let mut pairs = Vec::new();
    for language in [Language::Russian, Language::Ukrainian] {
        let others = of(language);
        if english.is_empty() || others.is_empty() {
            continue;
        }
        let (mut sources, mut targets) = (Vocabulary::new(Language::English), Vocabulary::new(language));
        let src = vectors::read(articles, &english, &mut sources);
        let trg = vectors::read(articles, &others, &mut targets);
        let (lexicon, trust) = (builtin(language), Trust::default());
        let translation = Translation::joined(&sources, &targets, lexicon, &options.lexicons, &trust);
        let candidates = vectors::candidates(
            &src,
            &trg,
            &translation,
            (sources.stems.len(), targets.stems.len()),
            options,
        );
        let words = |link: &vectors::Shared| {
            let (src, trg) = (&sources.stems[link.src as usize], &targets.stems[link.trg as usize]);
            (src.word.clone(), trg.word.clone())
        };
        for judged in judge::all(&candidates, &src, &trg, options) {
            pairs.push(ArticlePair {
                src: english[judged.src],
                trg: others[judged.trg],
                score: judged.score,
                relation: judged.relation,
                hours_apart: judged.hours,
                evidence: judged.shared.iter().map(words).collect(),
            });
        }
    }
    pairs.sort_by(|a, b| {
        (a.src, b.score)
            .partial_cmp(&(b.src, a.score))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(a.trg.cmp(&b.trg))
    });
    pairs
}
