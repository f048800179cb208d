//! Quoted speech and who said it: `«…», — сказал Лавров`, `Lavrov said: “…”`.

use super::Reading;
use super::cues::Cues;
use super::mention::{Mention, Sort, mentions_in};
use crate::text::Language;
use crate::text::words::Word;
use std::ops::Range;

/// Words in quotation marks that somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What stands between the marks, in bytes.
    pub span: Range<usize>,
    /// Who said it, where the text names them beside a verb of speech.
    pub speaker: Option<Mention>,
}

/// The quotations of a text, in order: what is between quotation marks and is three words or more, or has a verb of
/// speech beside it.
///
/// ```
/// use parallax::anchors::quotes;
/// use parallax::text::Language;
/// let text = "«Мы готовы к переговорам», — сказал Лавров.";
/// let found = quotes(text, Language::Russian);
/// assert_eq!(&text[found[0].span.clone()], "Мы готовы к переговорам");
/// assert_eq!(&text[found[0].speaker.as_ref().unwrap().span.clone()], "Лавров");
/// ```
pub fn quotes(text: &str, language: Language) -> Vec<Quote> {
    let reading = Reading::new(text, language);
    quotes_in(&reading, &mentions_in(&reading))
}

/// The same for a text that was read, with its names.
pub fn quotes_in(reading: &Reading, mentions: &[Mention]) -> Vec<Quote> {
    let Reading { text, ref words, .. } = *reading;
    let spans = marked(text);
    let search = Search { text, words, mentions, cues: Cues::of(reading.language) };
    let mut found = Vec::new();
    for (number, span) in spans.iter().enumerate() {
        let before = number.checked_sub(1).map_or(0, |number| spans[number].end);
        let behind = spans.get(number + 1).map_or(text.len(), |next| next.start);
        let (spoken, speaker) = match search.after(span.end, behind) {
            (false, None) => search.before(before, span.start),
            found => found,
        };
        let count = search.words_from(span.start).take_while(|word| word.end <= span.end).count();
        if count >= 3 || (spoken && count > 0) {
            found.push(Quote { span: span.clone(), speaker });
        }
    }
    found
}

/// What stands between quotation marks, in order; of nested ones the outer, and none over a line's end.
fn marked(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, letter) in text.char_indices() {
        open = match (open, letter) {
            (_, '\n') => None,
            (None, '«' | '“' | '„' | '"') => Some((letter, at + letter.len_utf8())),
            (Some((mark, start)), _) if closes(mark, letter) => {
                if start < at {
                    spans.push(start..at);
                }
                None
            }
            (open, _) => open,
        };
    }
    spans
}

fn closes(open: char, letter: char) -> bool {
    match open {
        '«' => letter == '»',
        '“' => letter == '”',
        '„' => matches!(letter, '“' | '”'),
        _ => letter == '"',
    }
}

struct Search<'a> {
    text: &'a str,
    words: &'a [Word],
    mentions: &'a [Mention],
    cues: &'static Cues,
}

/// How many words from the quotation the verb of speech may stand, and how many from the verb its subject.
const REACH: usize = 7;

impl Search<'_> {
    /// The words from a place on: looking from the first for each quotation takes for ever in a long text.
    fn words_from(&self, from: usize) -> impl Iterator<Item = &Word> {
        self.words[self.words.partition_point(|word| word.start < from)..].iter()
    }

    /// The mentions from a place on.
    fn mentions_from(&self, from: usize) -> impl Iterator<Item = &Mention> {
        self.mentions[self.mentions.partition_point(|mention| mention.span.start < from)..].iter()
    }

    /// The speaker behind a quotation: `», — сказал Лавров`, `,” Lavrov said`.
    fn after(&self, from: usize, to: usize) -> (bool, Option<Mention>) {
        let first = self.words.partition_point(|word| word.start < from);
        let window = self.words[first..].iter().take(REACH).take_while(|word| word.end <= to);
        let window: Vec<&Word> = window.collect();
        // A sentence that ends right behind the mark has no more to say of it, unless the quotation ended with the comma.
        let gap = window.first().map_or("", |word| &self.text[from..word.start]);
        if gap.contains(['.', '\n']) {
            return (false, None);
        }
        let Some(verb) = window.iter().position(|word| self.cues.speech(&word.folded)) else {
            return (false, None);
        };
        let until = self.sentence_end(window[verb].end, to);
        let behind = self.mentions_from(window[verb].end).take_while(|mention| mention.span.end <= until);
        let behind = behind.into_iter().find(|mention| person(mention));
        let ahead = self.mentions_from(from).take_while(|mention| mention.span.end <= window[verb].start);
        let ahead = ahead.filter(|mention| person(mention)).last();
        let near = |mention: &&Mention| {
            let between = self.words_from(window[verb].end).take_while(|word| word.end <= mention.span.start);
            between.take(REACH + 1).count() <= REACH
        };
        (true, ahead.or(behind.filter(near)).cloned())
    }

    /// The speaker before a quotation: `Лавров заявил: «`, `Lavrov said that “`.
    fn before(&self, from: usize, to: usize) -> (bool, Option<Mention>) {
        let line = self.text[from..to].rfind('\n').map_or(from, |at| from + at + 1);
        let last = self.words.partition_point(|word| word.end <= to);
        let start = last.saturating_sub(REACH);
        let window = &self.words[start..last];
        let Some(verb) = window.iter().rposition(|word| word.start >= line && self.cues.speech(&word.folded))
        else {
            return (false, None);
        };
        let verb = &window[verb];
        if self.text[verb.end..to].contains(['.', '!', '?']) {
            return (false, None);
        }
        let inside = self.mentions_from(line).take_while(|mention| mention.span.end <= to);
        let mut near: Vec<&Mention> = inside.filter(|mention| person(mention)).collect();
        near.sort_by_key(|mention| {
            if mention.span.end <= verb.start {
                verb.start - mention.span.end
            } else {
                mention.span.start.saturating_sub(verb.end)
            }
        });
        (true, near.first().map(|mention| (*mention).clone()))
    }

    fn sentence_end(&self, from: usize, to: usize) -> usize {
        let rest = &self.text[from..to];
        let ends = rest.char_indices().find(|(at, letter)| {
            *letter == '\n'
                || (matches!(letter, '.' | '!' | '?')
                    && rest[at + 1..].starts_with([' ', '\n'])
                    && !rest[..*at].ends_with(|c: char| c.is_uppercase()))
        });
        ends.map_or(to, |(at, _)| from + at)
    }
}

/// Whether a name can be that of somebody who speaks.
fn person(mention: &Mention) -> bool {
    mention.sort != Sort::Place
}
