//! Times of day in digits: `11:00`, `8 p.m.`, `6:30pm`, `в 18.30`, `8 вечера`.

use super::table::Hit;
use super::time::{behind, tables};
use crate::text::Language;
use crate::text::words::Word;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    hour: u8,
    minute: u8,
    /// The first word behind it.
    pub next: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

impl Clock {
    /// `11` for a full hour, or `11:30`.
    pub fn short(self) -> String {
        if self.minute == 0 { self.hour.to_string() } else { self.long() }
    }

    /// `11:00`.
    pub fn long(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

/// The time of day that starts at digits.
pub fn clock(text: &str, words: &[Word], at: usize, language: Language) -> Option<Clock> {
    let word = words.get(at).filter(|word| word.folded.len() <= "11.00pm".len())?;
    let number = |digits: &str, most: u8| digits.parse::<u8>().ok().filter(|number| *number <= most);
    let (body, suffix) = word
        .folded
        .split_at(word.folded.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(word.folded.len()));
    let colon = words.get(at + 1).filter(|next| {
        &text[word.end..next.start] == ":"
            && next.folded.len() >= 2
            && next.folded.as_bytes()[1].is_ascii_digit()
    });
    let mut found = if let Some(minutes) = colon.filter(|_| suffix.is_empty() && body.len() <= 2) {
        let (digits, half) = minutes.folded.split_at_checked(2)?;
        let clock =
            Clock { hour: number(body, 24)?, minute: number(digits, 59)?, next: at + 2, end: minutes.end };
        match half {
            "" => clock,
            "am" | "pm" => return Some(turned(clock, half == "pm")),
            _ => return None,
        }
    } else if matches!(suffix, "am" | "pm") && language == Language::English {
        let clock = Clock { hour: number(body, 12)?, minute: 0, next: at + 1, end: word.end };
        return Some(turned(clock, suffix == "pm"));
    } else if let Some((hour, minute)) = body.split_once('.').filter(|(_, minute)| minute.len() == 2) {
        // `в 18.30`: the point divides hours only behind a preposition of time, or before a half of the day.
        let clock =
            Clock { hour: number(hour, 24)?, minute: number(minute, 59)?, next: at + 1, end: word.end };
        if half(text, words, at + 1, language).is_none()
            && (language == Language::English || !behind(words, at, language))
        {
            return None;
        }
        clock
    } else if suffix.is_empty() && body.len() <= 2 {
        let clock = Clock { hour: number(body, 12)?, minute: 0, next: at + 1, end: word.end };
        let hour = tables(language).time.find(text, words, at + 1);
        let behind = at + 1 + hour.filter(|hit| hit.meaning == "hour").map_or(0, |hit| hit.words);
        half(text, words, behind, language)?;
        Clock { next: behind, ..clock }
    } else {
        return None;
    };
    // Seconds
    if let Some(seconds) =
        words.get(found.next).filter(|next| &text[found.end..next.start] == ":" && next.folded.len() == 2)
    {
        (found.next, found.end) = (found.next + 1, seconds.end);
    }
    if let Some((late, hit)) = half(text, words, found.next, language)
        && (1..=12).contains(&found.hour)
    {
        let last = found.next + hit.words;
        let night = late
            && found.hour == 12
            && language != Language::English
            && words[found.next].folded.starts_with("веч");
        found = turned(Clock { next: last, end: words[last - 1].end, ..found }, late && !night);
    }
    Some(found)
}

/// An hour of twelve as one of twenty-four.
fn turned(clock: Clock, late: bool) -> Clock {
    let hour = match (clock.hour, late) {
        (12, false) => 0,
        (1..12, true) => clock.hour + 12,
        (hour, _) => hour,
    };
    Clock { hour, ..clock }
}

/// `a.m.` and the like at this place: whether it is the second half of the day.
fn half(text: &str, words: &[Word], at: usize, language: Language) -> Option<(bool, Hit)> {
    let gap = &text[words.get(at.checked_sub(1)?)?.end..words.get(at)?.start];
    let hit =
        tables(language).time.find(text, words, at).filter(|_| gap.trim().is_empty() && gap.len() <= 3)?;
    matches!(hit.meaning, "am" | "pm").then_some((hit.meaning == "pm", hit))
}
