//! From which language a spelling is romanised, and its standards in few words.

use crate::names::standards;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a spelling is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    Ukrainian,
    Russian,
    Either,
    Traditional,
    Unknown,
}

impl Base {
    pub const ALL: [Base; 5] =
        [Base::Ukrainian, Base::Russian, Base::Either, Base::Traditional, Base::Unknown];

    /// From the language that a spelling was romanised from, as [`crate::spellings::Spelling::origin`] tells it.
    pub fn of(origin: &str) -> Base {
        match origin {
            "ru|uk" => Base::Either,
            "uk" => Base::Ukrainian,
            "ru" => Base::Russian,
            "traditional" => Base::Traditional,
            _ => Base::Unknown,
        }
    }

    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Base::Ukrainian => "uk",
            Base::Russian => "ru",
            Base::Either => "either",
            Base::Traditional => "trad",
            Base::Unknown => "none",
        }
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Base::Ukrainian => "Ukrainian",
            Base::Russian => "Russian",
            Base::Either => "Ukrainian or Russian",
            Base::Traditional => "traditional English",
            Base::Unknown => "no standard",
        }
    }
}

/// The standards of one language that make a spelling.
#[derive(Serialize)]
pub struct Standards {
    language: &'static str,
    /// The best known ones.
    short: String,
    more: usize,
    all: String,
}

/// Short names of the standards that people know best, these first.
const KNOWN: &str = include_str!("../../data/report/standards.tsv");
/// So many are named before "+5 more".
const NAMED: usize = 2;

/// `uk:ua-kmu-2010,bgn-pcgn-uk-2019,…;traditional` for the eye. The ids are added to `seen`.
pub fn standards(told: &str, seen: &mut BTreeSet<String>) -> Vec<Standards> {
    static SHORT: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| KNOWN.lines().filter_map(|line| line.split_once('\t')).collect());
    let mut all = Vec::new();
    for part in told.split(';').filter(|part| !part.is_empty()) {
        let (language, ids) = match part.split_once(':') {
            Some(("uk", ids)) => ("Ukrainian", ids),
            Some((_, ids)) => ("Russian", ids),
            None => {
                all.push(Standards {
                    language: "Traditional English",
                    short: String::new(),
                    more: 0,
                    all: String::new(),
                });
                continue;
            }
        };
        let ids: Vec<&str> = ids.split(',').collect();
        let known = SHORT.iter().filter(|(id, _)| ids.contains(id)).map(|(_, short)| *short);
        let other = ids.iter().copied().filter(|id| SHORT.iter().all(|(known, _)| known != id));
        let short: Vec<&str> = known.chain(other).take(NAMED).collect();
        seen.extend(ids.iter().map(|id| (*id).to_owned()));
        all.push(Standards {
            language,
            more: ids.len() - short.len(),
            short: short.join(", "),
            all: ids.join(", "),
        });
    }
    all
}

/// A standard's id and what it is.
pub fn title(id: &str) -> &'static str {
    match id {
        "press" => "a plain -y for the endings of adjectives, as newspapers write",
        id => standards::find(id).map_or("", |standard| standard.title()),
    }
}
