//! `parallax fit`: weights for pairing, from labelled pairs.

use super::console::{Console, Stop};
use super::load;
use parallax::Error;
use parallax::corpus::{Article, ReadOptions, source};
use parallax::output::sink::Sink;
use parallax::pairing::fit::{Measures, Set};
use parallax::pairing::{self, Weights, fit, variants};
use parallax::text::LanguagePair;
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Fit the weights of pairing on labelled pairs, with `links` those of the judgement of links, with `diff` those of differences
#[derive(clap::Args)]
#[command(subcommand_negates_reqs = true, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Folders that hold articles and `pairs.tsv` (`src_id trg_id grade`: 2 the same event, 1 neither right nor wrong;
    /// every other pair is wrong). `FOLDER=0.5`: this set counts half
    #[arg(required = true)]
    sets: Vec<String>,
    /// Leave this feature out of the model; may be given several times
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    without: Vec<String>,
    /// Fit on variants of the sets too: without dates, with dates, headlines only, half of the partners gone
    #[arg(long)]
    variants: bool,
    /// Measure these weights instead of fitting
    #[arg(long, value_name = "F")]
    weights: Option<PathBuf>,
    /// Where to write the weights; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

#[derive(clap::Subcommand)]
enum What {
    Links(super::fit_links::Args),
    Diff(super::fit_diff::Args),
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    match args.what {
        Some(What::Links(args)) => return super::fit_links::run(args, console),
        Some(What::Diff(args)) => return super::fit_diff::run(args, console),
        None => {}
    }
    let without: Vec<usize> = args
        .without
        .iter()
        .map(|name| fit::number(name).ok_or_else(|| Stop::Usage(format!("no figure is called {name:?}"))))
        .collect::<Result<_, _>>()?;
    let mut sets: Vec<Set> = Vec::new();
    for folder in &args.sets {
        let weighted =
            folder.rsplit_once('=').and_then(|(folder, weight)| Some((folder, weight.parse().ok()?)));
        let (folder, weight) = weighted.unwrap_or((folder, 1.0));
        sets.extend(read(Path::new(folder), weight, args.variants, console)?);
    }
    let _busy = console.busy("fitting");
    if let Some(file) = &args.weights {
        let weights = Weights::parse(&source::read_text(file)?, file)?;
        let measures: Vec<Measures> = sets.iter().map(|set| fit::evaluate(set, &weights)).collect();
        table("these weights", &sets, &measures, console);
        return Ok(());
    }
    table(
        "fitted on four fifths, measured on the rest",
        &sets,
        &fit::cross_validate(&sets, &without),
        console,
    );
    if sets.len() > 1 {
        table("fitted on the other sets", &sets, &fit::leave_one_out(&sets, &without), console);
    }
    let mut out = Sink::create(args.output.as_deref())?;
    write!(out, "{}", fit::fit(&sets, &without))?;
    Ok(out.finish()?)
}

fn table(title: &str, sets: &[Set], measures: &[Measures], console: &Console) {
    console.note(format_args!("{title}\nright\tfound\tF1\tbest F1\tat\tAP\trecall@1\tMRR\tset"));
    for (set, measures) in sets.iter().zip(measures) {
        let found = set.labels.iter().filter(|label| **label == Some(true)).count();
        let Measures { f1, best_f1, threshold, average_precision, recall_at_1, mrr } = measures;
        console.note(format_args!(
            "{}\t{found}\t{f1:.3}\t{best_f1:.3}\t{threshold:.2}\t{average_precision:.3}\t{recall_at_1:.3}\t{mrr:.3}\t{}",
            set.right.len(),
            set.name
        ));
    }
}

/// The labelled candidates of a folder.
fn read(folder: &Path, weight: f64, with_variants: bool, console: &Console) -> Result<Vec<Set>, Stop> {
    let labels = folder.join("pairs.tsv");
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|cause| Error::io(folder, &cause))? {
        let path = entry?.path();
        if path != labels {
            files.push(path);
        }
    }
    files.sort();
    let articles = load::articles(&files, &ReadOptions::default(), console)?;
    let places: HashMap<&str, usize> =
        articles.iter().enumerate().map(|(place, article)| (article.id.as_str(), place)).collect();
    let mut grades: HashMap<(usize, usize), bool> = HashMap::new();
    for (at, line) in source::read_text(&labels)?.lines().enumerate().skip(1) {
        let fault = |what: &str| Error::new(what.to_owned()).at_line(&labels, at as u64 + 1);
        let fields: Vec<&str> = line.split('\t').collect();
        let [src, trg, grade] = fields[..] else {
            return Err(fault("expected src_id, trg_id and grade").into());
        };
        match (places.get(src), places.get(trg)) {
            (Some(&src), Some(&trg)) => grades.insert((src, trg), grade == "2"),
            _ => return Err(fault("no article with this id").into()),
        };
    }
    let options = pairing::Options::default();
    let grade = |src, trg| match grades.get(&(src, trg)) {
        Some(false) => None,
        Some(true) => Some(true),
        None => Some(false),
    };
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut sets = Vec::new();
    let mut add = |name: String, weight: f64, articles: &[Article]| -> Result<(), Stop> {
        for languages in LanguagePair::usual() {
            let mut set = pairing::labelled(articles, languages, &options, grade)?;
            set.name = format!("{name} {}", languages.trg());
            set.weight = weight;
            if !set.pairs.is_empty() {
                sets.push(set);
            }
        }
        Ok(())
    };
    add(name.clone(), weight, &articles)?;
    if with_variants {
        let mut right: Vec<(usize, usize)> =
            grades.iter().filter(|(_, right)| **right).map(|(pair, _)| *pair).collect();
        right.sort_unstable();
        for variant in variants::variants(&articles, &right) {
            add(format!("{name}, {}", variant.name), weight * variant.weight, &variant.articles)?;
        }
    }
    Ok(sets)
}
