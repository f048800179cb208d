//! Vecalign's form: `[0]:[0, 1]:0.97` a line, null beads with an empty list. The score is a probability.

use super::format::{Aligned, Format};
use crate::alignment::score::Numbers;
use crate::{Error, Result};
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

/// A bead a line.
pub struct Vecalign;

impl Format for Vecalign {
    fn name(&self) -> &'static str {
        "vecalign"
    }

    fn about(&self) -> &'static str {
        "sentence numbers: [0]:[0, 1]:score"
    }

    fn pair(&self, aligned: &Aligned, out: &mut dyn Write) -> io::Result<()> {
        let list = |range: &Range<usize>| range.clone().map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
        for bead in aligned.beads.iter().map(|linked| &linked.bead) {
            writeln!(out, "[{}]:[{}]:{:.4}", list(&bead.src), list(&bead.trg), bead.probability)?;
        }
        Ok(())
    }
}

/// Reads beads; a score may be missing. The error names the line.
pub fn read(text: &str, file: &Path) -> Result<Vec<Numbers>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            bead(line.trim()).ok_or_else(|| {
                Error::new(format!(
                    "not a bead in vecalign's form: {:?}",
                    line.chars().take(60).collect::<String>()
                ))
                .at_line(file, at as u64 + 1)
                .advice("expected `[0]:[0, 1]:score`")
            })
        })
        .collect()
}

fn bead(line: &str) -> Option<Numbers> {
    let (src, rest) = line.strip_prefix('[')?.split_once("]:[")?;
    let (trg, rest) = rest.split_once(']')?;
    if !rest.is_empty() {
        rest.strip_prefix(':')?.trim().parse::<f64>().ok()?;
    }
    Some((numbers(src)?, numbers(trg)?))
}

fn numbers(list: &str) -> Option<Vec<usize>> {
    list.split(',').map(str::trim).filter(|n| !n.is_empty()).map(|n| n.parse().ok()).collect()
}
