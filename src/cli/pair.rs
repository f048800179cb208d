//! `parallax pair`: which articles tell the same event.

use super::console::{Console, Stop};
use super::load;
use parallax::corpus::ReadOptions;
use parallax::output::sink::Sink;
use parallax::{output, pairing};
use std::path::PathBuf;

/// Pair articles that tell the same event across languages
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders of articles; `-` is standard input
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    /// Articles further apart than this many days are not compared
    #[arg(long, default_value_t = 5.0)]
    window_days: f64,
    /// Where to write; nothing or `-` is standard output
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let articles = load::articles(&args.corpus, &ReadOptions::default(), console)?;
    let options = pairing::Options { window_days: args.window_days, ..pairing::Options::default() };
    let pairs = pairing::pair(&articles, &options);
    let mut out = Sink::create(args.output.as_deref())?;
    output::pairs::write(&pairs, &articles, &mut out)?;
    Ok(out.finish()?)
}
