//! From paths to articles: folders are walked in depth and in order, each file is read as a stream by its form, and what
//! goes wrong with one file, line or record is told and loses nothing else.

#[cfg(feature = "archives")]
use super::archive;
use super::desk::{Desk, Event, Flow, Place};
use super::form::{self, Form};
#[cfg(not(all(feature = "html", feature = "archives")))]
use super::lacking;
use super::lines::LONGEST;
use super::source::{self, Input};
use super::{Article, encoding, jsonl, page, table, walk};
#[cfg(feature = "html")]
use super::{feed, warc};
use crate::Error;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How articles are read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Leave captions, headings and "read also" lines in the body.
    pub keep_boilerplate: bool,
    /// Follow symbolic links that lead out of the folder that is read.
    pub follow_links: bool,
    /// Fields of an article, each with the column or key that it is taken from, of tables and JSON: (`text`, `articles`).
    pub map: Vec<(String, String)>,
    /// When the pages were saved, for dates like "yesterday at 10:30"; a WARC says it itself.
    pub crawled: Option<jiff::Timestamp>,
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
    /// What was lost, mended or left out: broken letters, dates that cannot be read, links out of the folder.
    pub notes: Vec<String>,
    /// What was left out without a fault, by reason.
    pub skipped: BTreeMap<&'static str, u64>,
}

/// Reads files and folders; `-` is standard input.
///
/// Everything is held in memory; [`stream`] does not.
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Corpus {
    let mut corpus = Corpus::default();
    let skipped = stream(paths, options, &mut collector(&mut corpus));
    corpus.skipped = skipped;
    corpus
}

/// Reads files and folders and gives each article and fault on as it comes, in a fixed order. `-` is standard input.
/// Returns what was left out without a fault, by reason.
///
/// Memory does not grow with the files: an article at a time is held (some dozens of HTML pages), and a short key for each
/// id that was seen.
///
/// ```
/// use parallax::corpus::{Event, ReadOptions, stream};
/// let mut count = 0;
/// stream(&["corpora/the-lantern".into()], &ReadOptions::default(), &mut |event| {
///     count += u32::from(matches!(event, Event::Article(_)));
///     std::ops::ControlFlow::Continue(())
/// });
/// assert!(count > 0);
/// ```
pub fn stream(
    paths: &[PathBuf],
    options: &ReadOptions,
    on: &mut dyn FnMut(Event) -> Flow,
) -> BTreeMap<&'static str, u64> {
    let mut desk = Desk::new(options, on);
    let _ = paths.iter().try_for_each(|path| read_path(path, &mut desk)).is_continue()
        && desk.flush().is_continue();
    desk.skipped
}

/// Reads one stream as if it were a file of that name, which tells its form.
pub fn read_from(name: &Path, bytes: impl Read, options: &ReadOptions) -> Corpus {
    let mut corpus = Corpus::default();
    let mut on = collector(&mut corpus);
    let mut desk = Desk::new(options, &mut on);
    let place = Place { file: name.to_path_buf(), folder: String::new(), crawled: options.crawled };
    let _ =
        read_input(Input::unpack(bytes), &place, 0, &mut desk).is_continue() && desk.flush().is_continue();
    let skipped = desk.skipped;
    drop(on);
    corpus.skipped = skipped;
    corpus
}

fn collector(corpus: &mut Corpus) -> impl FnMut(Event) -> Flow {
    let Corpus { articles, faults, guesses, notes, skipped: _ } = corpus;
    |event| {
        match event {
            Event::Article(article) => articles.push(article),
            Event::Fault(error) => faults.push(error),
            Event::Guess(text) => guesses.push(text),
            Event::Note(text) => notes.push(text),
        }
        Flow::Continue(())
    }
}

fn read_path(path: &Path, desk: &mut Desk) -> Flow {
    if !path.is_dir() {
        return read_file(path, desk);
    }
    let before = desk.told;
    let files = match walk::own_output(path) {
        // What `run` left is derived but for the articles.
        Some(articles) => {
            read_file(&articles, desk)?;
            1
        }
        None => walk::folder(path, desk)?,
    };
    if files == 0 && desk.told == before {
        let fault = Error::new("no file to read in this folder").at(path);
        desk.fault(fault.advice("is this the right folder?"))?;
    }
    Flow::Continue(())
}

pub(super) fn read_file(file: &Path, desk: &mut Desk) -> Flow {
    match Input::open(file) {
        Ok(input) => {
            let folder = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
            let folder = if folder == "corpora" { String::new() } else { folder.into_owned() };
            let place = Place { file: file.to_path_buf(), folder, crawled: desk.options.crawled };
            read_input(input, &place, 0, desk)
        }
        Err(error) => desk.fault(error),
    }
}

/// Reads a stream by its form. `depth` counts the archives around it.
pub(super) fn read_input(input: Input, place: &Place, depth: u32, desk: &mut Desk) -> Flow {
    let file = &place.file;
    if input.head().is_empty() {
        // A stream that fails at once says why when it is read.
        let fault = match input.whole(0) {
            Err(cause) => source::fault(file, &cause),
            Ok(_) => Error::new("an empty file").at(file).advice("leave it out"),
        };
        return desk.fault(fault);
    }
    if let Some(name) = input.encoding {
        desk.guess(format!("{}: read as {name}", file.display()))?;
    }
    let form = match form::tell(file, input.head()) {
        Ok(form) => form,
        Err(what) => {
            let fault = Error::new(format!("{what}, expected articles")).at(file);
            return desk.fault(
                fault.advice("leave it out, or save its text in a form that `docs/formats.md` names"),
            );
        }
    };
    if !matches!(form, Form::Zip | Form::Tar | Form::Warc) && encoding::looks_binary(input.head()) {
        return desk.fault(encoding::binary_fault(input.head(), file));
    }
    let before = desk.told;
    match form {
        Form::Json => jsonl::read(input, place, desk)?,
        Form::Table => table::read(input, place, desk)?,
        #[cfg(feature = "html")]
        Form::Feed => feed::read(input, place, desk)?,
        #[cfg(feature = "html")]
        Form::Warc => warc::read(input, place, desk)?,
        #[cfg(feature = "archives")]
        Form::Zip => archive::read_zip(input, place, depth, desk)?,
        #[cfg(feature = "archives")]
        Form::Tar => archive::read_tar(input, place, depth, desk)?,
        #[cfg(feature = "html")]
        Form::Html => {
            if let Some(bytes) = whole(input, place, desk)? {
                let url = String::new();
                return desk.page(super::desk::Page {
                    place: place.clone(),
                    line: 1,
                    bytes,
                    charset: None,
                    url,
                });
            }
        }
        #[cfg(not(feature = "html"))]
        Form::Feed | Form::Warc | Form::Html => {
            return lacking::read("HTML, RSS, Atom or WARC", "html", place, desk);
        }
        #[cfg(not(feature = "archives"))]
        Form::Zip | Form::Tar => return lacking::read("zip or tar", "archives", place, desk),
        Form::Page => read_page(input, place, desk)?,
    }
    desk.flush()?;
    if desk.told == before {
        return desk.fault(Error::new("no article in it").at(file).advice("leave it out"));
    }
    Flow::Continue(())
}

fn read_page(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let Some(bytes) = whole(input, place, desk)? else { return Flow::Continue(()) };
    match encoding::decode_told(bytes, &place.file) {
        Ok((text, told)) => {
            desk.told(place.file.display(), told)?;
            if text.trim().is_empty() {
                return Flow::Continue(());
            }
            desk.article(place, 1, page::read_at(&text, desk.options.keep_boilerplate, place.crawled))
        }
        Err(error) => desk.fault(error),
    }
}

/// All bytes of a stream that holds one article; what is too long or damaged is told.
pub(super) fn whole(
    input: Input,
    place: &Place,
    desk: &mut Desk,
) -> std::ops::ControlFlow<(), Option<Vec<u8>>> {
    match input.whole(LONGEST as u64) {
        Ok(Some(bytes)) => return std::ops::ControlFlow::Continue(Some(bytes)),
        Ok(None) => desk.fault(too_long().at(&place.file).advice("split it into articles"))?,
        Err(cause) => desk.fault(source::fault(&place.file, &cause))?,
    }
    std::ops::ControlFlow::Continue(None)
}

/// The fault of an article that is longer than any.
pub(super) fn too_long() -> Error {
    Error::new(format!("longer than {} MiB, expected one article", LONGEST >> 20))
}
