//! Stories as they are told: which articles of which outlets belong to each, since when and until when.

use crate::corpus::Article;
use crate::pairing::ArticlePair;
use std::collections::{BTreeMap, BTreeSet};

/// The articles of all outlets and languages that tell one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its number, from 1.
    pub number: u32,
    /// The title of its first article, an English one where there is one.
    pub headline: String,
    /// When its first article was published; empty where no date is known.
    pub first: String,
    /// When its last article was published.
    pub last: String,
    /// Who tells it.
    pub outlets: BTreeSet<String>,
    /// In which languages.
    pub languages: BTreeSet<String>,
    /// The ids of its articles, sorted.
    pub ids: Vec<String>,
}

/// Collects which articles belong to which story.
#[derive(Debug, Default)]
pub struct Stories(BTreeMap<u32, BTreeSet<u32>>);

impl Stories {
    /// Takes a pair.
    pub fn add(&mut self, pair: &ArticlePair) {
        if let Some(story) = pair.story {
            self.0.entry(story).or_default().extend([pair.src as u32, pair.trg as u32]);
        }
    }

    /// The stories, given the articles by their places.
    pub fn find(self, articles: &[Article]) -> Vec<Story> {
        let told = self.0.into_iter().map(|(number, places)| {
            let of: Vec<&Article> = places.iter().map(|&place| &articles[place as usize]).collect();
            let time = |article: &&&Article| (article.time().is_none(), article.time());
            let headline = of.iter().filter(|article| !article.title.trim().is_empty());
            let headline = headline.min_by_key(|article| (article.lang != "en", time(article)));
            let dated = || of.iter().filter(|article| article.time().is_some());
            Story {
                number,
                headline: headline.map(|article| article.title.trim().to_owned()).unwrap_or_default(),
                first: dated().min_by_key(time).map(|article| article.published.clone()).unwrap_or_default(),
                last: dated().max_by_key(time).map(|article| article.published.clone()).unwrap_or_default(),
                outlets: of
                    .iter()
                    .map(|article| article.outlet.clone())
                    .filter(|name| !name.is_empty())
                    .collect(),
                languages: of.iter().map(|article| article.lang.clone()).collect(),
                ids: of.iter().map(|article| article.id.clone()).collect(),
            }
        });
        told.collect()
    }
}
