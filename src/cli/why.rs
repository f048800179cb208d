//! `parallax why`: which names a spelling can be, and by which standards.

use super::console::{Console, Stop};
use parallax::Error;
use parallax::names::standards::explain::{Fit, Spelling};
use parallax::names::standards::why::{Answer, Certainty, Meaning, Reading, why};
use parallax::names::standards::{Origin, known, usual};
use parallax::output::{sink::Sink, tsv};
use std::io::Write;
use std::path::PathBuf;

/// Say which names a Latin or Cyrillic spelling can be, from which language, by which standards, and how else they
/// are spelled
#[derive(clap::Args)]
pub struct Args {
    /// The spelling; several words are one name
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// A row a standard: `name language cyrillic standard spelling status certainty`
    #[arg(long)]
    tsv: bool,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let name = args.name.join(" ");
    if name.trim().is_empty() {
        return Err(Stop::Usage("NAME is empty".into()));
    }
    let answers = why(&name, known::names());
    let mut out = Sink::create(args.output.as_deref())?;
    if args.tsv {
        tsv::row(&mut out, &["name", "language", "cyrillic", "standard", "spelling", "status", "certainty"])?;
    }
    for answer in &answers {
        if answer.meanings.is_empty() {
            let shown: String = answer.asked.chars().take(40).collect();
            console.fault(&Error::new(format!("{shown:?} is the spelling of no name that a standard knows")).advice(
                "names are Latin spellings of Russian or Ukrainian names, or Cyrillic, up to 40 letters a word",
            ));
        }
        for meaning in &answer.meanings {
            if args.tsv { rows(answer, meaning, &mut out)? } else { lines(answer, meaning, &mut out)? }
        }
    }
    Ok(out.finish()?)
}

fn rows(answer: &Answer, meaning: &Meaning, out: &mut Sink) -> std::io::Result<()> {
    let certainty = meaning.certainty.code();
    for reading in &meaning.readings {
        let (language, cyrillic) = (reading.origin.code(), reading.cyrillic.as_str());
        for (other, fit) in &meaning.traditional {
            let fields =
                [&answer.asked, language, cyrillic, "traditional", &other.latin, fit.code(), certainty];
            tsv::row(out, &fields)?;
        }
        for one in &reading.spellings {
            let fields = [
                &answer.asked,
                language,
                cyrillic,
                one.standard.id(),
                &one.spelling,
                one.fit.code(),
                certainty,
            ];
            tsv::row(out, &fields)?;
        }
    }
    Ok(())
}

/// One fact a line: what the spelling asked about is, then `also` the other spellings.
fn lines(answer: &Answer, meaning: &Meaning, out: &mut Sink) -> std::io::Result<()> {
    let asked = &answer.asked;
    let forms: Vec<String> = meaning
        .readings
        .iter()
        .map(|reading| format!("{} {}", reading.origin.name(), reading.cyrillic))
        .collect();
    let what = match (meaning.certainty, meaning.kind.as_str()) {
        (Certainty::Known, kind) => format!("{kind}, "),
        (Certainty::Given, _) => "in no list of names, ".to_owned(),
        (Certainty::Guessed, _) => "in no list of names, guessed, ".to_owned(),
    };
    writeln!(out, "{asked}: {what}{}", forms.join(", "))?;
    for (other, fit) in &meaning.traditional {
        let note = if other.note.is_empty() { String::new() } else { format!(" ({})", other.note) };
        match fit {
            Fit::Exact => writeln!(out, "{asked} is a traditional English spelling{note}")?,
            Fit::Plain => writeln!(
                out,
                "{asked} is {}, a traditional English spelling{note}, without its signs",
                other.latin
            )?,
            Fit::Other => {}
        }
    }
    // The language whose usual standard has the spelling comes first: Lugansk is Russian-based.
    let (usual, others): (Vec<&Reading>, Vec<&Reading>) =
        meaning.readings.iter().partition(|reading| reading.is_usual());
    for reading in usual.into_iter().chain(others) {
        told_of_asked(asked, reading, out)?;
    }
    for (other, _) in meaning.traditional.iter().filter(|(_, fit)| *fit != Fit::Exact) {
        let note = if other.note.is_empty() { String::new() } else { format!(" ({})", other.note) };
        writeln!(out, "also {} is a traditional English spelling{note}", other.latin)?;
    }
    for reading in &meaning.readings {
        let rest = reading.spellings.iter().filter(|one| one.fit != Fit::Exact);
        for (spelling, standards) in grouped(rest) {
            let (name, form) = (reading.origin.name(), &reading.cyrillic);
            let also = if is_cyrillic(asked) { "" } else { "also " };
            writeln!(out, "{also}{spelling} is {name} {form} by {}", standards.join(", "))?;
        }
    }
    Ok(())
}

fn told_of_asked(asked: &str, reading: &Reading, out: &mut Sink) -> std::io::Result<()> {
    let (name, form) = (reading.origin.name(), &reading.cyrillic);
    let of = |fit| reading.spellings.iter().filter(move |one| one.fit == fit);
    let exact: Vec<&str> = of(Fit::Exact).map(|one| one.standard.id()).collect();
    if !exact.is_empty() {
        writeln!(out, "{asked} is {name} {form} by {}", exact.join(", "))?;
    }
    let plain: Vec<String> =
        of(Fit::Plain).map(|one| format!("{} ({})", one.standard.id(), one.spelling)).collect();
    if !plain.is_empty() {
        writeln!(out, "{asked} is {name} {form} without its signs by {}", plain.join(", "))?;
    }
    // Of Ukrainian names it matters most whether a spelling is the official one.
    let official = of(Fit::Other).find(|one| one.standard.id() == usual(reading.origin));
    if let Some(official) = official.filter(|_| reading.origin == Origin::Ukrainian && !is_cyrillic(asked)) {
        let (id, spelling) = (official.standard.id(), &official.spelling);
        writeln!(out, "{asked} is not {name} {form} by {id}, which has {spelling}")?;
    }
    Ok(())
}

fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|letter| ('\u{400}'..='\u{52f}').contains(&letter))
}

/// Spellings with the standards that have them, in the order of their first.
fn grouped<'a>(spellings: impl Iterator<Item = &'a Spelling>) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for one in spellings {
        match groups.iter_mut().find(|(spelling, _)| *spelling == one.spelling) {
            Some((_, standards)) => standards.push(one.standard.id()),
            None => groups.push((&one.spelling, vec![one.standard.id()])),
        }
    }
    groups
}
