//! Opening a file of any form: plain, gz or zst, told by its first bytes; UTF-8, or a Cyrillic code page recognised.

use crate::{Error, Result};
use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

/// All bytes of a file, decompressed. `-` is standard input.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let read = if path == Path::new("-") {
        stdin().lock().read_to_end(&mut packed)
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(&mut packed))
    };
    read.map_err(|cause| Error::io(path, &cause))?;
    let mut bytes = Vec::new();
    let unpacked = if packed.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut bytes)
    } else if packed.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        zstd::stream::read::Decoder::new(&packed[..]).and_then(|mut decoder| decoder.read_to_end(&mut bytes))
    } else {
        return Ok(packed);
    };
    unpacked.map_err(|cause| {
        Error::new(format!("compressed data are damaged: {cause}"))
            .at_offset(path, packed.len() as u64)
            .advice("the file may be cut short: copy it again")
    })?;
    Ok(bytes)
}

/// The text of a file, decoded.
pub fn read_text(path: &Path) -> Result<String> {
    super::encoding::decode(read_bytes(path)?, path).map(|(text, _)| text)
}
