//! `parallax align`: the sentences of two texts.

use super::console::{Console, Stop};
use parallax::alignment::{self, Texts, Weights};
use parallax::corpus::source;
use parallax::lexicon;
use parallax::output::sink::Sink;
use parallax::output::vecalign;
use parallax::text::{Language, sentences};
use std::path::PathBuf;

/// Align the sentences of two texts
#[derive(clap::Args)]
pub struct Args {
    /// The English text
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
    #[arg(long)]
    format: Option<String>,
    #[arg(long)]
    comparable: bool,
    /// The language of the first text; told from the text if left out
    #[arg(long)]
    src_lang: Option<Language>,
    /// The language of the second text; told from the text if left out
    #[arg(long)]
    trg_lang: Option<Language>,
    /// Where to write; nothing or `-` is standard output
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, _console: &Console) -> Result<(), Stop> {
    let jobs: Vec<(PathBuf, PathBuf, Option<PathBuf>)> = match (&args.batch, &args.src, &args.trg) {
        (Some(list), _, _) => source::read_text(list)?
            .lines()
            .filter_map(|line| {
                let mut fields = line.split('\t').map(PathBuf::from);
                Some((fields.next()?, fields.next()?, Some(fields.next()?)))
            })
            .collect(),
        (None, Some(src), Some(trg)) => vec![(src.clone(), trg.clone(), args.output.clone())],
        _ => Vec::new(),
    };
    let target = args.trg_lang.unwrap_or(Language::Russian);
    let mut texts = Vec::new();
    for (src, trg, _) in &jobs {
        let read = |path: &PathBuf, language: Language| -> Result<Vec<String>, Stop> {
            let text = source::read_text(path)?;
            Ok(if args.lines {
                text.lines().map(str::to_owned).collect()
            } else {
                sentences::spans(&text, language).into_iter().map(|span| text[span].to_owned()).collect()
            })
        };
        texts.push(Texts { src: read(src, Language::English)?, trg: read(trg, target)?, comparable: args.comparable });
    }
    let options = alignment::Options {
        target,
        lexicon: lexicon::builtin(target),
        weights: Weights::default(),
        adapt: std::env::var_os("PX_NOADAPT").is_none(),
    };
    let beads = alignment::align_all(&texts, &options).beads;
    for ((_, _, out), beads) in jobs.iter().zip(&beads) {
        let mut out = Sink::create(out.as_deref())?;
        vecalign::write(beads, &mut out)?;
        out.finish()?;
    }
    Ok(())
}
