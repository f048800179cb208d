//! What the main job can be told.

use crate::alignment::Degree;
use crate::lexicon::Lexicons;
use crate::pairing;
use crate::text::LanguagePair;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// How the main job works. All but the lexicons can be written down (serde); what is left out is as usual.
///
/// ```
/// use parallax::run::Options;
/// let options: Options = serde_json::from_str(r#"{"languages": ["en-ru", "ru-uk"], "min_score": 0.7}"#).unwrap();
/// assert_eq!((options.languages.len(), options.window_days), (2, 5.0));
/// let mut wrong = Options::default();
/// wrong.min_score = f64::NAN;
/// assert!(wrong.validate().unwrap_err().to_string().contains("0 to 1"));
/// ```
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// Which languages are compared.
    pub languages: Vec<LanguagePair>,
    /// Articles further apart than this many days are not compared, where both dates are known.
    pub window_days: f64,
    /// At most this many partners for each article in each language.
    pub most: usize,
    /// The share of right pairs among the candidates, where it is known; otherwise it is estimated.
    pub prior: Option<f64>,
    /// Links under this probability do not go into the parallel files.
    pub min_score: f64,
    /// Only links of this degree go into the parallel files; both where none is given.
    pub degree: Option<Degree>,
    /// One file of beads for each pair of articles instead of one for each pair of languages.
    pub per_pair: bool,
    /// The user's own lexicons, beside the one that comes with parallax.
    #[serde(skip)]
    pub lexicons: Lexicons,
}

impl Default for Options {
    fn default() -> Self {
        let pairing::Options { window_days, languages, most, .. } = pairing::Options::default();
        Options {
            languages,
            window_days,
            most,
            prior: None,
            min_score: 0.5,
            degree: None,
            per_pair: false,
            lexicons: Lexicons::default(),
        }
    }
}

impl Options {
    /// Whether every value is within its range.
    ///
    /// # Errors
    ///
    /// The first value that is not, with the range.
    pub fn validate(&self) -> Result<()> {
        let wrong = |name: &str, found: &dyn std::fmt::Display, range: &str| {
            Err(Error::invalid(format!("{name}: expected {range}, found {found}")))
        };
        if !(0.0..=1.0).contains(&self.min_score) {
            return wrong("min_score", &self.min_score, "a probability from 0 to 1");
        }
        if !(self.window_days.is_finite() && self.window_days >= 0.0) {
            return wrong("window_days", &self.window_days, "a number of days from 0 up");
        }
        if self.most == 0 {
            return wrong("most", &self.most, "at least 1");
        }
        if let Some(prior) = self.prior.filter(|prior| !(0.0..=1.0).contains(prior)) {
            return wrong("prior", &prior, "a probability from 0 to 1");
        }
        if self.languages.is_empty() {
            return wrong("languages", &"none", "at least one pair of languages, such as en-ru");
        }
        Ok(())
    }

    /// How articles are paired: what they are to each other is told from their links, so no trial is needed.
    pub(super) fn pairing(&self) -> pairing::Options {
        pairing::Options {
            window_days: self.window_days,
            languages: self.languages.clone(),
            most: self.most,
            prior: self.prior,
            trial: false,
            lexicons: self.lexicons.clone(),
            ..pairing::Options::default()
        }
    }
}
