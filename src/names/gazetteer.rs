//! Countries, regions, cities and capitals with their names in English, Russian and Ukrainian, for those that spelling
//! does not bring together (Germany, Германия, Німеччина; Kyiv, Kiev, Киев).
//!
//! The data (`data/names/gazetteer.tsv`) come from the Unicode CLDR and GeoNames; `scripts/gazetteer` makes them. What they
//! lack (rivers and seas, regions of history, former and short names, bodies such as the European Union) is written by
//! hand in `data/names/exonyms.tsv`.
//! Not for: judging spellings that are not in the list.

use super::endings::Endings;
use super::fold;
use crate::text::{Language, PerLanguage};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
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
    /// A river, a sea, a mountain, a square: what no one governs.
    Feature,
    /// A body that is named as places are: the European Union.
    Organisation,
}

/// A place with its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code, CLDR subdivision code or GeoNames number; empty for a place of the list by hand.
    pub code: &'static str,
    /// ISO 3166 code of its country; empty for a place of the list by hand.
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

    /// Cyrillic spellings besides the Russian and the Ukrainian name.
    pub fn further_cyrillic(&self) -> impl Iterator<Item = &'static str> {
        self.cyrillic.split('|').filter(|name| !name.is_empty())
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
        static BUILTIN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::of(places().collect()));
        &BUILTIN
    }

    fn of(places: Vec<Place>) -> Gazetteer {
        let mut spellings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, place) in places.iter().enumerate() {
            for name in place.latin().chain(place.cyrillic()) {
                let leads = spellings.entry(key(name)).or_default();
                if leads.last() != Some(&(number as u32)) {
                    leads.push(number as u32);
                }
            }
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

    /// The same for a Cyrillic name that may be in another case: `Польшу`, `Кривому Розі`, `Соединённых Штатов`. Names of
    /// more than four words are looked up as they stand.
    ///
    /// ```
    /// use parallax::names::gazetteer::Gazetteer;
    /// use parallax::text::Language;
    /// let gazetteer = Gazetteer::builtin();
    /// let found = gazetteer.find_in_any_case("Кривому Розі", Language::Ukrainian);
    /// assert!(found.iter().any(|&place| gazetteer.place(place).russian == "Кривой Рог"));
    /// ```
    pub fn find_in_any_case(&self, name: &str, language: Language) -> Vec<u32> {
        thread_local! {
            // News says the same names again and again.
            static FOUND: RefCell<PerLanguage<FxHashMap<String, Vec<u32>>>> =
                RefCell::new(PerLanguage::new(|_| FxHashMap::default()));
        }
        if name.len() > 200 {
            return Vec::new();
        }
        FOUND.with_borrow_mut(|found| {
            let found = &mut found[language];
            if let Some(known) = found.get(name) {
                return known.clone();
            }
            let places = self.search_in_any_case(name, language);
            if found.len() >= MOST_KEPT {
                found.clear();
            }
            found.insert(name.to_owned(), places.clone());
            places
        })
    }

    fn search_in_any_case(&self, name: &str, language: Language) -> Vec<u32> {
        let mut found = self.find(name);
        let (name, _) = fold::tidy(name);
        let words: Vec<Vec<u8>> = name
            .split(|letter: char| {
                !letter.is_alphanumeric() && fold::cyrillic(letter) != Some(fold::APOSTROPHE)
            })
            .map(|word| {
                word.chars().filter_map(fold::cyrillic).filter(|&at| at != fold::APOSTROPHE).collect()
            })
            .filter(|word: &Vec<u8>| !word.is_empty())
            .collect();
        if words.len() > MOST_WORDS || !name.chars().any(fold::is_cyrillic) {
            return found;
        }
        // The hash of the words so far, in each of their nominatives.
        let mut hashes = vec![START];
        for word in &words {
            let mut longer = Vec::new();
            for &hash in &hashes {
                longer.push(hash_on(hash, word));
                for nominative in Endings::of(language).nominatives(word) {
                    longer.push(hash_on(hash_on(hash, &word[..nominative.kept]), nominative.ending));
                }
            }
            longer.sort_unstable();
            longer.dedup();
            longer.truncate(MOST_READINGS);
            hashes = longer;
        }
        found.extend(hashes.iter().filter_map(|hash| self.spellings.get(hash)).flatten());
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The place with this number.
    pub fn place(&self, number: u32) -> &Place {
        &self.places[number as usize]
    }

    /// The places of the list by hand.
    pub fn by_hand(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.code.is_empty())
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

/// The places of the data files, in their order.
fn places() -> impl Iterator<Item = Place> {
    let gazetteer = include_str!("../../data/names/gazetteer.tsv").lines().skip(1).map(|line| (line, true));
    let by_hand = include_str!("../../data/names/exonyms.tsv").lines();
    let by_hand = by_hand.filter(|line| !line.starts_with('#')).skip(1).map(|line| (line, false));
    gazetteer.chain(by_hand).map(|(line, coded)| {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        let kind = match next() {
            "country" => Kind::Country,
            "region" => Kind::Region,
            "capital" => Kind::Capital,
            "feature" => Kind::Feature,
            "organisation" => Kind::Organisation,
            _ => Kind::City,
        };
        let (code, country) = if coded { (next(), next()) } else { ("", "") };
        Place {
            kind,
            code,
            country,
            english: next(),
            russian: next(),
            ukrainian: next(),
            latin: next(),
            cyrillic: next(),
        }
    })
}

/// Names of places with more words are not looked for in other cases …
const MOST_WORDS: usize = 4;
/// … nor are more readings of one name.
const MOST_READINGS: usize = 4000;
/// So many answers are kept on each thread.
const MOST_KEPT: usize = 20_000;

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
    letters.fold(START, step)
}

/// A hash with the letters of a Cyrillic word added.
fn hash_on(hash: u64, letters: &[u8]) -> u64 {
    letters.iter().copied().map(u32::from).fold(hash, step)
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, letter: u32) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(0x100_0000_01b3)
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
