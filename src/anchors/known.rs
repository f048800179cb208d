//! Names of several words that are known as they stand: `Ministry of Defence`, `Чёрное море`, `Верховної Ради`.
//!
//! They are those of the gazetteer's list by hand (`data/names/exonyms.tsv`). Not for: names of one word.

use super::mention::Sort;
use crate::names::gazetteer::{Gazetteer, Kind, Place};
use crate::text::stem::stem;
use crate::text::words::words;
use crate::text::{Language, PerLanguage};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The stems of a name behind its first word, and what it is the name of.
type Rest = (Vec<String>, Sort);

/// How many words the known name that starts at a place has, and what it names; `stems` are those of all words, `near` tells
/// whether a word stands right behind the one before it.
pub fn known<'a>(
    stem_of: impl Fn(usize) -> Option<&'a str>,
    near: impl Fn(usize) -> bool,
    at: usize,
    language: Language,
) -> Option<(usize, Sort)> {
    let found = NAMES[language].get(stem_of(at)?)?;
    let fits = |rest: &&Rest| {
        rest.0.iter().enumerate().all(|(step, wanted)| {
            near(at + step + 1) && stem_of(at + step + 1).is_some_and(|stem| stem == wanted)
        })
    };
    let longest = found.iter().filter(fits).max_by_key(|rest| rest.0.len())?;
    Some((longest.0.len() + 1, longest.1))
}

static NAMES: LazyLock<PerLanguage<FxHashMap<String, Vec<Rest>>>> = LazyLock::new(|| {
    PerLanguage::new(|language| {
        let mut names: FxHashMap<String, Vec<Rest>> = FxHashMap::default();
        // `Луганская область` is what its town's name stands in.
        let region = |place: &&Place| place.english.ends_with(" region");
        for place in Gazetteer::builtin().by_hand().filter(|place| !region(place)) {
            let sort = if place.kind == Kind::Organisation { Sort::Organisation } else { Sort::Place };
            let of_language: Vec<&str> = match language {
                Language::English => place.latin().collect(),
                Language::Russian => std::iter::once(place.russian).chain(place.further_cyrillic()).collect(),
                Language::Ukrainian => {
                    std::iter::once(place.ukrainian).chain(place.further_cyrillic()).collect()
                }
            };
            for name in of_language.into_iter().filter(|name| !name.starts_with("the ")) {
                let words = words(name);
                let mut stems = words.iter().map(|word| stem(&word.folded, language).to_owned());
                let Some(first) = stems.next() else { continue };
                let rest: Vec<String> = stems.collect();
                if !rest.is_empty() {
                    names.entry(first).or_default().push((rest, sort));
                }
            }
        }
        names
    })
});
