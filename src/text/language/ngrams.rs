//! The n-gram model of languages: weights of letter n-grams, learned by `scripts/language-model` and read where they lie.
//!
//! A word is read with a space on either side; each of its n-grams of 1 to 4 letters, and the word itself where it is
//! short, is hashed to a row of weights, one a language. The language with the largest sum is the most likely. Not for
//! deciding: that is [`super::identify`].

use std::sync::LazyLock;

/// Languages in one row at most; rows are padded to 8 or 16.
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
    /// Logarithm (base 2) of the number of rows.
    pub bits: u32,
    /// Natural log odds of one unit of a weight.
    pub scale: f32,
    rows: Rows,
}

/// Rows of a length that the compiler knows: one instruction adds a row.
#[derive(Debug)]
enum Rows {
    Eight(Vec<[i8; 8]>),
    Sixteen(Vec<[i8; 16]>),
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
        let (units, rest) = bytes[end + 1..].split_at(languages.len() << bits);
        let rows = if languages.len() <= 8 {
            Rows::Eight(padded(units, languages.len()))
        } else {
            Rows::Sixteen(padded(units, languages.len()))
        };
        (Self { languages, bits, scale, rows }, rest)
    }

    /// Adds the weights of a word, given as letter codes ([`cyrillic`], [`latin`]).
    #[inline]
    pub fn add_word(&self, word: &[u8], sums: &mut Sums) {
        match &self.rows {
            Rows::Eight(rows) => add(rows, self.bits, word, sums),
            Rows::Sixteen(rows) => add(rows, self.bits, word, sums),
        }
    }
}

/// The longest word that is summed in 16 bits: each letter has at most five n-grams of at most 127.
pub const LONGEST: usize = 40;

/// Adds the rows of a word, in 16 bits first: that is twice as quick.
#[inline]
fn add<const WIDTH: usize>(rows: &[[i8; WIDTH]], bits: u32, word: &[u8], sums: &mut Sums) {
    // All rows are found first, so that the sums stay in registers.
    let mut found = [0usize; 5 * (LONGEST + 1)];
    let mut count = 0;
    ngrams(&word[..word.len().min(LONGEST)], |packed| {
        found[count] = row(packed, bits);
        count += 1;
    });
    let mut small = [0i16; WIDTH];
    for &at in &found[..count] {
        for (sum, &weight) in small.iter_mut().zip(&rows[at]) {
            *sum += i16::from(weight);
        }
    }
    for (sum, small) in sums.iter_mut().zip(small) {
        *sum += i32::from(small);
    }
}

/// Rows filled up to a length.
fn padded<const WIDTH: usize>(units: &[u8], languages: usize) -> Vec<[i8; WIDTH]> {
    let row = |units: &[u8]| {
        let mut row = [0; WIDTH];
        row.iter_mut().zip(units).for_each(|(weight, unit)| *weight = unit.cast_signed());
        row
    };
    units.chunks_exact(languages.max(1)).map(row).collect()
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
