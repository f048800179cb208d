//! Which standards make a Latin spelling of an entity's names.

use crate::names::gazetteer::Gazetteer;
use crate::names::person;
use crate::names::standards::explain::{Fit, Folded, explain};
use crate::names::standards::{Origin, known};
use crate::text::Language;

/// `uk:ua-kmu-2010,…;ru:icao-9303,…;traditional`; empty where there is none.
pub fn told(latin: &str, form: &str, language: Language, names: &[(Language, String)]) -> String {
    let count = person::parts(latin).len();
    let mut cyrillic: Vec<(Origin, String)> = Vec::new();
    let mut add = |origin: Origin, name: &str| {
        if person::parts(name).len() == count
            && !cyrillic.iter().any(|known| known.0 == origin && known.1 == name)
        {
            cyrillic.push((origin, name.to_owned()));
        }
    };
    for (of, name) in names {
        // A Cyrillic form is held against itself; against the names of the other language, too.
        if language == Language::English || *of != language || name == form {
            add(if *of == Language::Russian { Origin::Russian } else { Origin::Ukrainian }, name);
        }
    }
    let is_own = |name: &str| names.iter().any(|(_, own)| own.to_lowercase() == name.to_lowercase());
    let mut traditional = false;
    for known in known::names().iter().filter(|known| known.forms.iter().any(|(_, form)| is_own(form))) {
        known
            .forms
            .iter()
            .filter(|(origin, _)| *origin != Origin::Belarusian)
            .for_each(|(origin, name)| add(*origin, name));
        let asked = Folded::new(latin);
        traditional |= known.traditional.iter().any(|other| asked.fit(&other.latin) == Fit::Exact);
    }
    let mut parts: Vec<String> = Vec::new();
    for origin in [Origin::Ukrainian, Origin::Russian] {
        let mut ids: Vec<&str> = Vec::new();
        for (_, name) in cyrillic.iter().filter(|(of, _)| *of == origin) {
            for spelling in explain(latin, name, origin).iter().filter(|spelling| spelling.fit == Fit::Exact)
            {
                if !ids.contains(&spelling.standard.id()) {
                    ids.push(spelling.standard.id());
                }
            }
        }
        if !ids.is_empty() {
            parts.push(format!("{}:{}", origin.code(), ids.join(",")));
        }
    }
    let gazetteer = Gazetteer::builtin();
    let exonym = || {
        let places = gazetteer.find(latin);
        names.iter().any(|(_, name)| gazetteer.find(name).iter().any(|place| places.contains(place)))
    };
    if language == Language::English && (traditional || (parts.is_empty() && exonym())) {
        parts.push("traditional".to_owned());
    }
    parts.join(";")
}
