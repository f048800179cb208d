//! StarDict: `.ifo` says how the others are read, `.idx` holds headwords with offset and size, `.dict` the definitions.

use super::definition::without_markup;
use super::{Dictionary, Form, needed, of_definitions, piece};
use crate::corpus::source;
use crate::{Error, Result};
use std::path::Path;

/// Reads the dictionary of `base.ifo` and its other files.
pub fn read(base: &str) -> Result<Dictionary> {
    let ifo = needed(base, &[".ifo"], base.as_ref())?;
    let idx = needed(base, &[".idx", ".idx.gz"], &ifo)?;
    let dict = needed(base, &[".dict", ".dict.dz"], &ifo)?;
    let settings = source::read_text(&ifo)?;
    if !settings.trim_start().starts_with("StarDict's dict ifo file") {
        return Err(Error::new("expected the first line `StarDict's dict ifo file`")
            .at_line(&ifo, 1)
            .advice("is it another kind of .ifo file?"));
    }
    let setting = |key: &str| {
        let values = settings.lines().filter_map(|line| line.split_once('='));
        values.filter(|(name, _)| name.trim() == key).map(|(_, value)| value.trim()).next()
    };
    let wide = setting("idxoffsetbits") == Some("64");
    let types = setting("sametypesequence").unwrap_or_default();
    let whole = source::read_bytes(&dict)?;
    let index = source::read_bytes(&idx)?;
    let mut at = 0;
    let definitions = std::iter::from_fn(|| {
        if at >= index.len() {
            return None;
        }
        let start = at;
        let row = row(&index, &mut at, wide, &idx);
        if row.is_err() {
            at = index.len();
        }
        Some(row.and_then(|(headword, offset, size)| {
            let data = piece(&whole, offset, size, &dict)?;
            let definition = definition(data, types).ok_or_else(|| {
                Error::new(format!("the definition of {headword:?} is not in the form of {types:?}"))
                    .at_offset(&dict, offset)
                    .advice(format!("see sametypesequence in {}; row at byte {start}", ifo.display()))
            })?;
            Ok((headword, definition))
        }))
    });
    of_definitions(Form::StarDict, definitions, &ifo)
}

/// The next row of an index: a headword that ends with NUL, an offset of 4 or 8 bytes, a size of 4.
fn row(index: &[u8], at: &mut usize, wide: bool, path: &Path) -> Result<(String, u64, u64)> {
    let rest = &index[*at..];
    let found = rest.iter().position(|&byte| byte == 0).and_then(|end| {
        let numbers = rest.get(end + 1..end + 1 + if wide { 12 } else { 8 })?;
        let (offset, size) = numbers.split_at(numbers.len() - 4);
        Some((end, number(offset), number(size), end + 1 + numbers.len()))
    });
    let Some((end, offset, size, length)) = found else {
        return Err(Error::new("expected a headword, NUL, offset and size, found the end")
            .at_offset(path, *at as u64)
            .advice("the index is cut short: copy it again"));
    };
    *at += length;
    Ok((String::from_utf8_lossy(&rest[..end]).into_owned(), offset, size))
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u64::from(byte))
}

/// The texts of a definition. Its parts have a type each: `types` names them, or else a letter before each part. Parts
/// of a small letter end with NUL, of a capital have their size before them; the last of named types has neither.
fn definition(data: &[u8], types: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = data;
    let mut named = types.bytes();
    loop {
        let (kind, last) = if types.is_empty() {
            let Some((&kind, after)) = rest.split_first() else { break };
            rest = after;
            (kind, false)
        } else {
            let Some(kind) = named.next() else { break };
            (kind, named.len() == 0)
        };
        let part;
        if last {
            (part, rest) = (rest, &[][..]);
        } else if kind.is_ascii_uppercase() {
            let (size, after) = rest.split_at_checked(4)?;
            (part, rest) = after.split_at_checked(usize::try_from(number(size)).ok()?)?;
        } else {
            let end = rest.iter().position(|&byte| byte == 0).unwrap_or(rest.len());
            (part, rest) = (&rest[..end], rest.get(end + 1..).unwrap_or_default());
        }
        let part = String::from_utf8_lossy(part);
        match kind {
            b'm' | b'l' => text.push_str(&part),
            b'g' | b'h' | b'x' => text.push_str(&without_markup(&part)),
            // Transcriptions, resources, sounds and pictures.
            _ => continue,
        }
        text.push('\n');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::definition;

    #[test]
    fn parts_are_told_by_their_types() {
        assert_eq!(definition("дом".as_bytes(), "m").as_deref(), Some("дом\n"));
        assert_eq!(definition("haus\0дом".as_bytes(), "tm").as_deref(), Some("дом\n"));
        assert_eq!(definition("thaus\0mдом\0".as_bytes(), "").as_deref(), Some("дом\n"));
        assert_eq!(definition(b"P\0\0\0\x02ab", ""), Some(String::new()));
        assert_eq!(definition(b"P\0\0\0\x09ab", ""), None);
    }
}
