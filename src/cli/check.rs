//! `parallax check`: is this a sound parallel TSV?

use super::console::{Console, Stop};
use parallax::corpus::source;
use parallax::output::check;
use std::path::PathBuf;

/// Check a parallel TSV: each fault with its line
#[derive(clap::Args)]
pub struct Args {
    /// A parallel TSV; `-` is standard input
    file: PathBuf,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let text = source::read_text(&args.file)?;
    let (rows, faults) = check::check(&text, &args.file);
    faults.iter().for_each(|fault| console.fault(fault));
    console.note(format_args!("{rows} rows, {} faults", faults.len()));
    Ok(())
}
