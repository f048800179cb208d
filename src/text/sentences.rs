//! Where sentences end. One pass over the text; only stops (`.` `!` `?` `…`) and empty lines are looked at. What is
//! particular to a language (abbreviations, words that start sentences) is in `data/text/`.

use super::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The byte offsets at which sentences end, in order. The last is the end of the text without trailing white space; an
/// empty line always ends a sentence, a single line break never does by itself.
///
/// ```
/// use parallax::text::{Language, sentences::ends};
/// assert_eq!(ends("Mr. Smith left. He took 1.5 kg.", Language::English), [15, 31]);
/// ```
pub fn ends(text: &str, language: Language) -> Vec<usize> {
    let rules = rules(language);
    let bytes = text.as_bytes();
    let mut ends = Vec::with_capacity(text.len() / 100 + 1);
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| CANDIDATE[byte as usize]) {
        at += found;
        let end = match bytes[at] {
            b'\n' => {
                let blank = text[at + 1..].trim_start_matches([' ', '\t', '\r']);
                if blank.starts_with('\n') {
                    push(&mut ends, text, &mut start, at);
                }
                at += 1;
                continue;
            }
            0xe2 if !bytes[at..].starts_with("…".as_bytes()) => {
                at += 1;
                continue;
            }
            _ => stop_end(text, at),
        };
        if ends_here(text, start, at, end, rules, language) {
            push(&mut ends, text, &mut start, end);
        }
        at = end;
    }
    push(&mut ends, text, &mut start, text.trim_end().len());
    ends
}

/// The sentences of a text as byte spans without the white space around them.
pub fn spans(text: &str, language: Language) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let mut spans = Vec::new();
    for end in ends(text, language) {
        let piece = &text[start..end];
        let inner = piece.trim();
        if !inner.is_empty() {
            let from = start + (piece.len() - piece.trim_start().len());
            spans.push(from..from + inner.len());
        }
        start = end;
    }
    spans
}

/// Adds an end unless there is nothing between it and the last one.
fn push(ends: &mut Vec<usize>, text: &str, start: &mut usize, end: usize) {
    let end = *start + text.get(*start..end).unwrap_or_default().trim_end().len();
    if end > *start && !text[*start..end].trim().is_empty() {
        ends.push(end);
        *start = end;
    }
}

static CANDIDATE: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[b'\n' as usize] = true;
    // The first byte of an ellipsis.
    table[0xe2] = true;
    table
};

const CLOSERS: [char; 9] = ['"', '»', '”', '’', '\'', ')', ']', '“', '*'];
const OPENERS: [char; 10] = ['"', '«', '“', '„', '‘', '\'', '(', '[', '*', '”'];
const DASHES: [char; 3] = ['—', '–', '-'];

/// Where the stops and what closes behind them end.
fn stop_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let stops = rest.len() - rest.trim_start_matches(['.', '!', '?', '…']).len();
    let behind = &rest[stops..];
    let mut closed = behind.len() - behind.trim_start_matches(CLOSERS).len();
    // A footnote mark or a second stop behind the quote belongs to it: «…».
    if behind[closed..].starts_with('.') && closed > 0 {
        closed += 1;
    }
    at + stops + closed
}

fn ends_here(text: &str, start: usize, at: usize, end: usize, rules: &Rules, language: Language) -> bool {
    let rest = &text[end..];
    let next = rest.trim_start();
    if next.is_empty() {
        return false;
    }
    if next.len() == rest.len() {
        return false;
    }
    let stops = &text[at..end];
    let closed = stops.ends_with(CLOSERS);
    let mut after = next.trim_start_matches(OPENERS);
    let dash = after.starts_with(DASHES);
    if dash {
        let behind = after.trim_start_matches(DASHES);
        if behind.starts_with(char::is_whitespace) {
            after = behind.trim_start().trim_start_matches(OPENERS);
        }
    }
    let Some(first) = after.chars().next() else { return false };
    if first.is_lowercase() {
        return false;
    }
    if !first.is_alphanumeric() && !dash && after.len() == next.len() {
        return !matches!(first, ',' | ';' | ':' | ')' | '.' | '%');
    }
    // «…?» — Спросил: a dash behind closed speech goes on in the same sentence unless a new speech begins.
    if dash
        && closed
        && !next.trim_start_matches(DASHES).trim_start().starts_with(OPENERS)
        && first.is_lowercase()
    {
        return false;
    }
    let following = first_word(after);
    if closed && language == Language::English && attribution(after, rules) {
        return false;
    }
    if !stops.starts_with('.') || stops.starts_with("..") {
        return true;
    }
    if stops.starts_with('.') && closed {
        return true;
    }
    // A single letter with a stop is an initial, not a first word: «В. О. Зеленський».
    let initial = following.chars().count() == 1 && after[first.len_utf8()..].starts_with('.');
    let starter = !initial && rules.starters.contains_key(following.as_str());
    before_stop(text, start, at, first, starter, rules)
}

/// Whether a single full stop ends a sentence, by the word before it and the one behind it.
fn before_stop(text: &str, start: usize, at: usize, first: char, starter: bool, rules: &Rules) -> bool {
    let before = &text[start..at];
    let word = last_word(before);
    if word.is_empty() {
        return !before.trim().is_empty();
    }
    let lower = word.to_lowercase();
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    if word.chars().all(|letter| letter.is_ascii_digit()) {
        // A numbered item: the number stands alone at the start.
        return !(before.trim() == word && word.len() < 4);
    }
    if letters == 1 && word.chars().all(char::is_uppercase) {
        // An initial, unless a usual first word follows: «…план Б. Он …».
        let single = before[..before.len() - word.len()].trim_end();
        let after_initial = single.ends_with('.');
        return starter && !after_initial;
    }
    match rules.abbreviations.get(lower.as_str()) {
        Some(Class::Number) if first.is_ascii_digit() => return false,
        Some(Class::Never) => return false,
        Some(Class::Maybe) => return starter && !first.is_ascii_digit(),
        _ => {}
    }
    if lower.contains('.') {
        return starter;
    }
    true
}

/// Whether `Lavrov said`, `the minister asked` follows: who spoke, behind a quotation.
fn attribution(after: &str, rules: &Rules) -> bool {
    let mut words = after.split_whitespace();
    let name = words.next().unwrap_or_default();
    let plain =
        !name.ends_with(['.', ',', '!', '?']) && !rules.starters.contains_key(name.to_lowercase().as_str());
    let verb = words.next().unwrap_or_default().trim_end_matches(['.', ',', ':']);
    plain && SAID.contains(&verb)
}

const SAID: [&str; 12] = [
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "added",
    "wrote",
    "tweeted",
    "replied",
    "shouted",
    "cried",
    "continued",
];

/// The word at the end of a text, with the full stops and hyphens inside it.
fn last_word(before: &str) -> &str {
    let inside =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '’' | '\'' | 'ʼ' | '\u{301}');
    let start = before.char_indices().rev().take_while(|(_, letter)| inside(*letter)).last();
    start.map_or("", |(at, _)| before[at..].trim_start_matches(['\'', '’', '.', '-']))
}

/// The first word of a text in lower case.
fn first_word(after: &str) -> String {
    after
        .chars()
        .take_while(|letter| letter.is_alphanumeric())
        .take(24)
        .flat_map(char::to_lowercase)
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Never,
    Maybe,
    Number,
}

struct Rules {
    abbreviations: FxHashMap<&'static str, Class>,
    starters: FxHashMap<&'static str, ()>,
}

fn rules(language: Language) -> &'static Rules {
    macro_rules! data {
        ($code:literal) => {
            LazyLock::new(|| {
                parse(
                    include_str!(concat!("../../data/text/abbreviations.", $code, ".txt")),
                    include_str!(concat!("../../data/text/starters.", $code, ".txt")),
                )
            })
        };
    }
    static ENGLISH: LazyLock<Rules> = data!("en");
    static RUSSIAN: LazyLock<Rules> = data!("ru");
    static UKRAINIAN: LazyLock<Rules> = data!("uk");
    match language {
        Language::English => &ENGLISH,
        Language::Russian => &RUSSIAN,
        Language::Ukrainian => &UKRAINIAN,
    }
}

fn parse(abbreviations: &'static str, starters: &'static str) -> Rules {
    let mut rules = Rules { abbreviations: FxHashMap::default(), starters: FxHashMap::default() };
    for line in abbreviations.lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once(':') else { continue };
        let class = match class {
            "never" => Class::Never,
            "maybe" => Class::Maybe,
            _ => Class::Number,
        };
        for word in words.split_whitespace() {
            // The later class wins: a word that is in two lists is doubtful.
            rules.abbreviations.insert(word, class);
        }
    }
    let words = starters.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    rules.starters.extend(words.map(|word| (word, ())));
    rules
}
