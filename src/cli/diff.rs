//! `parallax diff`: what each outlet told, left out, and told otherwise.

use super::console::{Console, Stop};
use parallax::output::{differences, sink::Sink};
use parallax::report;
use parallax::run::compared;
use std::io::Write;
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
    /// Leave differences under this probability out; what is usual depends on the kind (docs/diff.md)
    #[arg(long, value_name = "P", value_parser = super::console::probability)]
    min_p: Option<f64>,
    /// A JSON object a line instead of TSV
    #[arg(long)]
    json: bool,
    /// Write an HTML page: facts by outlet, and the articles side by side. The rows are then written only with `-o`
    #[arg(long, value_name = "F")]
    html: Option<PathBuf>,
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
    if let Some(place) = &args.html {
        let page = report::coverage::page(&found)?;
        let mut out = Sink::create(Some(place))?;
        out.write_all(page.as_bytes())?;
        out.finish()?;
        if args.output.is_none() {
            return Ok(());
        }
    }
    let mut out = Sink::create(args.output.as_deref())?;
    if args.json {
        differences::write_json(rows, &mut out)?;
    } else {
        differences::write(rows, &mut out)?;
    }
    Ok(out.finish()?)
}
