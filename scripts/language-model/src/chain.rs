//! Pseudo-words from n-gram frequencies: a Markov chain over up to four letters.

use fst::{Map, Streamer};
use parallax::text::language::ngrams;
use std::collections::HashMap;

/// A source of numbers that is the same on every machine (xorshift).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) as usize) % limit.max(1)
    }

    pub fn unit(&mut self) -> f32 {
        self.below(1 << 24) as f32 / (1 << 24) as f32
    }
}

/// Draws beginnings of words' insides: the first letter is anywhere in a word, the last is often its end, which the
/// second field says.
pub fn fragments(frequencies: &[u8], cyrillic: bool, count: usize, dice: &mut Dice) -> Vec<(Vec<u8>, bool)> {
    let code = if cyrillic { ngrams::cyrillic } else { ngrams::latin };
    let map = Map::new(frequencies).expect("the n-grams cannot be read");
    let mut next: HashMap<Vec<u8>, Vec<(u8, f32)>> = HashMap::new();
    let mut stream = map.stream();
    while let Some((key, value)) = stream.next() {
        let Ok(gram) = std::str::from_utf8(key) else { continue };
        let mut codes: Vec<u8> = gram.chars().map(code).collect();
        let Some(last) = codes.pop() else { continue };
        if last == 0 || codes.contains(&0) {
            continue;
        }
        next.entry(codes).or_default().push((last, f64::from_bits(value).exp() as f32));
    }
    let mut drawn = Vec::with_capacity(count);
    while drawn.len() < count {
        let mut word: Vec<u8> = Vec::new();
        let ended = loop {
            let context = &word[word.len().saturating_sub(4)..];
            let Some(choices) = next.get(context) else { break true };
            let mut left = dice.unit();
            let chosen = choices.iter().find(|(_, share)| {
                left -= share;
                left < 0.0
            });
            let Some(&(letter, _)) = chosen else { break true };
            word.push(letter);
            if word.len() == 12 {
                break false;
            }
        };
        if !word.is_empty() {
            drawn.push((word, ended));
        }
    }
    drawn
}
