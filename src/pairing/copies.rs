//! Copies: articles of one language that are the same text, and agency reprints that are nearly so.
//!
//! Copies are folded before candidates are looked for, so that one text published a million times costs and tells no more
//! than once; reprints are judged each by itself, but what follows from other rows is not told again.

use super::profile::{NUMBER, Profile, SKETCH};
use rustc_hash::FxHashMap;

/// Articles of one side without their copies.
pub struct Folded {
    /// The articles that stay: the first of each text, in their order.
    pub profiles: Vec<Profile>,
    /// Places of the articles that stay.
    pub places: Vec<usize>,
    /// For each that stays its copies: places and times.
    pub copies: Vec<Vec<(usize, Option<i64>)>>,
}

/// Two sketches that agree in so many places are of one text.
const REPRINT: usize = SKETCH * 6 / 10;

/// Folds articles of the same words that lie within a window of seconds of the first; articles without a word are left
/// out.
pub fn fold(profiles: Vec<Profile>, places: &[usize], window: i64) -> Folded {
    let mut order: Vec<usize> = (0..profiles.len()).filter(|&at| !profiles[at].terms.is_empty()).collect();
    order.sort_by_key(|&at| (profiles[at].time.is_none(), profiles[at].time, at));
    let mut last: FxHashMap<u64, usize> = FxHashMap::default();
    let mut first_of: Vec<usize> = (0..profiles.len()).collect();
    for at in order {
        let profile = &profiles[at];
        let near = last.get(&profile.hash).copied().filter(|&first| {
            let (a, b) = (profiles[first].time, profile.time);
            a.zip(b).map_or(a == b, |(a, b)| b.saturating_sub(a) <= window)
        });
        match near {
            Some(first) => first_of[at] = first,
            None => {
                last.insert(profile.hash, at);
            }
        }
    }
    let mut folded = Folded { profiles: Vec::new(), places: Vec::new(), copies: Vec::new() };
    let mut number_of = vec![u32::MAX; profiles.len()];
    let times: Vec<Option<i64>> = profiles.iter().map(|profile| profile.time).collect();
    for (at, profile) in profiles.into_iter().enumerate() {
        if first_of[at] == at && !profile.terms.is_empty() {
            number_of[at] = folded.profiles.len() as u32;
            folded.profiles.push(profile);
            folded.places.push(places[at]);
            folded.copies.push(Vec::new());
        }
    }
    for (at, &first) in first_of.iter().enumerate() {
        if first != at {
            folded.copies[number_of[first] as usize].push((places[at], times[at]));
        }
    }
    folded
}

/// For each article the first of those that it is a reprint of, itself where it is none.
pub fn reprints(profiles: &[Profile], near: &[Vec<(u32, f32)>]) -> Vec<u32> {
    let mut first: Vec<u32> = (0..profiles.len() as u32).collect();
    let mut join = |a: u32, b: u32| {
        let (a, b) = (root(&mut first, a), root(&mut first, b));
        first[a.max(b) as usize] = a.min(b);
    };
    for (at, near) in near.iter().enumerate() {
        for &(other, _) in near {
            if is_reprint(&profiles[at], &profiles[other as usize]) {
                join(at as u32, other);
            }
        }
    }
    (0..profiles.len() as u32).map(|at| root(&mut first, at)).collect()
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
fn is_reprint(a: &Profile, b: &Profile) -> bool {
    let same = a.sketch.iter().zip(&b.sketch).filter(|(a, b)| a == b).count();
    let numbers = |profile: &Profile| -> Vec<u32> {
        let numbers = profile.terms.iter().filter(|term| term.marks & NUMBER != 0);
        numbers.map(|term| term.stem).collect()
    };
    same >= REPRINT && numbers(a) == numbers(b)
}
