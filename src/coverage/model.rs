//! The model: for each kind of difference a logistic regression on its figures. A small text file holds the weights,
//! shipped in `data/coverage/` and made by `parallax fit diff`.

use crate::{Error, Result};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

/// The weights of all kinds of differences.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// By the kind and status, `number-conflict`, then by the figure; `bias` counts once.
    groups: BTreeMap<String, Vec<(String, f64)>>,
}

static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    let shipped = include_str!("../../data/coverage/weights.tsv");
    Model::parse(shipped, Path::new("data/coverage/weights.tsv")).unwrap_or_default()
});

impl Model {
    /// The model that comes with parallax.
    pub fn shipped() -> &'static Model {
        &SHIPPED
    }

    /// Reads lines of a group, a figure and its weight, parted by tabs; `#` starts a comment.
    ///
    /// # Errors
    ///
    /// A line that is none of that.
    pub fn parse(text: &str, file: &Path) -> Result<Self> {
        let mut model = Model::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default();
            if line.trim().is_empty() {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            let weight = fields.get(2).and_then(|weight| weight.parse::<f64>().ok());
            let (&[group, figure, _], Some(weight)) =
                (&fields[..], weight.filter(|weight| weight.is_finite()))
            else {
                return Err(Error::new(format!("expected a group, a figure and a weight, found {line:?}"))
                    .at_line(file, at as u64 + 1)
                    .advice("make the file with `parallax fit diff` of this version"));
            };
            model.groups.entry(group.to_owned()).or_default().push((figure.to_owned(), weight));
        }
        Ok(model)
    }

    /// Takes the weights of one group.
    pub fn set(&mut self, group: &str, weights: Vec<(String, f64)>) {
        self.groups.insert(group.to_owned(), weights);
    }

    /// The probability that a difference of this group with these figures is one; 0 for a group without weights.
    pub fn probability(&self, group: &str, figures: &[(&'static str, f32)]) -> f64 {
        let Some(weights) = self.groups.get(group) else { return 0.0 };
        let value = |name: &str| {
            let found = figures.iter().find(|(known, _)| *known == name);
            found.map_or(f64::from(u8::from(name == "bias")), |(_, value)| f64::from(*value))
        };
        let logit: f64 = weights.iter().map(|(name, weight)| weight * value(name)).sum();
        1.0 / (1.0 + (-logit).exp())
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (group, weights) in &self.groups {
            for (figure, weight) in weights {
                writeln!(f, "{group}\t{figure}\t{weight:.4}")?;
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
        let shipped = include_str!("../../data/coverage/weights.tsv");
        let model = Model::parse(shipped, Path::new("weights.tsv"));
        assert!(model.is_ok_and(|model| !model.to_string().is_empty()));
    }
}
