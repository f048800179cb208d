//! The model of the judgement: logistic regressions over terms, each a product of figures, of which some count only from a
//! knot on. A small text file holds it, shipped in `data/judgement/` and made by `parallax fit links`.

use super::figures::{Figures, NAMES};
use crate::{Error, Result};
use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

/// What texts are to each other, and with it what a link of theirs must show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One is the other's translation, or nearly.
    Translation,
    /// Independent accounts.
    Account,
}

/// What is asked of a bead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Whether both sides belong together: the same, or the same in part.
    Score,
    /// Whether both say the same.
    Same,
}

/// All judgements, in the order of the file.
pub const ALL: [(Kind, Question); 4] = [
    (Kind::Translation, Question::Score),
    (Kind::Translation, Question::Same),
    (Kind::Account, Question::Score),
    (Kind::Account, Question::Same),
];

/// A product of figures; each may count only from a knot on: `least`, `least>0.5`, `names-src*least`, `size<3`.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    name: String,
    factors: Vec<Factor>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Factor {
    figure: usize,
    bend: Bend,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Bend {
    Plain,
    Over(f32),
    Under(f32),
}

impl Term {
    /// Reads a term; the error says what is wrong with it.
    pub fn parse(name: &str) -> std::result::Result<Self, String> {
        let factor = |text: &str| -> std::result::Result<Factor, String> {
            let at = text.find(['>', '<']).unwrap_or(text.len());
            let (figure, bend) = text.split_at(at);
            let known = NAMES.iter().position(|known| *known == figure);
            let figure = known.ok_or_else(|| format!("unknown figure {figure:?}"))?;
            let knot = || bend[1..].parse::<f32>().map_err(|_| format!("expected a number, found {bend:?}"));
            let bend = match bend.chars().next() {
                None => Bend::Plain,
                Some('>') => Bend::Over(knot()?),
                Some(_) => Bend::Under(knot()?),
            };
            Ok(Factor { figure, bend })
        };
        let factors = if name == "bias" {
            Vec::new()
        } else {
            name.split('*').map(factor).collect::<std::result::Result<_, _>>()?
        };
        Ok(Term { name: name.to_owned(), factors })
    }

    /// The value of the term.
    pub fn of(&self, values: &[f32]) -> f64 {
        let factor = |factor: &Factor| {
            let value = values[factor.figure];
            f64::from(match factor.bend {
                Bend::Plain => value,
                Bend::Over(knot) => (value - knot).max(0.0),
                Bend::Under(knot) => (knot - value).max(0.0),
            })
        };
        self.factors.iter().map(factor).product()
    }

    /// As the file has it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// The weights of all judgements.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    judgements: [Vec<(Term, f64)>; 4],
}

static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    let shipped = include_str!("../../data/judgement/weights.tsv");
    Model::parse(shipped, Path::new("data/judgement/weights.tsv")).unwrap_or_default()
});

impl Model {
    /// The model that comes with parallax.
    pub fn shipped() -> &'static Model {
        &SHIPPED
    }

    /// Reads lines of `translation` or `account`, `score` or `same`, a term and its weight, parted by tabs; `#` starts a
    /// comment.
    pub fn parse(text: &str, file: &Path) -> Result<Self> {
        let mut model = Model::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default();
            if line.trim().is_empty() {
                continue;
            }
            model.read(line).map_err(|what| {
                Error::new(what)
                    .at_line(file, at as u64 + 1)
                    .advice("make the file with `parallax fit links` of this version")
            })?;
        }
        Ok(model)
    }

    fn read(&mut self, line: &str) -> std::result::Result<(), String> {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [kind, question, term, weight] = fields[..] else {
            return Err(format!("expected 4 fields, found {}", fields.len()));
        };
        let place = ALL.iter().position(|(k, q)| k.to_string() == kind && q.to_string() == question);
        let place = place.ok_or_else(|| format!("unknown judgement {kind:?} {question:?}"))?;
        let weight: Option<f64> = weight.parse().ok().filter(|weight: &f64| weight.is_finite());
        let weight = weight.ok_or_else(|| format!("expected a weight, found {:?}", fields[3]))?;
        self.judgements[place].push((Term::parse(term)?, weight));
        Ok(())
    }

    /// Takes the weights of one judgement.
    pub fn set(&mut self, kind: Kind, question: Question, weights: Vec<(Term, f64)>) {
        if let Some(place) = ALL.iter().position(|known| *known == (kind, question)) {
            self.judgements[place] = weights;
        }
    }

    /// The probability that the answer is yes.
    pub fn probability(&self, kind: Kind, question: Question, figures: &Figures) -> f64 {
        self.of_values(kind, question, &figures.values())
    }

    /// The same of figures in the order of their names.
    pub fn of_values(&self, kind: Kind, question: Question, values: &[f32]) -> f64 {
        let place = ALL.iter().position(|known| *known == (kind, question)).unwrap_or(0);
        let logit: f64 = self.judgements[place].iter().map(|(term, weight)| weight * term.of(values)).sum();
        1.0 / (1.0 + (-logit).exp())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Translation => "translation",
            Kind::Account => "account",
        })
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Question::Score => "score",
            Question::Same => "same",
        })
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((kind, question), weights) in ALL.iter().zip(&self.judgements) {
            for (term, weight) in weights {
                writeln!(f, "{kind}\t{question}\t{}\t{weight:.4}", term.name())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_are_sound() {
        let shipped = include_str!("../../data/judgement/weights.tsv");
        let model = Model::parse(shipped, Path::new("weights.tsv"));
        assert!(model.is_ok_and(|model| !model.to_string().is_empty()));
    }
}
