//! Sentence alignment: which sentences of two texts say the same.
//!
//! The data flow: [`document`] turns sentences into numbered stems; [`crate::lexicon::translation`] holds, for all stems of a run, which
//! explain which; [`evidence`] collects for each pair of sentences the words that explain each other; [`scorer`] scores beads by
//! these, by [`order`], length and [`marks`]; [`search`] finds the best path and the probability of each bead; [`corridor`] keeps long texts linear;
//! [`adapt`] learns from the links of a first pass for a second one. [`align_all`] runs it.
//!
//! Not for: choosing which texts to align (that is [`crate::pairing`]).

pub mod adapt;
pub mod bead;
pub mod comparable;
pub mod corridor;
pub mod document;
mod either;
pub mod evidence;
pub mod explain;
pub mod marks;
pub mod order;
pub mod score;
pub mod scorer;
pub mod search;
pub mod weights;

pub use bead::Bead;
pub use either::{EitherWay, align_languages};
pub use explain::Shared;
pub use weights::Weights;

use crate::lexicon::{Lexicon, Lexicons, Translation, Vocabulary, between};
use crate::text::{Language, LanguagePair};
use document::Document;
use rayon::prelude::*;

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
}

impl Options<'_> {
    /// The usual options for English with another language: the lexicon that comes with parallax, two passes.
    pub fn new(target: Language) -> Self {
        Options::between(LanguagePair::new(Language::English, target))
    }

    /// The usual options for any two languages.
    pub fn between(pair: LanguagePair) -> Self {
        Options { pair, lexicon: between(pair), own: Lexicons::default(), weights: Weights::default() }
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
    let (mut sources, mut targets) =
        (Vocabulary::new(options.pair.src()), Vocabulary::new(options.pair.trg()));
    let documents: Vec<Document> =
        texts.iter().map(|texts| Document::new(texts, &mut sources, &mut targets)).collect();
    let trust = &options.weights.words;
    let mut translation = Translation::joined(&sources, &targets, options.lexicon, &options.own, trust);
    let pass = |translation: &Translation, before: &[Vec<Bead>]| -> Vec<Vec<Bead>> {
        let all = documents.par_iter().zip(texts).enumerate();
        let align = |(number, (document, texts)): (usize, (&Document, &Texts))| {
            align_one(document, texts.comparable, translation, before.get(number), options)
        };
        all.map(align).collect()
    };
    let mut beads = pass(&translation, &[]);
    if options.weights.learn {
        adapt::learn(&documents, &beads, &mut translation);
        beads = pass(&translation, &beads);
    }
    Run { beads, sources, targets, translation }
}

fn align_one(
    document: &Document,
    comparable: bool,
    translation: &Translation,
    before: Option<&Vec<Bead>>,
    options: &Options,
) -> Vec<Bead> {
    if comparable {
        return comparable::align(document, translation, &options.weights);
    }
    let corridor = match before {
        Some(path) => corridor::around(path, document),
        None => corridor::find(document, translation),
    };
    search::align(document, translation, &corridor, &options.weights)
}

impl Run {
    /// What a link between two texts of this run rests on: names, then numbers, then terms that explain each other.
    pub fn explain(&self, src: &str, trg: &str) -> Vec<Shared> {
        explain::shared(src, trg, &self.sources, &self.targets, &self.translation)
    }
}
