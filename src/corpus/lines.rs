//! The lines of a stream, one at a time, with their numbers and offsets. A line that is too long for memory is skipped
//! and told.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// Longer than this no article is: lines, records and pages beyond it are told and left out. 32 MiB.
pub const LONGEST: usize = 32 << 20;

/// Reads lines from a stream into one buffer.
pub(super) struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Number of the line in hand, from 1.
    pub(super) number: u64,
    /// Offset of the line in hand, in bytes.
    pub(super) offset: u64,
    next: u64,
}

/// A line without its end.
pub(super) enum Line<'a> {
    Whole(&'a [u8]),
    /// Longer than [`LONGEST`], and skipped.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Lines { reader, buffer: Vec::new(), number: 0, offset: 0, next: 0 }
    }

    /// The next line, or nothing at the end. A part of a line before a fault of the stream is dropped.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        self.offset = self.next;
        self.number += 1;
        let mut length = 0_u64;
        loop {
            let chunk = match self.reader.fill_buf() {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let (part, ended) = match memchr::memchr(b'\n', chunk) {
                Some(at) => (at + 1, true),
                None => (chunk.len(), chunk.is_empty()),
            };
            length += part as u64;
            if length <= LONGEST as u64 {
                self.buffer.extend_from_slice(&chunk[..part]);
            }
            self.reader.consume(part);
            if ended {
                break;
            }
        }
        self.next += length;
        if length == 0 {
            return Ok(None);
        }
        if length > LONGEST as u64 {
            self.buffer = Vec::new();
            return Ok(Some(Line::TooLong));
        }
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        Ok(Some(Line::Whole(line.strip_suffix(b"\r").unwrap_or(line))))
    }
}

/// Stops where one row or item takes more than [`LONGEST`] bytes: an open quote would swallow the whole file. Whoever reads
/// sets the count back after each.
pub(super) struct Limited<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R> Limited<R> {
    pub(super) fn new(inner: R) -> Self {
        Limited { inner, left: Rc::new(Cell::new(LONGEST as u64)) }
    }

    /// How many bytes are left, to be set back.
    pub(super) fn left(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.left)
    }
}

impl<R: BufRead> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(io::Error::other(TooLong));
        }
        let read = self.inner.read(buffer)?;
        self.left.set(self.left.get().saturating_sub(read as u64));
        Ok(read)
    }
}

/// The fault of [`Limited`].
#[derive(Debug)]
pub(super) struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("one row or item is too long")
    }
}

impl std::error::Error for TooLong {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_numbers_and_offsets() {
        let mut lines = Lines::new(&b"one\r\n\ntwo"[..]);
        let mut found = Vec::new();
        while let Some(Line::Whole(line)) = lines.next().unwrap() {
            let line = String::from_utf8_lossy(line).into_owned();
            found.push((line, lines.number, lines.offset));
        }
        assert_eq!(found, [("one".to_owned(), 1, 0), (String::new(), 2, 5), ("two".to_owned(), 3, 6)]);
    }
}
