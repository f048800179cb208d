//! `names.tsv`: who spells which name how; and who mixes spellings.

use super::tsv;
use crate::spellings::{Spelling, mixed::Mixed};
use std::io::{self, Write};

/// The columns.
pub const HEADER: [&str; 10] =
    ["entity", "lang", "form", "latin", "standards", "outlet", "first_seen", "last_seen", "count", "origin"];
/// The columns of the mixed spellings.
pub const MIXED: [&str; 6] = ["entity", "outlet", "article", "forms", "counts", "quoted"];

/// Writes the header and a row a spelling.
pub fn write(spellings: &[Spelling], out: &mut impl Write) -> io::Result<()> {
    tsv::row(out, &HEADER)?;
    for one in spellings {
        let count = one.count.to_string();
        let Spelling { entity, form, latin, standards, outlet, first_seen, last_seen, origin, .. } = one;
        tsv::row(
            out,
            &[
                entity,
                one.language.code(),
                form,
                latin,
                standards,
                outlet,
                first_seen,
                last_seen,
                &count,
                origin,
            ],
        )?;
    }
    Ok(())
}

/// Writes the header and a row a mix: `Kiev|Kyiv`, how often each, how often each in quoted speech.
pub fn write_mixed(mixed: &[Mixed], out: &mut impl Write) -> io::Result<()> {
    tsv::row(out, &MIXED)?;
    for one in mixed {
        let join = |of: &dyn Fn(&(String, usize, usize)) -> String| {
            one.forms.iter().map(of).collect::<Vec<_>>().join("|")
        };
        let forms = join(&|form| form.0.clone());
        let counts = join(&|form| form.1.to_string());
        let quoted = join(&|form| form.2.to_string());
        tsv::row(out, &[&one.entity, &one.outlet, &one.article, &forms, &counts, &quoted])?;
    }
    Ok(())
}
