//! `parallax lang`: the language of each line.

use super::console::{Console, Stop};
use parallax::corpus::source;
use parallax::output::sink::Sink;
use parallax::text::language;
use std::io::Write;
use std::path::PathBuf;

/// Tell the language of each line: `lang<TAB>confidence<TAB>text`
#[derive(clap::Args)]
pub struct Args {
    /// One text a line; `-` or nothing is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Where to write; nothing or `-` is standard output
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, _console: &Console) -> Result<(), Stop> {
    let text = source::read_text(&args.file)?;
    let mut out = Sink::create(args.output.as_deref())?;
    for line in text.lines() {
        let guess = language::identify(line);
        writeln!(out, "{}\t{:.3}\t{line}", guess.code, guess.confidence)?;
    }
    Ok(out.finish()?)
}
