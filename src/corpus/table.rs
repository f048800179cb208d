//! CSV and TSV with a header row.

use super::Article;
use super::desk::{Desk, Flow, Place};
use super::encoding::LineDecoder;
use super::jsonl::{ALIASES, LEADS, prepend, set};
use super::lines::{LONGEST, Limited, TooLong};
use super::read::too_long;
use super::source::{self, Input};
use crate::Error;

/// Gives on the articles of a table, and a fault for each row that is none.
pub(super) fn read(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let file = &place.file;
    let header = input.head().split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| header.iter().filter(|&&byte| byte == wanted).count();
    let delimiter = match count(b'\t') {
        0 if count(b';') > count(b',') => b';',
        0 => b',',
        _ => b'\t',
    };
    let limited = Limited::new(input.into_reader());
    let left = limited.left();
    let mut reader = csv::ReaderBuilder::new();
    // A quote in a TSV is a letter like any other; only CSV quotes.
    let mut reader =
        reader.delimiter(delimiter).quoting(delimiter != b'\t').flexible(true).from_reader(limited);
    let columns: Vec<String> = match reader.byte_headers() {
        Ok(headers) => {
            headers.iter().map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned()).collect()
        }
        Err(cause) => return desk.fault(broken(place, 1, cause)),
    };
    let named = |wanted: &str| columns.iter().any(|column| canonical(column) == wanted);
    if !named("text") && !named("title") && !LEADS.iter().any(|lead| named(lead)) {
        let found = columns.join(", ");
        let found: String = found.chars().take(200).collect();
        let fault =
            Error::new(format!("expected a column `text` or `title`, found {found}")).at_line(file, 1);
        return desk.fault(
            fault.advice("name the columns in the first row: id outlet lang published url title author text"),
        );
    }
    let mut decoder = LineDecoder::default();
    let mut record = csv::ByteRecord::new();
    loop {
        left.set(LONGEST as u64);
        let line = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Flow::Continue(()),
            Err(cause) => return desk.fault(broken(place, line, cause)),
        }
        let position = record.position();
        let line = position.map_or(line, csv::Position::line);
        match decoder.line(record.as_slice()) {
            Ok((_, None)) => {}
            Ok((_, Some(encoding))) => desk.guess(format!("{}: read as {encoding}", file.display()))?,
            Err(_) => {
                let fault = Error::new("a row that is not UTF-8, and no Cyrillic code page either");
                desk.fault(fault.at_line(file, line).advice("convert the file to UTF-8"))?;
                continue;
            }
        }
        let mut article = Article::default();
        let mut leads = [String::new(), String::new()];
        for (column, value) in columns.iter().zip(&record) {
            let value = decoder.field(value).into_owned();
            match LEADS.iter().position(|lead| lead == column) {
                Some(lead) => leads[lead] = value,
                None => set(&mut article, canonical(column), value),
            }
        }
        prepend(&mut article, &leads);
        desk.article(place, line, article)?;
    }
}

fn broken(place: &Place, line: u64, cause: csv::Error) -> Error {
    let what = cause.to_string();
    match cause.into_kind() {
        csv::ErrorKind::Io(cause) if cause.get_ref().is_some_and(|inner| inner.is::<TooLong>()) => {
            too_long().at_line(&place.file, line).advice("a quote may be left open in this row")
        }
        csv::ErrorKind::Io(cause) => source::fault(&place.file, &cause),
        _ => Error::new(format!("a broken row: {what}")).at_line(&place.file, line).advice("mend it by hand"),
    }
}

fn canonical(column: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == column).map_or(column, |(_, name)| name)
}
