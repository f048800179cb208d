//! Bytes that are written once and read again now and then: in memory while they are few, in a temporary file when they
//! are many. So an archive may be larger than the memory.

use crate::{Error, Result};
use std::io::{Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Where a piece lies in its store.
#[derive(Debug, Clone, Copy, Default)]
pub struct Span {
    start: u64,
    length: u32,
}

/// Pieces of bytes. The file, if it comes to one, lies in the folder for temporary files and goes with the store.
pub struct Store {
    file: SpooledTempFile,
    /// What is not in the file yet.
    fresh: Vec<u8>,
    /// Bytes in the file.
    length: u64,
}

/// So many bytes are held in memory.
const IN_MEMORY: usize = 64 << 20;
/// Bytes are written so many at a time.
const AT_ONCE: usize = 1 << 20;

impl Default for Store {
    fn default() -> Self {
        Store { file: SpooledTempFile::new(IN_MEMORY), fresh: Vec::new(), length: 0 }
    }
}

impl Store {
    /// Keeps a piece made of these parts, and says where. What is longer than 4 GiB is cut.
    pub fn add(&mut self, parts: &[&[u8]]) -> Result<Span> {
        let start = self.length + self.fresh.len() as u64;
        for part in parts {
            self.fresh.extend_from_slice(part);
        }
        let length = self.length + self.fresh.len() as u64 - start;
        if self.fresh.len() >= AT_ONCE {
            self.write()?;
        }
        Ok(Span { start, length: u32::try_from(length).unwrap_or(u32::MAX) })
    }

    /// A piece that was kept.
    pub fn get(&mut self, span: Span) -> Result<Vec<u8>> {
        if span.start + u64::from(span.length) > self.length {
            self.write()?;
        }
        let mut bytes = vec![0; span.length as usize];
        self.file.seek(SeekFrom::Start(span.start)).map_err(fault)?;
        self.file.read_exact(&mut bytes).map_err(fault)?;
        Ok(bytes)
    }

    fn write(&mut self) -> Result<()> {
        self.file.seek(SeekFrom::Start(self.length)).map_err(fault)?;
        self.file.write_all(&self.fresh).map_err(fault)?;
        self.length += self.fresh.len() as u64;
        self.fresh.clear();
        Ok(())
    }
}

fn fault(cause: std::io::Error) -> Error {
    Error::io(std::env::temp_dir(), &cause).advice("TMPDIR may name another folder for temporary files")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_from_memory_and_from_a_file() {
        let mut store = Store { file: SpooledTempFile::new(1000), ..Store::default() };
        let piece = |number: u32| number.to_le_bytes().repeat(number as usize * 300);
        let spans: Vec<Span> = (0..100).map(|number| store.add(&[&piece(number), b"."]).unwrap()).collect();
        for number in (0..100).rev() {
            assert_eq!(store.get(spans[number as usize]).unwrap(), [&piece(number)[..], b"."].concat());
        }
        let late = store.add(&[b"late"]).unwrap();
        assert_eq!(store.get(late).unwrap(), b"late");
        assert!(store.file.is_rolled());
    }
}
