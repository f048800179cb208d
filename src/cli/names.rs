//! `parallax names`: who spells which name how.

use super::console::{Console, Stop};
use parallax::Error;
use parallax::output::{names, sink::Sink};
use parallax::report;
use parallax::run::reread;
use parallax::spellings::{self, mixed};
use std::io::Write;
use std::path::PathBuf;

/// List the spellings of each name, by outlet, with dates and romanisation standards
#[derive(clap::Args)]
pub struct Args {
    /// The folder that `parallax run` wrote
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// List the outlets and articles that mix spellings of one name instead: `entity outlet article forms counts quoted`
    #[arg(long)]
    inconsistent: bool,
    /// Write an HTML page: the spellings of each name by month and outlet. The TSV is then written only with `-o`
    #[arg(long, value_name = "F")]
    html: Option<PathBuf>,
    /// Where to write the TSV; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let (articles, links) = reread::read(&args.folder)?;
    if articles.is_empty() {
        return Err(Error::new("there is no article in it")
            .at(args.folder.join("articles.jsonl"))
            .advice("run `parallax run` on a corpus first")
            .into());
    }
    let _busy = console.busy("gathering names");
    let entities = spellings::entities(&articles, &links);
    console.explain(format_args!("{} links, {} entities", links.len(), entities.len()));
    if let Some(place) = &args.html {
        let page = report::names::page(&entities, &articles)?;
        let mut out = Sink::create(Some(place))?;
        out.write_all(page.as_bytes())?;
        out.finish()?;
        if args.output.is_none() {
            return Ok(());
        }
    }
    let mut out = Sink::create(args.output.as_deref())?;
    if args.inconsistent {
        names::write_mixed(&mixed::mixed(&entities, &articles), &mut out)?;
    } else {
        names::write(&spellings::spellings(&entities, &articles), &mut out)?;
    }
    Ok(out.finish()?)
}
