//! Graphones: groups of Latin letters that stand for groups of Cyrillic ones, each with a weight, and the score of two
//! strings under them.
//!
//! The weight of a graphone is how much more often its two sides stand for each other than their letters would meet by
//! chance; the score sums over all ways to cut the two strings into graphones (Deligne and Bimbot 1997, Bisani and
//! Ney 2008). It is a log likelihood ratio: over 0 the strings speak for one name, under 0 for two.
//!
//! Not for: endings, names of several words, decisions (those are [`super::word`], [`super::person`] and [`super::matching`]).

pub mod refine;
pub mod sequence;
pub mod table;
pub mod train;

pub use table::{Constant, Graphones};

use super::fold;
use table::Near;

/// Most Latin letters of a graphone.
pub const MOST_LATIN: usize = 4;
/// Most Cyrillic letters of a graphone.
pub const MOST_CYRILLIC: usize = 2;
/// What is the score of strings that no graphones join.
pub const NOTHING: f32 = -60.0;

/// One step of an alignment that a Latin string allows: the graphone ends after `end` Latin letters and takes `taken`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub end: u8,
    pub taken: u8,
    /// Number of the graphone in its table.
    pub graphone: u32,
    pub weight: f32,
}

/// A Latin string made ready to be compared with many Cyrillic ones: for each Cyrillic letter group the steps that it
/// can make.
#[derive(Debug, Clone, Default)]
pub struct LatinString {
    /// Letters with the marks of start and end.
    letters: Vec<u8>,
    /// For each Cyrillic group of the table, where its steps end.
    ends: Vec<u32>,
    steps: Vec<Step>,
    /// For each Cyrillic group the greatest weight of its steps, 0 where it has none.
    greatest: Vec<f32>,
    /// The most that Latin letters which stand for nothing can add, as a factor.
    free: f64,
    /// What is taken off every score.
    off: f32,
}

/// A Cyrillic string made ready: for each place the numbers of the letter groups that end there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CyrillicString {
    letters: Vec<u8>,
    /// Two for each letter: the group of one letter and of two letters that end with it.
    groups: Vec<u16>,
    /// What is taken off every score.
    off: f32,
}

/// Memory of a comparison, so that none need be asked for each pair.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    columns: Vec<f64>,
    bounds: Vec<f64>,
}

/// The group of no table.
pub(crate) const NO_GROUP: u16 = u16::MAX;

impl LatinString {
    /// Makes a word ready. Letters after the [`fold::LONGEST`]th are left out.
    pub fn new(word: &str, table: &Graphones) -> LatinString {
        let mut letters = vec![fold::START];
        letters.extend(word.chars().filter_map(fold::latin).take(fold::LONGEST));
        letters.push(fold::END);
        for letter in &mut letters {
            if !table.knows_latin(*letter) {
                *letter = fold::without_accent(*letter);
            }
        }
        LatinString::of(letters, table)
    }

    pub(crate) fn of(letters: Vec<u8>, table: &Graphones) -> LatinString {
        let groups = table.cyrillic_groups();
        let mut ends = vec![0_u32; groups + 1];
        let mut rows: [(u8, u8, u32, u32); (fold::LONGEST + 3) * (MOST_LATIN + 1)] =
            [(0, 0, 0, 0); (fold::LONGEST + 3) * (MOST_LATIN + 1)];
        let mut count = 0;
        for end in 0..=letters.len() {
            for taken in 0..=MOST_LATIN.min(end) {
                if let Some((from, to)) = table.row(&letters[end - taken..end]) {
                    rows[count] = (end as u8, taken as u8, from, to);
                    count += 1;
                    for graphone in from..to {
                        ends[table.cyrillic_of(graphone) as usize + 1] += 1;
                    }
                }
            }
        }
        for group in 0..groups {
            ends[group + 1] += ends[group];
        }
        let empty = Step { end: 0, taken: 0, graphone: 0, weight: 0.0 };
        let mut steps = vec![empty; ends[groups] as usize];
        let mut next = ends.clone();
        let mut greatest = vec![0.0_f32; groups];
        for &(end, taken, from, to) in &rows[..count] {
            let near = near(&letters, end, taken);
            for graphone in from..to {
                let group = table.cyrillic_of(graphone) as usize;
                let weight = table.weight_among(graphone, &near);
                steps[next[group] as usize] = Step { end, taken, graphone, weight };
                greatest[group] = greatest[group].max(weight);
                next[group] += 1;
            }
        }
        let free = steps[..ends[1] as usize].iter().map(|step| f64::from(step.weight.max(1.0))).product();
        let count = (letters.len() - 2) as f32;
        let gain = table.latin_sequences().gain(&letters[1..letters.len() - 1]);
        let off = table.constant(Constant::None)
            + table.constant(Constant::Letter) * count
            + table.constant(Constant::LatinGain) * gain;
        LatinString { letters, ends, steps, greatest, free, off }
    }

    /// How many letters it has, without the marks.
    pub fn len(&self) -> usize {
        self.letters.len() - 2
    }

    /// Whether it has no letter.
    pub fn is_empty(&self) -> bool {
        self.letters.len() <= 2
    }

    /// The Latin letters around a step.
    pub(crate) fn near(&self, step: &Step) -> Near {
        near(&self.letters, step.end, step.taken)
    }

    pub(crate) fn steps(&self, group: u16) -> &[Step] {
        let at = group as usize;
        match self.ends.get(at..at + 2) {
            Some(&[from, to]) => &self.steps[from as usize..to as usize],
            _ => &[],
        }
    }
}

impl CyrillicString {
    /// Makes a word ready. Letters after the [`fold::LONGEST`]th are left out.
    pub fn new(word: &str, table: &Graphones) -> CyrillicString {
        let mut made = CyrillicString::default();
        word.chars()
            .filter_map(fold::cyrillic)
            .take(fold::LONGEST)
            .for_each(|letter| made.push(letter, table));
        made.finished(table)
    }

    pub(crate) fn of(letters: &[u8], table: &Graphones) -> CyrillicString {
        let mut made = CyrillicString::default();
        letters.iter().for_each(|&letter| made.push(letter, table));
        made.finished(table)
    }

    fn finished(mut self, table: &Graphones) -> CyrillicString {
        self.off = table.constant(Constant::CyrillicGain) * table.cyrillic_sequences().gain(&self.letters);
        self
    }

    fn push(&mut self, letter: u8, table: &Graphones) {
        let before = self.letters.last().copied();
        self.letters.push(letter);
        self.groups.push(table.cyrillic_group(&[letter]).unwrap_or(NO_GROUP));
        let two = before.and_then(|before| table.cyrillic_group(&[before, letter]));
        self.groups.push(two.unwrap_or(NO_GROUP));
    }

    /// How many letters it has.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether it has no letter.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Its letters, as numbers of [`fold::cyrillic`].
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }

    pub(crate) fn group(&self, end: usize, taken: usize) -> u16 {
        self.groups[(end - 1) * 2 + taken - 1]
    }
}

/// The letters around a place.
fn near(letters: &[u8], end: u8, taken: u8) -> Near {
    let start = usize::from(end - taken);
    let before = |back: usize| start.checked_sub(back).map_or(0, |at| letters[at]);
    let after = |further: usize| letters.get(usize::from(end) + further).copied().unwrap_or(0);
    let last = |back: usize| letters.len().checked_sub(back).map_or(0, |at| letters[at]);
    [before(1), before(2), after(0), after(1), last(2), last(3)]
}

/// The log likelihood ratio (nats) that the two strings are one name.
pub fn score(latin: &LatinString, cyrillic: &CyrillicString, scratch: &mut Scratch) -> f32 {
    score_from(latin, cyrillic, 0, scratch)
}

/// The same, but [`NOTHING`] where the strings cannot score `least`: most strangers are told by their letters alone, and
/// the others as soon as the rest cannot make good what is lost.
pub fn score_above(latin: &LatinString, cyrillic: &CyrillicString, least: f32, scratch: &mut Scratch) -> f32 {
    // The most that the letters after each place can still bring, were they free to stand anywhere.
    let count = cyrillic.len();
    scratch.bounds.clear();
    scratch.bounds.resize(count + 2, 1.0);
    let greatest = |end: usize, taken: usize| {
        latin.greatest.get(usize::from(cyrillic.group(end, taken))).map_or(0.0, |&weight| f64::from(weight))
    };
    for at in (0..count).rev() {
        let one = greatest(at + 1, 1) * scratch.bounds[at + 1];
        let two = if at + 2 <= count { greatest(at + 2, 2) * scratch.bounds[at + 2] } else { 0.0 };
        scratch.bounds[at] = one.max(two);
    }
    let needed = f64::from(least + latin.off + cyrillic.off - SLACK).exp() / latin.free;
    if scratch.bounds[0] < needed {
        return NOTHING;
    }
    let width = latin.letters.len() + 1;
    let height = count + 1;
    if scratch.columns.len() < width * height {
        scratch.columns.resize(width * height, 0.0);
    }
    let columns = &mut scratch.columns[..width * height];
    let mut before = f64::INFINITY;
    for end in 0..height {
        fill_column(latin, cyrillic, end, columns, width);
        let here = columns[end * width..][..width].iter().copied().fold(0.0, f64::max);
        // A group of two may begin before this place.
        if here * scratch.bounds[end] < needed {
            let skipping =
                if end < count { before * greatest(end + 1, 2) * scratch.bounds[end + 1] } else { 0.0 };
            if skipping < needed {
                return NOTHING;
            }
        }
        before = here;
    }
    finished(columns[width * height - 1], latin, cyrillic)
}

/// How far sums over all ways may go above the best way, in nats.
const SLACK: f32 = 3.0;

/// The same where the first `kept` letters of the Cyrillic string are those of the comparison before with this Latin
/// string: only the rest is reckoned.
pub fn score_from(latin: &LatinString, cyrillic: &CyrillicString, kept: usize, scratch: &mut Scratch) -> f32 {
    let width = latin.letters.len() + 1;
    let height = cyrillic.len() + 1;
    if scratch.columns.len() < width * height {
        scratch.columns.resize(width * height, 0.0);
    }
    let columns = &mut scratch.columns[..width * height];
    for end in kept..height {
        if end > 0 && end == kept {
            continue;
        }
        fill_column(latin, cyrillic, end, columns, width);
    }
    finished(columns[width * height - 1], latin, cyrillic)
}

/// The score that goes with a sum over all ways.
fn finished(whole: f64, latin: &LatinString, cyrillic: &CyrillicString) -> f32 {
    if whole > 0.0 { (whole.ln() as f32 - latin.off - cyrillic.off).max(NOTHING) } else { NOTHING }
}

/// Sums for all Latin prefixes against the first `end` Cyrillic letters.
pub(crate) fn fill_column(
    latin: &LatinString,
    cyrillic: &CyrillicString,
    end: usize,
    columns: &mut [f64],
    width: usize,
) {
    let (before, here) = columns.split_at_mut(end * width);
    let here = &mut here[..width];
    here.fill(0.0);
    if end == 0 {
        here[0] = 1.0;
    }
    for taken in 1..=MOST_CYRILLIC.min(end) {
        let from = &before[(end - taken) * width..(end - taken + 1) * width];
        for step in latin.steps(cyrillic.group(end, taken)) {
            here[step.end as usize] += from[(step.end - step.taken) as usize] * f64::from(step.weight);
        }
    }
    // Latin letters that stand for nothing: in the order of their places, since each builds on the one before.
    for step in latin.steps(0) {
        here[step.end as usize] += here[(step.end - step.taken) as usize] * f64::from(step.weight);
    }
}
