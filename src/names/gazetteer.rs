//! Countries, regions, cities and capitals with their names in English, Russian and Ukrainian, for those that spelling
//! does not bring together (Germany, Германия, Німеччина; Kyiv, Kiev, Киев).
//!
//! The data (`data/names/gazetteer.tsv`) come from the Unicode CLDR and GeoNames; `scripts/gazetteer` makes them.
//! Not for: judging spellings that are not in the list.

use super::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A country or territory with an ISO 3166 code.
    Country,
    /// A first-level part of a country.
    Region,
    /// A city that is no capital of a country.
    City,
    /// The capital of a country.
    Capital,
}

/// A place with its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code, CLDR subdivision code or GeoNames number.
    pub code: &'static str,
    /// ISO 3166 code of its country.
    pub country: &'static str,
    /// English name.
    pub english: &'static str,
    /// Russian name; empty where none is known.
    pub russian: &'static str,
    /// Ukrainian name; empty where none is known.
    pub ukrainian: &'static str,
    latin: &'static str,
    cyrillic: &'static str,
}

impl Place {
    /// All Latin spellings, the English name first.
    pub fn latin(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.english).chain(self.latin.split('|')).filter(|name| !name.is_empty())
    }

    /// All Cyrillic spellings, the Russian and the Ukrainian name first.
    pub fn cyrillic(&self) -> impl Iterator<Item = &'static str> {
        [self.russian, self.ukrainian]
            .into_iter()
            .chain(self.cyrillic.split('|'))
            .filter(|name| !name.is_empty())
    }
}

/// The places and where each spelling leads.
#[derive(Debug)]
pub struct Gazetteer {
    places: Vec<Place>,
    /// Hashes of folded spellings and places, sorted.
    spellings: FxHashMap<u64, Vec<u32>>,
}

impl Gazetteer {
    /// The one that comes with parallax.
    ///
    /// ```
    /// use parallax::names::gazetteer::Gazetteer;
    /// let gazetteer = Gazetteer::builtin();
    /// let found = gazetteer.find("Німеччина");
    /// assert!(found.iter().any(|&place| gazetteer.place(place).english == "Germany"));
    /// ```
    pub fn builtin() -> &'static Gazetteer {
        static BUILTIN: LazyLock<Gazetteer> =
            LazyLock::new(|| Gazetteer::parse(include_str!("../../data/names/gazetteer.tsv")));
        &BUILTIN
    }

    fn parse(data: &'static str) -> Gazetteer {
        let mut places: Vec<Place> = Vec::with_capacity(9000);
        let mut spellings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for line in data.lines().skip(1) {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            let kind = match next() {
                "country" => Kind::Country,
                "region" => Kind::Region,
                "capital" => Kind::Capital,
                _ => Kind::City,
            };
            let place = Place {
                kind,
                code: next(),
                country: next(),
                english: next(),
                russian: next(),
                ukrainian: next(),
                latin: next(),
                cyrillic: next(),
            };
            let number = places.len() as u32;
            for name in place.latin().chain(place.cyrillic()) {
                let leads = spellings.entry(key(name)).or_default();
                if leads.last() != Some(&number) {
                    leads.push(number);
                }
            }
            places.push(place);
        }
        Gazetteer { places, spellings }
    }

    /// Numbers of the places that are spelt so in any of the languages; capitals, accents and signs do not matter.
    pub fn find(&self, name: &str) -> Vec<u32> {
        if name.len() > 200 {
            return Vec::new();
        }
        self.spellings.get(&key(&fold::tidy(name).0)).cloned().unwrap_or_default()
    }

    /// The place with this number.
    pub fn place(&self, number: u32) -> &Place {
        &self.places[number as usize]
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}

/// A hash of the letters of a name (FNV-1a).
fn key(name: &str) -> u64 {
    let letters = name.chars().filter_map(|letter| {
        let number = if fold::is_cyrillic(letter) {
            fold::cyrillic(letter).map(u32::from)
        } else {
            fold::latin(letter).map(|letter| u32::from(fold::without_accent(letter)) + 256)
        };
        number.filter(|&number| number & 255 != u32::from(fold::APOSTROPHE))
    });
    letters
        .fold(0xcbf2_9ce4_8422_2325, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_lead_to_their_place() {
        let gazetteer = Gazetteer::builtin();
        for (one, other) in [
            ("Germany", "Німеччина"),
            ("Vienna", "Відень"),
            ("KIEV", "Київ"),
            ("Kyiv", "Киев"),
            ("Lugans'k", "Луганск"),
            ("Beijing", "Пекин"),
        ] {
            let (one, other) = (gazetteer.find(one), gazetteer.find(other));
            assert!(one.iter().any(|place| other.contains(place)), "{one:?} {other:?}");
        }
    }
}
