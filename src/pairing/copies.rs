//! Copies: articles of one language that are the same text, and agency reprints that are nearly so.
//!
//! Copies are folded before candidates are looked for, so that one text published a million times costs and tells no more
//! than once; reprints are judged each by itself, but what follows from other rows is not told again.

use super::profile::{NUMBER, Profile, SKETCH};
use rustc_hash::FxHashMap;

/// Two sketches that agree in so many places are of one text.
const REPRINT: usize = SKETCH * 6 / 10;

/// Articles without their copies.
#[derive(Debug, Default)]
pub struct Folded {
    /// The first of each text in the order of time, those without a time last.
    pub firsts: Vec<u32>,
    /// The copies: place among `firsts` of the one that each repeats, and its own.
    pub copies: Vec<(u32, u32)>,
}

/// Folds articles of the same words that lie within a window of seconds of the first. Those that are not chosen are left
/// out.
pub fn fold(profiles: &[Profile], chosen: impl Iterator<Item = u32>, window: i64) -> Folded {
    let mut order: Vec<u32> = chosen.collect();
    order.sort_by_key(|&at| {
        let time = profiles[at as usize].time;
        (time.is_none(), time, at)
    });
    let mut last: FxHashMap<u64, u32> = FxHashMap::default();
    let mut folded = Folded::default();
    for at in order {
        let profile = &profiles[at as usize];
        let near = last.get(&profile.hash).copied().filter(|&first| {
            let (a, b) = (profiles[folded.firsts[first as usize] as usize].time, profile.time);
            a.zip(b).map_or(a == b, |(a, b)| b.saturating_sub(a) <= window)
        });
        match near {
            Some(first) => folded.copies.push((first, at)),
            None => {
                last.insert(profile.hash, folded.firsts.len() as u32);
                folded.firsts.push(at);
            }
        }
    }
    folded
}

/// For each of so many articles the first of those that it is a reprint of, itself where it is none, given pairs that are.
pub fn reprints(articles: usize, same: &[(u32, u32)]) -> Vec<u32> {
    let mut first: Vec<u32> = (0..articles as u32).collect();
    for &(a, b) in same {
        let (a, b) = (root(&mut first, a), root(&mut first, b));
        first[a.max(b) as usize] = a.min(b);
    }
    (0..articles as u32).map(|at| root(&mut first, at)).collect()
}

/// The end of a chain, which is shortened on the way.
pub fn root(parents: &mut [u32], mut at: u32) -> u32 {
    while parents[at as usize] != at {
        parents[at as usize] = parents[parents[at as usize] as usize];
        at = parents[at as usize];
    }
    at
}

/// Whether one is the other with small changes. Articles that differ in a number tell different things.
pub fn is_reprint(a: &Profile, b: &Profile) -> bool {
    let same = a.sketch.iter().zip(&b.sketch).filter(|(a, b)| a == b).count();
    let numbers = |profile: &Profile| -> Vec<u32> {
        let numbers = profile.terms.iter().filter(|term| term.marks & NUMBER != 0);
        numbers.map(|term| term.stem).collect()
    };
    same >= REPRINT && numbers(a) == numbers(b)
}
