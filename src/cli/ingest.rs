//! `parallax ingest`: articles in any form to JSONL.

use super::console::{Console, Stop};
use super::load;
use parallax::corpus::ReadOptions;
use parallax::output::sink::Sink;
use parallax::text::normal::{self, Counts};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Read articles in any form and write them as JSONL, one a line
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders; `-` is standard input
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    /// Leave captions, section headings and "read also" lines in the body
    #[arg(long)]
    keep_boilerplate: bool,
    /// Where to write; nothing or `-` is standard output
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let options = ReadOptions { keep_boilerplate: args.keep_boilerplate };
    let articles = load::articles(&args.corpus, &options, console)?;
    let mut out = Sink::create(args.output.as_deref())?;
    let mut languages: BTreeMap<&str, u64> = BTreeMap::new();
    let mut changes = Counts::default();
    for article in &articles {
        if console.is_verbose() {
            changes.add(&normal::normalise(&article.text).counts);
        }
        *languages.entry(&article.lang).or_default() += 1;
        serde_json::to_writer(&mut out, article).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    let counts: Vec<String> =
        languages.iter().map(|(language, count)| format!("{count} {language}")).collect();
    for (name, count) in changes.named().into_iter().filter(|(_, count)| *count > 0) {
        console.explain(format_args!(
            "{name}: {count} differ from the normal form (the text is written as it is)"
        ));
    }
    console.note(format_args!("{} articles: {}", articles.len(), counts.join(", ")));
    Ok(out.finish()?)
}
