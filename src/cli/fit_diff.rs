//! `parallax fit diff`: the weights of the differences between two articles.

use super::console::{Console, Stop};
use parallax::Error;
use parallax::corpus::source;
use parallax::coverage::Model;
use parallax::coverage::examples::{Labelled, Lines, examples};
use parallax::judgement::fit;
use parallax::output::sink::Sink;
use parallax::text::{Language, LanguagePair};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Fit the weights of the differences between two articles
#[derive(clap::Args)]
#[command(
    after_help = "A folder holds translations: NAME.en.txt with NAME.ru.txt or NAME.uk.txt, a line each with its partner. \
Differences are planted into them; kinds that cannot be planted keep their weights."
)]
pub struct Args {
    /// Folders of translations
    #[arg(required = true)]
    sets: Vec<PathBuf>,
    /// How strongly the weights are pulled towards nothing, in examples
    #[arg(long, value_name = "N", default_value_t = 30.0)]
    pull: f64,
    /// Write the figures of all examples here, to be looked at
    #[arg(long, value_name = "F")]
    figures: Option<PathBuf>,
    /// Where to write the weights; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

/// Fewer right examples than this make no weights.
const FEWEST: usize = 12;

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let mut sets: Vec<(String, Vec<Labelled>)> = Vec::new();
    for folder in &args.sets {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for language in [Language::Russian, Language::Ukrainian] {
            let documents = documents(folder, language)?;
            if documents.is_empty() {
                continue;
            }
            let languages = LanguagePair::new(Language::English, language);
            let (found, planted) = examples(&documents, languages);
            for (group, [count, at_all]) in planted {
                console.note(format_args!(
                    "{name} {languages}: {group}: {count} planted, {at_all} among the candidates"
                ));
            }
            sets.push((name.clone(), found));
        }
    }
    if sets.is_empty() {
        return Err(Error::new("no translations in these folders")
            .advice("expected NAME.en.txt with NAME.ru.txt or NAME.uk.txt")
            .into());
    }
    if let Some(file) = &args.figures {
        write_figures(&sets, file)?;
    }
    let groups: BTreeSet<&str> =
        sets.iter().flat_map(|(_, found)| found).map(|labelled| labelled.group.as_str()).collect();
    let mut model = Model::shipped().clone();
    for group in groups.into_iter().filter(|group| !group.starts_with("missed")) {
        let of = |left: Option<usize>| -> Vec<&Labelled> {
            let chosen = sets.iter().enumerate().filter(|(at, _)| Some(*at) != left);
            chosen.flat_map(|(_, (_, found))| found).filter(|labelled| labelled.group == group).collect()
        };
        if of(None).iter().filter(|labelled| labelled.right).count() < FEWEST {
            continue;
        }
        let mut scored: Vec<(f64, bool)> = Vec::new();
        for (at, (_, found)) in sets.iter().enumerate().filter(|_| sets.len() > 1) {
            let weights = weights(&of(Some(at)), args.pull);
            let mut other = Model::default();
            other.set(group, weights);
            let of_group = found.iter().filter(|labelled| labelled.group == group);
            scored.extend(of_group.map(|one| (other.probability(group, &one.figures), one.right)));
        }
        if !scored.is_empty() {
            let found = fit::measures(&scored);
            console.note(format_args!(
                "{group}, fitted on the other sets: {} of {} right, AUC {:.3}, precision {:.3}, recall {:.3}, ECE {:.3}",
                found.right,
                scored.len(),
                found.auc,
                found.precision,
                found.recall,
                found.error
            ));
        }
        model.set(group, weights(&of(None), args.pull));
    }
    let mut out = Sink::create(args.output.as_deref())?;
    write!(out, "{model}")?;
    Ok(out.finish()?)
}

fn weights(examples: &[&Labelled], pull: f64) -> Vec<(String, f64)> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in examples.iter().flat_map(|labelled| &labelled.figures) {
        let next = places.len();
        places.entry(name).or_insert(next);
    }
    let row = |labelled: &&Labelled| {
        let mut row = vec![0.0; places.len()];
        labelled.figures.iter().for_each(|(name, value)| row[places[name]] = f64::from(*value));
        row
    };
    let rows: Vec<Vec<f64>> = examples.iter().map(row).collect();
    // Translators' own slips are rightly found, but were not planted: what is found in numbers and dates where nothing was
    // planted is mostly that.
    let slips =
        |labelled: &&Labelled| labelled.group.starts_with("number") || labelled.group.starts_with("date");
    let counts = |labelled: &&Labelled| if !labelled.right && slips(labelled) { 0.4 } else { 1.0 };
    let truth: Vec<(bool, f64)> =
        examples.iter().map(|labelled| (labelled.right, counts(labelled))).collect();
    let (bias, found) = fit::logistic(&rows, &truth, places.len(), pull);
    let name = |at: usize| places.iter().find(|(_, place)| **place == at).map_or("", |(name, _)| name);
    let mut weights = vec![("bias".to_owned(), bias)];
    weights.extend(found.into_iter().map(|(at, weight)| (name(at).to_owned(), weight)));
    weights
}

fn documents(folder: &Path, language: Language) -> Result<Vec<Lines>, Stop> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|cause| Error::io(folder, &cause))? {
        files.push(entry?.path());
    }
    files.sort();
    let mut documents = Vec::new();
    for file in &files {
        let Some(name) = file.to_str().and_then(|name| name.strip_suffix(".en.txt")) else { continue };
        let other = PathBuf::from(format!("{name}.{}.txt", language.code()));
        if other.is_file() {
            let (src, trg) = (source::read_text(file)?, source::read_text(&other)?);
            let pairs = src.lines().zip(trg.lines()).map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
            documents.push(pairs.filter(|(a, b)| !a.is_empty() && !b.is_empty()).collect());
        }
    }
    Ok(documents)
}

fn write_figures(sets: &[(String, Vec<Labelled>)], file: &Path) -> Result<(), Stop> {
    let mut out = Sink::create(Some(file))?;
    for (set, found) in sets {
        for one in found {
            let figures: Vec<String> =
                one.figures.iter().map(|(name, value)| format!("{name}={value:.4}")).collect();
            let shown = one.shown.replace(['\t', '\n'], " ");
            let right = u8::from(one.right);
            writeln!(out, "{set}\t{}\t{right}\t{}\t{}\t{shown}", one.group, one.document, figures.join(" "))?;
        }
    }
    Ok(out.finish()?)
}
