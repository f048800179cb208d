//! `parallax diff`: what each outlet told, left out, and told otherwise.

use super::console::{Console, Stop};
use parallax::output::{differences, sink::Sink};
use parallax::run::compared;
use std::path::PathBuf;

/// Compare the articles of each story: what only one tells, what contradicts, what is cut
#[derive(clap::Args)]
pub struct Args {
    /// The folder that `parallax run` wrote
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Only the articles of this story (the column `story` of stories.tsv)
    #[arg(long, value_name = "ID")]
    story: Option<u32>,
    /// Leave differences under this probability out
    #[arg(long, default_value_t = 0.5, value_name = "P", value_parser = super::console::probability)]
    min_p: f64,
    /// A JSON object a line instead of TSV
    #[arg(long)]
    json: bool,
    /// Where to write the rows; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let busy = console.busy("comparing articles");
    let found = compared::differences(&args.folder, args.story, args.min_p)?;
    drop(busy);
    console.explain(format_args!("{} differences, {} facts", found.rows.len(), found.facts.len()));
    let rows = &found.rows;
    let mut out = Sink::create(args.output.as_deref())?;
    if args.json {
        differences::write_json(rows, &mut out)?;
    } else {
        differences::write(rows, &mut out)?;
    }
    Ok(out.finish()?)
}
