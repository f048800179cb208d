//! How usual a row of letters is among names. Names that share a usual run of letters (-enko, -ский, saint) share less
//! than their letters one by one would tell; the gain of a name is what is to be taken off.
//!
//! A trigram model with Witten–Bell backing off, kept as the surprise that each trigram spares.

use crate::names::fold;
use std::collections::BTreeMap;

/// What each group of two or three letters spares, in nats: sorted, 24 bits of letters (the first is 0 in a group of
/// two) and 8 bits of the gain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sequences {
    rows: Vec<u32>,
}

/// Groups seen less often are not kept.
const SEEN: f32 = 2.0;
/// Gains are kept in steps of this many nats, from -6.4 to 6.35.
const STEP: f32 = 0.05;

impl Sequences {
    /// Learns from names (letters of [`crate::names::fold`] without marks) and how much each counts.
    pub fn learn<'a>(names: impl Iterator<Item = (&'a [u8], f32)>) -> Sequences {
        // Counts and kinds of followers by history, counts by group; the empty history too.
        let mut groups: BTreeMap<Vec<u8>, f32> = BTreeMap::new();
        for (name, weight) in names {
            let marked = marked(name);
            for end in 1..marked.len() {
                for length in 0..3.min(end + 1) {
                    *groups.entry(marked[end - length..=end].to_vec()).or_default() += weight;
                }
            }
        }
        let mut histories: BTreeMap<Vec<u8>, (f32, f32)> = BTreeMap::new();
        for (group, count) in &groups {
            let history = histories.entry(group[..group.len() - 1].to_vec()).or_default();
            history.0 += count;
            history.1 += count.min(1.0);
        }
        let probability = |group: &[u8]| -> f32 {
            (0..group.len()).rev().fold(1.0 / 60.0, |shorter, from| {
                let (all, kinds) = histories.get(&group[from..group.len() - 1]).copied().unwrap_or_default();
                let count = groups.get(&group[from..]).copied().unwrap_or_default();
                if all > 0.0 { (count + kinds * shorter) / (all + kinds) } else { shorter }
            })
        };
        let mut rows = Vec::new();
        for (group, &count) in &groups {
            if group.len() < 2 || count < SEEN {
                continue;
            }
            let alone = probability(&group[group.len() - 1..]);
            let gain = (probability(group) / alone).ln();
            let shorter = (probability(&group[1..]) / alone).ln();
            if group.len() == 2 || (gain - shorter).abs() > 0.15 {
                let step = ((gain / STEP).round().clamp(-128.0, 127.0) as i32 + 128) as u32;
                let key = group.iter().fold(0_u32, |key, &letter| key << 8 | u32::from(letter));
                rows.push(key << 8 | step);
            }
        }
        rows.sort_unstable();
        Sequences { rows }
    }

    /// How many nats less surprising the name is than its letters one by one.
    pub fn gain(&self, name: &[u8]) -> f32 {
        let marked = marked(name);
        (1..marked.len()).map(|end| self.gain_at(&marked[end.saturating_sub(2)..=end])).sum()
    }

    fn gain_at(&self, group: &[u8]) -> f32 {
        let find = |letters: &[u8]| {
            let key = letters.iter().fold(0_u32, |key, &letter| key << 8 | u32::from(letter)) << 8;
            let at = self.rows.partition_point(|&row| row < key);
            let row = self.rows.get(at).filter(|&&row| row >> 8 == key >> 8)?;
            Some(((row & 255) as i32 - 128) as f32 * STEP)
        };
        let two = || find(&group[group.len() - 2..]);
        let three = if group.len() == 3 { find(group) } else { None };
        three.or_else(two).unwrap_or(0.0)
    }

    pub(crate) fn rows(&self) -> &[u32] {
        &self.rows
    }

    pub(crate) fn from_rows(rows: Vec<u32>) -> Sequences {
        Sequences { rows }
    }
}

fn marked(name: &[u8]) -> Vec<u8> {
    let mut marked = Vec::with_capacity(name.len() + 2);
    marked.push(fold::START);
    marked.extend_from_slice(name);
    marked.push(fold::END);
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_endings_are_less_surprising() {
        let names: [&[u8]; 4] = [&[10, 11, 20, 21], &[12, 13, 20, 21], &[14, 20, 21], &[15, 11, 22]];
        let sequences = Sequences::learn(names.iter().map(|name| (*name, 5.0)));
        assert!(sequences.gain(&[16, 20, 21]) > sequences.gain(&[20, 16, 22]) + 1.0);
    }
}
