//! The words of two vocabularies that look like one name or cognate.
//!
//! Not for: names of several words (that is [`super::matching`]).

use super::endings::Endings;
use super::graphones::{CyrillicString, LatinString, Scratch};
use super::index::{Index, Search};
use super::word::{in_any_case, probability, table};
use crate::text::Language;
use rayon::prelude::*;

/// A word to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The word, folded (see [`crate::text::words`]).
    pub word: &'a str,
    /// Whether it may have a cognate at all.
    pub comparable: bool,
}

/// Words with fewer letters are not compared.
const SHORTEST: usize = 4;
/// Each Latin word is compared with so many Cyrillic ones.
const COMPARED: usize = 80;
/// A likeness under this is none.
const LEAST: f32 = 0.3;

/// Pairs of a Latin and a Cyrillic word that look like one name or cognate: numbers of both, likeness 0 to 1. `language` is
/// that of the Cyrillic words.
pub fn cognates(latin: &[Candidate], cyrillic: &[Candidate], language: Language) -> Vec<(u32, u32, f32)> {
    let (Some(table), endings) = (table(language), Endings::of(language)) else { return Vec::new() };
    let words: Vec<(u32, CyrillicString)> = cyrillic
        .iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.comparable && !candidate.word.is_ascii())
        .map(|(number, candidate)| (number as u32, CyrillicString::new(candidate.word, table)))
        .filter(|(_, word)| word.len() >= SHORTEST)
        .collect();
    let index = Index::new(words.iter().map(|&(number, _)| cyrillic[number as usize].word));
    latin
        .par_iter()
        .enumerate()
        .map_init(Default::default, |(search, scratch): &mut (Search, Scratch), (number, candidate)| {
            let mut found = Vec::new();
            if !candidate.comparable || candidate.word.len() < SHORTEST {
                return found;
            }
            let word = LatinString::new(candidate.word, table);
            for near in index.nearest(candidate.word, COMPARED, search) {
                let (other, cyrillic) = &words[near as usize];
                let likeness = probability(in_any_case(&word, cyrillic, table, endings, scratch), 1000);
                if likeness >= LEAST {
                    found.push((number as u32, *other, likeness));
                }
            }
            found
        })
        .flatten_iter()
        .collect()
}
