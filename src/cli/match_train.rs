//! `parallax match train`: a graphone table out of pairs of spellings.

use super::console::{self, Console, Stop};
use parallax::Error;
use parallax::corpus::source;
use parallax::names::graphones::refine::{self, refine};
use parallax::names::graphones::train::{Options, Pair, belief, learn};
use parallax::output::sink::Sink;
use std::io::Write;
use std::path::PathBuf;

/// Train a table on pairs of spellings (`latin<TAB>cyrillic[<TAB>weight]` a line; see scripts/name-pairs)
#[derive(clap::Args)]
pub struct Args {
    /// TSV files of pairs, one per line
    #[arg(required = true)]
    pairs: Vec<PathBuf>,
    /// Rounds of expectation–maximisation
    #[arg(long, default_value_t = 8)]
    rounds: usize,
    /// Letter groups expected less often than this are left out
    #[arg(long, default_value_t = 0.5, value_parser = console::measure)]
    least: f64,
    /// At most so many letter groups
    #[arg(long, default_value_t = 9000)]
    most: usize,
    /// Rounds in which names are set against those most like them
    #[arg(long, default_value_t = 3)]
    refine: usize,
    /// At most so many pairs are used for that
    #[arg(long, default_value_t = 70_000)]
    refine_pairs: usize,
    /// The length of a step there
    #[arg(long, default_value_t = 0.1)]
    step: f32,
    /// At most so many weights of letter groups beside certain letters
    #[arg(long, default_value_t = 30_000)]
    contexts: usize,
    /// What is added to the score of none: above 0, names must be surer
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    none: f32,
    /// Where to write the table
    #[arg(short, long, value_name = "F")]
    output: PathBuf,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let mut pairs = Vec::new();
    for file in &args.pairs {
        for line in source::read_text(file)?.lines() {
            let mut cells = line.split('\t');
            if let (Some(latin), Some(cyrillic)) = (cells.next(), cells.next()) {
                let weight = cells.next().and_then(|weight| weight.parse().ok()).unwrap_or(1.0);
                pairs.extend(Pair::new(latin, cyrillic, weight));
            }
        }
    }
    if pairs.is_empty() {
        let first = args.pairs.first().cloned().unwrap_or_default();
        return Err(Error::new("there is no pair of names in it")
            .at(first)
            .advice("expected latin<TAB>cyrillic[<TAB>weight] a line")
            .into());
    }
    let _busy = console.busy("training");
    let options = Options { rounds: args.rounds, least: args.least, most: args.most, ..Options::default() };
    let table = learn(&pairs, &options);
    console.note(format_args!("{} pairs, {} letter groups", pairs.len(), table.len()));
    let believed: Vec<Pair> = pairs
        .into_iter()
        .filter(|pair| belief(&table, pair, options.sound) > 0.99)
        .map(|pair| Pair { weight: pair.weight.clamp(0.3, 1.0), ..pair })
        .collect();
    let step = believed.len().div_ceil(args.refine_pairs.max(1)).max(1);
    let chosen: Vec<Pair> = believed.into_iter().step_by(step).collect();
    console.note(format_args!("{} pairs set against each other", chosen.len()));
    let table = refine(
        table,
        &chosen,
        &refine::Options {
            rounds: args.refine,
            step: args.step,
            contexts: args.contexts,
            none: args.none,
            ..Default::default()
        },
    );
    let mut out = Sink::create(Some(&args.output))?;
    out.write_all(&table.to_bytes())?;
    Ok(out.finish()?)
}
