//! Dates and times in running text: `21.01.2022`, `January 21`, `21 січня 2022 року`, `в пятницу`, `XXI век`.
//!
//! The words are in `data/anchors/time.tsv`, the months in `data/text/months.tsv`. Not for: the dates that pages print above an article (that is
//! [`crate::corpus::date`]).

use super::clock::clock;
use super::number::{self, digits};
use super::stream::roman;
use super::table::{Hit, Phrases, column, rows};
use crate::text::Language;
use crate::text::words::Word;
use std::sync::LazyLock;

/// A date written in digits alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DigitDate {
    /// 1 to 31.
    pub day: u8,
    /// 1 to 12.
    pub month: u8,
    /// 1900 to 2100.
    pub year: Option<u16>,
    /// The first word behind it.
    pub next: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// A date or time in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// `2022-01-21`, `--01-21`, `2022-01`, `--01`, `2022`, `1990s`, `C21`, `friday`, `yesterday`, `T11:00`, `T10:00Z`; of a
    /// range both ends with `/` between.
    pub key: String,
    /// The first word behind it.
    pub next: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// Whether a preposition of time stands before this word.
pub(super) fn behind(words: &[Word], at: usize, language: Language) -> bool {
    at > 0 && tables(language).before.word(&words[at - 1].folded).is_some()
}

/// The date in digits that starts at a word: `21.01.2022`, `2022-01-21`, `21/01/2022` (in English the month first, where
/// it can be).
pub fn in_digits(text: &str, words: &[Word], at: usize, language: Language) -> Option<DigitDate> {
    let word = words.get(at)?;
    let date = |year: &str, month: &str, day: &str, next: usize, end: usize| {
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
        let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
        let year = year.parse().ok().filter(|year| (1900..=2100).contains(year))?;
        Some(DigitDate { day, month, year: Some(year), next, end })
    };
    if word.folded.len() >= 8 && word.folded.len() <= 10 {
        let mut parts = word.folded.split('.');
        let parts = (parts.next(), parts.next(), parts.next(), parts.next());
        if let (Some(day), Some(month), Some(year), None) = parts {
            return date(year, month, day, at + 1, word.end);
        }
    }
    let (second, third) = (words.get(at + 1)?, words.get(at + 2)?);
    match (&text[word.end..second.start], &text[second.end..third.start]) {
        ("-", "-") if word.folded.len() == 4 => {
            date(&word.folded, &second.folded, &third.folded, at + 3, third.end)
        }
        ("/", "/") if third.folded.len() == 4 => {
            let day_first = date(&third.folded, &second.folded, &word.folded, at + 3, third.end);
            let month_first = || date(&third.folded, &word.folded, &second.folded, at + 3, third.end);
            if language == Language::English { month_first().or(day_first) } else { day_first }
        }
        _ => None,
    }
}

/// The name of a month as it stands behind a day, folded.
pub fn month_name(month: u8, language: Language) -> &'static str {
    tables(language).months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// The date or time that starts at a word.
pub fn moment(text: &str, words: &[Word], at: usize, language: Language) -> Option<Moment> {
    Reader { text, words, language, tables: tables(language) }.moment(at)
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    language: Language,
    tables: &'static Tables,
}

impl Reader<'_> {
    fn moment(&self, at: usize) -> Option<Moment> {
        let word = self.words.get(at)?;
        if word.folded.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            if let Some(clock) = clock(self.text, self.words, at, self.language) {
                return Some(self.zoned(clock.long(), clock.next, clock.end));
            }
            if let Some(date) = in_digits(self.text, self.words, at, self.language) {
                let key = format!("{:04}-{:02}-{:02}", date.year?, date.month, date.day);
                return Some(Moment { key, next: date.next, end: date.end });
            }
            return self.day_month(at).or_else(|| self.century(at)).or_else(|| self.year(at));
        }
        self.month_first(at).or_else(|| self.century(at)).or_else(|| self.word(at))
    }

    fn gap(&self, at: usize) -> &str {
        match (self.words.get(at.wrapping_sub(1)), self.words.get(at)) {
            (Some(before), Some(word)) => &self.text[before.end..word.start],
            _ => "\n",
        }
    }

    fn near(&self, at: usize) -> bool {
        matches!(self.gap(at), " " | "\u{a0}" | "\u{202f}" | ", " | ". " | ".\u{a0}")
    }

    fn meaning(&self, at: usize) -> Option<Hit> {
        self.tables.time.find(self.text, self.words, at)
    }

    fn month(&self, at: usize) -> Option<(u8, usize)> {
        let hit = self.meaning(at)?;
        let month = hit.meaning.strip_prefix("month:")?.parse().ok()?;
        let capital = self.text[self.words[at].start..].starts_with(char::is_uppercase);
        (capital || self.language != Language::English).then_some((month, hit.words))
    }

    /// The day of a month with its ending, if any, and the first word behind it.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let (value, suffix) = digits(&self.words.get(at)?.folded)?;
        let day = value.small(31).filter(|day| *day > 0)? as u8;
        match suffix {
            "" | "st" | "nd" | "rd" | "th" => {}
            _ => return None,
        }
        let ending = self.words.get(at + 1).filter(|_| self.gap(at + 1) == "-");
        let ending =
            ending.is_some_and(|word| matches!(word.folded.as_str(), "го" | "е" | "му" | "м" | "ого"));
        Some((day, at + 1 + usize::from(ending)))
    }

    /// A second day behind a dash, for `21–23 января`.
    fn until(&self, at: usize) -> Option<(u8, usize)> {
        matches!(self.gap(at), "-" | "–" | "—" | " - " | " – ").then(|| self.day(at)).flatten()
    }

    fn day_month(&self, at: usize) -> Option<Moment> {
        let (day, mut next) = self.day(at)?;
        let until = self.until(next);
        next = until.map_or(next, |(_, next)| next);
        if self.language == Language::English && self.words.get(next)?.folded == "of" {
            next += 1;
        }
        let (month, taken) = self.month(next).filter(|_| self.near(next) || self.gap(next) == "-")?;
        Some(self.finish(month, day, until.map(|(day, _)| day), next + taken))
    }

    fn finish(&self, month: u8, day: u8, until: Option<u8>, next: usize) -> Moment {
        let year = self.following_year(next);
        let key = |day: u8| match year {
            Some((year, _)) => format!("{year}-{month:02}-{day:02}"),
            None => format!("--{month:02}-{day:02}"),
        };
        let key = until.map_or_else(|| key(day), |until| format!("{}/{}", key(day), key(until)));
        let next = year.map_or(next, |(_, next)| next);
        Moment { key, next, end: self.words[next - 1].end }
    }

    /// A year behind a month, with the word for year, if any.
    fn following_year(&self, at: usize) -> Option<(u16, usize)> {
        let year = self.plain_year(at).filter(|_| self.near(at))?;
        Some((year, self.past_year_word(at + 1)))
    }

    fn plain_year(&self, at: usize) -> Option<u16> {
        let word = self.words.get(at)?;
        let year: u16 = word.folded.parse().ok().filter(|_| word.folded.len() == 4)?;
        (1900..=2100).contains(&year).then_some(year)
    }

    fn past_year_word(&self, at: usize) -> usize {
        let is_year = self.language != Language::English
            && self.near(at)
            && self.words.get(at).is_some_and(|word| self.tables.year.word(&word.folded).is_some());
        at + usize::from(is_year)
    }

    fn month_first(&self, at: usize) -> Option<Moment> {
        let (month, taken) = self.month(at)?;
        let next = at + taken;
        if self.language == Language::English
            && self.near(next)
            && let Some((day, next)) = self.day(next)
        {
            let until = self.until(next);
            return Some(self.finish(month, day, until.map(|(day, _)| day), until.map_or(next, |(_, n)| n)));
        }
        if let Some((year, next)) = self.following_year(next) {
            let key = format!("{year}-{month:02}");
            return Some(Moment { key, next, end: self.words[next - 1].end });
        }
        // Alone a month must be told from `may`, `march` and abbreviations.
        let short = self.words[at].folded.chars().count() <= 3;
        let behind = at > 0 && self.tables.before_year.word(&self.words[at - 1].folded).is_some();
        let clear =
            behind && (!short || matches!(self.words[at].folded.as_str(), "may" | "май" | "мая" | "мае"));
        clear.then(|| Moment { key: format!("--{month:02}"), next, end: self.words[next - 1].end })
    }

    fn year(&self, at: usize) -> Option<Moment> {
        let word = &self.words[at];
        let (value, suffix) = digits(&word.folded)?;
        // `1990s`, `1990-х`, `90-е`
        let ending = self.words.get(at + 1).filter(|_| matches!(self.gap(at + 1), "-" | ""));
        let ending = ending.map_or("", |word| word.folded.as_str());
        if suffix == "s"
            || (suffix.is_empty() && matches!(ending, "х" | "е" | "ые" | "ых" | "ті" | "ми" | "м"))
        {
            let next = at + 1 + usize::from(suffix.is_empty());
            let decade = value
                .small(2100)
                .filter(|value| value % 10 == 0 && (*value >= 1900 || (20..=90).contains(value)))?;
            let decade = if decade < 100 { decade + 1900 } else { decade };
            let next = self.past_year_word(next);
            return Some(Moment { key: format!("{decade}s"), next, end: self.words[next - 1].end });
        }
        let year = self.plain_year(at)?;
        let mut next = at + 1;
        let mut key = year.to_string();
        let range = matches!(self.gap(next), "-" | "–" | "—").then(|| self.plain_year(next)).flatten();
        if let Some(until) = range.filter(|until| *until > year) {
            key = format!("{year}/{until}");
            next += 1;
        }
        let behind = at > 0
            && self.gap(at) == " "
            && self.tables.before_year.word(&self.words[at - 1].folded).is_some();
        let past = self.past_year_word(next);
        // `in 2000 km` is no year.
        let counted = self.near(next) && super::facts::is_unit(self.text, self.words, next, self.language);
        (past > next || range.is_some() || (behind && !counted)).then(|| Moment {
            key,
            next: past,
            end: self.words[past - 1].end,
        })
    }

    fn century(&self, at: usize) -> Option<Moment> {
        let word = &self.words[at];
        let (value, mut next) =
            match digits(&word.folded).filter(|_| word.folded.starts_with(|c: char| c.is_ascii_digit())) {
                Some((value, "" | "th" | "st" | "nd" | "rd")) => {
                    let numeral = number::parse(self.text, self.words, at, self.language)?;
                    (value.small(30)? as u32, numeral.next)
                }
                Some(_) => return None,
                None => match roman(&self.text[word.start..word.end]) {
                    Some(value) => (value, at + 1),
                    None => {
                        let numeral =
                            number::parse(self.text, self.words, at, self.language).filter(|n| n.ordinal)?;
                        (numeral.value.small(30)? as u32, numeral.next)
                    }
                },
            };
        let hit = self
            .meaning(next)
            .filter(|hit| hit.meaning == "century" && matches!(self.gap(next), " " | "\u{a0}" | "-"));
        next += hit?.words;
        Some(Moment { key: format!("C{value}"), next, end: self.words[next - 1].end })
    }

    /// Weekdays, `yesterday`, `noon`.
    fn word(&self, at: usize) -> Option<Moment> {
        let hit = self.tables.days.find(self.text, self.words, at)?;
        let weekday = hit.meaning.ends_with("day") && !matches!(hit.meaning, "yesterday" | "today");
        let capital = self.text[self.words[at].start..].starts_with(char::is_uppercase);
        if weekday && self.language == Language::English && !capital {
            return None;
        }
        let next = at + hit.words;
        let end = self.words[next - 1].end;
        Some(match hit.meaning.strip_prefix('T') {
            Some(clock) => self.zoned(clock.to_owned(), next, end),
            None => Moment { key: hit.meaning.to_owned(), next, end },
        })
        .filter(|_| {
            let bound = self.tables.bound.contains(&self.words[at].folded.as_str());
            !bound || behind(self.words, at, self.language)
        })
    }

    /// A clock time with the zone behind it.
    fn zoned(&self, clock: String, next: usize, end: usize) -> Moment {
        let near = self.words.get(next).is_some_and(|word| word.start - end <= 4);
        let hit = self.meaning(next).filter(|_| near && !self.gap(next).contains(['.', ')', '(', '\n']));
        match hit.and_then(|hit| hit.meaning.strip_prefix("zone:").map(|zone| (hit, zone))) {
            Some((hit, zone)) => {
                let last = next + hit.words;
                let zone = if zone == "Z" { "Z".to_owned() } else { format!(" {zone}") };
                Moment { key: format!("T{clock}{zone}"), next: last, end: self.words[last - 1].end }
            }
            None => Moment { key: format!("T{clock}"), next, end },
        }
    }
}

pub(super) struct Tables {
    /// Months, halves of the day, hours, zones, centuries.
    pub time: Phrases,
    /// Weekdays, days by name, hours by name.
    days: Phrases,
    /// Forms of days that count only behind a preposition.
    bound: Vec<&'static str>,
    before: Phrases,
    before_year: Phrases,
    year: Phrases,
    months: Vec<&'static str>,
}

pub(super) fn tables(language: Language) -> &'static Tables {
    static TABLES: LazyLock<[Tables; 3]> = LazyLock::new(|| Language::ALL.map(read));
    &TABLES[language as usize]
}

fn read(language: Language) -> Tables {
    let mut tables = Tables {
        time: Phrases::default(),
        days: Phrases::default(),
        bound: Vec::new(),
        before: Phrases::default(),
        before_year: Phrases::default(),
        year: Phrases::default(),
        months: Vec::new(),
    };
    for row in rows(include_str!("../../data/text/months.tsv")) {
        let (Some(&number), Some(forms)) = (row.first(), row.get(column(language, 1))) else { continue };
        // A form with ^ is a month in date lines only.
        let forms: Vec<&'static str> = forms.split(' ').filter(|form| !form.starts_with('^')).collect();
        forms.iter().for_each(|form| tables.time.add(form, month_key(number)));
        tables.months.push(forms.first().copied().unwrap_or_default());
    }
    for row in rows(include_str!("../../data/anchors/time.tsv")) {
        let (Some(&meaning), Some(forms)) = (row.first(), row.get(column(language, 1))) else { continue };
        for form in forms.split(' ') {
            match meaning {
                "before" => tables.before.add(form, meaning),
                "before-year" => tables.before_year.add(form, meaning),
                "year" => tables.year.add(form, meaning),
                _ if meaning.contains(':') && !meaning.starts_with('T') => tables.time.add(form, meaning),
                "am" | "pm" | "hour" | "minute" | "century" => tables.time.add(form, meaning),
                _ => match form.strip_prefix('^') {
                    Some(form) => {
                        tables.bound.push(form);
                        tables.days.add(form, meaning);
                    }
                    None => tables.days.add(form, meaning),
                },
            }
        }
    }
    tables
}

/// `month:1` of `1`.
fn month_key(number: &str) -> &'static str {
    const KEYS: [&str; 12] = [
        "month:1", "month:2", "month:3", "month:4", "month:5", "month:6", "month:7", "month:8", "month:9",
        "month:10", "month:11", "month:12",
    ];
    let number = number.parse::<usize>().unwrap_or_default();
    KEYS.get(number.wrapping_sub(1)).copied().unwrap_or_default()
}

/// Whether a word is a weekday or a month and nothing else: a capital does not make it a name.
pub(super) fn is_day_or_month(folded: &str) -> bool {
    let tables = tables(Language::English);
    let month = tables.time.word(folded).is_some_and(|meaning| meaning.starts_with("month:"));
    month || tables.days.word(folded).is_some()
}
