//! Names that are well known, in their languages, and the English spellings that no standard made: a small list by
//! hand (`data/names/known.csv`, `data/names/traditional.csv`).
//!
//! Not for: being complete. A gazetteer gives [`super::why`] its places as further [`Name`]s.

use super::Origin;
use std::sync::LazyLock;

/// A name with its forms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// What it is the name of: `city`, `person`, `given name` …
    pub kind: String,
    /// The Cyrillic forms, Ukrainian first.
    pub forms: Vec<(Origin, String)>,
    /// English spellings by tradition.
    pub traditional: Vec<Traditional>,
}

/// An English spelling that is used by tradition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traditional {
    /// The spelling.
    pub latin: String,
    /// When or by whom it is used; may be empty.
    pub note: String,
}

/// The names of the list.
pub fn names() -> &'static [Name] {
    static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
        let mut names: Vec<Name> = rows(include_str!("../../../data/names/known.csv"))
            .map(|row| Name { kind: field(&row, 0), forms: forms(&row, 1), traditional: Vec::new() })
            .collect();
        for row in rows(include_str!("../../../data/names/traditional.csv")) {
            let traditional = Traditional { latin: field(&row, 0), note: field(&row, 4) };
            let kind = field(&row, 1);
            let forms = vec![(Origin::Ukrainian, field(&row, 2)), (Origin::Russian, field(&row, 3))];
            match names.iter_mut().find(|name| name.kind == kind && name.forms.starts_with(&forms)) {
                Some(name) => name.traditional.push(traditional),
                None => names.push(Name { kind, forms, traditional: vec![traditional] }),
            }
        }
        names
    });
    &NAMES
}

fn rows(text: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).into_records().filter_map(Result::ok)
}

fn field(row: &csv::StringRecord, at: usize) -> String {
    row.get(at).unwrap_or_default().to_owned()
}

/// The columns uk, ru and be from a column on; an empty one is no form.
fn forms(row: &csv::StringRecord, first: usize) -> Vec<(Origin, String)> {
    [Origin::Ukrainian, Origin::Russian, Origin::Belarusian]
        .into_iter()
        .enumerate()
        .map(|(at, origin)| (origin, field(row, first + at)))
        .filter(|(_, form)| !form.is_empty())
        .collect()
}
