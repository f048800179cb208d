//! The compact form of a lexicon: sorted stems and rows of links, read where they lie in memory.
//!
//! Layout, all numbers little-endian: magic `PLX3`; three `u32` counts (source stems, target stems, links); source and
//! target string ends (`u32`); frequencies of source and target stems (`u8`, −4·log2 of the share of all words, 255 not
//! known); row ends of the source stems (`u32`); links (`u32` each: 20 bits target stem, 6 bits −4·log2 p(target|source),
//! 6 bits the reverse); the strings of source and target stems, UTF-8.

use crate::{Error, Result};
use std::cmp::Ordering;

const MAGIC: &[u8; 4] = b"PLX3";
/// Probabilities are kept in steps of a quarter of a bit.
const STEPS_PER_BIT: f32 = 4.0;
const LINK_LIMIT: u32 = 63;
/// Stands for a share that is not known.
const UNKNOWN_SHARE: u8 = 255;
/// A link has 20 bits for its target stem.
pub const MOST_STEMS: usize = 1 << 20;

/// A lexicon, borrowed from bytes that hold it.
#[derive(Debug, Clone)]
pub struct Lexicon<'a> {
    source: Side<'a>,
    target: Side<'a>,
    row_ends: &'a [u8],
    links: &'a [u8],
}

#[derive(Debug, Clone)]
struct Side<'a> {
    string_ends: &'a [u8],
    shares: &'a [u8],
    strings: &'a [u8],
}

/// A link from a source stem to a target stem.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Number of the target stem.
    pub target: u32,
    /// p(target | source).
    pub forward: f32,
    /// p(source | target).
    pub backward: f32,
}

/// The two sides of a lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The source language: English, unless the lexicon was made by way of it.
    Source,
    /// The target language.
    Target,
}

impl<'a> Lexicon<'a> {
    /// Looks at bytes made by [`encode`].
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Lexicon<'a>> {
        let damaged = || {
            Error::new("not a parallax lexicon, or cut short").advice("make it with `parallax lexicon train`")
        };
        let mut rest = bytes.strip_prefix(MAGIC).ok_or_else(damaged)?;
        let mut take = |length: usize| -> Result<&'a [u8]> {
            let (taken, left) = rest.split_at_checked(length).ok_or_else(damaged)?;
            rest = left;
            Ok(taken)
        };
        let counts = take(12)?;
        let [sources, targets, links] = [0, 1, 2].map(|i| number(counts, i) as usize);
        let source_ends = take(sources.saturating_mul(4))?;
        let target_ends = take(targets.saturating_mul(4))?;
        let source_shares = take(sources)?;
        let target_shares = take(targets)?;
        let row_ends = take(sources.saturating_mul(4))?;
        let links = take(links.saturating_mul(4))?;
        let length =
            |ends: &[u8], count: usize| if count == 0 { 0 } else { number(ends, count - 1) as usize };
        let source_strings = take(length(source_ends, sources))?;
        let target_strings = take(length(target_ends, targets))?;
        Ok(Lexicon {
            source: Side { string_ends: source_ends, shares: source_shares, strings: source_strings },
            target: Side { string_ends: target_ends, shares: target_shares, strings: target_strings },
            row_ends,
            links,
        })
    }

    /// Whether bytes start as a lexicon does.
    pub fn recognises(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    /// Looks at bytes of which it is not known who made them: also follows every number in them.
    pub fn checked(bytes: &'a [u8]) -> Result<Lexicon<'a>> {
        let lexicon = Lexicon::from_bytes(bytes)?;
        let rising = |ends: &[u8], limit: usize| {
            let mut ends = (0..ends.len() / 4).map(|at| number(ends, at) as usize);
            let mut last = 0;
            ends.all(|end| std::mem::replace(&mut last, end) <= end && end <= limit)
        };
        let side = |side: &Side| rising(side.string_ends, side.strings.len());
        let links = lexicon.links.len() / 4;
        let targets = lexicon.target.shares.len();
        let sound = side(&lexicon.source)
            && side(&lexicon.target)
            && rising(lexicon.row_ends, links)
            && (0..links).all(|at| ((number(lexicon.links, at) >> 12) as usize) < targets);
        sound.then_some(lexicon).ok_or_else(|| {
            Error::new("a damaged parallax lexicon")
                .advice("make it again with `parallax lexicon train` or `import`")
        })
    }

    /// The number of a stem, if the lexicon knows it.
    pub fn find(&self, of: Of, stem: &str) -> Option<u32> {
        self.side(of).find(stem)
    }

    /// The stem with this number.
    pub fn stem(&self, of: Of, number: u32) -> &'a str {
        let side = self.side(of);
        std::str::from_utf8(side.string(number)).unwrap_or_default()
    }

    /// How many stems a side has.
    pub fn len(&self, of: Of) -> usize {
        self.side(of).shares.len()
    }

    /// How many links it has.
    pub fn link_count(&self) -> usize {
        self.links.len() / 4
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// The share of this stem among all words of the text that the lexicon was trained on; 0 where that is not known, as
    /// in a lexicon made of a dictionary.
    pub fn share(&self, of: Of, number: u32) -> f32 {
        match self.side(of).shares.get(number as usize) {
            None | Some(&UNKNOWN_SHARE) => 0.0,
            Some(&step) => unstep(u32::from(step)),
        }
    }

    /// The translations of a source stem.
    pub fn links(&self, source: u32) -> impl Iterator<Item = Link> + use<'a> {
        let at = source as usize;
        let start = if at == 0 { 0 } else { number(self.row_ends, at - 1) as usize };
        let end = number(self.row_ends, at) as usize;
        let links = self.links;
        (start..end).map(move |i| {
            let packed = number(links, i);
            Link { target: packed >> 12, forward: unstep((packed >> 6) & 63), backward: unstep(packed & 63) }
        })
    }

    fn side(&self, of: Of) -> &Side<'a> {
        match of {
            Of::Source => &self.source,
            Of::Target => &self.target,
        }
    }
}

impl<'a> Side<'a> {
    fn find(&self, stem: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.shares.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.string(middle).cmp(stem.as_bytes()) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    fn string(&self, at: u32) -> &'a [u8] {
        let at = at as usize;
        let start = if at == 0 { 0 } else { number(self.string_ends, at - 1) as usize };
        let end = number(self.string_ends, at) as usize;
        self.strings.get(start..end).unwrap_or_default()
    }
}

/// Stems with their shares of all words, and links between them, in the compact form. A share of 0 is not known. The
/// stems are sorted, so they get other numbers than here.
pub fn encode(
    sources: &[(String, f32)],
    targets: &[(String, f32)],
    links: &[(u32, u32, f32, f32)],
) -> Vec<u8> {
    let (sources, source_places) = sorted(sources);
    let (targets, target_places) = sorted(targets);
    let mut links: Vec<(u32, u32, f32, f32)> = links
        .iter()
        .map(|link| (source_places[link.0 as usize], target_places[link.1 as usize], link.2, link.3))
        .collect();
    links.sort_by(|a, b| (a.0, b.2.to_bits(), a.1).cmp(&(b.0, a.2.to_bits(), b.1)));
    let mut bytes = MAGIC.to_vec();
    let counts = [sources.len(), targets.len(), links.len()];
    let mut put =
        |numbers: &mut dyn Iterator<Item = u32>| numbers.for_each(|n| bytes.extend(n.to_le_bytes()));
    put(&mut counts.iter().map(|&n| n as u32));
    for side in [&sources, &targets] {
        put(&mut side.iter().scan(0, |end, (stem, _)| {
            *end += stem.len() as u32;
            Some(*end)
        }));
    }
    for side in [&sources, &targets] {
        bytes.extend(side.iter().map(|(_, share)| step(*share, u32::from(UNKNOWN_SHARE)) as u8));
    }
    let mut put =
        |numbers: &mut dyn Iterator<Item = u32>| numbers.for_each(|n| bytes.extend(n.to_le_bytes()));
    put(&mut (0..sources.len() as u32).map(|source| links.partition_point(|link| link.0 <= source) as u32));
    put(&mut links
        .iter()
        .map(|link| link.1 << 12 | step(link.2, LINK_LIMIT) << 6 | step(link.3, LINK_LIMIT)));
    for side in [&sources, &targets] {
        side.iter().for_each(|(stem, _)| bytes.extend(stem.as_bytes()));
    }
    bytes
}

/// The stems in order, and for each number from before its place.
fn sorted(stems: &[(String, f32)]) -> (Vec<&(String, f32)>, Vec<u32>) {
    let mut order: Vec<usize> = (0..stems.len()).collect();
    order.sort_by(|&a, &b| stems[a].0.cmp(&stems[b].0));
    let mut places = vec![0; stems.len()];
    order.iter().enumerate().for_each(|(place, &number)| places[number] = place as u32);
    (order.into_iter().map(|number| &stems[number]).collect(), places)
}

fn step(probability: f32, limit: u32) -> u32 {
    ((-probability.max(1e-30).log2() * STEPS_PER_BIT).round().max(0.0) as u32).min(limit)
}

fn unstep(step: u32) -> f32 {
    (-(step as f32) / STEPS_PER_BIT).exp2()
}

fn number(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at * 4..at * 4 + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_found_again() {
        let sources = [("tank".to_owned(), 0.001), ("talk".to_owned(), 0.01)];
        let targets = [("перего".to_owned(), 0.01), ("танк".to_owned(), 0.001)];
        let bytes = encode(&sources, &targets, &[(1, 0, 0.5, 0.25), (0, 1, 1.0, 0.5)]);
        let lexicon = Lexicon::from_bytes(&bytes).unwrap();
        let tank = lexicon.find(Of::Source, "tank").unwrap();
        let links: Vec<Link> = lexicon.links(tank).collect();
        assert_eq!(links, [Link { target: 1, forward: 1.0, backward: 0.5 }]);
        assert_eq!(lexicon.stem(Of::Target, 1), "танк");
        let talk = lexicon.find(Of::Source, "talk").unwrap();
        assert_eq!(lexicon.stem(Of::Source, talk), "talk");
        for missing in ["", "tal", "talks", "zebra", "нет"] {
            assert_eq!(lexicon.find(Of::Source, missing), None);
        }
    }

    #[test]
    fn cut_short_is_an_error() {
        let bytes = encode(&[("a".to_owned(), 0.1)], &[("б".to_owned(), 0.1)], &[(0, 0, 1.0, 1.0)]);
        for length in 0..bytes.len() {
            assert!(Lexicon::from_bytes(&bytes[..length]).is_err());
        }
    }

    #[test]
    fn numbers_that_lead_nowhere_are_an_error() {
        let bytes = encode(&[("a".to_owned(), 0.1)], &[("б".to_owned(), 0.0)], &[(0, 0, 1.0, 1.0)]);
        let lexicon = Lexicon::checked(&bytes).unwrap();
        assert_eq!(lexicon.share(Of::Target, 0), 0.0);
        // The number of the link's target stem stands in its upper bits: the third byte from the strings.
        let mut damaged = bytes.clone();
        let link = bytes.len() - "aб".len() - 1;
        damaged[link] = 0xff;
        assert!(Lexicon::from_bytes(&damaged).is_ok());
        assert!(Lexicon::checked(&damaged).is_err());
    }
}
