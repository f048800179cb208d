//! Where the rows of each article lie in a list that is sorted by article.

use std::ops::Range;

/// The runs of rows of one article each.
pub struct Runs {
    /// Where the run of each article ends.
    ends: Vec<u32>,
}

impl Runs {
    /// For so many articles, given the article of each row, in order.
    pub fn new(articles: usize, rows: impl Iterator<Item = u32>) -> Self {
        let mut ends = vec![0; articles];
        rows.for_each(|article| ends[article as usize] += 1);
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        Runs { ends }
    }

    /// The rows of an article.
    pub fn of(&self, article: usize) -> Range<usize> {
        let start = if article == 0 { 0 } else { self.ends[article - 1] };
        start as usize..self.ends[article] as usize
    }
}
