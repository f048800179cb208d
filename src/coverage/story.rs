//! All pairs of articles together: what one article leaves out may stand in another one of its story.

use super::reading::LINKED;
use super::{Difference, Kind, Model, Pair, Status, differences};
use crate::linking::LinkedPair;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// A difference of two articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The story of both, numbered from 1.
    pub story: Option<u32>,
    /// The id of the source article.
    pub src_id: String,
    /// The id of the target article.
    pub trg_id: String,
    /// What differs.
    pub difference: Difference,
}

/// Collects the differences of pairs as they come. Grows with the differences and with the links.
#[derive(Debug)]
pub struct Coverage {
    model: Model,
    waiting: Vec<LinkedPair>,
    rows: Vec<Row>,
    numbers: FxHashMap<String, u32>,
    ids: Vec<String>,
    /// For a sentence of an article, articles that tell it: at most two, the surest.
    told: FxHashMap<(u32, u32), Vec<Partner>>,
}

#[derive(Debug, Clone)]
struct Partner {
    article: u32,
    sentence: u32,
    score: f64,
}

/// So many pairs are compared at a time, on all threads.
const WAITING: usize = 64;

impl Default for Coverage {
    fn default() -> Self {
        Coverage::new(Model::shipped().clone())
    }
}

impl Coverage {
    /// Nothing yet; differences are judged by a model.
    pub fn new(model: Model) -> Self {
        Coverage {
            model,
            waiting: Vec::new(),
            rows: Vec::new(),
            numbers: FxHashMap::default(),
            ids: Vec::new(),
            told: FxHashMap::default(),
        }
    }

    /// Takes a pair with its links.
    pub fn add(&mut self, linked: &LinkedPair) {
        self.waiting.push(linked.clone());
        if self.waiting.len() >= WAITING {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let pairs: Vec<(Option<u32>, Pair)> =
            waiting.iter().map(|linked| (linked.articles.pair.story, Pair::from(linked))).collect();
        self.add_all(&pairs);
    }

    /// Takes pairs, each with its story.
    pub fn add_all(&mut self, pairs: &[(Option<u32>, Pair)]) {
        let found: Vec<Vec<Difference>> =
            pairs.par_iter().map(|(_, pair)| differences(pair, &self.model)).collect();
        for ((story, pair), found) in pairs.iter().zip(found) {
            let (src_id, trg_id) = (&pair.src.id, &pair.trg.id);
            self.tell(pair);
            self.rows.extend(found.into_iter().map(|difference| Row {
                story: *story,
                src_id: src_id.clone(),
                trg_id: trg_id.clone(),
                difference,
            }));
        }
    }

    /// Notes which articles tell which sentence.
    fn tell(&mut self, pair: &Pair) {
        let (src, trg) = (self.number(&pair.src.id), self.number(&pair.trg.id));
        for link in pair.links.iter().filter(|link| link.score >= LINKED) {
            for (own, other, sentences, there) in
                [(src, trg, &link.src, &link.trg), (trg, src, &link.trg, &link.src)]
            {
                for sentence in sentences.clone() {
                    let partners = self.told.entry((own, sentence)).or_default();
                    partners.push(Partner { article: other, sentence: there.start, score: link.score });
                    partners.sort_by(|a, b| {
                        b.score
                            .total_cmp(&a.score)
                            .then((a.article, a.sentence).cmp(&(b.article, b.sentence)))
                    });
                    partners.dedup_by_key(|partner| partner.article);
                    partners.truncate(2);
                }
            }
        }
    }

    fn number(&mut self, id: &str) -> u32 {
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let number = self.ids.len() as u32;
        self.numbers.insert(id.to_owned(), number);
        self.ids.push(id.to_owned());
        number
    }

    /// The differences of all pairs, by story, articles and sentences.
    pub fn finish(mut self) -> Vec<Row> {
        self.flush();
        let mut rows = std::mem::take(&mut self.rows);
        for row in &mut rows {
            let found = &mut row.difference;
            if (found.kind, found.status) != (Kind::Sentence, Some(Status::Only)) {
                continue;
            }
            let (own, other) = match found.side {
                super::Side::Src => (&row.src_id, &row.trg_id),
                super::Side::Trg => (&row.trg_id, &row.src_id),
            };
            let Some(own) = self.numbers.get(own) else { continue };
            let partners = self.told.get(&(*own, found.sentence)).map_or(&[][..], Vec::as_slice);
            if let Some(partner) =
                partners.iter().find(|partner| &self.ids[partner.article as usize] != other)
            {
                found.status = Some(Status::Elsewhere);
                found.conflict_with = format!("{}#{}", self.ids[partner.article as usize], partner.sentence);
            }
        }
        let story = |row: &Row| row.story.unwrap_or(u32::MAX);
        rows.sort_by(|a, b| (story(a), &a.src_id, &a.trg_id).cmp(&(story(b), &b.src_id, &b.trg_id)));
        rows
    }
}
