//! Reading a corpus for a command, with everything that went wrong said, and the languages told.

use super::console::{Console, Stop};
use parallax::Error;
use parallax::corpus::{self, Article, ReadOptions};
use parallax::text::language;
use std::path::PathBuf;

/// The articles of files and folders, each with a language. Nothing read is a fault of its own.
pub fn articles(paths: &[PathBuf], options: &ReadOptions, console: &Console) -> Result<Vec<Article>, Stop> {
    let corpus = corpus::read(paths, options);
    corpus.faults.iter().for_each(|fault| console.fault(fault));
    corpus.guesses.iter().for_each(|guess| console.explain(guess));
    if corpus.skipped > 0 {
        console.explain(format_args!(
            "{} files skipped by their names (README, LICENSE, hidden)",
            corpus.skipped
        ));
    }
    let mut articles = corpus.articles;
    articles.iter_mut().for_each(|article| tell_language(article, console));
    if articles.is_empty() {
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Error::new(format!("no article in {}", names.join(", ")))
            .advice("see `parallax ingest --help`")
            .into());
    }
    Ok(articles)
}

/// Fills in a missing language, and says where an article is mixed or not in the language that it claims.
fn tell_language(article: &mut Article, console: &Console) {
    let verdict = language::article::judge(&format!("{}\n{}", article.title, article.text));
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
