//! `parallax align`: the sentences of two texts.

use super::blank;
use super::console::{Console, Stop};
use super::{lexicons, scripts};
use parallax::alignment::{self, Bead, Degree, EitherWay, Options, Texts, Weights};
use parallax::corpus::{Article, source};
use parallax::linking::LinkedBead;
use parallax::output::format::{self, Aligned, FORMATS, Format};
use parallax::output::sink::Sink;
use parallax::output::spans;
use parallax::text::{Language, language, sentences};
use parallax::{Error, Result};
use rayon::prelude::*;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Align the sentences of two texts
#[derive(clap::Args)]
pub struct Args {
    /// The source text; `-` is standard input
    #[arg(required_unless_present = "batch")]
    src: Option<PathBuf>,
    /// The target text
    #[arg(required_unless_present = "batch")]
    trg: Option<PathBuf>,
    /// The texts hold one sentence a line
    #[arg(long)]
    lines: bool,
    /// A TSV of `SRC TRG OUT` paths, all aligned in one process
    #[arg(long, value_name = "LIST", conflicts_with_all = ["src", "trg", "output"])]
    batch: Option<PathBuf>,
    /// The output format (see docs/formats.md)
    #[arg(long, default_value = "tsv", value_parser = format_names())]
    format: String,
    /// The texts may differ in order and content: link only what is parallel
    #[arg(long)]
    comparable: bool,
    /// Write only links of this degree; everything if left out
    #[arg(long, value_name = "DEGREE", value_parser = super::degree_names())]
    degree: Option<String>,
    /// The language of the source text (en, ru or uk); English if left out
    #[arg(long)]
    pub src_lang: Option<Language>,
    /// The language of the target text; identified from the text if left out
    #[arg(long)]
    pub trg_lang: Option<Language>,
    /// Parameters of the model, as JSON: `{"skip": 3.0, "words": {"cognate": 0.4}}` (see docs/alignment.md)
    #[arg(long, value_name = "F")]
    weights: Option<PathBuf>,
    /// A lexicon of your own, beside ours: a .lex table, hunalign, MUSE, dictd or StarDict; may be given several times
    #[arg(long, value_name = "F")]
    lexicon: Vec<PathBuf>,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

/// The names of the forms, with what each looks like.
fn format_names() -> clap::builder::PossibleValuesParser {
    FORMATS.map(|format| clap::builder::PossibleValue::new(format.name()).help(format.about())).into()
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
    let format = format::find(&args.format).unwrap_or(FORMATS[0]);
    if args.comparable && format.needs_order() {
        return Err(Stop::Usage(format!(
            "--format {} keeps the order of both texts: it cannot go with --comparable",
            format.name()
        )));
    }
    if args.degree.is_some() && format.needs_order() {
        return Err(Stop::Usage(format!(
            "--format {} needs every bead: it cannot go with --degree",
            format.name()
        )));
    }
    let degree: Option<Degree> = args.degree.as_deref().map(str::parse).transpose()?;
    let weights = weights(args.weights.as_deref())?;
    let own = lexicons::load(&args.lexicon, console)?;
    let jobs = jobs(&args, console)?;
    let read: Vec<Result<(Split, Split)>> = jobs
        .par_iter()
        .map(|job| {
            let src = split(&job.src, args.src_lang.or(Some(Language::English)), &args)?;
            let trg = split(&job.trg, args.trg_lang, &args)?;
            scripts::check(
                [(&job.src, &src.text, src.language), (&job.trg, &trg.text, trg.language)],
                &args,
            )?;
            Ok((src, trg))
        })
        .collect();
    let _busy = console.busy("aligning");
    let mut ready: Vec<(&Job, Split, Split)> = Vec::new();
    for (job, read) in jobs.iter().zip(read) {
        if let Some((src, trg)) = console.keep(read) {
            ready.push((job, src, trg));
        }
    }
    let languages = |(_, src, trg): &(&Job, Split, Split)| (src.language, trg.language);
    let mut all: Vec<(Language, Language)> = ready.iter().map(languages).collect();
    all.sort_unstable();
    all.dedup();
    for (src, trg) in all {
        let of_languages: Vec<_> = ready.iter().filter(|job| languages(job) == (src, trg)).collect();
        let texts: Vec<Texts> = of_languages
            .iter()
            .map(|(_, src, trg)| Texts {
                src: sentences_of(src),
                trg: sentences_of(trg),
                comparable: args.comparable,
            })
            .collect();
        let options =
            Options { weights: weights.clone(), own: own.clone(), ..Options::new(Language::Russian) };
        let found = alignment::align_languages(&texts, src, trg, &options);
        let restored = of_languages.iter().zip(found.beads.iter()).map(|((_, src, trg), beads)| {
            blank::restored(beads.clone(), &src.blank, &trg.blank, args.comparable)
        });
        let beads: Vec<Vec<Bead>> = restored.collect();
        // Now all lines, so that the numbers of the beads are theirs.
        let texts: Vec<Texts> = of_languages
            .iter()
            .map(|(_, src, trg)| Texts { src: all_of(src), trg: all_of(trg), comparable: args.comparable })
            .collect();
        let all = of_languages.into_iter().zip(&texts).zip(&beads).enumerate();
        for (number, (((job, src, trg), texts), beads)) in all {
            let place = job.out.as_deref().unwrap_or(Path::new("-"));
            let result = Sink::create(Some(place)).and_then(|mut out| {
                let written = write(
                    format,
                    (args.comparable, degree),
                    (job, src, trg),
                    texts,
                    beads,
                    (&found, number),
                    &mut out,
                );
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
            guess.code.parse().map_err(|_| {
                Error::new(format!("expected a text in English, Russian or Ukrainian, found {}", guess.code))
                    .at(path)
                    .advice("say the language with --src-lang or --trg-lang")
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

/// The numbers of sentences as a user counts them: from 1.
fn numbers(range: &Range<usize>) -> Range<u32> {
    range.start as u32 + 1..range.end as u32 + 1
}

fn write(
    format: &dyn Format,
    (comparable, degree): (bool, Option<Degree>),
    (job, src, trg): (&Job, &Split, &Split),
    texts: &Texts,
    beads: &[Bead],
    (found, number): (&EitherWay, usize),
    out: &mut impl Write,
) -> io::Result<()> {
    let article = |path: &Path, language: Language| Article {
        id: path.display().to_string(),
        lang: language.code().to_owned(),
        ..Article::default()
    };
    let (src_held, trg_held) = (blank::held_before(&src.blank), blank::held_before(&trg.blank));
    let joined = |lines: &[String]| {
        lines.iter().filter(|line| !line.trim().is_empty()).cloned().collect::<Vec<_>>().join(" ")
    };
    let linked = |bead: &Bead| {
        let (src_text, trg_text) =
            (joined(&texts.src[bead.src.clone()]), joined(&texts.trg[bead.trg.clone()]));
        // Forms without texts need not know what a link rests on.
        let told = !bead.is_null() && format.has_texts();
        let anchors = if told {
            found.explain(number, &blank::without(bead, &src_held, &trg_held))
        } else {
            Vec::new()
        };
        LinkedBead {
            bead: bead.clone(),
            src_sentences: numbers(&bead.src),
            trg_sentences: numbers(&bead.trg),
            src_text,
            trg_text,
            anchors,
        }
    };
    let chosen = |bead: &&Bead| degree.is_none() || bead.degree() == degree;
    // A line that holds nothing is no row.
    let holds = |linked: &LinkedBead| {
        !format.has_texts() || !linked.src_text.is_empty() || !linked.trg_text.is_empty()
    };
    let linked: Vec<LinkedBead> = beads.iter().filter(chosen).map(linked).filter(holds).collect();
    let aligned = Aligned {
        src: &article(&job.src, src.language),
        trg: &article(&job.trg, trg.language),
        relation: if comparable { "" } else { "translation" },
        beads: &linked.iter().collect::<Vec<_>>(),
        src_spans: &spans::in_characters(&src.text, &src.spans),
        trg_spans: &spans::in_characters(&trg.text, &trg.spans),
    };
    format.start(out)?;
    format.pair(&aligned, out)
}
