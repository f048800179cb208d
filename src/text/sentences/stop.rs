//! What stands around a stop: the stops themselves, what closes behind them, the words before and after.

pub(super) use crate::text::words::in_word;

/// Signs that close behind a stop and belong to the sentence that it ends.
pub(super) const CLOSERS: [char; 9] = ['"', '»', '”', '’', '\'', ')', ']', '“', '*'];
/// Signs that open a sentence.
pub(super) const OPENERS: [char; 11] = ['"', '«', '“', '„', '‘', '\'', '(', '[', '*', '”', '`'];
/// Dashes of direct speech and attribution.
pub(super) const DASHES: [char; 3] = ['—', '–', '-'];

/// A run of stops with what closes behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    /// Where the first stop stands.
    pub at: usize,
    /// The end of the run of stops.
    pub stops: usize,
    /// The end of what closes behind it.
    pub end: usize,
}

impl Stop {
    /// The run of stops at a place, and what closes behind: `?!`, `…»`, `.".`.
    pub fn read(text: &str, at: usize) -> Self {
        let rest = &text[at..];
        let mut behind = rest.trim_start_matches(['.', '!', '?', '…']);
        // An ellipsis with spaces between its dots.
        while let Some(dots) =
            behind.strip_prefix(" .").filter(|dots| !dots.starts_with(char::is_alphanumeric))
        {
            behind = dots.trim_start_matches('.');
        }
        let stops = rest.len() - behind.len();
        let mut closed = behind.len() - behind.trim_start_matches(CLOSERS).len();
        // A stop behind the quote belongs to it: «…».
        if closed > 0 {
            closed +=
                behind[closed..].len() - behind[closed..].trim_start_matches(['.', '!', '?', '…']).len();
        }
        Self { at, stops: at + stops, end: at + stops + closed }
    }

    /// Whether something closes behind the stops.
    pub fn closed(self) -> bool {
        self.end > self.stops
    }

    /// Whether it is one full stop.
    pub fn single(self, text: &str) -> bool {
        self.stops == self.at + 1 && text.as_bytes()[self.at] == b'.'
    }
}

/// The end of the footnote marks (`[3] [4]`) that follow a place, if any do.
pub(super) fn footnotes(text: &str, end: usize) -> Option<usize> {
    let mut rest = &text[end..];
    let mut last = None;
    loop {
        let mark = rest.trim_start_matches(' ');
        let Some(inside) = mark.strip_prefix('[') else { return last };
        let Some(close) = inside.as_bytes().iter().take(6).position(|&byte| byte == b']') else {
            return last;
        };
        let note = &inside[..close];
        if !note.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-')) {
            return last;
        }
        rest = &inside[close + 1..];
        last = Some(text.len() - rest.len());
    }
}

/// The end of a smiley or of emoji that follow a place on the same line: they belong to what stands before them.
pub(super) fn feelings(text: &str, end: usize) -> Option<usize> {
    let mut last = None;
    let mut rest = &text[end..];
    loop {
        let sign = rest.trim_start_matches(' ');
        let first = sign.chars().next()?;
        let length = match first {
            ':' | ';' => {
                let mouth = sign[1..].trim_start_matches('-');
                let closed = mouth.trim_start_matches([')', '(']);
                if closed.len() == mouth.len() { 0 } else { sign.len() - closed.len() }
            }
            '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{fe0f}' | '\u{200d}' | '\u{1f000}'..='\u{1faff}' => {
                // Written on to the next word, or a sign of lists, it opens what follows: `✅Время`, `✔ К середине`.
                let behind = sign[first.len_utf8()..].trim_start_matches(['\u{fe0f}', '\u{200d}']);
                let apart = sign.len() < rest.len();
                let opens = behind.starts_with(char::is_alphanumeric)
                    || behind.trim_start().starts_with(char::is_lowercase)
                    || BULLETS.contains(&first) && behind.trim_start().starts_with(char::is_alphanumeric);
                if apart && opens { 0 } else { first.len_utf8() }
            }
            // An empty sign of Braille, used as a space.
            '\u{2800}' => first.len_utf8(),
            _ => 0,
        };
        if length == 0 {
            return last;
        }
        rest = &sign[length..];
        last = Some(text.len() - rest.len());
        if rest.is_empty() {
            return last;
        }
    }
}

/// Signs that stand before items of lists.
const BULLETS: [char; 15] =
    ['✔', '✅', '☑', '➡', '▶', '👉', '📌', '⚡', '❗', '🔹', '🔸', '▪', '🔴', '📍', '☎'];

/// The word at the end of a text, with the full stops, hyphens and apostrophes inside it.
pub(super) fn last_word(before: &str) -> &str {
    let inside = |letter: char| in_word(letter) || matches!(letter, '.' | '-' | '’' | '\'' | 'ʼ' | '\u{301}');
    let start = before.char_indices().rev().take(48).take_while(|(_, letter)| inside(*letter)).last();
    start.map_or("", |(at, _)| before[at..].trim_start_matches(['\'', '’', '.', '-']))
}

/// The first word of a text.
pub(super) fn first_word(after: &str) -> &str {
    let inside = |letter: char| in_word(letter) || matches!(letter, '’' | '\'' | 'ʼ' | '\u{301}');
    let end = after.char_indices().take(48).find(|(_, letter)| !inside(*letter));
    &after[..end.map_or_else(|| after.char_indices().nth(48).map_or(after.len(), |(at, _)| at), |(at, _)| at)]
}

/// The abbreviation of two parts with a space (`т. д`, `т. зв`, `Т. н`) at the end of a text, joined (`т.д`); the first
/// part is one letter.
pub(super) fn spaced_pair(before: &str, last: &str) -> Option<String> {
    let ahead = before.strip_suffix(last)?;
    let first = ahead.strip_suffix(char::is_whitespace)?.strip_suffix('.')?;
    let mut letters = first.chars().rev();
    let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
    (last.starts_with(char::is_lowercase) && !letters.next().is_some_and(char::is_alphanumeric))
        .then(|| format!("{letter}.{last}"))
}

/// Whether a word is of single letters with stops between them: `U.S`, `т.е`, `н.э`.
pub(super) fn dotted_letters(word: &str) -> bool {
    let letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    word.contains('.') && word.split('.').all(letter)
}

/// Whether a word is the initials of a name of two parts: `Ж.-П`.
pub(super) fn hyphened_initials(word: &str) -> bool {
    let initial = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase)
            && part.chars().count() < 3
    };
    word.split_once(".-").is_some_and(|(first, second)| initial(first) && initial(second))
}

/// The length of the mark of a footnote that is written small (`¹`) or stands between a stop and a space as digits
/// (`труб.2 Потери`), at the start of a text; nothing where there is none.
pub(super) fn raised_mark(rest: &str) -> usize {
    let behind = rest.trim_start_matches(RAISED);
    if behind.len() < rest.len() {
        return rest.len() - behind.len();
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut behind = rest[digits..].chars();
    let apart = match behind.next() {
        None | Some('\n') => true,
        Some(' ') => behind.next().is_some_and(char::is_uppercase),
        _ => false,
    };
    if matches!(digits, 1 | 2) && apart { digits } else { 0 }
}

/// Signs that mark a footnote.
const RAISED: [char; 13] = ['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '†', '‡', '⁎'];
