//! Hunalign's ladder: `source<TAB>target<TAB>score` a rung, from (0, 0) to (sentences, sentences); the score is that of
//! the bead that ends at the next rung. (Varga et al. 2005; here the score is a probability.)

use super::format::{Aligned, Format};
use std::io::{self, Write};

/// The rungs of beads that cover everything in order.
pub struct Ladder;

impl Format for Ladder {
    fn name(&self) -> &'static str {
        "ladder"
    }

    fn about(&self) -> &'static str {
        "hunalign's rungs: 0<TAB>0<TAB>score"
    }

    fn needs_order(&self) -> bool {
        true
    }

    fn pair(&self, aligned: &Aligned, out: &mut dyn Write) -> io::Result<()> {
        let mut end = (0, 0);
        for bead in aligned.beads.iter().map(|linked| &linked.bead) {
            writeln!(out, "{}\t{}\t{:.4}", bead.src.start, bead.trg.start, bead.probability)?;
            end = (end.0.max(bead.src.end), end.1.max(bead.trg.end));
        }
        writeln!(out, "{}\t{}\t1.0000", end.0, end.1)
    }
}
