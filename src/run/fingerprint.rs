//! Whether anything changed since the last run: one number over the articles, the options and the version.

use super::Options;
use crate::corpus::Article;
use xxhash_rust::xxh3::Xxh3;

/// The fingerprint of a run's input, as 16 hexadecimal digits.
pub fn fingerprint(articles: &[Article], options: &Options) -> String {
    let mut hash = Xxh3::new();
    let mut add = |text: &str| {
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    add(env!("CARGO_PKG_VERSION"));
    add(&format!("{options:?}"));
    for article in articles {
        let Article { id, outlet, lang, published, url, title, author, text, source: _ } = article;
        [id, outlet, lang, published, url, title, author, text].into_iter().for_each(|field| add(field));
    }
    format!("{:016x}", hash.digest())
}
