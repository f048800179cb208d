//! `parallax translit`: the Latin spelling of Cyrillic names by a standard, or by all.

use super::console::{Console, Stop};
use parallax::Error;
use parallax::corpus::source;
use parallax::names::standards::{self, Origin, Standard, prepare};
use parallax::output::{sink::Sink, tsv};
use std::io::Write;
use std::path::PathBuf;

/// Romanise Cyrillic names, one per line, by a standard
#[derive(clap::Args)]
pub struct Args {
    /// The language of the names: ru, uk or be
    #[arg(long, required_unless_present = "list")]
    from: Option<Origin>,
    /// The id of a standard (see --list), or `all`. Left out: wikipedia-ru, ua-kmu-2010 or be-2007
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    /// Name the standards (those for --from, if that is given) and stop
    #[arg(long)]
    list: bool,
    /// One name per line; standard input if left out or `-`
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    if args.list {
        return list(&args);
    }
    let Some(origin) = args.from else { return Err(Stop::Usage("--from ru, uk or be is needed".into())) };
    let id = args.standard.as_deref().unwrap_or_else(|| standards::usual(origin));
    let chosen = choose(id, origin)?;
    let text = source::read_text(&args.file)?;
    if text.is_empty() {
        return Err(Error::new("empty, expected one name a line").at(&args.file).into());
    }
    let mut out = Sink::create(args.output.as_deref())?;
    let all = id == "all";
    if all {
        tsv::row(&mut out, &["name", "standard", "spelling"])?;
    }
    let mut mixed = 0;
    for name in text.lines() {
        mixed += prepare::prepare(name, origin).mixed;
        for standard in &chosen {
            let spelling = standard.spell(name, origin).unwrap_or_default();
            if !all {
                writeln!(out, "{spelling}")?;
            } else if !name.trim().is_empty() {
                tsv::row(&mut out, &[name, standard.id(), &spelling])?;
            }
        }
    }
    if mixed > 0 {
        let words = if mixed == 1 { "a word".to_owned() } else { format!("{mixed} words") };
        console.note(format_args!(
            "Latin letters in {words} were read as the Cyrillic ones that they look like"
        ));
    }
    Ok(out.finish()?)
}

/// The standard with an id, or all of the language.
fn choose(id: &str, origin: Origin) -> Result<Vec<&'static Standard>, Stop> {
    if id == "all" {
        return Ok(standards::of(origin).collect());
    }
    let Some(standard) = standards::find(id) else {
        let like = |known: &&standards::Standard| strsim::jaro_winkler(id, known.id());
        let nearest = standards::all().iter().max_by(|a, b| like(a).total_cmp(&like(b)));
        let meant = nearest.filter(|known| like(known) > 0.8);
        let hint = meant.map(|known| format!(" (did you mean {}?)", known.id())).unwrap_or_default();
        return Err(Stop::Usage(format!(
            "unknown standard {id:?}{hint}; `parallax translit --list` names them"
        )));
    };
    if !standard.origins().any(|known| known == origin) {
        let advice = format!("`parallax translit --list --from {origin}` names those that do");
        return Err(Stop::Usage(format!("the standard {id} does not serve {}; {advice}", origin.name())));
    }
    Ok(vec![standard])
}

fn list(args: &Args) -> Result<(), Stop> {
    let mut out = Sink::create(args.output.as_deref())?;
    tsv::row(&mut out, &["standard", "languages", "since", "description", "source"])?;
    for standard in standards::all() {
        let origins: Vec<&str> = standard.origins().map(Origin::code).collect();
        if args.from.is_none_or(|from| standard.origins().any(|origin| origin == from)) {
            let fields =
                [standard.id(), &origins.join(" "), standard.since(), standard.title(), standard.source()];
            tsv::row(&mut out, &fields)?;
        }
    }
    Ok(out.finish()?)
}
