//! Places that news name most, and what is named after them: `Russian` and `российский` are one term (`data/anchors/places.tsv`).
//!
//! Not for: all places of the world, which need a gazetteer.

use super::table::rows;
use crate::text::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A word that names a place or is named after one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The place: an ISO 3166 code, or its English name in capitals.
    pub place: &'static str,
    /// Whether the word is an adjective or says who lives there.
    pub demonym: bool,
}

/// The place that a folded word names or is named after: `russian`, `российских`, `киевлян`, `києві`.
///
/// ```
/// use parallax::anchors::named;
/// use parallax::text::Language;
/// assert_eq!(named("russian", Language::English), named("российских", Language::Russian));
/// ```
pub fn named(folded: &str, language: Language) -> Option<Named> {
    let table = &TABLES[language as usize];
    if language == Language::English {
        return table.get(folded).copied();
    }
    // The longest stem that the word starts with; what is left must be an ending.
    let mut ends: Vec<usize> =
        folded.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(24).collect();
    ends.reverse();
    let (end, found) =
        ends.into_iter().find_map(|end| table.get(&folded[..end]).map(|found| (end, *found)))?;
    (folded[end..].chars().count() <= LONGEST_ENDING).then_some(found)
}

/// What may follow a stem of the table: endings, and `-ец`, `-анка` with theirs.
const LONGEST_ENDING: usize = 4;

static TABLES: LazyLock<[FxHashMap<String, Named>; 3]> = LazyLock::new(|| Language::ALL.map(read));

fn read(language: Language) -> FxHashMap<String, Named> {
    let mut table = FxHashMap::default();
    let first = 1 + 2 * language as usize;
    for row in rows(include_str!("../../data/anchors/places.tsv")) {
        for (at, demonym) in [(first, false), (first + 1, true)] {
            let (Some(&place), Some(forms)) = (row.first(), row.get(at)) else { continue };
            for form in forms.split('|').filter(|form| *form != "-") {
                table.entry(form.to_lowercase()).or_insert(Named { place, demonym });
            }
        }
    }
    table
}
