//! `parallax lang`: the language of each line.

use super::console::{Console, Stop};
use super::load;
use parallax::output::{sink::Sink, tsv};
use parallax::text::language;
use std::path::PathBuf;

/// Identify the language of each line: `lang<TAB>confidence<TAB>text`
#[derive(clap::Args)]
pub struct Args {
    /// One text per line; standard input if left out or `-`
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let text = load::text(&args.file)?;
    let _busy = console.busy("telling languages");
    let mut out = Sink::create(args.output.as_deref())?;
    for line in text.lines() {
        let guess = language::identify(line);
        tsv::row(&mut out, &[guess.code, &format!("{:.3}", guess.confidence), line])?;
    }
    Ok(out.finish()?)
}
