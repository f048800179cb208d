//! Words made of the names of places: Луганская область, Луганщина, Луганской. They speak for the place, which may never
//! stand in the texts itself. The endings are data (`data/spellings/derived.*.txt`).
//!
//! Not for: people of places and adjectives of countries, which are no names.

use super::lemma;
use crate::names::gazetteer::{Gazetteer, Kind as PlaceKind};
use crate::names::person::{Kind, Part};
use crate::text::Language;
use std::sync::LazyLock;

/// What a word or two are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// Nominatives that the place may have, small, the likeliest first.
    pub places: Vec<String>,
    /// The region in the nominative (Луганская область); none for an adjective that stands alone, which names nothing.
    pub region: Option<String>,
    /// Whether it is named after its capital without doubt.
    pub of_capital: bool,
}

/// A kind of region: its gender (0 m, 1 f, 2 n) and its forms, the nominative first.
struct RegionKind {
    gender: usize,
    forms: Vec<&'static str>,
    /// Named after its capital, as oblasts are; others may be named after anything.
    of_capital: bool,
}

struct Data {
    kinds: Vec<RegionKind>,
    /// Endings of adjectives; the first three are the nominatives.
    endings: Vec<&'static str>,
    regions: Vec<&'static str>,
    stems: Vec<(&'static str, Vec<&'static str>)>,
}

/// Endings of Луганщина.
const REGION_ENDINGS: [&str; 8] = ["а", "и", "і", "у", "ою", "ы", "е", "ой"];

fn data(language: Language) -> Option<&'static Data> {
    static RUSSIAN: LazyLock<Data> =
        LazyLock::new(|| parse(include_str!("../../data/spellings/derived.ru.txt")));
    static UKRAINIAN: LazyLock<Data> =
        LazyLock::new(|| parse(include_str!("../../data/spellings/derived.uk.txt")));
    match language {
        Language::English => None,
        Language::Russian => Some(&RUSSIAN),
        Language::Ukrainian => Some(&UKRAINIAN),
    }
}

fn parse(text: &'static str) -> Data {
    let mut data = Data { kinds: Vec::new(), endings: Vec::new(), regions: Vec::new(), stems: Vec::new() };
    for line in text.lines() {
        let mut fields = line.split_whitespace();
        match fields.next() {
            Some(kind @ ("kind" | "region")) => {
                let gender = match fields.next() {
                    Some("m") => 0,
                    Some("f") => 1,
                    _ => 2,
                };
                let (forms, of_capital) = (fields.collect(), kind == "region");
                data.kinds.push(RegionKind { gender, forms, of_capital });
            }
            Some("adjective") => data.endings.extend(fields),
            Some("ends") => data.regions.extend(fields),
            Some("stem") => {
                if let Some(end) = fields.next() {
                    let instead = fields.skip(1).map(|one| if one == "-" { "" } else { one }).collect();
                    data.stems.push((end, instead));
                }
            }
            _ => {}
        }
    }
    data
}

/// Whether a small word is a kind of region in some case.
pub fn is_kind(word: &str, language: Language) -> bool {
    data(language).is_some_and(|data| data.kinds.iter().any(|kind| kind.forms.contains(&word)))
}

/// Whether a small word may be an adjective of a place by its form.
pub fn is_adjectival(word: &str, language: Language) -> bool {
    data(language).is_some_and(|data| stem_of_adjective(word, data).is_some())
}

/// What a name of one or two words is made of.
pub fn derived(parts: &[&Part], person: bool, language: Language) -> Option<Derived> {
    let data = data(language)?;
    match parts {
        [adjective, kind] if adjective.kind == Kind::Word => {
            let kind = data.kinds.iter().find(|known| known.forms.contains(&kind.text.as_str()))?;
            let stem = stem_of_adjective(&adjective.text, data)?;
            let nominative = format!("{stem}{}", data.endings.get(kind.gender)?);
            let region = Some(format!("{} {}", capital(&nominative), kind.forms.first()?));
            Some(Derived { places: places(stem, data), region, of_capital: kind.of_capital })
        }
        [word] if word.kind == Kind::Word && !person => {
            let stem = REGION_ENDINGS.iter().find_map(|ending| {
                let stem = word.text.strip_suffix(ending)?;
                (stem.chars().count() > 5 && data.regions.iter().any(|end| stem.ends_with(end)))
                    .then_some(stem)
            });
            if let Some(stem) = stem {
                let places = places(stem, data);
                let region = capital(&format!("{stem}а"));
                // Німеччина, Туреччина
                let gazetteer = Gazetteer::builtin();
                let country = |place: &u32| gazetteer.place(*place).kind == PlaceKind::Country;
                let itself = gazetteer.find(&region).iter().any(country);
                return (!itself).then_some(Derived { places, region: Some(region), of_capital: true });
            }
            let stem = stem_of_adjective(&word.text, data)?;
            let adjective = lemma::is_adjective(&word.text, language);
            adjective.then(|| Derived { places: places(stem, data), region: None, of_capital: true })
        }
        _ => None,
    }
}

fn stem_of_adjective<'a>(word: &'a str, data: &Data) -> Option<&'a str> {
    data.endings.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().count() > 3 && (stem.ends_with("ск") || stem.ends_with("цк") || stem.ends_with("ьк")))
            .then_some(stem)
    })
}

fn places(stem: &str, data: &Data) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (end, instead) in &data.stems {
        let Some(base) = stem.strip_suffix(end).filter(|base| base.chars().count() > 1) else { continue };
        for ending in instead {
            let place = format!("{base}{ending}");
            if place.chars().count() > 2 && !found.contains(&place) {
                found.push(place);
            }
        }
    }
    found
}

/// A small word with a capital.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
