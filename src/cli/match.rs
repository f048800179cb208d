//! `parallax match`: which Latin and Cyrillic names are one; and training the tables that tell it.

use super::console::{Console, Stop};
use super::load;
use parallax::names::matching::{Names, Workspace};
use parallax::output::{sink::Sink, tsv};
use parallax::text::Language;
use rayon::prelude::*;
use std::path::PathBuf;

/// Match Latin names to Cyrillic ones, each with a probability
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Latin names, one per line
    #[arg(required = true)]
    latin: Option<PathBuf>,
    /// Cyrillic names in any case, one per line
    #[arg(required = true)]
    cyrillic: Option<PathBuf>,
    /// The language of the Cyrillic names, ru or uk; both are tried if left out
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Report no match under this probability; 0 always reports the best
    #[arg(long, value_name = "P", default_value_t = 0.6)]
    min_score: f32,
    /// Answer for each name of this side
    #[arg(long, value_name = "SIDE", default_value = "latin")]
    by: By,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum By {
    Latin,
    Cyrillic,
}

#[derive(clap::Subcommand)]
enum Command {
    Train(super::match_train::Args),
}

/// Latin names are looked up so many at a time, and what was found is written before the next.
const BATCH: usize = 4096;
/// With `--by cyrillic`, so many Cyrillic names of each Latin name are thought of.
const MOST: usize = 50;

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    if let Some(Command::Train(args)) = args.command {
        return super::match_train::run(args, console);
    }
    let (Some(latin), Some(cyrillic)) = (&args.latin, &args.cyrillic) else {
        return Err(Stop::Usage("match needs a file of Latin and a file of Cyrillic names".into()));
    };
    if args.lang == Some(Language::English) {
        return Err(Stop::Usage("--lang: the Cyrillic names are ru or uk".into()));
    }
    if !(0.0..=1.0).contains(&args.min_score) {
        return Err(Stop::Usage("--min-score: a probability from 0 to 1".into()));
    }
    let (latin, cyrillic) = (load::text(latin)?, load::text(cyrillic)?);
    let _busy = console.busy("matching");
    let latin: Vec<&str> = names_of(&latin);
    let cyrillic: Vec<&str> = names_of(&cyrillic);
    let names = Names::new(&cyrillic, args.lang);
    let mut out = Sink::create(args.output.as_deref())?;
    tsv::row(&mut out, &["latin", "cyrillic", "probability"])?;
    let most = if args.by == By::Latin { 1 } else { MOST };
    let mut by_cyrillic: Vec<Option<(f32, usize)>> = vec![None; cyrillic.len()];
    for (batch, block) in latin.chunks(BATCH).enumerate() {
        let found: Vec<_> = block
            .par_iter()
            .map_init(Workspace::default, |workspace, name| {
                if args.min_score <= 0.0 && args.by == By::Latin {
                    names.nearest(name, workspace).into_iter().collect()
                } else {
                    names.find(name, most, workspace)
                }
            })
            .collect();
        for (at, found) in found.iter().enumerate() {
            if args.by == By::Latin {
                let best = found.first().filter(|best| best.probability >= args.min_score);
                let (name, probability) =
                    best.map_or(("", 0.0), |best| (cyrillic[best.number as usize], best.probability));
                tsv::row(&mut out, &[block[at], name, &format!("{probability:.6}")])?;
                continue;
            }
            for found in found {
                let best = &mut by_cyrillic[found.number as usize];
                if best.is_none_or(|best| best.0 < found.probability) {
                    *best = Some((found.probability, batch * BATCH + at));
                }
            }
        }
    }
    if args.by == By::Cyrillic {
        for (name, best) in cyrillic.iter().zip(by_cyrillic) {
            let (latin, probability) = best
                .filter(|best| best.0 >= args.min_score)
                .map_or(("", 0.0), |(probability, number)| (latin[number], probability));
            tsv::row(&mut out, &[latin, name, &format!("{probability:.6}")])?;
        }
    }
    Ok(out.finish()?)
}

/// One name per line; lines without a letter are no names.
fn names_of(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}
