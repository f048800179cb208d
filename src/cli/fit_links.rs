//! `parallax fit links`: the weights of the judgement of links.

use super::console::{Console, Stop};
use super::load;
use parallax::Error;
use parallax::alignment::Options;
use parallax::alignment::examples::{Labelled, accounts, translations};
use parallax::corpus::{ReadOptions, source};
use parallax::judgement::figures::NAMES;
use parallax::judgement::model::{ALL, Term};
use parallax::judgement::{Kind, Model, Question, fit};
use parallax::output::sink::Sink;
use parallax::text::Language;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Fit the weights of the judgement of links
#[derive(clap::Args)]
#[command(
    after_help = "A folder with `links.tsv` holds independent accounts: articles, `read.tsv` (`src_id trg_id`: the pairs that \
were read) and `links.tsv` (`src_id trg_id grade src_text trg_text`: 2 the same, 1 the same in part). Any other folder holds \
translations: NAME.en.txt with NAME.ru.txt or NAME.uk.txt, a line each with its partner."
)]
pub struct Args {
    /// Folders of translations and of independent accounts. `FOLDER=0.5`: this set counts half; with 0 it is only measured
    #[arg(required = true)]
    sets: Vec<String>,
    /// The terms of the model, a line each: `translation|account`, `score|same`, a term
    #[arg(long, value_name = "F")]
    terms: Option<PathBuf>,
    /// How strongly the weights are pulled towards nothing, against what is usual
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    pull: f64,
    /// Write the figures of all examples here, to be looked at
    #[arg(long, value_name = "F")]
    figures: Option<PathBuf>,
    /// Do not fit, but measure the weights that come with parallax
    #[arg(long)]
    measure: bool,
    /// Where to write the weights; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

/// The usual pull, in examples: independent accounts are few and all on a few stories.
fn pull(kind: Kind) -> f64 {
    match kind {
        Kind::Translation => 2.0,
        Kind::Account => 300.0,
    }
}

struct Set {
    name: String,
    weight: f64,
    examples: Vec<Labelled>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let mut sets = Vec::new();
    for folder in &args.sets {
        let (folder, weight) = super::fit::weighted(folder)?;
        let folder = Path::new(folder);
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let examples = match folder.join("links.tsv").is_file() {
            true => of_accounts(folder, console)?,
            false => of_translations(folder)?,
        };
        console.explain(format_args!("{name}: {} examples", examples.len()));
        sets.push(Set { name, weight, examples });
    }
    if let Some(file) = &args.figures {
        figures(&sets, file)?;
    }
    let terms = terms(args.terms.as_deref())?;
    if args.measure {
        measure("these weights", &sets, |_| Model::shipped().clone(), console);
        return Ok(());
    }
    let without = |left: Option<usize>| {
        let mut model = Model::default();
        for (kind, question) in ALL {
            let mut examples = Vec::new();
            for (_, set) in sets.iter().enumerate().filter(|(at, _)| Some(*at) != left) {
                let of_kind = set.examples.iter().filter(|example| example.kind == kind && set.weight > 0.0);
                examples.extend(of_kind.map(|labelled| {
                    let mut example = labelled.example(question == Question::Same);
                    example.weight *= set.weight;
                    example
                }));
            }
            model.set(
                kind,
                question,
                fit::regress(&examples, &terms[&(kind as usize, question as usize)], args.pull * pull(kind)),
            );
        }
        model
    };
    if sets.len() > 1 {
        measure("fitted on the other sets", &sets, |at| without(Some(at)), console);
    }
    let model = without(None);
    measure("fitted on all sets", &sets, |_| model.clone(), console);
    let mut out = Sink::create(args.output.as_deref())?;
    write!(out, "{model}")?;
    Ok(out.finish()?)
}

type Terms = BTreeMap<(usize, usize), Vec<Term>>;

fn terms(file: Option<&Path>) -> Result<Terms, Stop> {
    let shipped = Path::new("data/judgement/terms.txt");
    let text = match file {
        Some(file) => source::read_text(file)?,
        None => include_str!("../../data/judgement/terms.txt").to_owned(),
    };
    let file = file.unwrap_or(shipped);
    let mut terms = Terms::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let fault = |what: String| Error::new(what).at_line(file, at as u64 + 1);
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [kinds, questions, names @ ..] = &fields[..] else {
            return Err(fault("expected kind, question and terms".to_owned()).into());
        };
        for (kind, question) in ALL {
            let fits = |wanted: &str, own: String| wanted == "all" || wanted == own;
            if fits(kinds, kind.to_string()) && fits(questions, question.to_string()) {
                for name in names {
                    let term = Term::parse(name).map_err(fault)?;
                    terms.entry((kind as usize, question as usize)).or_default().push(term);
                }
            }
        }
    }
    Ok(terms)
}

fn of_translations(folder: &Path) -> Result<Vec<Labelled>, Stop> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|cause| Error::io(folder, &cause))? {
        files.push(entry?.path());
    }
    files.sort();
    let mut all = Vec::new();
    for language in [Language::Russian, Language::Ukrainian] {
        let mut documents = Vec::new();
        for file in &files {
            let Some(name) = file.to_str().and_then(|name| name.strip_suffix(".en.txt")) else { continue };
            let other = PathBuf::from(format!("{name}.{}.txt", language.code()));
            if other.is_file() {
                let (src, trg) = (source::read_text(file)?, source::read_text(&other)?);
                let pairs =
                    src.lines().zip(trg.lines()).map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
                documents.push(pairs.filter(|(a, b)| !a.is_empty() && !b.is_empty()).collect());
            }
        }
        if !documents.is_empty() {
            all.extend(translations::examples(&documents, &Options::new(language)));
        }
    }
    if all.is_empty() {
        return Err(Error::new("no translations in it")
            .at(folder)
            .advice("expected NAME.en.txt with NAME.ru.txt or NAME.uk.txt")
            .into());
    }
    Ok(all)
}

/// The fields of a TSV by the names of its header.
fn table(file: &Path) -> Result<Vec<HashMap<String, String>>, Stop> {
    let text = source::read_text(file)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let row = |line: &str| {
        header.iter().map(|name| (*name).to_owned()).zip(line.split('\t').map(str::to_owned)).collect()
    };
    Ok(lines.filter(|line| !line.is_empty()).map(row).collect())
}

fn of_accounts(folder: &Path, console: &Console) -> Result<Vec<Labelled>, Stop> {
    let articles = load::articles(&[folder.join("articles.jsonl")], &ReadOptions::default(), console)?;
    let of_id: HashMap<&str, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
    let text = |at: usize| {
        let article = &articles[at];
        if article.title.is_empty() {
            article.text.clone()
        } else {
            format!("{}\n\n{}", article.title, article.text)
        }
    };
    let pair_of = |row: &HashMap<String, String>| {
        let place = |name: &str| row.get(name).and_then(|id| of_id.get(id.as_str())).copied();
        place("src_id").zip(place("trg_id"))
    };
    let mut marked: HashMap<(usize, usize), Vec<accounts::Marked>> = HashMap::new();
    for row in table(&folder.join("links.tsv"))? {
        let field = |name: &str| row.get(name).cloned().unwrap_or_default();
        if let Some(pair) = pair_of(&row) {
            let same = field("grade") == "2";
            marked.entry(pair).or_default().push(accounts::Marked {
                src: field("src_text"),
                trg: field("trg_text"),
                same,
            });
        }
    }
    let read: Vec<(usize, usize)> = table(&folder.join("read.tsv"))?.iter().filter_map(pair_of).collect();
    // Where it is not told, all tell one event.
    let graded = folder.join("pairs.tsv");
    let graded = if graded.is_file() { table(&graded)? } else { Vec::new() };
    let story = |row: &&HashMap<String, String>| row.get("grade").is_some_and(|grade| grade == "1");
    let stories: HashSet<(usize, usize)> = graded.iter().filter(story).filter_map(pair_of).collect();
    let mut all = Vec::new();
    for language in [Language::Russian, Language::Ukrainian] {
        let pairs: Vec<accounts::Accounts> = read
            .iter()
            .filter(|(_, trg)| articles[*trg].lang == language.code())
            .map(|pair| accounts::Accounts {
                src: text(pair.0),
                trg: text(pair.1),
                marked: marked.get(pair).cloned().unwrap_or_default(),
                one_event: !stories.contains(pair),
            })
            .collect();
        if !pairs.is_empty() {
            all.extend(accounts::examples(&pairs, &Options::new(language)));
        }
    }
    Ok(all)
}

fn figures(sets: &[Set], file: &Path) -> Result<(), Stop> {
    let mut out = Sink::create(Some(file))?;
    writeln!(out, "set\tkind\tvariant\tgroup\tplace\tlinked\tsame\tchange\t{}", NAMES.join("\t"))?;
    for set in sets {
        for example in &set.examples {
            let Labelled { kind, variant, group, place, linked, same, change, values, .. } = example;
            let values: Vec<String> = values.iter().map(|value| format!("{value:.4}")).collect();
            writeln!(
                out,
                "{}\t{kind}\t{variant}\t{group}\t{place:?}\t{}\t{}\t{change}\t{}",
                set.name,
                u8::from(*linked),
                u8::from(*same),
                values.join("\t")
            )?;
        }
    }
    Ok(out.finish()?)
}

/// Tells for each set and question: examples, right ones, area under the curve, average precision, calibration.
fn measure(title: &str, sets: &[Set], model: impl Fn(usize) -> Model, console: &Console) {
    console.note(format_args!("{title}\nquestion\tset\texamples\tright\tAUC\tAP\tP at .5\tR at .5\tECE"));
    for (at, set) in sets.iter().enumerate() {
        let model = model(at);
        for (kind, question) in ALL {
            let scored: Vec<(f64, bool)> = set
                .examples
                .iter()
                .filter(|example| example.kind == kind)
                .map(|labelled| {
                    let right = if question == Question::Same { labelled.same } else { labelled.linked };
                    (model.of_values(kind, question, &labelled.values), right)
                })
                .collect();
            if !scored.is_empty() {
                let fit::Measures { right, auc, average_precision, precision, recall, error } =
                    fit::measures(&scored);
                console.note(format_args!(
                    "{kind} {question}\t{}\t{}\t{right}\t{auc:.3}\t{average_precision:.3}\t{precision:.3}\t{recall:.3}\t{error:.3}",
                    set.name,
                    scored.len()
                ));
            }
        }
    }
}
