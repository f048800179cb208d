//! Finding the few words of a large list that a Latin word may be, without comparing it with all.
//!
//! Words are reduced to classes of consonants (see [`super::skeleton`]); those that share the rarest pairs of classes with
//! a word are its candidates. Not for: judging them.

use super::skeleton::skeleton;
use rustc_hash::FxHashMap;

/// An index over words, told apart by their place in the list.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// For each pair of classes: where its words start and end in `words`.
    places: FxHashMap<u16, (u32, u32)>,
    words: Vec<u32>,
    /// For each word, 1 by the root of how many pairs it has: long words share something with every word.
    shares: Vec<f32>,
}

/// Counts of one search, kept so that none need be made for each.
#[derive(Debug, Clone, Default)]
pub struct Search {
    weights: Vec<f32>,
    touched: Vec<u32>,
}

/// A key that more than one in so many words have is left out, unless there are few words.
const COMMON: usize = 8;
const FEW: usize = 500;

impl Index {
    /// Makes an index of these words.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Index {
        let mut pairs: Vec<(u16, u32)> = Vec::new();
        let mut shares = Vec::new();
        for (number, word) in words.enumerate() {
            let keys = keys(word);
            shares.push(1.0 / (keys.len().max(1) as f32).sqrt());
            pairs.extend(keys.into_iter().map(|key| (key, number as u32)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut places: FxHashMap<u16, (u32, u32)> = FxHashMap::default();
        for (at, &(key, _)) in pairs.iter().enumerate() {
            let place = places.entry(key).or_insert((at as u32, at as u32));
            place.1 = at as u32 + 1;
        }
        Index { places, words: pairs.into_iter().map(|pair| pair.1).collect(), shares }
    }

    /// At most so many words that share most with this one, in the order of their numbers.
    pub fn nearest(&self, word: &str, most: usize, search: &mut Search) -> Vec<u32> {
        // One memory may serve several indexes; all weights are 0 between searches.
        search.weights.resize(self.shares.len().max(search.weights.len()), 0.0);
        search.touched.clear();
        for key in keys_of_latin(word) {
            let Some(&(from, to)) = self.places.get(&key) else { continue };
            // What so many words have tells little and costs most.
            if (to - from) as usize * COMMON > self.shares.len() && self.shares.len() > FEW {
                continue;
            }
            let weight = 1.0 + (self.shares.len() as f32 / (to - from) as f32).ln();
            for &number in &self.words[from as usize..to as usize] {
                let sum = &mut search.weights[number as usize];
                if *sum == 0.0 {
                    search.touched.push(number);
                }
                *sum += weight;
            }
        }
        let mut found = std::mem::take(&mut search.touched);
        if found.len() > most {
            let shared = |number: u32| search.weights[number as usize] * self.shares[number as usize];
            let order = |a: &u32, b: &u32| shared(*b).total_cmp(&shared(*a)).then(a.cmp(b));
            found.select_nth_unstable_by(most, order);
        }
        found.iter().for_each(|&number| search.weights[number as usize] = 0.0);
        let nearest = {
            let mut nearest = found[..found.len().min(most)].to_vec();
            nearest.sort_unstable();
            nearest
        };
        search.touched = found;
        nearest
    }
}

/// Latin letters that stand for different sounds in different languages, and what else each may be.
const READINGS: [(&str, &str); 9] = [
    ("w", "u"),
    ("j", "i"),
    ("x", "s"),
    ("h", ""),
    ("g", "j"),
    ("c", "ch"),
    ("ll", "i"),
    ("gn", "n"),
    ("ch", "t"),
];

/// The keys of a Latin word in all its readings.
fn keys_of_latin(word: &str) -> Vec<u16> {
    let readings = READINGS.iter().filter(|reading| word.contains(reading.0));
    let mut all: Vec<u16> = readings.flat_map(|reading| keys(&word.replace(reading.0, reading.1))).collect();
    all.extend(keys(word));
    all.sort_unstable();
    all.dedup();
    all
}

/// Pairs of neighbouring classes, the first with a mark, pairs with one between, and single classes.
fn keys(word: &str) -> Vec<u16> {
    let mut classes: Vec<u8> = vec![b'^'];
    for letter in skeleton(word) {
        let class = class(letter);
        if class != b'a' && classes.last() != Some(&class) {
            classes.push(class);
        }
    }
    if classes.len() < 3 {
        // Hardly a consonant: vowels must do.
        classes.extend(skeleton(word).into_iter().filter(|&letter| class(letter) == b'a'));
    }
    let pair = |a: u8, b: u8, gap: u16| u16::from(a & 127) << 8 | u16::from(b) | gap << 15;
    let near = classes.windows(2).map(|two| pair(two[0], two[1], 0));
    let far = classes.windows(3).map(|three| pair(three[0], three[2], 1));
    let alone = classes[1..].iter().map(|&class| pair(b'-', class, 0));
    near.chain(far).chain(alone).collect()
}

/// Consonants that spellings take for one another are one class.
fn class(letter: u8) -> u8 {
    match letter {
        b'a' | b'e' | b'i' | b'o' | b'u' => b'a',
        b'h' | b'g' => b'g',
        b'z' | b'c' | b'S' | b'C' | b's' => b's',
        b'Z' | b'j' => b'j',
        b'f' | b'v' => b'v',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_is_near() {
        let words = ["луганську", "одеса", "київ", "шевченком", "чернігів"];
        let index = Index::new(words.into_iter());
        let mut search = Search::default();
        for (latin, number) in
            [("lugansk", 0), ("odessa", 1), ("kiev", 2), ("schewtschenko", 3), ("chernihiv", 4)]
        {
            assert!(index.nearest(latin, 2, &mut search).contains(&number), "{latin}");
        }
    }

    #[test]
    fn a_short_word_is_nearer_than_a_long_one_that_holds_it() {
        let words = ["амуреротш", "мурероград", "муреро", "муреровский"];
        let index = Index::new(words.into_iter());
        assert_eq!(index.nearest("murero", 1, &mut Search::default()), [2]);
    }
}
