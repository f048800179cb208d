//! The corridor: which cells of the table (source sentence, target sentence) are looked at. Short texts are searched
//! whole; in long ones, pairs of sentences that are each other's best by rare words (the anchors) lead the way, so that
//! time and memory grow with the length and not with its square.

use super::bead::Bead;
use super::document::Document;
use crate::lexicon::translation::{Link, Translation};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// For each source sentence the target sentences that it may belong to: neither end ever falls.
#[derive(Debug, Clone)]
pub struct Corridor {
    columns: Vec<Range<usize>>,
    starts: Vec<usize>,
    width: usize,
    /// Where only some columns of the ranges are looked at: those, in order, row by row.
    listed: Option<Vec<u32>>,
}

impl Corridor {
    /// Builds it from a column range a source sentence; `width` is the number of target sentences.
    pub fn new(columns: Vec<Range<usize>>, width: usize) -> Self {
        let mut starts = vec![0];
        for range in &columns {
            starts.push(starts[starts.len() - 1] + range.len());
        }
        Corridor { columns, starts, width, listed: None }
    }

    /// Builds it from the columns of each source sentence, in order, which need not be neighbours.
    pub fn listed(rows: &[Vec<u32>], width: usize) -> Self {
        let hull = |row: &Vec<u32>| match (row.first(), row.last()) {
            (Some(&first), Some(&last)) => first as usize..last as usize + 1,
            _ => 0..0,
        };
        let columns = rows.iter().map(hull).collect();
        let mut starts = vec![0];
        for row in rows {
            starts.push(starts[starts.len() - 1] + row.len());
        }
        Corridor { columns, starts, width, listed: Some(rows.concat()) }
    }

    /// The target sentences of a source sentence, where they were listed.
    pub fn list(&self, row: usize) -> &[u32] {
        let listed = self.listed.as_deref().unwrap_or_default();
        listed.get(self.starts[row]..self.starts[row + 1]).unwrap_or_default()
    }

    /// The target sentences of a source sentence.
    pub fn columns(&self, row: usize) -> Range<usize> {
        self.columns[row].clone()
    }

    /// How many cells there are.
    pub fn cells(&self) -> usize {
        self.starts[self.starts.len() - 1]
    }

    /// The number of a cell, if it is in the corridor.
    pub fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let range = self.columns.get(row)?;
        if self.listed.is_some() {
            return self.list(row).binary_search(&(column as u32)).ok().map(|at| self.starts[row] + at);
        }
        range.contains(&column).then(|| self.starts[row] + column - range.start)
    }

    /// The nodes (0 ..= target sentences) that a path may pass after `row` source sentences.
    pub fn nodes(&self, row: usize) -> Range<usize> {
        let before = row.checked_sub(1).and_then(|row| self.columns.get(row));
        let after = self.columns.get(row);
        match (before, after) {
            (None, None) => 0..self.width + 1,
            (None, Some(after)) => 0..after.end + 1,
            (Some(before), None) => before.start..self.width + 1,
            (Some(before), Some(after)) => before.start.min(after.start)..before.end.max(after.end) + 1,
        }
    }
}

/// Tables of up to this many cells are searched whole.
const WHOLE: usize = 60 * 60;
/// Sentences to each side of the way between two anchors; a quarter of the gap between them comes to it.
const MARGIN: usize = 3;
/// The same around a path that was found before.
const CLOSE: usize = 2;
/// Links of a path found before that are as probable as this lead the way.
const SURE: f64 = 0.9;
/// The widest margin.
const WIDEST_MARGIN: usize = 10;
/// A gap between two anchors is searched whole up to so many cells, and so many more for each of its sentences.
const GAP: usize = 10_000;
const GAP_PER_SENTENCE: usize = 64;
/// Words that stand in more target sentences than this do not look for anchors.
const COMMON: usize = 24;
/// So many candidates a sentence, on either side, go into the chain.
const RIVALS: usize = 4;

/// The corridor of a pair of texts.
pub fn find(document: &Document, translation: &Translation) -> Corridor {
    let (rows, width) = (document.src.len(), document.trg.len());
    if rows * width <= WHOLE {
        return Corridor::new(vec![0..width; rows], width);
    }
    between(&chain(&anchors(document, translation)), rows, width, MARGIN)
}

/// A closer corridor around a path that was found before. Where it left sentences of both sides without a partner, the
/// gap is searched whole: there a wrong anchor may have led astray.
pub fn around(path: &[Bead], document: &Document) -> Corridor {
    let (rows, width) = (document.src.len(), document.trg.len());
    if rows * width <= WHOLE {
        return Corridor::new(vec![0..width; rows], width);
    }
    let sure = path.iter().filter(|bead| !bead.is_null() && bead.probability >= SURE);
    let anchors: Vec<(usize, usize)> = sure.map(|bead| (bead.src.start, bead.trg.start)).collect();
    between(&anchors, rows, width, CLOSE)
}

/// The corridor that leads from one anchor to the next.
fn between(anchors: &[(usize, usize)], rows: usize, width: usize, margin: usize) -> Corridor {
    let nothing = Range { start: usize::MAX, end: 0 };
    let mut columns: Vec<Range<usize>> = vec![nothing; rows];
    let ends = anchors.iter().copied().chain([(rows, width)]);
    let mut last = (0_usize, 0_usize);
    for (row, column) in ends {
        let (height, across) = (row - last.0, column - last.1);
        let margin = (margin + height.max(across) / 4).min(WIDEST_MARGIN);
        let whole = height * across <= GAP + GAP_PER_SENTENCE * (height + across);
        // A gap too large for that is searched in a band along its diagonal.
        let band = (GAP + GAP_PER_SENTENCE * (height + across)) / (height.max(1) * 2);
        let first = last.0.saturating_sub(margin);
        let gap = columns.iter_mut().enumerate().take((row + margin + 1).min(rows)).skip(first);
        for (at, range) in gap {
            let (from, to) = if whole {
                (last.1, column)
            } else {
                let middle = last.1 + at.saturating_sub(last.0) * across / height.max(1);
                (middle.saturating_sub(band).max(last.1), (middle + band).min(column))
            };
            range.start = range.start.min(from.saturating_sub(margin));
            range.end = range.end.max((to + margin + 1).min(width));
        }
        last = (row, column);
    }
    // Ranges rise: a start never falls below the one before, an end never either.
    let mut floor = 0;
    for range in &mut columns {
        range.end = range.end.max(floor);
        floor = range.end;
    }
    let mut ceiling = width;
    for range in columns.iter_mut().rev() {
        range.start = range.start.min(ceiling);
        ceiling = range.start;
    }
    Corridor::new(columns, width)
}

/// A pair of sentences that may belong together: source, target, gain.
type Anchor = (usize, usize, f32);

/// Pairs of sentences that are among each other's best by the rare words that explain each other, by source sentence.
/// Repeated passages have several; the chain tells which is meant.
fn anchors(document: &Document, translation: &Translation) -> Vec<Anchor> {
    let (src, trg) = (&document.src, &document.trg);
    let mut places: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for sentence in 0..trg.len() {
        for place in trg.range(sentence, sentence + 1) {
            let at = places.entry(trg.words[place]).or_default();
            if at.last() != Some(&(sentence as u32)) {
                at.push(sentence as u32);
            }
        }
    }
    let mut present: FxHashMap<u32, Vec<(Link, &[u32])>> = FxHashMap::default();
    let mut found: Vec<Anchor> = Vec::with_capacity(src.len() * RIVALS);
    let mut of_targets: Vec<Best> = vec![Best::default(); trg.len()];
    let mut gains = vec![0.0_f32; trg.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut seen: Vec<u32> = Vec::new();
    for sentence in 0..src.len() {
        seen.clear();
        seen.extend(&src.words[src.range(sentence, sentence + 1)]);
        seen.sort_unstable();
        seen.dedup();
        for &word in &seen {
            let links = present.entry(word).or_insert_with(|| {
                let links = translation.links(word).iter();
                let links =
                    links.filter_map(|link| places.get(&link.target).map(|at| (*link, at.as_slice())));
                links.filter(|(_, at)| at.len() <= COMMON).collect()
            });
            for (link, at) in links.iter() {
                let judgement = translation.trg[link.target as usize];
                // Words that stand in few sentences of this text point the clearest.
                let rarity = (trg.len() as f32 / at.len() as f32).ln();
                let gain = rarity
                    * (link.forward * link.backward).sqrt().min(0.5)
                    * (-judgement.unexplained).min(1.0);
                for &other in at.iter() {
                    if gains[other as usize] == 0.0 {
                        touched.push(other);
                    }
                    gains[other as usize] += gain;
                }
            }
        }
        let mut best = Best::default();
        for &other in &touched {
            // Long sentences share words by chance.
            let gain =
                gains[other as usize] / (trg.lengths[other as usize] + src.lengths[sentence] + 40.0).sqrt();
            gains[other as usize] = 0.0;
            best.offer(gain, other);
            of_targets[other as usize].offer(gain, sentence as u32);
        }
        touched.clear();
        let of_source = best.0.iter().filter(|(gain, _)| *gain > 0.0);
        found.extend(of_source.map(|&(gain, other)| (sentence, other as usize, gain)));
    }
    found.retain(|&(row, column, _)| of_targets[column].0.iter().any(|&(_, other)| other as usize == row));
    found
}

/// The best few partners of a sentence: gain and number, the best first.
#[derive(Clone, Copy)]
struct Best([(f32, u32); RIVALS]);

impl Default for Best {
    fn default() -> Self {
        Best([(0.0, u32::MAX); RIVALS])
    }
}

impl Best {
    fn offer(&mut self, gain: f32, number: u32) {
        let at = self.0.iter().position(|(other, _)| gain > *other);
        if let Some(at) = at {
            self.0[at..].rotate_right(1);
            self.0[at] = (gain, number);
        }
    }
}

/// The heaviest chain of anchors that rises on both sides.
fn chain(anchors: &[Anchor]) -> Vec<(usize, usize)> {
    // Anchors come by row, within a row from the right, so that none of a row follows another of it; a Fenwick tree over
    // columns keeps the best weight of a chain that ends before a column.
    let mut anchors = anchors.to_vec();
    anchors.sort_by_key(|&(row, column, _)| (row, std::cmp::Reverse(column)));
    let width = anchors.iter().map(|anchor| anchor.1 + 1).max().unwrap_or(0);
    let mut tree: Vec<(f32, u32)> = vec![(0.0, u32::MAX); width + 1];
    let mut back: Vec<u32> = Vec::with_capacity(anchors.len());
    let mut last = (0.0, u32::MAX);
    for (number, &(_, column, gain)) in anchors.iter().enumerate() {
        let mut best = (0.0_f32, u32::MAX);
        let mut at = column;
        while at > 0 {
            if tree[at].0 > best.0 {
                best = tree[at];
            }
            at &= at - 1;
        }
        back.push(best.1);
        let whole = best.0 + gain;
        if whole > last.0 {
            last = (whole, number as u32);
        }
        let mut at = column + 1;
        while at <= width {
            if whole > tree[at].0 {
                tree[at] = (whole, number as u32);
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut chain = Vec::new();
    let mut at = last.1;
    while let Some(&(row, column, _)) = anchors.get(at as usize) {
        chain.push((row, column));
        at = back[at as usize];
    }
    chain.reverse();
    // An anchor far off the line between its neighbours is an accident: what it would break is worth more.
    let steady: Vec<(usize, usize)> = chain
        .iter()
        .enumerate()
        .filter(|&(at, &(row, column))| {
            let near = |other: Option<&(usize, usize)>| {
                other.is_none_or(|&(r, c)| {
                    let (down, right) = (row.abs_diff(r), column.abs_diff(c));
                    down.abs_diff(right) <= 8 + down.min(right)
                })
            };
            near(at.checked_sub(1).and_then(|at| chain.get(at))) || near(chain.get(at + 1))
        })
        .map(|(_, anchor)| *anchor)
        .collect();
    steady
}
