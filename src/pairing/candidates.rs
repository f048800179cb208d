//! For each English article its likeliest partners, and for every article its nearest of the same language.

use super::compare::{Likeness, likeness, shared, speak, speak_plainly};
use super::index::{Index, Tally};
use super::profile::Profile;
use crate::lexicon::Translation;
use rayon::prelude::*;

/// A pair that may be one.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Place in the English list.
    pub src: u32,
    /// Place in the other list.
    pub trg: u32,
    /// How like they are.
    pub like: Likeness,
}

/// So many of the likeliest by the index are compared whole.
const COMPARED: usize = 48;
/// So many of the nearest of the same language are kept.
const NEIGHBOURS: usize = 5;
/// An article less like than this is no neighbour.
const LEAST_NEAR: f32 = 0.2;
/// Articles that a thread takes at a time.
const SHARE: usize = 64;

/// For each English article at most `most` of the other language, by the English article, the likest first; only those
/// that are worth it.
pub fn across(
    src: &[Profile],
    trg: &[Profile],
    index: &Index,
    translation: &Translation,
    window: i64,
    most: usize,
    worth: impl Fn(&Candidate) -> bool + Sync,
) -> Vec<Candidate> {
    let one = |tally: &mut Tally, number: usize, profile: &Profile| {
        let spoken = speak(profile, translation);
        let near = index.nearest(profile, &spoken, window, COMPARED, tally);
        let mut found: Vec<Candidate> = near
            .into_iter()
            .map(|other| {
                let other_profile = &trg[other as usize];
                let like = likeness(profile, other_profile, &shared(profile, &spoken, other_profile));
                Candidate { src: number as u32, trg: other, like }
            })
            .filter(|candidate| candidate.like.whole > 0.0 && worth(candidate))
            .collect();
        found.sort_by(|a, b| b.like.whole.total_cmp(&a.like.whole).then(a.trg.cmp(&b.trg)));
        found.truncate(most);
        found.shrink_to_fit();
        found
    };
    each(src, one).into_iter().flatten().collect()
}

/// For each article its nearest of the same language (place, cosine), the nearest first.
pub fn within(profiles: &[Profile], index: &Index, window: i64) -> Vec<Vec<(u32, f32)>> {
    let one = |tally: &mut Tally, number: usize, profile: &Profile| {
        let spoken = speak_plainly(profile);
        let near = index.nearest(profile, &spoken, window, 2 * NEIGHBOURS + 1, tally);
        let mut found: Vec<(u32, f32)> = near
            .into_iter()
            .filter(|&other| other as usize != number)
            .map(|other| (other, cosine(profile, &profiles[other as usize])))
            .filter(|(_, cosine)| *cosine >= LEAST_NEAR)
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(NEIGHBOURS);
        found
    };
    each(profiles, one)
}

/// Does the same for every article, on all threads, and keeps the order.
fn each<T: Send>(profiles: &[Profile], one: impl Fn(&mut Tally, usize, &Profile) -> T + Sync) -> Vec<T> {
    let shares: Vec<Vec<T>> = profiles
        .par_chunks(SHARE)
        .enumerate()
        .map_init(Tally::default, |tally, (share, chunk)| {
            let start = share * SHARE;
            chunk.iter().enumerate().map(|(at, profile)| one(tally, start + at, profile)).collect()
        })
        .collect();
    shares.into_iter().flatten().collect()
}

fn cosine(a: &Profile, b: &Profile) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.terms.get(i), b.terms.get(j)) {
        match x.stem.cmp(&y.stem) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.weight * y.weight;
                i += 1;
                j += 1;
            }
        }
    }
    sum / (a.norm * b.norm)
}
