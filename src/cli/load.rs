//! Reading a corpus for a command, with everything that went wrong said, and the languages told.

use super::console::{Console, Stop};
use parallax::Error;
use parallax::corpus::{self, Article, Event, ReadOptions};
use parallax::text::language::{self, article::Verdict};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Articles whose language is told at a time.
const BATCH: usize = 128;
/// And no more than about so many bytes of them.
const BATCH_BYTES: usize = 8 << 20;

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
    let mut stop = None;
    // Languages are told on all threads, so many articles at a time; what is said keeps its order.
    let mut waiting = Vec::new();
    let mut tell = |waiting: &mut Vec<Event>| {
        let verdicts: Vec<Option<Verdict>> = waiting.par_iter().map(verdict).collect();
        for (event, verdict) in waiting.drain(..).zip(verdicts) {
            match event {
                Event::Fault(fault) => console.fault(&fault),
                Event::Guess(guess) => console.explain(guess),
                Event::Article(mut article) => {
                    count += 1;
                    if let Some(verdict) = verdict {
                        tell_language(&mut article, &verdict, console);
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

/// Fills in a missing language, and says where an article is mixed or not in the language that it claims.
fn tell_language(article: &mut Article, verdict: &Verdict, console: &Console) {
    let guess = verdict.guess;
    if article.lang.is_empty() {
        article.lang = guess.code.to_owned();
        console.explain(format_args!("{}: language {}, from the text", article.source, guess.code));
    } else if article.lang != guess.code && guess.confidence > 0.98 {
        console.explain(format_args!(
            "{}: said to be in {}, looks like {}",
            article.source, article.lang, guess.code
        ));
    }
    if verdict.is_mixed() {
        let mut others: Vec<&str> = verdict.parts.iter().map(|part| part.guess.code).collect();
        others.sort_unstable();
        others.dedup();
        console.explain(format_args!(
            "{}: mixed, {:.0} % of the letters are in {}",
            article.source,
            100.0 * verdict.foreign,
            others.join(", ")
        ));
    }
}
