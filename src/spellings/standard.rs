//! Which standards make a Latin spelling of an entity's names, as a whole or word by word, and the language that it was
//! romanised from.

use crate::names::gazetteer::Gazetteer;
use crate::names::person::{self, Kind};
use crate::names::standards::explain::{Fit, Folded, explain};
use crate::names::standards::{Origin, known};
use crate::text::Language;

/// What is told of a spelling.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// `uk:ua-kmu-2010,…;ru:icao-9303,…;traditional`. Where no standard makes the whole but each word fits one:
    /// `Volodymyr uk:ua-kmu-2010,… + Zelensky uk:press;ru:wikipedia-ru,…`. Empty where there is none.
    pub standards: String,
    /// `uk`, `ru`, `ru|uk` where both fit, `traditional`; empty where none does or the words are of two languages.
    pub origin: String,
}

/// The id of what newspapers make of -ий and -ый: a plain -y, which no standard for Ukrainian writes.
const PRESS: &str = "press";
/// How standards end where the press writes -y.
const LONG_ENDINGS: [&str; 8] = ["yi", "yy", "iy", "yj", "ij", "ii", "yĭ", "y"];

/// The standards that fit, by language.
type Fits = [(Origin, Vec<&'static str>); 2];

/// What is told of the Latin spelling of a form.
pub fn told(latin: &str, form: &str, language: Language, names: &[(Language, String)]) -> Told {
    let mut cyrillic = candidates(person::parts(latin).len(), form, language, names);
    let is_own = |name: &str| names.iter().any(|(_, own)| own.to_lowercase() == name.to_lowercase());
    let mut traditional = false;
    for known in known::names().iter().filter(|known| known.forms.iter().any(|(_, form)| is_own(form))) {
        for (origin, name) in known.forms.iter().filter(|(origin, _)| *origin != Origin::Belarusian) {
            if person::parts(name).len() == person::parts(latin).len() {
                add(&mut cyrillic, *origin, name);
            }
        }
        let asked = Folded::new(latin);
        traditional |= known.traditional.iter().any(|other| asked.fit(&other.latin) == Fit::Exact);
    }
    let mut whole = fits(latin, &cyrillic);
    if language == Language::English && person::parts(latin).len() == 1 {
        add_press(latin, &cyrillic, &mut whole);
    }
    let mut standards = written(&whole);
    let mut origin = origins(&whole);
    let gazetteer = Gazetteer::builtin();
    let exonym = || {
        let places = gazetteer.find(latin);
        names.iter().any(|(_, name)| gazetteer.find(name).iter().any(|place| places.contains(place)))
    };
    if language == Language::English {
        if traditional || (standards.is_empty() && exonym()) {
            if standards.is_empty() {
                origin = vec!["traditional"];
            }
            standards += if standards.is_empty() { "traditional" } else { ";traditional" };
        } else if standards.is_empty() {
            (standards, origin) = by_word(latin, &cyrillic);
        }
    } else {
        origin = vec![language.code()];
    }
    Told { standards, origin: origin.join("|") }
}

/// The Cyrillic names that a spelling of so many words is held against. A surname is part of the full names, too.
fn candidates(
    count: usize,
    form: &str,
    language: Language,
    names: &[(Language, String)],
) -> Vec<(Origin, String)> {
    let mut cyrillic = Vec::new();
    for (of, name) in names {
        // A Cyrillic form is held against itself; against the names of the other language, too.
        if language != Language::English && *of == language && name != form {
            continue;
        }
        let origin = if *of == Language::Russian { Origin::Russian } else { Origin::Ukrainian };
        if person::parts(name).len() == count {
            add(&mut cyrillic, origin, name);
        } else if count == 1 {
            let last = name.split(' ').next_back().unwrap_or_default();
            if person::parts(last).len() == 1 && last.starts_with(char::is_uppercase) {
                add(&mut cyrillic, origin, last);
            }
        }
    }
    if language != Language::English && !names.iter().any(|(of, name)| *of == language && name == form) {
        let origin = if language == Language::Russian { Origin::Russian } else { Origin::Ukrainian };
        add(&mut cyrillic, origin, form);
    }
    cyrillic
}

fn add(cyrillic: &mut Vec<(Origin, String)>, origin: Origin, name: &str) {
    if !cyrillic.iter().any(|known| known.0 == origin && known.1 == name) {
        cyrillic.push((origin, name.to_owned()));
    }
}

fn fits(latin: &str, cyrillic: &[(Origin, String)]) -> Fits {
    [Origin::Ukrainian, Origin::Russian].map(|origin| {
        let mut ids: Vec<&str> = Vec::new();
        for (_, name) in cyrillic.iter().filter(|(of, _)| *of == origin) {
            for spelling in explain(latin, name, origin).iter().filter(|spelling| spelling.fit == Fit::Exact)
            {
                if !ids.contains(&spelling.standard.id()) {
                    ids.push(spelling.standard.id());
                }
            }
        }
        (origin, ids)
    })
}

fn written(fits: &Fits) -> String {
    let told = fits.iter().filter(|(_, ids)| !ids.is_empty());
    told.map(|(origin, ids)| format!("{}:{}", origin.code(), ids.join(","))).collect::<Vec<_>>().join(";")
}

/// What newspapers, maps and passports go by now. A spelling of one language by these is not told to be of the other
/// because a standard that few use makes it too: Lugansk is Russian, though Ukrainian passports wrote so for three years.
const USUAL: [&str; 6] =
    ["ua-kmu-2010", "bgn-pcgn-uk-2019", PRESS, "wikipedia-ru", "bgn-pcgn-ru-1947-plain", "icao-9303"];

/// `ru` before `uk`.
fn origins(fits: &Fits) -> Vec<&'static str> {
    let is_usual = |ids: &[&str]| ids.iter().any(|id| USUAL.contains(id));
    let any_usual = fits.iter().any(|(_, ids)| is_usual(ids));
    let told = fits.iter().rev().filter(|(_, ids)| if any_usual { is_usual(ids) } else { !ids.is_empty() });
    told.map(|(origin, _)| origin.code()).collect()
}

/// The standards of each word, where each has one, and the languages that all have.
fn by_word(latin: &str, cyrillic: &[(Origin, String)]) -> (String, Vec<&'static str>) {
    let mut told: Vec<String> = Vec::new();
    let mut common = vec!["ru", "uk"];
    let words: Vec<&str> = latin.split([' ', '\u{a0}', '-']).filter(|word| !word.is_empty()).collect();
    for (at, word) in words.iter().enumerate() {
        if person::parts(word).first().is_none_or(|part| part.kind == Kind::Initial) {
            continue;
        }
        let mut own: Vec<(Origin, String)> = Vec::new();
        for (origin, name) in cyrillic {
            let parts: Vec<&str> = name.split([' ', '\u{a0}', '-']).filter(|word| !word.is_empty()).collect();
            if parts.len() == words.len() {
                add(&mut own, *origin, parts[at]);
            }
        }
        let mut fits = fits(word, &own);
        add_press(word, &own, &mut fits);
        let origins = origins(&fits);
        if origins.is_empty() {
            return (String::new(), Vec::new());
        }
        common.retain(|code| origins.contains(code));
        told.push(if words.len() > 1 { format!("{word} {}", written(&fits)) } else { written(&fits) });
    }
    if told.is_empty() { (String::new(), Vec::new()) } else { (told.join(" + "), common) }
}

fn add_press(word: &str, cyrillic: &[(Origin, String)], fits: &mut Fits) {
    for (origin, ids) in fits {
        if ids.is_empty() && cyrillic.iter().any(|(of, name)| of == origin && is_press(word, name, *origin)) {
            ids.push(PRESS);
        }
    }
}

/// Whether a word in -y is what a standard writes for -ий or -ый, shortened.
fn is_press(latin: &str, cyrillic: &str, origin: Origin) -> bool {
    let Some(start) =
        latin.strip_suffix('y').filter(|_| cyrillic.ends_with("ий") || cyrillic.ends_with("ый"))
    else {
        return false;
    };
    explain(latin, cyrillic, origin).iter().any(|spelling| {
        let shortened = LONG_ENDINGS.iter().find_map(|ending| spelling.spelling.strip_suffix(ending));
        shortened.is_some_and(|stem| Folded::new(start).fit(stem) == Fit::Exact)
    })
}
