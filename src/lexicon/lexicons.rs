//! The user's own lexicons, in any form, beside the one that comes with parallax.

use super::compile::Compiler;
use super::formats::{self, Dictionary, Form, Order, script};
use super::table::{Lexicon, Of};
use super::train::Options;
use crate::corpus::source;
use crate::text::{Language, LanguagePair};
use crate::{Error, Result};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use xxhash_rust::xxh3::xxh3_64;

/// Lexicons that were loaded, to be shared by all stages of a run. Empty by default.
#[derive(Clone, Default)]
pub struct Lexicons {
    files: Vec<Arc<File>>,
}

/// A lexicon file, ready for one language, or for both when its letters do not tell which it is.
struct File {
    path: PathBuf,
    form: Form,
    order: Order,
    entries: usize,
    skipped: usize,
    tables: Vec<Table>,
    /// Whether any of its words stood in a text and translated one on the other side.
    found: AtomicUsize,
}

struct Table {
    language: Language,
    bytes: Vec<u8>,
}

impl Table {
    fn is_for(&self, pair: LanguagePair) -> bool {
        pair == LanguagePair::new(Language::English, self.language)
    }
}

/// How much an entry of a user's dictionary counts, in sentence pairs.
pub const ENTRY_WEIGHT: f32 = 2.0;

impl Lexicons {
    /// Loads files of any form that [`formats`] knows, each told by its content.
    pub fn load(paths: &[PathBuf]) -> Result<Lexicons> {
        let files = paths.iter().map(|path| File::load(path).map(Arc::new)).collect::<Result<_>>()?;
        Ok(Lexicons { files })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The tables for two languages; only pairs of English and another language have any.
    pub fn of(&self, pair: LanguagePair) -> impl Iterator<Item = Lexicon<'_>> {
        let tables = self.files.iter().flat_map(|file| &file.tables);
        let of_language = tables.filter(move |table| table.is_for(pair));
        // Checked when they were loaded.
        of_language.filter_map(|table| Lexicon::from_bytes(&table.bytes).ok())
    }

    /// Remembers that so many links of each table for two languages, in the order of [`Lexicons::of`], stood in the texts.
    pub fn found(&self, pair: LanguagePair, links: &[usize]) {
        let files = self.files.iter().flat_map(|file| file.tables.iter().map(move |table| (file, table)));
        let of_language = files.filter(|(_, table)| table.is_for(pair));
        for ((file, _), links) in of_language.zip(links) {
            file.found.fetch_add(*links, Ordering::Relaxed);
        }
    }

    /// How each file was read, a line each.
    pub fn described(&self) -> Vec<String> {
        self.files.iter().map(|file| file.to_string()).collect()
    }

    /// The same of those files whose links all stood in no text so far.
    pub fn unmatched(&self) -> Vec<String> {
        let files = self.files.iter().filter(|file| file.found.load(Ordering::Relaxed) == 0);
        files.map(|file| file.to_string()).collect()
    }
}

/// The languages and a fingerprint of each file, so that a change of content shows in what is made of this.
impl fmt::Debug for Lexicons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tables = self.files.iter().flat_map(|file| &file.tables);
        f.debug_list()
            .entries(tables.map(|table| format!("{}:{:016x}", table.language, xxh3_64(&table.bytes))))
            .finish()
    }
}

impl File {
    fn load(path: &Path) -> Result<File> {
        let (form, order, entries, skipped, tables) = match read(path)? {
            Read::Table(bytes) => {
                let lexicon = Lexicon::checked(&bytes).map_err(|error| error.at(path))?;
                let stems = (0..lexicon.len(Of::Target) as u32).map(|stem| lexicon.stem(Of::Target, stem));
                let told = script::language(stems);
                let entries = lexicon.link_count();
                let tables = languages(told).map(|language| Table { language, bytes: bytes.clone() });
                (Form::Table, Order::EnglishFirst, entries, 0, tables.collect())
            }
            Read::Dictionary(dictionary) => {
                let mut tables = Vec::new();
                for language in languages(language(&dictionary)) {
                    tables.push(Table { language, bytes: compile(&dictionary, language, path)? });
                }
                (dictionary.form, dictionary.order, dictionary.entries.len(), dictionary.skipped, tables)
            }
        };
        Ok(File { path: path.to_owned(), form, order, entries, skipped, tables, found: AtomicUsize::new(0) })
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let languages: Vec<Language> = self.tables.iter().map(|table| table.language).collect();
        let (entries, skipped) = (self.entries, self.skipped);
        f.write_str(&described(&self.path, self.form, self.order, &languages, entries, skipped))
    }
}

/// How a file was read, in one line.
pub fn described(
    path: &Path,
    form: Form,
    order: Order,
    languages: &[Language],
    entries: usize,
    skipped: usize,
) -> String {
    let codes: Vec<&str> = languages.iter().map(|language| language.code()).collect();
    let of = codes.join(" or ");
    let order = match order {
        Order::EnglishFirst => format!("en to {of}"),
        Order::OtherFirst => format!("{of} to en"),
    };
    let left_out = match skipped {
        0 => String::new(),
        _ => format!(", {skipped} lines or headwords without one"),
    };
    format!("{}: read as {form}, {order}, {entries} translations{left_out}", path.display())
}

/// A lexicon file of any form.
pub enum Read {
    /// The bytes of a trained table, not yet checked.
    Table(Vec<u8>),
    /// Entries of a dictionary.
    Dictionary(Dictionary),
}

/// Reads a file of any form.
pub fn read(path: &Path) -> Result<Read> {
    if let Some(dictionary) = formats::of_parts(path) {
        return dictionary.map(Read::Dictionary);
    }
    let bytes = source::read_bytes(path)?;
    if Lexicon::recognises(&bytes) {
        return Ok(Read::Table(bytes));
    }
    formats::of_text(bytes, path).map(Read::Dictionary)
}

/// The language of a dictionary's translations, by its letters.
pub fn language(dictionary: &Dictionary) -> Option<Language> {
    let silent = dictionary.entries.iter().filter(|entry| entry.language.is_none());
    script::language(silent.map(|entry| entry.other.as_str()))
}

fn languages(told: Option<Language>) -> impl Iterator<Item = Language> {
    [Language::Russian, Language::Ukrainian]
        .into_iter()
        .filter(move |language| told.is_none_or(|told| told == *language))
}

fn compile(dictionary: &Dictionary, language: Language, path: &Path) -> Result<Vec<u8>> {
    let mut compiler = Compiler::new(language);
    dictionary.entries.iter().for_each(|entry| compiler.entry(entry, ENTRY_WEIGHT));
    let compiled = compiler.finish(&Options::default()).map_err(|error: Error| error.at(path))?;
    Ok(compiled.bytes)
}
