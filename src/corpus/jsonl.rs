//! JSONL: one article a line. A JSON array of articles and a single object over several lines are read too.

use super::Article;
use super::desk::{Desk, Flow, Place};
use super::encoding::{self, LineDecoder};
use super::lines::{LONGEST, Limited, Line, Lines, TooLong};
use super::read::{too_long, whole};
use super::source::{self, Input};
use super::transcode::Transcoder;
use crate::{Error, Result};
use serde::Deserializer;
use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;
use std::io::BufReader;
use std::rc::Rc;

/// Other names that fields go by in the wild, and ours.
pub(super) const ALIASES: [(&str, &str); 14] = [
    ("date", "published"),
    ("published_at", "published"),
    ("publishedAt", "published"),
    ("pubDate", "published"),
    ("timestamp", "published"),
    ("language", "lang"),
    ("source", "outlet"),
    ("site", "outlet"),
    ("publisher", "outlet"),
    ("link", "url"),
    ("headline", "title"),
    ("byline", "author"),
    ("body", "text"),
    ("content", "text"),
];
/// Fields whose text goes before the body.
pub(super) const LEADS: [&str; 2] = ["description", "lead"];

const EXPECTED: &str = "each line must be one article, {\"title\":…,\"text\":…}";

/// Gives on the articles of a stream, and a fault for each line that is none.
pub(super) fn read(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let head = input.head();
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    if first == Some(b'[') {
        return read_array(input, place, desk);
    }
    let ending = place.file.extension().unwrap_or_default();
    let first_line = head.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    let open = first_line
        .is_some_and(|line| line.trim_ascii_end().ends_with(b"{") || line.trim_ascii_end().ends_with(b","));
    if ending == "json" && open {
        return read_object(input, place, desk);
    }
    read_lines(input, place, desk)
}

fn read_lines(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let file = &place.file;
    let mut decoder = LineDecoder::default();
    let mut lines = Lines::new(input.into_reader());
    loop {
        let line = match lines.next() {
            Ok(line) => line,
            Err(cause) => return desk.fault(source::fault(file, &cause)),
        };
        let line = match line {
            None => return Flow::Continue(()),
            Some(Line::Whole(line)) if line.trim_ascii().is_empty() => continue,
            Some(Line::Whole(line)) => decoder.line(line).map_err(|at| {
                Error::new("not UTF-8, and no Cyrillic code page either")
                    .advice("convert the file to UTF-8")
                    .at_offset(file, at as u64)
            }),
            Some(Line::TooLong) => Err(too_long().advice("one line is one article: split it")),
        };
        let mut loss = None;
        let read = match line {
            Ok((text, told)) => {
                loss = told;
                serde_json::from_str(&text)
                    .map_err(|cause| Error::new(format!("not JSON: {cause}")).advice(EXPECTED))
                    .and_then(|value| article(value, &desk.options.map))
            }
            Err(error) => match error.place().and_then(|place| place.offset) {
                Some(at) => Err(error.at_offset(file, lines.offset + at)),
                None => Err(error),
            },
        };
        let number = lines.number;
        desk.told(format_args!("{}:{number}", file.display()), loss)?;
        match read {
            Ok(article) => desk.article(place, number, article)?,
            Err(error) if error.place().is_some() => desk.fault(error)?,
            Err(error) => desk.fault(error.at_line(file, number))?,
        }
    }
}

/// One article over several lines.
fn read_object(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let Some(bytes) = whole(input, place, desk)? else { return Flow::Continue(()) };
    let (text, told) = match encoding::decode_told(bytes, &place.file) {
        Ok(read) => read,
        Err(error) => return desk.fault(error),
    };
    desk.told(place.file.display(), told)?;
    let values = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    for (at, value) in (1..).zip(values) {
        let read = value.map_err(|cause| (cause.line() as u64, Error::new(format!("not JSON: {cause}"))));
        match read.and_then(|value| article(value, &desk.options.map).map_err(|error| (at, error))) {
            Ok(article) => desk.article(place, at, article)?,
            Err((line, error)) => return desk.fault(error.at_line(&place.file, line).advice(EXPECTED)),
        }
    }
    Flow::Continue(())
}

/// An array of articles, an element at a time.
fn read_array(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let transcoder = Transcoder::new(input.into_reader(), &[]);
    let outcome = transcoder.outcome();
    let limited = Limited::new(transcoder);
    let left = limited.left();
    let mut elements = Elements { place, desk, number: 0, flow: Flow::Continue(()), left };
    let mut array = serde_json::Deserializer::from_reader(BufReader::new(limited));
    let read = (&mut elements).deserialize(&mut array).and_then(|()| array.end());
    let number = elements.number;
    elements.flow?;
    let outcome = outcome.borrow().clone();
    if let Some(at) = outcome.refused() {
        return desk.fault(encoding::refused(&place.file, at as usize, &[]));
    }
    desk.told(place.file.display(), outcome.told(&[]))?;
    match read {
        Ok(()) => Flow::Continue(()),
        Err(cause) if cause.is_io() => {
            let cause = std::io::Error::from(cause);
            let long = cause.get_ref().is_some_and(|inner| inner.is::<TooLong>());
            let fault = match long {
                true => too_long()
                    .at_line(&place.file, number + 1)
                    .advice("an element of the array is one article; what stands before was read"),
                false => source::fault(&place.file, &cause),
            };
            desk.fault(fault)
        }
        Err(cause) => {
            let fault = Error::new(format!("not JSON: {cause}")).at_line(&place.file, cause.line() as u64);
            desk.fault(fault.advice(
                "expected an array of articles, [{\"title\":…,\"text\":…},…]; what stands before was read",
            ))
        }
    }
}

/// Takes the elements of an array as they come.
struct Elements<'a, 'b> {
    place: &'a Place,
    desk: &'a mut Desk<'b>,
    number: u64,
    flow: Flow,
    /// How many bytes the element in hand may still have.
    left: Rc<Cell<u64>>,
}

impl<'de> DeserializeSeed<'de> for &mut Elements<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, array: D) -> std::result::Result<(), D::Error> {
        array.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> std::result::Result<(), A::Error> {
        while let Some(value) = array.next_element::<Value>()? {
            self.number += 1;
            self.left.set(LONGEST as u64);
            self.flow = match article(value, &self.desk.options.map) {
                Ok(article) => self.desk.article(self.place, self.number, article),
                Err(error) => self.desk.fault(error.at_line(&self.place.file, self.number)),
            };
            if self.flow.is_break() {
                return Err(serde::de::Error::custom("no more is wanted"));
            }
        }
        Ok(())
    }
}

fn article(value: Value, map: &[(String, String)]) -> Result<Article> {
    let Value::Object(mut fields) = value else {
        return Err(Error::new("a JSON value that is no object").advice(EXPECTED));
    };
    let mapped: Vec<(&String, Option<Value>)> =
        map.iter().map(|(field, key)| (field, fields.remove(key))).collect();
    for (field, value) in mapped {
        if let Some(value) = value {
            fields.insert(field.clone(), value);
        }
    }
    let mut get = |name: &str| take(&mut fields, name);
    let mut article = Article {
        id: get("id"),
        outlet: get("outlet"),
        lang: get("lang"),
        published: get("published"),
        url: get("url"),
        title: get("title"),
        author: get("author"),
        text: get("text"),
        source: String::new(),
    };
    let leads = LEADS.map(&mut get);
    // `source` is the outlet in other tools' files, and the place of reading in ours: file:line.
    let ours = fields
        .get("source")
        .and_then(Value::as_str)
        .is_some_and(|text| text.contains(':') || text.contains('/'));
    for (alias, name) in ALIASES {
        if alias == "source" && ours {
            continue;
        }
        let value = take(&mut fields, alias);
        set(&mut article, name, value);
    }
    prepend(&mut article, &leads);
    Ok(article)
}

fn take(fields: &mut Map<String, Value>, name: &str) -> String {
    match fields.remove(name) {
        Some(Value::String(text)) => text,
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(parts)) => {
            let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
            parts.join(if name == "author" { ", " } else { "\n\n" })
        }
        Some(Value::Object(inner)) => {
            // A person's name; MongoDB's and JSON-LD's way of a value; WordPress's of a text.
            let keys = ["name", "$date", "@value", "value", "$numberLong", "rendered"];
            match keys.iter().find_map(|key| inner.get(*key)) {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Object(deeper)) => {
                    deeper.get("$numberLong").and_then(Value::as_str).unwrap_or_default().to_owned()
                }
                _ => String::new(),
            }
        }
        _ => String::new(),
    }
}

/// Fills a field that is still empty.
pub(super) fn set(article: &mut Article, name: &str, value: String) {
    let field = match name {
        "id" => &mut article.id,
        "outlet" => &mut article.outlet,
        "lang" => &mut article.lang,
        "published" => &mut article.published,
        "url" => &mut article.url,
        "title" => &mut article.title,
        "author" => &mut article.author,
        "text" => &mut article.text,
        _ => return,
    };
    if field.is_empty() {
        *field = value;
    }
}

/// Puts leads before the body, where the body does not say them already.
pub(super) fn prepend(article: &mut Article, leads: &[String]) {
    for lead in leads.iter().rev().map(|lead| lead.trim()).filter(|lead| !lead.is_empty()) {
        if !article.text.contains(lead) {
            article.text =
                if article.text.is_empty() { lead.to_owned() } else { format!("{lead}\n\n{}", article.text) };
        }
    }
}
