//! The nominative of each Cyrillic word of a name: that which its Latin partners, the gazetteer and the texts themselves
//! speak for.

use super::lemma;
use super::occurrence::{Form, is_shouted};
use super::partners::{Partners, word_score};
use crate::names::gazetteer::Gazetteer;
use crate::names::graphones::{CyrillicString, LatinString, Scratch, score_above};
use crate::names::person::{Kind, Part};
use crate::names::word::table;
use crate::text::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// What a candidate loses that is not the word as it stands.
const CHANGED: f32 = 1.5;
/// What it gains where it stands in the texts, too, and where the gazetteer has it.
const ATTESTED: f32 = 2.0;
const KNOWN: f32 = 6.0;
/// However unlike a Latin word, a candidate scores this.
const LEAST: f32 = -6.0;
/// Words of partners go together from this score on.
const TOGETHER: f32 = 0.0;

/// Nominatives of words that have a Latin partner.
#[derive(Debug, Default)]
pub struct Bases {
    base_of: FxHashMap<(Language, String), String>,
    bases: FxHashSet<(Language, String)>,
}

impl Bases {
    /// Decides for all words of the partners.
    pub fn new(forms: &[Form], partners: &[Partners]) -> Bases {
        let mut scratch = Scratch::default();
        let attested: FxHashSet<(Language, &str)> = forms
            .iter()
            .flat_map(|form| form.parts.iter().map(move |(part, _)| (form.language, part.text.as_str())))
            .collect();
        let mut latin_of: BTreeMap<(&str, &str), (Language, Vec<&str>)> = BTreeMap::new();
        for pair in partners {
            let (english, other) = (&forms[pair.english as usize], &forms[pair.other as usize]);
            let whole = english.parts.len() == 1 && other.parts.len() == 1;
            for (cyrillic, _) in other.parts.iter().filter(|(part, _)| part.kind != Kind::Initial) {
                let key = (other.language.code(), cyrillic.text.as_str());
                let list = &mut latin_of.entry(key).or_insert((other.language, Vec::new())).1;
                let fits = |latin: &Part, scratch: &mut Scratch| {
                    whole || word_score(latin, cyrillic, other.language, scratch) >= TOGETHER
                };
                for (latin, _) in english.parts.iter().filter(|(part, _)| part.kind != Kind::Initial) {
                    if fits(latin, &mut scratch) && !list.contains(&latin.text.as_str()) {
                        list.push(&latin.text);
                    }
                }
            }
        }
        let mut bases = Bases::default();
        for ((_, word), (language, latin)) in latin_of {
            if latin.is_empty() {
                continue;
            }
            let base = decide(word, language, &latin, &attested, &mut scratch);
            bases.bases.insert((language, base.clone()));
            bases.base_of.insert((language, word.to_owned()), base);
        }
        bases
    }

    /// The nominative of a small word; the word itself where nothing else is known.
    pub fn word(&self, word: &str, language: Language) -> String {
        let key = (language, word.to_owned());
        if let Some(base) = self.base_of.get(&key) {
            return base.clone();
        }
        if self.bases.contains(&key) {
            return key.1;
        }
        let known = |base: &String| self.bases.contains(&(language, base.clone()));
        lemma::nominatives(word, language).into_iter().find(known).unwrap_or(key.1)
    }

    /// A name with all its words in the nominative.
    pub fn name(&self, form: &Form) -> String {
        if form.language == Language::English || form.acronym.is_some() {
            return form.text.clone();
        }
        let shouted = is_shouted(&form.text);
        let (mut name, mut end) = (String::new(), 0);
        for (part, range) in &form.parts {
            let written = &form.text[range.clone()];
            name.push_str(&form.text[end..range.start]);
            end = range.end;
            let base = self.word(&part.text, form.language);
            let same = part.kind == Kind::Initial || (base == part.text && !shouted);
            name.push_str(&if same { written.to_owned() } else { capitals_of(written, &base, shouted) });
        }
        name.push_str(&form.text[end..]);
        name
    }
}

fn decide(
    word: &str,
    language: Language,
    latin: &[&str],
    attested: &FxHashSet<(Language, &str)>,
    scratch: &mut Scratch,
) -> String {
    let Some(table) = table(language) else { return word.to_owned() };
    let gazetteer = Gazetteer::builtin();
    let places: Vec<u32> = latin.iter().flat_map(|latin| gazetteer.find(latin)).collect();
    let mut best = (f32::NEG_INFINITY, word.to_owned());
    for candidate in std::iter::once(word.to_owned()).chain(lemma::nominatives(word, language)) {
        let cyrillic = CyrillicString::new(&candidate, table);
        let scores =
            latin.iter().map(|latin| score_above(&LatinString::new(latin, table), &cyrillic, LEAST, scratch));
        let mut score = scores.fold(LEAST, f32::max);
        if candidate != word {
            score -= CHANGED;
            if attested.contains(&(language, candidate.as_str())) {
                score += ATTESTED;
            }
        }
        if gazetteer.find(&candidate).iter().any(|place| {
            let place = gazetteer.place(*place);
            let own = if language == Language::Russian { place.russian } else { place.ukrainian };
            own.to_lowercase().replace(['’', 'ʼ'], "'") == candidate.replace(['’', 'ʼ'], "'")
                && (places.is_empty() || places.iter().any(|at| gazetteer.place(*at) == place))
        }) {
            score += KNOWN;
        }
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

/// A small word with the capitals of another writing of it.
fn capitals_of(written: &str, base: &str, shouted: bool) -> String {
    let mut written = written.chars();
    let mut start = true;
    let mut made = String::new();
    for letter in base.chars() {
        let capital = written.next().is_some_and(char::is_uppercase) && (!shouted || start);
        start = letter == '-' || letter == ' ';
        match letter {
            '\'' => made.push('’'),
            letter if capital => made.extend(letter.to_uppercase()),
            letter => made.push(letter),
        }
    }
    made
}
