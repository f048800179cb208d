//! Labelled sets as they could also have been: without dates, with dates, headlines only, with half of the partners gone.
//! Weights that are fitted on them too do not lean on what is chance in a set.

use crate::corpus::Article;
use xxhash_rust::xxh3::xxh3_64;

/// A set as it could also have been.
#[derive(Debug, Clone)]
pub struct Variant {
    /// What was done to it.
    pub name: &'static str,
    /// How much it counts against the set itself.
    pub weight: f64,
    /// The articles, in their places; one that was taken away is in no language.
    pub articles: Vec<Article>,
}

/// The variants of a set, given its right pairs (places of the English and the other article).
pub fn variants(articles: &[Article], right: &[(usize, usize)]) -> Vec<Variant> {
    let change = |name, weight, change: &dyn Fn(&mut Article)| {
        let mut articles = articles.to_vec();
        articles.iter_mut().for_each(change);
        Variant { name, weight, articles }
    };
    let most = |has: &dyn Fn(&Article) -> bool| {
        2 * articles.iter().filter(|article| has(article)).count() > articles.len()
    };
    let mut made = Vec::new();
    if most(&|article| article.time().is_some()) {
        made.push(change("without dates", 0.2, &|article| article.published.clear()));
        if most(&|article| !article.title.is_empty()) {
            made.push(change("headlines only", 0.3, &|article| article.text.clear()));
        }
    } else {
        let mut dated = change("with dates", 0.2, &|article| article.published = day(&article.id));
        let mut thinned = Variant { name: "half of the partners", weight: 2.0, articles: articles.to_vec() };
        for &(src, trg) in right {
            dated.articles[trg].published = dated.articles[src].published.clone();
            match xxh3_64(articles[src].id.as_bytes()) % 4 {
                0 => thinned.articles[src].lang.clear(),
                1 => thinned.articles[trg].lang.clear(),
                _ => {}
            }
        }
        made.extend([dated, thinned]);
    }
    made
}

/// A day of a month, by the id.
fn day(id: &str) -> String {
    format!("2021-05-{:02}", 1 + xxh3_64(id.as_bytes()) % 28)
}
