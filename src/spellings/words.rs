//! The words of English names that are spellings of a Cyrillic word, so that like is held against like: Zelensky
//! against Zelenskyy, whether Volodymyr stands before it or not.

use super::partners::word_score;
use super::{Entity, standard};
use crate::names::graphones::Scratch;
use crate::names::person::{self, Kind, Part};
use crate::text::Language;
use std::collections::BTreeMap;

/// A word is a spelling of the name when it scores this against one of its Cyrillic words.
const SPELLED: f32 = 2.0;

/// A word of an English name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// Its place from the end of the name: the surname is 0.
    pub place: usize,
    /// As it is written, capitals of headlines apart.
    pub text: String,
}

/// Takes the English names of one entity apart.
pub struct Words<'a> {
    entity: &'a Entity,
    cyrillic: Vec<(Language, Part)>,
    of_form: BTreeMap<&'a str, Vec<Word>>,
    scratch: Scratch,
}

impl<'a> Words<'a> {
    /// For the names of an entity.
    pub fn new(entity: &'a Entity) -> Words<'a> {
        let names = entity.names.iter();
        let cyrillic = names
            .flat_map(|(language, name)| person::parts(name).into_iter().map(|part| (*language, part)))
            .filter(|(_, part)| part.kind == Kind::Word)
            .collect();
        Words { entity, cyrillic, of_form: BTreeMap::new(), scratch: Scratch::default() }
    }

    /// The words of one of its English forms that spell one of its Cyrillic words, the last first.
    pub fn of(&mut self, form: &'a str) -> &[Word] {
        let Words { cyrillic, of_form, scratch, .. } = self;
        of_form.entry(form).or_insert_with(|| {
            let parts = person::parts(form);
            let words = parts.iter().rev().filter(|part| part.kind == Kind::Word).enumerate();
            words
                .filter(|(_, word)| {
                    let mut cyrillic = cyrillic.iter();
                    cyrillic.any(|(language, part)| word_score(word, part, *language, scratch) >= SPELLED)
                })
                .map(|(place, word)| Word { place, text: written(form, &word.text) })
                .collect()
        })
    }

    /// Which standards make a word out of the Cyrillic words of its place, as [`super::Spelling::standards`], and the
    /// language that it was romanised from, as [`super::Spelling::origin`].
    pub fn standards(&self, word: &Word) -> (String, String) {
        let at_place = self.entity.names.iter().filter_map(|(language, name)| {
            let mut words = name.split([' ', '\u{a0}', '-']).filter(|word| !word.is_empty()).rev();
            Some((*language, words.nth(word.place)?.to_owned()))
        });
        let told = standard::told(&word.text, &word.text, Language::English, &at_place.collect::<Vec<_>>());
        (told.standards, told.origin)
    }
}

/// A small word of a name as it is written there, capitals of headlines apart.
fn written(form: &str, small: &str) -> String {
    let word = form.split([' ', '\u{a0}', '-']).find(|word| word.to_lowercase() == small).unwrap_or(small);
    let shouted = super::occurrence::is_shouted(word);
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let first: String = first.to_uppercase().collect();
    first + &if shouted { rest.to_lowercase() } else { rest.to_owned() }
}
