//! Outlets and articles that spell one name in several ways.

use super::Entity;
use super::partners::word_score;
use crate::corpus::Article;
use crate::names::graphones::Scratch;
use crate::names::person::{self, Kind, Part};
use crate::text::Language;
use std::collections::BTreeMap;

/// For each form how often it stands outside quoted speech and in it.
type Counts = BTreeMap<String, (usize, usize)>;

/// An outlet, or an article of it, that mixes spellings of a name outside quoted speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mixed {
    /// The label of the entity.
    pub entity: String,
    /// The outlet.
    pub outlet: String,
    /// The id of the article; empty for the outlet as a whole.
    pub article: String,
    /// Spellings of one word of the name, sorted, with their counts outside and inside quoted speech.
    pub forms: Vec<(String, usize, usize)>,
}

/// A word is a spelling of the name when it scores this against one of its Cyrillic words.
const SPELLED: f32 = 2.0;

/// The mixes of all entities, sorted by entity, outlet, article.
pub fn mixed(entities: &[Entity], articles: &[Article]) -> Vec<Mixed> {
    let mut all = Vec::new();
    for entity in entities {
        let cyrillic: Vec<(Language, Part)> = entity
            .names
            .iter()
            .flat_map(|(language, name)| person::parts(name).into_iter().map(|part| (*language, part)))
            .collect();
        let mut spelled: BTreeMap<String, bool> = BTreeMap::new();
        let mut scratch = Scratch::default();
        // Words of a name are told apart by their place from the end: the surname is 0.
        let mut counts: BTreeMap<(&str, &str, usize), Counts> = BTreeMap::new();
        for one in entity.uses.iter().filter(|one| one.language == Language::English) {
            let parts = person::parts(&one.form);
            let words = parts.iter().rev().filter(|part| part.kind == Kind::Word);
            for (place, word) in words.enumerate() {
                let fits = *spelled.entry(word.text.clone()).or_insert_with(|| {
                    cyrillic
                        .iter()
                        .filter(|(_, part)| part.kind == Kind::Word)
                        .any(|(language, part)| word_score(word, part, *language, &mut scratch) >= SPELLED)
                });
                if !fits {
                    continue;
                }
                let written = written(&one.form, &word.text);
                let article = &articles[one.article];
                for article_id in ["", article.id.as_str()] {
                    let of = counts.entry((&article.outlet, article_id, place)).or_default();
                    let count = of.entry(written.clone()).or_default();
                    if one.quoted { count.1 += 1 } else { count.0 += 1 }
                }
            }
        }
        for ((outlet, article, _), forms) in counts {
            if forms.values().filter(|(plain, _)| *plain > 0).count() > 1 {
                all.push(Mixed {
                    entity: entity.label.clone(),
                    outlet: outlet.to_owned(),
                    article: article.to_owned(),
                    forms: forms.into_iter().map(|(form, (plain, quoted))| (form, plain, quoted)).collect(),
                });
            }
        }
    }
    all
}

/// A small word of a name as it is written there, capitals of headlines apart.
fn written(form: &str, small: &str) -> String {
    let word = form.split([' ', '\u{a0}', '-']).find(|word| word.to_lowercase() == small).unwrap_or(small);
    let shouted = super::occurrence::is_shouted(word);
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let first: String = first.to_uppercase().collect();
    first + &if shouted { rest.to_lowercase() } else { rest.to_owned() }
}
