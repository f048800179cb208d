//! Forms become entities: partners are one, what is one base form is one, and what only the gazetteer or the matcher
//! brings to a known name joins it. A surname joins the one full name that has it, and none where several do.

use super::bases::Bases;
use super::derived::{self, Derived};
use super::occurrence::{Form, Occurrence, is_shouted};
use super::partners::{Partners, SAME, TOGETHER, place_score, word_score};
use super::people;
use super::{Entity, Use};
use crate::corpus::Article;
use crate::names::gazetteer::{Gazetteer, Kind as PlaceKind, Place};
use crate::names::graphones::Scratch;
use crate::names::matching::{Names, Workspace};
use crate::text::Language;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A name without a linked partner joins an entity when the matcher is so sure.
const SURE: f32 = 0.9;

pub fn put_together(
    articles: &[Article],
    forms: &[Form],
    occurrences: &[Occurrence],
    partners: &[Partners],
    bases: &Bases,
) -> Vec<Entity> {
    let places = places(forms, partners, bases);
    let names: Vec<String> = (0..forms.len())
        .map(|at| match &forms[at].derived {
            Some(Derived { region: Some(region), .. }) => region.clone(),
            _ => bases.name(at).to_owned(),
        })
        .collect();
    let weights: Vec<usize> = forms.iter().map(Form::weight).collect();
    let mut sets = Sets((0..forms.len()).collect());
    let mut first: FxHashMap<(Language, bool, String), usize> = FxHashMap::default();
    for (at, form) in forms.iter().enumerate() {
        let name = if form.derived.is_some() { &places[at] } else { &names[at] };
        if !name.is_empty() {
            let same = *first.entry((form.language, form.titled, name.to_lowercase())).or_insert(at);
            sets.join(at, same);
        }
    }
    // An adjective alone speaks for its place, but is no name; nor is a region whose place is not known.
    let dropped: Vec<bool> = (0..forms.len())
        .map(|at| forms[at].derived.as_ref().is_some_and(|one| one.region.is_none() || places[at].is_empty()))
        .collect();
    let mut linked = vec![false; forms.len()];
    for pair in partners {
        let (a, b) = (pair.english as usize, pair.other as usize);
        let acronym = forms[a].acronym.is_some();
        let placed = forms[b].derived.is_none() || !places[b].is_empty();
        if placed && (acronym || weights[a] == weights[b]) {
            sets.join(a, b);
            (linked[a], linked[b]) = (true, true);
        }
    }
    let roots_of = |sets: &Sets, linked: &[bool]| -> BTreeSet<usize> {
        (0..forms.len()).filter(|&at| linked[at]).map(|at| sets.find(at)).collect()
    };
    let of_entity = roots_of(&sets, &linked);
    join_unlinked(forms, &names, &weights, &dropped, &of_entity, &mut sets);
    join_places(forms, &names, &places, &dropped, &roots_of(&sets, &linked), &mut sets);
    let known = roots_of(&sets, &linked);
    let roots: Vec<usize> = (0..forms.len()).map(|at| sets.find(at)).collect();
    // Full names that are spelled alike in two languages.
    let mut spelled: BTreeSet<usize> = BTreeSet::new();
    for pair in partners.iter().filter(|pair| weights[pair.english as usize] > 1) {
        let (a, b) = (pair.english as usize, pair.other as usize);
        if weights[a] == weights[b] && same_words(&forms[a], &forms[b]) {
            spelled.insert(roots[a]);
        }
    }
    let (resolved, people) = people::resolve(
        forms,
        occurrences,
        bases,
        &people::Sets { roots: &roots, known: &known, spelled: &spelled },
    );
    // The forms of each entity, with their occurrences and outlets there.
    let mut members: BTreeMap<usize, BTreeMap<usize, Seen>> = BTreeMap::new();
    for (one, root) in occurrences.iter().zip(&resolved).filter(|(one, _)| !dropped[one.form as usize]) {
        let seen = members.entry(*root).or_default().entry(one.form as usize).or_default();
        seen.count += 1;
        seen.outlets.insert(&articles[one.article as usize].outlet);
    }
    let mut entities: Vec<Entity> = Vec::new();
    let mut number_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (root, members) in members {
        if !known.contains(&root) {
            continue;
        }
        let Some(label) = label(forms, &names, &places, &members, people.contains(&root)) else { continue };
        let mut counts: BTreeMap<(&str, &str), (Language, usize)> = BTreeMap::new();
        for (&at, seen) in members.iter().filter(|(at, _)| forms[**at].language != Language::English) {
            let name = if forms[at].derived.is_some() { &places[at] } else { &names[at] };
            let key = (forms[at].language.code(), name.as_str());
            counts.entry(key).or_insert((forms[at].language, 0)).1 += seen.count;
        }
        let mut own: Vec<(usize, Language, &str)> =
            counts.iter().map(|((_, name), (language, count))| (*count, *language, *name)).collect();
        own.sort_by(|a, b| b.0.cmp(&a.0).then((a.1.code(), a.2).cmp(&(b.1.code(), b.2))));
        let mut own: Vec<(Language, String)> =
            own.into_iter().map(|(_, language, name)| (language, name.to_owned())).collect();
        if own.is_empty() {
            own = names_of_place(&label);
        }
        number_of.insert(root, entities.len());
        entities.push(Entity { label, names: own, uses: Vec::new() });
    }
    for (one, root) in occurrences.iter().zip(&resolved) {
        let at = one.form as usize;
        if let Some(&number) = number_of.get(root).filter(|_| !dropped[at]) {
            entities[number].uses.push(Use {
                language: forms[at].language,
                form: names[at].clone(),
                article: one.article as usize,
                quoted: one.quoted,
            });
        }
    }
    entities.sort_by(|a, b| {
        a.label.cmp(&b.label).then(a.names.iter().map(|n| &n.1).cmp(b.names.iter().map(|n| &n.1)))
    });
    entities
}

/// Where a form of an entity stands.
#[derive(Default)]
struct Seen<'a> {
    count: usize,
    outlets: BTreeSet<&'a str>,
}

/// The label of an entity: a person's full names go before others; then the English name that the gazetteer has for the
/// place; then the form of most outlets, the commonest, the first of the alphabet. None where no English form is.
fn label(
    forms: &[Form],
    names: &[String],
    of_derived: &[String],
    members: &BTreeMap<usize, Seen>,
    person: bool,
) -> Option<String> {
    let gazetteer = Gazetteer::builtin();
    let cyrillic = members.keys().filter(|at| forms[**at].language != Language::English);
    let cyrillic = cyrillic.map(|&at| if forms[at].derived.is_some() { &of_derived[at] } else { &names[at] });
    let places: BTreeSet<u32> = cyrillic.flat_map(|name| gazetteer.find(name)).collect();
    let english = members.iter().filter(|(at, _)| forms[**at].language == Language::English);
    let best = english.max_by_key(|(at, seen)| {
        let name = &names[**at];
        let full = person && forms[**at].weight() > 1;
        let official = places.iter().any(|&place| gazetteer.place(place).english == name);
        let shouted = is_shouted(name) && forms[**at].acronym.is_none();
        (full, official, !shouted, seen.outlets.len(), seen.count, Reverse(name))
    });
    best.map(|(&at, _)| names[at].clone())
}

/// For each derived form the place that it is made of, with a capital; empty where that cannot be told.
fn places(forms: &[Form], partners: &[Partners], bases: &Bases) -> Vec<String> {
    let gazetteer = Gazetteer::builtin();
    let mut latin: FxHashMap<u32, Vec<&str>> = FxHashMap::default();
    for pair in partners.iter().filter(|pair| forms[pair.other as usize].derived.is_some()) {
        let english = &forms[pair.english as usize];
        latin
            .entry(pair.other)
            .or_default()
            .extend(english.weighty().map(|at| english.parts[at].0.text.as_str()));
    }
    let linked: BTreeSet<u32> = partners.iter().map(|pair| pair.other).collect();
    // Names of linked sentences, and others of the texts.
    let mut standing: FxHashMap<(Language, String), bool> = FxHashMap::default();
    for (at, form) in forms.iter().enumerate() {
        if form.language != Language::English && form.derived.is_none() && !form.titled {
            *standing.entry((form.language, bases.name(at).to_lowercase())).or_default() |=
                linked.contains(&(at as u32));
        }
    }
    let mut scratch = Scratch::default();
    forms
        .iter()
        .enumerate()
        .map(|(at, form)| {
            let Some(derived) = &form.derived else { return String::new() };
            let partners = latin.get(&(at as u32));
            let mut best = (f32::NEG_INFINITY, "");
            for place in &derived.places {
                let like = partners.into_iter().flatten();
                let like =
                    like.map(|latin| place_score(latin, place, form.language, &mut scratch).min(ENOUGH));
                let mut score = like.fold(f32::NEG_INFINITY, f32::max);
                let stands = standing.get(&(form.language, place.clone()));
                if partners.is_none() {
                    let told = stands == Some(&true) && derived.of_capital;
                    score = if told { 0.0 } else { f32::NEG_INFINITY };
                }
                let own = gazetteer.find(place).iter().any(|&number| {
                    let known = gazetteer.place(number);
                    let own =
                        if form.language == Language::Russian { known.russian } else { known.ukrainian };
                    own.to_lowercase() == *place
                });
                score += if own { KNOWN_PLACE } else { 0.0 };
                score += if stands.is_some() { STANDING } else { 0.0 };
                if score > best.0 {
                    best = (score, place);
                }
            }
            if partners.is_none() || best.0 >= SAME { derived::capital(best.1) } else { String::new() }
        })
        .collect()
}

/// What it says for a place that the gazetteer has it, and that it stands in the texts; how like a partner is enough.
const KNOWN_PLACE: f32 = 6.0;
const STANDING: f32 = 4.0;
const ENOUGH: f32 = 14.0;

/// The gazetteer's Russian and Ukrainian names of the first place that is spelled so.
fn names_of_place(english: &str) -> Vec<(Language, String)> {
    let gazetteer = Gazetteer::builtin();
    let city = |place: &&Place| matches!(place.kind, PlaceKind::City | PlaceKind::Capital);
    let all: Vec<&Place> = gazetteer.find(english).into_iter().map(|place| gazetteer.place(place)).collect();
    let Some(place) = all.iter().copied().find(city).or(all.first().copied()) else { return Vec::new() };
    [(Language::Russian, place.russian), (Language::Ukrainian, place.ukrainian)]
        .into_iter()
        .filter(|(_, name)| !name.is_empty())
        .map(|(language, name)| (language, name.to_owned()))
        .collect()
}

/// English forms without a linked partner, and full names of persons, join the Cyrillic name that the matcher is sure of.
fn join_unlinked(
    forms: &[Form],
    names: &[String],
    weights: &[usize],
    dropped: &[bool],
    of_entity: &BTreeSet<usize>,
    sets: &mut Sets,
) {
    let titled: BTreeSet<usize> =
        (0..forms.len()).filter(|&at| forms[at].titled).map(|at| sets.find(at)).collect();
    for language in [Language::Russian, Language::Ukrainian] {
        let others: Vec<usize> = (0..forms.len())
            .filter(|&at| forms[at].language == language && !forms[at].titled && !dropped[at])
            .filter(|&at| forms[at].acronym.is_none())
            .filter(|&at| weights[at] > 1 || of_entity.contains(&sets.find(at)))
            .collect();
        let list: Vec<&str> = others.iter().map(|&at| names[at].as_str()).collect();
        let matcher = Names::new(&list, Some(language));
        let asked: Vec<usize> = (0..forms.len())
            .filter(|&at| forms[at].language == Language::English && forms[at].acronym.is_none())
            .filter(|&at| !titled.contains(&sets.find(at)))
            .filter(|&at| !of_entity.contains(&sets.find(at)) || weights[at] > 1)
            .collect();
        let found: Vec<(usize, usize)> = asked
            .par_iter()
            .map_init(Workspace::default, |space, &at| {
                let found = matcher.find(&names[at], 8, space).into_iter();
                found
                    .filter(|found| found.probability >= SURE)
                    .map(|found| others[found.number as usize])
                    .filter(|&other| weights[other] == weights[at])
                    .filter(|&other| weights[at] == 1 || all_words(&forms[at], &forms[other]))
                    .take(if weights[at] > 1 { 8 } else { 1 })
                    .map(|other| (at, other))
                    .collect::<Vec<_>>()
            })
            .flatten()
            .collect();
        found.into_iter().for_each(|(at, other)| sets.join(at, other));
    }
}

/// A Cyrillic name that no link knows joins the place of the gazetteer that an entity has under another name.
fn join_places(
    forms: &[Form],
    names: &[String],
    of_derived: &[String],
    dropped: &[bool],
    known: &BTreeSet<usize>,
    sets: &mut Sets,
) {
    let gazetteer = Gazetteer::builtin();
    let own_places = |at: usize| -> Vec<u32> {
        let form = &forms[at];
        if form.language == Language::English || form.titled || form.acronym.is_some() || form.is_person() {
            return Vec::new();
        }
        let name = if form.derived.is_some() { &of_derived[at] } else { &names[at] };
        let mut found = gazetteer.find(name);
        found.retain(|&number| {
            let place = gazetteer.place(number);
            let own = if form.language == Language::Russian { place.russian } else { place.ukrainian };
            place.kind != PlaceKind::Region && own.to_lowercase() == name.to_lowercase()
        });
        found
    };
    let of_form: Vec<Vec<u32>> = (0..forms.len()).map(own_places).collect();
    let mut roots: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (at, places) in of_form.iter().enumerate().filter(|(at, _)| known.contains(&sets.find(*at))) {
        places.iter().for_each(|&place| {
            roots.entry(place).or_default().insert(sets.find(at));
        });
    }
    for (at, places) in of_form.iter().enumerate() {
        if dropped[at] || known.contains(&sets.find(at)) {
            continue;
        }
        let found: BTreeSet<usize> =
            places.iter().filter_map(|place| roots.get(place)).flatten().copied().collect();
        if let Some(&only) = found.first().filter(|_| found.len() == 1) {
            sets.join(at, only);
        }
    }
}

/// Whether each weighty word of a name has one that is like it in the other.
fn all_words(english: &Form, other: &Form) -> bool {
    let mut scratch = Scratch::default();
    english.weighty().all(|a| {
        let mut others = other.weighty();
        others.any(|b| {
            word_score(&english.parts[a].0, &other.parts[b].0, other.language, &mut scratch) >= TOGETHER
        })
    })
}

/// Whether the weighty words of a name are like those of the other one by one.
fn same_words(english: &Form, other: &Form) -> bool {
    let mut scratch = Scratch::default();
    english.weighty().zip(other.weighty()).all(|(a, b)| {
        word_score(&english.parts[a].0, &other.parts[b].0, other.language, &mut scratch) >= TOGETHER
    })
}

/// Disjoint sets; the smallest member stands for each.
struct Sets(Vec<usize>);

impl Sets {
    fn find(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}
