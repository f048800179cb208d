//! Hunalign's ladder: `source<TAB>target<TAB>score` a rung, from (0, 0) to (sentences, sentences); the score is that of
//! the bead that ends at the next rung. (Varga et al. 2005; here the score is a probability.)

use crate::alignment::Bead;
use std::io::{self, Write};

/// Writes the rungs of beads that cover everything in order.
pub fn write(beads: &[Bead], out: &mut impl Write) -> io::Result<()> {
    for bead in beads {
        writeln!(out, "{}\t{}\t{:.4}", bead.src.start, bead.trg.start, bead.probability)?;
    }
    let end = beads.iter().fold((0, 0), |end, bead| (end.0.max(bead.src.end), end.1.max(bead.trg.end)));
    writeln!(out, "{}\t{}\t1.0000", end.0, end.1)
}
