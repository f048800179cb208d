//! `parallax align`: the sentences of two texts.

use super::console::{Console, Stop};
use super::lexicons;
use parallax::alignment::{self, Bead, Options, Run, Texts, Weights};
use parallax::corpus::{Article, source};
use parallax::output::sink::Sink;
use parallax::output::{ladder, parallel, spans, vecalign};
use parallax::text::{Language, language, sentences};
use parallax::{Error, Result};
use rayon::prelude::*;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Align the sentences of two texts
#[derive(clap::Args)]
pub struct Args {
    /// The English text; `-` is standard input
    #[arg(required_unless_present = "batch")]
    src: Option<PathBuf>,
    /// The Russian or Ukrainian text
    #[arg(required_unless_present = "batch")]
    trg: Option<PathBuf>,
    /// The texts hold one sentence a line
    #[arg(long)]
    lines: bool,
    /// A TSV of `SRC TRG OUT` paths, all aligned in one process
    #[arg(long, value_name = "LIST", conflicts_with_all = ["src", "trg", "output"])]
    batch: Option<PathBuf>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t = Format::Tsv)]
    format: Format,
    /// The order is not kept: link only what is parallel
    #[arg(long)]
    comparable: bool,
    /// Tell only links of this degree: `same` are those whose both sides say the same
    #[arg(long, value_enum)]
    degree: Option<Degree>,
    /// The language of the first text; told from the text if left out
    #[arg(long)]
    src_lang: Option<Language>,
    /// The language of the second text; told from the text if left out
    #[arg(long)]
    trg_lang: Option<Language>,
    /// Other figures of the model, as JSON: `{"skip": 3.0, "words": {"cognate": 0.4}}` (see docs/alignment.md)
    #[arg(long, value_name = "F")]
    weights: Option<PathBuf>,
    /// A lexicon of your own, beside ours: a .lex table, hunalign, MUSE, dictd or StarDict; may be given several times
    #[arg(long, value_name = "F")]
    lexicon: Vec<PathBuf>,
    /// Where to write; nothing or `-` is standard output
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

/// What links are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Degree {
    /// Both sides say the same.
    Same,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A row a bead, with the texts and what the link rests on
    Tsv,
    /// `[0]:[0, 1]:score`
    Vecalign,
    /// hunalign's rungs: `0<TAB>0<TAB>score`
    Ladder,
    /// Character offsets: `0:57<TAB>0:61<TAB>score<TAB>same`
    Spans,
}

/// Two texts to be aligned and where the result goes.
struct Job {
    src: PathBuf,
    trg: PathBuf,
    out: Option<PathBuf>,
}

/// A text cut into sentences.
struct Split {
    text: String,
    /// Byte spans of the sentences.
    spans: Vec<Range<usize>>,
    language: Language,
}

pub fn run(args: Args, console: &Console) -> std::result::Result<(), Stop> {
    if args.src_lang.is_some_and(|language| language != Language::English) {
        return Err(Stop::Usage("--src-lang: the first text must be English (en)".to_owned()));
    }
    if args.trg_lang == Some(Language::English) {
        return Err(Stop::Usage(
            "--trg-lang: the second text must be Russian (ru) or Ukrainian (uk)".to_owned(),
        ));
    }
    if args.comparable && args.format == Format::Ladder {
        return Err(Stop::Usage(
            "--format ladder keeps the order of both texts: it cannot go with --comparable".to_owned(),
        ));
    }
    let weights = weights(args.weights.as_deref())?;
    let own = lexicons::load(&args.lexicon, console)?;
    let jobs = jobs(&args, console)?;
    let read: Vec<Result<(Split, Split)>> = jobs
        .par_iter()
        .map(|job| {
            let pair =
                (split(&job.src, Some(Language::English), &args)?, split(&job.trg, args.trg_lang, &args)?);
            languages(job, &pair, &args).map(|()| pair)
        })
        .collect();
    let mut ready: Vec<(&Job, Split, Split)> = Vec::new();
    for (job, read) in jobs.iter().zip(read) {
        if let Some((src, trg)) = console.keep(read) {
            ready.push((job, src, trg));
        }
    }
    for target in [Language::Russian, Language::Ukrainian] {
        let of_language: Vec<_> = ready.iter().filter(|(_, _, trg)| trg.language == target).collect();
        let texts: Vec<Texts> = of_language
            .iter()
            .map(|(_, src, trg)| Texts {
                src: sentences_of(src),
                trg: sentences_of(trg),
                comparable: args.comparable,
            })
            .collect();
        let options = Options { weights: weights.clone(), own: own.clone(), ..Options::new(target) };
        let run = alignment::align_all(&texts, &options);
        for (((job, src, trg), texts), beads) in of_language.into_iter().zip(&texts).zip(&run.beads) {
            let kept: Vec<Bead>;
            let beads = match args.degree {
                None => beads,
                Some(Degree::Same) => {
                    let same = |bead: &&Bead| bead.degree() == Some(alignment::Degree::Same);
                    kept = beads.iter().filter(same).cloned().collect();
                    &kept
                }
            };
            let place = job.out.as_deref().unwrap_or(Path::new("-"));
            let result = Sink::create(Some(place)).and_then(|mut out| {
                let written = write(&args, job, (src, trg), texts, beads, &run, &mut out);
                match written.and_then(|()| out.finish()) {
                    Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(Error::io(place, &cause)),
                    _ => Ok(()),
                }
            });
            console.keep(result);
        }
    }
    lexicons::warn(&own, console);
    Ok(())
}

fn weights(file: Option<&Path>) -> Result<Weights> {
    let Some(file) = file else { return Ok(Weights::default()) };
    serde_json::from_str(&source::read_text(file)?).map_err(|cause| {
        Error::new(format!("not figures of the model: {cause}")).at(file).advice(
            "an object of figures by name, those of docs/alignment.md; what is left out stays as usual",
        )
    })
}

fn jobs(args: &Args, console: &Console) -> std::result::Result<Vec<Job>, Stop> {
    let Some(list) = &args.batch else {
        let (src, trg) = (args.src.clone().unwrap_or_default(), args.trg.clone().unwrap_or_default());
        return Ok(vec![Job { src, trg, out: args.output.clone() }]);
    };
    let mut jobs = Vec::new();
    let text = source::read_text(list)?;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match line.split('\t').collect::<Vec<_>>()[..] {
            [src, trg, out] => jobs.push(Job { src: src.into(), trg: trg.into(), out: Some(out.into()) }),
            ref fields => console.fault(
                &Error::new(format!("expected 3 paths parted by tabs, found {}", fields.len()))
                    .at_line(list, number as u64 + 1)
                    .advice("a row is SRC TRG OUT"),
            ),
        }
    }
    if jobs.is_empty() {
        return Err(Error::new("no jobs in the list")
            .at(list)
            .advice("a row is SRC TRG OUT, parted by tabs")
            .into());
    }
    Ok(jobs)
}

fn split(path: &Path, language: Option<Language>, args: &Args) -> Result<Split> {
    let text = source::read_text(path)?;
    if text.trim().is_empty() {
        return Err(Error::new("there is no text in it").at(path).advice("is this the right file?"));
    }
    let language = match language {
        Some(language) => language,
        None => {
            let guess = language::identify(&text);
            let told = guess.code.parse().ok().filter(|language| *language != Language::English);
            // What is in Latin letters is refused with both texts in view.
            let latin = Letters::of(&text).latin().then_some(Language::Russian);
            told.or(latin).ok_or_else(|| {
                Error::new(format!("expected a Russian or Ukrainian text, found {}", guess.code))
                    .at(path)
                    .advice("say the language with --trg-lang ru or uk")
            })?
        }
    };
    let spans = if args.lines {
        let mut start = 0;
        text.split_inclusive('\n')
            .map(|line| {
                let span = start..start + line.trim_end_matches(['\n', '\r']).len();
                start += line.len();
                span
            })
            .collect()
    } else {
        sentences::spans(&text, language)
    };
    Ok(Split { text, spans, language })
}

/// Refuses texts that are surely not what they are taken for: the first in Cyrillic letters, the second in Latin ones.
/// `--src-lang en` has the first taken for English all the same.
fn languages(job: &Job, (src, trg): &(Split, Split), args: &Args) -> Result<()> {
    let called = |split: &Split| {
        let code = language::identify(&split.text).code;
        match code.parse::<Language>() {
            Ok(Language::English) => "English".to_owned(),
            Ok(Language::Russian) => "Russian".to_owned(),
            Ok(Language::Ukrainian) => "Ukrainian".to_owned(),
            Err(_) => format!("{code:?}"),
        }
    };
    let (first, second) = (Letters::of(&src.text), Letters::of(&trg.text));
    if first.cyrillic() && args.src_lang.is_none() {
        let advice = if second.latin() {
            "swap the two files"
        } else {
            "give the English text first, or say --src-lang en to have this one taken for English"
        };
        return Err(Error::new(format!("the first text is {}, not English", called(src)))
            .at(&job.src)
            .advice(advice));
    }
    if second.latin() {
        let advice =
            if first.cyrillic() { "swap the two files" } else { "give the Russian or Ukrainian text second" };
        return Err(Error::new(format!("the second text is {}, not Russian or Ukrainian", called(trg)))
            .at(&job.trg)
            .advice(advice));
    }
    Ok(())
}

/// How many letters of either alphabet a text has.
struct Letters {
    latin: usize,
    cyrillic: usize,
}

/// A text is in an alphabet when all but one letter in so many are, names and quotations left aside.
const NEARLY_ALL: usize = 5;
/// With fewer letters nothing is said.
const FEW_LETTERS: usize = 12;

impl Letters {
    fn of(text: &str) -> Self {
        let count = |inside: fn(char) -> bool| text.chars().filter(|&letter| inside(letter)).count();
        Letters {
            latin: count(|letter| letter.is_ascii_alphabetic()),
            cyrillic: count(|letter| matches!(letter, '\u{400}'..='\u{4ff}')),
        }
    }

    fn latin(&self) -> bool {
        self.latin >= FEW_LETTERS && self.latin > NEARLY_ALL * self.cyrillic
    }

    fn cyrillic(&self) -> bool {
        self.cyrillic >= FEW_LETTERS && self.cyrillic > NEARLY_ALL * self.latin
    }
}

fn sentences_of(split: &Split) -> Vec<String> {
    split.spans.iter().map(|span| split.text[span.clone()].to_owned()).collect()
}

fn write(
    args: &Args,
    job: &Job,
    (src, trg): (&Split, &Split),
    texts: &Texts,
    beads: &[Bead],
    run: &Run,
    out: &mut impl Write,
) -> io::Result<()> {
    match args.format {
        Format::Vecalign => vecalign::write(beads, out),
        Format::Ladder => ladder::write(beads, out),
        Format::Spans => {
            let in_characters = |split: &Split| spans::in_characters(&split.text, &split.spans);
            spans::write(beads, &in_characters(src), &in_characters(trg), out)
        }
        Format::Tsv => {
            let article = |path: &Path, language: Language| Article {
                id: path.display().to_string(),
                lang: language.code().to_owned(),
                ..Article::default()
            };
            let (src, trg) = (article(&job.src, src.language), article(&job.trg, trg.language));
            parallel::header(out)?;
            for bead in beads {
                let (src_text, trg_text) =
                    (texts.src[bead.src.clone()].join(" "), texts.trg[bead.trg.clone()].join(" "));
                let anchors = if bead.is_null() { Vec::new() } else { run.explain(&src_text, &trg_text) };
                let bead = bead.clone();
                let relation = if args.comparable { "" } else { "translation" }.to_owned();
                let (src, trg) = (&src, &trg);
                parallel::row(
                    &parallel::Row { src, trg, src_text, trg_text, bead, first: (1, 1), relation, anchors },
                    out,
                )?;
            }
            Ok(())
        }
    }
}
