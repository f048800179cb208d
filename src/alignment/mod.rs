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
mod either;
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
pub use either::{EitherWay, align_languages};
pub use explain::Shared;
pub use weights::Weights;

use crate::analysis::Sentence;
use crate::judgement::{Model, Nearness};
use crate::lexicon::{Lexicon, Lexicons, Translation, Vocabulary, between};
use crate::text::{Language, LanguagePair};
use document::Document;
use judge::Judge;
pub use judge::Unjudged;
use rayon::prelude::*;
use std::sync::Arc;

/// Two texts to be aligned, each a list of sentences.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The sentences of the source side.
    pub src: Vec<String>,
    /// The sentences of the target side.
    pub trg: Vec<String>,
    /// Whether the order may differ: then only what is parallel is linked.
    pub comparable: bool,
}

/// The same, its sentences read once (see [`crate::analysis`]).
#[derive(Debug, Clone, Default)]
pub struct Sides {
    /// The sentences of the source side.
    pub src: Vec<Sentence>,
    /// The sentences of the target side.
    pub trg: Vec<Sentence>,
    /// Whether the order may differ: then only what is parallel is linked.
    pub comparable: bool,
}

impl Sides {
    fn new(texts: &Texts, pair: LanguagePair) -> Self {
        let read =
            |texts: &[String], language| texts.iter().map(|text| Sentence::new(text, language)).collect();
        Sides {
            src: read(&texts.src, pair.src()),
            trg: read(&texts.trg, pair.trg()),
            comparable: texts.comparable,
        }
    }
}

/// How [`align_all`] works.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The languages of the two sides.
    pub pair: LanguagePair,
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
    /// The usual options for English with another language: the lexicon that comes with parallax, two passes.
    pub fn new(target: Language) -> Self {
        Options::between(LanguagePair::new(Language::English, target))
    }

    /// The usual options for any two languages.
    pub fn between(pair: LanguagePair) -> Self {
        Options {
            pair,
            lexicon: between(pair),
            own: Lexicons::default(),
            weights: Weights::default(),
            model: None,
        }
    }

    fn model(&self) -> &Model {
        self.model.as_deref().unwrap_or(Model::shipped())
    }
}

/// The beads of a run's texts, and what was learned from them.
pub struct Run {
    /// The beads of each pair of texts, in order; they cover every sentence once, unless the order was not kept.
    pub beads: Vec<Vec<Bead>>,
    /// Which pairs of texts were aligned in order.
    pub kept_order: Vec<bool>,
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
    let sides: Vec<Sides> = texts.iter().map(|texts| Sides::new(texts, options.pair)).collect();
    align_sides(&sides, options)
}

/// The same for sentences that were read.
pub fn align_sides(texts: &[Sides], options: &Options) -> Run {
    align_by(texts, options, None)
}

/// The same for texts of which it is not known whether they keep the order: those that are not comparable are aligned in
/// order first, and where `is_translation`, asked with their number and their beads, says no, in any order.
/// [`Run::kept_order`] tells which was done.
pub fn align_undecided(
    texts: &[Sides],
    options: &Options,
    is_translation: &(dyn Fn(usize, &[Bead]) -> bool + Sync),
) -> Run {
    align_by(texts, options, Some(is_translation))
}

/// Asked with the number of two texts and their beads in order.
type IsTranslation<'a> = Option<&'a (dyn Fn(usize, &[Bead]) -> bool + Sync)>;

fn align_by(texts: &[Sides], options: &Options, is_translation: IsTranslation) -> Run {
    let (run, judged) = align_and_judge(texts, options, is_translation);
    let model = options.model();
    let beads = judged.into_iter().zip(&run.kept_order).map(|(judged, &kept)| judged.links(!kept, model));
    Run { beads: beads.collect(), ..run }
}

/// The same, but instead of judged links every bead that could be one comes with its figures: what the judgement is fitted
/// on.
pub fn align_unjudged(texts: &[Texts], options: &Options) -> Vec<Unjudged> {
    let sides: Vec<Sides> = texts.iter().map(|texts| Sides::new(texts, options.pair)).collect();
    align_and_judge(&sides, options, None).1
}

fn align_and_judge(
    texts: &[Sides],
    options: &Options,
    is_translation: IsTranslation,
) -> (Run, Vec<Unjudged>) {
    let (mut sources, mut targets) =
        (Vocabulary::new(options.pair.src()), Vocabulary::new(options.pair.trg()));
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
        search::align(document, translation, &corridor, &options.weights)
    };
    let nearness = Nearness::new(&sources, &targets);
    let judge = |number: usize| {
        Judge::new((&texts[number].src, &texts[number].trg), (&sources, &targets), &basis, &nearness)
    };
    let model = options.model();
    let all = || (0..documents.len()).into_par_iter();
    // Of texts in any order nothing is learned: only translations teach.
    let first = |number: usize| -> Option<Vec<Bead>> {
        let path = (!texts[number].comparable).then(|| in_order(&basis, number, None))?;
        let Some(is_translation) = is_translation else { return Some(path) };
        let judged = judge(number).in_order(path.clone()).links(false, model);
        is_translation(number, &judged).then_some(path)
    };
    let first: Vec<Option<Vec<Bead>>> = all().map(first).collect();
    let kept_order = first.iter().map(Option::is_some).collect();
    let mut learned = None;
    if options.weights.learn && first.iter().any(Option::is_some) {
        let translation = learned.insert(basis.clone());
        let paths: Vec<&[Bead]> = first.iter().map(|path| path.as_deref().unwrap_or_default()).collect();
        adapt::learn(&documents, &paths, translation);
    }
    let translation = learned.as_ref().unwrap_or(&basis);
    let judged = all().map(|number| {
        let Some(path) = &first[number] else {
            let found = comparable::candidates(&documents[number], translation, &options.weights);
            return judge(number).any_order(found);
        };
        let path = match learned {
            Some(_) => in_order(translation, number, Some(path)),
            None => path.clone(),
        };
        judge(number).in_order(path)
    });
    let judged: Vec<Unjudged> = judged.collect();
    let translation = learned.unwrap_or(basis);
    (Run { beads: Vec::new(), kept_order, sources, targets, translation }, judged)
}

impl Run {
    /// What a link between sentences of this run rests on: names, then numbers, then terms that explain each other.
    pub fn explain(&self, src: &[Sentence], trg: &[Sentence]) -> Vec<Shared> {
        explain::shared(src, trg, &self.sources, &self.targets, &self.translation)
    }
}
