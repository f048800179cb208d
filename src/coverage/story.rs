//! All pairs of articles together: what one article leaves out may stand in another one of its story, and the sentences of
//! all articles of a story make its facts.

use super::facts::{Against, Compared, Fact, Tie, Told, facts, outlets};
use super::naming::Namings;
use super::{Difference, Kind, LEAST, Model, Pair, Side, Status, differences};
use crate::corpus::Article;
use crate::linking::LinkedPair;
use crate::spellings::Entity;
use rayon::prelude::*;
use std::collections::BTreeMap;

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

/// What was found in all stories.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Found {
    /// The differences, by story, articles and sentences.
    pub rows: Vec<Row>,
    /// The facts, by story.
    pub facts: Vec<Fact>,
    /// The outlets against each other, by name.
    pub outlets: Vec<Against>,
    /// The stories as they were compared.
    pub stories: BTreeMap<u32, Compared>,
}

/// Collects the differences of pairs as they come. Grows with the differences and with the sentences of articles that
/// belong to a story.
#[derive(Debug)]
pub struct Coverage {
    model: Model,
    least: Option<f64>,
    waiting: Vec<LinkedPair>,
    rows: Vec<Row>,
    stories: BTreeMap<u32, Compared>,
}

/// So many pairs are compared at a time, on all threads.
const WAITING: usize = 64;

impl Default for Coverage {
    fn default() -> Self {
        Coverage::new(Model::shipped().clone(), None)
    }
}

impl Coverage {
    /// Nothing yet; differences are judged by a model, and those that are at least so probable are kept, or
    /// what is [usual](Difference::is_usual).
    pub fn new(model: Model, least: Option<f64>) -> Self {
        Coverage { model, least, waiting: Vec::new(), rows: Vec::new(), stories: BTreeMap::new() }
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
        let least = self.least;
        for ((story, pair), found) in pairs.iter().zip(found) {
            if let Some(story) = story {
                self.tell(*story, pair);
            }
            let likely =
                found.into_iter().filter(|one| least.map_or_else(|| one.is_usual(), |least| one.p >= least));
            self.rows.extend(likely.map(|difference| Row {
                story: *story,
                src_id: pair.src.id.clone(),
                trg_id: pair.trg.id.clone(),
                difference,
            }));
        }
    }

    /// Notes what a pair says of its story.
    fn tell(&mut self, story: u32, pair: &Pair) {
        let compared = self.stories.entry(story).or_default();
        let mut number = |article: &Article, read: &crate::analysis::Analysed| {
            if let Some(at) = compared.articles.iter().position(|known| known.id == article.id) {
                return at;
            }
            let outlet = if article.outlet.is_empty() { &article.id } else { &article.outlet };
            let mut sentences: Vec<String> =
                read.sentences.iter().map(|sentence| sentence.text().to_owned()).collect();
            // The title has number 0 and the body counts from 1, with a title or without.
            if read.titles == 0 {
                sentences.insert(0, String::new());
            }
            compared.articles.push(Told {
                id: article.id.clone(),
                outlet: outlet.clone(),
                lang: article.lang.clone(),
                published: article.published.clone(),
                title: article.title.clone(),
                sentences,
            });
            compared.articles.len() - 1
        };
        let (src, trg) = (number(pair.src, pair.src_read), number(pair.trg, pair.trg_read));
        compared.compared.insert((src.min(trg), src.max(trg)));
        compared.ties.extend(pair.links.iter().map(|link| Tie {
            articles: (src, trg),
            sentences: (link.src.clone(), link.trg.clone()),
            score: link.score,
        }));
    }

    /// What all pairs say together; `entities` are the names that linked sentences of `articles` share.
    pub fn finish(mut self, entities: &[Entity], articles: &[Article]) -> Found {
        self.flush();
        let (mut rows, mut stories) = (self.rows, self.stories);
        stories.values_mut().for_each(sort);
        let namings = Namings::new(entities, articles);
        for (&story, told) in &stories {
            for &pair in &told.compared {
                let forward = rows_are_from(&rows, told, pair);
                let pair = if forward { pair } else { (pair.1, pair.0) };
                let found = namings.rows(story, told, pair);
                rows.extend(found.into_iter().filter(|row| row.difference.p >= self.least.unwrap_or(LEAST)));
            }
        }
        for row in &mut rows {
            if let Some(told) = row.story.and_then(|story| stories.get(&story)) {
                elsewhere(row, told);
            }
        }
        let story = |row: &Row| row.story.unwrap_or(u32::MAX);
        rows.sort_by(|a, b| {
            let sentence = |row: &Row| (row.difference.side, row.difference.sentence, row.difference.kind);
            (story(a), &a.src_id, &a.trg_id, sentence(a)).cmp(&(story(b), &b.src_id, &b.trg_id, sentence(b)))
        });
        let found: Vec<Vec<Fact>> = stories
            .par_iter()
            .map(|(&number, told)| {
                let start = rows.partition_point(|row| story(row) < number);
                let end = rows.partition_point(|row| story(row) <= number);
                facts(number, told, &rows[start..end].iter().collect::<Vec<_>>())
            })
            .collect();
        let found: Vec<Fact> = found.into_iter().flatten().collect();
        let told = stories.values().flat_map(|told| &told.articles);
        let outlet_of: BTreeMap<String, String> =
            told.map(|article| (article.id.clone(), article.outlet.clone())).collect();
        let outlets = outlets(&found, &rows, &outlet_of);
        Found { rows, facts: found, outlets, stories }
    }
}

/// Puts the articles of a story in the order of their ids, whatever the order in which they came.
fn sort(told: &mut Compared) {
    let mut order: Vec<usize> = (0..told.articles.len()).collect();
    order.sort_by(|&a, &b| told.articles[a].id.cmp(&told.articles[b].id));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut old: Vec<Option<Told>> = std::mem::take(&mut told.articles).into_iter().map(Some).collect();
    told.articles = order.iter().filter_map(|&at| old[at].take()).collect();
    let compared = std::mem::take(&mut told.compared);
    told.compared =
        compared.into_iter().map(|(a, b)| (place[a].min(place[b]), place[a].max(place[b]))).collect();
    for tie in &mut told.ties {
        tie.articles = (place[tie.articles.0], place[tie.articles.1]);
    }
    told.ties.sort_by(|a, b| {
        let key = |tie: &Tie| (tie.articles, tie.sentences.0.start, tie.sentences.1.start);
        key(a).cmp(&key(b)).then(a.score.total_cmp(&b.score))
    });
}

/// Whether the pair's source is its first article: of articles of two languages that follows from these.
fn rows_are_from(rows: &[Row], told: &Compared, (a, b): (usize, usize)) -> bool {
    let (one, two) = (&told.articles[a], &told.articles[b]);
    let rank = |lang: &str| ["en", "ru", "uk"].iter().position(|known| *known == lang);
    if one.lang != two.lang {
        return rank(&one.lang) < rank(&two.lang);
    }
    !rows.iter().any(|row| row.src_id == two.id && row.trg_id == one.id)
}

/// A sentence that one article leaves out may stand in another one of the story.
fn elsewhere(row: &mut Row, told: &Compared) {
    let found = &mut row.difference;
    if (found.kind, found.status) != (Kind::Sentence, Some(Status::Only)) {
        return;
    }
    let (own, other) = match found.side {
        Side::Src => (&row.src_id, &row.trg_id),
        Side::Trg => (&row.trg_id, &row.src_id),
    };
    let mut best: Option<(f64, usize, u32)> = None;
    for tie in told.ties.iter().filter(|tie| tie.score >= super::reading::LINKED) {
        let (a, b) = tie.articles;
        for (here, sentences, there, others) in
            [(a, &tie.sentences.0, b, &tie.sentences.1), (b, &tie.sentences.1, a, &tie.sentences.0)]
        {
            let fits = &told.articles[here].id == own
                && sentences.contains(&found.sentence)
                && &told.articles[there].id != other;
            if fits && best.is_none_or(|(score, ..)| tie.score > score) {
                best = Some((tie.score, there, others.start));
            }
        }
    }
    let Some((score, there, sentence)) = best else { return };
    let article = &told.articles[there];
    found.status = Some(Status::Elsewhere);
    found.conflict_with = article.id.clone();
    found.other_sentence = Some(sentence);
    found.other_text = article.sentences.get(sentence as usize).cloned().unwrap_or_default();
    found.why = format!("{}; told by {} (link {score:.2})", found.why, article.outlet);
}
