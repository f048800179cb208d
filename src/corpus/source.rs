//! Opening a file of any kind as a stream: plain, gz (of many members) or zst, told by its first bytes; UTF-16 turned into
//! UTF-8 on the way. Memory does not grow with the file.
//!
//! Not for: the form of what is inside (that is `form`) and the code pages of a byte a letter (that is `encoding`).

use super::encoding;
use crate::{Error, Result};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read, stdin};
use std::path::Path;
use std::rc::Rc;

/// So much of the beginning is looked at before anything is read.
pub(super) const HEAD: usize = 8192;
const BUFFER: usize = 1 << 16;

/// A stream of decompressed bytes whose beginning is known.
pub(super) struct Input<'a> {
    head: Vec<u8>,
    rest: Box<dyn BufRead + 'a>,
    /// The encoding that was turned into UTF-8 on the way.
    pub(super) encoding: Option<&'static str>,
}

impl<'a> Input<'a> {
    /// Opens a file; `-` is standard input.
    pub(super) fn open(path: &Path) -> Result<Input<'static>> {
        let file: Box<dyn Read> = if path == Path::new("-") {
            Box::new(stdin().lock())
        } else {
            Box::new(File::open(path).map_err(|cause| Error::io(path, &cause))?)
        };
        Ok(Input::unpack(file))
    }

    /// Looks at the first bytes and unpacks what is packed, a gz within a gz too. A fault shows when its place is read.
    pub(super) fn unpack(raw: impl Read + 'a) -> Input<'a> {
        let mut rest: Box<dyn BufRead + 'a> = Box::new(BufReader::with_capacity(BUFFER, raw));
        for _ in 0..3 {
            let head = start_of(&mut rest);
            let gz = head.bytes.starts_with(&[0x1f, 0x8b]);
            let zst = head.bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
            if !gz && !zst {
                return Input::decoded(head, rest);
            }
            let at = Rc::new(Cell::new(0));
            let counted = Counted { inner: head.join(rest), at: Rc::clone(&at) };
            let unpacked: Box<dyn Read + 'a> = if gz {
                Box::new(flate2::bufread::MultiGzDecoder::new(counted))
            } else {
                match zstd::stream::read::Decoder::with_buffer(counted) {
                    Ok(decoder) => Box::new(decoder),
                    Err(cause) => Box::new(Failed(Some(cause))),
                }
            };
            rest = Box::new(BufReader::with_capacity(BUFFER, Unpacked { inner: unpacked, at }));
        }
        let head = start_of(&mut rest);
        Input::decoded(head, rest)
    }

    /// Turns UTF-16 into UTF-8 and takes a byte order mark away.
    fn decoded(mut head: Start, rest: Box<dyn BufRead + 'a>) -> Input<'a> {
        if let Some(wide) = encoding::wide(&head.bytes) {
            let reader = encoding_rs_io::DecodeReaderBytesBuilder::new()
                .encoding(Some(wide))
                .strip_bom(true)
                .build(head.join(rest));
            let mut rest: Box<dyn BufRead + 'a> = Box::new(BufReader::with_capacity(BUFFER, reader));
            let head = start_of(&mut rest);
            return Input {
                head: head.bytes.clone(),
                rest: Box::new(head.join(rest)),
                encoding: Some(wide.name()),
            };
        }
        if head.bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
            head.bytes.drain(..3);
        }
        if ends_lines_with_cr(&head.bytes) {
            let mut rest: Box<dyn BufRead + 'a> =
                Box::new(BufReader::with_capacity(BUFFER, LineFeeds { inner: head.join(rest) }));
            let head = start_of(&mut rest);
            return Input { head: head.bytes.clone(), rest: Box::new(head.join(rest)), encoding: None };
        }
        Input { head: head.bytes.clone(), rest: Box::new(head.join(rest)), encoding: None }
    }

    /// The first bytes, up to [`HEAD`] of them; they will be read again.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// The whole stream, or `None` where it is longer than `limit`.
    pub(super) fn whole(self, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.rest.take(limit + 1).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= limit).then_some(bytes))
    }

    /// The stream itself, from its first byte.
    pub(super) fn into_reader(self) -> Box<dyn BufRead + 'a> {
        self.rest
    }
}

/// Files that are read as a whole may have so many bytes, unpacked: a few kilobytes can unpack to any number of them.
pub const LARGEST: u64 = 1 << 30;

/// All bytes of a file, decompressed. `-` is standard input.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let input = Input::open(path)?;
    let bytes = input.whole(LARGEST).map_err(|cause| fault(path, &cause))?;
    bytes.ok_or_else(|| {
        Error::new(format!("longer than {} MiB, unpacked", LARGEST >> 20)).at(path).advice("split it")
    })
}

/// The text of a file, decoded.
pub fn read_text(path: &Path) -> Result<String> {
    super::encoding::decode(read_bytes(path)?, path).map(|(text, _)| text)
}

/// What went wrong while a stream was read: damaged compression says so, with its place in the packed file.
pub(super) fn fault(path: &Path, cause: &io::Error) -> Error {
    match cause.get_ref().and_then(|inner| inner.downcast_ref::<Damage>()) {
        Some(damage) => Error::new(format!("compressed data are damaged: {}", damage.what))
            .at_offset(path, damage.at)
            .advice("the file may be cut short: copy it again; what stands before was read"),
        None => Error::io(path, cause),
    }
}

/// Whether lines end with CR alone, as old Macs wrote them.
fn ends_lines_with_cr(head: &[u8]) -> bool {
    memchr::memchr(b'\r', head).is_some()
        && memchr::memchr(b'\n', head).is_none()
        && !head.starts_with(b"PK")
        && !encoding::looks_binary(head)
}

/// A stream with LF for each CR that no LF follows.
struct LineFeeds<R> {
    inner: R,
}

impl<R: BufRead> Read for LineFeeds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let chunk = self.inner.fill_buf()?;
        let length = chunk.len().min(buffer.len());
        for at in 0..length {
            let alone = chunk[at] == b'\r' && chunk.get(at + 1) != Some(&b'\n');
            buffer[at] = if alone { b'\n' } else { chunk[at] };
        }
        self.inner.consume(length);
        Ok(length)
    }
}

/// The first bytes of a stream, and the fault that ended them.
struct Start {
    bytes: Vec<u8>,
    failed: Option<io::Error>,
}

fn start_of(reader: &mut dyn BufRead) -> Start {
    let mut bytes = Vec::with_capacity(HEAD);
    let failed = reader.take(HEAD as u64).read_to_end(&mut bytes).err();
    Start { bytes, failed }
}

impl Start {
    fn join<R: BufRead>(self, rest: R) -> Chain<Chain<Cursor<Vec<u8>>, Failed>, R> {
        Cursor::new(self.bytes).chain(Failed(self.failed)).chain(rest)
    }
}

/// Gives its fault once; without one it is empty.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Failed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// Counts the bytes that were taken.
struct Counted<R> {
    inner: R,
    at: Rc<Cell<u64>>,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.at.set(self.at.get() + read as u64);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.at.set(self.at.get() + amount as u64);
        self.inner.consume(amount);
    }
}

/// A decompressor whose faults say how far it came.
struct Unpacked<'a> {
    inner: Box<dyn Read + 'a>,
    at: Rc<Cell<u64>>,
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer).map_err(|cause| {
            let nested = cause.get_ref().is_some_and(|inner| inner.is::<Damage>());
            if nested || cause.kind() == io::ErrorKind::Interrupted {
                return cause;
            }
            io::Error::new(cause.kind(), Damage { at: self.at.get(), what: cause.to_string() })
        })
    }
}

/// Damaged compression, at a byte of the packed stream.
#[derive(Debug)]
struct Damage {
    at: u64,
    what: String,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Damage {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gz(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_are_joined_and_a_cut_is_told_after_what_stands_before() {
        let packed = [gz("one\n"), gz("two\n")].concat();
        let whole = Input::unpack(&packed[..]).whole(100).unwrap().unwrap();
        assert_eq!(whole, b"one\ntwo\n");
        let cut = &packed[..packed.len() - 9];
        let mut read = Vec::new();
        let cause = Input::unpack(cut).into_reader().read_to_end(&mut read).unwrap_err();
        assert!(read.starts_with(b"one\n"));
        let fault = fault(Path::new("x.gz"), &cause);
        assert_eq!(fault.place().unwrap().offset, Some(cut.len() as u64));
    }

    #[test]
    fn lines_that_end_with_cr_are_lines() {
        let whole = |text: &str| {
            let bytes = Input::unpack(text.as_bytes()).whole(1 << 20).unwrap().unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(whole("one\rtwo\r\rthree"), "one\ntwo\n\nthree");
        assert_eq!(whole("one\r\ntwo\rthree"), "one\r\ntwo\rthree");
        let long = "x".repeat(HEAD) + "\ra\r\nb";
        assert_eq!(whole(&long), long);
    }

    #[test]
    fn wide_text_becomes_utf8() {
        let wide: Vec<u8> = "Привіт, world".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let input = Input::unpack(&wide[..]);
        assert_eq!(input.encoding, Some("UTF-16LE"));
        assert_eq!(input.whole(100).unwrap().unwrap(), "Привіт, world".as_bytes());
    }
}
