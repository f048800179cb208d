//! The command line: argv becomes settled options, the library does the work, the outcome becomes an exit status.
//! One file a subcommand.

mod align;
mod blank;
mod check;
mod console;
mod diff;
mod fit;
mod fit_diff;
mod fit_links;
mod ingest;
mod lang;
mod lexicon;
mod lexicons;
mod load;
mod r#match;
mod match_train;
mod mentions;
mod names;
mod pair;
mod run;
mod score;
mod scripts;
mod signals;
mod split;
mod translit;
mod why;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Parser, Subcommand};
use console::Console;
use parallax::text::LanguagePair;
use std::process::ExitCode;

/// Reads English, Russian and Ukrainian news, pairs the articles that tell one event, links their sentences and
/// writes parallel TSV.
#[derive(Parser)]
#[command(version, about, max_term_width = 110)]
struct Cli {
    /// Print errors only
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Print more about what is done
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Number of threads; 0 means one per core. The result does not depend on it
    #[arg(short = 'j', long, global = true, default_value_t = 0, value_name = "N",
        value_parser = clap::value_parser!(u64).range(0..=MOST_THREADS))]
    threads: u64,
    #[command(subcommand)]
    command: Command,
}

/// More threads than this only get in each other's way.
const MOST_THREADS: u64 = 1024;

#[derive(Subcommand)]
enum Command {
    Align(align::Args),
    Check(check::Args),
    Diff(diff::Args),
    Fit(fit::Args),
    Ingest(ingest::Args),
    Lang(lang::Args),
    Lexicon(lexicon::Args),
    Match(r#match::Args),
    Mentions(mentions::Args),
    Names(names::Args),
    Pair(pair::Args),
    Run(run::Args),
    Score(score::Args),
    Split(split::Args),
    Translit(translit::Args),
    Why(why::Args),
}

/// Pairs of languages given as a list.
#[derive(Clone)]
struct Languages(Vec<LanguagePair>);

fn languages(list: &str) -> Result<Languages, parallax::Error> {
    LanguagePair::list(list).map(Languages)
}

/// The degrees of a link, with what each means.
fn degree_names() -> PossibleValuesParser {
    PossibleValuesParser::new([
        PossibleValue::new("same").help("both sides say the same"),
        PossibleValue::new("partial").help("they say the same in part"),
    ])
}

/// Runs the program: 0 done, 1 something that was asked for failed, 2 wrong usage.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let console = Console::new(cli.quiet, cli.verbose);
    signals::listen();
    // A pool can be built only once; nothing before this line builds one.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(cli.threads as usize).build_global();
    let result = match cli.command {
        Command::Align(args) => align::run(args, &console),
        Command::Check(args) => check::run(args, &console),
        Command::Diff(args) => diff::run(args, &console),
        Command::Fit(args) => fit::run(args, &console),
        Command::Ingest(args) => ingest::run(args, &console),
        Command::Lang(args) => lang::run(args, &console),
        Command::Lexicon(args) => lexicon::run(args, &console),
        Command::Match(args) => r#match::run(args, &console),
        Command::Mentions(args) => mentions::run(args, &console),
        Command::Names(args) => names::run(args, &console),
        Command::Pair(args) => pair::run(args, &console),
        Command::Run(args) => run::run(args, &console),
        Command::Score(args) => score::run(args, &console),
        Command::Split(args) => split::run(args, &console),
        Command::Translit(args) => translit::run(args, &console),
        Command::Why(args) => why::run(args, &console),
    };
    console.exit_status(result)
}
