//! What a capital says: whether a word may start a name, or has its capital only from the start of a sentence, a headline
//! or the calendar.

use super::Reading;
use super::cues::Cues;
use super::{code, place};
use crate::names::gazetteer::Gazetteer;
use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::Word;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What is known of a word before names are put together.
pub struct Token {
    /// It has a capital.
    pub capital: bool,
    /// All letters are capitals, two at least.
    pub shouted: bool,
    /// It may start a name.
    pub name: bool,
    /// It stands at the start of a sentence or of a quotation.
    pub start: bool,
}

/// The words of a text with what their capitals say.
pub fn tokens(reading: &Reading) -> Vec<Token> {
    let Reading { text, language, ref words, .. } = *reading;
    let cues = Cues::of(language);
    let number = |at: usize| words.partition_point(|word| word.start < at);
    let mut starts: FxHashSet<usize> =
        reading.sentences.iter().map(|sentence| number(sentence.start)).collect();
    let mut unclear: Vec<bool> = vec![false; words.len()];
    let mut first = 0;
    for line in lines(text) {
        let from = first;
        while words.get(first).is_some_and(|word| word.start < line.end) {
            first += 1;
        }
        // A line starts anew, whether or not it ends a sentence.
        if from < first {
            starts.insert(from);
        }
        let closed = text[line].trim_end().ends_with(['.', '!', '…']);
        if !closed && is_headline(text, &words[from..first]) {
            unclear[from..first].iter_mut().for_each(|unclear| *unclear = true);
        }
    }
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    for (number, word) in words.iter().enumerate() {
        let raw = &text[word.start..word.end];
        let capital = raw.starts_with(char::is_uppercase);
        let shouted = capital
            && raw.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !raw.chars().any(char::is_lowercase);
        let start = starts.contains(&number) || opens(&text[..word.start]);
        tokens.push(Token { capital, shouted, name: false, start });
    }
    // What each word is where its capital says something.
    let stems: Vec<&str> = words.iter().map(|word| stem(&word.folded, language)).collect();
    let mut small: FxHashSet<&str> = FxHashSet::default();
    let mut inner: FxHashSet<&str> = FxHashSet::default();
    // Surnames that a given name stands before: `лавр` is a tree too.
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    for (number, token) in tokens.iter().enumerate() {
        if !token.capital {
            small.insert(stems[number]);
        } else if !token.start && !unclear[number] && !token.shouted {
            inner.insert(stems[number]);
            if number > 0 && tokens[number - 1].capital && cues.given(&words[number - 1].folded) {
                surnames.insert(stems[number]);
            }
        }
    }
    for number in 0..words.len() {
        let (word, token) = (&words[number], &tokens[number]);
        let (stem, folded) = (stems[number], word.folded.as_str());
        if !token.capital {
            continue;
        }
        let letters = folded.chars().any(char::is_alphabetic);
        let calendar = language == Language::English
            && (super::time::is_day_or_month(folded) || raw_is_i(&text[word.start..word.end]));
        let acronym = code::acronym(text, words, number, language);
        let generic = acronym.as_ref().is_some_and(|code| code.what == Some("other")) || cues.generic(folded);
        if !letters || calendar || generic {
            continue;
        }
        let acronym = acronym.is_some();
        let known =
            || cues.given(folded) || place::named(folded, language).is_some_and(|named| !named.demonym);
        tokens[number].name = if unclear[number] {
            acronym || ((inner.contains(stem) || known()) && !small.contains(stem) && !cues.common(folded))
        } else if token.start {
            let follows = |gap: &str| {
                let capital = tokens.get(number + 1).is_some_and(|next| next.capital && !next.start);
                capital && words.get(number + 1).is_some_and(|next| &text[word.end..next.start] == gap)
            };
            let next = follows(" ");
            let initial = folded.chars().count() == 1 && (follows(".") || follows(". "));
            let spoken = words
                .get(number + 1)
                .is_some_and(|next| cues.speech(&next.folded) || cues.verb(&next.folded));
            let place = || !Gazetteer::builtin().find_in_any_case(folded, language).is_empty();
            let elsewhere = inner.contains(stem) && !small.contains(stem);
            let plain = small.contains(stem) || cues.common(folded);
            acronym
                || initial
                || (elsewhere && (!cues.common(folded) || surnames.contains(stem) || spoken))
                || (!plain && (known() || next || spoken || token.shouted || cues.surname(folded) || place()))
                || (known() && (next || spoken && cues.given(folded)))
        } else {
            true
        };
    }
    tokens
}

/// `I`, `I’m`
fn raw_is_i(raw: &str) -> bool {
    raw == "I" || raw.starts_with("I'") || raw.starts_with("I’")
}

/// The lines of a text, as byte ranges.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start += line.len() + 1;
        range
    })
}

/// Whether capitals say nothing in a line: a title in capitals, or one with a capital on every weighty word.
fn is_headline(text: &str, words: &[Word]) -> bool {
    let long = words.iter().filter(|word| {
        word.folded.chars().count() > 3 && !word.folded.starts_with(|c: char| c.is_ascii_digit())
    });
    let (mut all, mut capital) = (0, 0);
    for word in long {
        all += 1;
        capital += usize::from(text[word.start..].starts_with(char::is_uppercase));
    }
    all >= 4 && capital * 10 >= all * 8
}

/// Whether a quotation or a new part opens right before a word, so that it would have a capital in any case.
fn opens(before: &str) -> bool {
    let trimmed = before.trim_end_matches(['(', '[', ' ', '\u{a0}']);
    let Some(last) = trimmed.chars().next_back() else { return true };
    let ahead = trimmed[..trimmed.len() - last.len_utf8()].trim_end_matches([' ', '\u{a0}']);
    match last {
        '«' | '“' | '„' | '"' | '\n' | ':' | '…' => true,
        // A dash or a bullet inside a sentence asks for no capital.
        '—' | '–' | '-' | '•' | '●' | '*' => {
            ahead.is_empty() || ahead.ends_with(['.', '!', '?', '…', ',', '»', '”', '"', '\n', ':'])
        }
        // `3.Оцінити`: an item of a list.
        '.' => ahead.ends_with(|letter: char| letter.is_ascii_digit()),
        _ => false,
    }
}
