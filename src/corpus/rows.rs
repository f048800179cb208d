//! The rows of CSV, which may reach over lines. A quote that is left open costs its own row and no other: where the lines
//! behind it do not read as one quotation, the row is told and reading goes on with the next line.

use super::lines::{LONGEST, Line, Lines};
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// A row, or why there is none.
pub(super) enum Row {
    /// Its fields.
    Fields(Vec<Vec<u8>>),
    /// A quote opens in it and does not close where a field may end.
    Open,
    /// Longer than any article.
    TooLong,
}

/// Reads rows from a stream.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    delimiter: u8,
    /// Lines that stood behind an open quote and are read again, each with its number.
    again: VecDeque<(u64, Option<Vec<u8>>)>,
    /// Delimiters of the header.
    usual: Option<usize>,
    /// The number of the first line of the row in hand, from 1.
    pub(super) number: u64,
}

/// Lines in one field that each look like a row of their own are rows, when they have so many delimiters together.
const FEWEST_ALIKE: usize = 6;

impl<R: BufRead> Rows<R> {
    pub(super) fn new(reader: R, delimiter: u8) -> Self {
        Rows { lines: Lines::new(reader), delimiter, again: VecDeque::new(), usual: None, number: 0 }
    }

    /// The next row that is not empty; nothing at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        let first = loop {
            match self.line()? {
                None => return Ok(None),
                Some((_, Some(line))) if line.is_empty() => {}
                Some((number, line)) => {
                    self.number = number;
                    break line;
                }
            }
        };
        let Some(mut row) = first else { return Ok(Some(Row::TooLong)) };
        let mut state = scan(&row, self.delimiter, false);
        let mut behind: Vec<(u64, Option<Vec<u8>>)> = Vec::new();
        let mut looks_alike = 0;
        while state.open {
            let next = match self.line() {
                Ok(next) => next,
                // What was swallowed before the fault of the stream is not lost for it.
                Err(cause) if behind.is_empty() => return Err(cause),
                Err(_) => None,
            };
            let Some((number, line)) = next else { return Ok(Some(self.give_back(behind, Row::Open))) };
            let long = line.as_ref().is_none_or(|line| row.len() + line.len() > LONGEST);
            if long {
                behind.push((number, line));
                return Ok(Some(self.give_back(behind, Row::TooLong)));
            }
            let line = line.unwrap_or_default();
            state = scan(&line, self.delimiter, true);
            let delimiters = memchr::memchr_iter(self.delimiter, &line).count();
            looks_alike += usize::from(self.usual == Some(delimiters));
            row.push(b'\n');
            row.extend_from_slice(&line);
            behind.push((number, Some(line)));
            // A quote inside a field is doubled; one that is not belongs to a row that was swallowed.
            if state.odd {
                return Ok(Some(self.give_back(behind, Row::Open)));
            }
        }
        let usual = self.usual.filter(|usual| *usual > 1).unwrap_or_default();
        if looks_alike == behind.len() && looks_alike * usual >= FEWEST_ALIKE {
            return Ok(Some(self.give_back(behind, Row::Open)));
        }
        let fields = split(&row, self.delimiter);
        self.usual.get_or_insert(fields.len() - 1);
        Ok(Some(Row::Fields(fields)))
    }

    fn give_back(&mut self, lines: Vec<(u64, Option<Vec<u8>>)>, row: Row) -> Row {
        for line in lines.into_iter().rev() {
            self.again.push_front(line);
        }
        row
    }

    /// A line with its number; one that is too long is only a number.
    fn line(&mut self) -> io::Result<Option<(u64, Option<Vec<u8>>)>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        let line = match self.lines.next()? {
            None => return Ok(None),
            Some(Line::TooLong) => None,
            Some(Line::Whole(line)) => Some(line.to_vec()),
        };
        Ok(Some((self.lines.number, line)))
    }
}

/// How a line ends.
struct State {
    /// Inside a quotation.
    open: bool,
    /// The quotation that was open before ends where no field may end.
    odd: bool,
}

fn scan(line: &[u8], delimiter: u8, before: bool) -> State {
    let mut state = State { open: before, odd: false };
    let mut from_before = before;
    let mut at = 0;
    let mut fresh = !before;
    while at < line.len() {
        if state.open {
            let Some(quote) = memchr::memchr(b'"', &line[at..]) else { return state };
            at += quote + 1;
            match line.get(at) {
                Some(b'"') => at += 1,
                Some(&sign) if sign == delimiter => {
                    (state.open, fresh, from_before) = (false, true, false);
                    at += 1;
                }
                None => {
                    state.open = false;
                    return state;
                }
                Some(_) => {
                    state.odd |= from_before;
                    (state.open, fresh, from_before) = (false, false, false);
                }
            }
        } else if fresh && line[at] == b'"' {
            (state.open, fresh) = (true, false);
            at += 1;
        } else {
            match memchr::memchr(delimiter, &line[at..]) {
                None => return state,
                Some(found) => at += found + 1,
            }
            fresh = true;
        }
    }
    state
}

/// The fields of a whole row. A quote in the middle of a field is a letter like any other.
fn split(row: &[u8], delimiter: u8) -> Vec<Vec<u8>> {
    let mut fields = vec![Vec::new()];
    let mut quoted = false;
    let mut at = 0;
    let mut fresh = true;
    while at < row.len() {
        let byte = row[at];
        at += 1;
        if quoted {
            match (byte, row.get(at)) {
                (b'"', Some(b'"')) => at += 1,
                (b'"', _) => {
                    quoted = false;
                    continue;
                }
                _ => {}
            }
        } else if byte == delimiter {
            fields.push(Vec::new());
            fresh = true;
            continue;
        } else if fresh && byte == b'"' {
            (quoted, fresh) = (true, false);
            continue;
        }
        fresh = false;
        if let Some(field) = fields.last_mut() {
            field.push(byte);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Vec<String>, u64>> {
        let mut rows = Rows::new(text.as_bytes(), b',');
        let mut found = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            found.push(match row {
                Row::Fields(fields) => {
                    Ok(fields.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect())
                }
                Row::Open | Row::TooLong => Err(rows.number),
            });
        }
        found
    }

    #[test]
    fn quotes_reach_over_lines() {
        let rows = read("a,b\r\n\r\n\"x, \"\"y\"\"\nz\",1\n5\" disk,\"\"\n\"odd \"quote\" here\",2\n");
        let rows: Vec<Vec<String>> = rows.into_iter().map(Result::unwrap).collect();
        assert_eq!(
            rows,
            [vec!["a", "b"], vec!["x, \"y\"\nz", "1"], vec!["5\" disk", ""], vec!["odd quote\" here\"", "2"]]
        );
    }

    #[test]
    fn an_open_quote_costs_its_own_row() {
        let many = |behind: &str| {
            let mut text = "id,title,text\n1,one,\"open\n".to_owned();
            (2..9).for_each(|number| text.push_str(&format!("{number},{behind}\n")));
            read(&text)
        };
        for behind in ["two,plain", "two,\"quoted\"", "two,said \"yes\" today", "\"two\",x", "two,x"] {
            let rows = many(behind);
            assert_eq!(rows.len(), 9, "{behind}: {rows:?}");
            assert_eq!(rows[1], Err(2), "{behind}");
            assert!(
                rows[2..].iter().all(|row| row.as_ref().is_ok_and(|row| row.len() == 3)),
                "{behind}: {rows:?}"
            );
        }
    }
}
