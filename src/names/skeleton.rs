//! Skeletons: Latin and Cyrillic spellings of a name or cognate in one small alphabet, in which they nearly meet.
//!
//! `Luhansk`, `Lugansk`, `Луганськ` and `Луганску` differ in their skeletons by an ending at most.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// A word to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The word, folded (see [`crate::text::words`]).
    pub word: &'a str,
    /// Whether it may have a cognate at all.
    pub comparable: bool,
}

/// Words with fewer letters in their skeleton are not compared.
const SHORTEST: usize = 4;
/// A likeness under this is none.
const LEAST: f32 = 0.66;

/// Pairs of a Latin and a Cyrillic word that look like one name or cognate: numbers of both, likeness 0 to 1.
pub fn cognates(latin: &[Candidate], cyrillic: &[Candidate]) -> Vec<(u32, u32, f32)> {
    let mut shelves: FxHashMap<[u8; 2], Vec<(u32, Vec<u8>)>> = FxHashMap::default();
    for (number, candidate) in cyrillic.iter().enumerate() {
        let bones = skeleton(candidate.word);
        if candidate.comparable && bones.len() >= SHORTEST && !candidate.word.is_ascii() {
            shelves.entry(key(&bones)).or_default().push((number as u32, bones));
        }
    }
    let one = |(number, candidate): (usize, &Candidate)| -> Vec<(u32, u32, f32)> {
        let bones = skeleton(candidate.word);
        if !candidate.comparable || bones.len() < SHORTEST {
            return Vec::new();
        }
        let shelf = shelves.get(&key(&bones)).into_iter().flatten();
        shelf
            .map(|(other, other_bones)| (number as u32, *other, likeness(&bones, other_bones)))
            .filter(|(.., likeness)| *likeness >= LEAST)
            .collect()
    };
    let found: Vec<Vec<(u32, u32, f32)>> = latin.par_iter().enumerate().map(one).collect();
    found.into_iter().flatten().collect()
}

/// The first letter and the first consonant after it, letters that spellings confuse as one.
fn key(bones: &[u8]) -> [u8; 2] {
    let class = |letter: u8| match letter {
        _ if is_vowel(letter) => b'a',
        b'h' => b'g',
        b'z' | b'c' | b'S' | b'C' => b's',
        b'Z' => b'j',
        b'f' => b'v',
        _ => letter,
    };
    let second = bones[1..].iter().copied().find(|&letter| !is_vowel(letter)).unwrap_or(b'-');
    [class(bones[0]), class(second)]
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Likeness of two skeletons: 1 less the weighted edit distance by length; vowels and what stands at the end of the
/// longer word (an ending) cost less.
pub fn likeness(a: &[u8], b: &[u8]) -> f32 {
    let cost = |letter: u8| if is_vowel(letter) { 0.5 } else { 1.0 };
    let swap = |x: u8, y: u8| match (x, y) {
        _ if x == y => 0.0,
        _ if is_vowel(x) && is_vowel(y) => 0.3,
        (b'g', b'h') | (b'h', b'g') | (b'S', b's') | (b's', b'S') | (b'z', b's') | (b's', b'z') => 0.3,
        (b'c', b's') | (b's', b'c') | (b'c', b'k') | (b'k', b'c') | (b't', b'f') | (b'f', b't') => 0.4,
        (b'j', b'Z') | (b'Z', b'j') | (b'j', b'g') | (b'g', b'j') | (b'c', b'C') | (b'C', b'c') => 0.3,
        _ if is_vowel(x) || is_vowel(y) => 1.1,
        _ => 1.0,
    };
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut row: Vec<f32> = Vec::with_capacity(long.len() + 1);
    row.push(0.0);
    for &letter in long {
        row.push(row[row.len() - 1] + cost(letter));
    }
    for &x in short {
        let mut diagonal = row[0];
        row[0] += cost(x);
        for (at, &y) in long.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = (diagonal + swap(x, y)).min(above + cost(x)).min(row[at] + cost(y));
            diagonal = above;
        }
    }
    // An ending of up to three letters of the longer word is nearly free.
    let ends = (0..=3.min(long.len() - short.len().min(long.len())))
        .map(|cut| row[long.len() - cut] + 0.25 * cut as f32);
    let distance = ends.fold(f32::INFINITY, f32::min);
    let weight: f32 = short.iter().map(|&letter| cost(letter)).sum();
    (1.0 - distance / weight.max(1.0)).max(0.0)
}

/// The skeleton of a folded word of either script.
pub fn skeleton(word: &str) -> Vec<u8> {
    let mut bones: Vec<u8> = Vec::with_capacity(word.len());
    let letters: Vec<char> = word.chars().collect();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let (taken, piece): (usize, &[u8]) = if letter.is_ascii() {
            match (letter, next) {
                ('s', 'h') => (2, b"S"),
                ('c', 'h') => (2, b"C"),
                ('z', 'h') => (2, b"Z"),
                ('k', 'h') | ('g', 'h') => (2, b"h"),
                ('t', 's') => (2, b"c"),
                ('t', 'h') => (2, b"t"),
                ('p', 'h') => (2, b"f"),
                ('c', 'k') => (2, b"k"),
                ('d', 'j') | ('d', 'z') => (2, b"j"),
                ('q', 'u') => (2, b"kv"),
                ('o', 'o') | ('o', 'u') => (2, b"u"),
                ('e', 'e') => (2, b"i"),
                ('c', 'e' | 'i' | 'y') => (1, b"c"),
                ('c' | 'q', _) => (1, b"k"),
                ('x', _) => (1, b"ks"),
                ('w', _) => (1, b"v"),
                ('y', 'a' | 'e' | 'o' | 'u') => (1, b""),
                ('y', _) => (1, b"i"),
                ('a'..='z', _) => (1, LATIN[letter as usize - 'a' as usize]),
                _ => (1, b""),
            }
        } else {
            match (letter, next) {
                ('д', 'ж') => (2, b"j"),
                ('к', 'с') => (2, b"ks"),
                ('т', 'с') => (2, b"c"),
                _ => (1, cyrillic(letter)),
            }
        };
        for &bone in piece {
            if bones.last() != Some(&bone) {
                bones.push(bone);
            }
        }
        at += taken;
    }
    bones
}

const LATIN: [&[u8]; 26] = [
    b"a", b"b", b"k", b"d", b"e", b"f", b"g", b"h", b"i", b"j", b"k", b"l", b"m", b"n", b"o", b"p", b"k",
    b"r", b"s", b"t", b"u", b"v", b"v", b"ks", b"i", b"z",
];

fn cyrillic(letter: char) -> &'static [u8] {
    match letter {
        'а' | 'я' => b"a",
        'б' => b"b",
        'в' => b"v",
        'г' => b"g",
        'ґ' => b"g",
        'д' => b"d",
        'е' | 'э' | 'є' => b"e",
        'ж' => b"Z",
        'з' => b"z",
        'и' | 'і' | 'ї' | 'й' | 'ы' => b"i",
        'к' => b"k",
        'л' => b"l",
        'м' => b"m",
        'н' => b"n",
        'о' => b"o",
        'п' => b"p",
        'р' => b"r",
        'с' => b"s",
        'т' => b"t",
        'у' | 'ю' => b"u",
        'ф' => b"f",
        'х' => b"h",
        'ц' => b"c",
        'ч' => b"C",
        'ш' => b"S",
        'щ' => b"SC",
        _ => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_like() {
        for (latin, cyrillic) in [
            ("luhansk", "луганску"),
            ("lugansk", "луганськ"),
            ("zelensky", "зеленському"),
            ("blinken", "блинкеном"),
            ("johnson", "джонсон"),
            ("kharkiv", "харкова"),
            ("bulgaria", "болгарию"),
        ] {
            let likeness = likeness(&skeleton(latin), &skeleton(cyrillic));
            assert!(likeness >= LEAST, "{latin} {cyrillic} {likeness}");
        }
        assert!(likeness(&skeleton("london"), &skeleton("луганск")) < LEAST);
    }
}
