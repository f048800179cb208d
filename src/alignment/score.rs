//! Precision, recall and F1 of an alignment against a gold one, as vecalign's scorer counts them.
//!
//! Strict: a link is right when the gold has the very same bead. Lax: when it shares a sentence on both sides with a
//! gold bead. Null beads count on neither side. (Thompson and Koehn 2019, `score.py`.)

use std::collections::{HashMap, HashSet};

/// A link as sentence numbers of both sides; a null bead has an empty side.
pub type Numbers = (Vec<usize>, Vec<usize>);

/// Precision, recall and their harmonic mean, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Share of the tested links that are right.
    pub precision: f64,
    /// Share of the gold links that were found.
    pub recall: f64,
}

impl Measure {
    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        share(2.0 * self.precision * self.recall, self.precision + self.recall)
    }
}

/// Strict and lax measures of `test` against `gold`.
///
/// ```
/// use parallax::alignment::score::measure;
/// let gold = [(vec![0], vec![0, 1]), (vec![1], vec![2])];
/// let test = [(vec![0], vec![0]), (vec![1], vec![2])];
/// let (strict, lax) = measure(&gold, &test);
/// assert_eq!((strict.precision, lax.precision), (0.5, 1.0));
/// ```
pub fn measure(gold: &[Numbers], test: &[Numbers]) -> (Measure, Measure) {
    let links = |beads: &[Numbers]| -> Vec<Numbers> {
        let mut seen = HashSet::new();
        let both = beads.iter().filter(|(src, trg)| !src.is_empty() && !trg.is_empty());
        both.filter(|bead| seen.insert((*bead).clone())).cloned().collect()
    };
    let (gold, test) = (links(gold), links(test));
    let (strict_found, lax_found) = right(&test, &gold);
    let (strict_wanted, lax_wanted) = right(&gold, &test);
    let measure = |found: usize, wanted: usize| Measure {
        precision: share(found as f64, test.len() as f64),
        recall: share(wanted as f64, gold.len() as f64),
    };
    (measure(strict_found, strict_wanted), measure(lax_found, lax_wanted))
}

/// How many of the links are strictly and laxly right by the reference.
fn right(links: &[Numbers], reference: &[Numbers]) -> (usize, usize) {
    let same: HashSet<&Numbers> = reference.iter().collect();
    let mut partners: HashMap<usize, HashSet<usize>> = HashMap::new();
    for (src, trg) in reference {
        for &number in src {
            partners.entry(number).or_default().extend(trg);
        }
    }
    let lax = |link: &Numbers| {
        link.0
            .iter()
            .any(|number| partners.get(number).is_some_and(|of| link.1.iter().any(|trg| of.contains(trg))))
    };
    let strict = links.iter().filter(|link| same.contains(link)).count();
    (strict, links.iter().filter(|link| same.contains(link) || lax(link)).count())
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
