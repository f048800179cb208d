//! The n-gram model of languages: weights of letter n-grams, learned by `scripts/language-model` and read where they lie.
//!
//! A word is read with a space on either side; each of its n-grams of 1 to 4 letters, and the word itself where it is
//! short, is hashed to a row of weights, one a language. The language with the largest sum is the most likely. Not for
//! deciding: that is [`super::identify`].

use std::sync::LazyLock;

/// Languages in one row at most; rows are padded to [`Script::width`].
pub const WIDEST: usize = 16;
/// The code of a letter that no language of the model has.
pub const ALIEN: u8 = 1;
/// The code of what stands between words.
pub const GAP: u8 = 2;
/// The code of an apostrophe inside a word.
pub const APOSTROPHE: u8 = 3;

/// The weights of the languages of one script.
#[derive(Debug)]
pub struct Script {
    /// ISO 639-1 codes, in the order of a row.
    pub languages: Vec<&'static str>,
    /// Weights in a row: 8 or 16.
    pub width: usize,
    /// Logarithm (base 2) of the number of rows.
    pub bits: u32,
    /// Natural log odds of one unit of a weight.
    pub scale: f32,
    rows: Vec<i8>,
}

/// Sums of weights, one a language.
pub type Sums = [i32; WIDEST];

/// The models of both scripts.
#[derive(Debug)]
pub struct Models {
    /// Cyrillic.
    pub cyrillic: Script,
    /// Latin.
    pub latin: Script,
}

/// The models that come with the program.
pub static MODELS: LazyLock<Models> = LazyLock::new(|| {
    let bytes: &'static [u8] = include_bytes!("../../../data/text/languages.ngrams");
    let (cyrillic, rest) = Script::read(bytes);
    let (latin, _) = Script::read(rest);
    Models { cyrillic, latin }
});

impl Script {
    /// Reads one script's part: a line of text (`bits scale code code …`), then the rows.
    fn read(bytes: &'static [u8]) -> (Self, &'static [u8]) {
        let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or_default();
        let mut fields = std::str::from_utf8(&bytes[..end]).unwrap_or_default().split(' ');
        let bits: u32 = fields.next().and_then(|field| field.parse().ok()).unwrap_or(1);
        let scale = fields.next().and_then(|field| field.parse().ok()).unwrap_or(1.0);
        let languages: Vec<&str> = fields.collect();
        let width = width(languages.len());
        let (units, rest) = bytes[end + 1..].split_at(languages.len() << bits);
        let mut rows = vec![0; width << bits];
        for (row, units) in rows.chunks_exact_mut(width).zip(units.chunks_exact(languages.len().max(1))) {
            for (weight, unit) in row.iter_mut().zip(units) {
                *weight = unit.cast_signed();
            }
        }
        (Self { languages, width, bits, scale, rows }, rest)
    }

    /// Adds the weights of one n-gram, packed into an integer.
    #[inline]
    fn add(&self, packed: u64, sums: &mut Sums) {
        let at = row(packed, self.bits) * self.width;
        // Two loops of a known length, which the compiler makes one instruction each.
        if self.width == 8 {
            for (sum, &weight) in sums[..8].iter_mut().zip(&self.rows[at..at + 8]) {
                *sum += i32::from(weight);
            }
        } else {
            for (sum, &weight) in sums.iter_mut().zip(&self.rows[at..at + WIDEST]) {
                *sum += i32::from(weight);
            }
        }
    }

    /// Adds the weights of a word, given as letter codes ([`cyrillic`], [`latin`]).
    #[inline]
    pub fn add_word(&self, word: &[u8], sums: &mut Sums) {
        ngrams(word, |packed| self.add(packed, sums));
    }
}

/// How many weights a row has for so many languages.
pub fn width(languages: usize) -> usize {
    if languages <= 8 { 8 } else { WIDEST }
}

/// The row of an n-gram.
#[inline]
pub fn row(packed: u64, bits: u32) -> usize {
    (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
}

/// Calls back with each n-gram of a word, packed: letters, pairs, threes and fours with the gaps around the word, and
/// the whole word where it has 3 to 6 letters.
#[inline]
pub fn ngrams(word: &[u8], mut found: impl FnMut(u64)) {
    let mut key = u64::from(GAP);
    for (at, &letter) in word.iter().chain(&[GAP]).enumerate() {
        key = key << 8 | u64::from(letter);
        if at < word.len() {
            found(key & 0xff);
        }
        found(key & 0xffff);
        if at >= 1 {
            found(key & 0xff_ffff);
        }
        if at >= 2 {
            found(key & 0xffff_ffff);
        }
    }
    if (3..=6).contains(&word.len()) {
        found(key);
    }
}

/// The code of a Cyrillic letter of either case; 0 for anything else.
#[inline]
pub fn cyrillic(letter: char) -> u8 {
    match letter as u32 {
        at @ 0x430..=0x45f => at as u8,
        at @ 0x410..=0x42f => at as u8 + 0x20,
        at @ 0x400..=0x40f => at as u8 + 0x50,
        0x490 | 0x491 => 0x60,
        0x460..=0x52f | 0x1c80..=0x1c8f => ALIEN,
        _ => 0,
    }
}

/// The code of a Latin letter of either case; 0 for anything else.
#[inline]
pub fn latin(letter: char) -> u8 {
    match letter as u32 {
        at @ 0x61..=0x7a => at as u8,
        at @ 0x41..=0x5a => at as u8 + 0x20,
        0xd7 | 0xf7 => 0,
        at @ 0xc0..=0xde => at as u8 + 0x20,
        at @ 0xdf..=0xff => at as u8,
        at @ 0x100..=0x17f => 0x80 + ((at - 0x100) >> 1) as u8,
        // Romanian s and t with a comma, as those with a cedilla.
        0x218 | 0x219 => 0x80 + (0x5e >> 1),
        0x21a | 0x21b => 0x80 + (0x62 >> 1),
        0xaa | 0xba | 0x180..=0x24f | 0x1e00..=0x1eff => ALIEN,
        _ => 0,
    }
}
