//! Candidates: for an article those that share most of its rarest stems, in a window of days, without comparing all.
//!
//! Articles stand in the order of their times, so that a window is a range in every list of the index. The rarest stems
//! are looked up first, until a budget of places is used up: what every article says is never looked at. Time and memory
//! for an article are bounded, however many articles fall on one day.

use super::profile::Profile;
use rayon::prelude::*;
use std::ops::Range;

/// An article says a stem of the index's side: (stem, place of its own term, how surely).
pub type Spoken = (u32, u32, f32);

/// Where each stem stands.
pub struct Index {
    /// The articles that have a time, in its order.
    timed: Range<usize>,
    /// Those that have none.
    timeless: Range<usize>,
    /// The times, in that order.
    times: Vec<i64>,
    /// Where the list of each stem ends.
    ends: Vec<u32>,
    /// The lists: places in the index, and the stem's share of the article.
    places: Vec<(u32, f32)>,
}

/// Scratch space for sums over articles.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

/// At most so many places are looked at for an article.
const BUDGET: usize = 20_000;
/// So many of an article's stems, the weightiest, are in the index.
const INDEXED: usize = 48;
/// What weighs less than this share of the weightiest finds nobody.
const LIGHTEST: f32 = 0.15;

/// A stem of an article in the index: how many places it has, the stem, its weight, its places near in time and those
/// without a time.
type Listed<'a> = (usize, u32, f32, [&'a [(u32, f32)]; 2]);

impl Index {
    /// An index over the articles in two ranges, those with a time and those without, whose stems are numbers below
    /// `stems`.
    pub fn new(profiles: &[Profile], timed: Range<usize>, timeless: Range<usize>, stems: usize) -> Self {
        let times = profiles[timed.clone()].iter().map_while(|profile| profile.time).collect();
        let chosen = |profile: &Profile| -> Vec<(u32, f32)> {
            let mut terms: Vec<(u32, f32)> =
                profile.terms.iter().map(|term| (term.stem, term.weight / profile.norm)).collect();
            let least = LIGHTEST * terms.iter().fold(0.0, |most, term| term.1.max(most));
            terms.retain(|term| term.1 >= least);
            if terms.len() > INDEXED {
                terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                terms.truncate(INDEXED);
            }
            terms
        };
        let articles = || timed.clone().chain(timeless.clone()).collect::<Vec<usize>>().into_par_iter();
        let chosen: Vec<Vec<(u32, f32)>> = articles().map(|number| chosen(&profiles[number])).collect();
        let mut ends = vec![0_u32; stems + 1];
        for (stem, _) in chosen.iter().flatten() {
            ends[*stem as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        // While the lists are filled, `ends` holds where the next place of each goes: in the end, where each list ends.
        let mut places = vec![(0, 0.0); ends[stems] as usize];
        for (place, terms) in chosen.into_iter().enumerate() {
            for (stem, share) in terms {
                let end = &mut ends[stem as usize];
                places[*end as usize] = (place as u32, share);
                *end += 1;
            }
        }
        ends.truncate(stems);
        Index { timed, timeless, times, ends, places }
    }

    /// At most `most` articles that share the rarest of what is spoken, within `window` seconds of `time`, the likeliest
    /// first. An article without a time is near to all.
    pub fn nearest(
        &self,
        profile: &Profile,
        spoken: &[Spoken],
        window: i64,
        most: usize,
        tally: &mut Tally,
    ) -> Vec<u32> {
        let timed = self.timed.len() as u32;
        let timeless = timed..timed + self.timeless.len() as u32;
        tally.sums.resize(timeless.end as usize, 0.0);
        let middle = profile.time.map_or(0, |time| self.times.partition_point(|&other| other < time) as u32);
        let near = match profile.time {
            Some(time) => {
                let from = self.times.partition_point(|&other| other < time.saturating_sub(window));
                let to = self.times.partition_point(|&other| other <= time.saturating_add(window));
                from as u32..to as u32
            }
            None => 0..timed,
        };
        let weight = |&(_, term, tie): &Spoken| profile.terms[term as usize].weight * tie;
        let least = LIGHTEST * spoken.iter().map(weight).fold(0.0, f32::max);
        let mut lists: Vec<Listed> = spoken
            .iter()
            .filter(|spoken| weight(spoken) >= least)
            .filter_map(|spoken| {
                let list = self.list(spoken.0);
                let parts = [within(list, &near), within(list, &timeless)];
                let length = parts[0].len() + parts[1].len();
                (length > 0).then_some((length, spoken.0, weight(spoken), parts))
            })
            .collect();
        lists.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        // Several words may speak for one stem: the weightiest does.
        lists.dedup_by_key(|list| list.1);
        let mut left = BUDGET;
        for (length, _, weight, parts) in lists {
            let parts = if length <= left {
                parts
            } else if tally.touched.is_empty() {
                // Even the rarest stem stands in too many: those nearest in time are looked at.
                parts.map(|part| around(part, middle, left / 2))
            } else {
                break;
            };
            left = left.saturating_sub(length);
            for &(place, share) in parts.into_iter().flatten() {
                let sum = &mut tally.sums[place as usize];
                if *sum == 0.0 {
                    tally.touched.push(place);
                }
                *sum += weight * share;
            }
        }
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        // Most places are far from the best: they are left out at once rather than sorted out in the end.
        let mut best: Vec<(f32, u32)> = Vec::with_capacity(4 * most + 1);
        let mut least = 0.0;
        for place in tally.touched.drain(..) {
            let sum = std::mem::take(&mut tally.sums[place as usize]);
            if sum >= least {
                best.push((sum, place));
            }
            if best.len() > 4 * most {
                best.select_nth_unstable_by(most, order);
                best.truncate(most);
                least = best.iter().fold(f32::INFINITY, |least, (sum, _)| least.min(*sum));
            }
        }
        best.sort_unstable_by(order);
        best.truncate(most);
        best.into_iter().map(|(_, place)| self.number(place)).collect()
    }

    /// The article at a place.
    fn number(&self, place: u32) -> u32 {
        let timed = self.timed.len() as u32;
        let start = if place < timed { self.timed.start } else { self.timeless.start - self.timed.len() };
        start as u32 + place
    }

    fn list(&self, stem: u32) -> &[(u32, f32)] {
        let at = stem as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.places[start as usize..self.ends[at] as usize]
    }
}

/// The part of a list whose places lie in a range.
fn within<'a>(list: &'a [(u32, f32)], range: &Range<u32>) -> &'a [(u32, f32)] {
    if range.is_empty() || list.is_empty() {
        return &[];
    }
    let start = list.partition_point(|(place, _)| *place < range.start);
    let length = list[start..].partition_point(|(place, _)| *place < range.end);
    &list[start..start + length]
}

/// At most so many places of a list, those around a place.
fn around(list: &[(u32, f32)], middle: u32, most: usize) -> &[(u32, f32)] {
    let at = list.partition_point(|(place, _)| *place < middle);
    let start = at.saturating_sub(most / 2).min(list.len().saturating_sub(most));
    &list[start..list.len().min(start + most)]
}
