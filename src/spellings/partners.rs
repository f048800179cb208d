//! Which names of linked sentences are one: the matcher's score, the gazetteer's or an acronym's word, and that each is
//! the best of the other among the names of the two sentences.

use super::Link;
use super::lemma;
use super::occurrence::{Form, Occurrence};
use crate::names::gazetteer::{Gazetteer, Kind as PlaceKind};
use crate::names::graphones::{CyrillicString, LatinString, Scratch, score};
use crate::names::person::{self, Kind, Part};
use crate::names::word::table;
use crate::text::Language;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Two names of linked sentences are one from this score on (nats). There are some ten to choose from, not thousands.
pub const SAME: f32 = 4.0;
/// Words of partners go together from this score on.
pub const TOGETHER: f32 = 0.0;
/// What one place in the gazetteer and one acronym score.
const SAME_PLACE: f32 = 14.0;
/// A seldom partner is left out that scores less than the usual one by this.
const SELDOM: f32 = 4.0;
/// What a name loses that is like a country's, but not the gazetteer's for it.
const OTHER_PLACE: f32 = 6.0;
/// What an initial that fits tells.
const INITIAL: f32 = 1.5;

/// An English and a Cyrillic form that linked sentences share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Partners {
    pub english: u32,
    pub other: u32,
}

/// The pairs of forms, sorted.
pub fn partners(forms: &[Form], occurrences: &[Occurrence], links: &[Link]) -> Vec<Partners> {
    let mut of_sentence: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
    for one in occurrences {
        of_sentence.entry((one.article, one.sentence)).or_default().push(one.form);
    }
    let within = |article: usize, sentences: &[u32]| -> Vec<u32> {
        let found = sentences.iter().filter_map(|&sentence| of_sentence.get(&(article as u32, sentence)));
        let mut all: Vec<u32> = found.flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let beads: Vec<(Vec<u32>, Vec<u32>)> = links
        .iter()
        .map(|link| (within(link.src, &link.src_sentences), within(link.trg, &link.trg_sentences)))
        .collect();
    let mut pairs: Vec<(u32, u32)> =
        beads.iter().flat_map(|(a, b)| a.iter().flat_map(|&a| b.iter().map(move |&b| (a, b)))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let scored: Vec<((u32, u32), f32)> = pairs
        .into_par_iter()
        .map_init(Scratch::default, |scratch, (a, b)| {
            ((a, b), score_of(&forms[a as usize], &forms[b as usize], scratch))
        })
        .collect();
    let scores: FxHashMap<(u32, u32), f32> = scored.into_iter().filter(|(_, score)| *score >= SAME).collect();
    let mut found: BTreeMap<Partners, (usize, f32)> = BTreeMap::new();
    for (english, others) in &beads {
        let mut cells: Vec<(f32, u32, u32)> = english
            .iter()
            .flat_map(|&a| others.iter().map(move |&b| (a, b)))
            .filter_map(|(a, b)| scores.get(&(a, b)).map(|&score| (score, a, b)))
            .collect();
        cells.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        // A sentence may spell one name in two ways (with and without the given name): equals share a partner.
        let mut best: FxHashMap<(bool, u32), f32> = FxHashMap::default();
        for (score, a, b) in cells {
            let (of_a, of_b) =
                (*best.entry((true, a)).or_insert(score), *best.entry((false, b)).or_insert(score));
            if of_a == score && of_b == score {
                found.entry(Partners { english: a, other: b }).or_insert((0, score)).0 += 1;
            }
        }
    }
    // What is seldom the partner and less like it than the usual one stood where that one was left out.
    let mut usual: FxHashMap<u32, (usize, f32)> = FxHashMap::default();
    for (pair, &(count, score)) in &found {
        let usual = usual.entry(pair.other).or_insert((count, score));
        if count > usual.0 || (count == usual.0 && score > usual.1) {
            *usual = (count, score);
        }
    }
    let seldom = |pair: &Partners, (count, score): (usize, f32)| {
        usual.get(&pair.other).is_some_and(|usual| count * 3 < usual.0 && score + SELDOM < usual.1)
    };
    found.retain(|pair, told| !seldom(pair, *told));
    found.into_keys().collect()
}

/// How a Latin word scores against a place that an adjective or a region is named after, the best candidate.
pub fn place_score(latin: &str, place: &str, language: Language, scratch: &mut Scratch) -> f32 {
    let Some(table) = table(language) else { return f32::NEG_INFINITY };
    let like = score(&LatinString::new(latin, table), &CyrillicString::new(place, table), scratch);
    if shares_place(latin, place) { like.max(SAME_PLACE) } else { like }
}

fn shares_place(latin: &str, cyrillic: &str) -> bool {
    let gazetteer = Gazetteer::builtin();
    let places = gazetteer.find(latin);
    !places.is_empty() && gazetteer.find(cyrillic).iter().any(|place| places.contains(place))
}

fn score_of(english: &Form, other: &Form, scratch: &mut Scratch) -> f32 {
    if english.language != Language::English || other.language == Language::English {
        return f32::NEG_INFINITY;
    }
    if english.acronym.is_some() || other.acronym.is_some() {
        return if english.acronym == other.acronym { SAME_PLACE } else { f32::NEG_INFINITY };
    }
    let short = |form: &Form| form.text.chars().filter(|letter| letter.is_alphabetic()).count() < 3;
    if short(english) || short(other) {
        return f32::NEG_INFINITY;
    }
    if let Some(derived) = &other.derived {
        let mut weighty = english.weighty();
        let (Some(only), None) = (weighty.next(), weighty.next()) else { return f32::NEG_INFINITY };
        let latin = &english.parts[only].0;
        let best = derived
            .places
            .iter()
            .map(|place| place_score(&latin.text, place, other.language, scratch))
            .fold(f32::NEG_INFINITY, f32::max);
        // A region may be romanised itself: Sumshchyna.
        let itself = match other.parts.as_slice() {
            [(part, _)] => word_score(latin, part, other.language, scratch) - INITIAL,
            _ => f32::NEG_INFINITY,
        };
        return best.max(itself);
    }
    if !other.titled && same_place(english, other) {
        return SAME_PLACE;
    }
    let parts = |form: &Form| form.parts.iter().map(|(part, _)| part.clone()).collect::<Vec<Part>>();
    let (latin, cyrillic) = (parts(english), parts(other));
    let mut cells = vec![f32::NEG_INFINITY; latin.len() * cyrillic.len()];
    for (i, a) in latin.iter().enumerate() {
        for (j, b) in cyrillic.iter().enumerate() {
            cells[i * cyrillic.len() + j] = word_score(a, b, other.language, scratch);
        }
    }
    let score = person::score(&latin, &cyrillic, |i, j| cells[i * cyrillic.len() + j]);
    // Russia is Россия; what else sounds so is hardly it.
    let gazetteer = Gazetteer::builtin();
    let country = |number: &u32| gazetteer.place(*number).kind == PlaceKind::Country;
    let other_place = gazetteer.find(&english.text).iter().any(country);
    score.unwrap_or(f32::NEG_INFINITY) - if other_place { OTHER_PLACE } else { 0.0 }
}

/// The score of two words of names, in any case; initials stand for words.
pub fn word_score(latin: &Part, cyrillic: &Part, language: Language, scratch: &mut Scratch) -> f32 {
    let Some(table) = table(language) else { return f32::NEG_INFINITY };
    if latin.kind == Kind::Initial || cyrillic.kind == Kind::Initial {
        let first = |text: &str| text.chars().take(1).collect::<String>();
        let (a, b) = if latin.kind == Kind::Initial {
            (latin.text.clone(), first(&cyrillic.text))
        } else {
            (first(&latin.text), cyrillic.text.clone())
        };
        let fits = score(&LatinString::new(&a, table), &CyrillicString::new(&b, table), scratch) > 0.0;
        return if fits { INITIAL } else { f32::NEG_INFINITY };
    }
    lemma::best(&LatinString::new(&latin.text, table), &cyrillic.text, language, table, scratch).0
}

/// Whether the gazetteer knows a place that both may be.
fn same_place(english: &Form, other: &Form) -> bool {
    let gazetteer = Gazetteer::builtin();
    let places = gazetteer.find(&english.text);
    if places.is_empty() {
        return false;
    }
    let shares = |name: &str| gazetteer.find(name).iter().any(|place| places.contains(place));
    let [(part, _)] = other.parts.as_slice() else { return shares(&other.text) };
    shares(&part.text) || lemma::nominatives(&part.text, other.language).iter().any(|name| shares(name))
}
