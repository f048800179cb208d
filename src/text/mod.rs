//! Text: its language, its normal form, its sentences and its words. One file a language for all that is particular.
//!
//! Not for: reading files (that is [`crate::corpus`]) or recognising names and numbers ([`crate::anchors`]).

pub mod language;
pub mod normal;
pub(crate) mod ordinary;
mod pair;
mod per_language;
pub mod sentences;
pub mod stem;
#[doc(hidden)]
pub mod tally;
pub mod words;

pub use pair::LanguagePair;
pub use per_language::PerLanguage;

use std::fmt;
use std::str::FromStr;

/// The three languages that parallax aligns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English, `en`.
    English,
    /// Russian, `ru`.
    Russian,
    /// Ukrainian, `uk`.
    Ukrainian,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 3] = [Language::English, Language::Russian, Language::Ukrainian];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Russian => "ru",
            Language::Ukrainian => "uk",
        }
    }

    /// How many letters it needs for what English says in one.
    pub fn relative_length(self) -> f32 {
        match self {
            Language::English | Language::Ukrainian => 1.0,
            Language::Russian => 1.05,
        }
    }

    /// The script that it is written in.
    pub fn script(self) -> Script {
        match self {
            Language::English => Script::Latin,
            Language::Russian | Language::Ukrainian => Script::Cyrillic,
        }
    }
}

/// A script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
}

impl FromStr for Language {
    type Err = crate::Error;

    /// Any tag that names one of the three: `uk`, `ua`, `uk-UA`, `UKR`, «українська».
    fn from_str(tag: &str) -> crate::Result<Self> {
        let code = crate::corpus::tag::code(tag);
        let found = Language::ALL.into_iter().find(|language| code.as_deref() == Some(language.code()));
        found.ok_or_else(|| {
            crate::Error::new(format!("unknown language {tag:?}")).advice("the languages are en, ru and uk")
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
