//! Dates as pages print them, in three languages: `January 21, 2022`, `21 января 2022 г., 14:05 мск`, `21.01.2022`, and,
//! against the time of crawling, `вчера в 10:30` or `2 hours ago`.
//!
//! What a month, a zone or "yesterday" is called stands in `data/corpus/`. No clock is read here.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::sync::LazyLock;

/// What is longer, in letters, is a sentence and no date line.
const LONGEST: usize = 60;
/// So many other words may stand beside a date: a weekday, «г.», «р.», "Updated".
const OTHER_WORDS: usize = 3;

/// A date or a time of day found in a line, in ISO 8601 (`2022-01-21`, `2022-01-21T14:05`, `2022-01-21T14:05+03:00`);
/// `None` where there is none or much beside it. Years are 1900 to 2100; `01/02/2022` is the first of February.
///
/// ```
/// use parallax::corpus::date::parse;
/// assert_eq!(parse("21 січня 2022 р., 14:05").as_deref(), Some("2022-01-21T14:05"));
/// assert_eq!(parse("January 21, 2022 2:05 p.m. EST").as_deref(), Some("2022-01-21T14:05-05:00"));
/// assert_eq!(parse("He was born on 3 May 1951 in a village far from here."), None);
/// ```
pub fn parse(line: &str) -> Option<String> {
    parse_at(line, None)
}

/// The same, where dates without a year and times like "yesterday at 10:30" are told from the moment of crawling. Days are
/// those of UTC.
///
/// ```
/// use parallax::corpus::date::parse_at;
/// let crawled = "2022-01-21T12:00:00Z".parse().ok();
/// assert_eq!(parse_at("вчера в 10:30", crawled).as_deref(), Some("2022-01-20T10:30"));
/// assert_eq!(parse_at("2 години тому", crawled).as_deref(), Some("2022-01-21T10:00Z"));
/// assert_eq!(parse_at("December 30", crawled).as_deref(), Some("2021-12-30"));
/// ```
pub fn parse_at(line: &str, crawled: Option<Timestamp>) -> Option<String> {
    let line = line.trim();
    if line.chars().count() > LONGEST {
        return None;
    }
    if let Some(stamp) = standard(line) {
        return Some(stamp);
    }
    let lower = line.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm").replace('\u{2212}', "-");
    let (rest, mut zone) = cut_offset(&lower);
    let parts: Vec<&str> = rest
        .split(|c: char| !(c.is_alphanumeric() || c == ':'))
        .flat_map(apart)
        .filter(|part| !part.is_empty())
        .collect();
    let mut found = Found::default();
    let mut at = 0;
    while at < parts.len() {
        let part = parts[at];
        if found.year.is_none()
            && found.day.is_none()
            && let Some((year, month, day)) = numeric(&parts[at..])
        {
            (found.year, found.month, found.day) = (Some(year), Some(month), Some(day));
            at += 3;
            continue;
        }
        let next = parts.get(at + 1).copied().unwrap_or_default();
        if found.time.is_none()
            && let Some(time) = clock(part, next)
        {
            found.time = Some(time);
            at += 1 + usize::from(half_of_day(next).is_some());
            continue;
        }
        match part.parse::<u16>() {
            Ok(year @ 1900..=2100) if found.year.is_none() => found.year = Some(year),
            Ok(day @ 1..=31) if found.day.is_none() && found.is_no_span() => found.day = Some(day),
            Ok(_) => found.other += 1,
            Err(_) => match (month_number(part), zone_minutes(part), relative(part)) {
                (Some(month), ..) if found.month.is_none() => found.month = Some(month),
                (_, Some(minutes), _) if found.time.is_some() && zone.is_none() => zone = Some(minutes),
                (_, _, Some(word)) => found.relative.push(*word),
                _ => found.other += 1,
            },
        }
        at += 1;
    }
    if found.other > OTHER_WORDS {
        return None;
    }
    found.date(crawled).map(|(date, exact)| match (found.time, exact) {
        (_, Some(exact)) => exact,
        (Some((hour, minute)), None) => format!("{date}T{hour:02}:{minute:02}{}", shown(zone)),
        (None, None) => date.to_string(),
    })
}

/// A date in a form of ISO 8601, in that of RFC 3339: `20220121T140500+0300` becomes `2022-01-21T14:05:00+03:00`.
fn standard(line: &str) -> Option<String> {
    let civil = || line.parse::<DateTime>().ok();
    if line.parse::<Timestamp>().is_err() {
        return civil().map(|_| line.to_owned());
    }
    let sign = line.rfind(['+', '-']).filter(|at| *at > 10);
    let offset = sign.map_or("", |at| &line[at..]);
    let (Some(civil), true) = (civil(), offset.len() == 5 && offset.is_ascii()) else {
        return Some(line.to_owned());
    };
    Some(format!("{civil}{}:{}", &offset[..3], &offset[3..]))
}

/// What of a date was found.
#[derive(Default)]
struct Found {
    year: Option<u16>,
    month: Option<u16>,
    day: Option<u16>,
    time: Option<(u8, u8)>,
    relative: Vec<Relative>,
    other: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Relative {
    /// A day so many days before.
    Day(i64),
    /// So many seconds, once or several times.
    Unit(i64),
    Ago,
    Now,
}

impl Found {
    fn is_no_span(&self) -> bool {
        self.relative.is_empty()
    }

    /// The date, and the very moment where that is told instead.
    fn date(&self, crawled: Option<Timestamp>) -> Option<(Date, Option<String>)> {
        let date = |year: u16, month: u16, day: u16| Date::new(year as i16, month as i8, day as i8).ok();
        if let (Some(month), Some(day)) = (self.month, self.day) {
            if let Some(year) = self.year {
                return Some((date(year, month, day)?, None));
            }
            // Without a year it is the last such day before the crawl.
            let today = jiff::tz::Offset::UTC.to_datetime(crawled?).date();
            let this = date(today.year() as u16, month, day);
            return match this.filter(|this| *this <= today) {
                Some(this) => Some((this, None)),
                None => Some((date(today.year() as u16 - 1, month, day)?, None)),
            };
        }
        let now = crawled?;
        let day_of = |moment: Timestamp| jiff::tz::Offset::UTC.to_datetime(moment).date();
        let before = |seconds: i64| Timestamp::from_second(now.as_second().checked_sub(seconds)?).ok();
        if let Some(days) = self.relative.iter().find_map(|word| match word {
            Relative::Day(days) => Some(*days),
            _ => None,
        }) {
            return Some((day_of(before(days * 86_400)?), None));
        }
        let seconds = match self.relative[..] {
            [Relative::Unit(seconds), Relative::Ago] => seconds * i64::from(self.day.unwrap_or(1)),
            [Relative::Now] if self.day.is_none() && self.other <= 1 => 0,
            _ => return None,
        };
        let moment = before(seconds)?;
        let coarse =
            self.relative.iter().any(|word| matches!(word, Relative::Unit(seconds) if *seconds >= 86_400));
        let at = jiff::tz::Offset::UTC.to_datetime(moment);
        let exact = (!coarse).then(|| format!("{}T{:02}:{:02}Z", at.date(), at.hour(), at.minute()));
        Some((at.date(), exact))
    }
}

/// `21 01 2022`, `2022 01 21`, and where it can be nothing else `01 21 2022`, as year, month, day.
fn numeric(parts: &[&str]) -> Option<(u16, u16, u16)> {
    let numbers: Vec<u16> = parts.iter().take(3).map_while(|part| part.parse().ok()).collect();
    match numbers[..] {
        [y @ 1900..=2100, m @ 1..=12, d @ 1..=31]
        | [d @ 1..=31, m @ 1..=12, y @ 1900..=2100]
        | [m @ 1..=12, d @ 13..=31, y @ 1900..=2100] => Some((y, m, d)),
        _ => None,
    }
}

/// `14:05`, `2:05` or `2` before `pm`; a span that is written together is taken apart before.
fn clock(part: &str, next: &str) -> Option<(u8, u8)> {
    let half = half_of_day(next);
    let (hour, minute): (u8, u8) = match part.split_once(':') {
        Some((hour, rest)) => (hour.parse().ok()?, rest.split(':').next()?.parse().ok()?),
        None => (half.and(part.parse().ok())?, 0),
    };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + afternoon,
        None => hour,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

fn half_of_day(word: &str) -> Option<u8> {
    match word {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    }
}

/// `2022-01-21t14:05` at the `t`, `2:05pm` before the letters, `21st` before `st`; others stay whole.
fn apart(part: &str) -> Vec<&str> {
    let letters = part.find(char::is_alphabetic).unwrap_or(0);
    match part.get(letters..) {
        _ if letters == 0 => vec![part],
        Some("st" | "nd" | "rd" | "th") => vec![&part[..letters]],
        Some(rest) if rest.starts_with('t') && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
            vec![&part[..letters], &rest[1..]]
        }
        Some(rest) => vec![&part[..letters], rest],
        None => vec![part],
    }
}

/// Takes an offset like `+0300` or `-05:00` behind a time of day out of a line; in minutes.
fn cut_offset(line: &str) -> (String, Option<i32>) {
    let nothing = || (line.to_owned(), None);
    let Some(colon) = line.find(':') else { return nothing() };
    let Some(sign) = line[colon..].find(['+', '-']).map(|at| at + colon) else { return nothing() };
    let digits: String = line[sign + 1..].chars().take_while(|c| c.is_ascii_digit() || *c == ':').collect();
    let between = line[colon..sign]
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | '(' | ',') || "gmtutc".contains(c));
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) => (hours, minutes),
        (None, 4) => digits.split_at(2),
        (None, 1 | 2) => (digits.as_str(), "0"),
        _ => return nothing(),
    };
    let (Ok(hours), Ok(minutes)) = (hours.parse::<i32>(), minutes.parse::<i32>()) else { return nothing() };
    // After a space a dash may part a time from a date.
    let free = line[..sign].ends_with(' ') && digits.len() < 4;
    if !between || hours > 14 || minutes > 59 || free {
        return nothing();
    }
    let total = hours * 60 + minutes;
    let total = if line[sign..].starts_with('-') { -total } else { total };
    (format!("{} {}", &line[..sign], &line[sign + 1 + digits.len()..]), Some(total))
}

fn shown(zone: Option<i32>) -> String {
    match zone {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    }
}

/// The rows of a data file: the words of each line that is no remark.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|row| !row.is_empty())
}

fn month_number(word: &str) -> Option<u16> {
    static MONTHS: LazyLock<Vec<(&str, u16)>> = LazyLock::new(|| {
        let rows = rows(include_str!("../../data/corpus/months.txt"));
        rows.flat_map(|row| {
            let number = row[0].parse().unwrap_or_default();
            row.into_iter().skip(1).map(move |name| (name, number))
        })
        .collect()
    });
    MONTHS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
}

fn zone_minutes(word: &str) -> Option<i32> {
    static ZONES: LazyLock<Vec<(&str, i32)>> = LazyLock::new(|| {
        let rows = rows(include_str!("../../data/corpus/zones.txt"));
        rows.filter_map(|row| Some((row[0], row.get(1)?.parse::<i32>().ok()? * 60))).collect()
    });
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes)
}

fn relative(word: &str) -> Option<&'static Relative> {
    static WORDS: LazyLock<Vec<(&str, Relative)>> = LazyLock::new(|| {
        let mut words = Vec::new();
        for row in rows(include_str!("../../data/corpus/relative.txt")) {
            let number = row.get(1).and_then(|number| number.parse().ok()).unwrap_or_default();
            let (meaning, first) = match row[0] {
                "day" => (Relative::Day(number), 2),
                "unit" => (Relative::Unit(number), 2),
                "ago" => (Relative::Ago, 1),
                _ => (Relative::Now, 1),
            };
            words.extend(row.into_iter().skip(first).map(|name| (name, meaning)));
        }
        words
    });
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_three_languages_are_read() {
        for (line, wanted) in [
            ("21 січня 2022, 14:05", "2022-01-21T14:05"),
            ("П’ятниця, 21 січня 2022, 14:05", "2022-01-21T14:05"),
            ("21 января 2022 г.", "2022-01-21"),
            ("21 января 2022 года в 14:05 (мск)", "2022-01-21T14:05+03:00"),
            ("January 21, 2022", "2022-01-21"),
            ("Jan. 21st, 2022 at 2:05 PM", "2022-01-21T14:05"),
            ("Updated 12:30 a.m. ET Jan 21, 2022", "2022-01-21T00:30"),
            ("21.01.2022", "2022-01-21"),
            ("21.01.2022 14:05", "2022-01-21T14:05"),
            ("14:05 | 21.01.2022", "2022-01-21T14:05"),
            ("14:05 - 21.01.2022", "2022-01-21T14:05"),
            ("01/21/2022", "2022-01-21"),
            ("2022-01-21 14:05:10 +0200", "2022-01-21T14:05+02:00"),
            ("Fri, 21 Jan 2022 14:05:00 GMT", "2022-01-21T14:05Z"),
            ("Fri, 21 Jan 2022 14:05:00 -0530", "2022-01-21T14:05-05:30"),
            ("2022-01-21T14:05:00+02:00", "2022-01-21T14:05:00+02:00"),
            ("20220121T140510+0900", "2022-01-21T14:05:10+09:00"),
            ("2013-12-30T14:42:01-0700", "2013-12-30T14:42:01-07:00"),
            ("2022-01-21T14:05:00Z", "2022-01-21T14:05:00Z"),
            ("2022-01-21", "2022-01-21"),
        ] {
            assert_eq!(parse(line).as_deref(), Some(wanted), "{line}");
        }
        for line in ["", "14:05", "вчера в 10:30", "32.01.2022", "Talks began on 21", "January 2022"] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn times_are_told_from_the_crawl() {
        let crawled: Option<Timestamp> = "2022-01-21T12:00:00Z".parse().ok();
        for (line, wanted) in [
            ("вчера в 10:30", "2022-01-20T10:30"),
            ("сьогодні о 9:00", "2022-01-21T09:00"),
            ("Сегодня, 09:15", "2022-01-21T09:15"),
            ("yesterday at 5 pm", "2022-01-20T17:00"),
            ("2 hours ago", "2022-01-21T10:00Z"),
            ("5 минут назад", "2022-01-21T11:55Z"),
            ("годину тому", "2022-01-21T11:00Z"),
            ("an hour ago", "2022-01-21T11:00Z"),
            ("3 дні тому", "2022-01-18"),
            ("20 січня, 14:05", "2022-01-20T14:05"),
            ("30 декабря", "2021-12-30"),
        ] {
            assert_eq!(parse_at(line, crawled).as_deref(), Some(wanted), "{line}");
        }
    }

    #[test]
    fn what_is_read_is_a_time_for_an_article() {
        for (published, seconds) in
            [("2022-01-21T14:05+02:00", 1_642_766_700), ("2022-01-21T12:05Z", 1_642_766_700)]
        {
            let article = crate::corpus::Article { published: published.to_owned(), ..Default::default() };
            assert_eq!(article.time(), Some(seconds), "{published}");
        }
    }
}
