//! The figures that the judgement of a pair rests on.
//!
//! Local figures come from the two articles alone. A first judgement by those is followed by a second one that also sees
//! the surroundings: how likely the rivals of either article are, and how the neighbours of both are paired.

use super::candidates::Candidate;
use super::profile::Profile;
use super::runs::Runs;

/// Place of the figure that says that a date is unknown.
pub const UNDATED: usize = 19;
/// How many local figures a pair has.
pub const LOCAL: usize = 45;
/// How many figures a pair has in all.
pub const COUNT: usize = NAMES.len();

/// The names of the figures, by which the file of weights calls them; the local ones come first.
pub const NAMES: [&str; 57] = [
    "bias",
    "whole",
    "root-whole",
    "heads",
    "leads",
    "head-by-other",
    "other-head-by-src",
    "least-head",
    "most-head",
    "all-by-other",
    "other-all-by-src",
    "names",
    "numbers",
    "words",
    "rarest",
    "second",
    "third",
    "order",
    "days",
    "undated",
    "size",
    "length-gap",
    "short-by-long",
    "long-by-short",
    "short-lost-names",
    "short-lost-numbers",
    "short-lost-words",
    "long-lost-names",
    "long-lost-numbers",
    "long-lost-words",
    "short-missing",
    "long-missing",
    "hours",
    "half-dated",
    "whole-gap",
    "short-gap",
    "short-size",
    "root-size",
    "fresh",
    "fresh-short",
    "fresh-long",
    "stale",
    "common",
    "counted-alike",
    "counted-unlike",
    "first",
    "gap-src",
    "gap-trg",
    "best-of-src",
    "best-of-trg",
    "support-src",
    "support-trg",
    "support-both",
    "sum-src",
    "sum-trg",
    "top-src",
    "top-trg",
];

/// The local figures of a pair.
pub type Local = [f64; LOCAL];
/// All figures of a pair.
pub type Features = [f64; COUNT];

/// The nearest articles of the same language (place, cosine) of each article.
pub type Near = [Vec<(u32, f32)>];

/// The local figures of a pair.
pub fn local(candidate: &Candidate, src: &Profile, trg: &Profile) -> Local {
    let like = &candidate.like;
    let days = match (src.time, trg.time) {
        (Some(a), Some(b)) => Some((a.saturating_sub(b)).abs() as f64 / 86_400.0),
        _ => None,
    };
    let (a, b) = (f64::from(src.size) + 1.0, f64::from(trg.size) + 1.0);
    // What the shorter article says of itself weighs more than what a long one says besides.
    let is_src_short = src.size <= trg.size;
    let by_length = |a: f32, b: f32| {
        let (short, long) = if is_src_short { (a, b) } else { (b, a) };
        (f64::from(short), f64::from(long))
    };
    let (short_by_long, long_by_short) = by_length(like.src_all, like.trg_all);
    let (short, long) =
        if is_src_short { (like.src_lost, like.trg_lost) } else { (like.trg_lost, like.src_lost) };
    let (fresh_short, fresh_long) = by_length(candidate.fresh.src, candidate.fresh.trg);
    let (whole, size, gap) = (f64::from(like.whole), a.min(b).ln() - 4.0, (a / b).ln().abs());
    [
        1.0,
        f64::from(like.whole),
        f64::from(like.whole).sqrt(),
        f64::from(like.heads),
        f64::from(like.leads),
        f64::from(like.src_head),
        f64::from(like.trg_head),
        f64::from(like.src_head.min(like.trg_head)),
        f64::from(like.src_head.max(like.trg_head)),
        f64::from(like.src_all),
        f64::from(like.trg_all),
        f64::from(like.names).ln_1p(),
        f64::from(like.numbers).ln_1p(),
        f64::from(like.words).ln_1p(),
        f64::from(like.rarest),
        f64::from(like.second),
        f64::from(like.third),
        f64::from(like.order),
        days.map_or(0.0, |days| days.min(5.0)),
        f64::from(u8::from(days.is_none())),
        size,
        gap,
        short_by_long,
        long_by_short,
        f64::from(short.names),
        f64::from(short.numbers),
        f64::from(short.words),
        f64::from(long.names),
        f64::from(long.numbers),
        f64::from(long.words),
        f64::from(short.weightiest),
        f64::from(long.weightiest),
        days.map_or(0.0, |days| (24.0 * days).min(120.0).ln_1p()),
        f64::from(u8::from(src.time.is_some() != trg.time.is_some())),
        whole * gap,
        short_by_long * gap,
        short_by_long * size,
        whole.sqrt() * size,
        f64::from(candidate.fresh.both),
        fresh_short,
        fresh_long,
        f64::from(candidate.fresh.stale),
        f64::from(candidate.fresh.common),
        f64::from(candidate.fresh.alike),
        f64::from(candidate.fresh.unlike),
    ]
}

/// The candidates of a run as pairs of places, sorted by the English one, so that those of an article lie together.
pub struct Pairs<'a> {
    /// English and other place.
    pub pairs: &'a [(u32, u32)],
    /// Neighbours of the English articles.
    pub near_src: &'a Near,
    /// Neighbours of the other articles.
    pub near_trg: &'a Near,
    src_runs: Runs,
    /// The runs in `by_trg`.
    trg_runs: Runs,
    /// Numbers of pairs, by the other article.
    by_trg: Vec<u32>,
}

/// Logits beyond this are as good as certain.
const CERTAIN: f64 = 7.0;

impl<'a> Pairs<'a> {
    /// Sorts the pairs out.
    pub fn new(pairs: &'a [(u32, u32)], near_src: &'a Near, near_trg: &'a Near) -> Self {
        let mut by_trg: Vec<u32> = (0..pairs.len() as u32).collect();
        by_trg.sort_by_key(|&number| (pairs[number as usize].1, number));
        Pairs {
            pairs,
            near_src,
            near_trg,
            src_runs: Runs::new(near_src.len(), pairs.iter().map(|pair| pair.0)),
            trg_runs: Runs::new(near_trg.len(), by_trg.iter().map(|&number| pairs[number as usize].1)),
            by_trg,
        }
    }

    fn of_src(&self, src: u32) -> std::ops::Range<usize> {
        self.src_runs.of(src as usize)
    }

    fn of_trg(&self, trg: u32) -> &[u32] {
        &self.by_trg[self.trg_runs.of(trg as usize)]
    }

    fn find(&self, src: u32, trg: u32) -> Option<usize> {
        self.of_src(src).find(|&number| self.pairs[number].1 == trg)
    }

    /// All figures of a pair, given its local ones and the logits that a first judgement gave to all pairs.
    pub fn features(&self, number: usize, local: &Local, first: &[f64]) -> Features {
        let (src, trg) = self.pairs[number];
        let own = first[number].clamp(-CERTAIN, CERTAIN);
        let near = |near: &Near, a: u32, b: u32| {
            let has = |a: u32, b: u32| near[a as usize].iter().any(|(other, _)| *other == b);
            has(a, b) || has(b, a)
        };
        // The best of the rivals, and the best of those that are no neighbours, which may well be right too.
        let (mut top_src, mut top_trg) = (-CERTAIN, -CERTAIN);
        let (mut rival_src, mut rival_trg) = (-CERTAIN, -CERTAIN);
        for other in self.of_src(src).filter(|&other| other != number) {
            top_src = top_src.max(first[other]);
            if first[other] > rival_src && !near(self.near_trg, trg, self.pairs[other].1) {
                rival_src = first[other];
            }
        }
        for other in self.of_trg(trg).iter().map(|&other| other as usize).filter(|&other| other != number) {
            top_trg = top_trg.max(first[other]);
            if first[other] > rival_trg && !near(self.near_src, src, self.pairs[other].0) {
                rival_trg = first[other];
            }
        }
        let likely = |src: u32, trg: u32| self.find(src, trg).map_or(0.0, |pair| chance(first[pair]));
        let support = |near: &Vec<(u32, f32)>, likely: &dyn Fn(u32) -> f64| {
            let each = near.iter().map(|&(other, near)| (f64::from(near) * likely(other), f64::from(near)));
            let (mut best, mut sum, mut all) = (0.0_f64, 0.0, 0.3);
            for (value, near) in each {
                best = best.max(value);
                sum += value;
                all += near;
            }
            (best, sum / all)
        };
        let (near_src, near_trg) = (&self.near_src[src as usize], &self.near_trg[trg as usize]);
        let (best_src, sum_src) = support(near_src, &|other| likely(other, trg));
        let (best_trg, sum_trg) = support(near_trg, &|other| likely(src, other));
        let (both, _) = support(near_src, &|other| support(near_trg, &|another| likely(other, another)).0);
        let mut all = [0.0; COUNT];
        all[..LOCAL].copy_from_slice(local);
        let gap = |rival: f64| (own - rival).clamp(-CERTAIN, CERTAIN);
        let flag = |flag: bool| f64::from(u8::from(flag));
        all[LOCAL..].copy_from_slice(&[
            own,
            gap(rival_src),
            gap(rival_trg),
            flag(own >= top_src),
            flag(own >= top_trg),
            best_src,
            best_trg,
            both,
            sum_src,
            sum_trg,
            chance(top_src),
            chance(top_trg),
        ]);
        all
    }
}

/// The probability of a logit.
pub fn chance(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}
