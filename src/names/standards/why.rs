//! What a spelling can be: from a Latin or Cyrillic spelling to names, their languages, and who spells them how.
//!
//! Not for: names in running text. The list of names is the caller's ([`super::known::names`] or a gazetteer's).

use super::explain::{Fit, Folded, Spelling, explain};
use super::guess::{LONGEST, guess_with_cost};
use super::known::{Name, Traditional};
use super::prepare::{is_cyrillic, prepare};
use super::{Origin, of, usual};

/// What is told about a spelling, or about one word of it where the whole is in no list.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The spelling or the word.
    pub asked: String,
    /// What it can be, the best first; empty when nothing fits.
    pub meanings: Vec<Meaning>,
}

/// One name that a spelling can be.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// What it is the name of; empty where that is not known.
    pub kind: String,
    /// How the name was found.
    pub certainty: Certainty,
    /// Each of its Cyrillic forms with all spellings.
    pub readings: Vec<Reading>,
    /// English spellings by tradition, and whether it is one of these.
    pub traditional: Vec<(Traditional, Fit)>,
}

/// A Cyrillic form and its spellings.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The language of the form.
    pub origin: Origin,
    /// The form.
    pub cyrillic: String,
    /// What every standard for the language writes.
    pub spellings: Vec<Spelling>,
}

impl Reading {
    /// Whether the spelling asked about is that of the usual standard for the language.
    pub fn is_usual(&self) -> bool {
        let usual = usual(self.origin);
        self.spellings.iter().any(|one| one.standard.id() == usual && one.fit == Fit::Exact)
    }
}

/// How a name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It is in a list of names.
    Known,
    /// It is the Cyrillic spelling that was asked about, in no list.
    Given,
    /// A standard would spell it so; it is in no list.
    Guessed,
}

impl Certainty {
    /// `known`, `given` or `guessed`.
    pub fn code(self) -> &'static str {
        match self {
            Certainty::Known => "known",
            Certainty::Given => "given",
            Certainty::Guessed => "guessed",
        }
    }
}

/// Names that a guess offers for each language.
const GUESSES: usize = 2;
/// A guess that is less likely than the best of both languages by more than this (nats) is not told: Luganskaya is
/// Луганская, no Ukrainian name.
const UNLIKELY: f64 = 5.0;

/// What a Latin or Cyrillic spelling can be. A spelling of several words that is in no list is told word by word.
///
/// ```
/// use parallax::names::standards::{known, why::why};
/// let answers = why("Lugansk", known::names());
/// let meaning = &answers[0].meanings[0];
/// assert_eq!(meaning.kind, "city");
/// assert_eq!(meaning.readings[1].cyrillic, "Луганск");
/// ```
pub fn why(spelling: &str, names: &[Name]) -> Vec<Answer> {
    let spelling = spelling.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = if is_long(&spelling) { Vec::new() } else { listed(&spelling, names) };
    if !whole.is_empty() {
        return vec![Answer { asked: spelling, meanings: whole }];
    }
    spelling
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut meanings = Vec::new();
            if !is_long(word) && word.contains(char::is_alphabetic) {
                meanings = listed(word, names);
                if meanings.is_empty() {
                    meanings = unlisted(word);
                }
            }
            Answer { asked: word.to_owned(), meanings }
        })
        .collect()
}

/// Whether a word is longer than any name.
fn is_long(spelling: &str) -> bool {
    spelling.split([' ', '-']).any(|word| word.chars().nth(LONGEST).is_some())
}

/// The names of the list that a spelling can be; those of which it is an exact spelling first.
fn listed(spelling: &str, names: &[Name]) -> Vec<Meaning> {
    let cyrillic = spelling.chars().any(is_cyrillic);
    let mut found: Vec<(Fit, Meaning)> = names
        .iter()
        .filter(|name| if cyrillic { is_form(spelling, name) } else { may_spell(spelling, name) })
        .map(|name| {
            let meaning = meaning(spelling, name);
            let standards = meaning.readings.iter().flat_map(|reading| &reading.spellings).map(|s| s.fit);
            let tradition = meaning.traditional.iter().map(|(_, fit)| *fit);
            (standards.chain(tradition).min().unwrap_or(Fit::Other), meaning)
        })
        .filter(|(fit, _)| cyrillic || *fit != Fit::Other)
        .collect();
    found.sort_by_key(|(fit, _)| *fit);
    found.into_iter().map(|(_, meaning)| meaning).collect()
}

fn meaning(spelling: &str, name: &Name) -> Meaning {
    let asked = Folded::new(spelling);
    Meaning {
        kind: name.kind.clone(),
        certainty: Certainty::Known,
        readings: name.forms.iter().map(|(origin, form)| reading(spelling, form, *origin)).collect(),
        traditional: name.traditional.iter().map(|other| (other.clone(), asked.fit(&other.latin))).collect(),
    }
}

fn reading(spelling: &str, cyrillic: &str, origin: Origin) -> Reading {
    Reading { origin, cyrillic: cyrillic.to_owned(), spellings: explain(spelling, cyrillic, origin) }
}

/// A quick look at the length before all standards are tried: no standard writes over four letters for one.
fn may_spell(spelling: &str, name: &Name) -> bool {
    let length = spelling.chars().count();
    let fits =
        |form: &str| (form.chars().count().saturating_sub(4)..=4 * form.chars().count()).contains(&length);
    name.forms.iter().any(|(_, form)| fits(form)) || name.traditional.iter().any(|other| fits(&other.latin))
}

fn is_form(spelling: &str, name: &Name) -> bool {
    let same = |text: &str, origin| prepare(text, origin).text.to_lowercase().replace('ё', "е");
    name.forms.iter().any(|(origin, form)| same(spelling, *origin) == same(form, *origin))
}

/// A name in no list: as given, or as the standards read backwards have it.
fn unlisted(spelling: &str) -> Vec<Meaning> {
    let alone = |reading, certainty| Meaning {
        kind: String::new(),
        certainty,
        readings: vec![reading],
        traditional: Vec::new(),
    };
    if spelling.chars().any(is_cyrillic) {
        return origins(spelling)
            .into_iter()
            .map(|origin| alone(reading(spelling, &prepare(spelling, origin).text, origin), Certainty::Given))
            .collect();
    }
    let found: Vec<(Origin, String, f64)> = [Origin::Ukrainian, Origin::Russian]
        .into_iter()
        .flat_map(|origin| {
            guesses(spelling, origin).into_iter().map(move |(name, cost)| (origin, name, cost))
        })
        .collect();
    let least = found.iter().map(|guess| guess.2).fold(f64::INFINITY, f64::min);
    let mut meanings: Vec<Meaning> = found
        .iter()
        .filter(|guess| guess.2 <= least + UNLIKELY)
        .map(|(origin, name, _)| alone(reading(spelling, name, *origin), Certainty::Guessed))
        .collect();
    meanings.sort_by_key(|meaning| !meaning.readings.iter().any(Reading::is_usual));
    meanings
}

/// The names that a spelling may be in a language, and how unlikely they are. Papers shorten the Ukrainian ending -skyi
/// to -sky, as no standard does.
fn guesses(spelling: &str, origin: Origin) -> Vec<(String, f64)> {
    let small = spelling.to_lowercase();
    if origin == Origin::Ukrainian && ["sky", "zky", "cky"].iter().any(|ending| small.ends_with(ending)) {
        let whole = guess_with_cost(&format!("{spelling}i"), origin, 1);
        if !whole.is_empty() {
            return whole;
        }
    }
    guess_with_cost(spelling, origin, GUESSES)
}

/// The languages in which a Cyrillic name can be, by its letters.
fn origins(name: &str) -> Vec<Origin> {
    let has = |letters: &str| name.to_lowercase().chars().any(|letter| letters.contains(letter));
    let is = |origin: Origin| match origin {
        Origin::Ukrainian => !has("ыэъёў"),
        Origin::Russian => !has("іїєґў'’ʼ"),
        // Without a letter that only it has together, it is rarely meant.
        Origin::Belarusian => has("ў") || has("і") && has("ыэё"),
    };
    let found: Vec<Origin> =
        [Origin::Ukrainian, Origin::Russian, Origin::Belarusian].into_iter().filter(|o| is(*o)).collect();
    // Letters of several alphabets: any language is as good as another.
    if found.is_empty() {
        Origin::ALL.into_iter().filter(|origin| of(*origin).next().is_some()).collect()
    } else {
        found
    }
}
