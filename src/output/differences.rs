//! `diff.tsv`: a row for each difference between two articles.

use super::tsv;
use crate::coverage::{Row, Status};
use std::io::{self, Write};

/// The columns.
pub const HEADER: [&str; 15] = [
    "story",
    "src_id",
    "trg_id",
    "kind",
    "side",
    "value",
    "sentence_id",
    "text",
    "conflict_with",
    "status",
    "p",
    "other_text",
    "offsets",
    "why",
    "origin",
];

/// Writes the header and a row a difference.
pub fn write(rows: &[Row], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    tsv::row(out, &HEADER)?;
    rows.iter().try_for_each(|one| tsv::row(out, &fields(one).each_ref().map(String::as_str)))
}

/// A JSON object a line, with the columns as keys; numbers are numbers.
pub fn write_json(rows: &[Row], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    for one in rows {
        let mut object = serde_json::Map::new();
        for (name, field) in HEADER.iter().zip(fields(one)) {
            let value = match *name {
                "story" | "sentence_id" | "p" if !field.is_empty() => {
                    serde_json::from_str(&field).unwrap_or(serde_json::Value::String(field))
                }
                _ => serde_json::Value::String(field),
            };
            object.insert((*name).to_owned(), value);
        }
        serde_json::to_writer(&mut *out, &object)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn fields(row: &Row) -> [String; 15] {
    let one = &row.difference;
    let span = |at: usize| {
        one.offsets[at].as_ref().map_or_else(String::new, |span| format!("{}:{}", span.start, span.end))
    };
    let offsets = [span(0), span(1)].join(";");
    [
        row.story.map_or_else(String::new, |story| story.to_string()),
        row.src_id.clone(),
        row.trg_id.clone(),
        one.kind.to_string(),
        one.side.to_string(),
        one.value.clone(),
        one.sentence.to_string(),
        one.text.clone(),
        one.conflict_with.clone(),
        one.status.map_or("", Status::name).to_owned(),
        format!("{:.4}", one.p),
        one.other_text.clone(),
        offsets.trim_end_matches(';').to_owned(),
        one.why.clone(),
        one.origin.clone(),
    ]
}
