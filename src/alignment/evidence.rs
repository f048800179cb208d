//! For each pair of sentences in the corridor, the words that explain each other.

use super::corridor::Corridor;
use super::document::{Document, Side};
use crate::lexicon::translation::{Link, Translation};
use rustc_hash::FxHashMap;

/// A source word and a target word that explain each other, as places in [`super::document::Side::words`].
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// Place of the source word.
    pub src: u32,
    /// Place of the target word.
    pub trg: u32,
    /// p(target | source).
    pub forward: f32,
    /// p(source | target).
    pub backward: f32,
}

/// A target sentence and the place of a word in it.
type Place = (u32, u32);

/// Where one sentence has a word more often than this, those at the like place explain it; so many explain it as well as all
/// would, and a sentence of thousands of words costs what it is long, not its square.
const MOST_OF_ONE: usize = 32;

/// How far in its sentence a word stands, 0 to 1.
fn inside(side: &Side, sentence: usize, place: usize) -> f64 {
    let words = side.range(sentence, sentence + 1);
    (place - words.start) as f64 / words.len().max(1) as f64
}

/// Of the uses of a word in one sentence, those around this part of them.
fn nearest(places: &[Place], part: f64) -> &[Place] {
    let middle = (part * places.len() as f64) as usize;
    let start = middle.saturating_sub(MOST_OF_ONE / 2).min(places.len() - MOST_OF_ONE);
    &places[start..start + MOST_OF_ONE]
}

/// The hits of every cell (source sentence, target sentence) of the corridor.
pub struct Evidence {
    ends: Vec<u32>,
    hits: Vec<Hit>,
}

impl Evidence {
    /// Collects the hits of all cells of the corridor.
    pub fn collect(document: &Document, translation: &Translation, corridor: &Corridor) -> Self {
        let (src, trg) = (&document.src, &document.trg);
        let mut places: FxHashMap<u32, Vec<Place>> = FxHashMap::default();
        for sentence in 0..trg.len() {
            for place in trg.range(sentence, sentence + 1) {
                places.entry(trg.words[place]).or_default().push((sentence as u32, place as u32));
            }
        }
        let mut present: FxHashMap<u32, Vec<(Link, &[Place])>> = FxHashMap::default();
        let mut evidence = Evidence { ends: Vec::with_capacity(corridor.cells()), hits: Vec::new() };
        let mut row: Vec<(u32, Hit)> = Vec::new();
        for sentence in 0..src.len() {
            let columns = corridor.columns(sentence);
            row.clear();
            for place in src.range(sentence, sentence + 1) {
                let links = present.entry(src.words[place]).or_insert_with(|| {
                    let links = translation.links(src.words[place]).iter();
                    links
                        .filter_map(|link| places.get(&link.target).map(|at| (*link, at.as_slice())))
                        .collect()
                });
                for (link, places) in links.iter() {
                    let mut at = places.partition_point(|&(other, _)| (other as usize) < columns.start);
                    while let Some(&(other, target)) = places.get(at)
                        && (other as usize) < columns.end
                    {
                        let next = places.get(at + MOST_OF_ONE);
                        let many = next.is_some_and(|&(next, _)| next == other);
                        let of_one = if many {
                            let behind = at + places[at..].partition_point(|&(next, _)| next == other);
                            let near = nearest(&places[at..behind], inside(src, sentence, place));
                            at = behind;
                            near
                        } else {
                            at += 1;
                            &[(other, target)][..]
                        };
                        let (src, forward, backward) = (place as u32, link.forward, link.backward);
                        row.extend(
                            of_one.iter().map(|&(other, trg)| (other, Hit { src, trg, forward, backward })),
                        );
                    }
                }
            }
            row.sort_by_key(|(other, _)| *other);
            let mut at = 0;
            for column in columns {
                while row.get(at).is_some_and(|(other, _)| *other as usize == column) {
                    evidence.hits.push(row[at].1);
                    at += 1;
                }
                evidence.ends.push(evidence.hits.len() as u32);
            }
        }
        evidence
    }

    /// Collects the hits of the cells of a corridor whose cells are listed.
    pub fn collect_listed(document: &Document, translation: &Translation, corridor: &Corridor) -> Self {
        let (src, trg) = (&document.src, &document.trg);
        let mut evidence = Evidence { ends: Vec::with_capacity(corridor.cells()), hits: Vec::new() };
        // What each target word of the row is explained by: place of the source word, and the link.
        let mut row: FxHashMap<u32, Vec<(u32, Link)>> = FxHashMap::default();
        for sentence in 0..src.len() {
            row.clear();
            let columns = corridor.list(sentence);
            for place in src.range(sentence, sentence + 1).filter(|_| !columns.is_empty()) {
                for link in translation.links(src.words[place]) {
                    row.entry(link.target).or_default().push((place as u32, *link));
                }
            }
            for &column in columns {
                let column = column as usize;
                for target in trg.range(column, column + 1) {
                    let Some(links) = row.get(&trg.words[target]) else { continue };
                    let trg = target as u32;
                    evidence.hits.extend(links.iter().map(|&(src, link)| Hit {
                        src,
                        trg,
                        forward: link.forward,
                        backward: link.backward,
                    }));
                }
                evidence.ends.push(evidence.hits.len() as u32);
            }
        }
        evidence
    }

    /// The hits of a cell, given its number in the corridor.
    pub fn hits(&self, cell: usize) -> &[Hit] {
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.hits[start as usize..self.ends[cell] as usize]
    }
}
