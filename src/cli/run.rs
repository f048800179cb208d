//! `parallax run`: the main job.

use super::console::{self, Console, Stop};
use super::{lexicons, load};
use parallax::pairing;
use parallax::run::{self, folder};
use std::path::PathBuf;
use std::time::Instant;

/// Pair the articles of a corpus, link their sentences, and leave everything in a folder
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
    /// Links under this probability do not go into the parallel files
    #[arg(long, default_value_t = 0.5, value_name = "P", value_parser = console::probability)]
    min_score: f64,
    /// Articles further apart than this many days are not compared
    #[arg(long, default_value_t = 5.0, value_name = "DAYS", value_parser = console::days)]
    window_days: f64,
    /// A lexicon of your own, beside ours: a .lex table, hunalign, MUSE, dictd or StarDict; may be given several times
    #[arg(long, value_name = "F")]
    lexicon: Vec<PathBuf>,
    /// Do everything again, even when nothing changed
    #[arg(long)]
    force: bool,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let own = lexicons::load(&args.lexicon, console)?;
    let mut watch = Watch::start(console);
    let articles = load::articles(&args.corpus, &args.reading.options(), console)?;
    let _busy = console.busy("pairing and aligning");
    watch.stage("read");
    let options = run::Options {
        // The relations are told by the alignment itself.
        pairing: pairing::Options {
            window_days: args.window_days,
            trial: false,
            lexicons: own.clone(),
            ..pairing::Options::default()
        },
        min_score: args.min_score,
    };
    let last = folder::last(&args.output).filter(|_| !args.force);
    if last.is_some_and(|last| last.fingerprint == run::fingerprint(&articles, &options)) {
        console.note(format_args!("{}: nothing changed since the last run", args.output.display()));
        return Ok(());
    }
    let mut pairs = pairing::pair(&articles, &options.pairing)?;
    watch.stage("pair");
    let linked = run::link(&articles, &pairs, &own);
    // What was linked stands in the order of the pairs.
    let mut told = linked.iter().map(|linked| &linked.pair).peekable();
    for pair in &mut pairs {
        if let Some(linked) = told.next_if(|linked| (linked.src, linked.trg) == (pair.src, pair.trg)) {
            (pair.relation, pair.score) = (linked.relation, linked.score);
        }
    }
    pairing::sort(&mut pairs);
    watch.stage("align");
    lexicons::warn(&own, console);
    let mut summary = folder::Summary::default();
    for article in &articles {
        *summary.counts.entry(format!("articles {}", article.lang)).or_default() += 1;
    }
    folder::write(&args.output, &articles, &pairs, &linked, &options, &mut summary)?;
    watch.stage("write");
    summary.seconds = watch.seconds;
    summary.options.insert("min_score".to_owned(), args.min_score.into());
    if !args.lexicon.is_empty() {
        summary.options.insert("lexicon".to_owned(), own.described().into());
    }
    summary.options.insert("window_days".to_owned(), args.window_days.into());
    folder::finish(&args.output, &articles, &options, &mut summary)?;
    console.note(format_args!(
        "{} articles, {} pairs, {} links in {}",
        articles.len(),
        linked.len(),
        summary.counts.get("links").copied().unwrap_or_default(),
        args.output.display()
    ));
    Ok(())
}

/// How long each stage took.
struct Watch {
    since: Instant,
    seconds: std::collections::BTreeMap<String, f64>,
    bar: indicatif::ProgressBar,
}

/// Read, pair, align, write.
const STAGES: u64 = 4;

impl Watch {
    fn start(console: &Console) -> Self {
        Watch { since: Instant::now(), seconds: Default::default(), bar: console.progress(STAGES, "run") }
    }

    fn stage(&mut self, name: &str) {
        let seconds = (self.since.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        self.seconds.insert(name.to_owned(), seconds);
        self.since = Instant::now();
        self.bar.inc(1);
        if self.bar.position() == STAGES {
            self.bar.finish_and_clear();
        }
    }
}
