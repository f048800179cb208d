//! Words of two languages in one script that are one word: Russian and Ukrainian share most names and many stems, spelled
//! a little differently (`область`, `войн` and `війн`, `Киев` and `Київ`).
//!
//! Not for: words of two scripts (that is [`super::cognates()`]).

use super::Candidate;
use super::skeleton::skeleton;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Words with fewer letters are not compared: short words are alike by chance.
const SHORTEST: usize = 4;
/// A likeness under this is none.
const LEAST: f32 = 0.6;
/// Each word is compared with at most so many that have its consonants.
const COMPARED: usize = 64;
/// Words meet where so many of their first consonants do.
const KEY: usize = 4;

/// Pairs of words that look like one: numbers of both, likeness 0 to 1.
pub fn kindred(sources: &[Candidate], targets: &[Candidate]) -> Vec<(u32, u32, f32)> {
    let mut by_key: FxHashMap<Vec<u8>, Vec<(u32, Vec<u8>)>> = FxHashMap::default();
    for (number, bones) in
        targets.iter().enumerate().filter_map(|(number, word)| Some((number, bones(word)?)))
    {
        by_key.entry(key(&bones)).or_default().push((number as u32, bones));
    }
    sources
        .par_iter()
        .enumerate()
        .flat_map_iter(|(number, word)| {
            let own = bones(word);
            let near = own.as_ref().and_then(|own| by_key.get(&key(own))).map_or(&[][..], Vec::as_slice);
            let own = own.unwrap_or_default();
            let like = near
                .iter()
                .take(COMPARED)
                .map(|(other, bones)| (number as u32, *other, likeness(&own, bones)));
            like.filter(|(.., likeness)| *likeness >= LEAST).collect::<Vec<_>>()
        })
        .collect()
}

fn bones(candidate: &Candidate) -> Option<Vec<u8>> {
    let long = candidate.word.chars().nth(SHORTEST - 1).is_some();
    (candidate.comparable && long)
        .then(|| skeleton(candidate.word))
        .filter(|bones| bones.len() >= SHORTEST - 1)
}

/// The first consonants: vowels alternate (ніч, ночь).
fn key(bones: &[u8]) -> Vec<u8> {
    bones.iter().copied().filter(|bone| !is_vowel(*bone)).take(KEY).collect()
}

fn is_vowel(bone: u8) -> bool {
    matches!(bone, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// How alike two skeletons are: by letters that must change, a vowel counting half.
fn likeness(a: &[u8], b: &[u8]) -> f32 {
    let consonants =
        |bones: &[u8]| bones.iter().copied().filter(|bone| !is_vowel(*bone)).collect::<Vec<u8>>();
    let whole = strsim::generic_levenshtein(&a.to_vec(), &b.to_vec()) as f32;
    let bare = strsim::generic_levenshtein(&consonants(a), &consonants(b)) as f32;
    1.0 - (whole + bare) / 2.0 / a.len().max(b.len()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_and_ukrainian_words_meet() {
        let word = |word| Candidate { word, comparable: true };
        let russian = ["президент", "харьков", "совет", "запорож"].map(word);
        let ukrainian = ["запоріж", "харків", "президент", "порада"].map(word);
        let mut found: Vec<(u32, u32)> =
            kindred(&russian, &ukrainian).iter().map(|(a, b, _)| (*a, *b)).collect();
        found.sort_unstable();
        assert_eq!(found, [(0, 2), (1, 1), (3, 0)]);
    }
}
