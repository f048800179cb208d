//! Forms become entities: partners are one, what is one base form is one, and what only the gazetteer or the matcher
//! brings to a known name joins it. A surname joins the one full name that has it, and none where several do.

use super::bases::Bases;
use super::lemma;
use super::occurrence::{Form, Occurrence};
use super::partners::Partners;
use super::{Entity, Use};
use crate::names::gazetteer::{Gazetteer, Kind as PlaceKind, Place};
use crate::names::matching::{Names, Workspace};
use crate::names::person::Kind;
use crate::text::Language;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A name without a linked partner joins an entity when the matcher is so sure.
const SURE: f32 = 0.9;

pub fn put_together(
    forms: &[Form],
    occurrences: &[Occurrence],
    partners: &[Partners],
    bases: &Bases,
) -> Vec<Entity> {
    let names: Vec<String> = (0..forms.len()).map(|at| bases.name(at).to_owned()).collect();
    let weights: Vec<usize> = forms.iter().map(|form| form.weighty().count()).collect();
    let mut sets = Sets((0..forms.len()).collect());
    let mut first: FxHashMap<(Language, bool, String), usize> = FxHashMap::default();
    for (at, form) in forms.iter().enumerate() {
        let same = *first.entry((form.language, form.titled, names[at].to_lowercase())).or_insert(at);
        sets.join(at, same);
    }
    let dropped: Vec<bool> = forms.iter().map(is_adjective).collect();
    let mut linked = vec![false; forms.len()];
    for pair in partners {
        let (a, b) = (pair.english as usize, pair.other as usize);
        let acronym = forms[a].acronym.is_some();
        if !dropped[b] && (acronym || weights[a] == weights[b]) {
            sets.join(a, b);
            (linked[a], linked[b]) = (true, true);
        }
    }
    let of_entity: BTreeSet<usize> =
        (0..forms.len()).filter(|&at| linked[at]).map(|at| sets.find(at)).collect();
    join_unlinked(forms, &names, &weights, &dropped, &of_entity, &mut sets);
    let known: BTreeSet<usize> = (0..forms.len()).filter(|&at| linked[at]).map(|at| sets.find(at)).collect();
    join_surnames(forms, bases, &weights, &known, &mut sets);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in (0..forms.len()).filter(|&at| !dropped[at]) {
        members.entry(sets.find(at)).or_default().push(at);
    }
    let mut entities: Vec<Entity> = Vec::new();
    let mut number_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (root, members) in members {
        let english = |at: &&usize| forms[**at].language == Language::English;
        let linked = members.iter().any(|&at| linked[at]);
        // The fullest of a person; of the rest the commonest.
        let person = members.iter().map(|&at| forms[at].persons * 2).sum::<usize>()
            > members.iter().map(|&at| forms[at].count).sum();
        let label = members.iter().filter(english).max_by_key(|&&at| {
            (if person { weights[at] } else { 0 }, forms[at].count, std::cmp::Reverse(&names[at]))
        });
        let Some(&label) = label.filter(|_| linked) else {
            continue;
        };
        let mut counts: BTreeMap<(&str, &str), (Language, usize)> = BTreeMap::new();
        for &at in members.iter().filter(|at| !english(at)) {
            let key = (forms[at].language.code(), names[at].as_str());
            counts.entry(key).or_insert((forms[at].language, 0)).1 += forms[at].count;
        }
        let mut own: Vec<(usize, Language, &str)> =
            counts.iter().map(|((_, name), (language, count))| (*count, *language, *name)).collect();
        own.sort_by(|a, b| b.0.cmp(&a.0).then((a.1.code(), a.2).cmp(&(b.1.code(), b.2))));
        let mut own: Vec<(Language, String)> =
            own.into_iter().map(|(_, language, name)| (language, name.to_owned())).collect();
        if own.is_empty() {
            own = names_of_place(&names[label]);
        }
        number_of.insert(root, entities.len());
        entities.push(Entity { label: names[label].clone(), names: own, uses: Vec::new() });
    }
    for one in occurrences {
        let at = one.form as usize;
        if let Some(&number) = number_of.get(&sets.find(at)).filter(|_| !dropped[at]) {
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

/// Луганской, Запорізька: of a place, but no name of it.
fn is_adjective(form: &Form) -> bool {
    let [(part, _)] = form.parts.as_slice() else { return false };
    form.language != Language::English
        && form.acronym.is_none()
        && !form.is_person()
        && lemma::is_adjective(&part.text, form.language)
}

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
                    .take(if weights[at] > 1 { 8 } else { 1 })
                    .map(|other| (at, other))
                    .collect::<Vec<_>>()
            })
            .flatten()
            .collect();
        found.into_iter().for_each(|(at, other)| sets.join(at, other));
    }
}

/// A surname alone is of the one person whose full name has it.
fn join_surnames(forms: &[Form], bases: &Bases, weights: &[usize], known: &BTreeSet<usize>, sets: &mut Sets) {
    let last = |number: usize| {
        let at = forms[number].weighty().last()?;
        Some((forms[number].language, bases.parts(number)[at].clone()))
    };
    let mut people: FxHashMap<(Language, String), BTreeSet<usize>> = FxHashMap::default();
    for (at, form) in forms.iter().enumerate().filter(|(at, form)| weights[*at] > 1 && form.is_person()) {
        if let Some(surname) = last(at) {
            // A full name that no link knows is somebody else only where none is known.
            if known.contains(&sets.find(at)) {
                people.entry(surname).or_default().insert(sets.find(at));
            }
        }
    }
    let mut wanted: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, form) in forms.iter().enumerate().filter(|(at, _)| weights[*at] == 1) {
        let person = form.parts.last().is_some_and(|(part, _)| part.kind == Kind::Word);
        let Some(found) = last(at).and_then(|surname| people.get(&surname)) else { continue };
        if person && form.acronym.is_none() && !form.titled && form.places * 2 <= form.count {
            wanted.entry(sets.find(at)).or_default().extend(found);
        }
    }
    for (short, full) in wanted {
        if let Some(&only) = full.first().filter(|_| full.len() == 1) {
            sets.join(short, only);
        }
    }
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
