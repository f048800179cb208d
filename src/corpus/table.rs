//! CSV and TSV with a header row.

use super::Article;
use super::jsonl::{ALIASES, LEADS, prepend, set};
use crate::{Error, Result};
use std::path::Path;

/// The articles of a table, or a fault for each row that is none; with the line numbers.
pub fn read(text: &str, file: &Path) -> Vec<(u64, Result<Article>)> {
    let header = text.lines().next().unwrap_or_default();
    let tabs = header.contains('\t');
    let semicolons = !tabs && header.matches(';').count() > header.matches(',').count();
    let delimiter = if tabs {
        b'\t'
    } else if semicolons {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new();
    // A quote in a TSV is a letter like any other; only CSV quotes.
    let mut reader = reader.delimiter(delimiter).quoting(!tabs).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => {
            headers.iter().map(|name| name.trim().trim_start_matches('\u{feff}').to_owned()).collect()
        }
        Err(cause) => return vec![(1, Err(Error::new(format!("no header row: {cause}")).at_line(file, 1)))],
    };
    let named = |wanted: &str| columns.iter().any(|column| canonical(column) == wanted);
    if !named("text") && !named("title") && !LEADS.iter().any(|lead| named(lead)) {
        let found = columns.join(", ");
        return vec![(
            1,
            Err(Error::new(format!("expected a column `text` or `title`, found {found}"))
                .at_line(file, 1)
                .advice("name the columns in the first row: id outlet lang published url title author text")),
        )];
    }
    let mut articles = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(cause) => {
                let line = cause.position().map_or(0, csv::Position::line);
                articles.push((line, Err(Error::new(format!("a broken row: {cause}")).at_line(file, line))));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let mut article = Article::default();
        let mut leads = [String::new(), String::new()];
        for (column, value) in columns.iter().zip(&record) {
            match LEADS.iter().position(|lead| lead == column) {
                Some(lead) => leads[lead] = value.to_owned(),
                None => set(&mut article, canonical(column), value.to_owned()),
            }
        }
        prepend(&mut article, &leads);
        articles.push((line, Ok(article)));
    }
    articles
}

fn canonical(column: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == column).map_or(column, |(_, name)| name)
}
