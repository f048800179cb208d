//! The compact form of a graphone table: read as it lies in the file, with no parsing but a copy.
//!
//! Layout, all numbers little-endian: magic `PLXG`; seven `u32` (slots of the Latin hash, Cyrillic groups, graphones,
//! constants, rows of Latin and of Cyrillic [`Sequences`], contexts); the constants (`f32`); the rows of both (`u32`); the Latin slots, each a key (`u32`, four letters of a byte, 0 the empty
//! slot) and where its graphones end (`u32`; they start where those of the slot before end); the Cyrillic groups
//! (`u16`: two letters of a byte; group 0 is the empty one); the graphones (`u32`: 16 bits Cyrillic group, 16 bits
//! ln of the weight in steps of 1/1024 above -24); the contexts (`u32`, sorted: 14 bits graphone, 3 bits place, 7 bits Latin
//! letter, 8 bits nats in steps of 1/32 above -4).

use super::MOST_LATIN;
use super::sequence::Sequences;
use crate::{Error, Result};
use rustc_hash::FxHashMap;

const MAGIC: &[u8; 4] = b"PLXG";
const STEPS: f32 = 1024.0;
const LOWEST: f32 = -24.0;
/// The key of the empty Latin group.
const EMPTY_KEY: u32 = u32::MAX;

/// A table of graphones with what was learned about decisions on its scores.
#[derive(Debug, Clone)]
pub struct Graphones {
    slots: Vec<(u32, u32)>,
    cyrillic: Vec<u16>,
    /// By two letters of 6 bits: the group's number, or `NO_GROUP`.
    cyrillic_by_letters: Vec<u16>,
    latin_known: [bool; 256],
    groups: Vec<u16>,
    weights: Vec<f32>,
    constants: [f32; Constant::COUNT],
    latin_sequences: Sequences,
    cyrillic_sequences: Sequences,
    /// What a Latin letter near it adds to a graphone: key (see [`context_key`]) and nats, sorted.
    contexts: Vec<(u32, f32)>,
    /// Where the contexts of each graphone end.
    context_ends: Vec<u32>,
}

/// What was learned besides the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constant {
    /// Taken off every score, so that one name and no name among a thousand are equally likely at ln 1000.
    None,
    /// Taken off for each Latin letter.
    Letter,
    /// How much of the gain of the Latin sequences is taken off.
    LatinGain,
    /// How much of the gain of the Cyrillic sequences is taken off.
    CyrillicGain,
    /// How steeply the odds grow with the score.
    Steepness,
}

impl Constant {
    /// How many there are.
    pub const COUNT: usize = 5;
}

/// A graphone: Latin letters, Cyrillic letters (numbers of [`super::fold`]), ln of the weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Graphone {
    /// At most [`MOST_LATIN`] letters.
    pub latin: Vec<u8>,
    /// At most [`super::MOST_CYRILLIC`] letters.
    pub cyrillic: Vec<u8>,
    /// How many nats it speaks for one name.
    pub weight: f32,
}

impl Graphones {
    /// Puts a table together; the order of the graphones does not matter.
    pub fn new(graphones: &[Graphone]) -> Graphones {
        let mut cyrillic: Vec<u16> = graphones.iter().map(|g| cyrillic_key(&g.cyrillic)).collect();
        cyrillic.push(0);
        cyrillic.sort_unstable();
        cyrillic.dedup();
        let number: FxHashMap<u16, u16> =
            cyrillic.iter().enumerate().map(|(at, &key)| (key, at as u16)).collect();
        let mut keys: Vec<u32> = graphones.iter().map(|g| latin_key(&g.latin)).collect();
        keys.sort_unstable();
        keys.dedup();
        let count = (keys.len() * 3 / 2).next_power_of_two().max(2);
        let mut slots: Vec<(u32, u32)> = vec![(0, 0); count];
        for &key in &keys {
            let mut slot = hash(key) & (count - 1);
            while slots[slot].0 != 0 {
                slot = (slot + 1) & (count - 1);
            }
            slots[slot].0 = key;
        }
        let mut by_key: FxHashMap<u32, Vec<(u16, f32)>> = FxHashMap::default();
        for graphone in graphones {
            let group = number[&cyrillic_key(&graphone.cyrillic)];
            by_key.entry(latin_key(&graphone.latin)).or_default().push((group, graphone.weight));
        }
        let (mut groups, mut weights) = (Vec::new(), Vec::new());
        for slot in &mut slots {
            if let Some(row) = by_key.get_mut(&slot.0) {
                row.sort_by_key(|entry| entry.0);
                for &(group, weight) in row.iter() {
                    groups.push(group);
                    weights.push(unquantised(quantised(weight)));
                }
            }
            slot.1 = groups.len() as u32;
        }
        Graphones::finish(slots, cyrillic, groups, weights)
    }

    fn finish(slots: Vec<(u32, u32)>, cyrillic: Vec<u16>, groups: Vec<u16>, weights: Vec<f32>) -> Graphones {
        let mut cyrillic_by_letters = vec![super::NO_GROUP; 1 << 12];
        for (number, &key) in cyrillic.iter().enumerate().skip(1) {
            let (first, second) = ((key >> 8) as usize & 63, key as usize & 63);
            cyrillic_by_letters[first << 6 | second] = number as u16;
        }
        let mut latin_known = [false; 256];
        for &(key, _) in &slots {
            if key != 0 && key >> 8 == 0 {
                latin_known[key as usize] = true;
            }
        }
        Graphones {
            slots,
            cyrillic,
            cyrillic_by_letters,
            latin_known,
            groups,
            weights,
            constants: [0.0, 0.0, 0.0, 0.0, 1.0],
            latin_sequences: Sequences::default(),
            cyrillic_sequences: Sequences::default(),
            contexts: Vec::new(),
            context_ends: Vec::new(),
        }
    }

    /// Looks at bytes made by [`Graphones::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Graphones> {
        let damaged = || {
            Error::new("not a parallax graphone table, or cut short")
                .advice("make it with `parallax match train`")
        };
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(damaged)?;
        let (head, rest) = rest.split_at_checked(28).ok_or_else(damaged)?;
        let head: Vec<usize> = numbers(head).map(|number| number as usize).collect();
        let (slot_count, cyrillic_count, count, constant_count) = (head[0], head[1], head[2], head[3]);
        let sizes = [
            constant_count.saturating_mul(4),
            head[4].saturating_mul(4),
            head[5].saturating_mul(4),
            slot_count.saturating_mul(8),
            cyrillic_count.saturating_mul(2),
            count.saturating_mul(4),
            head[6].saturating_mul(4),
        ];
        let (constants, rest) = rest.split_at_checked(sizes[0]).ok_or_else(damaged)?;
        let (latin_rows, rest) = rest.split_at_checked(sizes[1]).ok_or_else(damaged)?;
        let (cyrillic_rows, rest) = rest.split_at_checked(sizes[2]).ok_or_else(damaged)?;
        let (slots, rest) = rest.split_at_checked(sizes[3]).ok_or_else(damaged)?;
        let (cyrillic, rest) = rest.split_at_checked(sizes[4]).ok_or_else(damaged)?;
        let (graphones, rest) = rest.split_at_checked(sizes[5]).ok_or_else(damaged)?;
        let (contexts, _) = rest.split_at_checked(sizes[6]).ok_or_else(damaged)?;
        let slots: Vec<(u32, u32)> =
            slots.chunks_exact(8).map(|slot| (number(slot, 0), number(slot, 1))).collect();
        let cyrillic = cyrillic.chunks_exact(2).map(|key| u16::from_le_bytes([key[0], key[1]])).collect();
        let groups: Vec<u16> = numbers(graphones).map(|packed| (packed >> 16) as u16).collect();
        let weights = numbers(graphones).map(|packed| unquantised(packed as u16)).collect();
        let sound = slot_count.is_power_of_two()
            && slots.windows(2).all(|pair| pair[0].1 <= pair[1].1)
            && slots.last().is_some_and(|slot| slot.1 as usize == count)
            && slots.iter().any(|slot| slot.0 == 0)
            && groups.iter().all(|&group| usize::from(group) < cyrillic_count);
        if !sound {
            return Err(damaged());
        }
        let mut table = Graphones::finish(slots, cyrillic, groups, weights);
        table.latin_sequences = Sequences::from_rows(numbers(latin_rows).collect());
        table.cyrillic_sequences = Sequences::from_rows(numbers(cyrillic_rows).collect());
        for (constant, kept) in table.constants.iter_mut().zip(numbers(constants)) {
            *constant = f32::from_bits(kept);
        }
        let contexts: Vec<(u32, f32)> =
            numbers(contexts).map(|row| (row >> 8, context_value((row & 255) as u8))).collect();
        if !contexts.is_sorted_by_key(|context| context.0) {
            return Err(damaged());
        }
        table.set_contexts(contexts);
        Ok(table)
    }

    /// The form for a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let sequences = [self.latin_sequences.rows(), self.cyrillic_sequences.rows()];
        let counts = [self.slots.len(), self.cyrillic.len(), self.groups.len(), self.constants.len()];
        let head = counts.into_iter().chain(sequences.map(<[u32]>::len)).chain([self.contexts.len()]);
        bytes.extend(head.flat_map(|count| (count as u32).to_le_bytes()));
        bytes.extend(self.constants.iter().flat_map(|constant| constant.to_le_bytes()));
        bytes.extend(sequences.into_iter().flatten().flat_map(|row| row.to_le_bytes()));
        bytes.extend(
            self.slots.iter().flat_map(|slot| [slot.0.to_le_bytes(), slot.1.to_le_bytes()]).flatten(),
        );
        bytes.extend(self.cyrillic.iter().flat_map(|key| key.to_le_bytes()));
        for (&group, &weight) in self.groups.iter().zip(&self.weights) {
            let packed = u32::from(group) << 16 | u32::from(quantised(weight.ln()));
            bytes.extend(packed.to_le_bytes());
        }
        let contexts = self.contexts.iter().map(|&(key, nats)| key << 8 | u32::from(context_step(nats)));
        bytes.extend(contexts.flat_map(u32::to_le_bytes));
        bytes
    }

    /// The graphones in the order of their numbers.
    pub fn graphones(&self) -> Vec<Graphone> {
        let mut graphones = Vec::with_capacity(self.len());
        let mut start = 0;
        for &(key, end) in &self.slots {
            let latin = if key == EMPTY_KEY { 0 } else { key };
            for graphone in start..end as usize {
                let cyrillic = u32::from(self.cyrillic[self.groups[graphone] as usize]);
                let letters =
                    |key: u32| key.to_be_bytes().into_iter().filter(|&letter| letter != 0).collect();
                graphones.push(Graphone {
                    latin: letters(latin),
                    cyrillic: letters(cyrillic),
                    weight: self.weights[graphone].ln(),
                });
            }
            start = end as usize;
        }
        graphones
    }

    /// How many graphones it has.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// A constant of the table.
    pub fn constant(&self, which: Constant) -> f32 {
        self.constants[which as usize]
    }

    pub(crate) fn set_constant(&mut self, which: Constant, value: f32) {
        self.constants[which as usize] = value;
    }

    /// How usual rows of Latin letters are.
    pub fn latin_sequences(&self) -> &Sequences {
        &self.latin_sequences
    }

    /// How usual rows of Cyrillic letters are.
    pub fn cyrillic_sequences(&self) -> &Sequences {
        &self.cyrillic_sequences
    }

    /// The same table with these sequences.
    pub fn with_sequences(self, latin: Sequences, cyrillic: Sequences) -> Graphones {
        Graphones { latin_sequences: latin, cyrillic_sequences: cyrillic, ..self }
    }

    /// The same table with other weights (nats), in the order of the table's numbers.
    pub(crate) fn with_weights(self, weights: &[f32]) -> Graphones {
        Graphones { weights: weights.iter().map(|&weight| unquantised(quantised(weight))).collect(), ..self }
    }

    /// Takes these contexts, sorted by their keys (see [`context_key`]).
    pub(crate) fn set_contexts(&mut self, contexts: Vec<(u32, f32)>) {
        self.context_ends = Vec::with_capacity(self.len());
        let mut end = 0;
        for graphone in 0..self.len() as u32 {
            while contexts.get(end).is_some_and(|context| context.0 >> GRAPHONE_BITS <= graphone) {
                end += 1;
            }
            self.context_ends.push(end as u32);
        }
        self.contexts =
            contexts.into_iter().map(|(key, nats)| (key, context_value(context_step(nats)))).collect();
    }

    /// The number of the context with this key.
    pub(crate) fn context(&self, key: u32) -> Option<usize> {
        let graphone = (key >> GRAPHONE_BITS) as usize;
        let end = *self.context_ends.get(graphone)? as usize;
        let start = if graphone == 0 { 0 } else { self.context_ends[graphone - 1] as usize };
        let at = self.contexts[start..end].binary_search_by_key(&key, |context| context.0).ok()?;
        Some(start + at)
    }

    /// The weight of a graphone among these Latin letters.
    pub(crate) fn weight_among(&self, graphone: u32, near: &Near) -> f32 {
        let weight = self.weights[graphone as usize];
        if self.contexts.is_empty() {
            return weight;
        }
        let nats: f32 = contexts_of(graphone, near)
            .filter_map(|key| self.context(key))
            .map(|at| self.contexts[at].1)
            .sum();
        if nats == 0.0 { weight } else { weight * nats.exp() }
    }

    /// ln of the weights, in the order of the table's numbers.
    pub(crate) fn logarithms(&self) -> Vec<f32> {
        self.weights.iter().map(|weight| weight.ln()).collect()
    }

    pub(crate) fn cyrillic_groups(&self) -> usize {
        self.cyrillic.len()
    }

    pub(crate) fn knows_latin(&self, letter: u8) -> bool {
        self.latin_known[letter as usize]
    }

    /// The numbers of the graphones with these Latin letters, from and to.
    pub(crate) fn row(&self, letters: &[u8]) -> Option<(u32, u32)> {
        let key = latin_key(letters);
        let mut slot = hash(key) & (self.slots.len() - 1);
        loop {
            let (kept, end) = self.slots[slot];
            if kept == key {
                let start = if slot == 0 { 0 } else { self.slots[slot - 1].1 };
                return Some((start, end));
            }
            if kept == 0 {
                return None;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    pub(crate) fn cyrillic_of(&self, graphone: u32) -> u16 {
        self.groups[graphone as usize]
    }

    pub(crate) fn cyrillic_group(&self, letters: &[u8]) -> Option<u16> {
        let key = match *letters {
            [only] => usize::from(only & 63),
            [first, second] => usize::from(first & 63) << 6 | usize::from(second & 63),
            _ => return None,
        };
        Some(self.cyrillic_by_letters[key]).filter(|&group| group != super::NO_GROUP)
    }
}

fn latin_key(letters: &[u8]) -> u32 {
    debug_assert!(letters.len() <= MOST_LATIN);
    if letters.is_empty() {
        EMPTY_KEY
    } else {
        letters.iter().fold(0, |key, &letter| key << 8 | u32::from(letter))
    }
}

fn cyrillic_key(letters: &[u8]) -> u16 {
    letters.iter().fold(0, |key, &letter| key << 8 | u16::from(letter))
}

fn hash(key: u32) -> usize {
    (u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}

/// The Latin letters that tell how the letters among them are read; 0 where there is none: one and two places before,
/// one and two after, the last and the last but one of the name.
pub(crate) type Near = [u8; 6];

/// Bits of a context key below the number of its graphone: 3 for the place in [`Near`], 7 for the letter.
pub(crate) const GRAPHONE_BITS: u32 = 10;
/// So many graphones can have contexts.
pub(crate) const MOST_GRAPHONES: u32 = 1 << 14;

/// The key of a graphone with a Latin letter at a place of [`Near`].
fn context_key(graphone: u32, place: usize, letter: u8) -> u32 {
    graphone << GRAPHONE_BITS | (place as u32) << 7 | u32::from(letter & 127)
}

/// The keys of a graphone among these letters.
pub(crate) fn contexts_of(graphone: u32, near: &Near) -> impl Iterator<Item = u32> + '_ {
    near.iter().enumerate().map(move |(place, &letter)| context_key(graphone, place, letter))
}

fn context_step(nats: f32) -> u8 {
    ((nats + 4.0) * 32.0).round().clamp(0.0, 255.0) as u8
}

fn context_value(step: u8) -> f32 {
    f32::from(step) / 32.0 - 4.0
}

fn quantised(weight: f32) -> u16 {
    ((weight - LOWEST) * STEPS).round().clamp(0.0, 65535.0) as u16
}

fn unquantised(steps: u16) -> f32 {
    (f32::from(steps) / STEPS + LOWEST).exp()
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| number(four, 0))
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at * 4..at * 4 + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
