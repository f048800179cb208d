//! What the page of a run shows, collected while the results go by. Without the feature `report` there is no page.

use crate::Result;
use crate::corpus::Article;
use crate::linking::LinkedPair;
use std::collections::BTreeMap;

/// What the page will show.
#[derive(Default)]
pub struct Shown {
    #[cfg(feature = "report")]
    pairs: Vec<LinkedPair>,
    #[cfg(feature = "report")]
    more: usize,
    #[cfg(feature = "report")]
    outlets: crate::report::Outlets,
}

#[cfg(feature = "report")]
impl Shown {
    /// Takes a pair: shown whole, or only counted.
    pub fn pair(&mut self, linked: &LinkedPair) {
        if self.pairs.len() < crate::report::SHOWN {
            self.pairs.push(linked.clone());
        } else {
            self.more += 1;
        }
    }

    /// Counts an article.
    pub fn article(&mut self, article: &Article) {
        self.outlet(article).0 += 1;
    }

    /// Counts an article that has a partner.
    pub fn paired(&mut self, article: &Article) {
        self.outlet(article).1 += 1;
    }

    fn outlet(&mut self, article: &Article) -> &mut (usize, usize) {
        self.outlets.entry((article.lang.clone(), article.outlet.clone())).or_default()
    }

    /// The page.
    pub fn page(&self, counts: &BTreeMap<String, u64>) -> Result<Option<String>> {
        crate::report::page(&self.outlets, &self.pairs, self.more, counts).map(Some)
    }
}

#[cfg(not(feature = "report"))]
impl Shown {
    pub fn pair(&mut self, _: &LinkedPair) {}

    pub fn article(&mut self, _: &Article) {}

    pub fn paired(&mut self, _: &Article) {}

    pub fn page(&self, _: &BTreeMap<String, u64>) -> Result<Option<String>> {
        Ok(None)
    }
}
