//! The parallel TSV: a row a link, its first five columns those that corpus builders' tools already read.

use super::tsv;
use crate::alignment::{Bead, Shared};
use crate::anchors::Kind;
use crate::corpus::Article;
use crate::pairing::ArticlePair;
use std::io::{self, Write};
use std::ops::Range;

/// The columns.
pub const HEADER: [&str; 21] = [
    "src_url",
    "trg_url",
    "src_text",
    "trg_text",
    "score",
    "link",
    "src_lang",
    "trg_lang",
    "src_outlet",
    "trg_outlet",
    "src_published",
    "trg_published",
    "src_id",
    "trg_id",
    "src_sentences",
    "trg_sentences",
    "relation",
    "anchors",
    "same",
    "degree",
    "conflict",
];

/// A link or a null bead of two articles, ready to be written.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The English article.
    pub src: &'a Article,
    /// The other article.
    pub trg: &'a Article,
    /// Its sentences of the English article, joined.
    pub src_text: String,
    /// Its sentences of the other article, joined.
    pub trg_text: String,
    /// The bead.
    pub bead: Bead,
    /// What is added to the sentence numbers of the bead: 0 where sentence 0 is the title, 1 where there is no title.
    pub first: (usize, usize),
    /// What the articles are to each other.
    pub relation: String,
    /// What the link rests on.
    pub anchors: Vec<Shared>,
}

/// A pair of articles with all its beads, null beads too.
pub struct LinkedPair<'a> {
    /// The pair; its relation is told from its links.
    pub pair: ArticlePair,
    /// A row a bead, by source sentence.
    pub rows: Vec<Row<'a>>,
}

/// Writes the header.
pub fn header(out: &mut impl Write) -> io::Result<()> {
    tsv::row(out, &HEADER)
}

/// Writes a row.
pub fn row(row: &Row, out: &mut impl Write) -> io::Result<()> {
    // An article without a url has its id there, so that the column always names the article.
    let address =
        |article: &'_ Article| if article.url.is_empty() { article.id.clone() } else { article.url.clone() };
    let judged = !row.bead.is_null();
    let fields = [
        &address(row.src),
        &address(row.trg),
        &row.src_text,
        &row.trg_text,
        &format!("{:.4}", row.bead.probability),
        &row.bead.kind(),
        &row.src.lang,
        &row.trg.lang,
        &row.src.outlet,
        &row.trg.outlet,
        &row.src.published,
        &row.trg.published,
        &row.src.id,
        &row.trg.id,
        &numbers(&row.bead.src, row.first.0),
        &numbers(&row.bead.trg, row.first.1),
        &row.relation,
        &anchors(&row.anchors),
        &if judged { format!("{:.4}", row.bead.same) } else { String::new() },
        &row.bead.degree().map_or(String::new(), |degree| degree.to_string()),
        &row.bead.conflict,
    ];
    tsv::row(out, &fields.map(String::as_str))
}

/// Sentence numbers as `3,4`.
fn numbers(range: &Range<usize>, first: usize) -> String {
    range.clone().map(|number| (number + first).to_string()).collect::<Vec<_>>().join(",")
}

/// `names=Luhansk~Луганске;numbers=14;dates=2022-01-21;money=$5~5 долларов;terms=sanctions~санкции`.
pub fn anchors(shared: &[Shared]) -> String {
    let mut parts = Vec::new();
    const COLUMNS: [(Kind, &str); 7] = [
        (Kind::Name, "names"),
        (Kind::Number, "numbers"),
        (Kind::Date, "dates"),
        (Kind::Money, "money"),
        (Kind::Code, "codes"),
        (Kind::Link, "links"),
        (Kind::Term, "terms"),
    ];
    for (kind, name) in COLUMNS {
        let of_kind = shared.iter().filter(|shared| shared.kind == kind);
        let pairs: Vec<String> = of_kind
            .map(|Shared { src, trg, .. }| if src == trg { src.clone() } else { format!("{src}~{trg}") })
            .map(|pair| pair.replace([';', '|', '='], " "))
            .collect();
        if !pairs.is_empty() {
            parts.push(format!("{name}={}", pairs.join("|")));
        }
    }
    parts.join(";")
}
