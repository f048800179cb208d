//! The parallel TSV: a row a link, its first five columns those that corpus builders' tools already read.

use super::format::{Aligned, Format};
use super::tsv;
use crate::alignment::{Degree, Shared};
use crate::anchors::Kind;
use crate::corpus::Article;
use crate::linking::LinkedBead;
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

/// A row a bead.
pub struct Tsv;

impl Format for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn about(&self) -> &'static str {
        "a row for each bead, with the texts and what the link rests on"
    }

    fn has_texts(&self) -> bool {
        true
    }

    fn start(&self, out: &mut dyn Write) -> io::Result<()> {
        tsv::row(out, &HEADER)
    }

    fn pair(&self, aligned: &Aligned, out: &mut dyn Write) -> io::Result<()> {
        aligned.beads.iter().try_for_each(|bead| row(aligned, bead, out))
    }
}

fn row(aligned: &Aligned, linked: &LinkedBead, out: &mut dyn Write) -> io::Result<()> {
    let Aligned { src, trg, relation, .. } = aligned;
    let fields = [
        address(src),
        address(trg),
        &linked.src_text,
        &linked.trg_text,
        &format!("{:.4}", linked.bead.probability),
        &linked.bead.kind(),
        &src.lang,
        &trg.lang,
        &src.outlet,
        &trg.outlet,
        &src.published,
        &trg.published,
        &src.id,
        &trg.id,
        &numbers(&linked.src_sentences),
        &numbers(&linked.trg_sentences),
        relation,
        &anchors(&linked.anchors),
        &if linked.bead.is_null() { String::new() } else { format!("{:.4}", linked.bead.same) },
        linked.bead.degree().map_or("", Degree::name),
        &linked.bead.conflict,
    ];
    tsv::row(out, &fields)
}

/// An article's address. One without a url has its id there, so that the column always names the article.
pub fn address(article: &Article) -> &str {
    if article.url.is_empty() { &article.id } else { &article.url }
}

/// Sentence numbers as `3,4`.
pub fn numbers(range: &Range<u32>) -> String {
    range.clone().map(|number| number.to_string()).collect::<Vec<_>>().join(",")
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
