//! From paths to a corpus: folders are walked in depth and in order, each file is read by its form, and what goes wrong
//! with one file or line is told and loses nothing else.

use super::{Article, jsonl, page, source, table};
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How articles are read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Leave captions, headings and "read also" lines in the body.
    pub keep_boilerplate: bool,
}

/// Articles, and what is to be said about how they were read.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The articles in the order of the paths.
    pub articles: Vec<Article>,
    /// What could not be read, and why.
    pub faults: Vec<Error>,
    /// What was guessed: outlets from folders, encodings.
    pub guesses: Vec<String>,
    /// Files that are no articles by their name: README, LICENSE, hidden ones.
    pub skipped: u64,
}

/// Reads files and folders; `-` is standard input.
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Corpus {
    let mut corpus = Corpus::default();
    let mut seen: FxHashMap<String, String> = FxHashMap::default();
    for path in paths {
        let mut files = Vec::new();
        if path.is_dir() {
            walk(path, &mut files, &mut corpus);
            if files.is_empty() {
                corpus.faults.push(
                    Error::new("no file to read in this folder").at(path).advice("is this the right folder?"),
                );
            }
        } else {
            files.push(path.clone());
        }
        for file in files {
            read_file(&file, options, &mut corpus, &mut seen);
        }
    }
    corpus
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, corpus: &mut Corpus) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let mut paths: Vec<PathBuf> = match entries {
        Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
        Err(cause) => return corpus.faults.push(Error::io(folder, &cause)),
    };
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if name.starts_with('.')
            || ["README", "LICENSE", "LICENCE", "NOTICE"].iter().any(|word| name.starts_with(word))
        {
            corpus.skipped += 1;
        } else if path.is_dir() {
            walk(&path, files, corpus);
        } else {
            files.push(path);
        }
    }
}

fn read_file(file: &Path, options: &ReadOptions, corpus: &mut Corpus, seen: &mut FxHashMap<String, String>) {
    let text = match source::read_bytes(file).and_then(|bytes| super::encoding::decode(bytes, file)) {
        Ok((text, encoding)) => {
            if let Some(encoding) = encoding {
                corpus.guesses.push(format!("{}: read as {encoding}", file.display()));
            }
            text
        }
        Err(error) => return corpus.faults.push(error),
    };
    if text.trim().is_empty() {
        return corpus.faults.push(Error::new("an empty file").at(file).advice("leave it out"));
    }
    let found = articles(&text, file, options);
    for (line, article) in found {
        match article {
            Ok(article) => add(article, file, line, corpus, seen),
            Err(error) => corpus.faults.push(error),
        }
    }
}

/// The form is told by the ending, and where that says nothing, by the first letter.
fn articles(text: &str, file: &Path, options: &ReadOptions) -> Vec<(u64, Result<Article>)> {
    let mut name = PathBuf::from(file.file_name().unwrap_or_default());
    if name.extension().is_some_and(|ending| ending == "gz" || ending == "zst") {
        name.set_extension("");
    }
    let ending = name.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "jsonl" | "ndjson" | "json" => jsonl::read(text, file),
        "csv" | "tsv" => table::read(text, file),
        "txt" | "md" | "markdown" | "text" => vec![(1, Ok(page::read(text, options.keep_boilerplate)))],
        _ if text.trim_start().starts_with(['{', '[']) => jsonl::read(text, file),
        _ if text.lines().next().is_some_and(|first| first.matches('\t').count() >= 2) => {
            table::read(text, file)
        }
        _ => vec![(1, Ok(page::read(text, options.keep_boilerplate)))],
    }
}

/// Completes an article from its path and keeps it, unless it says nothing or its id was there before.
fn add(
    mut article: Article,
    file: &Path,
    line: u64,
    corpus: &mut Corpus,
    seen: &mut FxHashMap<String, String>,
) {
    let place = format!("{}:{line}", file.display());
    if !format!("{}{}", article.title, article.text).chars().any(char::is_alphabetic) {
        let fault = Error::new("an article without a sentence").at_line(file, line);
        return corpus.faults.push(fault.advice("it needs a text or a title"));
    }
    if article.outlet.is_empty() {
        let folder =
            file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        if !folder.is_empty() && folder != "corpora" {
            corpus.guesses.push(format!("{place}: outlet {folder}, from the folder"));
            article.outlet = folder;
        }
    }
    if !article.published.is_empty() && article.time().is_none() {
        match super::date::parse(&article.published) {
            Some(date) => article.published = date,
            None => {
                corpus.guesses.push(format!("{place}: {:?} is no date that can be read", article.published))
            }
        }
    }
    if article.id.is_empty() {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let own =
            if article.outlet.is_empty() { stem.into_owned() } else { format!("{}/{stem}", article.outlet) };
        article.id = if line > 1 || seen.contains_key(&own) { format!("{own}:{line}") } else { own };
    }
    if let Some(first) = seen.get(&article.id) {
        let fault =
            Error::new(format!("the id {:?} was there before, at {first}", article.id)).at_line(file, line);
        return corpus.faults.push(fault.advice("give each article its own id; this one was left out"));
    }
    seen.insert(article.id.clone(), place.clone());
    article.source = place;
    corpus.articles.push(article);
}
