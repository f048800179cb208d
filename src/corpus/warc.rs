//! WARC as crawlers write it: pages of `response` and `resource` records, texts of `conversion` records (WET). Other
//! records are skipped and counted. A record with a wrong length is told, and reading goes on at the next `WARC/1.`.

use super::desk::{Desk, Flow, Page, Place};
use super::form::{self, Form};
use super::lines::LONGEST;
use super::read::{read_input, too_long};
use super::source::{self, Input};
use super::{encoding, html, http, page};
use crate::Error;
use std::io::{self, BufRead, Read};
use std::path::Path;

/// A header line is at most this long; longer ones are cut.
const LONGEST_LINE: u64 = 64 << 10;
const MOST_HEADERS: usize = 200;
/// How a record begins after the end of the one before it.
const NEXT: &[u8] = b"\r\n\r\nWARC/1.";

/// Gives on the articles of a WARC.
pub(super) fn read(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let mut tape = Tape::new(input.into_reader());
    let mut number = 0;
    loop {
        number += 1;
        match record(&mut tape) {
            Ok(None) => return Flow::Continue(()),
            Ok(Some(record)) => take(record, number, place, desk)?,
            Err(cause) => return desk.fault(source::fault(&place.file, &cause)),
        }
    }
}

/// A record, or what stands in place of one.
struct Record {
    offset: u64,
    headers: Vec<(String, String)>,
    body: Body,
    /// What is wrong with it, although it may be readable.
    fault: Option<Error>,
}

enum Body {
    Whole(Vec<u8>),
    /// Longer than any article, and skipped.
    Skipped,
    /// Not there as a whole.
    Lost,
}

impl Record {
    fn get(&self, wanted: &str) -> &str {
        self.headers
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    }
}

/// Takes what a record holds to the desk.
fn take(mut record: Record, number: u64, place: &Place, desk: &mut Desk) -> Flow {
    let file = &place.file;
    if let Some(fault) = record.fault.take() {
        desk.fault(fault.at_offset(file, record.offset))?;
    }
    let body = match std::mem::replace(&mut record.body, Body::Lost) {
        Body::Whole(body) => body,
        Body::Lost => return Flow::Continue(()),
        Body::Skipped => {
            let kind = record.get("warc-identified-payload-type");
            if kind.is_empty() || kind.contains("html") {
                let fault = too_long().at_offset(file, record.offset);
                return desk.fault(fault.advice("this record was left out"));
            }
            desk.skip("WARC records of other content");
            return Flow::Continue(());
        }
    };
    let kind = record.get("content-type").to_lowercase();
    let url = record.get("warc-target-uri").trim_matches(['<', '>']).to_owned();
    let crawled = record.get("warc-date").parse().ok().or(place.crawled);
    let place = Place { file: file.clone(), folder: html::host(&url).to_owned(), crawled };
    match record.get("warc-type") {
        "response" if kind.starts_with("application/http") || body.starts_with(b"HTTP/") => {
            match http::read(body) {
                Ok(answer) if !(200..300).contains(&answer.status) => {
                    desk.skip("WARC answers other than 200")
                }
                Ok(answer) => return content(answer, url, number, record.offset, &place, desk),
                Err(what) => {
                    let what = if url.is_empty() { what } else { format!("{what}: {url}") };
                    let fault = Error::new(what).at_offset(file, record.offset);
                    return desk.fault(fault.advice("this record was left out; crawl the page again"));
                }
            }
        }
        "resource" => {
            let (kind, _) = kind.split_once(';').unwrap_or((&kind, ""));
            let answer = http::Answer { status: 200, kind: kind.trim().to_owned(), charset: None, body };
            return content(answer, url, number, record.offset, &place, desk);
        }
        // A line is a paragraph there.
        "conversion" if kind.starts_with("text/plain") => {
            let text = String::from_utf8_lossy(&body).replace('\n', "\n\n");
            return plain(&text, url, number, &place, desk);
        }
        "revisit" => desk.skip("WARC revisit records"),
        _ => desk.skip("WARC records without a page (warcinfo, request, metadata, …)"),
    }
    Flow::Continue(())
}

/// Reads what an address gave.
fn content(
    answer: http::Answer,
    url: String,
    number: u64,
    offset: u64,
    place: &Place,
    desk: &mut Desk,
) -> Flow {
    let http::Answer { kind, charset, body, .. } = answer;
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let told = form::tell(Path::new(path), &body[..body.len().min(source::HEAD)]);
    let html = matches!(kind.as_str(), "text/html" | "application/xhtml+xml");
    let text = kind == "text/plain" && !path.ends_with("/robots.txt");
    let xml = kind.ends_with("xml");
    // Nothing but a host: the front page, which changes by the hour and is no article.
    let front = !url.contains('?')
        && url.split_once("://").is_some_and(|(_, rest)| rest.trim_end_matches('/').split('/').count() == 1);
    if body.trim_ascii().is_empty() {
        desk.skip("WARC answers without content");
    } else if front && html {
        desk.skip("WARC front pages");
    } else if html || (kind.is_empty() && told == Ok(Form::Html)) {
        return desk.page(Page { place: place.clone(), line: number, bytes: body, charset, url });
    } else if xml && told == Ok(Form::Feed) {
        let place = Place { file: place.file.join(html::host(&url)).join("feed.xml"), ..place.clone() };
        return read_input(Input::unpack(&body[..]), &place, 1, desk);
    } else if text {
        return match encoding::decode_declared(&body, charset.as_slice(), &place.file) {
            Ok((text, told)) => {
                desk.told(format_args!("{}:{number}", place.file.display()), told)?;
                plain(&text, url, number, place, desk)
            }
            Err(error) => desk.fault(error.at_offset(&place.file, offset)),
        };
    } else {
        desk.skip("WARC records of other content");
    }
    Flow::Continue(())
}

fn plain(text: &str, url: String, number: u64, place: &Place, desk: &mut Desk) -> Flow {
    let mut article = page::read_at(text, desk.options.keep_boilerplate, place.crawled);
    if article.url.is_empty() {
        article.url = url;
    }
    desk.article(place, number, article)
}

/// The next record.
fn record(tape: &mut Tape<impl BufRead>) -> io::Result<Option<Record>> {
    tape.skip_blank()?;
    let offset = tape.offset;
    let Some(first) = tape.line()? else { return Ok(None) };
    if !first.starts_with(b"WARC/") {
        let start = String::from_utf8_lossy(&first[..first.len().min(40)]).into_owned();
        tape.skip_to_next(&mut Vec::new())?;
        let fault = Error::new(format!("expected a record (`WARC/1.`), found {start:?}"));
        let fault = fault.advice("skipped up to the next record");
        return Ok(Some(Record { offset, headers: Vec::new(), body: Body::Lost, fault: Some(fault) }));
    }
    let mut headers: Vec<(String, String)> = Vec::new();
    while let Some(line) = tape.line()? {
        let line = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':').filter(|_| headers.len() < MOST_HEADERS) {
            headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    let mut record = Record { offset, headers, body: Body::Lost, fault: None };
    let Ok(length) = record.get("content-length").parse::<u64>() else {
        tape.skip_to_next(&mut Vec::new())?;
        let fault = Error::new("a record without a `Content-Length`");
        record.fault = Some(fault.advice("skipped up to the next record"));
        return Ok(Some(record));
    };
    if tape.mistrusts_lengths() {
        let mut body = Vec::new();
        tape.skip_to_next(&mut body)?;
        record.fault =
            Some(body.len() as u64).filter(|found| *found != length).map(|found| wrong_length(length, found));
        record.body = Body::Whole(body);
        return Ok(Some(record));
    }
    if length > LONGEST as u64 {
        let skipped = tape.skip_long(length)?;
        record.body = Body::Skipped;
        if skipped != length {
            record.body = Body::Lost;
            record.fault = Some(wrong_length(length, skipped));
        }
        return Ok(Some(record));
    }
    let mut body = Vec::new();
    tape.by_ref().take(length).read_to_end(&mut body)?;
    let whole = body.len() as u64 == length;
    if whole && tape.at_boundary()? {
        record.body = Body::Whole(body);
        return Ok(Some(record));
    }
    // The length may reach into the beginning of the next record, just so far that it is not to be seen.
    let read = body.len();
    tape.by_ref().take(NEXT.len() as u64 - 1).read_to_end(&mut body)?;
    let next = http::find(&body, NEXT);
    if next.is_none() {
        tape.push_back(&body[read..]);
        body.truncate(read);
    }
    if let Some(end) = next {
        // The length reaches into the records behind: they are read again from their beginning.
        tape.push_back(&body[end + 4..]);
        body.truncate(end);
        record.fault = Some(wrong_length(length, end as u64));
        record.body = Body::Whole(body);
    } else if whole {
        tape.skip_to_next(&mut body)?;
        let found = body.len() as u64;
        record.fault = Some(wrong_length(length, found));
        record.body = Body::Whole(body);
    } else {
        let what = format!("the file ends in a record of {length} bytes, {} of them are there", body.len());
        record.fault =
            Some(Error::new(what).advice("it is cut short: copy it again; what stands before was read"));
    }
    Ok(Some(record))
}

fn wrong_length(said: u64, found: u64) -> Error {
    Error::new(format!("a record of {found} bytes says that it has {said}"))
        .advice("read on at the next `WARC/1.`; check the program that wrote it")
}

/// A stream that takes bytes back.
struct Tape<R> {
    inner: R,
    pending: Vec<u8>,
    at: usize,
    /// Bytes consumed so far.
    offset: u64,
    /// Bytes that were consumed in vain and put back.
    returned: u64,
}

/// So many bytes may be looked at in vain beyond a few times what was read.
const AHEAD: u64 = 4 * LONGEST as u64;

impl<R: BufRead> Tape<R> {
    fn new(inner: R) -> Self {
        Tape { inner, pending: Vec::new(), at: 0, offset: 0, returned: 0 }
    }

    /// Whether so many lengths were wrong that looking for the end of each record where it says would take for ever.
    fn mistrusts_lengths(&self) -> bool {
        self.returned > AHEAD + 4 * self.offset
    }

    /// Puts bytes that were consumed before what is to come.
    fn push_back(&mut self, bytes: &[u8]) {
        self.offset -= bytes.len() as u64;
        self.returned += bytes.len() as u64;
        self.pending = [bytes, &self.pending[self.at..]].concat();
        self.at = 0;
    }

    /// The next line with its end, up to [`LONGEST_LINE`]; nothing at the end of the stream.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        self.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        Ok((!line.is_empty()).then_some(line))
    }

    /// Skips line ends; says how many bytes.
    fn skip_blank(&mut self) -> io::Result<u64> {
        let mut skipped = 0;
        loop {
            let chunk = self.fill_buf()?;
            let blank = chunk.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let all = blank == chunk.len();
            self.consume(blank);
            skipped += blank as u64;
            if blank == 0 || !all {
                return Ok(skipped);
            }
        }
    }

    /// Whether a record or the end follows, after line ends. Where neither does, nothing is consumed.
    fn at_boundary(&mut self) -> io::Result<bool> {
        let mut blank = Vec::new();
        loop {
            let chunk = self.fill_buf()?;
            let length = chunk.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let (all, end) = (length == chunk.len(), chunk.is_empty());
            // Where lines of content are blank by the million, no record follows.
            blank.extend_from_slice(&chunk[..length]);
            self.consume(length);
            if end {
                return Ok(true);
            }
            if !all || blank.len() > LONGEST_LINE as usize {
                break;
            }
        }
        let mut start = Vec::new();
        self.by_ref().take(5).read_to_end(&mut start)?;
        let found = start == b"WARC/";
        if found {
            self.push_back(&start);
        } else {
            self.push_back(&[blank, start].concat());
        }
        Ok(found)
    }

    /// Goes to the next line that begins a record; what is passed is kept as far as an article may reach.
    fn skip_to_next(&mut self, passed: &mut Vec<u8>) -> io::Result<()> {
        let mut fresh = true;
        while let Some(line) = self.line()? {
            if fresh && line.starts_with(b"WARC/1.") {
                self.push_back(&line);
                let end = passed.strip_suffix(b"\r\n\r\n").map(<[u8]>::len);
                passed.truncate(end.unwrap_or(passed.len()));
                return Ok(());
            }
            fresh = line.ends_with(b"\n");
            if passed.len() + line.len() <= LONGEST {
                passed.extend_from_slice(&line);
            }
        }
        Ok(())
    }

    /// Skips a long body, and stops before it where a record begins too early; says how much was skipped.
    fn skip_long(&mut self, length: u64) -> io::Result<u64> {
        let mut skipped = 0;
        let mut blank = false;
        while skipped < length {
            let mut line = Vec::new();
            self.by_ref().take(LONGEST_LINE.min(length - skipped)).read_until(b'\n', &mut line)?;
            if line.is_empty() {
                break;
            }
            if blank && line.starts_with(b"WARC/1.") {
                self.push_back(&line);
                break;
            }
            blank = line == b"\r\n";
            skipped += line.len() as u64;
        }
        Ok(skipped)
    }
}

impl<R: BufRead> Read for Tape<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut chunk = self.fill_buf()?;
        let read = chunk.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Tape<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.pending.len() { Ok(&self.pending[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        self.offset += amount as u64;
        if self.at < self.pending.len() {
            self.at += amount;
            if self.at >= self.pending.len() {
                self.pending = Vec::new();
                self.at = 0;
            }
        } else {
            self.inner.consume(amount);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_lengths_are_not_looked_for_for_ever() {
        let one =
            format!("WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: {LONGEST}\r\n\r\nshort\r\n\r\n");
        let all = one.repeat(20_000);
        let mut tape = Tape::new(all.as_bytes());
        let mut records = 0;
        while let Some(record) = record(&mut tape).unwrap() {
            records += 1;
            assert!(record.fault.is_some());
        }
        assert_eq!(records, 20_000);
        let looked = tape.returned / all.len() as u64;
        assert!(tape.returned <= AHEAD + 16 * all.len() as u64, "each byte was read {looked} times");
    }
}
