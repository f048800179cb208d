//! Base forms of Cyrillic names, and which words are adjectives of places.

use crate::names::endings::Endings;
use crate::names::fold;
use crate::names::gazetteer::Gazetteer;
use crate::names::graphones::{CyrillicString, Graphones, LatinString, Scratch, score_above, score_from};
use crate::text::Language;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What a score loses where the word must be in another case, by the letters of its ending (as in [`crate::names::word`]).
const CASE: [f32; 4] = [5.0, 5.0, 3.0, 1.5];

/// The nominatives that a small word may be of, besides itself.
pub fn nominatives(word: &str, language: Language) -> Vec<String> {
    let letters = letters(word);
    let endings = Endings::of(language);
    let mut found: Vec<String> = endings
        .nominatives(&letters)
        .map(|nominative| put_together(word, nominative.kept, nominative.ending))
        // No ы and no ю or я behind г, к, х: зеленский, not зеленскый.
        .filter(|made| made != word && !["гый", "кый", "хый"].iter().any(|wrong| made.ends_with(wrong)))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn letters(word: &str) -> Vec<u8> {
    word.chars().filter_map(fold::cyrillic).take(fold::LONGEST).collect()
}

fn put_together(word: &str, kept: usize, ending: &[u8]) -> String {
    let counted = word.char_indices().filter(|(_, letter)| fold::cyrillic(*letter).is_some());
    let end = counted.map(|(at, _)| at).nth(kept).unwrap_or(word.len());
    word[..end].chars().chain(ending.iter().filter_map(|&letter| fold::cyrillic_letter(letter))).collect()
}

/// The score of a Latin and a Cyrillic word, and the nominative with which it is best.
pub fn best(
    latin: &LatinString,
    word: &str,
    language: Language,
    table: &Graphones,
    scratch: &mut Scratch,
) -> (f32, String) {
    let cyrillic = CyrillicString::new(word, table);
    let mut best = (score_above(latin, &cyrillic, -6.0, scratch), word.to_owned());
    let letters = cyrillic.letters();
    if best.0 < -6.0 {
        return best;
    }
    for nominative in Endings::of(language).nominatives(letters) {
        let price = CASE[(letters.len() - nominative.kept).min(CASE.len() - 1)];
        let form = [&letters[..nominative.kept], nominative.ending].concat();
        let score = score_from(latin, &CyrillicString::of(&form, table), nominative.kept, scratch) - price;
        if score > best.0 {
            best = (score, put_together(word, nominative.kept, nominative.ending));
        }
    }
    best
}

const ADJECTIVE_ENDINGS: [&str; 19] = [
    "ими", "ого", "ому", "ою", "ая", "ий", "им", "их", "ой", "ом", "ое", "ую", "ие", "ої", "ій", "ім", "і",
    "у", "а",
];
const SUFFIXES: [&str; 5] = ["ськ", "зьк", "цьк", "ск", "цк"];

/// Whether a small word is by its form an adjective of a place: луганской, запорізької.
pub fn is_adjective(word: &str, language: Language) -> bool {
    static STEMS: LazyLock<[FxHashSet<String>; 2]> = LazyLock::new(|| [stems(false), stems(true)]);
    let stems = &STEMS[usize::from(language == Language::Ukrainian)];
    ADJECTIVE_ENDINGS.iter().filter_map(|ending| Some((word.strip_suffix(ending)?, *ending))).any(
        |(stem, ending)| {
            // Russian adjectives end in two letters; Луганська is the place's genitive as well.
            let short = ending.chars().count() == 1;
            if short && (language == Language::Russian || stems.contains(stem)) {
                return false;
            }
            SUFFIXES.iter().any(|suffix| {
                let Some(base) = stem.strip_suffix(suffix).filter(|base| base.chars().count() >= 3) else {
                    return false;
                };
                // Of Луганск the suffix is part; there the nominative of the place has no ending or a soft sign.
                stems.contains(stem) || stems.contains(base)
            })
        },
    )
}

/// Names of places without what an adjective takes off: vowels, soft signs, the consonant that the suffix swallows.
fn stems(ukrainian: bool) -> FxHashSet<String> {
    let gazetteer = Gazetteer::builtin();
    let mut all = FxHashSet::default();
    for number in 0..gazetteer.len() as u32 {
        let place = gazetteer.place(number);
        let name = if ukrainian { place.ukrainian } else { place.russian };
        let small = name.to_lowercase();
        let stem = small.trim_end_matches(|letter: char| "аеиоуыэюяіїєьй".contains(letter));
        let mut letters: Vec<char> = stem.chars().collect();
        let least = letters.len().saturating_sub(2).max(4);
        all.insert(letters.iter().collect());
        if letters.len() == 4 && stem.ends_with('с') {
            all.insert(letters[..3].iter().collect());
        }
        while letters.len() > least && letters.last().is_some_and(|last| "гжзкхцчсш".contains(*last))
        {
            letters.pop();
            all.insert(letters.iter().collect());
        }
    }
    all
}
