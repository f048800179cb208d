//! Whether a Latin and a Cyrillic word are one name: graphones, and endings where the Cyrillic word is in another case.
//!
//! Scores are nats: with a thousand names to choose from, one at ln 1000 is as likely the same name as none is.
//! Not for: names of several words (that is [`super::person`]).

use super::endings::Endings;
use super::graphones::{CyrillicString, Graphones, LatinString, Scratch, score_above, score_from};
use crate::text::Language;
use std::sync::LazyLock;

/// What a score loses when the Cyrillic word must be in another case than the nominative, by the letters of its ending:
/// a long ending tells the case, a short one may be the name's own.
const CASE: [f32; 4] = [5.0, 5.0, 3.0, 0.8];
/// Other cases are not thought of when the word as it stands scores less, and how much less is of no matter.
pub(crate) const HOPELESS: f32 = -6.0;

/// The table that comes with parallax for a language; `None` for English.
pub fn table(language: Language) -> Option<&'static Graphones> {
    static RUSSIAN: LazyLock<Option<Graphones>> =
        LazyLock::new(|| Graphones::from_bytes(include_bytes!("../../data/names/ru.graphones")).ok());
    static UKRAINIAN: LazyLock<Option<Graphones>> =
        LazyLock::new(|| Graphones::from_bytes(include_bytes!("../../data/names/uk.graphones")).ok());
    match language {
        Language::English => None,
        Language::Russian => RUSSIAN.as_ref(),
        Language::Ukrainian => UKRAINIAN.as_ref(),
    }
}

/// The score of a Latin word against a Cyrillic word in any case.
pub fn in_any_case(
    latin: &LatinString,
    cyrillic: &CyrillicString,
    table: &Graphones,
    endings: &Endings,
    scratch: &mut Scratch,
) -> f32 {
    in_any_case_above(latin, cyrillic, table, endings, HOPELESS, scratch)
}

/// The same, where the word as it stands need only score `least` to be looked at.
pub(crate) fn in_any_case_above(
    latin: &LatinString,
    cyrillic: &CyrillicString,
    table: &Graphones,
    endings: &Endings,
    least: f32,
    scratch: &mut Scratch,
) -> f32 {
    let as_it_stands = score_above(latin, cyrillic, least, scratch);
    if as_it_stands < least {
        return as_it_stands;
    }
    let letters = cyrillic.letters();
    let mut best = as_it_stands;
    let mut form: Vec<u8> = Vec::with_capacity(letters.len() + 4);
    for nominative in endings.nominatives(letters) {
        let price = CASE[(letters.len() - nominative.kept).min(CASE.len() - 1)];
        form.clear();
        form.extend_from_slice(&letters[..nominative.kept]);
        form.extend_from_slice(nominative.ending);
        let form = CyrillicString::of(&form, table);
        best = best.max(score_from(latin, &form, nominative.kept, scratch) - price);
    }
    best
}

/// The probability that a folded Latin and a folded Cyrillic word are one name or cognate, where one in a thousand pairs
/// is. Words of fewer than three letters are never.
///
/// ```
/// use parallax::names::word::likeness;
/// use parallax::text::Language::{Russian, Ukrainian};
/// assert!(likeness("luhansk", "луганську", Ukrainian) > 0.5);
/// assert!(likeness("lavrov", "лавровым", Russian) > 0.5);
/// assert!(likeness("london", "луганск", Russian) < 0.01);
/// ```
pub fn likeness(latin: &str, cyrillic: &str, language: Language) -> f32 {
    let Some(table) = table(language) else { return 0.0 };
    let (latin, cyrillic) = (LatinString::new(latin, table), CyrillicString::new(cyrillic, table));
    if latin.len() < 3 || cyrillic.len() < 3 {
        return 0.0;
    }
    let mut scratch = Scratch::default();
    probability(in_any_case(&latin, &cyrillic, table, Endings::of(language), &mut scratch), 1000)
}

/// The probability that goes with a score among so many names, when it is even whether one of them is the same. Fewer
/// than a thousand count as a thousand.
pub fn probability(score: f32, names: usize) -> f32 {
    let odds = score - (names.max(1000) as f32).ln();
    1.0 / (1.0 + (-odds).exp())
}
