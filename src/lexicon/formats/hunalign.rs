//! hunalign's dictionary: `phrase @ phrase` a line, `target @ source` by its own convention, so `other @ english` for
//! texts that are aligned from English. Lists made for the other direction are as common: the script tells the sides.

use super::{Dictionary, Form, of_pairs};
use crate::Result;
use std::path::Path;

/// What parts the sides of a line.
pub const BETWEEN: &str = " @ ";

/// Reads the pairs of a text.
pub fn read(text: &str, path: &Path) -> Result<Dictionary> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    of_pairs(Form::Hunalign, lines.map(|line| line.split_once(BETWEEN)), path)
}
