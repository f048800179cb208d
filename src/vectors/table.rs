//! The compact form of word vectors: sorted stems with rows of small numbers, read where they lie in memory.
//!
//! Layout, all numbers little-endian, made by `scripts/word-vectors`:
//!
//! | bytes | what |
//! | --- | --- |
//! | 4 | magic `PLV1` |
//! | 4 | `u32` length of the whole |
//! | 4, 4 | `u32` numbers in a vector, `u32` points of the curve |
//! | 12 | `u32` stems of English, Russian, Ukrainian |
//! | 4, 4 | `f32` similarity at the first point, `f32` from one point to the next |
//! | 4 | `u32` bytes of all stems |
//! | 8 | `u64` XXH3 of all that follows |
//! | 4 a point | the curve: `f32` evidence, ln(p(similarity ∣ translations) / p(similarity ∣ any two words)), rising |
//! | 4 a stem | `u32` where each stem ends among the stems, language by language |
//! | 1 + numbers, a stem | `i8` how crowded it is around the word, in 1/256, then the numbers of its vector, each `i8` |
//! | | the stems, UTF-8, sorted in each language |
//!
//! A vector's length means nothing: rows are scaled to use all of the eight bits.

use crate::text::Language;
use crate::{Error, Result};
use std::cmp::Ordering;
use xxhash_rust::xxh3::xxh3_64;

const MAGIC: &[u8; 4] = b"PLV1";
const HEADER: usize = 48;
/// One step of the numbers for crowds.
const CROWD: f32 = 1.0 / 256.0;

/// A table that knows no word.
#[cfg(any(test, not(feature = "vectors")))]
pub(super) const EMPTY: &[u8] = &{
    let mut bytes = [0; HEADER];
    [bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]] = [b'P', b'L', b'V', b'1', HEADER as u8];
    // XXH3 of nothing.
    let check = 0x2d06_8005_38d3_94c2_u64.to_le_bytes();
    let mut at = 0;
    while at < 8 {
        bytes[40 + at] = check[at];
        at += 1;
    }
    bytes
};

/// A table of word vectors, borrowed from bytes that hold it.
#[derive(Debug, Clone, Copy)]
pub struct Vectors<'a> {
    /// Numbers of a vector.
    width: usize,
    first: f32,
    step: f32,
    curve: &'a [u8],
    /// English, Russian, Ukrainian.
    sides: [Side<'a>; 3],
}

#[derive(Debug, Clone, Copy)]
struct Side<'a> {
    ends: &'a [u8],
    rows: &'a [u8],
    /// The strings of all languages.
    strings: &'a [u8],
    /// Where those of this language start.
    start: usize,
}

/// The vector of a word.
#[derive(Debug, Clone, Copy)]
pub struct Vector<'a> {
    numbers: &'a [u8],
    /// One over its length.
    scale: f32,
    /// How much nearer than most words it is to everything.
    crowd: f32,
}

/// How near two words are: the cosine of their vectors, less for words that have many others around them. 1 at most,
/// around 0 for words that have nothing in common. What it is worth [`Vectors::evidence`] says.
pub fn similarity(a: Vector, b: Vector) -> f32 {
    let mut sum = 0;
    for (&x, &y) in a.numbers.iter().zip(b.numbers) {
        sum += i32::from(x as i8) * i32::from(y as i8);
    }
    (sum as f32 * a.scale * b.scale - a.crowd - b.crowd).clamp(-1.0, 1.0)
}

/// Whether the header's numbers fit the length: all that can be told before the program is made.
pub(super) const fn is_whole(bytes: &[u8]) -> bool {
    if bytes.len() < HEADER || bytes.len() > u32::MAX as usize {
        return false;
    }
    let mut at = 0;
    while at < MAGIC.len() {
        if bytes[at] != MAGIC[at] {
            return false;
        }
        at += 1;
    }
    let (width, points, strings) = (field(bytes, 2), field(bytes, 3), field(bytes, 9));
    let stems = field(bytes, 4) + field(bytes, 5) + field(bytes, 6);
    let whole = HEADER as u64 + 4 * points + stems * (4 + 1 + width) + strings;
    // No number here is over 32 bits, so the product is the only one that could be too great.
    width < 1 << 16 && bytes.len() as u64 == whole && field(bytes, 1) == whole
}

/// The number at this place of the header, counted in fours of bytes.
const fn field(bytes: &[u8], at: usize) -> u64 {
    let at = at * 4;
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as u64
}

impl<'a> Vectors<'a> {
    /// Looks at bytes that `scripts/word-vectors` made.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Vectors<'a>> {
        if !is_whole(bytes) {
            return Err(Error::new("not a table of word vectors, or cut short")
                .advice("make it with scripts/word-vectors of this version"));
        }
        Ok(Self::of_whole(bytes))
    }

    /// Looks at bytes of which it is not known what befell them: also adds them up and follows every number.
    pub fn checked(bytes: &'a [u8]) -> Result<Vectors<'a>> {
        let vectors = Self::from_bytes(bytes)?;
        let sum = [40, 41, 42, 43, 44, 45, 46, 47].map(|at| bytes[at]);
        let curve = vectors.points();
        let rising = |side: &Side| {
            let words = (0..side.len()).map(|at| side.string(at));
            side.len() == side.rows.len() / (vectors.width + 1) && words.is_sorted_by(|a, b| a < b)
        };
        let sound = u64::from_le_bytes(sum) == xxh3_64(&bytes[HEADER..])
            && curve.is_sorted()
            && (vectors.step > 0.0 || vectors.curve.is_empty())
            && vectors.sides.iter().all(rising);
        sound.then_some(vectors).ok_or_else(|| {
            Error::new("a damaged table of word vectors").advice("make it again with scripts/word-vectors")
        })
    }

    /// Looks at bytes of which [`is_whole`] is true.
    pub(super) fn of_whole(bytes: &'a [u8]) -> Vectors<'a> {
        let number = |at| field(bytes, at) as usize;
        let (width, counts) = (number(2), [number(4), number(5), number(6)]);
        let mut rest = &bytes[HEADER..];
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            rest = left;
            taken
        };
        let curve = take(4 * number(3));
        let ends = counts.map(|count| take(4 * count));
        let rows = counts.map(|count| take((width + 1) * count));
        let strings = rest;
        let mut start = 0;
        let sides = [0, 1, 2].map(|at| {
            let side = Side { ends: ends[at], rows: rows[at], strings, start };
            start = side.end_of(side.len());
            side
        });
        let real = |at| f32::from_bits(field(bytes, at) as u32);
        Vectors { width, first: real(7), step: real(8), curve, sides }
    }

    /// The vector of a stem (see [`crate::text::stem`]), if the table has the word.
    pub fn find(&self, language: Language, stem: &str) -> Option<Vector<'a>> {
        let side = &self.sides[match language {
            Language::English => 0,
            Language::Russian => 1,
            Language::Ukrainian => 2,
        }];
        let at = side.find(stem)?;
        let (crowd, numbers) =
            side.rows.get(at * (self.width + 1)..(at + 1) * (self.width + 1))?.split_first()?;
        let length: i32 = numbers.iter().map(|&number| i32::from(number as i8).pow(2)).sum();
        let scale = if length == 0 { 0.0 } else { 1.0 / (length as f32).sqrt() };
        Some(Vector { numbers, scale, crowd: f32::from(*crowd as i8) * CROWD })
    }

    /// What a similarity says: how much likelier it is of translations than of any two words, in nats; never less for a
    /// greater similarity.
    pub fn evidence(&self, similarity: f32) -> f32 {
        let points = self.curve.len() / 4;
        let place = ((similarity - self.first) / self.step).clamp(0.0, points.saturating_sub(1) as f32);
        let below = place as usize;
        let (low, high) = (self.point(below), self.point((below + 1).min(points.saturating_sub(1))));
        low + (high - low) * (place - below as f32)
    }

    /// The probability that two words mean the same, where one pair of words in [`PRIOR`] does.
    pub fn same(&self, a: Vector, b: Vector) -> f32 {
        self.same_at(similarity(a, b))
    }

    /// [`Vectors::same`] of words that are so similar.
    pub fn same_at(&self, similarity: f32) -> f32 {
        1.0 / (1.0 + PRIOR * (-self.evidence(similarity)).exp())
    }

    /// How many stems of all languages it has.
    pub fn len(&self) -> usize {
        self.sides.iter().map(Side::len).sum()
    }

    /// Whether it has no word at all: the feature `vectors` is off.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn point(&self, at: usize) -> f32 {
        f32::from_bits(number(self.curve, at))
    }

    fn points(&self) -> Vec<f32> {
        (0..self.curve.len() / 4).map(|at| self.point(at)).collect()
    }
}

/// [`Vectors::same`] takes one pair of words in so many to mean the same: in two sentences of twenty words, two of the four
/// hundred pairs. Found by matching sentences of independent accounts (see `docs/vectors.md`).
pub const PRIOR: f32 = 200.0;

impl<'a> Side<'a> {
    fn len(&self) -> usize {
        self.ends.len() / 4
    }

    fn find(&self, stem: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
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

    fn string(&self, at: usize) -> &'a [u8] {
        self.strings.get(self.end_of(at)..self.end_of(at + 1)).unwrap_or_default()
    }

    /// Where the first so many strings end.
    fn end_of(&self, count: usize) -> usize {
        if count == 0 { self.start } else { number(self.ends, count - 1) as usize }
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at * 4..at * 4 + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    type Row<'a> = (&'a str, i8, &'a [i8]);

    /// A table with a curve from −6 at similarity 0 to 6 at 1.
    pub fn encode(sides: [&[Row]; 3]) -> Vec<u8> {
        let width = sides.iter().flat_map(|side| side.iter()).map(|row| row.2.len()).max().unwrap_or(0);
        let mut body = Vec::new();
        [-6.0_f32, 0.0, 6.0].iter().for_each(|point| body.extend(point.to_le_bytes()));
        let mut end = 0;
        for row in sides.iter().flat_map(|side| side.iter()) {
            end += row.0.len() as u32;
            body.extend(end.to_le_bytes());
        }
        for row in sides.iter().flat_map(|side| side.iter()) {
            body.push(row.1 as u8);
            body.extend(row.2.iter().map(|&number| number as u8));
        }
        sides.iter().flat_map(|side| side.iter()).for_each(|row| body.extend(row.0.as_bytes()));
        let mut bytes = MAGIC.to_vec();
        let counts = sides.map(|side| side.len() as u32);
        let whole = (HEADER + body.len()) as u32;
        for field in [whole, width as u32, 3, counts[0], counts[1], counts[2]] {
            bytes.extend(field.to_le_bytes());
        }
        [0.0_f32, 0.5].iter().for_each(|field| bytes.extend(field.to_le_bytes()));
        bytes.extend(end.to_le_bytes());
        bytes.extend(xxh3_64(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    pub fn small() -> Vec<u8> {
        encode([
            &[("fire", 0, &[127, 0]), ("music", 0, &[0, 127])],
            &[("музык", 0, &[0, 30]), ("огон", 64, &[127, 0])],
            &[("вогон", 0, &[90, 90])],
        ])
    }

    #[test]
    fn what_is_encoded_is_found_again() {
        let bytes = small();
        let vectors = Vectors::checked(&bytes).unwrap();
        assert_eq!(vectors.len(), 5);
        let find = |language, stem| vectors.find(language, stem).unwrap();
        let fire = find(Language::English, "fire");
        assert_eq!(similarity(fire, find(Language::English, "music")), 0.0);
        assert_eq!(similarity(find(Language::English, "music"), find(Language::Russian, "музык")), 1.0);
        // What is crowded counts less.
        assert_eq!(similarity(fire, find(Language::Russian, "огон")), 0.75);
        assert!((similarity(fire, find(Language::Ukrainian, "вогон")) - 0.5_f32.sqrt()).abs() < 1e-6);
        for (language, missing) in
            [(Language::English, "fir"), (Language::Ukrainian, "музык"), (Language::Russian, "")]
        {
            assert!(vectors.find(language, missing).is_none());
        }
    }

    #[test]
    fn evidence_is_read_between_the_points() {
        let bytes = small();
        let vectors = Vectors::from_bytes(&bytes).unwrap();
        let read = [-1.0, 0.0, 0.25, 0.5, 1.0, 2.0].map(|similarity| vectors.evidence(similarity));
        assert_eq!(read, [-6.0, -6.0, -3.0, 0.0, 6.0, 6.0]);
    }

    #[test]
    fn damage_is_an_error() {
        let bytes = small();
        for length in 0..bytes.len() {
            assert!(Vectors::from_bytes(&bytes[..length]).is_err(), "{length}");
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x20;
            // The two numbers of the curve's scale are the only ones that nothing else holds.
            assert!((28..36).contains(&at) || Vectors::checked(&damaged).is_err(), "{at}");
        }
    }

    #[test]
    fn nothing_is_a_table_too() {
        let vectors = Vectors::checked(EMPTY).unwrap();
        assert!(vectors.is_empty());
        assert!(vectors.find(Language::English, "fire").is_none());
        assert_eq!(vectors.evidence(0.5), 0.0);
    }
}
