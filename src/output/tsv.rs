//! TSV as corpus builders read it: UTF-8, LF, a real tab between columns, no quoting.

use std::borrow::Cow;
use std::io::{self, Write};

/// Writes one row. Whatever would break the row becomes one space: tab, CR, LF, NUL, U+2028 and
/// U+2029, and U+000B, U+000C, U+001C to U+001E and U+0085, at which Python's `splitlines` breaks lines.
///
/// ```
/// let mut out = Vec::new();
/// parallax::output::tsv::row(&mut out, &["a\tb", "c"]).unwrap();
/// assert_eq!(out, b"a b\tc\n");
/// ```
pub fn row(out: &mut (impl Write + ?Sized), fields: &[&str]) -> io::Result<()> {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(clean(field).as_bytes())?;
    }
    out.write_all(b"\n")
}

fn clean(field: &str) -> Cow<'_, str> {
    const BREAKS: [char; 12] = [
        '\t', '\r', '\n', '\0', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}',
        '\u{85}',
    ];
    if field.contains(BREAKS) {
        Cow::Owned(field.replace("\r\n", " ").replace(BREAKS, " "))
    } else {
        Cow::Borrowed(field)
    }
}
