//! The differences of an earlier run's articles, out of its folder.

use super::reread::{self, Columns};
use crate::analysis::Analysed;
use crate::coverage::{Coverage, Found, Link, Model, Pair};
use crate::spellings;
use crate::text::{Language, LanguagePair};
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// So many pairs are compared at a time.
const PAIRS: usize = 512;

/// The differences of all pairs of articles in a folder that `run` made, or of those of one story; only those
/// that are at least so probable.
///
/// # Errors
///
/// A folder that is not one of a whole run, a file of it that is damaged, or a story that it does not have.
pub fn differences(folder: &Path, story: Option<u32>, least: Option<f64>) -> Result<Found> {
    reread::whole(folder)?;
    let (articles, evidence) = reread::read(folder)?;
    let number: FxHashMap<&str, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
    let mut pairs = pairs(folder, &number)?;
    if let Some(wanted) = story {
        pairs.retain(|pair| pair.story == Some(wanted));
        if pairs.is_empty() {
            return Err(Error::new(format!("there is no story {wanted} with two articles"))
                .at(folder.join("stories.tsv"))
                .advice("see the column `story` of that file"));
        }
    }
    let place: FxHashMap<(usize, usize), usize> =
        pairs.iter().enumerate().map(|(at, pair)| ((pair.src, pair.trg), at)).collect();
    let mut links: Vec<Vec<Link>> = vec![Vec::new(); pairs.len()];
    for file in reread::files(folder)? {
        read_links(&file, &number, &place, &mut links)?;
    }
    let mut coverage = Coverage::new(Model::shipped().clone(), least);
    let mut links = links.into_iter();
    for some in pairs.chunks(PAIRS) {
        let mut read: FxHashMap<usize, Arc<Analysed>> = FxHashMap::default();
        for &at in some.iter().flat_map(|pair| [&pair.src, &pair.trg]) {
            read.entry(at).or_insert_with(|| {
                let article = &articles[at];
                let language = article.lang.parse().unwrap_or(Language::English);
                Arc::new(Analysed::new(article, language, usize::MAX))
            });
        }
        let chosen: Vec<(Option<u32>, Pair)> = some
            .iter()
            .zip(links.by_ref())
            .map(|(told, links)| {
                let [src_read, trg_read] = [told.src, told.trg].map(|at| read[&at].as_ref());
                let languages = LanguagePair::new(src_read.language, trg_read.language);
                let (src, trg) = (&articles[told.src], &articles[told.trg]);
                (told.story, Pair { languages, src, trg, src_read, trg_read, links })
            })
            .collect();
        coverage.add_all(&chosen);
    }
    let entities = spellings::entities(&articles, &evidence);
    Ok(coverage.finish(&entities, &articles))
}

struct Told {
    src: usize,
    trg: usize,
    story: Option<u32>,
}

/// The decided pairs.
fn pairs(folder: &Path, number: &FxHashMap<&str, usize>) -> Result<Vec<Told>> {
    let file = folder.join("pairs.tsv");
    let mut found = Vec::new();
    reread::rows(&file, ["src_id", "trg_id", "relation", "story"], |[src, trg, relation, story]| {
        let undecided = matches!(relation, "related" | "same-story");
        if let Some((&src, &trg)) = number.get(src).zip(number.get(trg)).filter(|_| !undecided) {
            found.push(Told { src, trg, story: story.parse().ok() });
        }
    })?;
    Ok(found)
}

fn read_links(
    file: &Path,
    number: &FxHashMap<&str, usize>,
    place: &FxHashMap<(usize, usize), usize>,
    links: &mut [Vec<Link>],
) -> Result<()> {
    let columns: Columns<6> = ["src_id", "trg_id", "score", "src_sentences", "trg_sentences", "same"];
    reread::rows(file, columns, |[src, trg, score, of_src, of_trg, same]| {
        let ends = number.get(src).zip(number.get(trg));
        let Some(at) = ends.and_then(|(&src, &trg)| place.get(&(src, trg))) else { return };
        let (Ok(score), Some(src), Some(trg)) = (score.parse(), range(of_src), range(of_trg)) else { return };
        links[*at].push(Link { src, trg, score, same: same.parse().unwrap_or(0.0) });
    })
}

/// `3,4` as a range; `None` where there is no number.
fn range(list: &str) -> Option<Range<u32>> {
    let first = list.split(',').next()?.parse().ok()?;
    let last: u32 = list.rsplit(',').next()?.parse().ok()?;
    (first <= last).then_some(first..last + 1)
}
