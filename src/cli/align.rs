//! `parallax align`: the sentences of two texts.

use super::console::{Console, Stop};
use std::path::PathBuf;

/// Align the sentences of two texts
#[derive(clap::Args)]
pub struct Args {
    /// The English side
    src: Option<PathBuf>,
    /// The Russian or Ukrainian side
    trg: Option<PathBuf>,
}

pub fn run(_args: Args, _console: &Console) -> Result<(), Stop> {
    Ok(())
}
