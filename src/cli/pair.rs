//! `parallax pair`: which articles tell the same event.

use super::console::{self, Console, Stop};
use super::{Languages, load};
use parallax::corpus::source;
use parallax::output;
use parallax::output::sink::Sink;
use parallax::pairing::{self, Archive, Weights};
use std::path::PathBuf;

/// Find the articles that tell the same event, across languages or within one
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders of articles; `-` is standard input
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    reading: load::Reading,
    /// Do not compare articles that are more than this many days apart
    #[arg(long, default_value_t = 5.0, value_name = "DAYS", value_parser = console::days)]
    window_days: f64,
    /// Which languages to compare, such as en-ru,en-uk,ru-uk; `all` for every combination, one language with itself too
    #[arg(long, default_value = "en-ru,en-uk", value_name = "PAIRS", value_parser = super::languages)]
    langs: Languages,
    /// At most this many partners for each article in each language
    #[arg(long, default_value_t = 10, value_name = "N")]
    most: usize,
    /// Share of the candidate pairs that tell one event, where you know it; otherwise it is estimated (`-v` tells it)
    #[arg(long, value_name = "P", value_parser = console::probability)]
    prior: Option<f64>,
    /// Weights made by `parallax fit`, instead of those that come with parallax
    #[arg(long, value_name = "F")]
    weights: Option<PathBuf>,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let mut options = pairing::Options {
        window_days: args.window_days,
        languages: args.langs.0,
        most: args.most,
        prior: args.prior,
        ..pairing::Options::default()
    };
    if let Some(file) = &args.weights {
        options.weights = Weights::parse(&source::read_text(file)?, file)?;
    }
    let mut archive = Archive::default();
    for (reason, count) in
        load::each(&args.corpus, &args.reading.options(), console, |article| Ok(archive.add(&article)?))?
    {
        console.explain(format_args!("skipped: {count} {reason}"));
    }
    for (language, count) in archive.left_out() {
        console.note(format_args!("{count} articles left out: their language is {language}"));
    }
    let _busy = console.busy("pairing");
    let mut out = Sink::create(args.output.as_deref())?;
    output::pairs::header(&mut out)?;
    let paired = archive.pair(&options)?;
    paired.notes().lines.iter().for_each(|line| console.note(line));
    paired.shares().iter().for_each(|share| console.explain(share));
    paired.each(|pair, src_id, trg_id| {
        output::pairs::row(&pair, src_id, trg_id, &mut out).map_err(Stop::from)
    })?;
    Ok(out.finish()?)
}
