//! The pages that a person reads, each one HTML file that opens without a network: here what belongs together, in
//! [`names`] who spells which name how, in [`coverage`] what each outlet told, left out and told otherwise.
//!
//! The templates are in `data/report/`; `common.css` is the style that they share. Not for: figures that scripts read
//! (those are in `run.json`).

mod chart;
mod contest;
pub mod coverage;
pub mod names;
mod origin;
mod outlets;

use crate::alignment::Shared;
use crate::anchors::Kind;
use crate::corpus::Article;
use crate::linking::{LinkedBead, LinkedPair};
use crate::{Error, Result};
use minijinja::Environment;
use serde::Serialize;
use std::collections::BTreeMap;

/// Templates, and what they include.
const TEMPLATES: [(&str, &str); 4] = [
    ("common.css", include_str!("../../data/report/common.css")),
    ("report.html", include_str!("../../data/report/report.html")),
    ("names.html", include_str!("../../data/report/names.html")),
    ("coverage.html", include_str!("../../data/report/coverage.html")),
];
/// Pairs shown with all their sentences; a report must open in a browser.
pub const SHOWN: usize = 300;

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

/// How many articles each outlet has in each language, and how many of them have a partner.
pub type Outlets = BTreeMap<(String, String), (usize, usize)>;

/// The page: what was read (by language and outlet), which articles belong together, their sentences side by side with what
/// each link rests on. `left_out` pairs more are only counted.
pub fn page(
    outlets: &Outlets,
    linked: &[LinkedPair],
    left_out: usize,
    counts: &BTreeMap<String, u64>,
) -> Result<String> {
    let articles = outlets.values().map(|(all, _)| all).sum();
    let outlets = outlets.iter().map(|((lang, outlet), &(all, paired))| Outlet { lang, outlet, all, paired });
    let page = Page {
        outlets: outlets.collect(),
        pairs: linked.iter().map(pair).collect(),
        left_out,
        counts,
        articles,
    };
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

fn pair(linked: &LinkedPair) -> Pair<'_> {
    let row = |linked: &LinkedBead| Row {
        src: linked.src_text.clone(),
        trg: linked.trg_text.clone(),
        kind: linked.bead.kind(),
        percent: (linked.bead.probability * 100.0).round() as u32,
        anchors: linked.anchors.iter().map(anchor).collect(),
    };
    let pair = &linked.articles.pair;
    Pair {
        src: &linked.articles.src,
        trg: &linked.articles.trg,
        relation: pair.relation.to_string(),
        score: (pair.score * 100.0).round(),
        hours: pair.hours_apart,
        links: linked.links().count(),
        evidence: pair.evidence.iter().map(|(src, trg)| format!("{src} ~ {trg}")).collect(),
        rows: linked.beads.iter().map(row).collect(),
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
