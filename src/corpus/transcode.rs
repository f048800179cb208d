//! A stream as UTF-8, whatever it was: what a page is decoded by as a whole ([`encoding`]) is settled here at the first
//! letter that is not ASCII, and letters that are broken later are counted.

use super::encoding::{self, Choice, Told};
use encoding_rs::{Decoder, UTF_8};
use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// What a stream turned out to be, known when it has been read.
#[derive(Debug, Default, Clone)]
pub(super) struct Outcome {
    choice: Option<Choice>,
    /// No encoding fits at this byte.
    refused: Option<u64>,
    broken: usize,
}

impl Outcome {
    /// What is to be said about it.
    pub(super) fn told(&self, declared: &[String]) -> Option<Told> {
        let choice = self.choice?;
        Choice { broken: self.broken, ..choice }.told(declared)
    }

    /// The byte at which it is no text in any encoding.
    pub(super) fn refused(&self) -> Option<u64> {
        self.refused
    }
}

/// Reads a stream in whatever encoding as UTF-8.
pub(super) struct Transcoder<R> {
    inner: R,
    declared: Vec<String>,
    decoder: Option<Decoder>,
    outcome: Rc<RefCell<Outcome>>,
    /// Decoded bytes that were not taken yet.
    ready: Vec<u8>,
    at: usize,
    offset: u64,
    ended: bool,
    /// A fault behind bytes that were there.
    failed: Option<io::Error>,
}

/// So many bytes are decoded at a time, and looked at for a judgement.
const CHUNK: usize = 64 << 10;

/// A judgement needs so many bytes from the first letter that is not ASCII on, where there are more.
const ENOUGH: usize = 4096;

impl<R: BufRead> Transcoder<R> {
    pub(super) fn new(inner: R, declared: &[String]) -> Self {
        Transcoder {
            inner,
            declared: declared.to_vec(),
            decoder: None,
            outcome: Rc::default(),
            ready: Vec::new(),
            at: 0,
            offset: 0,
            ended: false,
            failed: None,
        }
    }

    /// What it turns out to be, to be asked after reading.
    pub(super) fn outcome(&self) -> Rc<RefCell<Outcome>> {
        Rc::clone(&self.outcome)
    }

    fn refill(&mut self) -> io::Result<()> {
        if let Some(cause) = self.failed.take() {
            return Err(cause);
        }
        let mut chunk = Vec::with_capacity(CHUNK);
        match self.inner.by_ref().take(CHUNK as u64).read_to_end(&mut chunk) {
            Err(cause) if chunk.is_empty() => return Err(cause),
            // What stands before a fault is given on.
            Err(cause) => self.failed = Some(cause),
            Ok(_) => self.ended = chunk.is_empty(),
        }
        self.ready.clear();
        self.at = 0;
        if self.decoder.is_none() {
            let plain = chunk.iter().position(|byte| !byte.is_ascii()).unwrap_or(chunk.len());
            if plain < chunk.len() && chunk.len() - plain < ENOUGH && self.failed.is_none() {
                // A handful of letters is no ground for a judgement.
                self.failed = self.inner.by_ref().take(CHUNK as u64).read_to_end(&mut chunk).err();
            }
            if plain == chunk.len() {
                self.offset += chunk.len() as u64;
                self.ready = chunk;
                return Ok(());
            }
            let cut = without_half_letter(&chunk);
            let choice = match encoding::choose(cut, &self.declared) {
                Ok(choice) => choice,
                Err(at) => {
                    let mut outcome = self.outcome.borrow_mut();
                    outcome.refused = Some(self.offset + at as u64);
                    self.ended = true;
                    return Ok(());
                }
            };
            self.outcome.borrow_mut().choice = Some(choice);
            self.decoder = Some(choice.encoding.new_decoder_without_bom_handling());
        }
        self.offset += chunk.len() as u64;
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        let mut text =
            String::with_capacity(decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(CHUNK * 4));
        let (_, _, lossy) = decoder.decode_to_string(&chunk, &mut text, self.ended);
        if lossy && decoder.encoding() == UTF_8 {
            self.outcome.borrow_mut().broken += text.matches(char::REPLACEMENT_CHARACTER).count();
        }
        self.ready = text.into_bytes();
        Ok(())
    }
}

/// The bytes without a letter of UTF-8 that the end of the chunk cuts through.
fn without_half_letter(bytes: &[u8]) -> &[u8] {
    let tail = bytes.iter().rev().take(4).position(|byte| *byte >= 0xc0);
    match tail {
        Some(behind)
            if std::str::from_utf8(&bytes[bytes.len() - 1 - behind..])
                .is_err_and(|e| e.error_len().is_none()) =>
        {
            &bytes[..bytes.len() - 1 - behind]
        }
        _ => bytes,
    }
}

impl<R: BufRead> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut chunk = self.fill_buf()?;
        let read = chunk.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Transcoder<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.ready.len() && !self.ended {
            self.refill()?;
        }
        Ok(&self.ready[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(bytes: &[u8], declared: &[&str]) -> (String, Outcome) {
        let declared: Vec<String> = declared.iter().map(|label| (*label).to_owned()).collect();
        let mut transcoder = Transcoder::new(bytes, &declared);
        let mut text = String::new();
        transcoder.read_to_string(&mut text).unwrap();
        let outcome = transcoder.outcome();
        let outcome = outcome.borrow().clone();
        (text, outcome)
    }

    #[test]
    fn streams_are_judged_where_their_letters_begin() {
        let text = format!(
            "{}Уряд схвалив бюджет на наступний рік. {}",
            "x".repeat(CHUNK - 7),
            "Мир і праця. ".repeat(9_000)
        );
        for encoding in [UTF_8, encoding_rs::WINDOWS_1251, encoding_rs::KOI8_U] {
            let (bytes, ..) = encoding.encode(&text);
            let (read, outcome) = through(&bytes, &["x-odd"]);
            assert!(read == text, "{}", encoding.name());
            assert_eq!(outcome.choice.unwrap().encoding, encoding);
        }
        let mut bytes = text.clone().into_bytes();
        let at = bytes.len() - 10;
        bytes[at] = 0xff;
        assert!(through(&bytes, &[]).1.broken >= 1);
        assert!(through(b"ab\xa1\xa2\xa3\xff", &[]).1.refused().is_some());
    }
}
