//! What a sentence says, as the judgement sees it: its words with their stems, its numbers, dates and money, and the words
//! that turn it round.

use super::cues::{Cue, Cues};
use super::groups::Groups;
use crate::analysis::Sentence;
use crate::anchors::{Anchor, Kind};
use crate::lexicon::Vocabulary;
use crate::text::Script;
use std::ops::Range;

/// Words of a sentence beyond this many are not judged: nobody writes such sentences, and time must not grow with their
/// square.
pub const MOST_WORDS: usize = 2000;

/// What one sentence says.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Its words, numbers among them.
    pub words: Vec<Said>,
    /// Its numbers with units, dates, money and codes.
    pub facts: Vec<Fact>,
    /// Groups of synonyms that its words belong to, with the place of the word.
    pub synonyms: Vec<(u16, u32)>,
    /// Rows of opposites that its words belong to, and on which side.
    pub opposites: Vec<(u16, bool)>,
    /// How many plain negations it has.
    pub negations: f32,
    /// Where they stand: the places in `words` of what comes next.
    pub negated: Vec<u32>,
    /// Words that hold a negation.
    pub denials: f32,
    /// Words of possibility.
    pub may: f32,
    /// Words of the future.
    pub will: f32,
    /// Words of duty.
    pub must: f32,
    /// Letters and digits.
    pub letters: f32,
    /// The share of letters that are not of the language's script; 0 where there are few.
    pub strange: f32,
}

/// With fewer letters their script says nothing.
const FEW_LETTERS: f32 = 8.0;

/// A word of a sentence.
#[derive(Debug, Clone)]
pub struct Said {
    /// Number of the stem in the run's vocabulary.
    pub stem: u32,
    /// Whether it is written as a name here.
    pub name: bool,
    /// Whether it is a number: facts are compared as such.
    pub number: bool,
    /// Bytes of the sentence.
    pub span: Range<usize>,
}

/// A number, date, amount or code.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What it is.
    pub kind: Kind,
    /// See [`crate::anchors::facts`].
    pub key: String,
    /// As the text has it.
    pub text: String,
    /// Bytes of the sentence.
    pub span: Range<usize>,
}

impl Content {
    /// Reads a sentence whose stems stand in the vocabulary.
    pub fn new(sentence: &Sentence, vocabulary: &Vocabulary) -> Self {
        let language = vocabulary.language;
        let found = sentence.words();
        let mut content = Content::default();
        let cues = Cues::of(language);
        let folded: Vec<&str> = found.iter().take(MOST_WORDS).map(|anchor| anchor.word.as_str()).collect();
        let said = |anchor: &Anchor| {
            let stem = vocabulary.find(&anchor.key)?;
            let often = &vocabulary.stems[stem as usize];
            // At the start of a sentence a name shows only by what the word is elsewhere.
            let name = match anchor.kind {
                Kind::Name => true,
                Kind::Term => often.names * 2 > often.count,
                _ => false,
            };
            Some(Said { stem, name, number: anchor.kind == Kind::Number, span: anchor.span.clone() })
        };
        let groups = Groups::of(language);
        for (at, anchor) in found.iter().take(MOST_WORDS).enumerate() {
            let place = content.words.len() as u32;
            match cues.at(&folded, at) {
                Some(Cue::Negation) => {
                    content.negations += 1.0;
                    content.negated.push(place);
                }
                Some(Cue::Denial) => content.denials += 1.0,
                Some(Cue::May) => content.may += 1.0,
                Some(Cue::Will) => content.will += 1.0,
                Some(Cue::Must) => content.must += 1.0,
                Some(Cue::Nothing) | None => {}
            }
            let Some(said) = said(anchor) else { continue };
            let alike = groups.synonyms.get(&anchor.key).into_iter().flatten();
            content.synonyms.extend(alike.map(|&group| (group, place)));
            content.opposites.extend(groups.opposites.get(&anchor.key).into_iter().flatten());
            content.words.push(said);
        }
        let facts = sentence.facts().iter().take(MOST_WORDS).filter(|fact| fact.kind != Kind::Link);
        content.facts = facts
            .map(|Anchor { kind, key, word, span }| Fact {
                kind: *kind,
                key: key.clone(),
                text: word.clone(),
                span: span.clone(),
            })
            .collect();
        let (mut latin, mut cyrillic) = (0.0, 0.0);
        for letter in sentence.text().chars() {
            content.letters += f32::from(u8::from(letter.is_alphanumeric()));
            latin += f32::from(u8::from(letter.is_ascii_alphabetic()));
            cyrillic += f32::from(u8::from(matches!(letter, '\u{400}'..='\u{4ff}')));
        }
        let other = match language.script() {
            Script::Latin => cyrillic,
            Script::Cyrillic => latin,
        };
        if latin + cyrillic >= FEW_LETTERS {
            content.strange = other / (latin + cyrillic);
        }
        content
    }
}
