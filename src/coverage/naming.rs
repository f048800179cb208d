//! One thing by two names: spellings of one entity in two articles, with the standards by which they are made.

use super::facts::{Compared, Told};
use super::story::Row;
use super::{Difference, Kind, Side, Status};
use crate::corpus::Article;
use crate::spellings::{Entity, spellings};
use crate::text::Language;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// How sure it is that two spellings are of one entity: they come from links that are likely.
const SURE: f64 = 0.9;

/// What is known of the spellings of all articles.
pub struct Namings<'a> {
    /// Entities by article id, with the forms that stand there outside quotations.
    by_article: FxHashMap<&'a str, BTreeMap<usize, BTreeSet<&'a str>>>,
    entities: &'a [Entity],
    /// Entity, language and form: standards and origin.
    told: FxHashMap<(String, &'static str, String), (String, String)>,
}

impl<'a> Namings<'a> {
    /// Reads the entities of articles.
    pub fn new(entities: &'a [Entity], articles: &'a [Article]) -> Self {
        let mut by_article: FxHashMap<&str, BTreeMap<usize, BTreeSet<&str>>> = FxHashMap::default();
        for (number, entity) in entities.iter().enumerate() {
            for one in entity.uses.iter().filter(|one| !one.quoted) {
                let Some(article) = articles.get(one.article) else { continue };
                if article.lang != one.language.code() {
                    continue;
                }
                let forms = by_article.entry(article.id.as_str()).or_default().entry(number).or_default();
                forms.insert(one.form.as_str());
            }
        }
        let told = spellings(entities, articles).into_iter().map(|spelling| {
            (
                (spelling.entity, spelling.language.code(), spelling.form),
                (spelling.standards, spelling.origin),
            )
        });
        Namings { by_article, entities, told: told.collect() }
    }

    /// Whether English articles spell an entity out of another language too.
    fn is_contested(&self, entity: usize, origin: &str) -> bool {
        let one = &self.entities[entity];
        one.uses.iter().filter(|one| one.language == Language::English).any(|other| {
            let key = (one.label.clone(), Language::English.code(), other.form.clone());
            self.told.get(&key).is_some_and(|(_, from)| !from.is_empty() && !from.contains(origin))
        })
    }

    /// The namings of two articles of a story.
    pub fn rows(&self, story: u32, told: &Compared, (src, trg): (usize, usize)) -> Vec<Row> {
        let (src, trg) = (&told.articles[src], &told.articles[trg]);
        let (Some(own), Some(others)) =
            (self.by_article.get(src.id.as_str()), self.by_article.get(trg.id.as_str()))
        else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        for (&entity, forms) in own {
            let Some(there) = others.get(&entity) else { continue };
            rows.extend(self.naming(entity, (src, forms), (trg, there)).map(|difference| Row {
                story: Some(story),
                src_id: src.id.clone(),
                trg_id: trg.id.clone(),
                difference,
            }));
        }
        rows
    }

    fn naming(
        &self,
        entity: usize,
        (src, forms): (&Told, &BTreeSet<&str>),
        (trg, there): (&Told, &BTreeSet<&str>),
    ) -> Option<Difference> {
        let label = &self.entities[entity].label;
        let of = |lang: &str, form: &str| {
            let language: Language = lang.parse().ok()?;
            self.told.get(&(label.clone(), language.code(), form.to_owned()))
        };
        if src.lang == trg.lang {
            // Only a spelling that the other article does not use at all is another naming.
            let (form, other) = (forms.difference(there).next()?, there.difference(forms).next()?);
            if shares_word(form, other) {
                return None;
            }
            let [(one, _), (two, _)] = [of(&src.lang, form)?, of(&trg.lang, other)?];
            return row(
                src,
                trg,
                form,
                other,
                format!("{label}: {form} ({}), {other} ({})", short(one), short(two)),
            );
        }
        // An English spelling out of the language that the other article is not in.
        let (english, other, side) = match (src.lang.as_str(), trg.lang.as_str()) {
            ("en", _) => ((src, forms), (trg, there), Side::Src),
            (_, "en") => ((trg, there), (src, forms), Side::Trg),
            _ => return None,
        };
        for form in english.1 {
            let (standards, origin) = of("en", form)?;
            let strange = match other.0.lang.as_str() {
                "uk" => origin == "ru",
                "ru" => origin == "uk",
                _ => false,
            };
            // A name that all English articles romanise from one language is nobody's choice.
            let strange = strange && self.is_contested(entity, origin);
            if strange {
                let name = other.1.iter().next()?;
                let why = format!(
                    "{label}: {form} is romanised from {origin} ({}), not from {name}",
                    short(standards)
                );
                let mut found = row(english.0, other.0, form, name, why)?;
                found.side = side;
                return Some(found);
            }
        }
        None
    }
}

/// The first standards of a list.
fn short(standards: &str) -> String {
    let first: Vec<&str> = standards.split(',').take(SHOWN).collect();
    match standards.split(',').count() {
        _ if standards.is_empty() => "no standard".to_owned(),
        count if count > SHOWN => format!("{} and {} more", first.join(","), count - SHOWN),
        _ => first.join(","),
    }
}

/// So many standards are named.
const SHOWN: usize = 3;

/// Whether two spellings share a word: `Zelensky` and `Volodymyr Zelensky` are one naming.
fn shares_word(a: &str, b: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        name.split([' ', '-']).map(str::to_lowercase).filter(|word| word.chars().count() > 2).collect()
    };
    let (one, two) = (parts(a), parts(b));
    one.iter().any(|word| two.contains(word))
}

fn row(own: &Told, other: &Told, form: &str, there: &str, why: String) -> Option<Difference> {
    let sentence = own.sentences.iter().position(|text| text.contains(form))?;
    let text = own.sentences[sentence].clone();
    let at = text.find(form)?;
    let other_sentence = other.sentences.iter().position(|text| text.contains(there));
    let span = at..at + form.len();
    let offsets = [Some(super::reading::characters(&text, &span)), None];
    Some(Difference {
        kind: Kind::Name,
        status: Some(Status::Naming),
        side: Side::Src,
        value: form.to_owned(),
        sentence: sentence as u32,
        text,
        conflict_with: there.to_owned(),
        other_sentence: other_sentence.map(|at| at as u32),
        p: SURE,
        other_text: other_sentence.map(|at| other.sentences[at].clone()).unwrap_or_default(),
        offsets,
        why,
        origin: String::new(),
        figures: Vec::new(),
    })
}
