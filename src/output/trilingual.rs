//! `parallel.en-ru-uk.tsv`: sentences that say the same in all three languages.

use super::parallel::{address, numbers};
use super::tsv;
use crate::corpus::Article;
use crate::linking::Triple;
use std::io::{self, Write};

/// The columns: addresses and texts in the order of the name, the least probability of the three links, then ids and
/// sentence numbers.
pub const HEADER: [&str; 14] = [
    "en_url",
    "ru_url",
    "uk_url",
    "en_text",
    "ru_text",
    "uk_text",
    "score",
    "story",
    "en_id",
    "ru_id",
    "uk_id",
    "en_sentences",
    "ru_sentences",
    "uk_sentences",
];

/// Writes the header.
pub fn header(out: &mut impl Write) -> io::Result<()> {
    tsv::row(out, &HEADER)
}

/// Writes a row, given the articles.
pub fn row(triple: &Triple, articles: [&Article; 3], out: &mut impl Write) -> io::Result<()> {
    let mut fields: Vec<String> = Vec::with_capacity(HEADER.len());
    fields.extend(articles.iter().map(|article| address(article).to_owned()));
    fields.extend(triple.texts.iter().cloned());
    fields.extend([format!("{:.4}", triple.score), triple.story.to_string()]);
    fields.extend(articles.iter().map(|article| article.id.clone()));
    fields.extend(triple.sentences.iter().map(numbers));
    tsv::row(out, &fields.iter().map(String::as_str).collect::<Vec<_>>())
}
