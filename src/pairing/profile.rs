//! Articles as weighted stems: what pairing knows of an article.
//!
//! The weight of a stem is (1 + ln tf)·idf, with more for names; the idf is that of the articles in hand, steadied by
//! the lexicon's frequencies, so that it means something in a collection of twenty articles too.

use crate::analysis::Analysed;
use crate::anchors::Kind;
use crate::lexicon::table::Of;
use crate::lexicon::{Lexicon, Vocabulary};
use rayon::prelude::*;

/// An article as its weightiest stems.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Sorted by stem number; none while they are not needed.
    pub terms: Vec<Term>,
    /// Numbers of its first words, each with a word that follows: what is counted. None while they are not needed.
    pub counted: Vec<Counted>,
    /// Length of the whole as a vector.
    pub norm: f32,
    /// Length of the head (title, or the first words) as a vector.
    pub head_norm: f32,
    /// Length of the lead (head and first words of the body) as a vector.
    pub lead_norm: f32,
    /// Seconds since 1970.
    pub time: Option<i64>,
    /// Words in the article.
    pub size: u32,
    /// Over the stems in their order: equal for copies.
    pub hash: u64,
    /// Smallest hashes of its runs of words: two texts agree in as many places as they share runs.
    pub sketch: [u16; SKETCH],
}

/// Places of a sketch.
pub const SKETCH: usize = 24;
/// Words of a run.
const RUN: usize = 4;

/// A stem of an article.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// Number of the stem in its vocabulary.
    pub stem: u32,
    /// (1 + ln tf)·idf.
    pub weight: f32,
    /// Where it stands first, in 1/65535 of the article.
    pub first: u16,
    /// [`HEAD`], [`LEAD`], [`NAME`], [`NUMBER`].
    pub marks: u8,
}

/// A number and a word that follows it: stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The number.
    pub number: u32,
    /// The word.
    pub of: u32,
}

/// It stands in the title, or in the first words where there is none.
pub const HEAD: u8 = 1;
/// It stands in the head or in the first words of the body.
pub const LEAD: u8 = 2;
/// It is a name here.
pub const NAME: u8 = 4;
/// It is a number.
pub const NUMBER: u8 = 8;

/// Words of a title count this many times.
const TITLE: u32 = 2;
/// A word counts at most so many times: what an article repeats without end does not drown what it tells.
const MOST_TIMES: u32 = 16;
/// At most so many words of an article are read: what comes later is detail.
pub const LONGEST: usize = 3000;
/// At most so many stems of an article are kept, the weightiest.
const KEPT: usize = 160;
/// Without a title, so many first words are the head.
const HEAD_WORDS: usize = 15;
/// So many first words of the body are the lead.
const LEAD_WORDS: usize = 60;
/// The lexicon's frequencies count as so many articles.
const STEADY: f32 = 80.0;
/// How common a word is that the lexicon does not know.
const UNKNOWN_SHARE: f32 = 2e-5;
/// A name says more of what an article is about than another word as rare.
const NAME_WEIGHT: f32 = 1.3;
/// Bytes of a packed term.
const PACKED: usize = 9;
/// What is counted is looked for in so many first words.
const COUNTED_WORDS: usize = 100;
/// At most so much that is counted is kept, and so many words that follow a number.
const MOST_COUNTED: usize = 12;
const FOLLOWING: usize = 2;

/// The profile of an article without its terms, which are added to `packed`: they are weighed later, by [`unpack`], when
/// it is known how common each is. Its stems are added to the vocabulary.
pub fn pack(article: &Analysed, vocabulary: &mut Vocabulary, packed: &mut Vec<u8>) -> Profile {
    let [title, text] = article.words(LONGEST);
    let size = title.len() + text.len();
    let head = if title.is_empty() { HEAD_WORDS } else { title.len() };
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    let mut uses: Vec<(u32, u32, u8, u32)> = Vec::with_capacity(size);
    let mut in_order: Vec<u32> = Vec::with_capacity(size);
    let mut is_number: Vec<bool> = Vec::with_capacity(size);
    for (place, anchor) in title.iter().chain(&text).enumerate() {
        let stem = vocabulary.add(anchor);
        hash.update(&stem.to_le_bytes());
        in_order.push(stem);
        is_number.push(anchor.kind == Kind::Number);
        let mut marks = match anchor.kind {
            Kind::Name => NAME,
            Kind::Number => NUMBER,
            _ => 0,
        };
        marks |= if place < head { HEAD | LEAD } else { 0 };
        marks |= if place < title.len() + LEAD_WORDS { LEAD } else { 0 };
        uses.push((stem, place as u32, marks, if place < title.len() { TITLE } else { 1 }));
    }
    let counted = counted(&in_order, &is_number);
    packed.push(counted.len() as u8);
    for Counted { number, of } in counted {
        packed.extend(number.to_le_bytes());
        packed.extend(of.to_le_bytes());
    }
    uses.sort_unstable();
    for run in uses.chunk_by(|a, b| a.0 == b.0) {
        let times: u32 = run.iter().map(|(.., times)| times).sum();
        let first = (run[0].1 as usize * 65_535 / size.max(1)) as u16;
        packed.extend(run[0].0.to_le_bytes());
        packed.extend((times.min(MOST_TIMES) as u16).to_le_bytes());
        packed.extend(first.to_le_bytes());
        packed.push(run.iter().fold(0, |marks, use_| marks | use_.2));
    }
    let sketch = sketch(&in_order);
    Profile { size: size as u32, hash: hash.digest(), sketch, ..Profile::default() }
}

/// The numbers of the first words with the words that follow them.
fn counted(stems: &[u32], is_number: &[bool]) -> Vec<Counted> {
    let mut found = Vec::new();
    for at in (0..stems.len().min(COUNTED_WORDS)).filter(|&at| is_number[at]) {
        let after = (at + 1..stems.len()).take_while(|&after| after <= at + FOLLOWING);
        let words = after.filter(|&after| !is_number[after]);
        found.extend(words.map(|after| Counted { number: stems[at], of: stems[after] }));
    }
    found.truncate(MOST_COUNTED);
    found
}

/// Packed bytes in two: what is counted, and the terms.
fn parts(packed: &[u8]) -> (&[u8], &[u8]) {
    let (count, rest) = packed.split_first().map_or((0, packed), |(count, rest)| (*count, rest));
    rest.split_at(rest.len().min(usize::from(count) * 8))
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).rev().fold(0, |number, &byte| (number << 8) | u32::from(byte))
}

/// The stems of packed terms.
pub fn stems(packed: &[u8]) -> impl Iterator<Item = u32> {
    parts(packed).1.chunks_exact(PACKED).map(number)
}

/// Gives a profile its weightiest terms by the idf of each stem.
pub fn unpack(profile: &mut Profile, packed: &[u8], idf: &[f32]) {
    let weigh = |(term, stem): (&[u8], u32)| Term {
        stem,
        weight: (1.0 + f32::from(u16::from_le_bytes([term[4], term[5]])).ln()) * idf[stem as usize],
        first: u16::from_le_bytes([term[6], term[7]]),
        marks: term[8],
    };
    let (counted, packed_terms) = parts(packed);
    let counted = counted.chunks_exact(8);
    profile.counted = counted.map(|pair| Counted { number: number(pair), of: number(&pair[4..]) }).collect();
    let mut terms: Vec<Term> = packed_terms.chunks_exact(PACKED).zip(stems(packed)).map(weigh).collect();
    if terms.len() > KEPT {
        terms.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stem.cmp(&b.stem)));
        terms.truncate(KEPT);
        terms.sort_unstable_by_key(|term| term.stem);
        terms.shrink_to_fit();
    }
    let norm = |mark: u8| {
        let marked = terms.iter().filter(|term| mark == 0 || term.marks & mark != 0);
        marked.map(|term| term.weight * term.weight).sum::<f32>().sqrt().max(1e-6)
    };
    (profile.norm, profile.head_norm, profile.lead_norm) = (norm(0), norm(HEAD), norm(LEAD));
    profile.terms = terms;
}

/// MinHash (Broder 1997) of the runs of words: each place keeps the least of its own hash of all runs.
fn sketch(stems: &[u32]) -> [u16; SKETCH] {
    let mut least = [u32::MAX; SKETCH];
    for run in stems.windows(RUN.min(stems.len()).max(1)) {
        let mixed = run.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |hash, &stem| {
            (hash ^ u64::from(stem)).wrapping_mul(0x2545_f491_4f6c_dd1d).rotate_left(29)
        });
        for (place, least) in least.iter_mut().enumerate() {
            let own = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64.wrapping_add(2 * place as u64));
            *least = (*least).min((own >> 32) as u32);
        }
    }
    least.map(|hash| (hash >> 4) as u16)
}

/// How much each stem of the vocabulary says: up to 1, a little more for names. `counts` says in how many of the `all`
/// articles each stands, `of` which side of the lexicon the language is.
pub fn idf(
    vocabulary: &Vocabulary,
    counts: &[u32],
    all: usize,
    lexicon: Option<&Lexicon>,
    of: Of,
) -> Vec<f32> {
    let all = all as f32;
    let most = ((all + STEADY) / 0.5).ln();
    let length = vocabulary.total as f32 / all.max(1.0);
    let share = |stem: &str| {
        let known = lexicon.and_then(|lexicon| Some(lexicon.share(of, lexicon.find(of, stem)?)));
        known.unwrap_or(UNKNOWN_SHARE)
    };
    vocabulary
        .stems
        .par_iter()
        .zip(counts)
        .map(|(stem, &count)| {
            let expected = 1.0 - (-share(&stem.text) * length).exp();
            let idf = ((all + STEADY) / (count as f32 + STEADY * expected + 0.5)).ln().max(0.05) / most;
            if stem.names * 2 > stem.count { idf * NAME_WEIGHT } else { idf }
        })
        .collect()
}
