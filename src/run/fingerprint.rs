//! Whether anything changed since the last run: one number over the articles, the options and the version.

use super::Options;
use crate::corpus::Article;
use xxhash_rust::xxh3::Xxh3;

/// The fingerprint of a run's input in the making. It does not depend on the order of the articles.
#[derive(Debug)]
pub struct Fingerprint {
    options: u64,
    articles: Vec<u64>,
}

impl Fingerprint {
    /// That of no article.
    pub fn new(options: &Options) -> Self {
        let settled = format!("{}\n{options:?}", env!("CARGO_PKG_VERSION"));
        Fingerprint { options: hash([settled.as_str()]), articles: Vec::new() }
    }

    /// Adds an article. Where it was read does not matter.
    pub fn add(&mut self, article: &Article) {
        let Article { id, outlet, lang, published, url, title, author, text, source: _ } = article;
        self.articles.push(hash([id, outlet, lang, published, url, title, author, text].map(String::as_str)));
    }

    /// The fingerprint as 16 hexadecimal digits.
    pub fn finish(&self) -> String {
        let mut articles = self.articles.clone();
        articles.sort_unstable();
        let mut all = Xxh3::new();
        all.update(&self.options.to_le_bytes());
        articles.iter().for_each(|article| all.update(&article.to_le_bytes()));
        format!("{:016x}", all.digest())
    }
}

fn hash<const N: usize>(fields: [&str; N]) -> u64 {
    let mut hash = Xxh3::new();
    for field in fields {
        hash.update(&(field.len() as u64).to_le_bytes());
        hash.update(field.as_bytes());
    }
    hash.digest()
}
