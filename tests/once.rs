//! The main job cuts each article into sentences once and takes it apart into words once. A test binary of its own: the
//! counts are of the whole process.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use parallax::corpus::{ReadOptions, read};
use parallax::run::Options;
use parallax::text::tally;
use std::path::PathBuf;

#[test]
fn an_article_is_split_and_tokenised_once() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let articles = read(&[folder], &ReadOptions::default()).articles;
    let options = Options::default();
    // Tables and lists are read with the same functions, once for the process.
    let of_each = ["en", "ru", "uk"].map(|language| {
        let of_language = articles.iter().filter(|article| article.lang == language);
        of_language.take(2).cloned().collect::<Vec<_>>()
    });
    parallax::run(of_each.into_iter().flatten(), &options).unwrap();
    let (split, words) = tally::so_far();
    parallax::run(articles.clone(), &options).unwrap();
    let (split_again, words_again) = tally::so_far();
    let bodies: u64 = articles.iter().map(|article| article.text.len() as u64).sum();
    let all: u64 = articles.iter().map(|article| (article.title.len() + article.text.len()) as u64).sum();
    let (split, words) = ((split_again - split) as f64, (words_again - words) as f64);
    assert!(split > 0.9 * bodies as f64, "counted {split} bytes of {bodies}");
    assert!(split < 1.02 * all as f64, "{split} bytes were split, the articles have {all}");
    // Names are taken apart by themselves once more.
    assert!(words < 1.25 * all as f64, "{words} bytes were tokenised, the articles have {all}");
}
