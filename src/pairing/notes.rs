//! What a user should know of a run's input: what is missing in it, and why nothing was paired where nothing was.

use super::archive::Entry;
use super::paired::Row;
use super::{Archive, Options};
use crate::text::{LanguagePair, PerLanguage};
use std::collections::BTreeMap;

/// What is worth saying of the articles and of what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// How many articles lack what, by what is told in `run.json`.
    pub counts: BTreeMap<&'static str, u64>,
    /// One line for each thing, for people.
    pub lines: Vec<String>,
}

impl Notes {
    pub(super) fn of(archive: &Archive, rows: &[Row], compared: &[LanguagePair], options: &Options) -> Notes {
        let mut notes = Notes::default();
        let entries = &archive.entries;
        let all = entries.len();
        if all == 0 {
            return notes;
        }
        let mut lacking = |what: &'static str, lacks: fn(&Entry) -> bool, told: &str| {
            let count = entries.iter().filter(|entry| lacks(entry)).count();
            if count > 0 {
                notes.counts.insert(what, count as u64);
                notes.lines.push(format!("{count} of {all} articles {told}"));
            }
        };
        lacking(
            "undated articles",
            |entry| entry.time.is_none(),
            "have no date: they are compared with those of all days",
        );
        lacking("unknown outlets", |entry| !entry.has_outlet, "have no outlet");
        let mut languages: PerLanguage<usize> = PerLanguage::default();
        entries.iter().for_each(|entry| languages[entry.language] += 1);
        let missing: Vec<String> = options
            .languages
            .iter()
            .filter(|pair| !compared.contains(pair))
            .filter_map(|pair| pair.both().into_iter().find(|&language| languages[language] == 0))
            .map(|language| language.to_string())
            .collect();
        if compared.is_empty() && !missing.is_empty() {
            notes.counts.insert("pairs of languages with an empty side", missing.len() as u64);
            let mut missing = missing;
            missing.sort_unstable();
            missing.dedup();
            let had = languages.iter().filter(|(_, count)| **count > 0);
            let had: Vec<String> = had.map(|(language, count)| format!("{count} in {language}")).collect();
            notes.lines.push(format!(
                "nothing to pair: {}, none in {}; --langs says which languages are compared",
                had.join(", "),
                missing.join(", ")
            ));
        } else if !rows.iter().any(|row| row.relation.is_decision()) {
            let best = rows.iter().max_by(|a, b| a.score.total_cmp(&b.score).then(b.src.cmp(&a.src)));
            notes.lines.push(match best {
                Some(row) => {
                    let [src, trg] = [row.src, row.trg].map(|number| &entries[number as usize].id);
                    format!("nothing paired: the likeliest pair, {src} and {trg}, has {:.2}", row.score)
                }
                None => format!(
                    "nothing paired: no two articles of the languages compared are within {} days and share enough words",
                    options.window_days
                ),
            });
        }
        notes
    }
}
