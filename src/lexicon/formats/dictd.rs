//! dictd: an index of `headword<TAB>offset<TAB>size` a line, the numbers in base 64, into a file of definitions.
//!
//! `.dict.dz` is gzip with a table of its blocks in an extra field, which a reader of the whole file need not know.

use super::{Dictionary, Form, needed, of_definitions, piece};
use crate::corpus::source;
use crate::{Error, Result};

/// Reads the dictionary of `base.index` and `base.dict` or `base.dict.dz`.
pub fn read(base: &str) -> Result<Dictionary> {
    let index = needed(base, &[".index", ".index.gz"], base.as_ref())?;
    let dict = needed(base, &[".dict", ".dict.dz"], &index)?;
    let lines = source::read_text(&index)?;
    let whole = source::read_bytes(&dict)?;
    let rows = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    // Headwords that start so say what the dictionary is and how it is sorted.
    let rows = rows.filter(|(_, line)| !line.starts_with("00database") && !line.starts_with("00-database"));
    let definitions = rows.map(|(at, line)| {
        let mut fields = line.split('\t');
        let headword = fields.next().unwrap_or_default();
        let (offset, size) = (fields.next().and_then(number), fields.next().and_then(number));
        let (Some(offset), Some(size)) = (offset, size) else {
            return Err(Error::new(format!("expected headword, offset and size, found {line:?}"))
                .at_line(&index, at as u64 + 1)
                .advice("a row is parted by tabs, its numbers in base 64"));
        };
        let definition = String::from_utf8_lossy(piece(&whole, offset, size, &dict)?).into_owned();
        Ok((headword.to_owned(), definition))
    });
    of_definitions(Form::Dictd, definitions, &index)
}

/// A number in dictd's base 64, the highest digit first.
fn number(digits: &str) -> Option<u64> {
    let mut value = 0_u64;
    for digit in digits.trim_end().bytes() {
        let digit = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        value = value.checked_mul(64)?.checked_add(u64::from(digit))?;
    }
    (!digits.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_base_64_with_the_highest_digit_first() {
        assert_eq!(number("A"), Some(0));
        assert_eq!(number("BA"), Some(64));
        assert_eq!(number("b/"), Some(27 * 64 + 63));
        assert_eq!(number("!"), None);
        assert_eq!(number("////////////////"), None);
    }
}
