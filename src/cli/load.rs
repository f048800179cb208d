//! Reading a corpus for a command, with everything that went wrong said.

use super::console::Console;
use parallax::corpus::{Article, source};
use std::path::PathBuf;

/// The articles of files and folders.
pub fn articles(paths: &[PathBuf], console: &Console) -> Vec<Article> {
    let mut articles = Vec::new();
    for path in paths {
        let Some(text) = console.keep(source::read_text(path)) else { continue };
        articles.extend(text.lines().filter_map(|line| serde_json::from_str::<Article>(line).ok()));
    }
    articles
}
