//! `parallax ingest`: articles in any form to JSONL.

use super::console::{Console, Stop};
use super::load;
use parallax::Error;
use parallax::corpus::ReadOptions;
use parallax::output::sink::Sink;
use parallax::text::normal::{self, Counts};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Read articles in any form and write them as JSONL, one per line
///
/// Forms: JSONL, JSON, CSV, TSV, plain text, Markdown, HTML as saved, RSS, Atom, WARC; zip and tar of these; gz and zst.
/// Each article is written as soon as it is read: memory does not grow with the input.
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders; `-` is standard input
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    /// Leave captions, section headings, datelines and "read also" lines in the body
    #[arg(long)]
    keep_boilerplate: bool,
    /// When the pages were saved (RFC 3339), for dates like "yesterday at 10:30"; a WARC says it itself
    #[arg(long, value_name = "TIME", value_parser = moment)]
    crawled: Option<jiff::Timestamp>,
    #[command(flatten)]
    reading: load::Reading,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

fn moment(text: &str) -> Result<jiff::Timestamp, String> {
    text.parse().map_err(|_| "expected a time like 2022-01-21T14:05:00Z".to_owned())
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let options = ReadOptions {
        keep_boilerplate: args.keep_boilerplate,
        crawled: args.crawled,
        ..args.reading.options()
    };
    let place = args.output.as_deref().unwrap_or(Path::new("-"));
    let written = |result: io::Result<()>| match result {
        Err(cause) if cause.kind() == ErrorKind::BrokenPipe => Err(Stop::BrokenPipe),
        Err(cause) => Err(Stop::Fault(Error::io(place, &cause))),
        Ok(()) => Ok(()),
    };
    let mut out = Sink::create(args.output.as_deref())?;
    let mut languages: BTreeMap<String, u64> = BTreeMap::new();
    let mut changes = Counts::default();
    let skipped = load::each(&args.corpus, &options, console, |article| {
        if console.is_verbose() {
            changes.add(&normal::normalise(&article.text).counts);
        }
        written(serde_json::to_writer(&mut out, &article).map_err(io::Error::from))?;
        written(out.write_all(b"\n"))?;
        *languages.entry(article.lang).or_default() += 1;
        Ok(())
    })?;
    written(out.finish())?;
    let counts: Vec<String> =
        languages.iter().map(|(language, count)| format!("{count} {language}")).collect();
    for (name, count) in changes.named().into_iter().filter(|(_, count)| *count > 0) {
        console.explain(format_args!(
            "{name}: {count} differ from the normal form (the text is written as it is)"
        ));
    }
    console.note(format_args!("{} articles: {}", languages.values().sum::<u64>(), counts.join(", ")));
    for (reason, count) in skipped {
        console.note(format_args!("skipped: {count} {reason}"));
    }
    Ok(())
}
