//! Pairing articles: which articles of different languages tell the same event.
//!
//! `vectors` turns articles into weighted stems and finds, through an index, the most similar ones of the other
//! language in a window of days; `judge` turns similarity, hours and shared anchors into a probability and a relation.
//!
//! Not for: linking the sentences of a pair that was decided on (that is [`crate::alignment`], which this stage asks
//! only for a trial).

mod candidates;
mod compare;
mod copies;
mod features;
pub mod fit;
mod index;
mod judge;
mod profile;
pub mod relation;
mod stories;
mod trial;
pub mod variants;
mod weights;

pub use weights::Weights;

use crate::corpus::Article;
use crate::lexicon::translation::Link;
use crate::lexicon::{Lexicons, Translation, Trust, Vocabulary, builtin};
use crate::text::Language;
use candidates::Candidate;
use copies::Folded;
use index::Index;
use rustc_hash::{FxHashMap, FxHashSet};
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
    /// The story that both belong to, numbered from 1; `None` where they are merely related, or where the pair alone
    /// would join two stories that have little else in common.
    pub story: Option<u32>,
}

/// So many shared words are told as evidence.
const EVIDENCE: usize = 8;

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
    /// Whether decided pairs are aligned for a trial, to tell translations and adaptations.
    pub trial: bool,
    /// The user's own lexicons, beside the one that comes with parallax.
    pub lexicons: Lexicons,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            window_days: 5.0,
            most: 10,
            least: 0.01,
            weights: Weights::default(),
            trial: true,
            lexicons: Lexicons::default(),
        }
    }
}

/// Pairs every English article with the Russian and Ukrainian ones that may tell the same event: sorted by the English
/// article, then the best first. Articles of other languages are left out ([`left_out`] counts them).
pub fn pair(articles: &[Article], options: &Options) -> Vec<ArticlePair> {
    let mut pairs = Vec::new();
    let mut same: Vec<(usize, usize)> = Vec::new();
    let mut copies = Copies::default();
    for language in [Language::Russian, Language::Ukrainian] {
        let Some(found) = Found::new(articles, language, options, true) else { continue };
        pairs.append(&mut decide(articles, found, language, options, &mut same, &mut copies));
    }
    sort(&mut pairs);
    same.sort_unstable();
    same.dedup();
    stories::number(&mut pairs, &same);
    // A copy is told with the partner of its first, but not with the copies of that.
    for at in 0..pairs.len() {
        let (src, trg) = (pairs[at].src, pairs[at].trg);
        for &(copy, time) in copies.get(&src).into_iter().flatten() {
            let hours_apart = judge::hours(time, articles[trg].time());
            pairs.push(ArticlePair { src: copy, hours_apart, ..pairs[at].clone() });
        }
        for &(copy, time) in copies.get(&trg).into_iter().flatten() {
            let hours_apart = judge::hours(articles[src].time(), time);
            pairs.push(ArticlePair { trg: copy, hours_apart, ..pairs[at].clone() });
        }
    }
    sort(&mut pairs);
    pairs
}

/// By the English article, the likeliest first.
fn sort(pairs: &mut [ArticlePair]) {
    pairs.sort_by(|a, b| a.src.cmp(&b.src).then(b.score.total_cmp(&a.score)).then(a.trg.cmp(&b.trg)));
}

/// How many articles are in a language that is not paired, by its code (`und` where it is unknown).
pub fn left_out(articles: &[Article]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for article in articles.iter().filter(|article| article.lang.parse::<Language>().is_err()) {
        *counts.entry(article.lang.clone()).or_default() += 1;
    }
    counts
}

/// The copies of articles (place, time), by the place of the first of them.
type Copies = FxHashMap<usize, Vec<(usize, Option<i64>)>>;

/// Judges what was found, and leaves out what reprints would only tell again. Which reprints belong together goes to
/// `same`, the copies of articles to `copies`.
fn decide(
    articles: &[Article],
    found: Found,
    language: Language,
    options: &Options,
    same: &mut Vec<(usize, usize)>,
    copies: &mut Copies,
) -> Vec<ArticlePair> {
    let Found { english, others, sources, targets, translation, candidates, near_src, near_trg } = found;
    let (src, trg) = (&english.profiles, &others.profiles);
    let reprints = [copies::reprints(src, &near_src), copies::reprints(trg, &near_trg)];
    let judged = judge::all(&candidates, &near_src, &near_trg, src, trg, options);
    let told: FxHashSet<(u32, u32)> = judged.iter().map(|pair| (pair.src, pair.trg)).collect();
    let mut spoken = (usize::MAX, Vec::new());
    let mut pairs: Vec<ArticlePair> = Vec::with_capacity(judged.len());
    for judged in judged {
        let (a, b) = (judged.src, judged.trg);
        let (first_a, first_b) = (reprints[0][a as usize], reprints[1][b as usize]);
        if first_a != a && first_b != b && told.contains(&(first_a, b)) && told.contains(&(a, first_b)) {
            continue;
        }
        let (a, b) = (a as usize, b as usize);
        if spoken.0 != a {
            spoken = (a, compare::speak(&src[a], &translation));
        }
        let shared = compare::shared(&src[a], &spoken.1, &trg[b]);
        let words = |shared: &compare::Shared| {
            let (a, b) = (src[a].terms[shared.src as usize].stem, trg[b].terms[shared.trg as usize].stem);
            (sources.stems[a as usize].word.clone(), targets.stems[b as usize].word.clone())
        };
        let pair = ArticlePair {
            src: english.places[a],
            trg: others.places[b],
            score: judged.score,
            relation: judged.relation,
            hours_apart: judge::hours(src[a].time, trg[b].time),
            evidence: shared.iter().take(EVIDENCE).map(words).collect(),
            story: None,
        };
        pairs.push(pair);
    }
    if options.trial {
        let decided = pairs.iter_mut().filter(|pair| pair.relation != Relation::Related);
        trial::relations(articles, &mut decided.collect::<Vec<_>>(), language);
    }
    for (side, firsts) in [&english, &others].into_iter().zip(&reprints) {
        for (number, &first) in
            firsts.iter().enumerate().filter(|(number, first)| **first as usize != *number)
        {
            same.push((side.places[first as usize], side.places[number]));
        }
        for (first, own) in side.places.iter().zip(&side.copies).filter(|(_, own)| !own.is_empty()) {
            copies.insert(*first, own.clone());
        }
    }
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
    let Some(found) = Found::new(articles, language, options, false) else { return fit::Set::default() };
    let mut set = fit::Set::default();
    let (english, others) = (&found.english, &found.others);
    for candidate in &found.candidates {
        let (src, trg) = (candidate.src as usize, candidate.trg as usize);
        set.pairs.push((candidate.src, candidate.trg));
        set.labels.push(grade(english.places[src], others.places[trg]));
        set.local.push(features::local(candidate, &english.profiles[src], &others.profiles[trg]));
    }
    for (src, &place) in english.places.iter().enumerate() {
        let right = others.places.iter().enumerate().filter(|(_, other)| grade(place, **other) == Some(true));
        set.right.extend(right.map(|(trg, _)| (src as u32, trg as u32)));
    }
    (set.near_src, set.near_trg) = (found.near_src, found.near_trg);
    set
}

/// All that is known of English articles and those of one other language before anything is judged.
struct Found {
    english: Folded,
    others: Folded,
    sources: Vocabulary,
    targets: Vocabulary,
    translation: Translation,
    candidates: Vec<Candidate>,
    near_src: Vec<Vec<(u32, f32)>>,
    near_trg: Vec<Vec<(u32, f32)>>,
}

impl Found {
    /// Reads, folds and compares; `None` where a side has no article. Only candidates that are `worth` it by the weights
    /// are kept, unless weights are still to be fitted.
    fn new(articles: &[Article], language: Language, options: &Options, worth: bool) -> Option<Self> {
        let window = (options.window_days * 86_400.0) as i64;
        let lexicon = builtin(language);
        let read = |vocabulary: &mut Vocabulary| {
            let code = vocabulary.language.code();
            let places: Vec<usize> =
                (0..articles.len()).filter(|&number| articles[number].lang == code).collect();
            copies::fold(profile::read(articles, &places, vocabulary, lexicon), &places, window)
        };
        let (mut sources, mut targets) = (Vocabulary::new(Language::English), Vocabulary::new(language));
        let others = read(&mut targets);
        if others.profiles.is_empty() {
            return None;
        }
        let english = read(&mut sources);
        if english.profiles.is_empty() {
            return None;
        }
        let mut translation =
            Translation::joined(&sources, &targets, lexicon, &options.lexicons, &Trust::default());
        // A lexicon learned from text may hold that 1201 is 1300.
        let honest = |(src, link): &(u32, Link)| {
            let (a, b) = (&sources.stems[*src as usize], &targets.stems[link.target as usize]);
            !(a.is_number && b.is_number) || a.text == b.text
        };
        translation.set(translation.basis().iter().copied().filter(honest).collect());
        let (src, trg) = (&english.profiles, &others.profiles);
        let index = Index::new(trg, targets.stems.len());
        let worth = |candidate: &Candidate| !worth || judge::worth(candidate, src, trg, options);
        let candidates = candidates::across(src, trg, &index, &translation, window, options.most, worth);
        let near_trg = candidates::within(trg, &index, window);
        drop(index);
        let near_src = candidates::within(src, &Index::new(src, sources.stems.len()), window);
        Some(Found { english, others, sources, targets, translation, candidates, near_src, near_trg })
    }
}
