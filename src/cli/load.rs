//! Reading a corpus for a command, with everything that went wrong said, and the languages told.

use super::console::{Console, Stop};
use parallax::Error;
use parallax::corpus::{self, Article, Event, ReadOptions, source};
use parallax::error::shown;
use parallax::text::language::{self, article::Verdict};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Articles whose language is told at a time.
const BATCH: usize = 128;
/// And no more than about so many bytes of them.
const BATCH_BYTES: usize = 8 << 20;

/// How the files of a corpus are found.
#[derive(clap::Args)]
pub struct Reading {
    /// Follow symbolic links that lead out of the folders of the corpus
    #[arg(long)]
    pub follow_links: bool,
    /// Take fields from columns or keys of other names, in tables and JSON: `text=articles,title=headlines`
    #[arg(long, value_name = "FIELD=NAME", value_delimiter = ',', value_parser = mapping)]
    pub map: Vec<(String, String)>,
}

/// The fields of an article that may be taken from elsewhere.
const FIELDS: [&str; 8] = ["id", "outlet", "lang", "published", "url", "title", "author", "text"];

fn mapping(text: &str) -> Result<(String, String), String> {
    let (field, column) = text.split_once('=').ok_or("expected a field and a name, such as text=articles")?;
    if !FIELDS.contains(&field) || column.is_empty() {
        return Err(format!("expected one of {} before =, and a name behind it", FIELDS.join(", ")));
    }
    Ok((field.to_owned(), column.to_owned()))
}

impl Reading {
    pub fn options(&self) -> ReadOptions {
        ReadOptions { follow_links: self.follow_links, map: self.map.clone(), ..ReadOptions::default() }
    }
}

/// The text of a file that has to have one.
pub fn text(path: &Path) -> Result<String, Stop> {
    let text = source::read_text(path)?;
    if text.trim().is_empty() {
        return Err(Error::new("there is no text in it").at(path).advice("is this the right file?").into());
    }
    Ok(text)
}

/// The articles of files and folders, each with a language. Nothing read is a fault of its own.
pub fn articles(paths: &[PathBuf], options: &ReadOptions, console: &Console) -> Result<Vec<Article>, Stop> {
    let mut articles = Vec::new();
    for (reason, count) in each(paths, options, console, |article| {
        articles.push(article);
        Ok(())
    })? {
        console.explain(format_args!("skipped: {count} {reason}"));
    }
    Ok(articles)
}

/// Gives each article on as it is read, and returns what was skipped, by reason.
pub fn each(
    paths: &[PathBuf],
    options: &ReadOptions,
    console: &Console,
    mut on: impl FnMut(Article) -> Result<(), Stop>,
) -> Result<BTreeMap<&'static str, u64>, Stop> {
    let mut count = 0_u64;
    let mut overruled = 0_u64;
    let _busy = console.busy("reading");
    let mut stop = None;
    // Languages are told on all threads, so many articles at a time; what is said keeps its order.
    let mut waiting = Vec::new();
    let mut tell = |waiting: &mut Vec<Event>| {
        let verdicts: Vec<Option<Verdict>> = waiting.par_iter().map(verdict).collect();
        for (event, verdict) in waiting.drain(..).zip(verdicts) {
            match event {
                Event::Fault(fault) => console.fault(&fault),
                Event::Guess(guess) => console.explain(shown(&guess)),
                Event::Note(note) => console.note(shown(&note)),
                Event::Article(mut article) => {
                    count += 1;
                    if let Some(verdict) = verdict {
                        tell_language(&mut article, &verdict, &mut overruled, console);
                    }
                    if let Err(early) = on(article) {
                        stop = Some(early);
                        return ControlFlow::Break(());
                    }
                }
            }
        }
        ControlFlow::Continue(())
    };
    let mut bytes = 0;
    let skipped = corpus::stream(paths, options, &mut |event| {
        if let Event::Article(article) = &event {
            bytes += article.text.len();
        }
        waiting.push(event);
        if waiting.len() < BATCH && bytes < BATCH_BYTES {
            return ControlFlow::Continue(());
        }
        bytes = 0;
        tell(&mut waiting)
    });
    if !waiting.is_empty() {
        let _ = tell(&mut waiting);
    }
    if let Some(stop) = stop {
        return Err(stop);
    }
    if overruled > MOST_OVERRULED_SHOWN {
        console.note(format_args!(
            "{overruled} articles in all are in another language than is said of them; -v names each"
        ));
    }
    if count == 0 {
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Error::new(format!("no article in {}", names.join(", ")))
            .advice("see `parallax ingest --help`")
            .into());
    }
    Ok(skipped)
}

/// In which language an article is.
fn verdict(event: &Event) -> Option<Verdict> {
    let Event::Article(article) = event else { return None };
    Some(language::article::judge(&format!("{}\n{}", article.title, article.text)))
}

/// So many articles whose language is not what is said of them are named without `-v`.
const MOST_OVERRULED_SHOWN: u64 = 10;

/// Fills in a missing language, gives way to a text that surely contradicts what is said of it, and says where an article is
/// mixed.
fn tell_language(article: &mut Article, verdict: &Verdict, overruled: &mut u64, console: &Console) {
    let guess = verdict.guess;
    let place = shown(&article.source).into_owned();
    if article.lang.is_empty() {
        article.lang = guess.code.to_owned();
        console.explain(format_args!("{place}: language {}, from the text", guess.code));
    } else if verdict.contradicts(&article.lang) {
        *overruled += 1;
        let what = format!("{place}: said to be in {}, is in {}: taken as that", article.lang, guess.code);
        if *overruled <= MOST_OVERRULED_SHOWN {
            console.note(what);
        } else {
            console.explain(what);
        }
        article.lang = guess.code.to_owned();
    } else if article.lang != guess.code && guess.confidence > 0.98 {
        console.explain(format_args!("{place}: said to be in {}, looks like {}", article.lang, guess.code));
    }
    if verdict.is_mixed() {
        let mut others: Vec<&str> = verdict.parts.iter().map(|part| part.guess.code).collect();
        others.sort_unstable();
        others.dedup();
        console.explain(format_args!(
            "{place}: mixed, {:.0} % of the letters are in {}",
            100.0 * verdict.foreign,
            others.join(", ")
        ));
    }
}
