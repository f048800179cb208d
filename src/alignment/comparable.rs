//! Comparable texts: they share sentences but not their order, and most sentences may have no partner.
//!
//! The source is read in order; the target may be entered anywhere. A path either goes on in the target where it is, or
//! jumps for a price (texts are copied in blocks). Forward–backward sums over all such paths give each bead its
//! probability; of beads that share a sentence the likeliest is told. (The jump model is that of Vogel, Ney and Tillmann
//! 1996, on sentences instead of words.)

use super::bead::Bead;
use super::corridor::Corridor;
use super::document::Document;
use super::evidence::Evidence;
use super::scorer::Scorer;
use super::search::add_log;
use super::weights::Weights;
use crate::lexicon::Translation;

/// Shapes of beads: sentences of the source and of the target.
const SHAPES: [(usize, usize); 8] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2)];
/// Tables of more cells than this are searched in a band around the diagonal.
const LARGE: usize = 4_000_000;
/// Beads none of whose pairs of sentences reaches this score alone are not looked at.
const HOPELESS: f32 = -8.0;
/// A link that scores so much is a translation and no accident.
const CLEAR: f32 = 8.0;
/// Texts in which this share of the links is clear are parallel; under the other they are independent.
const CLEARLY_PARALLEL: f32 = 0.8;
const HARDLY_PARALLEL: f32 = 0.6;
/// Links under this probability are not told.
const LEAST: f64 = 0.4;

struct Candidate {
    src: (usize, usize),
    trg: (usize, usize),
    score: f32,
}

/// The links of two comparable texts, by source sentence; what has no partner is left out.
pub fn align(document: &Document, translation: &Translation, weights: &Weights) -> Vec<Bead> {
    let (rows, width) = (document.src.len(), document.trg.len());
    if rows == 0 || width == 0 {
        return Vec::new();
    }
    let band = if rows * width <= LARGE { width } else { (LARGE / rows).clamp(1, width) };
    let columns = (0..rows).map(|row| {
        let start = (row * width / rows).saturating_sub(band / 2).min(width - band);
        start..start + band
    });
    let corridor = Corridor::new(columns.collect(), width);
    let evidence = Evidence::collect(document, translation, &corridor);
    let mut scorer = Scorer::new(document, translation, &corridor, &evidence, weights);
    let mut candidates: Vec<Candidate> = Vec::new();
    let single: Vec<f32> = (0..rows)
        .flat_map(|row| corridor.columns(row).map(move |column| (row, column)))
        .map(|(row, column)| {
            if scorer.worth(row, column, 1, 1) { scorer.score(row, column, 1, 1) } else { f32::NEG_INFINITY }
        })
        .collect();
    let score_of = |row: usize, column: usize| corridor.cell(row, column).map(|cell| single[cell]);
    for row in 0..rows {
        for column in corridor.columns(row) {
            for (src, trg) in SHAPES {
                if row + src > rows || column + trg > width {
                    continue;
                }
                let cells = (row..row + src).flat_map(|row| (column..column + trg).map(move |c| (row, c)));
                let best = cells.filter_map(|(row, column)| score_of(row, column)).fold(f32::MIN, f32::max);
                if best < HOPELESS || !scorer.worth(row, column, src, trg) {
                    continue;
                }
                let score = if src + trg == 2 { best } else { scorer.score(row, column, src, trg) };
                candidates.push(Candidate { src: (row, row + src), trg: (column, column + trg), score });
            }
        }
    }
    let usual = Prices { skip: weights.skip, skip_within: weights.skip_within, jump: weights.jump };
    let (links, strong) = links(&candidates, (rows, width), &usual, weights.temperature);
    // Where hardly a link is clear, the texts are no translations of each other, and most sentences have no partner.
    let loose = ((CLEARLY_PARALLEL - strong) / (CLEARLY_PARALLEL - HARDLY_PARALLEL)).clamp(0.0, 1.0);
    if loose == 0.0 {
        return links;
    }
    let between = |usual: f32, independent: f32| usual + loose * (independent - usual);
    let prices = Prices {
        skip: between(usual.skip, weights.independent_skip),
        skip_within: between(usual.skip_within, weights.independent_skip),
        jump: between(usual.jump, weights.independent_jump),
    };
    self::links(&candidates, (rows, width), &prices, weights.temperature).0
}

/// The links at these prices, and which share of them is clear.
fn links(
    candidates: &[Candidate],
    (rows, width): (usize, usize),
    prices: &Prices,
    temperature: f32,
) -> (Vec<Bead>, f32) {
    // The target sentences that find a partner in a bead need not be left out elsewhere.
    let priced: Vec<Candidate> = candidates
        .iter()
        .map(|bead| Candidate { score: bead.score + prices.skip * (bead.trg.1 - bead.trg.0) as f32, ..*bead })
        .collect();
    let probabilities = probabilities(&priced, rows, width, prices, f64::from(temperature));
    let taken = take(&priced, &probabilities, rows, width);
    let clear = taken.iter().filter(|&&number| candidates[number].score >= CLEAR).count();
    let share = clear as f32 / taken.len().max(1) as f32;
    let bead = |number: usize| {
        let Candidate { src, trg, .. } = candidates[number];
        Bead { src: src.0..src.1, trg: trg.0..trg.1, probability: probabilities[number] }
    };
    (taken.into_iter().map(bead).collect(), share)
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
