//! The main job on the sample corpus, measured against what people judged: which articles tell one event and which of
//! their sentences match (`tests/gold/`). The floors lie a little under what is reached; raise them when it rises.
//!
//! The gold numbers the lines of an article's file that are of its text, from 1; 0 is the title. What `run` linked is
//! put to lines by the text of the link, so that a wrong sentence end costs that link and not all that follow.

use crate::common::{parallax, scratch, told};
use parallax::alignment::score::{Measure, measure};
use parallax::corpus::{Article, ReadOptions, read};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

type Pair = (String, String);
type Links = BTreeMap<Pair, Vec<(Vec<usize>, Vec<usize>)>>;

/// An article, the spans of its lines in its text with single spaces, and that text.
struct Lined {
    article: Article,
    text: String,
    lines: Vec<(usize, usize)>,
}

/// What people judged, and what `run` made of the same articles.
struct Sample {
    articles: BTreeMap<String, Lined>,
    wanted_pairs: BTreeMap<Pair, String>,
    found_pairs: BTreeMap<Pair, String>,
    wanted_links: Links,
    found_links: Links,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = scratch();
    let out = folder.path().join("out");
    let (status, _, err) = told(&parallax(root, &["run", "corpora", "-o", out.to_str().unwrap()]));
    assert_eq!(status, 0, "{err}");
    let corpus = read(&[out.join("articles.jsonl")], &ReadOptions::default());
    let lined = corpus.articles.into_iter().map(|article| (article.id.clone(), Lined::new(article, root)));
    let articles: BTreeMap<String, Lined> = lined.collect();
    let pairs = |rows: Vec<BTreeMap<String, String>>| {
        let row = |row: BTreeMap<String, String>| (pair(&row), row["relation"].clone());
        rows.into_iter().map(row).collect::<BTreeMap<Pair, String>>()
    };
    let mut found_pairs = pairs(table(&out.join("pairs.tsv")));
    found_pairs.retain(|_, relation| relation != "related");
    let mut wanted_links = Links::new();
    for row in table(&root.join("tests/gold/links.tsv")) {
        let link = (numbers(&row["src_sentences"]), numbers(&row["trg_sentences"]));
        wanted_links.entry(pair(&row)).or_default().push(link);
    }
    let mut found_links = Links::new();
    for name in ["parallel.en-ru.tsv", "parallel.en-uk.tsv"] {
        for row in table(&out.join(name)) {
            let side = |id: &str, text: &str| articles[&row[id]].lines_of(&row[text]);
            let link = (side("src_id", "src_text"), side("trg_id", "trg_text"));
            found_links.entry(pair(&row)).or_default().push(link);
        }
    }
    let wanted_pairs = pairs(table(&root.join("tests/gold/pairs.tsv")));
    Sample { articles, wanted_pairs, found_pairs, wanted_links, found_links }
});

impl Lined {
    fn new(article: Article, root: &Path) -> Self {
        let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = spaced(&article.text);
        let file = fs::read_to_string(root.join("corpora").join(format!("{}.md", article.id))).unwrap();
        let mut lines: Vec<(usize, usize)> = Vec::new();
        for line in file.lines().map(spaced).filter(|line| !line.is_empty()) {
            let from = lines.last().map_or(0, |&(_, end)| end);
            // A reader may take the place off the front: `GENEVA — America will …`.
            let placeless = line.split_once(" — ").map(|(_, rest)| rest).filter(|rest| rest.len() > 40);
            let parts = [Some(line.as_str()), placeless];
            let found = parts
                .iter()
                .flatten()
                .find_map(|part| text[from..].find(part).map(|at| (from + at, from + at + part.len())));
            lines.extend(found);
        }
        Self { article, text, lines }
    }

    /// The numbers of the lines that a text covers, 0 for the title.
    fn lines_of(&self, text: &str) -> Vec<usize> {
        let title = self.article.title.as_str();
        let (mut numbers, rest) = match text.strip_prefix(title) {
            Some(rest) if rest.is_empty() || rest.starts_with(' ') => (vec![0], rest.trim()),
            _ => (Vec::new(), text),
        };
        if !rest.is_empty() {
            let start = self.text.find(rest).unwrap_or_else(|| panic!("{}: no {rest}", self.article.id));
            let covered =
                |&(_, &(from, to)): &(usize, &(usize, usize))| from < start + rest.len() && start < to;
            numbers.extend(self.lines.iter().enumerate().filter(covered).map(|(line, _)| line + 1));
        }
        numbers
    }
}

fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut rows = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let header = rows.next().unwrap();
    rows.map(|row| {
        assert_eq!(row.len(), header.len(), "{}: {row:?}", path.display());
        header.iter().cloned().zip(row).collect()
    })
    .collect()
}

fn pair(row: &BTreeMap<String, String>) -> Pair {
    (row["src_id"].clone(), row["trg_id"].clone())
}

fn numbers(list: &str) -> Vec<usize> {
    list.split(',').map(|number| number.parse().unwrap()).collect()
}

/// Strict and lax measures of the links of all pairs that people judged to be of a relation.
fn links_of(relation: &str) -> (Measure, Measure) {
    let (mut wanted, mut found) = (Vec::new(), Vec::new());
    let of_relation = SAMPLE.wanted_pairs.iter().filter(|(_, judged)| *judged == relation);
    for (number, (pair, _)) in of_relation.enumerate() {
        // Each pair has numbers of its own.
        let apart = |list: &Vec<usize>| list.iter().map(|line| line + 1000 * number).collect::<Vec<_>>();
        let links = |of: &Links| -> Vec<_> {
            of.get(pair).into_iter().flatten().map(|(src, trg)| (apart(src), apart(trg))).collect()
        };
        wanted.extend(links(&SAMPLE.wanted_links));
        found.extend(links(&SAMPLE.found_links));
    }
    let (strict, lax) = measure(&wanted, &found);
    println!(
        "{relation}: {} wanted, {} found; strict {strict:.3?}, lax {lax:.3?}",
        wanted.len(),
        found.len()
    );
    (strict, lax)
}

#[track_caller]
fn at_least(what: &str, reached: f64, floor: f64) {
    assert!(reached >= floor, "{what} fell to {reached:.3}; the floor is {floor}");
}

#[test]
fn articles_of_one_event_are_paired() {
    let wanted: BTreeSet<&Pair> = SAMPLE.wanted_pairs.keys().collect();
    let found: BTreeSet<&Pair> = SAMPLE.found_pairs.keys().collect();
    let right = wanted.intersection(&found).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / wanted.len() as f64);
    println!(
        "pairs: {} wanted, {} found, precision {precision:.3}, recall {recall:.3}",
        wanted.len(),
        found.len()
    );
    println!("missed: {:#?}", wanted.difference(&found).collect::<Vec<_>>());
    println!("wrong: {:#?}", found.difference(&wanted).collect::<Vec<_>>());
    at_least("precision of pairs", precision, 0.96);
    at_least("recall of pairs", recall, 0.97);
}

#[test]
fn translations_are_told_from_adaptations() {
    for (pair, wanted) in &SAMPLE.wanted_pairs {
        if wanted != "same-event" {
            assert_eq!(SAMPLE.found_pairs.get(pair), Some(wanted), "{pair:?}");
        }
    }
}

#[test]
fn near_misses_are_not_paired() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rows = table(&root.join("tests/gold/near-misses.tsv"));
    let paired: Vec<_> = rows.iter().filter(|row| SAMPLE.found_pairs.contains_key(&pair(row))).collect();
    // One is very near: the same diplomats two days before, and a preview of the talks.
    let told: Vec<_> = paired.iter().map(|row| (pair(row), &row["what they share"])).collect();
    assert!(rows.len() >= 12 && paired.len() <= 1, "paired: {told:#?}");
}

#[test]
fn translations_are_linked_sentence_by_sentence() {
    let (strict, lax) = links_of("translation");
    at_least("strict F1 of translations", strict.f1(), 0.95);
    at_least("lax F1 of translations", lax.f1(), 0.99);
}

#[test]
fn moved_and_dropped_paragraphs_are_found() {
    let (strict, lax) = links_of("adaptation");
    at_least("strict F1 of adaptations", strict.f1(), 0.91);
    at_least("lax F1 of adaptations", lax.f1(), 0.93);
}

#[test]
fn independent_accounts_share_some_sentences() {
    let (strict, lax) = links_of("same-event");
    at_least("strict F1 of accounts", strict.f1(), 0.64);
    at_least("lax F1 of accounts", lax.f1(), 0.72);
    at_least("lax precision of accounts", lax.precision, 0.70);
}

#[test]
fn the_gold_fits_the_articles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lines = |id: &str| SAMPLE.articles.get(id).unwrap_or_else(|| panic!("no article {id}")).lines.len();
    let near = table(&root.join("tests/gold/near-misses.tsv"));
    for (src, trg) in SAMPLE.wanted_pairs.keys().cloned().chain(near.iter().map(pair)) {
        assert!(lines(&src) > 0 && lines(&trg) > 0, "{src} {trg}");
    }
    for (pair, links) in &SAMPLE.wanted_links {
        let relation = &SAMPLE.wanted_pairs[pair];
        for (id, side) in [(&pair.0, 0), (&pair.1, 1)] {
            let all = links.iter().flat_map(|link| if side == 0 { &link.0 } else { &link.1 });
            let set: BTreeSet<usize> = all.clone().copied().collect();
            assert_eq!(set.len(), all.count(), "a sentence of {id} stands in two links of {pair:?}");
            assert!(set.last() <= Some(&lines(id)), "{id} has {} lines, {pair:?} wants {set:?}", lines(id));
            assert!(relation != "translation" || set.len() == lines(id) + 1, "{pair:?}: not all of {id}");
        }
    }
}

#[test]
fn the_sample_is_as_large_as_its_readme_says() {
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for Lined { article, text, .. } in SAMPLE.articles.values() {
        *languages.entry(&article.lang).or_default() += 1;
        let words = text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count();
        assert!((150..=500).contains(&words), "{} has {words} words", article.id);
        assert!(!article.title.is_empty() && article.time().is_some(), "{}", article.id);
        assert!(article.url.contains(&article.outlet), "{} is at {}", article.id, article.url);
    }
    assert_eq!(languages, BTreeMap::from([("en", 16), ("ru", 16), ("uk", 16)]));
}
