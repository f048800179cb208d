//! Sentence alignment: which sentences of two texts say the same.
//!
//! The data flow: [`document`] turns sentences into numbered stems; [`crate::lexicon::translation`] holds, for all stems of a run, which
//! explain which; [`evidence`] collects for each pair of sentences the words that explain each other; [`scorer`] scores beads by
//! these, by [`order`], length and [`marks`]; [`search`] finds the best path and the probability of each bead; [`corridor`] keeps long texts linear;
//! [`adapt`] learns from the sure links of translations in a first pass for a second one; [`comparable`] finds candidates in any order;
//! [`judge`] gives beads their probabilities by what they say ([`crate::judgement`]). [`align_all`] runs it; [`examples`]
//! makes what the judgement is fitted on.
//!
//! Not for: choosing which texts to align (that is [`crate::pairing`]).

pub mod adapt;
pub mod bead;
pub mod comparable;
pub mod corridor;
pub mod document;
pub mod evidence;
pub mod examples;
pub mod explain;
pub mod judge;
pub mod marks;
pub mod order;
pub mod score;
pub mod scorer;
pub mod search;
pub mod weights;

pub use bead::{Bead, Degree};
pub use explain::Shared;
pub use weights::Weights;

use crate::judgement::{Model, Nearness};
use crate::lexicon::{Lexicon, Lexicons, Translation, Vocabulary, builtin};
use crate::text::Language;
use document::Document;
use judge::Judge;
pub use judge::Unjudged;
use rayon::prelude::*;
use std::sync::Arc;

/// Two texts to be aligned, each a list of sentences.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The English sentences.
    pub src: Vec<String>,
    /// The Russian or Ukrainian sentences.
    pub trg: Vec<String>,
    /// Whether the order may differ: then only what is parallel is linked.
    pub comparable: bool,
}

/// How [`align_all`] works.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The language of the target side.
    pub target: Language,
    /// Which words translate which.
    pub lexicon: Option<&'a Lexicon<'a>>,
    /// The user's own lexicons, beside that one.
    pub own: Lexicons,
    /// The figures of the model.
    pub weights: Weights,
    /// The model of the judgement; that which comes with parallax where there is none.
    pub model: Option<Arc<Model>>,
}

impl Options<'_> {
    /// The usual options for a target language: the lexicon that comes with parallax, two passes.
    pub fn new(target: Language) -> Self {
        Options {
            target,
            lexicon: builtin(target),
            own: Lexicons::default(),
            weights: Weights::default(),
            model: None,
        }
    }
}

/// The beads of a run's texts, and what was learned from them.
pub struct Run {
    /// The beads of each pair of texts, in order; they cover every sentence once, unless the order was not kept.
    pub beads: Vec<Vec<Bead>>,
    sources: Vocabulary,
    targets: Vocabulary,
    translation: Translation,
}

/// Aligns each pair of texts. The probabilities of one run rest on all its texts, because words are learned from all of
/// them.
///
/// ```
/// use parallax::alignment::{Options, Texts, align_all};
/// use parallax::text::Language;
/// let texts = Texts {
///     src: vec!["Blinken met Lavrov in Geneva.".into(), "They talked for 90 minutes.".into()],
///     trg: vec!["Блинкен встретился с Лавровым в Женеве.".into(), "Они говорили 90 минут.".into()],
///     comparable: false,
/// };
/// let run = align_all(&[texts], &Options::new(Language::Russian));
/// assert_eq!(run.beads[0].len(), 2);
/// ```
pub fn align_all(texts: &[Texts], options: &Options) -> Run {
    let (run, judged) = align_and_judge(texts, options);
    let model = options.model.as_deref().unwrap_or(Model::shipped());
    let beads = judged.into_iter().zip(texts).map(|(judged, texts)| judged.links(texts.comparable, model));
    Run { beads: beads.collect(), ..run }
}

/// The same, but instead of judged links every bead that could be one comes with its figures: what the judgement is fitted
/// on.
pub fn align_unjudged(texts: &[Texts], options: &Options) -> Vec<Unjudged> {
    align_and_judge(texts, options).1
}

fn align_and_judge(texts: &[Texts], options: &Options) -> (Run, Vec<Unjudged>) {
    let (mut sources, mut targets) = (Vocabulary::new(Language::English), Vocabulary::new(options.target));
    let documents: Vec<Document> =
        texts.iter().map(|texts| Document::new(texts, &mut sources, &mut targets)).collect();
    let trust = &options.weights.words;
    let basis = Translation::joined(&sources, &targets, options.lexicon, &options.own, trust);
    let in_order = |translation: &Translation, number: usize, before: Option<&Vec<Bead>>| -> Vec<Bead> {
        let document = &documents[number];
        let corridor = match before {
            Some(path) => corridor::around(path, document),
            None => corridor::find(document, translation),
        };
        search::align(document, translation, &corridor, &options.weights, options.target)
    };
    let all = || (0..documents.len()).into_par_iter();
    // Of texts in any order nothing is learned: only translations teach.
    let first =
        |number: usize| if texts[number].comparable { Vec::new() } else { in_order(&basis, number, None) };
    let first: Vec<Vec<Bead>> = all().map(first).collect();
    let mut learned = None;
    if options.weights.learn && !first.iter().all(Vec::is_empty) {
        let translation = learned.insert(basis.clone());
        adapt::learn(&documents, &first, translation);
    }
    let translation = learned.as_ref().unwrap_or(&basis);
    let nearness = Nearness::new(&sources, &targets);
    let judged = all().map(|number| {
        let judge =
            Judge::new((&texts[number].src, &texts[number].trg), (&sources, &targets), &basis, &nearness);
        if texts[number].comparable {
            let found =
                comparable::candidates(&documents[number], translation, &options.weights, options.target);
            return judge.any_order(found);
        }
        let path = match learned {
            Some(_) => in_order(translation, number, Some(&first[number])),
            None => first[number].clone(),
        };
        judge.in_order(path)
    });
    let judged: Vec<Unjudged> = judged.collect();
    let translation = learned.unwrap_or(basis);
    (Run { beads: Vec::new(), sources, targets, translation }, judged)
}

impl Run {
    /// What a link between two texts of this run rests on: names, then numbers, then terms that explain each other.
    pub fn explain(&self, src: &str, trg: &str) -> Vec<Shared> {
        explain::shared(src, trg, &self.sources, &self.targets, &self.translation)
    }
}
