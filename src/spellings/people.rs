//! Whose surname stands alone: that of the one person whose full name the article has, or else of the only one whom the
//! articles know. Where there are two, it stays by itself.
//!
//! Not for: whether two full names are one person (that is [`super::entities`]).

use super::bases::Bases;
use super::occurrence::{Form, Occurrence};
use crate::anchors;
use crate::names::gazetteer::Gazetteer;
use crate::names::person::Kind;
use crate::text::Language;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A word of names, in the nominative.
type Word = (Language, String);
/// The people who have a word as their name, with the first letter of their given name in that language.
type People = FxHashMap<Word, BTreeSet<(usize, char)>>;

/// Sets of forms that are one: the root of each form, roots that links know, and those of full names whose words are all
/// spelled alike in two languages.
pub struct Sets<'a> {
    pub roots: &'a [usize],
    pub known: &'a BTreeSet<usize>,
    pub spelled: &'a BTreeSet<usize>,
}

/// The root of each occurrence, which for a surname or a given name alone may be another than its form's; and the roots
/// that are people.
pub fn resolve(
    forms: &[Form],
    occurrences: &[Occurrence],
    bases: &Bases,
    sets: &Sets,
) -> (Vec<usize>, BTreeSet<usize>) {
    let Sets { roots, known, spelled } = *sets;
    let mut sums: FxHashMap<usize, (usize, usize, usize)> = FxHashMap::default();
    for (form, root) in forms.iter().zip(roots) {
        let sum = sums.entry(*root).or_default();
        *sum = (sum.0 + form.persons, sum.1 + form.places + form.organisations, sum.2 + form.count);
    }
    let is_person = |at: usize| {
        let (persons, others, all) = sums.get(&roots[at]).copied().unwrap_or_default();
        persons * 3 > all || (others * 3 < all && spelled.contains(&roots[at]) && !ends_in_place(&forms[at]))
    };
    let full: Vec<Option<Full>> =
        (0..forms.len()).map(|at| full(&forms[at], bases.parts(at)).filter(|_| is_person(at))).collect();
    let short: Vec<Option<Short>> = (0..forms.len())
        .map(|at| short(&forms[at], bases.parts(at)).filter(|_| full[at].is_none()))
        .collect();
    let mut surnames = People::default();
    for (at, name) in full.iter().enumerate() {
        if let Some(name) = name.as_ref().filter(|_| known.contains(&roots[at])) {
            surnames.entry(name.surname.clone()).or_default().insert((roots[at], name.initial));
        }
    }
    // What the forms of a set know together: Blinken has a full name where Блінкен has none.
    let mut of_set: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, name) in short.iter().enumerate() {
        let Some(name) = name else { continue };
        let people = surnames.get(&name.word).into_iter().flatten().filter(|person| name.fits(person.1));
        of_set.entry(roots[at]).or_default().extend(people.map(|person| person.0));
    }
    let mut found: Vec<usize> = occurrences.iter().map(|one| roots[one.form as usize]).collect();
    let mut start = 0;
    while start < occurrences.len() {
        let article = occurrences[start].article;
        let length = occurrences[start..].iter().take_while(|one| one.article == article).count();
        let range = start..start + length;
        start += length;
        let (mut here, mut given) = (People::default(), People::default());
        for one in &occurrences[range.clone()] {
            if let Some(name) = &full[one.form as usize] {
                let person = (roots[one.form as usize], name.initial);
                here.entry(name.surname.clone()).or_default().insert(person);
                given.entry(name.given.clone()).or_default().insert(person);
            }
        }
        for at in range {
            let form = occurrences[at].form as usize;
            let Some(name) = &short[form] else { continue };
            let of = |people: &People| -> BTreeSet<usize> {
                let people = people.get(&name.word).into_iter().flatten();
                people.filter(|person| name.fits(person.1)).map(|person| person.0).collect()
            };
            let (mut people, elsewhere) = (of(&here), of_set.get(&roots[form]));
            if people.is_empty() {
                people = elsewhere.cloned().unwrap_or_default();
            }
            // A given name alone is somebody's of this article only.
            if people.is_empty() && name.initial.is_none() {
                people = of(&given);
            }
            if let Some(&only) = people.first().filter(|_| people.len() == 1) {
                found[at] = only;
            }
        }
    }
    let people = (0..forms.len()).filter(|&at| full[at].is_some()).map(|at| roots[at]).collect();
    (found, people)
}

/// Whether the last word is a place: Latin America is nobody's name.
fn ends_in_place(form: &Form) -> bool {
    form.weighty().last().is_some_and(|at| {
        let word = &form.parts[at].0.text;
        anchors::named(word, form.language).is_some() || !Gazetteer::builtin().find(word).is_empty()
    })
}

/// A name with its given name.
struct Full {
    surname: Word,
    given: Word,
    initial: char,
}

fn full(form: &Form, words: &[String]) -> Option<Full> {
    let weighty: Vec<usize> = form.weighty().collect();
    let (&first, &last) = weighty.first().zip(weighty.last())?;
    if first == last || form.derived.is_some() || form.acronym.is_some() || form.titled {
        return None;
    }
    // Сенюк Олексій Олександрович: with a patronymic at the end the surname comes first.
    let patronymic = form.parts.last().is_some_and(|(part, _)| part.kind == Kind::Patronymic);
    let (surname, given) = if patronymic { (first, last) } else { (last, first) };
    let word = |at: usize| (form.language, words[at].clone());
    Some(Full { surname: word(surname), given: word(given), initial: words[given].chars().next()? })
}

/// A name of one weighty word.
struct Short {
    word: Word,
    initial: Option<char>,
}

impl Short {
    fn fits(&self, initial: char) -> bool {
        self.initial.is_none_or(|own| own == initial)
    }
}

fn short(form: &Form, words: &[String]) -> Option<Short> {
    let mut weighty = form.parts.iter().enumerate().filter(|(_, (part, _))| part.kind == Kind::Word);
    let (Some((at, _)), None) = (weighty.next(), weighty.next()) else { return None };
    let patronymic = form.parts.iter().any(|(part, _)| part.kind == Kind::Patronymic);
    let nothing = patronymic || form.derived.is_some() || form.acronym.is_some() || form.titled;
    if nothing || form.places * 2 > form.count || form.organisations * 2 > form.count {
        return None;
    }
    let initial = form.parts.iter().find(|(part, _)| part.kind == Kind::Initial);
    Some(Short {
        word: (form.language, words[at].clone()),
        initial: initial.and_then(|(part, _)| part.text.chars().next()),
    })
}
