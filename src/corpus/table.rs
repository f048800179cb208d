//! CSV and TSV with a header row.

use super::Article;
use super::desk::{Desk, Flow, Place};
use super::encoding::{LineDecoder, Told};
use super::jsonl::{ALIASES, LEADS, prepend, set};
use super::lines::{Line, Lines};
use super::read::too_long;
use super::rows::{self, Rows};
use super::source::{self, Input};
use crate::{Error, Result};

/// Gives on the articles of a table, and a fault for each row that is none.
pub(super) fn read(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let header = input.head().split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| header.iter().filter(|&&byte| byte == wanted).count();
    match count(b'\t') {
        0 if count(b';') > count(b',') => read_csv(input, b';', place, desk),
        0 => read_csv(input, b',', place, desk),
        _ => read_tsv(input, place, desk),
    }
}

/// A row a line: a quote is a letter like any other there.
fn read_tsv(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let mut lines = Lines::new(input.into_reader());
    let mut table: Option<Table> = None;
    loop {
        let line = match lines.next() {
            Ok(line) => line,
            Err(cause) => return desk.fault(source::fault(&place.file, &cause)),
        };
        match (line, &mut table) {
            (None, _) => return Flow::Continue(()),
            (Some(Line::TooLong), _) => {
                let fault = too_long().at_line(&place.file, lines.number);
                desk.fault(fault.advice("one row is one article: split it"))?;
            }
            (Some(Line::Whole(line)), None) => {
                match Table::new(line.split(|&byte| byte == b'\t'), place, &desk.options.map) {
                    Ok(found) => table = Some(found),
                    Err(fault) => return desk.fault(fault),
                }
            }
            (Some(Line::Whole([])), _) => {}
            (Some(Line::Whole(line)), Some(table)) => {
                let row = table.row(line, line.split(|&byte| byte == b'\t'));
                give(row, lines.number, place, desk)?;
            }
        }
    }
}

/// Rows with quotes, which may reach over lines.
fn read_csv(input: Input, delimiter: u8, place: &Place, desk: &mut Desk) -> Flow {
    let mut rows = Rows::new(input.into_reader(), delimiter);
    let mut table: Option<Table> = None;
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Flow::Continue(()),
            Err(cause) => return desk.fault(source::fault(&place.file, &cause)),
        };
        let number = rows.number;
        let fields = match row {
            rows::Row::Fields(fields) => fields,
            rows::Row::TooLong => {
                let fault = too_long().at_line(&place.file, number);
                desk.fault(fault.advice("a quote may be left open in this row"))?;
                continue;
            }
            rows::Row::Open => {
                let fault = Error::new("a quote is left open in this row").at_line(&place.file, number);
                desk.fault(
                    fault
                        .advice("close it, or double a quote that belongs to the text; the row was left out"),
                )?;
                continue;
            }
        };
        let fields = || fields.iter().map(Vec::as_slice);
        match &mut table {
            None => match Table::new(fields(), place, &desk.options.map) {
                Ok(found) => table = Some(found),
                Err(fault) => return desk.fault(fault),
            },
            Some(table) => {
                let whole: Vec<u8> = fields().collect::<Vec<_>>().join(&b'\t');
                give(table.row(&whole, fields()), number, place, desk)?;
            }
        }
    }
}

/// The columns of a table, and how its rows are decoded.
struct Table {
    columns: Vec<String>,
    decoder: LineDecoder,
}

/// An article, and what is to be said about how its letters were read.
type Row = Result<(Article, Option<Told>)>;

impl Table {
    fn new<'a>(
        header: impl Iterator<Item = &'a [u8]>,
        place: &Place,
        map: &[(String, String)],
    ) -> Result<Table> {
        let mut columns: Vec<String> =
            header.map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned()).collect();
        let of =
            |column: &String| map.iter().find(|(_, from)| from == column).map(|(field, _)| field.clone());
        let mapped: Vec<Option<String>> = columns.iter().map(of).collect();
        for (column, field) in columns.iter_mut().zip(&mapped) {
            match field {
                Some(field) => column.clone_from(field),
                // What is taken from another column is not taken from the one of its name, too.
                None if mapped.iter().flatten().any(|field| field == canonical(column)) => column.clear(),
                None => {}
            }
        }
        let named = |wanted: &str| columns.iter().any(|column| canonical(column) == wanted);
        if named("text") || named("title") || LEADS.iter().any(|lead| named(lead)) {
            return Ok(Table { columns, decoder: LineDecoder::default() });
        }
        let found: String = columns.join(", ").chars().take(200).collect();
        Err(Error::new(format!("expected a column `text` or `title`, found {found}"))
            .at_line(&place.file, 1)
            .advice("name the columns in the first row: id outlet lang published url title author text"))
    }

    fn row<'a>(&mut self, whole: &[u8], fields: impl Iterator<Item = &'a [u8]>) -> Row {
        let told = match self.decoder.line(whole) {
            Ok((_, told)) => told,
            Err(_) => {
                let fault = Error::new("a row that is not UTF-8, and no Cyrillic code page either");
                return Err(fault.advice("convert the file to UTF-8"));
            }
        };
        let mut article = Article::default();
        let mut leads = [String::new(), String::new()];
        for (column, value) in self.columns.iter().zip(fields) {
            let value = self.decoder.field(value).into_owned();
            match LEADS.iter().position(|lead| lead == column) {
                Some(lead) => leads[lead] = value,
                None => set(&mut article, canonical(column), value),
            }
        }
        prepend(&mut article, &leads);
        Ok((article, told))
    }
}

fn give(row: Row, line: u64, place: &Place, desk: &mut Desk) -> Flow {
    match row {
        Ok((article, told)) => {
            desk.told(format_args!("{}:{line}", place.file.display()), told)?;
            desk.article(place, line, article)
        }
        Err(fault) => desk.fault(fault.at_line(&place.file, line)),
    }
}

fn canonical(column: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == column).map_or(column, |(_, name)| name)
}
