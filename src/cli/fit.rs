//! `parallax fit`: weights for pairing, from labelled pairs.

use super::console::{Console, Stop};
use super::load;
use parallax::Error;
use parallax::corpus::{Article, ReadOptions, source};
use parallax::output::sink::Sink;
use parallax::pairing::fit::{Measures, Set};
use parallax::pairing::grade::{Grade, Grades};
use parallax::pairing::{self, Weights, fit, variants};
use parallax::text::{Language, LanguagePair};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Fit the weights of pairing on labelled pairs, with `links` those of the judgement of links, with `diff` those of differences
#[derive(clap::Args)]
#[command(subcommand_negates_reqs = true, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Folders that hold articles and `pairs.tsv` or `graded.tsv` (`src_id trg_id grade`, and perhaps `weight`: for how many
    /// pairs it stands). Grades: 2 the same event, 1 the same story, 0 neither. Every pair that is not in `pairs.tsv` is
    /// neither, one that is not in `graded.tsv` is unknown. `FOLDER=0.5`: this set counts half
    #[arg(required = true)]
    sets: Vec<String>,
    /// Leave this feature out of the model; may be given several times
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    without: Vec<String>,
    /// Fit on variants of the sets too: without dates, with dates, headlines only, one side short,
    /// half of the partners gone
    #[arg(long)]
    variants: bool,
    /// Leave out the measuring on parts of the sets
    #[arg(long)]
    fast: bool,
    /// Measure these weights instead of fitting
    #[arg(long, value_name = "F")]
    weights: Option<PathBuf>,
    /// Where to write the weights; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

/// The graded pairs of a set: all that are not neither, or some of all.
const EVERY: &str = "pairs.tsv";
const SOME: &str = "graded.tsv";

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
        let (folder, weight) = weighted(folder)?;
        sets.extend(read(Path::new(folder), weight, args.variants, console)?);
    }
    let _busy = console.busy("fitting");
    if let Some(file) = &args.weights {
        let weights = Weights::parse(&source::read_text(file)?, file)?;
        let measures: Vec<Measures> = sets.iter().map(|set| fit::evaluate(set, &weights)).collect();
        table("these weights", &sets, &measures, console);
        return Ok(());
    }
    let fitted = fit::fit(&sets, &without);
    let own: Vec<Measures> = sets.iter().map(|set| fit::evaluate(set, &fitted.weights)).collect();
    table("fitted on these sets", &sets, &own, console);
    for (set, offsets) in sets.iter().zip(&fitted.offsets) {
        console.explain(format_args!("offsets {:.2} {:.2}\t{}", offsets[0], offsets[1], set.name));
    }
    if !args.fast {
        table(
            "fitted on four fifths, measured on the rest",
            &sets,
            &fit::cross_validate(&sets, &without),
            console,
        );
    }
    if sets.len() > 1 {
        table("fitted on the other sets", &sets, &fit::leave_one_out(&sets, &without), console);
    }
    let mut out = Sink::create(args.output.as_deref())?;
    write!(out, "{}", fitted.weights)?;
    Ok(out.finish()?)
}

fn table(title: &str, sets: &[Set], measures: &[Measures], console: &Console) {
    console.note(format_args!(
        "{title}\nright\tfound\tF1\tbest F1\tat\tAP\trecall\tstory\tECE\trecall@1\tMRR\tshift\tset"
    ));
    for (set, measures) in sets.iter().zip(measures) {
        let found = set.labels.iter().flatten().filter(|label| label.0 == Grade::Event).count();
        let Measures {
            f1,
            best_f1,
            threshold,
            average_precision,
            recall_at_1,
            mrr,
            ece,
            recall,
            story,
            shift,
        } = measures;
        let shift: Vec<String> = shift.iter().flatten().map(|shift| format!("{shift:+.2}")).collect();
        console.note(format_args!(
            "{}\t{found}\t{f1:.3}\t{best_f1:.3}\t{threshold:.2}\t{average_precision:.3}\t{recall:.3}\t{story:.3}\t\
             {ece:.3}\t{recall_at_1:.3}\t{mrr:.3}\t{}\t{}",
            set.right.len(),
            shift.join(" "),
            set.name
        ));
    }
}

/// The graded candidates of a folder.
fn read(folder: &Path, weight: f64, with_variants: bool, console: &Console) -> Result<Vec<Set>, Stop> {
    let (every, some) = (folder.join(EVERY), folder.join(SOME));
    let (labels, rest) = if some.exists() { (some, None) } else { (every, Some(Grade::Apart)) };
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
    let table = Grades::parse(&source::read_text(&labels)?, &labels)?;
    let mut grades: BTreeMap<(usize, usize), (Grade, f64)> = BTreeMap::new();
    for ((src, trg), grade) in &table.pairs {
        let place = |id: &String| {
            let unknown = || Error::new(format!("no article with the id {id:?}")).at(&labels);
            places.get(id.as_str()).copied().ok_or_else(unknown)
        };
        grades.insert((place(src)?, place(trg)?), *grade);
    }
    // Graded pairs stand for others by their weights, but together they count as many as they are.
    let mean = grades.values().map(|grade| grade.1).sum::<f64>() / grades.len().max(1) as f64;
    if rest.is_none() && mean > 0.0 {
        grades.values_mut().for_each(|grade| grade.1 /= mean);
    }
    let language = |place: usize| articles[place].lang.parse::<Language>().ok();
    let languages = |&(src, trg): &(usize, usize)| Some(LanguagePair::new(language(src)?, language(trg)?));
    let compared: BTreeSet<LanguagePair> = grades.keys().filter_map(languages).collect();
    let options = pairing::Options::default();
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut sets = Vec::new();
    let mut add = |name: String, weight: f64, articles: &[Article]| -> Result<(), Stop> {
        for &languages in &compared {
            let mut set = pairing::labelled(articles, languages, &options, &grades, rest)?;
            set.name = format!("{name} {languages}");
            set.weight = weight;
            if set.labels.iter().any(Option::is_some) {
                sets.push(set);
            }
        }
        Ok(())
    };
    add(name.clone(), weight, &articles)?;
    // What is unknown of a sample of pairs is not known of its variants either.
    if with_variants && rest.is_some() {
        let right = grades.iter().filter(|(_, grade)| grade.0 == Grade::Event);
        let right: Vec<(usize, usize)> = right.map(|(&pair, _)| pair).collect();
        for variant in variants::variants(&articles, &right) {
            add(format!("{name}, {}", variant.name), weight * variant.weight, &variant.articles)?;
        }
    }
    Ok(sets)
}

/// `FOLDER=0.5`: a folder and what it counts. A folder of that very name is meant as it is.
pub(super) fn weighted(folder: &str) -> Result<(&str, f64), Stop> {
    let Some((name, weight)) = folder.rsplit_once('=').filter(|_| !Path::new(folder).exists()) else {
        return Ok((folder, 1.0));
    };
    match weight.parse() {
        Ok(weight) if (0.0..=1000.0).contains(&weight) => Ok((name, weight)),
        _ => Err(Stop::Usage(format!(
            "{folder}: expected FOLDER=WEIGHT with a weight from 0 to 1000, found {weight:?}"
        ))),
    }
}
