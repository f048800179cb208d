//! Graphone weights made better at choosing: each name is set against the names most like it, and the weights are moved
//! so that the right one wins and, where the right one is taken away, none does (a log-linear choice, learned by
//! stochastic gradients with AdaGrad).

use super::table::{Constant, GRAPHONE_BITS, Graphones, MOST_GRAPHONES, contexts_of};
use super::train::{Pair, Work};
use super::{CyrillicString, LatinString, Scratch, score, score_above};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How [`refine`] works.
#[derive(Debug, Clone)]
pub struct Options {
    /// Times that each name is set among new names.
    pub rounds: usize,
    /// Times that it is gone through with the most like of those.
    pub passes: usize,
    /// Names that each name is set among.
    pub rivals: usize,
    /// The length of a step.
    pub step: f32,
    /// How strongly weights are drawn back to where they began, each time they are moved.
    pub back: f32,
    /// At most so many contexts are learned, those seen most often.
    pub contexts: usize,
    /// What is added to the score of none at the end: how much surer than even a name must be.
    pub none: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { rounds: 3, passes: 4, rivals: 1000, step: 0.1, back: 1e-4, contexts: 30_000, none: 0.0 }
    }
}

/// Names looked at between two moves of the weights.
const BATCH: usize = 128;
/// So many of the most like names are remembered for each name.
const REMEMBERED: usize = 16;
/// Names that score less are no rivals worth knowing exactly.
const STRANGERS: f32 = -3.0;
/// The constants that are learned here.
const LEARNED: [Constant; 4] =
    [Constant::None, Constant::Letter, Constant::LatinGain, Constant::CyrillicGain];

/// A context is learned when its graphone is expected so often in it.
const CONTEXT_SEEN: f64 = 20.0;
/// Contexts that add less than so many nats in the end are left out.
const LEAST_CONTEXT: f32 = 0.1;

/// Parts of a gradient: of graphones by number, of contexts by number above those, and of the constants.
#[derive(Default)]
struct Moves {
    graphones: BTreeMap<u32, f32>,
    constants: [f32; LEARNED.len()],
}

/// Moves the weights and the constants of a table.
pub fn refine(mut table: Graphones, pairs: &[Pair], options: &Options) -> Graphones {
    let mut start = table.logarithms();
    let graphones = start.len();
    let mut contexts = contexts(&table, pairs, options.contexts);
    start.resize(graphones + contexts.len(), 0.0);
    let mut weights = start.clone();
    table.set_contexts(contexts.clone());
    let mut squares = vec![1e-3_f32; weights.len()];
    let mut constant_squares = [1e-3_f32; LEARNED.len()];
    table.set_constant(Constant::CyrillicGain, 0.5);
    table.set_constant(Constant::LatinGain, 0.5);
    table.set_constant(Constant::Letter, 0.2);
    let ready = (options.rivals.max(1) as f32).ln();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut order: Vec<u32> = (0..pairs.len() as u32).collect();
    for _ in 0..options.rounds {
        shuffle(&mut order, &mut random);
        let mut tasks: Vec<(u32, Vec<u32>)> =
            order.chunks(options.rivals.max(2)).flat_map(|block| rivals(&table, pairs, block)).collect();
        for _ in 0..options.passes {
            shuffle(&mut tasks, &mut random);
            for batch in tasks.chunks(BATCH) {
                let moves: Vec<Moves> = batch
                    .par_iter()
                    .map(|(own, rivals)| gradient(&table, pairs, *own as usize, rivals, ready))
                    .collect();
                let mut sum = Moves::default();
                for part in moves {
                    for (graphone, part) in part.graphones {
                        *sum.graphones.entry(graphone).or_default() += part;
                    }
                    sum.constants.iter_mut().zip(part.constants).for_each(|(sum, part)| *sum += part);
                }
                for (graphone, part) in sum.graphones {
                    let at = graphone as usize;
                    let part = part / BATCH as f32 - options.back * (weights[at] - start[at]);
                    squares[at] += part * part;
                    weights[at] += options.step * part / squares[at].sqrt();
                }
                for (at, which) in LEARNED.into_iter().enumerate() {
                    let part = sum.constants[at] / BATCH as f32;
                    constant_squares[at] += part * part;
                    let moved = options.step * part / constant_squares[at].sqrt();
                    table.set_constant(which, table.constant(which) + moved);
                }
                table = table.with_weights(&weights[..graphones]);
                contexts.iter_mut().zip(&weights[graphones..]).for_each(|(context, &nats)| context.1 = nats);
                table.set_contexts(contexts.clone());
            }
        }
    }
    contexts.retain(|context| context.1.abs() >= LEAST_CONTEXT);
    table.set_contexts(contexts);
    table.set_constant(Constant::None, table.constant(Constant::None) + options.none);
    table
}

/// The contexts in which graphones are seen often enough, sorted by key, at 0 nats.
fn contexts(table: &Graphones, pairs: &[Pair], most: usize) -> Vec<(u32, f32)> {
    let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
    let mut work = Work::default();
    for pair in pairs {
        let latin = LatinString::of(pair.latin.clone(), table);
        let cyrillic = CyrillicString::of(&pair.cyrillic, table);
        if work.sums(&latin, &cyrillic) <= 0.0 {
            continue;
        }
        work.posteriors(&latin, &cyrillic, |step, p| {
            if p > 0.05 {
                for key in contexts_of(step.graphone, &latin.near(step)) {
                    *counts.entry(key).or_default() += p;
                }
            }
        });
    }
    let mut seen: Vec<(u32, f64)> = counts
        .into_iter()
        .filter(|context| context.1 >= CONTEXT_SEEN && (context.0 >> GRAPHONE_BITS) < MOST_GRAPHONES)
        .collect();
    seen.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    seen.truncate(most);
    seen.sort_unstable_by_key(|context| context.0);
    seen.into_iter().map(|context| (context.0, 0.0)).collect()
}

/// For each pair of a block the pairs of the block whose Cyrillic names are most like its Latin one.
fn rivals(table: &Graphones, pairs: &[Pair], block: &[u32]) -> Vec<(u32, Vec<u32>)> {
    let cyrillic: Vec<CyrillicString> =
        block.iter().map(|&at| CyrillicString::of(&pairs[at as usize].cyrillic, table)).collect();
    block
        .par_iter()
        .map_init(Scratch::default, |scratch, &own| {
            let latin = LatinString::of(pairs[own as usize].latin.clone(), table);
            let mut scores: Vec<(f32, u32)> = block
                .iter()
                .zip(&cyrillic)
                .filter(|(other, _)| pairs[**other as usize].cyrillic != pairs[own as usize].cyrillic)
                .map(|(&other, name)| (score_above(&latin, name, STRANGERS, scratch), other))
                .collect();
            scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            scores.truncate(REMEMBERED);
            (own, scores.into_iter().map(|found| found.1).collect())
        })
        .collect()
}

/// The gradient of ln P(right choice), with the right name there and without it. A choice of none scores `none`.
fn gradient(table: &Graphones, pairs: &[Pair], own: usize, rivals: &[u32], none: f32) -> Moves {
    let own = &pairs[own];
    let latin = LatinString::of(own.latin.clone(), table);
    let latin_gain = table.latin_sequences().gain(&own.latin[1..own.latin.len() - 1]);
    let mut scratch = Scratch::default();
    // The right name first, then the rivals.
    let names: Vec<CyrillicString> = std::iter::once(&own.cyrillic)
        .chain(rivals.iter().map(|&rival| &pairs[rival as usize].cyrillic))
        .map(|name| CyrillicString::of(name, table))
        .collect();
    let scores: Vec<f32> = names.iter().map(|name| score(&latin, name, &mut scratch)).collect();
    let best = scores.iter().copied().fold(none, f32::max);
    let against: f32 = scores[1..].iter().map(|score| (score - best).exp()).sum();
    let (own_part, none_part) = ((scores[0] - best).exp(), (none - best).exp());
    let (with, without) = (own_part + against + none_part, against + none_part);
    let mut moves = Moves::default();
    let mut work = Work::default();
    let mut push = |name: &CyrillicString, amount: f32| {
        if work.sums(&latin, name) > 0.0 {
            work.posteriors(&latin, name, |step, p| {
                let part = amount * p as f32;
                *moves.graphones.entry(step.graphone).or_default() += part;
                let near = latin.near(step);
                for at in contexts_of(step.graphone, &near).filter_map(|key| table.context(key)) {
                    *moves.graphones.entry((table.len() + at) as u32).or_default() += part;
                }
            });
            let gain = table.cyrillic_sequences().gain(name.letters());
            let off = [1.0, latin.len() as f32, latin_gain, gain];
            moves.constants.iter_mut().zip(off).for_each(|(sum, off)| *sum -= amount * off);
        }
    };
    push(&names[0], own.weight * (1.0 - own_part / with));
    for (name, &score) in names[1..].iter().zip(&scores[1..]) {
        let part = (score - best).exp();
        let amount = part / with + part / without;
        if amount > 0.003 {
            push(name, -own.weight * amount);
        }
    }
    moves
}

fn shuffle<T>(order: &mut [T], random: &mut u64) {
    for at in (1..order.len()).rev() {
        // xorshift64
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(at, (*random >> 11) as usize % (at + 1));
    }
}
