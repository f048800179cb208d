//! Organisations with all the words of their name: those in lower case before it, and whose they are.

use super::cues::Cues;
use super::mention::{Mention, Sort};
use super::sort::key_of_words;
use crate::text::Language;
use crate::text::words::{Word, words};

/// The names of a text with those of organisations as wide as they are said: `департамент освіти Києва`, `Державної служби
/// з надзвичайних ситуацій України`, `ТОВ «Профіт»`. Names inside a wider one are left out. English ones stay as they are.
///
/// ```
/// use parallax::anchors::{mentions, widened};
/// use parallax::text::Language;
/// let text = "Про це сказали в управлінні освіти Києва.";
/// let found = widened(text, mentions(text, Language::Ukrainian), Language::Ukrainian);
/// assert_eq!(&text[found[0].span.clone()], "управлінні освіти Києва");
/// ```
pub fn widened(text: &str, mentions: Vec<Mention>, language: Language) -> Vec<Mention> {
    if language == Language::English {
        return mentions;
    }
    let words = words(text);
    let cues = Cues::of(language);
    let mut wide: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mut mention in mentions {
        let first = words.partition_point(|word| word.start < mention.span.start);
        let last = wide.last().map_or(0, |before: &Mention| before.span.end);
        if let Some(head) = head(text, &words, first, &mention, cues) {
            let start = words[head].start;
            mention.sort = Sort::Organisation;
            // The name before may be the start of this one: `Вищий господарський суд України`.
            if start >= last {
                mention.span.start = start;
                let end = words.partition_point(|word| word.start < mention.span.end);
                mention.words = words[head..end].iter().map(|word| word.folded.clone()).collect();
                mention.key = key_of_words(&mention.words);
            } else if let Some(before) = wide.last_mut().filter(|before| before.sort != Sort::Person) {
                before.span.end = mention.span.end;
                before.sort = Sort::Organisation;
                before.words.append(&mut mention.words);
                before.key = key_of_words(&before.words);
                continue;
            }
        }
        wide.push(mention);
    }
    wide
}

/// So many words may stand between the head of an organisation's name and the name whose it is.
const BETWEEN: usize = 6;

/// The head of the organisation that a name is of or belongs to, before the name: a word of organisations with nothing but
/// small words between.
fn head(text: &str, words: &[Word], first: usize, mention: &Mention, cues: &Cues) -> Option<usize> {
    if mention.sort == Sort::Person {
        return None;
    }
    let quoted = text[..mention.span.start].ends_with(['«', '"', '“', '„']);
    let mut at = first;
    for step in 0..=BETWEEN {
        let before = at.checked_sub(1)?;
        let gap = &text[words[before].end..words[at].start];
        let quote = step == 0 && quoted && gap.len() <= 4 && !gap.contains([',', '.', '(', '\n']);
        // `м. Києва`
        let short = gap == ". " && words[before].folded.chars().count() == 1;
        if !(matches!(gap, " " | "\u{a0}") || quote || short) {
            return None;
        }
        let word = words[before].folded.as_str();
        let raw = &text[words[before].start..words[before].end];
        let legal = quoted && step == 0 && cues.generic(word) && raw.chars().all(char::is_uppercase);
        if legal || cues.organisation(word) && !(quoted && step == 0 && raw.starts_with(char::is_lowercase)) {
            return Some(before);
        }
        // A quotation has its own name; what stands before it only says what it is.
        if quoted || cues.speech(word) || cues.verb(word) || cues.title(word) || predicate(word) {
            return None;
        }
        if raw.starts_with(char::is_uppercase) && !cues.adjective(word) {
            return None;
        }
        at = before;
    }
    None
}

/// Whether a word ends as a verb does.
fn predicate(word: &str) -> bool {
    const ENDINGS: [&str; 16] =
        ["ет", "ит", "ют", "ут", "ал", "ил", "ла", "ли", "ся", "сь", "ть", "ає", "ив", "ав", "ють", "ить"];
    word.chars().count() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}
