//! Graphones from pairs of spellings by expectation–maximisation.
//!
//! The pairs may be noisy: each counts as far as the table of the round before believes that its two sides are one name.

use super::sequence::Sequences;
use super::table::{Graphone, Graphones};
use super::{CyrillicString, LatinString, MOST_CYRILLIC, MOST_LATIN, Step, fill_column};
use crate::names::fold;
use rustc_hash::FxHashMap;

/// A Latin and a Cyrillic spelling held to be one name, as rows of letters (see [`crate::names::fold`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Latin letters with the marks of start and end.
    pub latin: Vec<u8>,
    /// Cyrillic letters.
    pub cyrillic: Vec<u8>,
    /// How much it counts.
    pub weight: f32,
}

impl Pair {
    /// Folds two words; `None` where a side has no letters or more than [`fold::LONGEST`].
    pub fn new(latin: &str, cyrillic: &str, weight: f32) -> Option<Pair> {
        let mut left = vec![fold::START];
        left.extend(latin.chars().filter_map(fold::latin));
        left.push(fold::END);
        let right: Vec<u8> = cyrillic.chars().filter_map(fold::cyrillic).collect();
        let sound = left.len() > 2
            && !right.is_empty()
            && left.len() <= fold::LONGEST + 2
            && right.len() <= fold::LONGEST
            && !left.contains(&fold::OTHER)
            && !right.contains(&fold::OTHER);
        sound.then_some(Pair { latin: left, cyrillic: right, weight })
    }
}

/// How [`learn`] works.
#[derive(Debug, Clone)]
pub struct Options {
    /// Rounds of expectation–maximisation.
    pub rounds: usize,
    /// Graphones expected less often than this are left out.
    pub least: f64,
    /// At most so many graphones stay.
    pub most: usize,
    /// The share of pairs believed to be one name before they are looked at.
    pub sound: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { rounds: 8, least: 2.0, most: 9000, sound: 0.9 }
    }
}

/// A Latin or Cyrillic letter may always stand for nothing, with at least this weight (nats).
const FLOOR: f32 = -5.0;
/// Before anything is learned, the weight of each letter of a graphone.
const START_WEIGHT: f64 = 1.0 / 30.0;
/// Latin groups seen less often are not thought of.
const SEEN: f32 = 5.0;

/// Learns a table. The result does not depend on anything but the pairs in their order.
pub fn learn(pairs: &[Pair], options: &Options) -> Graphones {
    let shares = Shares::of(pairs);
    let mut counts = first_counts(pairs);
    for round in 0..options.rounds {
        let least = if round == 0 { options.least / 4.0 } else { options.least };
        let table = table_of(&counts, &shares, least, if round == 0 { usize::MAX } else { options.most });
        if round + 1 == options.rounds {
            return with_sequences(table, pairs, options.sound);
        }
        let expected = expected(pairs, &table, options.sound);
        counts = table.graphones().into_iter().zip(expected).map(|(g, n)| (g.latin, g.cyrillic, n)).collect();
    }
    with_sequences(table_of(&counts, &shares, options.least, options.most), pairs, options.sound)
}

/// Adds how usual letters are one after another in the pairs that are believed.
fn with_sequences(table: Graphones, pairs: &[Pair], sound: f64) -> Graphones {
    let believed: Vec<&Pair> = pairs.iter().filter(|pair| belief(&table, pair, sound) > 0.5).collect();
    let latin =
        Sequences::learn(believed.iter().map(|pair| (&pair.latin[1..pair.latin.len() - 1], pair.weight)));
    let cyrillic = Sequences::learn(believed.iter().map(|pair| (&pair.cyrillic[..], pair.weight)));
    table.with_sequences(latin, cyrillic)
}

/// How often each pair is believed to be one name under a table, 0 to 1.
pub fn belief(table: &Graphones, pair: &Pair, sound: f64) -> f64 {
    let latin = LatinString::of(pair.latin.clone(), table);
    let cyrillic = CyrillicString::of(&pair.cyrillic, table);
    let ratio = f64::from(super::score(&latin, &cyrillic, &mut super::Scratch::default())).exp() * sound;
    ratio / (ratio + 1.0 - sound)
}

/// Shares of single letters.
struct Shares {
    latin: [f64; 256],
    cyrillic: [f64; 256],
}

impl Shares {
    fn of(pairs: &[Pair]) -> Shares {
        let mut shares = Shares { latin: [0.0; 256], cyrillic: [0.0; 256] };
        for pair in pairs {
            let weight = f64::from(pair.weight);
            pair.latin.iter().for_each(|&letter| shares.latin[letter as usize] += weight);
            pair.cyrillic.iter().for_each(|&letter| shares.cyrillic[letter as usize] += weight);
        }
        shares.latin[fold::START as usize] = 0.0;
        shares.latin[fold::END as usize] = 0.0;
        for side in [&mut shares.latin, &mut shares.cyrillic] {
            let all: f64 = side.iter().sum::<f64>().max(1.0);
            side.iter_mut().for_each(|count| *count = (*count / all).max(1e-6));
        }
        // The marks stand in every name: they cost nothing by chance.
        shares.latin[fold::START as usize] = 1.0;
        shares.latin[fold::END as usize] = 1.0;
        shares
    }
}

/// Where a graphone ends on both sides, how many letters it takes of both, and how probable that is.
type Cut = (u8, u8, u8, u8, f64);
type Counts = Vec<(Vec<u8>, Vec<u8>, f64)>;

/// Counts where every way to cut a pair is as good as any other with as many letters.
fn first_counts(pairs: &[Pair]) -> Counts {
    let mut seen: FxHashMap<&[u8], f32> = FxHashMap::default();
    for pair in pairs {
        for taken in 0..=MOST_LATIN {
            pair.latin.windows(taken.max(1)).for_each(|group| *seen.entry(group).or_default() += pair.weight);
        }
    }
    let mut cuts: FxHashMap<(usize, usize), Vec<Cut>> = FxHashMap::default();
    let mut counts: FxHashMap<(u32, u16), f64> = FxHashMap::default();
    for pair in pairs {
        let (n, m) = (pair.latin.len(), pair.cyrillic.len());
        let ways = cuts.entry((n, m)).or_insert_with(|| even_cuts(n, m));
        for &(i, j, a, b, posterior) in ways.iter() {
            let latin = &pair.latin[(i - a) as usize..i as usize];
            if a > 2 && seen.get(latin).is_none_or(|&count| count < SEEN) {
                continue;
            }
            let cyrillic = &pair.cyrillic[(j - b) as usize..j as usize];
            let key = latin.iter().fold(0_u32, |key, &letter| key << 8 | u32::from(letter));
            let other = cyrillic.iter().fold(0_u16, |key, &letter| key << 8 | u16::from(letter));
            *counts.entry((key, other)).or_default() += posterior * f64::from(pair.weight);
        }
    }
    let bytes =
        |key: u32| key.to_be_bytes().into_iter().skip_while(|&letter| letter == 0).collect::<Vec<u8>>();
    let mut counts: Vec<((u32, u16), f64)> = counts.into_iter().filter(|entry| entry.1 > 0.3).collect();
    counts.sort_unstable_by_key(|entry| entry.0);
    counts.into_iter().map(|((l, c), n)| (bytes(l), bytes(u32::from(c)), n)).collect()
}

/// Posterior of each graphone place (end, end, taken, taken) where only lengths are known.
fn even_cuts(n: usize, m: usize) -> Vec<Cut> {
    let weight = |a: usize, b: usize| {
        START_WEIGHT.powi((a.max(1) + b.max(1)) as i32) * if a == 0 || b == 0 { 0.05 } else { 1.0 }
    };
    let at = |i: usize, j: usize| i * (m + 1) + j;
    let mut forward = vec![0.0; (n + 1) * (m + 1)];
    let mut backward = forward.clone();
    let steps = || (0..=MOST_LATIN).flat_map(|a| (0..=MOST_CYRILLIC).map(move |b| (a, b))).skip(1);
    forward[0] = 1.0;
    backward[at(n, m)] = 1.0;
    for i in 0..=n {
        for j in 0..=m {
            for (a, b) in steps().filter(|&(a, b)| a <= i && b <= j) {
                forward[at(i, j)] += forward[at(i - a, j - b)] * weight(a, b);
            }
        }
    }
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            for (a, b) in steps().filter(|&(a, b)| i + a <= n && j + b <= m) {
                backward[at(i, j)] += backward[at(i + a, j + b)] * weight(a, b);
            }
        }
    }
    let whole: f64 = forward[at(n, m)];
    let mut ways = Vec::new();
    for i in 0..=n {
        for j in 0..=m {
            for (a, b) in steps().filter(|&(a, b)| a <= i && b <= j) {
                let posterior = forward[at(i - a, j - b)] * weight(a, b) * backward[at(i, j)] / whole;
                if posterior > 1e-4 {
                    ways.push((i as u8, j as u8, a as u8, b as u8, posterior));
                }
            }
        }
    }
    ways
}

/// A table of the graphones counted at least so often, the most frequent first where there are too many.
fn table_of(counts: &Counts, shares: &Shares, least: f64, most: usize) -> Graphones {
    let mut kept: Vec<&(Vec<u8>, Vec<u8>, f64)> = counts.iter().filter(|entry| entry.2 >= least).collect();
    kept.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (&a.0, &a.1).cmp(&(&b.0, &b.1))));
    kept.truncate(most);
    let all: f64 = kept.iter().map(|entry| entry.2).sum();
    let mut graphones: Vec<Graphone> = Vec::with_capacity(kept.len() + 128);
    let mut free: FxHashMap<(&[u8], &[u8]), f32> = FxHashMap::default();
    for (latin, cyrillic, count) in kept {
        let chance: f64 = latin.iter().map(|&letter| shares.latin[letter as usize].ln()).sum::<f64>()
            + cyrillic.iter().map(|&letter| shares.cyrillic[letter as usize].ln()).sum::<f64>();
        let weight = ((count / all).ln() - chance) as f32;
        if latin.len() + cyrillic.len() == 1 {
            free.insert((latin, cyrillic), weight);
        } else {
            graphones.push(Graphone { latin: latin.clone(), cyrillic: cyrillic.clone(), weight });
        }
    }
    let known =
        |side: &[f64; 256]| (1..=255_u8).filter(|&letter| side[letter as usize] > 1e-6).collect::<Vec<u8>>();
    let (mut latin, mut cyrillic) = (known(&shares.latin), known(&shares.cyrillic));
    latin.extend([fold::OTHER, fold::APOSTROPHE].iter().filter(|mark| shares.latin[**mark as usize] <= 1e-6));
    cyrillic.extend(
        [fold::OTHER, fold::APOSTROPHE].iter().filter(|mark| shares.cyrillic[**mark as usize] <= 1e-6),
    );
    for letter in latin {
        let floor = if letter == fold::START || letter == fold::END { 0.0 } else { FLOOR };
        let weight = free.get(&(&[letter][..], &[][..])).map_or(floor, |weight| weight.max(floor));
        graphones.push(Graphone { latin: vec![letter], cyrillic: vec![], weight });
    }
    for letter in cyrillic {
        let weight = free.get(&(&[][..], &[letter][..])).map_or(FLOOR, |weight| weight.max(FLOOR));
        graphones.push(Graphone { latin: vec![], cyrillic: vec![letter], weight });
    }
    Graphones::new(&graphones)
}

/// How often each graphone of the table is used in the pairs, each pair counting as far as it is believed.
fn expected(pairs: &[Pair], table: &Graphones, sound: f64) -> Vec<f64> {
    use rayon::prelude::*;
    // Pieces of a fixed size, summed in order: the same bytes on any number of threads.
    let pieces: Vec<Vec<f64>> = pairs
        .par_chunks(8192)
        .map(|pairs| {
            let mut counts = vec![0.0; table.len()];
            let mut work = Work::default();
            for pair in pairs {
                let latin = LatinString::of(pair.latin.clone(), table);
                let cyrillic = CyrillicString::of(&pair.cyrillic, table);
                let ratio = work.sums(&latin, &cyrillic) * sound;
                let belief = ratio / (ratio + 1.0 - sound) * f64::from(pair.weight);
                if belief > 1e-6 {
                    work.posteriors(&latin, &cyrillic, |step, p| {
                        counts[step.graphone as usize] += p * belief
                    });
                }
            }
            counts
        })
        .collect();
    let mut counts = vec![0.0; table.len()];
    for piece in pieces {
        counts.iter_mut().zip(piece).for_each(|(sum, more)| *sum += more);
    }
    counts
}

/// Forward and backward sums of one pair.
#[derive(Default)]
pub(crate) struct Work {
    forward: Vec<f64>,
    backward: Vec<f64>,
}

impl Work {
    /// Fills the forward sums; returns the sum over all ways.
    pub fn sums(&mut self, latin: &LatinString, cyrillic: &CyrillicString) -> f64 {
        let width = latin.letters.len() + 1;
        self.forward.clear();
        self.forward.resize(width * (cyrillic.len() + 1), 0.0);
        for end in 0..=cyrillic.len() {
            fill_column(latin, cyrillic, end, &mut self.forward, width);
        }
        self.forward[self.forward.len() - 1]
    }

    /// After [`Work::sums`]: tells how probable each use of each graphone is.
    pub fn posteriors(
        &mut self,
        latin: &LatinString,
        cyrillic: &CyrillicString,
        mut tell: impl FnMut(&Step, f64),
    ) {
        let width = latin.letters.len() + 1;
        let whole = self.forward[self.forward.len() - 1];
        self.backward.clear();
        self.backward.resize(self.forward.len(), 0.0);
        let last = self.backward.len() - 1;
        self.backward[last] = 1.0;
        for column in (0..=cyrillic.len()).rev() {
            for taken in 1..=MOST_CYRILLIC.min(cyrillic.len() - column) {
                let end = column + taken;
                for step in latin.steps(cyrillic.group(end, taken)) {
                    let (i, from) = (step.end as usize, (step.end - step.taken) as usize);
                    let used = f64::from(step.weight) * self.backward[end * width + i];
                    self.backward[column * width + from] += used;
                    let posterior = self.forward[column * width + from] * used / whole;
                    if posterior > 0.0 {
                        tell(step, posterior);
                    }
                }
            }
            for step in latin.steps(0).iter().rev() {
                let (i, from) = (step.end as usize, (step.end - step.taken) as usize);
                let used = f64::from(step.weight) * self.backward[column * width + i];
                self.backward[column * width + from] += used;
                let posterior = self.forward[column * width + from] * used / whole;
                if posterior > 0.0 {
                    tell(step, posterior);
                }
            }
        }
    }
}
