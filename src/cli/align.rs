//! `parallax align`: the sentences of two texts.

use super::blank;
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

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A row a bead, with the texts and what the link rests on
    Tsv,
    /// `[0]:[0, 1]:score`
    Vecalign,
    /// hunalign's rungs: `0<TAB>0<TAB>score`
    Ladder,
    /// Character offsets: `0:57<TAB>0:61<TAB>score`
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
    /// Byte spans of the sentences, or of all lines.
    spans: Vec<Range<usize>>,
    /// Which of them hold nothing.
    blank: Vec<bool>,
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
            Ok((split(&job.src, Some(Language::English), &args)?, split(&job.trg, args.trg_lang, &args)?))
        })
        .collect();
    let _busy = console.busy("aligning");
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
        let mut run = alignment::align_all(&texts, &options);
        for ((_, src, trg), beads) in of_language.iter().zip(&mut run.beads) {
            let found = std::mem::take(beads);
            *beads = blank::restored(found, &src.blank, &trg.blank, args.comparable);
        }
        // Now all lines, so that the numbers of the beads are theirs.
        let texts: Vec<Texts> = of_language
            .iter()
            .map(|(_, src, trg)| Texts { src: all_of(src), trg: all_of(trg), comparable: args.comparable })
            .collect();
        for (((job, src, trg), texts), beads) in of_language.into_iter().zip(&texts).zip(&run.beads) {
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
            told.ok_or_else(|| {
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
    let blank = spans.iter().map(|span: &Range<usize>| text[span.clone()].trim().is_empty()).collect();
    Ok(Split { text, spans, blank, language })
}

/// What is to be aligned: lines that hold nothing are no sentences.
fn sentences_of(split: &Split) -> Vec<String> {
    all_of(split).into_iter().zip(&split.blank).filter(|(_, blank)| !**blank).map(|(text, _)| text).collect()
}

fn all_of(split: &Split) -> Vec<String> {
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
            let joined = |lines: &[String]| {
                lines.iter().filter(|line| !line.trim().is_empty()).cloned().collect::<Vec<_>>().join(" ")
            };
            for bead in beads {
                let (src_text, trg_text) =
                    (joined(&texts.src[bead.src.clone()]), joined(&texts.trg[bead.trg.clone()]));
                // A line that holds nothing is no row.
                if src_text.is_empty() && trg_text.is_empty() {
                    continue;
                }
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
