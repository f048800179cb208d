//! Candidates through neighbours: the partner of an article's neighbour, and the neighbour of its partner, may be a
//! partner of its own though they share few words, as bare headlines do.

use super::candidates::{Candidate, Found};
use super::compare::{likeness, shared, speak};
use super::fresh::Fresh;
use super::profile::Profile;
use super::runs::Runs;
use super::side::Side;
use crate::Result;
use crate::lexicon::Translation;
use rayon::prelude::*;

/// So many partners of each neighbour are tried, and neighbours of so many partners; so many at most are added.
const PROMISED: usize = 4;
/// English articles that are looked at together.
const BATCH: usize = 4096;

/// Adds to the candidates of each English article those that its neighbours promise and that are worth it.
pub fn add(
    found: &mut Found,
    [src, trg]: [&mut Side; 2],
    idf: &[Vec<f32>; 2],
    translation: &Translation,
    window: i64,
    worth: impl Fn(&Candidate, &[Profile], &[Profile]) -> bool + Sync,
) -> Result<()> {
    let count = src.profiles.len();
    let own = Runs::new(count, found.across.iter().map(|candidate| candidate.src));
    let mut all = Vec::with_capacity(found.across.len());
    for start in (0..count).step_by(BATCH) {
        let batch = start..count.min(start + BATCH);
        let promised: Vec<Vec<u32>> = batch
            .clone()
            .into_par_iter()
            .map(|at| {
                let time = src.profiles[at].time;
                let far = |other: u32| match (time, trg.profiles[other as usize].time) {
                    (Some(a), Some(b)) => a.saturating_sub(b).saturating_abs() > window,
                    _ => false,
                };
                promised(at, found, &own).into_iter().filter(|&other| !far(other)).collect()
            })
            .collect();
        let wanted = batch.clone().zip(&promised).filter(|(_, promised)| !promised.is_empty());
        let sources = src.some(wanted.map(|(at, _)| at).collect(), &idf[0])?;
        let targets = trg.some(promised.iter().flatten().map(|&other| other as usize).collect(), &idf[1])?;
        let (a, b) = (&src.profiles, &trg.profiles);
        let added: Vec<Vec<Candidate>> = batch
            .clone()
            .into_par_iter()
            .zip(&promised)
            .map(|(at, promised)| {
                let Some(profile) = sources.get(&at) else { return Vec::new() };
                let spoken = speak(profile, translation);
                let compare = |&other: &u32| {
                    let partner = &targets[&(other as usize)];
                    let like = likeness(profile, partner, &shared(profile, &spoken, partner));
                    Candidate { src: at as u32, trg: other, like, fresh: Fresh::default() }
                };
                promised.iter().map(compare).filter(|candidate| worth(candidate, a, b)).collect()
            })
            .collect();
        for (at, added) in batch.zip(added) {
            all.extend_from_slice(&found.across[own.of(at)]);
            all.extend(added);
        }
    }
    found.across = all;
    Ok(())
}

/// The articles that neighbours promise most surely, but for those that are candidates anyway.
fn promised(at: usize, found: &Found, own: &Runs) -> Vec<u32> {
    let mine = &found.across[own.of(at)];
    let mut promises: Vec<(u32, f32)> = Vec::new();
    for &(other, near) in &found.near[0][at] {
        let partners = found.across[own.of(other as usize)].iter().take(PROMISED);
        promises.extend(partners.map(|partner| (partner.trg, near * partner.like.whole)));
    }
    for partner in mine.iter().take(PROMISED) {
        let near = &found.near[1][partner.trg as usize];
        promises.extend(near.iter().map(|&(other, near)| (other, near * partner.like.whole)));
    }
    promises.retain(|&(other, _)| mine.iter().all(|partner| partner.trg != other));
    promises.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let mut summed: Vec<(u32, f32)> = promises
        .chunk_by(|a, b| a.0 == b.0)
        .map(|run| (run[0].0, run.iter().map(|(_, promise)| promise).sum()))
        .collect();
    summed.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    summed.into_iter().take(PROMISED).map(|(other, _)| other).collect()
}
