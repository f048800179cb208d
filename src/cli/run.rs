//! `parallax run`: the main job.

use super::console::{self, Console, Stop};
use super::{Languages, lexicons, load};
use parallax::run::{self, Job, Progress, Stage, folder};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Pair the articles of a corpus, link their sentences, and write everything to a folder
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders of articles; `-` is standard input
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    reading: load::Reading,
    /// The folder for the results
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Which languages to compare, such as en-ru,en-uk,ru-uk; `all` for every combination, one language with itself too
    #[arg(long, default_value = "en-ru,en-uk", value_name = "PAIRS", value_parser = super::languages)]
    langs: Languages,
    /// Leave links under this probability out of the parallel files
    #[arg(long, default_value_t = 0.5, value_name = "P", value_parser = console::probability)]
    min_score: f64,
    /// Keep only links of this degree in the parallel files: `same` for training translation; both if left out
    #[arg(long, value_name = "DEGREE", value_parser = super::degree_names())]
    degree: Option<String>,
    /// Do not compare articles that are more than this many days apart
    #[arg(long, default_value_t = 5.0, value_name = "DAYS", value_parser = console::days)]
    window_days: f64,
    /// At most this many partners for each article in each language
    #[arg(long, default_value_t = 10, value_name = "N")]
    most: usize,
    /// Share of the candidate pairs that tell one event, where you know it; otherwise it is estimated (see run.json)
    #[arg(long, value_name = "P", value_parser = console::probability)]
    prior: Option<f64>,
    /// Write the beads of each pair of articles to a file of its own in DIR/alignments
    #[arg(long)]
    per_pair: bool,
    /// A lexicon of your own, beside ours: a .lex table, hunalign, MUSE, dictd or StarDict; may be given several times
    #[arg(long, value_name = "F")]
    lexicon: Vec<PathBuf>,
    /// Do everything again even when nothing changed, and write into a folder that another program made
    #[arg(long)]
    force: bool,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let lexicons = lexicons::load(&args.lexicon, console)?;
    let mut options = run::Options::default();
    options.languages = args.langs.0;
    options.window_days = args.window_days;
    options.most = args.most;
    options.prior = args.prior;
    options.min_score = args.min_score;
    options.degree = args.degree.map(|degree| degree.parse()).transpose()?;
    options.per_pair = args.per_pair;
    options.lexicons = lexicons.clone();
    let mut job = Job::new(options)?;
    for (reason, count) in
        load::each(&args.corpus, &args.reading.options(), console, |article| Ok(job.add(&article)?))?
    {
        console.explain(format_args!("skipped: {count} {reason}"));
    }
    for (language, count) in job.left_out() {
        console.note(format_args!("{count} articles left out: their language is {language}"));
    }
    let mut bar: Option<(Stage, indicatif::ProgressBar)> = None;
    let mut watch = |progress: Progress| {
        if bar.as_ref().is_none_or(|(stage, _)| *stage != progress.stage) {
            let new = console.progress(progress.of as u64, progress.stage.name());
            if let Some((_, old)) = bar.replace((progress.stage, new)) {
                old.finish_and_clear();
            }
        }
        if let Some((_, bar)) = &bar {
            bar.set_position(progress.done as u64);
        }
        ControlFlow::Continue(())
    };
    let summary = folder::run(job, &args.output, args.force, &mut watch)?;
    if let Some((_, bar)) = bar {
        bar.finish_and_clear();
    }
    lexicons::warn(&lexicons, console);
    let Some(summary) = summary else {
        console.note(format_args!("{}: nothing changed since the last run", args.output.display()));
        return Ok(());
    };
    summary.notes.iter().for_each(|note| console.note(note));
    let count = |name: &str| summary.counts.get(name).copied().unwrap_or_default();
    let articles: u64 =
        summary.counts.iter().filter(|(name, _)| name.starts_with("articles ")).map(|(_, count)| count).sum();
    console.note(format_args!(
        "{articles} articles, {} article pairs, {} links in {}",
        count("article pairs"),
        count("links"),
        args.output.display()
    ));
    Ok(())
}
