//! Outlets and articles that spell one name in several ways.

use super::Entity;
use super::words::Words;
use crate::corpus::Article;
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

/// The mixes of all entities, sorted by entity, outlet, article.
pub fn mixed(entities: &[Entity], articles: &[Article]) -> Vec<Mixed> {
    let mut all = Vec::new();
    for entity in entities {
        let mut words = Words::new(entity);
        let mut counts: BTreeMap<(&str, &str, usize), Counts> = BTreeMap::new();
        for one in entity.uses.iter().filter(|one| one.language == Language::English) {
            for word in words.of(&one.form) {
                let article = &articles[one.article];
                for article_id in ["", article.id.as_str()] {
                    let of = counts.entry((&article.outlet, article_id, word.place)).or_default();
                    let count = of.entry(word.text.clone()).or_default();
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
