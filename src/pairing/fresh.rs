//! Event or only the same story: what is new in an article against what its neighbours tell too, and whether the other
//! article has just that; and whether both count the same things alike.

use super::candidates::{Candidate, Found};
use super::compare::{self, Shared};
use super::profile::Profile;
use super::runs::Runs;
use super::side::Side;
use crate::Result;
use crate::lexicon::Translation;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// What tells an event from a story.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fresh {
    /// Cosine over what is new in both.
    pub both: f32,
    /// Share of what is new in the source article that the target explains.
    pub src: f32,
    /// The other way round.
    pub trg: f32,
    /// How much of what they share is no news to the neighbours of either, 0 to 1.
    pub stale: f32,
    /// How much of what they share the other candidates of the source article share with it, too.
    pub common: f32,
    /// Things that both count, with the same number: ln(1 + how many).
    pub alike: f32,
    /// Things that both count, with other numbers.
    pub unlike: f32,
}

/// Neighbours count as if there were so much more of them that tell nothing of it.
const STEADY: f32 = 0.5;
/// The same for the rivals of a candidate.
const STEADY_RIVALS: f32 = 0.3;
/// Candidates less like than this (cosine of the whole) are as good as hopeless.
const LEAST: f32 = 0.1;
/// Source articles that are looked at together.
const BATCH: usize = 4096;

/// Looks at all candidates that are like enough.
pub fn look(
    found: &mut Found,
    [src, trg]: [&mut Side; 2],
    idf: &[Vec<f32>; 2],
    translation: &Translation,
) -> Result<()> {
    let count = src.profiles.len();
    let own = Runs::new(count, found.across.iter().map(|candidate| candidate.src));
    let with_near = |articles: Vec<usize>, near: &[Vec<(u32, f32)>]| -> Vec<usize> {
        let near = articles.iter().flat_map(|&at| near[at].iter().map(|near| near.0 as usize));
        articles.iter().copied().chain(near).collect()
    };
    for start in (0..count).step_by(BATCH) {
        let batch = start..count.min(start + BATCH);
        let of_batch = own.of(batch.start).start..own.of(batch.end - 1).end;
        let promising = of_batch.filter(|&at| found.across[at].like.whole >= LEAST);
        let places: Vec<usize> = promising.collect();
        let candidates: Vec<Candidate> = places.iter().map(|&at| found.across[at]).collect();
        if candidates.is_empty() {
            continue;
        }
        let sources = candidates.iter().map(|candidate| candidate.src as usize).collect();
        let targets = candidates.iter().map(|candidate| candidate.trg as usize).collect();
        let sources = src.some(with_near(sources, &found.near[0]), &idf[0])?;
        let targets = trg.some(with_near(targets, &found.near[1]), &idf[1])?;
        let wanted =
            |side: usize, articles: &FxHashMap<usize, Profile>, chosen: &dyn Fn(&Candidate) -> u32| {
                let mut wanted: Vec<usize> =
                    candidates.iter().map(|candidate| chosen(candidate) as usize).collect();
                wanted.sort_unstable();
                wanted.dedup();
                let one = |at: usize| (at, news(&articles[&at], &found.near[side][at], articles));
                wanted.into_par_iter().map(one).collect::<FxHashMap<usize, Vec<f32>>>()
            };
        let news_src = wanted(0, &sources, &|candidate| candidate.src);
        let news_trg = wanted(1, &targets, &|candidate| candidate.trg);
        let runs: Vec<&[Candidate]> = candidates.chunk_by(|a, b| a.src == b.src).collect();
        let looked = runs.into_par_iter().flat_map_iter(|run| {
            let at = run[0].src as usize;
            let (profile, news) = (&sources[&at], &news_src[&at]);
            let spoken = compare::speak(profile, translation);
            let shared: Vec<Vec<Shared>> = run
                .iter()
                .map(|candidate| compare::shared(profile, &spoken, &targets[&(candidate.trg as usize)]))
                .collect();
            let rivals = Rivals::of(profile, run, &shared);
            let one = |(candidate, shared): (&Candidate, &Vec<Shared>)| {
                let other = candidate.trg as usize;
                let sides = [(profile, news), (&targets[&other], &news_trg[&other])];
                let mut fresh = of(sides, shared);
                fresh.common = rivals.common(candidate, sides, shared);
                (fresh.alike, fresh.unlike) = counted([profile, sides[1].0], translation);
                fresh
            };
            run.iter().zip(&shared).map(one).collect::<Vec<_>>()
        });
        let looked: Vec<Fresh> = looked.collect();
        places.into_iter().zip(looked).for_each(|(at, fresh)| found.across[at].fresh = fresh);
    }
    Ok(())
}

/// How new each term of an article is against its neighbours, 0 to 1.
fn news(profile: &Profile, near: &[(u32, f32)], articles: &FxHashMap<usize, Profile>) -> Vec<f32> {
    let all: f32 = near.iter().map(|near| near.1).sum::<f32>() + STEADY;
    let mut known = vec![0.0; profile.terms.len()];
    for &(other, cosine) in near {
        let terms = &articles[&(other as usize)].terms;
        let mut at = 0;
        for (term, known) in profile.terms.iter().zip(&mut known) {
            while terms.get(at).is_some_and(|other| other.stem < term.stem) {
                at += 1;
            }
            if terms.get(at).is_some_and(|other| other.stem == term.stem) {
                *known += cosine;
            }
        }
    }
    known.into_iter().map(|known| 1.0 - known / all).collect()
}

/// How far the new of one article is the new of the other.
fn of([(src, news_src), (trg, news_trg)]: [(&Profile, &Vec<f32>); 2], shared: &[Shared]) -> Fresh {
    let norm = |profile: &Profile, news: &[f32]| -> f32 {
        let squares = profile.terms.iter().zip(news).map(|(term, news)| (term.weight * news).powi(2));
        squares.sum::<f32>().sqrt().max(1e-6)
    };
    let (norm_src, norm_trg) = (norm(src, news_src), norm(trg, news_trg));
    let (mut fresh, mut all) = (Fresh::default(), 1e-6_f32);
    for &Shared { src: a, trg: b, tie } in shared {
        let (a, b) = (a as usize, b as usize);
        let (x, y) = (src.terms[a].weight, trg.terms[b].weight);
        let (new_x, new_y) = (x * news_src[a], y * news_trg[b]);
        all += x * y * tie;
        fresh.both += new_x * new_y * tie;
        fresh.src += new_x * new_x * tie;
        fresh.trg += new_y * new_y * tie;
    }
    fresh.stale = 1.0 - fresh.both / all;
    fresh.both /= norm_src * norm_trg;
    fresh.src /= norm_src * norm_src;
    fresh.trg /= norm_trg * norm_trg;
    fresh
}

/// How far the candidates of a source article have each of its terms, by how like they are.
struct Rivals {
    known: Vec<f32>,
    all: f32,
}

impl Rivals {
    fn of(profile: &Profile, run: &[Candidate], shared: &[Vec<Shared>]) -> Rivals {
        let mut known = vec![0.0; profile.terms.len()];
        for (candidate, shared) in run.iter().zip(shared) {
            for shared in shared {
                known[shared.src as usize] += candidate.like.whole * shared.tie;
            }
        }
        Rivals { known, all: run.iter().map(|candidate| candidate.like.whole).sum() }
    }

    /// Share of what is shared with one candidate that is shared with the others, too.
    fn common(&self, candidate: &Candidate, sides: [(&Profile, &Vec<f32>); 2], shared: &[Shared]) -> f32 {
        let others = self.all - candidate.like.whole + STEADY_RIVALS;
        let (mut common, mut all) = (0.0, 1e-6_f32);
        for one in shared {
            let worth = one.worth(sides[0].0, sides[1].0);
            all += worth;
            let known = self.known[one.src as usize] - candidate.like.whole * one.tie;
            common += worth * known / others;
        }
        common / all
    }
}

/// How many things both articles count with the same number, and with another.
fn counted([src, trg]: [&Profile; 2], translation: &Translation) -> (f32, f32) {
    let (mut alike, mut unlike) = (0.0, 0.0);
    for (at, a) in src.counted.iter().enumerate() {
        // A thing that is counted twice was looked at the first time.
        if src.counted[..at].iter().any(|before| before.of == a.of) {
            continue;
        }
        let numbers = || src.counted.iter().filter(|other| other.of == a.of).map(|other| other.number);
        let (mut tie, mut is_alike) = (0.0_f32, false);
        for b in &trg.counted {
            let Some(found) = compare::tie_between(a.of, b.of, translation) else { continue };
            tie = tie.max(found);
            is_alike |= numbers().any(|number| compare::tie_between(number, b.number, translation).is_some());
        }
        *(if is_alike { &mut alike } else { &mut unlike }) += tie;
    }
    (alike.ln_1p(), unlike.ln_1p())
}
