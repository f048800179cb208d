//! The `--lexicon` option: loading the user's own lexicons, and saying when one was of no use.

use super::console::{Console, Stop};
use parallax::lexicon::Lexicons;
use std::path::PathBuf;

/// Loads them; with `-v` it is said how each was read.
pub fn load(paths: &[PathBuf], console: &Console) -> Result<Lexicons, Stop> {
    let lexicons = Lexicons::load(paths)?;
    lexicons.described().iter().for_each(|line| console.explain(line));
    Ok(lexicons)
}

/// After the work: a lexicon that matched nothing is told, since nobody would give one for that.
pub fn warn(lexicons: &Lexicons, console: &Console) {
    for file in lexicons.unmatched() {
        console.note(format_args!(
            "warning: {file}; none of them stands in these texts, it changed nothing: is it the right file and language?"
        ));
    }
}
