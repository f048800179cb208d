//! Stories as they are told: which articles of which outlets belong to each, since when and until when.

use super::origin::{self, Origin, Trace};
use crate::corpus::Article;
use crate::pairing::ArticlePair;
use rustc_hash::FxHashMap;
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
    /// Whose report each of them is.
    pub origins: Vec<Origin>,
    /// How many voices they are: copies and rewrites are none of their own, and what is after one agency is one.
    pub voices: usize,
}

/// Collects which articles belong to which story.
#[derive(Debug, Default)]
pub struct Stories {
    stories: BTreeMap<u32, BTreeSet<u32>>,
    traces: FxHashMap<u32, Trace>,
}

impl Stories {
    /// Takes a pair.
    pub fn add(&mut self, pair: &ArticlePair) {
        if let Some(story) = pair.story {
            let articles = [pair.src as u32, pair.trg as u32];
            self.stories.entry(story).or_default().extend(articles);
            self.traces.extend(articles.map(|article| (article, Trace::default())));
        }
    }

    /// Reads an article with its text, if it belongs to a story: whose report it is follows from it.
    pub fn read(&mut self, place: u32, article: &Article) {
        if let Some(trace) = self.traces.get_mut(&place) {
            *trace = Trace::of(article);
        }
    }

    /// The stories, given the articles by their places.
    pub fn find(self, articles: &[Article]) -> Vec<Story> {
        let traces = self.traces;
        let told = self.stories.into_iter().map(|(number, places)| {
            let of: Vec<&Article> = places.iter().map(|&place| &articles[place as usize]).collect();
            let time = |article: &&&Article| (article.time().is_none(), article.time());
            let headline = of.iter().filter(|article| !article.title.trim().is_empty());
            let headline = headline.min_by_key(|article| (article.lang != "en", time(article)));
            let mut in_time: Vec<u32> = places.iter().copied().collect();
            in_time.sort_by_key(|&place| {
                let time = articles[place as usize].time();
                (time.is_none(), time, place)
            });
            let unread = Trace::default();
            let known =
                |place: &u32| (articles[*place as usize].id.as_str(), traces.get(place).unwrap_or(&unread));
            let (origins, voices) = origin::origins(&in_time.iter().map(known).collect::<Vec<_>>());
            let mut origins: Vec<(u32, Origin)> = in_time.into_iter().zip(origins).collect();
            origins.sort_by_key(|origin| origin.0);
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
                origins: origins.into_iter().map(|(_, origin)| origin).collect(),
                voices,
            }
        });
        told.collect()
    }
}
