//! The hand-written lexicon: `english,russian,ukrainian`, several translations parted by `|`.
//!
//! Its normal form (sorted, no row twice, no empty field) is held by a test.

use crate::text::Language;
use crate::{Error, Result};
use std::path::Path;

/// One row: an English lemma and its usual translations, the commonest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The English lemma.
    pub english: String,
    /// Russian lemmas.
    pub russian: Vec<String>,
    /// Ukrainian lemmas.
    pub ukrainian: Vec<String>,
}

impl Entry {
    /// The translations in a language; none in English.
    pub fn translations(&self, language: Language) -> &[String] {
        match language {
            Language::English => &[],
            Language::Russian => &self.russian,
            Language::Ukrainian => &self.ukrainian,
        }
    }
}

/// Reads the rows of a seed lexicon.
pub fn read(text: &str, file: &Path) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for (at, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split(',').collect();
        let [english, russian, ukrainian] = fields[..] else {
            return Err(Error::new(format!("expected 3 fields, found {}", fields.len()))
                .at_line(file, at as u64 + 1)
                .advice("a row is english,russian,ukrainian with translations parted by |"));
        };
        let list = |field: &str| {
            field.split('|').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
        };
        entries.push(Entry {
            english: english.trim().to_owned(),
            russian: list(russian),
            ukrainian: list(ukrainian),
        });
    }
    Ok(entries)
}
