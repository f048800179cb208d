//! Dictionaries of other programs, read into pairs of an English and a Russian or Ukrainian word or phrase.
//!
//! One file a form: [`hunalign`] and [`muse`] are lists of pairs; [`dictd`] and [`stardict`] hold definitions written for
//! people, out of which [`definition`] takes the translations. [`script()`] tells which side is which.
//!
//! Not for: probabilities (those come with [`super::compile`]).

pub mod definition;
pub mod dictd;
pub mod hunalign;
pub mod muse;
pub mod script;
pub mod stardict;

use super::seed;
use crate::corpus::encoding;
use crate::text::Language;
use crate::{Error, Result};
use script::{Script, script};
use std::fmt;
use std::path::{Path, PathBuf};

/// The forms of dictionaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Our own trained table (`.lex`).
    Table,
    /// Our own CSV: `english,russian,ukrainian`, several translations parted by `|`.
    Seed,
    /// hunalign's list: `phrase @ phrase` a line.
    Hunalign,
    /// MUSE's list: `word word` a line; a tab between them allows phrases.
    Muse,
    /// dictd: `.index` with `.dict` or `.dict.dz`.
    Dictd,
    /// StarDict: `.ifo`, `.idx` or `.idx.gz`, `.dict` or `.dict.dz`.
    StarDict,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Form::Table => "parallax table",
            Form::Seed => "parallax CSV",
            Form::Hunalign => "hunalign",
            Form::Muse => "MUSE",
            Form::Dictd => "dictd",
            Form::StarDict => "StarDict",
        })
    }
}

/// Which side stands first in a dictionary: the left one of a line, the headword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// English to the other language.
    EnglishFirst,
    /// The other language to English: what hunalign calls `target @ source`.
    OtherFirst,
}

/// An English word or phrase and one translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// English.
    pub english: String,
    /// Russian or Ukrainian.
    pub other: String,
    /// Place among the translations of one headword, from 0; 0 where the form has no order.
    pub rank: usize,
    /// The language of the translation, where the form says it.
    pub language: Option<Language>,
}

/// What was read from a dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dictionary {
    /// Its form.
    pub form: Form,
    /// The order of most of its entries; each is read by its own script.
    pub order: Order,
    /// The translations, in the order of the file.
    pub entries: Vec<Translated>,
    /// Lines or headwords out of which no translation could be read.
    pub skipped: usize,
}

/// Endings of the files that make up a dictd or StarDict dictionary.
const PARTS: [&str; 7] = [".ifo", ".idx.gz", ".idx", ".index.gz", ".index", ".dict.dz", ".dict"];

/// Reads a dictionary of several files, dictd's or StarDict's, that any one of them names; `None` for other names.
pub fn of_parts(path: &Path) -> Option<Result<Dictionary>> {
    let name = path.to_string_lossy();
    let base = PARTS.iter().find_map(|part| name.strip_suffix(part))?;
    if part(base, &[".ifo"]).is_some() {
        return Some(stardict::read(base));
    }
    if part(base, &[".index", ".index.gz"]).is_some() {
        return Some(dictd::read(base));
    }
    let missing = format!("expected {base}.ifo (StarDict) or {base}.index (dictd)");
    let error = Error::new(missing).at(path).advice("put all files of the dictionary into one folder");
    Some(Err(error))
}

/// Reads a dictionary that is one text file.
pub fn of_text(bytes: Vec<u8>, path: &Path) -> Result<Dictionary> {
    let (text, _) = encoding::decode(bytes, path)?;
    let start: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(200).collect();
    let most = |is: fn(&str) -> bool| start.iter().filter(|line| is(line)).count() * 2 > start.len();
    if start.first().is_some_and(|line| line.trim_start().to_lowercase().starts_with("english,")) {
        return of_seed(&text, path);
    }
    if most(|line| line.contains(hunalign::BETWEEN)) {
        return hunalign::read(&text, path);
    }
    if most(|line| muse::parts(line).is_some()) {
        return muse::read(&text, path);
    }
    let found: String = start.first().map_or("nothing".to_owned(), |line| format!("{:?}", shortened(line)));
    Err(Error::new(format!("expected a dictionary, found {found}")).at_line(path, 1).advice(
        "the forms are a table of `parallax lexicon`, hunalign (`phrase @ phrase`), MUSE (`word word`), dictd (.index) and StarDict (.ifo)",
    ))
}

fn of_seed(text: &str, path: &Path) -> Result<Dictionary> {
    let mut entries = Vec::new();
    for entry in seed::read(text, path)? {
        for language in [Language::Russian, Language::Ukrainian] {
            for (rank, other) in entry.translations(language).iter().enumerate() {
                let (english, other) = (entry.english.clone(), other.clone());
                entries.push(Translated { english, other, rank, language: Some(language) });
            }
        }
    }
    Ok(Dictionary { form: Form::Seed, order: Order::EnglishFirst, entries, skipped: 0 })
}

/// Pairs of a list, each put in order by its scripts; `None` is a line that has no two sides.
fn of_pairs<'a>(
    form: Form,
    lines: impl Iterator<Item = Option<(&'a str, &'a str)>>,
    path: &Path,
) -> Result<Dictionary> {
    let (mut entries, mut skipped, mut english_first) = (Vec::new(), 0, 0);
    for line in lines {
        let Some((left, right)) = line else {
            skipped += 1;
            continue;
        };
        let (english, other) = match (script(left), script(right)) {
            (Some(Script::Latin), Some(Script::Cyrillic)) => {
                english_first += 1;
                (left, right)
            }
            (Some(Script::Cyrillic), Some(Script::Latin)) => (right, left),
            _ => {
                skipped += 1;
                continue;
            }
        };
        let (english, other) = (english.trim().to_owned(), other.trim().to_owned());
        entries.push(Translated { english, other, rank: 0, language: None });
    }
    if entries.is_empty() {
        return Err(Error::new(format!(
            "read as {form}: of {skipped} lines none has one side in Latin and one in Cyrillic letters"
        ))
        .at(path)
        .advice("a lexicon is English and Russian, or English and Ukrainian, in either order"));
    }
    let order = order(english_first, entries.len());
    Ok(Dictionary { form, order, entries, skipped })
}

/// The translations in the definitions of headwords.
fn of_definitions(
    form: Form,
    definitions: impl Iterator<Item = Result<(String, String)>>,
    path: &Path,
) -> Result<Dictionary> {
    let (mut entries, mut skipped, mut english_first) = (Vec::new(), 0, 0);
    for definition in definitions {
        let (headword, definition) = definition?;
        let headword = definition::headword(&headword);
        let Some(script) = script(&headword) else {
            skipped += 1;
            continue;
        };
        let found = definition::translations(&definition, script.other());
        skipped += usize::from(found.is_empty());
        for (rank, translation) in found.into_iter().enumerate() {
            english_first += usize::from(script == Script::Latin);
            let (english, other) = match script {
                Script::Latin => (headword.clone(), translation),
                Script::Cyrillic => (translation, headword.clone()),
            };
            entries.push(Translated { english, other, rank, language: None });
        }
    }
    if entries.is_empty() {
        return Err(Error::new(format!(
            "read as {form}: of {skipped} headwords none has a translation in the other script"
        ))
        .at(path)
        .advice("a lexicon is English and Russian, or English and Ukrainian, in either order"));
    }
    let order = order(english_first, entries.len());
    Ok(Dictionary { form, order, entries, skipped })
}

fn order(english_first: usize, all: usize) -> Order {
    if english_first * 2 >= all { Order::EnglishFirst } else { Order::OtherFirst }
}

/// The first of the files `base` + ending that exists.
fn part(base: &str, endings: &[&str]) -> Option<PathBuf> {
    endings.iter().map(|ending| PathBuf::from(format!("{base}{ending}"))).find(|path| path.exists())
}

/// The same, or an error that names what was looked for.
fn needed(base: &str, endings: &[&str], of: &Path) -> Result<PathBuf> {
    part(base, endings).ok_or_else(|| {
        let names: Vec<String> = endings.iter().map(|ending| format!("{base}{ending}")).collect();
        Error::new(format!("expected {} beside it", names.join(" or ")))
            .at(of)
            .advice("put all files of the dictionary into one folder")
    })
}

/// A piece of a file that an index points at.
fn piece<'a>(whole: &'a [u8], offset: u64, size: u64, path: &Path) -> Result<&'a [u8]> {
    let (start, end) = (usize::try_from(offset).ok(), usize::try_from(offset.saturating_add(size)).ok());
    start.zip(end).and_then(|(start, end)| whole.get(start..end)).ok_or_else(|| {
        Error::new(format!("expected {size} bytes that the index names, found the end at {}", whole.len()))
            .at_offset(path, offset)
            .advice("the file is cut short, or its index belongs to another dictionary")
    })
}

fn shortened(line: &str) -> String {
    line.chars().take(60).collect()
}
