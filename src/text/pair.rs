//! Two languages whose articles are compared, in the order in which results name them.

use super::Language;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Two languages, or one language twice. `src` is English where one side is English, and Russian where the two are
/// Russian and Ukrainian.
///
/// ```
/// use parallax::text::{Language, LanguagePair};
/// let pair: LanguagePair = "uk-ru".parse()?;
/// assert_eq!((pair.src(), pair.trg()), (Language::Russian, Language::Ukrainian));
/// assert_eq!(pair.to_string(), "ru-uk");
/// # Ok::<(), parallax::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguagePair {
    src: Language,
    trg: Language,
}

impl LanguagePair {
    /// The pair of two languages, given in either order.
    pub fn new(a: Language, b: Language) -> Self {
        LanguagePair { src: a.min(b), trg: a.max(b) }
    }

    /// The pairs that are compared unless told otherwise: English with each other language.
    pub fn usual() -> Vec<LanguagePair> {
        LanguagePair::all().into_iter().filter(|pair| pair.src != pair.trg && pair.is_english()).collect()
    }

    /// Every pair, those of one language last.
    pub fn all() -> Vec<LanguagePair> {
        let mut all: Vec<LanguagePair> = Language::ALL
            .into_iter()
            .flat_map(|a| Language::ALL.into_iter().filter(move |&b| a <= b).map(move |b| Self::new(a, b)))
            .collect();
        all.sort_by_key(|pair| (pair.is_one_language(), *pair));
        all
    }

    /// Reads a list such as `en-ru,en-uk,ru-uk`, or `all` for every pair. The result is sorted and has no pair twice.
    ///
    /// # Errors
    ///
    /// A pair that is not two known languages joined by a hyphen.
    pub fn list(text: &str) -> Result<Vec<LanguagePair>> {
        if text.trim() == "all" {
            return Ok(LanguagePair::all());
        }
        let mut pairs: Vec<LanguagePair> =
            text.split(',').map(|pair| pair.trim().parse()).collect::<Result<_>>()?;
        pairs.sort_by_key(|pair| (pair.is_one_language(), *pair));
        pairs.dedup();
        Ok(pairs)
    }

    /// The source language.
    pub fn src(self) -> Language {
        self.src
    }

    /// The target language.
    pub fn trg(self) -> Language {
        self.trg
    }

    /// Both, the source first.
    pub fn both(self) -> [Language; 2] {
        [self.src, self.trg]
    }

    /// Whether both sides are in one language.
    pub fn is_one_language(self) -> bool {
        self.src == self.trg
    }

    fn is_english(self) -> bool {
        self.src == Language::English
    }
}

impl fmt::Display for LanguagePair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.src, self.trg)
    }
}

impl FromStr for LanguagePair {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unknown = || {
            Error::new(format!("expected a pair of languages, found {text:?}"))
                .advice("two of en, ru and uk joined by a hyphen, as in en-ru")
        };
        let (a, b) = text.split_once('-').ok_or_else(unknown)?;
        Ok(LanguagePair::new(a.parse().map_err(|_| unknown())?, b.parse().map_err(|_| unknown())?))
    }
}

impl TryFrom<String> for LanguagePair {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<LanguagePair> for String {
    fn from(pair: LanguagePair) -> String {
        pair.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_have_no_pair_twice() {
        let text = |list: &str| {
            LanguagePair::list(list).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        };
        assert_eq!(text("uk-ru, en-uk,ru-uk"), "en-uk,ru-uk");
        assert_eq!(text("all"), "en-ru,en-uk,ru-uk,en-en,ru-ru,uk-uk");
        assert!(LanguagePair::list("en").is_err());
        assert!(LanguagePair::list("en-de").unwrap_err().to_string().contains("en-de"));
    }
}
