//! Comparable texts: they share sentences but not their order, and most sentences may have no partner.
//!
//! The candidates of a sentence are the sentences of the other side that share words with it: in small tables all, in
//! large ones a bounded number, found through an index of rare words, so that time grows with the length and not with its
//! square. The source is read in order; the target may be entered anywhere. A path either goes on in the target where it
//! is, or jumps for a price (texts are copied in blocks). Forward–backward sums over all such paths give each bead its
//! probability, one figure of its judgement ([`super::judge`]), which decides. (The jump model is that of Vogel, Ney and
//! Tillmann 1996, on sentences instead of words.)

use super::bead::Bead;
use super::corridor::Corridor;
use super::document::Document;
use super::evidence::Evidence;
use super::judge::CLEAR;
use super::scorer::Scorer;
use super::search::add_log;
use super::weights::Weights;
use crate::lexicon::Translation;
use crate::lexicon::translation::Link;
use crate::text::Language;
use rustc_hash::FxHashMap;

/// Shapes of beads: sentences of the source and of the target.
const SHAPES: [(usize, usize); 8] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2)];
/// Tables of up to so many cells are looked at wherever words explain each other.
const WHOLE: usize = 10_000;
/// In larger ones each sentence has so many candidates, by the rare words that it shares.
const RIVALS: usize = 16;
/// Words that stand in more sentences than this, and in more than this share of them, find no candidates.
const COMMON: usize = 24;
const COMMON_SHARE: f32 = 0.02;
/// A sentence looks at no more places than this for its candidates, the rarest words first.
const PLACES: usize = 4000;
/// Tables of more cells than this are not searched for paths: there the candidates of a sentence compete among themselves.
const LARGE: usize = 4_000_000;
/// Beads none of whose pairs of sentences reaches this score alone are not looked at.
const HOPELESS: f32 = -8.0;
/// No more wide beads than this are looked at for each sentence.
const WIDE: usize = 48;
/// Texts in which this share of the links is clear are parallel; under the other they are independent.
const CLEARLY_PARALLEL: f32 = 0.8;
const HARDLY_PARALLEL: f32 = 0.6;
/// Links under this probability are not told.
const LEAST: f64 = 0.4;

#[derive(Clone, Copy)]
struct Candidate {
    src: (usize, usize),
    trg: (usize, usize),
    score: f32,
}

/// Of the beads of a sentence so many are judged, the best by the alignment's own model, of one line a side.
const JUDGED: usize = 6;
/// Wider beads are judged that the best path passes with this probability.
const PASSED: f64 = 0.02;

/// Leaves those candidates that are worth a judgement.
fn promising(all: Candidates, rows: usize, width: usize) -> Candidates {
    let mut order: Vec<usize> = (0..all.beads.len()).collect();
    order.sort_by(|&a, &b| all.beads[b].nats.total_cmp(&all.beads[a].nats).then(a.cmp(&b)));
    let (mut of_rows, mut of_columns) = (vec![0; rows], vec![0; width]);
    let mut kept = vec![false; all.beads.len()];
    for number in order {
        let bead = &all.beads[number];
        if bead.src.len() + bead.trg.len() > 2 {
            kept[number] = bead.probability >= PASSED;
            continue;
        }
        let (row, column) = (&mut of_rows[bead.src.start], &mut of_columns[bead.trg.start]);
        kept[number] = *row < JUDGED || *column < JUDGED;
        *row += 1;
        *column += 1;
    }
    all.path.iter().for_each(|&number| kept[number] = true);
    let mut places = vec![0; all.beads.len()];
    let mut count = 0;
    for (place, kept) in places.iter_mut().zip(&kept) {
        *place = count;
        count += usize::from(*kept);
    }
    let beads = all.beads.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(bead, _)| bead);
    Candidates {
        beads: beads.collect(),
        path: all.path.into_iter().map(|number| places[number]).collect(),
        clear: all.clear,
    }
}

/// Everything that could be a link of two comparable texts, by source sentence.
pub struct Candidates {
    /// The beads, with the probability that the best path passes them.
    pub beads: Vec<Bead>,
    /// Which of them share no sentence and are the likeliest.
    pub path: Vec<usize>,
    /// How many of the path are clear, and how many there are, at the prices of translations.
    pub clear: (usize, usize),
}

/// The candidates for links of two comparable texts.
pub fn candidates(
    document: &Document,
    translation: &Translation,
    weights: &Weights,
    target: Language,
) -> Candidates {
    let (rows, width) = (document.src.len(), document.trg.len());
    if rows == 0 || width == 0 {
        return Candidates { beads: Vec::new(), path: Vec::new(), clear: (0, 0) };
    }
    let corridor = Corridor::listed(&partners(document, translation), width);
    let evidence = Evidence::collect_listed(document, translation, &corridor);
    let mut scorer = Scorer::new(document, translation, &corridor, &evidence, weights, target);
    let mut all: Vec<Candidate> = Vec::new();
    let mut single: Vec<f32> = Vec::with_capacity(corridor.cells());
    for row in 0..rows {
        for &column in corridor.list(row) {
            let column = column as usize;
            let worth = scorer.worth(row, column, 1, 1);
            single.push(if worth { scorer.score(row, column, 1, 1) } else { f32::NEG_INFINITY });
        }
    }
    let score_of = |row: usize, column: usize| corridor.cell(row, column).map(|cell| single[cell]);
    let mut wide: Vec<(f32, Candidate)> = Vec::new();
    for row in 0..rows {
        wide.clear();
        for &column in corridor.list(row) {
            let column = column as usize;
            for (src, trg) in SHAPES {
                if row + src > rows || column + trg > width {
                    continue;
                }
                let cells = (row..row + src).flat_map(|row| (column..column + trg).map(move |c| (row, c)));
                let best = cells.filter_map(|(row, column)| score_of(row, column)).fold(f32::MIN, f32::max);
                let candidate = Candidate { src: (row, row + src), trg: (column, column + trg), score: best };
                if src + trg == 2 {
                    if best > f32::NEG_INFINITY {
                        all.push(candidate);
                    }
                } else if best >= HOPELESS && scorer.worth(row, column, src, trg) {
                    wide.push((best, candidate));
                }
            }
        }
        if wide.len() > WIDE && rows * width > WHOLE {
            wide.sort_by(|a, b| b.0.total_cmp(&a.0));
            wide.truncate(WIDE);
        }
        for (_, candidate) in &wide {
            let Candidate { src, trg, .. } = *candidate;
            let score = scorer.score(src.0, trg.0, src.1 - src.0, trg.1 - trg.0);
            all.push(Candidate { score, ..*candidate });
        }
    }
    let usual = Prices { skip: weights.skip, skip_within: weights.skip_within, jump: weights.jump };
    let mut found = links(&all, (rows, width), &usual, weights.temperature);
    let clear = found.clear;
    let strong = clear.0 as f32 / clear.1.max(1) as f32;
    // Where hardly a link is clear, the texts are no translations of each other, and most sentences have no partner.
    let loose = ((CLEARLY_PARALLEL - strong) / (CLEARLY_PARALLEL - HARDLY_PARALLEL)).clamp(0.0, 1.0);
    if loose > 0.0 {
        let between = |usual: f32, independent: f32| usual + loose * (independent - usual);
        let prices = Prices {
            skip: between(usual.skip, weights.independent_skip),
            skip_within: between(usual.skip_within, weights.independent_skip),
            jump: between(usual.jump, weights.independent_jump),
        };
        found = self::links(&all, (rows, width), &prices, weights.temperature);
    }
    promising(Candidates { clear, ..found }, rows, width)
}

/// For each source sentence the target sentences that share words with it: in small tables all, in large ones those that
/// share the most by rare words.
fn partners(document: &Document, translation: &Translation) -> Vec<Vec<u32>> {
    let (src, trg) = (&document.src, &document.trg);
    let (rows, width) = (src.len(), trg.len());
    let small = rows * width <= WHOLE;
    let mut places: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for sentence in 0..width {
        for place in trg.range(sentence, sentence + 1) {
            let at = places.entry(trg.words[place]).or_default();
            if at.last() != Some(&(sentence as u32)) {
                at.push(sentence as u32);
            }
        }
    }
    let common = if small { usize::MAX } else { COMMON.max((COMMON_SHARE * width as f32) as usize) };
    let mut gains = vec![0.0_f32; width];
    let mut touched: Vec<u32> = Vec::new();
    let mut of_columns: Vec<Vec<(f32, u32)>> = vec![Vec::new(); if small { 0 } else { width }];
    let mut all: Vec<Vec<u32>> = Vec::with_capacity(rows);
    for row in 0..rows {
        let mut seen: Vec<u32> = src.words[src.range(row, row + 1)].to_vec();
        seen.sort_unstable();
        seen.dedup();
        let links = seen.iter().flat_map(|&word| translation.links(word));
        let mut links: Vec<(&Link, &Vec<u32>)> =
            links.filter_map(|link| Some((link, places.get(&link.target)?))).collect();
        links.retain(|(_, at)| at.len() <= common);
        if !small {
            links.sort_by_key(|(link, at)| (at.len(), link.target));
        }
        let mut left = if small { usize::MAX } else { PLACES };
        for (link, at) in links {
            let rarity = ((width + 1) as f32 / at.len() as f32).ln();
            let weight = (-translation.trg[link.target as usize].unexplained).min(1.0);
            let gain = rarity * (link.forward * link.backward).sqrt().min(0.5) * weight + 1e-9;
            if left < at.len() {
                break;
            }
            left -= at.len();
            for &other in at {
                if gains[other as usize] == 0.0 {
                    touched.push(other);
                }
                gains[other as usize] += gain;
            }
        }
        let norm = |other: u32| (trg.lengths[other as usize] + src.lengths[row] + 40.0).sqrt();
        let mut found: Vec<(f32, u32)> = touched
            .drain(..)
            .map(|other| (std::mem::take(&mut gains[other as usize]) / norm(other), other))
            .collect();
        if !small {
            for &(gain, other) in &found {
                let best = &mut of_columns[other as usize];
                best.push((gain, row as u32));
                if best.len() >= 4 * RIVALS {
                    cut(best);
                }
            }
            cut(&mut found);
        }
        let mut columns: Vec<u32> = found.into_iter().map(|(_, other)| other).collect();
        columns.sort_unstable();
        all.push(columns);
    }
    for (column, mut best) in of_columns.into_iter().enumerate() {
        cut(&mut best);
        for (_, row) in best {
            all[row as usize].push(column as u32);
        }
    }
    if !small {
        for columns in &mut all {
            columns.sort_unstable();
            columns.dedup();
        }
    }
    all
}

/// Keeps the best.
fn cut(best: &mut Vec<(f32, u32)>) {
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    best.truncate(RIVALS);
}

/// The candidates with their probabilities at these prices, which of them are taken, and how many of those are clear.
fn links(
    candidates: &[Candidate],
    (rows, width): (usize, usize),
    prices: &Prices,
    temperature: f32,
) -> Candidates {
    // The target sentences that find a partner in a bead need not be left out elsewhere.
    let priced: Vec<Candidate> = candidates
        .iter()
        .map(|bead| Candidate { score: bead.score + prices.skip * (bead.trg.1 - bead.trg.0) as f32, ..*bead })
        .collect();
    let probabilities = if rows * width <= LARGE {
        probabilities(&priced, rows, width, prices, f64::from(temperature))
    } else {
        competing(&priced, (rows, width), prices, f64::from(temperature))
    };
    let path = take(&priced, &probabilities, rows, width);
    let clear = path.iter().filter(|&&number| candidates[number].score >= CLEAR).count();
    let clear = (clear, path.len());
    let bead = |(candidate, &probability): (&Candidate, &f64)| {
        let Candidate { src, trg, score } = *candidate;
        Bead { nats: score, ..Bead::new(src.0..src.1, trg.0..trg.1, probability) }
    };
    Candidates { beads: candidates.iter().zip(&probabilities).map(bead).collect(), path, clear }
}

/// The share of each candidate among those that hold its first sentence of either side, or none.
fn competing(
    candidates: &[Candidate],
    (rows, width): (usize, usize),
    prices: &Prices,
    temperature: f64,
) -> Vec<f64> {
    let score = |candidate: &Candidate| f64::from(candidate.score - prices.jump) / temperature;
    let nothing = -f64::from(prices.skip) / temperature;
    let (mut of_rows, mut of_columns) = (vec![nothing; rows], vec![nothing; width]);
    for candidate in candidates {
        add_log(&mut of_rows[candidate.src.0], score(candidate));
        add_log(&mut of_columns[candidate.trg.0], score(candidate));
    }
    let share = |candidate: &Candidate| {
        (score(candidate) - of_rows[candidate.src.0].max(of_columns[candidate.trg.0])).exp().min(1.0)
    };
    candidates.iter().map(share).collect()
}

/// What sentences without a partner and jumps cost, in nats.
struct Prices {
    skip: f32,
    skip_within: f32,
    jump: f32,
}

/// The share of all paths that each candidate is part of.
fn probabilities(
    candidates: &[Candidate],
    rows: usize,
    width: usize,
    prices: &Prices,
    temperature: f64,
) -> Vec<f64> {
    let skip_src = -f64::from(prices.skip) / temperature;
    let skip_trg = -f64::from(prices.skip_within) / temperature;
    let jump = -(f64::from(prices.jump) / temperature) - (width as f64 + 1.0).ln();
    let columns = width + 1;
    let mut forward = vec![f64::NEG_INFINITY; (rows + 1) * columns];
    forward[0] = 0.0;
    let mut at = 0;
    for row in 0..=rows {
        let (here, later) = forward.split_at_mut((row + 1) * columns);
        let here = &mut here[row * columns..];
        spread(here, jump, skip_trg);
        while let Some(candidate) = candidates.get(at).filter(|candidate| candidate.src.0 == row) {
            let through = here[candidate.trg.0] + f64::from(candidate.score) / temperature;
            add_log(&mut later[(candidate.src.1 - row - 1) * columns + candidate.trg.1], through);
            at += 1;
        }
        if row < rows {
            here.iter().zip(later).for_each(|(here, next)| add_log(next, here + skip_src));
        }
    }
    let last = &forward[rows * columns..];
    let mut whole = f64::NEG_INFINITY;
    last.iter().for_each(|&value| add_log(&mut whole, value));
    let mut backward = vec![f64::NEG_INFINITY; (rows + 1) * columns];
    let mut at = candidates.len();
    for row in (0..=rows).rev() {
        let (here, later) = backward.split_at_mut((row + 1) * columns);
        let here = &mut here[row * columns..];
        if row == rows {
            here.fill(0.0);
        } else {
            here.iter_mut().zip(&*later).for_each(|(here, next)| add_log(here, next + skip_src));
        }
        while let Some(candidate) = at.checked_sub(1).map(|at| &candidates[at]).filter(|c| c.src.0 == row) {
            let onward = later[(candidate.src.1 - row - 1) * columns + candidate.trg.1];
            add_log(&mut here[candidate.trg.0], onward + f64::from(candidate.score) / temperature);
            at -= 1;
        }
        here.reverse();
        spread(here, jump, skip_trg);
        here.reverse();
    }
    // `spread` was applied on both sides of every node, so what leaves a node must not be spread again.
    let onward = |candidate: &Candidate| backward[candidate.src.1 * columns + candidate.trg.1];
    candidates
        .iter()
        .map(|candidate| {
            let before = forward[candidate.src.0 * columns + candidate.trg.0];
            (before + f64::from(candidate.score) / temperature + onward(candidate) - whole).exp().min(1.0)
        })
        .collect()
}

/// Lets a path jump to any column, or pass over a column.
fn spread(row: &mut [f64], jump: f64, skip: f64) {
    let mut all = f64::NEG_INFINITY;
    row.iter().for_each(|&value| add_log(&mut all, value));
    let mut passing = f64::NEG_INFINITY;
    for value in row {
        add_log(value, all + jump);
        add_log(value, passing + skip);
        passing = *value;
    }
}

/// The likeliest candidates that share no sentence, by source sentence.
fn take(candidates: &[Candidate], probabilities: &[f64], rows: usize, width: usize) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..candidates.len()).filter(|&number| probabilities[number] >= LEAST).collect();
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]).then(a.cmp(&b)));
    let (mut src_taken, mut trg_taken) = (vec![false; rows], vec![false; width]);
    let mut taken = Vec::new();
    for number in order {
        let Candidate { src, trg, .. } = candidates[number];
        if !src_taken[src.0..src.1].contains(&true) && !trg_taken[trg.0..trg.1].contains(&true) {
            src_taken[src.0..src.1].fill(true);
            trg_taken[trg.0..trg.1].fill(true);
            taken.push(number);
        }
    }
    taken.sort_by_key(|&number| candidates[number].src.0);
    taken
}
