//! `parallax score`: an alignment against a gold one.

use super::console::{Console, Stop};
use parallax::Error;
use parallax::alignment::score::measure;
use parallax::corpus::source;
use parallax::output::vecalign;
use std::io::Write;
use std::path::PathBuf;

/// Score an alignment against a gold one: strict and lax precision, recall and F1
#[derive(clap::Args)]
pub struct Args {
    /// The gold alignment, in vecalign's format
    gold: PathBuf,
    /// The alignment to score, in vecalign's format
    test: PathBuf,
}

pub fn run(args: Args, _console: &Console) -> Result<(), Stop> {
    let gold = vecalign::read(&source::read_text(&args.gold)?, &args.gold)?;
    let test = vecalign::read(&source::read_text(&args.test)?, &args.test)?;
    for (beads, file) in [(&gold, &args.gold), (&test, &args.test)] {
        if beads.is_empty() {
            return Err(Error::new("there is no bead in it")
                .at(file)
                .advice("expected `[0]:[0, 1]:score` a line")
                .into());
        }
    }
    let (strict, lax) = measure(&gold, &test);
    let mut out = std::io::stdout().lock();
    for (name, found) in [("strict", strict), ("lax", lax)] {
        writeln!(out, "{name}\t{:.4}\t{:.4}\t{:.4}", found.precision, found.recall, found.f1())?;
    }
    Ok(())
}
