//! Who spells which name how: names that linked sentences share become entities, each with all its spellings.
//!
//! `occurrence` finds the names of the articles, `partners` those that linked sentences share. `paradigm` and `bases` bring
//! Cyrillic forms to their nominative, `derived` finds the place behind a region, `lemma` tells adjectives. `entities` puts
//! together what is one, `people` tells whose surname stands alone, `standard` by which standards a spelling is made,
//! `words` takes names apart, `mixed` tells who mixes spellings. No list of names is needed; the gazetteer only helps
//! where spelling does not bring two names together. See `docs/names.md`.
//!
//! Not for: whether two single names are one (that is [`crate::names`]).

mod bases;
mod derived;
mod entities;
mod lemma;
pub mod mixed;
mod occurrence;
mod paradigm;
mod partners;
mod people;
mod standard;
pub mod words;

use crate::analysis::Analysed;
use crate::corpus::Article;
use crate::names::standards::{self, Origin};
use crate::text::Language;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Sentences of an English article and of another that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Place of the English article in the list.
    pub src: usize,
    /// Place of the other article.
    pub trg: usize,
    /// Numbers of the English sentences: 0 is the title, the body counts from 1.
    pub src_sentences: Vec<u32>,
    /// Numbers of the other sentences.
    pub trg_sentences: Vec<u32>,
}

/// A person, a place or a thing that linked sentences name in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its English name; `docs/names.md` says which of several.
    pub label: String,
    /// Its Russian and Ukrainian names in the nominative, the commonest first.
    pub names: Vec<(Language, String)>,
    /// Each time that it is named, in the order of articles and texts.
    pub uses: Vec<Use>,
}

/// A name at a place of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The language of the article, or of the passage where it quotes another.
    pub language: Language,
    /// The name as it is spelled; a Cyrillic one in the nominative.
    pub form: String,
    /// Place of the article in the list.
    pub article: usize,
    /// Whether it stands in quoted speech.
    pub quoted: bool,
}

/// One spelling of one entity in one outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The label of the entity.
    pub entity: String,
    /// The language of the articles.
    pub language: Language,
    /// The spelling; a Cyrillic one in the nominative.
    pub form: String,
    /// The English spelling, or the usual romanisation of a Cyrillic one.
    pub latin: String,
    /// Which standards make this Latin spelling of the entity's names: `uk:ua-kmu-2010,icao-9303;ru:icao-9303;traditional`;
    /// where none makes the whole, those of each word: `Volodymyr uk:ua-kmu-2010 + Zelensky uk:press;ru:wikipedia-ru`.
    pub standards: String,
    /// Who spells it so.
    pub outlet: String,
    /// The first and the last day (`2022-01-21`), empty where no date is known.
    pub first_seen: String,
    /// The last day.
    pub last_seen: String,
    /// How often, quoted speech too.
    pub count: usize,
    /// The language that it was romanised from: `uk`, `ru`, `ru|uk`, `traditional`, or empty where that cannot be told.
    pub origin: String,
}

/// Articles that are cut into sentences at a time.
const BATCH: usize = 4096;

/// The entities that linked sentences of the articles share, sorted by their labels.
pub fn entities(articles: &[Article], links: &[Link]) -> Vec<Entity> {
    let mut names = Names::default();
    for batch in articles.chunks(BATCH) {
        let read = batch.par_iter().map(|article| (article.clone(), Analysed::of(article)));
        names.add(&read.collect::<Vec<_>>());
    }
    names.entities(articles, links)
}

/// The names of articles that need not be in memory together.
#[derive(Debug, Default)]
pub struct Names(occurrence::Occurrences);

impl Names {
    /// Finds the names of the next articles, which were cut into sentences; without that, in another language than the
    /// three, an article has none.
    pub fn add(&mut self, articles: &[(Article, Option<Arc<Analysed>>)]) {
        self.0.add(articles);
    }

    /// The entities that linked sentences share, sorted by their labels. Of the articles, in the order in which they were
    /// added, only outlet and date are looked at.
    pub fn entities(self, articles: &[Article], links: &[Link]) -> Vec<Entity> {
        let (forms, occurrences) = self.0.finish();
        let partners = partners::partners(&forms, &occurrences, links);
        let bases = bases::Bases::new(&forms, &partners);
        entities::put_together(articles, &forms, &occurrences, &partners, &bases)
    }
}

/// The nominatives of forms of one name, where texts have these forms and linked sentences this Latin name.
#[doc(hidden)]
pub fn nominatives(seen: &[&str], person: bool, language: Language, latin: Option<&str>) -> Vec<String> {
    let mut forms: Vec<occurrence::Form> =
        seen.iter().map(|form| occurrence::Form::alone(form, person, language)).collect();
    let mut pairs = Vec::new();
    if let Some(latin) = latin {
        let english = forms.len() as u32;
        forms.push(occurrence::Form::alone(latin, person, Language::English));
        pairs.extend((0..english).map(|other| partners::Partners { english, other }));
    }
    let bases = bases::Bases::new(&forms, &pairs);
    (0..seen.len()).map(|form| bases.name(form).to_owned()).collect()
}

/// A row for each entity, language, form and outlet, sorted by these.
pub fn spellings(entities: &[Entity], articles: &[Article]) -> Vec<Spelling> {
    let mut all = Vec::new();
    for entity in entities {
        let mut rows: BTreeMap<(&str, &str, &str), Spelling> = BTreeMap::new();
        let mut told: BTreeMap<(&str, &str), (String, standard::Told)> = BTreeMap::new();
        for one in &entity.uses {
            let article = &articles[one.article];
            let (language, form, day) = (one.language, one.form.as_str(), day(article));
            let (latin, fits) = told.entry((language.code(), form)).or_insert_with(|| {
                let latin = latin(form, language);
                let told = standard::told(&latin, form, language, &entity.names);
                (latin, told)
            });
            let row = rows.entry((language.code(), form, &article.outlet)).or_insert_with(|| Spelling {
                entity: entity.label.clone(),
                language,
                form: form.to_owned(),
                latin: latin.clone(),
                standards: fits.standards.clone(),
                outlet: article.outlet.clone(),
                first_seen: day.to_owned(),
                last_seen: day.to_owned(),
                count: 0,
                origin: fits.origin.clone(),
            });
            row.count += 1;
            if !day.is_empty() {
                if row.first_seen.is_empty() || day < row.first_seen.as_str() {
                    row.first_seen = day.to_owned();
                }
                if day > row.last_seen.as_str() {
                    row.last_seen = day.to_owned();
                }
            }
        }
        all.extend(rows.into_values());
    }
    all
}

fn latin(form: &str, language: Language) -> String {
    let origin = match language {
        Language::English => return form.to_owned(),
        Language::Russian => Origin::Russian,
        Language::Ukrainian => Origin::Ukrainian,
    };
    let usual = standards::find(standards::usual(origin));
    usual.and_then(|standard| standard.spell(form, origin)).unwrap_or_default()
}

/// The day of an article, empty where it is not known.
pub(crate) fn day(article: &Article) -> &str {
    let day = article.published.trim().get(..10).unwrap_or_default();
    let sound =
        |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    if day.bytes().enumerate().all(sound) { day } else { "" }
}
