//! What stands around a stop: the stops themselves, what closes behind them, the words before and after.

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
                first.len_utf8()
            }
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

/// Whether a sign is a letter or digit; the usual Cyrillic letters without a look into the tables of Unicode.
#[inline]
pub(super) fn in_word(letter: char) -> bool {
    match letter {
        'Ѐ'..='ҁ' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// The abbreviation of two letters with a space between (`т. д`) at the end of a text, joined: `т.д`.
pub(super) fn spaced_pair(before: &str) -> Option<String> {
    let mut letters = before.chars().rev();
    let second = letters.next()?;
    if letters.next() != Some(' ') || letters.next() != Some('.') {
        return None;
    }
    let first = letters.next().filter(|letter| letter.is_lowercase())?;
    (!letters.next().is_some_and(char::is_alphanumeric)).then(|| [first, '.', second].iter().collect())
}

/// Whether a word is of single letters with stops between them: `U.S`, `т.е`, `н.э`.
pub(super) fn dotted_letters(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}
