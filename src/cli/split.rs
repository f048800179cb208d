//! `parallax split`: sentences of running text.

use super::console::{Console, Stop};
use super::load;
use parallax::Error;
use parallax::output::sink::Sink;
use parallax::text::{Language, language, sentences};
use serde::Deserialize;
use std::io::Write;
use std::path::PathBuf;

/// Split running text into sentences, one per line, an empty line between paragraphs
#[derive(clap::Args)]
pub struct Args {
    /// The language: en, ru or uk; identified from the text if left out
    #[arg(long)]
    lang: Option<Language>,
    /// Print `start<TAB>end` of each sentence (character offsets) instead of its text
    #[arg(long)]
    offsets: bool,
    /// Read one JSON object a line (`id`, `lang`, `text`), print `{"id":…,"ends":[…]}` for each
    #[arg(long, conflicts_with = "offsets")]
    jsonl: bool,
    /// Running text, empty line = paragraph; standard input if left out or `-`
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    lang: Option<String>,
    text: String,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let text = load::text(&args.file)?;
    let _busy = console.busy("splitting");
    let mut out = Sink::create(args.output.as_deref())?;
    if args.jsonl {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let Some(line) = console.keep(serde_json::from_str::<Line>(line).map_err(|cause| {
                Error::new(format!("not an object with id and text: {cause}"))
                    .at_line(&args.file, number as u64 + 1)
                    .advice("each line must be {\"id\":…,\"lang\":…,\"text\":…}")
            })) else {
                continue;
            };
            let language = line.lang.as_deref().and_then(|code| code.parse().ok()).or(args.lang);
            let language = language.unwrap_or_else(|| told(&line.text));
            let mut counted = 0;
            let mut characters = 0;
            let ends: Vec<usize> = sentences::ends(&line.text, language)
                .into_iter()
                .map(|end| {
                    characters += line.text[counted..end].chars().count();
                    counted = end;
                    characters
                })
                .collect();
            serde_json::to_writer(&mut out, &serde_json::json!({"id": line.id, "ends": ends}))
                .map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
        return Ok(out.finish()?);
    }
    let language = args.lang.unwrap_or_else(|| told(&text));
    if args.lang.is_none() {
        console.explain(format_args!("split as {language}, told from the text"));
    }
    // Byte and character of the last place that was counted.
    let (mut byte, mut character) = (0, 0);
    let mut count = |at: usize| {
        character += text[byte..at].chars().count();
        byte = at;
        character
    };
    let mut last = 0;
    for span in sentences::spans(&text, language) {
        if args.offsets {
            writeln!(out, "{}\t{}", count(span.start), count(span.end))?;
            continue;
        }
        // What is between two sentences is white space: two line feeds in it are an empty line.
        if last > 0 && text[last..span.start].bytes().filter(|&byte| byte == b'\n').count() > 1 {
            out.write_all(b"\n")?;
        }
        last = span.end;
        let mut lines = text[span].lines();
        out.write_all(lines.next().unwrap_or_default().trim_end().as_bytes())?;
        for line in lines {
            out.write_all(b" ")?;
            out.write_all(line.trim().as_bytes())?;
        }
        out.write_all(b"\n")?;
    }
    Ok(out.finish()?)
}

/// The language whose rules fit a text: its own, or the nearest of the three.
fn told(text: &str) -> Language {
    // A few pages are enough, and a long text is read once, not twice.
    let end = text.char_indices().nth(20_000).map_or(text.len(), |(at, _)| at);
    let code = language::identify(&text[..end]).code;
    code.parse().unwrap_or(match code {
        "be" | "bg" | "mk" | "sr" => Language::Russian,
        _ => Language::English,
    })
}
