//! For each source article its likeliest partners, and for every article its nearest of the same language.
//!
//! Articles are compared block by block in the order of time, so that only those of a block, and a window of days before
//! and after it, need be at hand. What is found does not depend on where the blocks end.

use super::compare::{Likeness, likeness, shared, speak, speak_plainly};
use super::copies;
use super::fresh::Fresh;
use super::index::{Index, Tally};
use super::profile::Profile;
use super::side::Side;
use crate::Result;
use crate::lexicon::Translation;
use rayon::prelude::*;
use std::ops::Range;

/// A pair that may be one.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Place in the source list.
    pub src: u32,
    /// Place in the target list.
    pub trg: u32,
    /// How like they are.
    pub like: Likeness,
    /// How far what is new in each is in the other: looked at when all candidates are found.
    pub fresh: Fresh,
}

/// So many of the likeliest by the index are compared whole.
const COMPARED: usize = 48;
/// So many of the nearest of the same language are kept.
const NEIGHBOURS: usize = 5;
/// An article less like than this is no neighbour.
const LEAST_NEAR: f32 = 0.2;
/// Articles that a thread takes at a time.
const SHARE: usize = 64;
/// Articles of a block: enough that few are taken in and out, so few that their index stays in the cache.
pub const BLOCK: usize = 16_384;

/// What is found by comparing.
#[derive(Debug, Default)]
pub struct Found {
    /// For each source article at most so many target ones, the likest first.
    pub across: Vec<Candidate>,
    /// For each article of a side its nearest of the same side (place, cosine), the nearest first.
    pub near: [Vec<Vec<(u32, f32)>>; 2],
    /// Articles of a side that are one text but for small changes.
    pub reprints: [Vec<(u32, u32)>; 2],
}

/// How is compared.
pub struct Comparison<'a> {
    /// How much the stems of each side say.
    pub idf: [&'a [f32]; 2],
    /// Which stems mean the same.
    pub translation: &'a Translation,
    /// Articles further apart than so many seconds are not compared.
    pub window: i64,
    /// So many candidates are kept for a source article.
    pub most: usize,
    /// A block has at least so many articles, where there are so many: [`BLOCK`].
    pub block: usize,
}

impl Comparison<'_> {
    /// Compares source articles with target ones, and both with their own. Only those candidates are kept that are worth it.
    pub fn find(
        &self,
        [src, trg]: [&mut Side; 2],
        worth: impl Fn(&Candidate, &[Profile], &[Profile]) -> bool + Sync,
    ) -> Result<Found> {
        let mut found = Found::default();
        for block in blocks([&*src, &*trg], self.window, self.block) {
            for (side, near, idf) in
                [(&mut *src, &block.near[0], self.idf[0]), (&mut *trg, &block.near[1], self.idf[1])]
            {
                side.unload(0..near.start);
                side.load(near.clone(), idf)?;
                side.load(side.timed..side.profiles.len(), idf)?;
            }
            let index = |side: &Side, near: &Range<usize>| {
                let stems = side.vocabulary.stems.len();
                Index::new(&side.profiles, near.clone(), side.timed..side.profiles.len(), stems)
            };
            let indexes = [index(src, &block.near[0]), index(trg, &block.near[1])];
            let (a, b) = (&src.profiles, &trg.profiles);
            let worth = |candidate: &Candidate| worth(candidate, a, b);
            found.across.extend(self.across(a, b, block.own[0].clone(), &indexes[1], worth));
            for (side, profiles) in [a, b].into_iter().enumerate() {
                let near = within(profiles, block.own[side].clone(), &indexes[side], self.window);
                for (at, near) in block.own[side].clone().zip(&near) {
                    let same = near.iter().map(|(other, _)| *other);
                    let same =
                        same.filter(|&other| copies::is_reprint(&profiles[at], &profiles[other as usize]));
                    found.reprints[side].extend(same.map(|other| (at as u32, other)));
                }
                found.near[side].extend(near);
            }
        }
        for side in [src, trg] {
            side.unload(0..side.profiles.len());
        }
        Ok(found)
    }

    fn across(
        &self,
        src: &[Profile],
        trg: &[Profile],
        chosen: Range<usize>,
        index: &Index,
        worth: impl Fn(&Candidate) -> bool + Sync,
    ) -> Vec<Candidate> {
        let one = |tally: &mut Tally, number: usize| {
            let profile = &src[number];
            let spoken = speak(profile, self.translation);
            let near = index.nearest(profile, &spoken, self.window, COMPARED, tally);
            let mut found: Vec<Candidate> = near
                .into_iter()
                .map(|other| {
                    let other_profile = &trg[other as usize];
                    let like = likeness(profile, other_profile, &shared(profile, &spoken, other_profile));
                    Candidate { src: number as u32, trg: other, like, fresh: Fresh::default() }
                })
                .filter(|candidate| candidate.like.whole > 0.0 && worth(candidate))
                .collect();
            found.sort_by(|a, b| b.like.whole.total_cmp(&a.like.whole).then(a.trg.cmp(&b.trg)));
            found.truncate(self.most);
            found
        };
        each(chosen, one).into_iter().flatten().collect()
    }
}

fn within(profiles: &[Profile], chosen: Range<usize>, index: &Index, window: i64) -> Vec<Vec<(u32, f32)>> {
    let one = |tally: &mut Tally, number: usize| {
        let profile = &profiles[number];
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
        found.shrink_to_fit();
        found
    };
    each(chosen, one)
}

/// Does the same for articles, on all threads, and keeps the order.
fn each<T: Send>(articles: Range<usize>, one: impl Fn(&mut Tally, usize) -> T + Sync) -> Vec<T> {
    let starts: Vec<usize> = articles.clone().step_by(SHARE).collect();
    let shares: Vec<Vec<T>> = starts
        .into_par_iter()
        .map_init(Tally::default, |tally, start| {
            (start..articles.end.min(start + SHARE)).map(|number| one(tally, number)).collect()
        })
        .collect();
    shares.into_iter().flatten().collect()
}

/// Articles of both sides that are compared together.
#[derive(Debug)]
struct Block {
    /// Those whose likest are looked for.
    own: [Range<usize>; 2],
    /// Those with a time that may be near to them.
    near: [Range<usize>; 2],
}

/// Blocks of all articles in the order of time. Those without a time come last: they are near to all.
fn blocks(sides: [&Side; 2], window: i64, least: usize) -> Vec<Block> {
    let timed = sides.map(|side| side.timed);
    let times = sides.map(|side| -> Vec<i64> {
        side.profiles[..side.timed].iter().filter_map(|profile| profile.time).collect()
    });
    let mut blocks = Vec::new();
    let mut start = [0, 0];
    while start != timed {
        let mut end = start;
        let (mut first, mut last) = (None, 0);
        loop {
            let next = [0, 1].map(|side| times[side].get(end[side]).copied());
            let side = match next {
                [Some(a), Some(b)] => usize::from(b < a),
                [Some(_), None] => 0,
                [None, Some(_)] => 1,
                [None, None] => break,
            };
            let time = next[side].unwrap_or(last);
            let first = *first.get_or_insert(time);
            let articles = end[0] - start[0] + end[1] - start[1];
            // A block is longer than the windows around it, lest most of the work be to take articles in and out.
            if articles >= least && time.saturating_sub(first) > window.saturating_mul(2) {
                break;
            }
            last = time;
            end[side] += 1;
        }
        let first = first.unwrap_or(last);
        let near = [0, 1].map(|side| {
            let times = &times[side];
            let from = times.partition_point(|&time| time < first.saturating_sub(window));
            from..times.partition_point(|&time| time <= last.saturating_add(window))
        });
        blocks.push(Block { own: [0, 1].map(|side| start[side]..end[side]), near });
        start = end;
    }
    let own = sides.map(|side| side.timed..side.profiles.len());
    if own.iter().any(|own| !own.is_empty()) {
        blocks.push(Block { own, near: timed.map(|timed| 0..timed) });
    }
    blocks
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;
    use crate::lexicon::table::Of;
    use crate::pairing::archive::Archive;
    use crate::text::Language;

    #[test]
    fn what_is_found_does_not_depend_on_the_blocks() {
        let names = ["Geneva", "Kyiv", "Catania", "Leicester", "Tokyo", "Warsaw", "Tbilisi"];
        let mut archive = Archive::default();
        for number in 0..240_usize {
            let (a, b) = (names[number * 5 % 7], names[number * 3 % 5]);
            let article = Article {
                id: format!("{number:03}"),
                lang: if number % 3 == 0 { "ru" } else { "en" }.to_owned(),
                published: if number % 40 == 7 {
                    String::new()
                } else {
                    format!("2022-{:02}-{:02}", 1 + number / 60, 1 + number % 28)
                },
                text: format!("{a} {b} {}", number % 11),
                ..Article::default()
            };
            archive.add(&article).unwrap();
        }
        archive.sort();
        let window = 5 * 86_400;
        let [mut src, mut trg] = [Language::English, Language::Russian]
            .map(|language| Side::read(&mut archive, language, window).unwrap());
        let idf = [src.idf(None, Of::Source), trg.idf(None, Of::Target)];
        let translation = Translation::new(&src.vocabulary, &trg.vocabulary, None, &Default::default());
        let mut find = |block: usize| {
            let idf = [idf[0].as_slice(), idf[1].as_slice()];
            let comparison = Comparison { idf, translation: &translation, window, most: 10, block };
            format!("{:?}", comparison.find([&mut src, &mut trg], |_, _, _| true).unwrap())
        };
        let (small, large) = (find(1), find(BLOCK));
        assert!(small.contains("Candidate"));
        assert_eq!(small, large);
    }
}
