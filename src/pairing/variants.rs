//! Labelled sets as they could also have been: without dates, with dates, headlines only, one side short, with half of the
//! partners gone.
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
    let words = |article: &Article| article.text.split_whitespace().count();
    if articles.iter().filter(|article| words(article) >= LONG).count() * 4 > articles.len() {
        for (name, lang) in [("source short", true), ("target short", false)] {
            let sides: Vec<usize> = right.iter().map(|&(src, trg)| if lang { src } else { trg }).collect();
            let mut cut = articles.to_vec();
            let langs: std::collections::BTreeSet<&str> =
                sides.iter().map(|&at| articles[at].lang.as_str()).collect();
            for article in cut.iter_mut().filter(|article| langs.contains(article.lang.as_str())) {
                shorten(article);
            }
            made.push(Variant { name, weight: 0.15, articles: cut });
        }
    }
    if most(&|article| article.time().is_some()) {
        made.push(change("without dates", 0.2, &|article| article.published.clear()));
        if most(&|article| !article.title.is_empty()) {
            made.push(change("headlines only", 0.1, &|article| article.text.clear()));
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

/// An article of so many words and more is a long one; so many words of it are its lead.
const LONG: usize = 150;
const LEAD: usize = 40;

/// Leaves the title and the lead of an article.
fn shorten(article: &mut Article) {
    let end = article.text.split_whitespace().nth(LEAD).map(|word| word.as_ptr() as usize);
    if let Some(end) = end {
        article.text.truncate(end - article.text.as_ptr() as usize);
    }
}

/// A day of a month, by the id.
fn day(id: &str) -> String {
    format!("2021-05-{:02}", 1 + xxh3_64(id.as_bytes()) % 28)
}
