//! Graphone weights made better at choosing: each name is set against the names most like it, and the weights are moved
//! so that the right one wins and, where the right one is taken away, none does (a log-linear choice, learned by
//! stochastic gradients with AdaGrad).

use super::table::{Constant, Graphones};
use super::train::{Pair, Work};
use super::{CyrillicString, LatinString, Scratch, score};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How [`refine`] works.
#[derive(Debug, Clone)]
pub struct Options {
    /// Times that all pairs are gone through.
    pub rounds: usize,
    /// Names that each name is set against.
    pub rivals: usize,
    /// The length of a step.
    pub step: f32,
    /// How strongly weights are drawn back to where they began, each time they are moved.
    pub back: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { rounds: 2, rivals: 1000, step: 0.05, back: 1e-4 }
    }
}

/// Names looked at between two moves of the weights.
const BATCH: usize = 64;
/// The constants that are learned here.
const LEARNED: [Constant; 4] =
    [Constant::None, Constant::Letter, Constant::LatinGain, Constant::CyrillicGain];

/// Parts of a gradient: of graphones by number, and of the constants.
#[derive(Default)]
struct Moves {
    graphones: BTreeMap<u32, f32>,
    constants: [f32; LEARNED.len()],
}

/// Moves the weights and the constants of a table.
pub fn refine(mut table: Graphones, pairs: &[Pair], options: &Options) -> Graphones {
    let start = table.logarithms();
    let mut weights = start.clone();
    let mut squares = vec![1e-3_f32; weights.len()];
    let mut constant_squares = [1e-3_f32; LEARNED.len()];
    if table.constant(Constant::CyrillicGain) == 0.0 {
        table.set_constant(Constant::CyrillicGain, 0.5);
        table.set_constant(Constant::LatinGain, 0.5);
        table.set_constant(Constant::Letter, 0.5);
    }
    let ready = (options.rivals.max(1) as f32).ln();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut order: Vec<u32> = (0..pairs.len() as u32).collect();
    for _ in 0..options.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, next(&mut random) as usize % (at + 1));
        }
        for block in order.chunks(options.rivals.max(BATCH)) {
            let pool: Vec<&Pair> = block.iter().map(|&at| &pairs[at as usize]).collect();
            let gains: Vec<f32> =
                pool.iter().map(|pair| table.cyrillic_sequences().gain(&pair.cyrillic)).collect();
            for first in (0..pool.len()).step_by(BATCH) {
                let cyrillic: Vec<CyrillicString> =
                    pool.iter().map(|pair| CyrillicString::of(&pair.cyrillic, &table)).collect();
                let last = (first + BATCH).min(pool.len());
                let moves: Vec<Moves> = (first..last)
                    .into_par_iter()
                    .map(|at| gradient(&table, &pool, &cyrillic, &gains, at, ready))
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
                table = table.with_weights(&weights);
            }
        }
    }
    table
}

/// The gradient of ln P(right choice), with the right name in the pool and without it. A choice of none scores `none`.
fn gradient(
    table: &Graphones,
    pool: &[&Pair],
    cyrillic: &[CyrillicString],
    gains: &[f32],
    at: usize,
    none: f32,
) -> Moves {
    let own = pool[at];
    let latin = LatinString::of(own.latin.clone(), table);
    let latin_gain = table.latin_sequences().gain(&own.latin[1..own.latin.len() - 1]);
    let mut scratch = Scratch::default();
    let scores: Vec<f32> = cyrillic.iter().map(|name| score(&latin, name, &mut scratch)).collect();
    let is_own = |name: usize| pool[name].cyrillic == own.cyrillic;
    let best = scores.iter().copied().fold(none, f32::max);
    let rivals: f32 =
        scores.iter().enumerate().filter(|(name, _)| !is_own(*name)).map(|(_, s)| (s - best).exp()).sum();
    let (own_part, none_part) = ((scores[at] - best).exp(), (none - best).exp());
    let (with, without) = (own_part + rivals + none_part, rivals + none_part);
    let mut moves = Moves::default();
    let mut work = Work::default();
    let mut push = |name: usize, amount: f32| {
        if work.sums(&latin, &cyrillic[name]) > 0.0 {
            work.posteriors(&latin, &cyrillic[name], |graphone, p| {
                *moves.graphones.entry(graphone).or_default() += amount * p as f32;
            });
            let off = [1.0, latin.len() as f32, latin_gain, gains[name]];
            moves.constants.iter_mut().zip(off).for_each(|(sum, off)| *sum -= amount * off);
        }
    };
    push(at, own.weight * (1.0 - own_part / with));
    for (name, &score) in scores.iter().enumerate() {
        let part = (score - best).exp();
        let amount = part / with + part / without;
        if !is_own(name) && amount > 0.003 {
            push(name, -own.weight * amount);
        }
    }
    moves
}

fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random >> 11
}
