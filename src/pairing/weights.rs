//! The weights of the judgement: a small text file, shipped in `data/pairing/` and made by `parallax fit`.

use super::features::{COUNT, Features, LOCAL, Local, NAMES, UNDATED};
use crate::{Error, Result};
use std::path::Path;

/// The weights of the judgement. Pairs with both dates and pairs without are judged by models of their own: what is
/// published in the same days is news and mostly has no partner; where dates are missing, documents are to be matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    pub(super) dated: Model,
    pub(super) undated: Model,
}

/// Three logistic regressions: a first judgement by the local figures of a pair, a second by all of them, where the
/// surroundings are as the first judged them, and a third, where they are as the second did (stacked sequential learning,
/// Cohen and Carvalho 2005).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Model {
    /// Weights of the first judgement.
    pub first: Local,
    /// Weights of the second and the third.
    pub again: [Features; AGAIN],
    /// Weights of what tells a story, whether or not it is the same event.
    pub story: Features,
    /// The share of right pairs among candidates that the weights expect.
    pub share: f64,
    /// How far a share is trusted that is estimated from a run, 0 to 1.
    pub trust: f64,
}

/// What the two models are called in the file.
const DATES: [&str; 2] = ["dated", "undated"];
/// How often a pair is judged again by its surroundings.
pub(super) const AGAIN: usize = 2;
/// What the weights of the judgements are called in the file, and the usual share of right pairs.
const FIRST: &str = "first";
const NEXT: [&str; AGAIN] = ["second", "third"];
const STORY: &str = "story";
const SHARE: &str = "share";
const TRUST: &str = "trust";

impl Default for Weights {
    /// The weights that come with parallax.
    fn default() -> Self {
        let shipped = include_str!("../../data/pairing/weights.tsv");
        Weights::parse(shipped, Path::new("data/pairing/weights.tsv")).unwrap_or_else(|_| Weights::zero())
    }
}

impl Weights {
    /// No weight at all: every pair is as likely as not.
    pub fn zero() -> Self {
        let model = Model {
            first: [0.0; LOCAL],
            again: [[0.0; COUNT]; AGAIN],
            story: [0.0; COUNT],
            share: 0.1,
            trust: 0.0,
        };
        Weights { dated: model.clone(), undated: model }
    }

    /// Reads lines of `dated` or `undated`, `first`, `second`, `third`, `story`, `share` or `trust`, a figure's name, and its weight,
    /// parted by tabs; `#` starts a comment, what is not named has no weight.
    ///
    /// ```
    /// use parallax::pairing::Weights;
    /// let text = "dated\tfirst\twhole\t9.5\ndated\tthird\tfirst\t1\ndated\tshare\t\t0.4\n";
    /// let weights = Weights::parse(text, "mine.tsv".as_ref()).unwrap();
    /// assert_eq!(Weights::parse(&weights.to_string(), "again.tsv".as_ref()).unwrap(), weights);
    /// let fault = Weights::parse("dated\tthird\thole\t1\n", "mine.tsv".as_ref()).unwrap_err();
    /// assert!(fault.to_string().starts_with("mine.tsv:1: unknown figure \"hole\""));
    /// ```
    pub fn parse(text: &str, file: &Path) -> Result<Self> {
        let mut weights = Weights::zero();
        for (at, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default();
            if line.trim().is_empty() {
                continue;
            }
            weights.read(line).map_err(|what| {
                Error::new(what)
                    .at_line(file, at as u64 + 1)
                    .advice("make the file with `parallax fit` of this version")
            })?;
        }
        Ok(weights)
    }

    fn read(&mut self, line: &str) -> std::result::Result<(), String> {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [dates, judgement, figure, weight] = fields[..] else {
            return Err(format!("expected 4 fields, found {}", fields.len()));
        };
        let model = match DATES.iter().position(|known| *known == dates) {
            Some(0) => &mut self.dated,
            Some(_) => &mut self.undated,
            None => return Err(format!("expected dated or undated, found {dates:?}")),
        };
        let weight: Option<f64> = weight.parse().ok().filter(|weight: &f64| weight.is_finite());
        let weight = weight.ok_or_else(|| format!("expected a weight, found {:?}", fields[3]))?;
        let places = match judgement {
            SHARE | TRUST => {
                *(if judgement == SHARE { &mut model.share } else { &mut model.trust }) = weight;
                return Ok(());
            }
            FIRST => &mut model.first[..],
            STORY => &mut model.story[..],
            _ => match NEXT.iter().position(|known| *known == judgement) {
                Some(round) => &mut model.again[round][..],
                None => {
                    return Err(format!(
                        "expected first, second, third, story, share or trust, found {judgement:?}"
                    ));
                }
            },
        };
        let known = NAMES[..places.len()].iter().position(|known| *known == figure);
        places[known.ok_or_else(|| format!("unknown figure {figure:?}"))?] = weight;
        Ok(())
    }

    /// One of the two models, to be fitted.
    pub(super) fn of(&mut self, undated: bool) -> &mut Model {
        if undated { &mut self.undated } else { &mut self.dated }
    }

    /// The model for a pair with these local figures.
    pub(super) fn model(&self, local: &[f64]) -> &Model {
        self.model_of(local[UNDATED] > 0.5)
    }

    /// The usual share of right pairs with both dates, or without, and how far an estimate of it is trusted.
    pub(super) fn usual(&self, undated: bool) -> (f64, f64) {
        let model = self.model_of(undated);
        (model.share, model.trust)
    }

    /// The model for pairs with both dates, or for those without.
    pub(super) fn model_of(&self, undated: bool) -> &Model {
        if undated { &self.undated } else { &self.dated }
    }
}

impl Model {
    /// The logit that the first judgement gives to a pair.
    pub fn first(&self, local: &Local) -> f64 {
        local.iter().zip(&self.first).map(|(value, weight)| value * weight).sum()
    }

    /// The logit that the second (0) or the third (1) judgement gives to a pair.
    pub fn next(&self, round: usize, features: &Features) -> f64 {
        features.iter().zip(&self.again[round]).map(|(value, weight)| value * weight).sum()
    }

    /// The logit that a pair tells one story.
    pub fn story(&self, features: &Features) -> f64 {
        features.iter().zip(&self.story).map(|(value, weight)| value * weight).sum()
    }
}

impl std::fmt::Display for Weights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (dates, model) in DATES.iter().zip([&self.dated, &self.undated]) {
            let again = NEXT.iter().zip(&model.again).map(|(name, weights)| (*name, &weights[..]));
            let story = [(STORY, &model.story[..])];
            for (judgement, weights) in [(FIRST, &model.first[..])].into_iter().chain(again).chain(story) {
                for (name, value) in NAMES.iter().zip(weights).filter(|(_, value)| **value != 0.0) {
                    writeln!(f, "{dates}\t{judgement}\t{name}\t{value:.4}")?;
                }
            }
            writeln!(f, "{dates}\t{SHARE}\t\t{:.6}", model.share)?;
            writeln!(f, "{dates}\t{TRUST}\t\t{:.2}", model.trust)?;
        }
        Ok(())
    }
}
