//! From a Latin spelling of an unknown name to the Cyrillic that a standard would spell so: the tables read backwards,
//! the likeliest letters first.
//!
//! Every guess, spelled by its standard, gives back what was asked. Not for: known names, nor for deciding whether
//! two strings are one name.

use super::explain::{Fit, Folded, explain, fold, is_sign};
use super::prepare::prepare;
use super::{Origin, Standard, known, of};
use crate::names::gazetteer::Gazetteer;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Longer spellings are not guessed.
pub(super) const LONGEST: usize = 40;
/// How many beginnings are kept at each letter.
const BEAM: usize = 32;
/// What each letter but ь costs beyond its likelihood (nats): shch is щ rather than шч.
const LETTER: f64 = 1.0;
/// What it gains a guess when `n` standards write exactly what was asked: this times ln n (nats); where all of them
/// write signs that are not there, it loses as much as for a twentieth of a standard.
const STANDARDS: f64 = 0.7;
/// A guess that is less likely than the best by more than this (nats) is not told.
const MARGIN: f64 = 2.5;

/// Likely Cyrillic names behind a Latin spelling, at most `most`, likeliest first, in small letters but for the first.
///
/// ```
/// use parallax::names::standards::{Origin, guess::guess};
/// assert_eq!(guess("Zhurbynska", Origin::Ukrainian, 1), ["Журбинська"]);
/// ```
pub fn guess(latin: &str, origin: Origin, most: usize) -> Vec<String> {
    guess_with_cost(latin, origin, most).into_iter().map(|(name, _)| name).collect()
}

/// The same, each with how unlikely it is as a name of the language (nats).
pub(super) fn guess_with_cost(latin: &str, origin: Origin, most: usize) -> Vec<(String, f64)> {
    let asked = Folded::new(latin);
    if asked.plain().is_empty() || asked.plain().len() > LONGEST {
        return Vec::new();
    }
    let model = Model::of(origin);
    let mut found: Vec<Beginning> = Vec::new();
    for standard in of(origin) {
        for guess in backwards(&asked, standard, origin, model) {
            if found.iter().all(|other| other.letters != guess.letters) {
                found.push(guess);
            }
        }
    }
    for guess in &mut found {
        let exact = explain(latin, &guess.name(), origin).iter().filter(|one| one.fit == Fit::Exact).count();
        guess.cost -= STANDARDS * (exact as f64).max(0.05).ln();
    }
    found.sort_by(Beginning::by_cost);
    let bound = found.first().map_or(0.0, |best| best.cost + MARGIN);
    found
        .iter()
        .take_while(|guess| guess.cost <= bound)
        .take(most)
        .map(|guess| (guess.name(), guess.cost))
        .collect()
}

/// The letters so far and how unlikely they are (nats).
#[derive(Debug, Clone)]
struct Beginning {
    letters: Vec<char>,
    cost: f64,
}

impl Beginning {
    fn by_cost(a: &Beginning, b: &Beginning) -> Ordering {
        a.cost.total_cmp(&b.cost).then_with(|| a.letters.cmp(&b.letters))
    }

    fn name(&self) -> String {
        let mut start = true;
        let mut name = String::new();
        for &letter in &self.letters {
            if start {
                name.extend(letter.to_uppercase());
            } else {
                name.push(letter);
            }
            start = !letter.is_alphabetic() && letter != '\'';
        }
        name
    }
}

/// All that a standard would spell as asked, as far as the beam reaches.
fn backwards(asked: &Folded, standard: &'static Standard, origin: Origin, model: &Model) -> Vec<Beginning> {
    let Some(table) = standard.table(origin) else { return Vec::new() };
    let plain = asked.plain();
    // What each rule writes, without signs; what writes nothing but signs is a soft sign here, the others are rare.
    let rules: Vec<(Vec<char>, &[char])> = table
        .rules()
        .into_iter()
        .map(|rule| {
            (fold(&rule.output).filter(|letter| !is_sign(*letter)).collect(), rule.letters.as_slice())
        })
        .collect();
    let silent_soft = rules.iter().any(|(written, letters)| written.is_empty() && *letters == ['ь']);
    let mut beams: Vec<Vec<Beginning>> = vec![Vec::new(); plain.len() + 1];
    beams[0].push(Beginning { letters: Vec::new(), cost: 0.0 });
    for at in 0..plain.len() {
        let mut here = std::mem::take(&mut beams[at]);
        here.sort_by(Beginning::by_cost);
        here.dedup_by(|a, b| a.letters == b.letters);
        here.truncate(BEAM);
        for beginning in &here {
            if !plain[at].is_alphabetic() {
                beams[at + 1].push(model.extend(beginning, &[plain[at]]));
                continue;
            }
            for (written, letters) in &rules {
                if written.is_empty() || !plain[at..].starts_with(written) {
                    continue;
                }
                if !may_follow(&beginning.letters, letters) {
                    continue;
                }
                let next = model.extend(beginning, letters);
                if silent_soft && letters.last().is_some_and(|last| softened(*last, origin)) {
                    beams[at + written.len()].push(model.extend(&next, &['ь']));
                }
                beams[at + written.len()].push(next);
            }
        }
    }
    let mut whole = beams.pop().unwrap_or_default();
    for guess in &mut whole {
        guess.cost += model.cost(&guess.letters, '$');
    }
    whole.sort_by(Beginning::by_cost);
    whole.dedup_by(|a, b| a.letters == b.letters);
    whole.truncate(BEAM);
    whole.retain(|guess| {
        if !may_follow(&guess.letters, &[]) {
            return false;
        }
        let spelled = standard.spell_prepared(&prepare(&guess.name(), origin).text, origin);
        spelled.is_some_and(|spelled| asked.fit(&spelled) != Fit::Other)
    });
    whole
}

/// Consonants that a soft sign stands behind anywhere, and those that it stands behind only before a vowel of Russian.
const SOFT: &str = "лнсзцтдр";
const SOFT_BEFORE_VOWELS: &str = "бпвмфкгхжчшщ";

/// Whether a soft sign may follow a letter.
fn softened(letter: char, origin: Origin) -> bool {
    SOFT.contains(letter) || origin == Origin::Russian && SOFT_BEFORE_VOWELS.contains(letter)
}

/// Whether letters may follow others: behind в and ь, as in Соловьёв, only a vowel that starts with й.
fn may_follow(before: &[char], letters: &[char]) -> bool {
    match before {
        [.., last, 'ь'] if SOFT_BEFORE_VOWELS.contains(*last) => {
            letters.first().is_some_and(|letter| "яеёюи".contains(*letter))
        }
        _ => true,
    }
}

/// The names of places in Ukraine and Russia in a language.
fn places(origin: Origin) -> impl Iterator<Item = &'static str> {
    let gazetteer = Gazetteer::builtin();
    (0..gazetteer.len() as u32)
        .map(|number| gazetteer.place(number))
        .filter(|place| matches!(place.country, "UA" | "RU"))
        .map(move |place| match origin {
            Origin::Ukrainian => place.ukrainian,
            Origin::Russian => place.russian,
            Origin::Belarusian => "",
        })
        .filter(|name| !name.is_empty())
}

/// Which letters follow which in the names of a language, learned from the known ones and the gazetteer: three letters,
/// smoothed by two and one.
struct Model {
    counts: FxHashMap<[char; 3], f64>,
}

const NONE: char = '_';

impl Model {
    fn of(origin: Origin) -> &'static Model {
        static MODELS: LazyLock<Vec<Model>> =
            LazyLock::new(|| Origin::ALL.into_iter().map(Model::learn).collect());
        let at = Origin::ALL.iter().position(|known| *known == origin).unwrap_or(0);
        &MODELS[at]
    }

    fn learn(origin: Origin) -> Model {
        let mut counts: FxHashMap<[char; 3], f64> = FxHashMap::default();
        let forms = known::names().iter().flat_map(|name| &name.forms).filter(|(known, _)| *known == origin);
        let forms = forms.map(|(_, form)| form.as_str());
        for form in forms.chain(places(origin)) {
            for word in prepare(form, origin).text.to_lowercase().split([' ', '-']) {
                let (mut first, mut second) = ('^', '^');
                for letter in word.chars().chain(['$']) {
                    for key in [[first, second, letter], [NONE, second, letter], [NONE, NONE, letter]] {
                        *counts.entry(key).or_default() += 1.0;
                    }
                    for key in [[first, second, NONE], [NONE, second, NONE], [NONE, NONE, NONE]] {
                        *counts.entry(key).or_default() += 1.0;
                    }
                    (first, second) = (second, letter);
                }
            }
        }
        Model { counts }
    }

    fn extend(&self, beginning: &Beginning, more: &[char]) -> Beginning {
        let mut next = beginning.clone();
        for &letter in more {
            let letter_cost = if letter == 'ь' { 0.0 } else { LETTER };
            next.cost += letter_cost + self.cost(&next.letters, letter);
            next.letters.push(letter);
        }
        next
    }

    /// How unlikely a letter is after others (nats).
    fn cost(&self, before: &[char], letter: char) -> f64 {
        let nth = |back: usize| {
            let at = before.len().checked_sub(back);
            at.and_then(|at| before.get(at)).copied().filter(|letter| letter.is_alphabetic()).unwrap_or('^')
        };
        let (second, first) = (nth(1), nth(2));
        let count = |key: [char; 3]| self.counts.get(&key).copied().unwrap_or(0.0);
        let one = (count([NONE, NONE, letter]) + 0.5) / (count([NONE, NONE, NONE]) + 20.0);
        let two = (count([NONE, second, letter]) + 4.0 * one) / (count([NONE, second, NONE]) + 4.0);
        let three = (count([first, second, letter]) + 4.0 * two) / (count([first, second, NONE]) + 4.0);
        -three.ln()
    }
}
