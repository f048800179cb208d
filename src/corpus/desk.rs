//! Where all readers bring what they found: articles are completed from their place, ids are kept apart, and pages are
//! taken apart in batches on all threads. What goes out keeps the order in which it came in.

use super::encoding::Told;
use super::lines::LONGEST;
use super::{Article, ReadOptions, address, date, mojibake, tag, text};
use crate::Error;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// Something that reading came upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An article, complete but for a language that its source does not tell.
    Article(Article),
    /// Something that could not be read, and why.
    Fault(Error),
    /// What was guessed: an outlet from a folder, an encoding.
    Guess(String),
    /// What was lost, mended or left out although nobody asked for it: worth a line even where guesses are not told.
    Note(String),
}

/// Whether reading goes on.
pub type Flow = ControlFlow<()>;

/// Where articles come from: a file, or a file in an archive.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The path as the user knows it; of a file in an archive `pages.zip/folder/page.html`.
    pub(super) file: PathBuf,
    /// The folder that may name the outlet.
    pub(super) folder: String,
    /// When it was crawled, for dates like "yesterday at 10:30".
    pub(super) crawled: Option<jiff::Timestamp>,
}

/// A page that waits to be taken apart.
pub(super) struct Page {
    pub(super) place: Place,
    /// Number in the file: a line, a record, an item.
    pub(super) line: u64,
    pub(super) bytes: Vec<u8>,
    /// The encoding that its HTTP header declares.
    pub(super) charset: Option<String>,
    /// Its address as the crawler had it.
    pub(super) url: String,
}

/// Pages are taken apart in batches of so many bytes.
const BATCH_BYTES: usize = LONGEST;
/// … and so many pages.
const BATCH_PAGES: usize = 64;

pub(super) struct Desk<'a> {
    pub(super) options: &'a ReadOptions,
    on: &'a mut dyn FnMut(Event) -> Flow,
    /// Ids that were there, with the number of their file and their line.
    seen: FxHashMap<u128, (u32, u64)>,
    /// How many more articles asked for an id that was taken, by that id.
    taken: FxHashMap<u128, u32>,
    files: Vec<PathBuf>,
    pages: Vec<Page>,
    page_bytes: usize,
    /// What was left out without a fault, by reason.
    pub(super) skipped: BTreeMap<&'static str, u64>,
    /// How many articles and faults there were.
    pub(super) told: u64,
}

impl<'a> Desk<'a> {
    pub(super) fn new(options: &'a ReadOptions, on: &'a mut dyn FnMut(Event) -> Flow) -> Self {
        Desk {
            options,
            on,
            seen: FxHashMap::default(),
            taken: FxHashMap::default(),
            files: Vec::new(),
            pages: Vec::new(),
            page_bytes: 0,
            skipped: BTreeMap::new(),
            told: 0,
        }
    }

    pub(super) fn fault(&mut self, error: Error) -> Flow {
        self.flush()?;
        self.told += 1;
        (self.on)(Event::Fault(error))
    }

    pub(super) fn guess(&mut self, text: String) -> Flow {
        self.flush()?;
        (self.on)(Event::Guess(text))
    }

    /// What is to be said about how bytes were read.
    pub(super) fn told(&mut self, place: impl std::fmt::Display, told: Option<Told>) -> Flow {
        match told {
            None => Flow::Continue(()),
            Some(Told::Guess(what)) => self.guess(format!("{place}: {what}")),
            Some(Told::Loss(what)) => self.note(format!("{place}: {what}")),
        }
    }

    pub(super) fn note(&mut self, text: String) -> Flow {
        self.flush()?;
        (self.on)(Event::Note(text))
    }

    /// Counts something that is left out and is no fault.
    pub(super) fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    /// Takes a page, which comes out as an article or a fault in its turn.
    pub(super) fn page(&mut self, page: Page) -> Flow {
        self.page_bytes += page.bytes.len();
        self.pages.push(page);
        if self.page_bytes >= BATCH_BYTES || self.pages.len() >= BATCH_PAGES {
            self.flush()?;
        }
        Flow::Continue(())
    }

    /// Takes the waiting pages apart.
    pub(super) fn flush(&mut self) -> Flow {
        if self.pages.is_empty() {
            return Flow::Continue(());
        }
        let pages = std::mem::take(&mut self.pages);
        self.page_bytes = 0;
        let keep = self.options.keep_boilerplate;
        let read: Vec<_> = pages
            .into_par_iter()
            .map(|page| {
                #[cfg(feature = "html")]
                let read = super::html::read(&page, keep);
                // Without that reader no page is brought here.
                #[cfg(not(feature = "html"))]
                let read: crate::Result<(Article, Option<Told>)> =
                    Err(Error::new(format!("a page kept: {keep}")));
                (page.place, page.line, read)
            })
            .collect();
        for (place, line, read) in read {
            match read {
                Ok((article, told)) => {
                    self.told(format_args!("{}:{line}", place.file.display()), told)?;
                    self.article(&place, line, article)?;
                }
                Err(error) => {
                    self.told += 1;
                    (self.on)(Event::Fault(error))?;
                }
            }
        }
        Flow::Continue(())
    }

    /// Completes an article from its place and gives it on, unless it says nothing or its id was there before.
    pub(super) fn article(&mut self, place: &Place, line: u64, mut article: Article) -> Flow {
        self.flush()?;
        self.told += 1;
        let file = &place.file;
        let shown = format!("{}:{line}", file.display());
        if let Some(told) = mend(&mut article) {
            (self.on)(Event::Note(format!("{shown}: {told}")))?;
        }
        text::paragraphs(&mut article.text);
        untitle(&mut article);
        if !article.title.chars().chain(article.text.chars()).any(char::is_alphabetic) {
            let fault = Error::new("an article without a sentence").at_line(file, line);
            return (self.on)(Event::Fault(fault.advice("it needs a text or a title")));
        }
        if article.outlet.is_empty() && !place.folder.is_empty() {
            (self.on)(Event::Guess(format!("{shown}: outlet {}, from the folder", place.folder)))?;
            article.outlet.clone_from(&place.folder);
        }
        if !article.published.trim().is_empty() {
            let read = date::field(&article.published, place.crawled);
            if read.is_none() {
                let said: String = article.published.chars().take(LONGEST_SHOWN).collect();
                (self.on)(Event::Note(format!("{shown}: {said:?} is no date that can be read, left out")))?;
            }
            article.published = read.unwrap_or_default();
        }
        if article.published.is_empty()
            && let Some(day) = address::day(&article.url)
        {
            (self.on)(Event::Guess(format!("{shown}: {day}, from the address")))?;
            article.published = day;
        }
        if article.outlet.is_empty() {
            article.outlet = address::host(&article.url).to_owned();
        }
        if !article.lang.is_empty() {
            let code = tag::code(&article.lang);
            if code.is_none() {
                let said: String = article.lang.chars().take(LONGEST_SHOWN).collect();
                (self.on)(Event::Guess(format!("{shown}: {said:?} names no language")))?;
            }
            article.lang = code.unwrap_or_default();
        }
        if article.id.is_empty() {
            article.id = self.own_id(file, line, &article.outlet);
        }
        let key = xxh3_128(article.id.as_bytes());
        if let Some((first, first_line)) = self.seen.get(&key) {
            let first = format!("{}:{first_line}", self.files[*first as usize].display());
            let what = format!("the id {:?} was there before, at {first}", article.id);
            let fault = Error::new(what).at_line(file, line);
            let advice = "give each article its own id; this one was left out";
            return (self.on)(Event::Fault(fault.advice(advice)));
        }
        if self.files.last() != Some(file) {
            self.files.push(file.clone());
        }
        self.seen.insert(key, (self.files.len() as u32 - 1, line));
        article.source = shown;
        (self.on)(Event::Article(article))
    }

    /// An id for an article that has none: `outlet/name`, with the line from the second on.
    fn own_id(&mut self, file: &Path, line: u64, outlet: &str) -> String {
        let mut name = PathBuf::from(file.file_name().unwrap_or_default());
        if name.extension().is_some_and(|ending| ending == "gz" || ending == "zst") {
            name.set_extension("");
        }
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        let own = if outlet.is_empty() { stem.into_owned() } else { format!("{outlet}/{stem}") };
        let taken = |id: &str| self.seen.contains_key(&xxh3_128(id.as_bytes()));
        if line <= 1 && !taken(&own) {
            return own;
        }
        let numbered = format!("{own}:{line}");
        if !taken(&numbered) {
            return numbered;
        }
        // Where thousands of files have one name, counting goes on where it stopped.
        let next = self.taken.get(&xxh3_128(numbered.as_bytes())).copied().unwrap_or(2);
        let free = (next..).find(|number| !taken(&format!("{numbered}.{number}"))).unwrap_or(u32::MAX);
        self.taken.insert(xxh3_128(numbered.as_bytes()), free.saturating_add(1));
        format!("{numbered}.{free}")
    }
}

/// A field is quoted in a message up to so many letters.
const LONGEST_SHOWN: usize = 60;

/// Reads back what was decoded wrong, and puts a space for each NUL.
fn mend(article: &mut Article) -> Option<String> {
    let mut told = None;
    let Article { id, outlet, lang, published, url, title, author, text, source: _ } = article;
    for field in [id, outlet, lang, published, url, title, author, text] {
        if memchr::memchr(0, field.as_bytes()).is_some() {
            *field = field.replace('\0', " ");
        }
        if let Some((mended, what)) = mojibake::repair(field) {
            *field = mended;
            told = Some(format!("{what}, read back"));
        }
    }
    told
}

/// Takes the headline off the body where pages have it there again: it is one sentence, not two.
fn untitle(article: &mut Article) {
    let title = article.title.trim();
    while !title.is_empty() {
        let rest = article.text.trim_start().strip_prefix(title);
        let Some(rest) = rest.filter(|rest| rest.starts_with('\n') && !rest.trim().is_empty()) else { break };
        article.text = rest.trim_start().to_owned();
    }
}
