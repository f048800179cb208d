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
    for article in articles.iter_mut().filter(|article| article.lang.is_empty()) {
        let guess = language::identify(&format!("{}\n{}", article.title, article.text));
        article.lang = guess.code.to_owned();
        console.explain(format_args!("{}: language {}, from the text", article.source, guess.code));
    }
    if articles.is_empty() {
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Error::new(format!("no article in {}", names.join(", ")))
            .advice("see `parallax ingest --help`")
            .into());
    }
    Ok(articles)
}
