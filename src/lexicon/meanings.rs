//! Words that mean the same without any lexicon: numbers in words and in digits, acronyms and what they stand for, places
//! and what is named after them.

use super::vocabulary::{Stem, Vocabulary};
use crate::anchors::{named, value_of, written_out};
use crate::text::Language;
use rustc_hash::FxHashMap;

/// Two number words of one value.
const SAME_WORD: f32 = 0.6;
/// Digits for a number word: the other side writes the word more often than not.
const WORD_IN_DIGITS: f32 = 0.15;
/// An acronym for the words of its long form.
const WRITTEN_OUT: f32 = 0.25;
/// Two words for one place, or two for what belongs to it.
const SAME_PLACE: f32 = 0.5;
/// A place for what belongs to it.
const PLACE_FOR_ADJECTIVE: f32 = 0.2;

/// Pairs of stems of both sides that mean the same, with the probability that one translates the other.
pub fn links(sources: &Vocabulary, targets: &Vocabulary) -> Vec<(u32, u32, f32)> {
    let mut found = Vec::new();
    join(&values(sources), &values(targets), &mut found, |source, target| match (source, target) {
        (true, true) => None, // Equal keys are equal numbers: those are linked already.
        (false, false) => Some(SAME_WORD),
        _ => Some(WORD_IN_DIGITS),
    });
    join(&places(sources), &places(targets), &mut found, |source, target| {
        Some(if source == target { SAME_PLACE } else { PLACE_FOR_ADJECTIVE })
    });
    // The list of acronyms is one of English with each other language.
    let listed = sources.language == Language::English && targets.language != Language::English;
    for long in written_out(targets.language).iter().filter(|_| listed) {
        let (short, other) = if long.english { (sources, targets) } else { (targets, sources) };
        let Some(acronym) = short.find(long.acronym) else { continue };
        for word in long.words.iter().filter_map(|word| other.find(word)) {
            found.push(if long.english {
                (acronym, word, WRITTEN_OUT)
            } else {
                (word, acronym, WRITTEN_OUT)
            });
        }
    }
    found
}

/// A stem with what it means and of which of two ways of saying it is.
type Meaning = (u32, String, bool);

/// Stems with a value, and whether they are digits. Ordinals meet ordinals and the digits of `5th`.
fn values(vocabulary: &Vocabulary) -> Vec<Meaning> {
    let mut meanings = Vec::new();
    for (number, stem) in vocabulary.stems.iter().enumerate() {
        let number = number as u32;
        if stem.is_number {
            meanings.push((number, stem.text.clone(), true));
            meanings.push((number, format!("#{}", stem.text), true));
        } else if let Some(value) = value_of(&stem.word, vocabulary.language) {
            meanings.push((number, value, false));
        }
    }
    meanings
}

/// Stems that name a place, and whether they are adjectives or people.
fn places(vocabulary: &Vocabulary) -> Vec<Meaning> {
    let mut meanings = Vec::new();
    let is_name = |stem: &Stem| stem.names * 2 > stem.count;
    for (number, stem) in vocabulary.stems.iter().enumerate() {
        let Some(found) = named(&stem.word, vocabulary.language) else { continue };
        if found.demonym || vocabulary.language == Language::English || is_name(stem) {
            meanings.push((number as u32, found.place.to_owned(), found.demonym));
        }
    }
    meanings
}

/// Pairs all of both sides that mean the same.
fn join(
    sources: &[Meaning],
    targets: &[Meaning],
    found: &mut Vec<(u32, u32, f32)>,
    probability: impl Fn(bool, bool) -> Option<f32>,
) {
    let mut by_meaning: FxHashMap<&str, Vec<(u32, bool)>> = FxHashMap::default();
    for (target, meaning, way) in targets {
        by_meaning.entry(meaning).or_default().push((*target, *way));
    }
    for (source, meaning, way) in sources {
        for (target, other) in by_meaning.get(meaning.as_str()).into_iter().flatten() {
            if let Some(probability) = probability(*way, *other) {
                found.push((*source, *target, probability));
            }
        }
    }
}
