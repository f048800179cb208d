//! The facts of a story: groups of linked sentences across all its articles, and which outlet told, left out or told
//! otherwise each of them.

use super::reading::LINKED;
use super::story::Row;
use super::{Kind, Status};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What an outlet did with a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Telling {
    /// It told it.
    Told,
    /// It told it, and contradicts another outlet in a number, a date, a name or a statement.
    Otherwise,
    /// None of its articles that were compared with one that tells it has it.
    LeftOut,
}

impl Telling {
    /// Its name in the results.
    pub fn name(self) -> &'static str {
        match self {
            Telling::Told => "told",
            Telling::Otherwise => "told otherwise",
            Telling::LeftOut => "left out",
        }
    }
}

/// A fact and one outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The outlet; the article's id where it has none.
    pub outlet: String,
    /// What it did.
    pub telling: Telling,
    /// The probability of that, 0 to 1.
    pub p: f64,
    /// Its sentences that tell it: article and number.
    pub sentences: Vec<(String, u32)>,
    /// Their text.
    pub text: String,
    /// What contradicts: `14 people ≠ 17 человек`.
    pub conflict: String,
}

/// A fact of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The story.
    pub story: u32,
    /// Its number in the story, from 1, in the order in which it was told first.
    pub number: u32,
    /// One telling of it: the earliest.
    pub text: String,
    /// When it was told first; empty where no date is known.
    pub first: String,
    /// The outlets of the story of which it is known, by name.
    pub cells: Vec<Cell>,
}

/// An article of a story, as far as its facts need it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Told {
    /// Its id.
    pub id: String,
    /// Its outlet; its id where it has none.
    pub outlet: String,
    /// Its language.
    pub lang: String,
    /// When it was published.
    pub published: String,
    /// Its title.
    pub title: String,
    /// Its sentences, the title (which may be empty) first.
    pub sentences: Vec<String>,
}

/// Linked sentences of two articles of a story, as places of the articles.
#[derive(Debug, Clone)]
pub struct Tie {
    /// The articles.
    pub articles: (usize, usize),
    /// The numbers of their sentences.
    pub sentences: (Range<u32>, Range<u32>),
    /// The probability of the link.
    pub score: f64,
}

/// A story with all that was compared in it.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// Its articles, by id.
    pub articles: Vec<Told>,
    /// Its links.
    pub ties: Vec<Tie>,
    /// Which articles were compared.
    pub compared: BTreeSet<(usize, usize)>,
}

/// Links of this probability join sentences into one fact: weaker ones would chain what is not one.
const JOINED: f64 = 0.7;
/// Sentences with fewer letters tell nothing.
const FEWEST: usize = 12;

/// The facts of a story; `rows` are the differences of its pairs.
pub fn facts(story: u32, told: &Compared, rows: &[&Row]) -> Vec<Fact> {
    let mut starts = Vec::with_capacity(told.articles.len());
    let mut count = 0;
    for article in &told.articles {
        starts.push(count);
        count += article.sentences.len();
    }
    let mut groups: Vec<usize> = (0..count).collect();
    let node = |article: usize, sentence: u32| {
        let held = told.articles.get(article).map_or(0, |article| article.sentences.len());
        ((sentence as usize) < held).then(|| starts[article] + sentence as usize)
    };
    for tie in told.ties.iter().filter(|tie| tie.score >= JOINED) {
        let ends = tie.sentences.0.clone().filter_map(|at| node(tie.articles.0, at));
        let others = tie.sentences.1.clone().filter_map(|at| node(tie.articles.1, at));
        let all: Vec<usize> = ends.chain(others).collect();
        for pair in all.windows(2) {
            let (a, b) = (root(&mut groups, pair[0]), root(&mut groups, pair[1]));
            groups[a.max(b)] = a.min(b);
        }
    }
    // The links of each sentence with each other article, for the probability that it is told there.
    let mut likely: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for tie in &told.ties {
        for (own, sentences, other) in [
            (tie.articles.0, &tie.sentences.0, tie.articles.1),
            (tie.articles.1, &tie.sentences.1, tie.articles.0),
        ] {
            for at in sentences.clone().filter_map(|at| node(own, at)) {
                let most = likely.entry((at, other)).or_default();
                *most = most.max(tie.score);
            }
        }
    }
    let number: BTreeMap<&str, usize> =
        told.articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
    let mut conflicts: BTreeMap<(usize, usize), (f64, String)> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_conflict(row)) {
        let one = &row.difference;
        let ends = match one.side {
            super::Side::Src => (&row.src_id, &row.trg_id),
            super::Side::Trg => (&row.trg_id, &row.src_id),
        };
        let (Some(&own), Some(&other)) = (number.get(ends.0.as_str()), number.get(ends.1.as_str())) else {
            continue;
        };
        let shown = format!("{} ≠ {}", one.value, one.conflict_with);
        let back = format!("{} ≠ {}", one.conflict_with, one.value);
        let own_node = node(own, one.sentence).map(|at| ((at, other), shown));
        let other_node = one.other_sentence.and_then(|at| node(other, at)).map(|at| ((at, own), back));
        for (key, shown) in own_node.into_iter().chain(other_node) {
            conflicts.entry(key).or_insert((one.p, shown));
        }
    }
    let mut members: BTreeMap<usize, Vec<(usize, u32)>> = BTreeMap::new();
    for (article, held) in told.articles.iter().enumerate() {
        for (at, text) in held.sentences.iter().enumerate() {
            let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
            if letters >= FEWEST {
                let group = root(&mut groups, starts[article] + at);
                members.entry(group).or_default().push((article, at as u32));
            }
        }
    }
    let mut found: Vec<Fact> =
        members.values().map(|members| fact(story, told, members, &starts, &likely, &conflicts)).collect();
    let order = |fact: &Fact| (fact.first.is_empty(), fact.first.clone());
    found.sort_by_key(order);
    for (at, fact) in found.iter_mut().enumerate() {
        fact.number = at as u32 + 1;
    }
    found
}

fn is_conflict(row: &Row) -> bool {
    row.difference.status == Some(Status::Conflict)
        && matches!(row.difference.kind, Kind::Number | Kind::Date | Kind::Name | Kind::Polarity)
}

fn root(groups: &mut [usize], mut at: usize) -> usize {
    while groups[at] != at {
        groups[at] = groups[groups[at]];
        at = groups[at];
    }
    at
}

type Likely = BTreeMap<(usize, usize), f64>;
type Conflicts = BTreeMap<(usize, usize), (f64, String)>;

fn fact(
    story: u32,
    told: &Compared,
    members: &[(usize, u32)],
    starts: &[usize],
    likely: &Likely,
    conflicts: &Conflicts,
) -> Fact {
    let key = |&(article, at): &(usize, u32)| {
        let published = told.articles[article].published.as_str();
        (published.is_empty(), published, at == 0, article, at)
    };
    let mut members = members.to_vec();
    members.sort_by(|a, b| key(a).cmp(&key(b)));
    let first = members[0];
    let telling: BTreeSet<usize> = members.iter().map(|(article, _)| *article).collect();
    let mut outlets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, article) in told.articles.iter().enumerate() {
        outlets.entry(article.outlet.as_str()).or_default().push(at);
    }
    let most = |article: usize| -> f64 {
        let ties = members.iter().filter_map(|&(own, at)| likely.get(&(starts[own] + at as usize, article)));
        ties.copied().fold(0.0, f64::max)
    };
    let mut cells = Vec::new();
    for (outlet, articles) in outlets {
        let own: Vec<(usize, u32)> =
            members.iter().filter(|(article, _)| articles.contains(article)).copied().collect();
        if own.is_empty() {
            let compared = |&&article: &&usize| {
                telling.iter().any(|&other| told.compared.contains(&(article.min(other), article.max(other))))
            };
            if !articles.iter().any(|article| compared(&article)) {
                continue;
            }
            let told_at_most = articles.iter().map(|&article| most(article)).fold(0.0, f64::max);
            let telling = if told_at_most >= LINKED { Telling::Told } else { Telling::LeftOut };
            let p = if told_at_most >= LINKED { told_at_most } else { (1.0 - told_at_most).min(MOST) };
            cells.push(Cell {
                outlet: outlet.to_owned(),
                telling,
                p,
                sentences: Vec::new(),
                text: String::new(),
                conflict: String::new(),
            });
            continue;
        }
        // Who contradicts more than one contradicts him is the one who tells it otherwise; of two both are.
        let against: Vec<&(f64, String)> = own
            .iter()
            .flat_map(|&(article, at)| {
                let at = starts[article] + at as usize;
                conflicts.range((at, 0)..(at + 1, 0)).map(|(_, conflict)| conflict)
            })
            .collect();
        let strongest = against.iter().max_by(|a, b| a.0.total_cmp(&b.0));
        let linked = own.iter().map(|(article, _)| most(*article)).fold(0.0, f64::max);
        cells.push(Cell {
            outlet: outlet.to_owned(),
            telling: if strongest.is_some() { Telling::Otherwise } else { Telling::Told },
            p: strongest.map_or(if linked > 0.0 { linked } else { 1.0 }, |conflict| conflict.0),
            sentences: own.iter().map(|&(article, at)| (told.articles[article].id.clone(), at)).collect(),
            text: own
                .iter()
                .map(|&(article, at)| told.articles[article].sentences[at as usize].as_str())
                .collect::<Vec<_>>()
                .join(" "),
            conflict: strongest.map(|conflict| conflict.1.clone()).unwrap_or_default(),
        });
    }
    let article = &told.articles[first.0];
    Fact {
        story,
        number: 0,
        text: article.sentences[first.1 as usize].clone(),
        first: article.published.clone(),
        cells,
    }
}

/// Nothing that is left out is surer than this: a link may be missed.
const MOST: f64 = 0.97;

/// One outlet against another over all stories that both tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// The outlet.
    pub outlet: String,
    /// The other, by which it is measured.
    pub other: String,
    /// Stories that both tell.
    pub stories: usize,
    /// Facts that the other tells.
    pub facts: usize,
    /// Of these, what the outlet leaves out.
    pub left_out: Rate,
    /// Facts that both tell.
    pub shared: usize,
    /// Of these, what contradicts.
    pub conflicts: Rate,
    /// Of these, what is called otherwise.
    pub namings: Rate,
}

/// A share with the interval that holds it with a probability of 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rate {
    /// The expected count.
    pub count: f64,
    /// The share.
    pub rate: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Rate {
    /// Of so many, the sum of these probabilities: both the sampling of facts and the doubt about each count.
    fn of(probabilities: &[f64], all: usize) -> Rate {
        if all == 0 {
            return Rate::default();
        }
        let n = all as f64;
        let count: f64 = probabilities.iter().sum();
        let rate = (count / n).min(1.0);
        let doubt: f64 = probabilities.iter().map(|p| p * (1.0 - p)).sum::<f64>() / (n * n);
        // Wilson's interval, widened by the doubt about each.
        let z = 1.96_f64;
        let (denominator, middle) = (1.0 + z * z / n, rate + z * z / (2.0 * n));
        let spread = z * ((rate * (1.0 - rate) / n) + z * z / (4.0 * n * n) + doubt).sqrt();
        let ends = [(middle - spread) / denominator, (middle + spread) / denominator];
        Rate { count, rate, low: ends[0].clamp(0.0, 1.0), high: ends[1].clamp(0.0, 1.0) }
    }
}

/// Every outlet against every other with which it shares a story, by their names.
pub fn outlets(facts: &[Fact], rows: &[Row], outlet_of: &BTreeMap<String, String>) -> Vec<Against> {
    #[derive(Default)]
    struct Sums {
        stories: BTreeSet<u32>,
        facts: usize,
        left_out: Vec<f64>,
        shared: usize,
        conflicts: Vec<f64>,
        namings: Vec<f64>,
    }
    let mut all: BTreeMap<(&str, &str), Sums> = BTreeMap::new();
    for fact in facts {
        for own in &fact.cells {
            for other in fact.cells.iter().filter(|other| other.outlet != own.outlet) {
                if other.telling == Telling::LeftOut {
                    continue;
                }
                let sums = all.entry((&own.outlet, &other.outlet)).or_default();
                sums.stories.insert(fact.story);
                sums.facts += 1;
                if own.telling == Telling::LeftOut {
                    sums.left_out.push(own.p);
                } else {
                    sums.shared += 1;
                    sums.left_out.push(1.0 - own.p.max(LINKED));
                }
            }
        }
    }
    for row in rows {
        let one = &row.difference;
        let (Some(src), Some(trg)) = (outlet_of.get(&row.src_id), outlet_of.get(&row.trg_id)) else {
            continue;
        };
        for (own, other) in [(src, trg), (trg, src)] {
            let Some(sums) = all.get_mut(&(own.as_str(), other.as_str())) else { continue };
            if is_conflict(row) {
                sums.conflicts.push(one.p);
            } else if one.status == Some(Status::Naming) {
                sums.namings.push(one.p);
            }
        }
    }
    let told = all.into_iter().map(|((outlet, other), sums)| Against {
        outlet: outlet.to_owned(),
        other: other.to_owned(),
        stories: sums.stories.len(),
        facts: sums.facts,
        left_out: Rate::of(&sums.left_out, sums.facts),
        shared: sums.shared,
        conflicts: Rate::of(&sums.conflicts, sums.shared),
        namings: Rate::of(&sums.namings, sums.shared),
    });
    told.collect()
}
