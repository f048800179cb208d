//! The pages that a person reads, each one HTML file that opens without a network: here what belongs together, in
//! [`names`] who spells which name how.
//!
//! The templates are in `data/report/`; `common.css` is the style that they share. Not for: figures that scripts read
//! (those are in `run.json`).

mod chart;
mod contest;
pub mod names;
mod origin;
mod outlets;

use crate::alignment::Shared;
use crate::anchors::Kind;
use crate::corpus::Article;
use crate::output::parallel::LinkedPair;
use crate::pairing::{ArticlePair, Relation};
use crate::{Error, Result};
use minijinja::Environment;
use serde::Serialize;
use std::collections::BTreeMap;

/// Templates, and what they include.
const TEMPLATES: [(&str, &str); 3] = [
    ("common.css", include_str!("../../data/report/common.css")),
    ("report.html", include_str!("../../data/report/report.html")),
    ("names.html", include_str!("../../data/report/names.html")),
];
/// Pairs shown with all their sentences; a report must open in a browser.
const SHOWN: usize = 300;

#[derive(Serialize)]
struct Page<'a> {
    outlets: Vec<Outlet<'a>>,
    pairs: Vec<Pair<'a>>,
    left_out: usize,
    counts: &'a BTreeMap<String, u64>,
    articles: usize,
}

#[derive(Serialize)]
struct Outlet<'a> {
    lang: &'a str,
    outlet: &'a str,
    all: usize,
    paired: usize,
}

#[derive(Serialize)]
struct Pair<'a> {
    src: &'a Article,
    trg: &'a Article,
    relation: String,
    score: f64,
    hours: Option<f64>,
    links: usize,
    evidence: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    src: String,
    trg: String,
    kind: String,
    percent: u32,
    anchors: Vec<Anchor>,
}

#[derive(Serialize)]
struct Anchor {
    kind: &'static str,
    text: String,
}

/// The page: what was read, which articles belong together, their sentences side by side with what each link rests on.
pub fn page(
    articles: &[Article],
    pairs: &[ArticlePair],
    linked: &[LinkedPair],
    counts: &BTreeMap<String, u64>,
) -> Result<String> {
    let mut outlets: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let mut paired = vec![false; articles.len()];
    for pair in pairs.iter().filter(|pair| pair.relation != Relation::Related) {
        paired[pair.src] = true;
        paired[pair.trg] = true;
    }
    for (article, paired) in articles.iter().zip(&paired) {
        let counts = outlets.entry((&article.lang, &article.outlet)).or_default();
        counts.0 += 1;
        counts.1 += usize::from(*paired);
    }
    let outlets =
        outlets.into_iter().map(|((lang, outlet), (all, paired))| Outlet { lang, outlet, all, paired });
    let pairs: Vec<Pair> = linked.iter().take(SHOWN).map(|linked| pair(linked, articles)).collect();
    let left_out = linked.len() - pairs.len();
    let page = Page { outlets: outlets.collect(), pairs, left_out, counts, articles: articles.len() };
    render("report.html", page)
}

/// Fills a template. The name's ending tells that what is put in is escaped.
fn render(name: &str, page: impl Serialize) -> Result<String> {
    let mut environment = Environment::new();
    let failed = |cause: minijinja::Error| Error::new(format!("the page cannot be made: {cause}"));
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).map_err(failed)?;
    }
    environment
        .get_template(name)
        .and_then(|page_of| page_of.render(minijinja::value::Serde(page)))
        .map_err(failed)
}

fn pair<'a>(linked: &LinkedPair, articles: &'a [Article]) -> Pair<'a> {
    let rows: Vec<Row> = linked
        .rows
        .iter()
        .map(|row| Row {
            src: row.src_text.clone(),
            trg: row.trg_text.clone(),
            kind: row.bead.kind(),
            percent: (row.bead.probability * 100.0).round() as u32,
            anchors: row.anchors.iter().map(anchor).collect(),
        })
        .collect();
    Pair {
        src: &articles[linked.pair.src],
        trg: &articles[linked.pair.trg],
        relation: linked.pair.relation.to_string(),
        score: (linked.pair.score * 100.0).round(),
        hours: linked.pair.hours_apart,
        links: linked.rows.iter().filter(|row| !row.bead.is_null()).count(),
        evidence: linked.pair.evidence.iter().map(|(src, trg)| format!("{src} ~ {trg}")).collect(),
        rows,
    }
}

fn anchor(shared: &Shared) -> Anchor {
    let kind = match shared.kind {
        Kind::Name | Kind::Code | Kind::Link => "name",
        Kind::Number | Kind::Date | Kind::Money => "number",
        Kind::Term => "term",
    };
    let text = if shared.src == shared.trg {
        shared.src.clone()
    } else {
        format!("{} ~ {}", shared.src, shared.trg)
    };
    Anchor { kind, text }
}
