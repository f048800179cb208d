//! Dates as pages print them, in three languages: `January 21, 2022`, `21 января 2022 г., 14:05 мск`, `21.01.2022`, and,
//! against the time of crawling, `вчера в 10:30` or `2 hours ago`.
//!
//! What a month is called stands in `data/text/months.tsv`, a zone or "yesterday" in `data/corpus/`. No clock is read here.

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

/// The same for a field that holds nothing but a date, where numbers are seconds since 1970 too, or thousandths of them.
///
/// ```
/// use parallax::corpus::date::field;
/// assert_eq!(field("1646410800", None).as_deref(), Some("2022-03-04T16:20Z"));
/// assert_eq!(field("1646410800000", None).as_deref(), Some("2022-03-04T16:20Z"));
/// assert_eq!(field("20220304T182000Z", None).as_deref(), Some("2022-03-04T18:20:00Z"));
/// assert_eq!(field("soon", None), None);
/// ```
pub fn field(text: &str, crawled: Option<Timestamp>) -> Option<String> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    epoch(text).or_else(|| parse_at(text, crawled)).filter(|date| is_time(date))
}

/// Whether a date is one that articles are compared by.
fn is_time(date: &str) -> bool {
    crate::corpus::Article { published: date.to_owned(), ..Default::default() }.time().is_some()
}

/// Seconds, thousandths, millionths or billionths of them since 1970, from 1990 to 2100.
fn epoch(text: &str) -> Option<String> {
    let whole = text.split_once('.').map_or(text, |(whole, part)| {
        if part.bytes().all(|byte| byte.is_ascii_digit()) { whole } else { text }
    });
    let unit = match whole.len() {
        9 | 10 => 1,
        12 | 13 => 1_000,
        15 | 16 => 1_000_000,
        18 | 19 => 1_000_000_000,
        _ => return None,
    };
    let seconds = whole.parse::<i64>().ok()? / unit;
    if !(631_152_000..4_102_444_800).contains(&seconds) {
        return None;
    }
    let at = jiff::tz::Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
    Some(format!("{}T{:02}:{:02}Z", at.date(), at.hour(), at.minute()))
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
            && let Some((year, month, day)) =
                numeric(&parts[at..]).or_else(|| short_numeric(&parts[at..], &rest))
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
        if let Some(year) = short_year(part, next).filter(|_| found.takes_short_year()) {
            found.year = Some(year);
            at += 1;
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
        (Some((24, _)), None) => {
            let next = date.tomorrow().unwrap_or(date);
            format!("{next}T00:00{}", shown(zone))
        }
        (Some((hour, minute)), None) => format!("{date}T{hour:02}:{minute:02}{}", shown(zone)),
        (None, None) => date.to_string(),
    })
}

/// A date in a form of ISO 8601, in that of RFC 3339: `20220121T140500+0300` becomes `2022-01-21T14:05:00+03:00`. What is
/// in that form already stays as it is.
fn standard(line: &str) -> Option<String> {
    // A name of the zone may stand behind.
    let line = line.split('[').next().unwrap_or_default().trim_end();
    if line.len() == 8 && line.bytes().all(|byte| byte.is_ascii_digit()) {
        return line
            .parse::<Date>()
            .ok()
            .filter(|date| (1900..=2100).contains(&date.year()))
            .map(|date| date.to_string());
    }
    if let Ok(week) = line.parse::<jiff::civil::ISOWeekDate>() {
        return Some(week.date().to_string());
    }
    if line.parse::<Timestamp>().is_err() {
        let moment = line.parse::<DateTime>().ok()?;
        return Some(match line.len() {
            0..=10 => moment.date().to_string(),
            _ if is_extended(line) => line.to_owned(),
            _ => moment.to_string(),
        });
    }
    // A time ends with `Z`, or with an offset of hours and perhaps minutes.
    let (civil, zone) = match line.strip_suffix(['Z', 'z']) {
        Some(civil) => (civil, "Z".to_owned()),
        None => {
            let at = line.rfind(['+', '-', '\u{2212}'])?;
            let sign = if line[at..].starts_with('+') { '+' } else { '-' };
            let digits: String = line[at..].chars().filter(char::is_ascii_digit).collect();
            let minutes = digits.get(2..4).unwrap_or("00");
            (&line[..at], format!("{sign}{}:{minutes}", digits.get(..2)?))
        }
    };
    let civil = civil.trim_end();
    let civil =
        if is_extended(civil) { civil.to_owned() } else { civil.parse::<DateTime>().ok()?.to_string() };
    Some(civil + &zone)
}

/// Whether a time is written `2022-01-21T14:05` or longer.
fn is_extended(civil: &str) -> bool {
    let byte = |at: usize| civil.as_bytes().get(at).copied();
    [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':')].iter().all(|(at, sign)| byte(*at) == Some(*sign))
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
    /// Whether a number of two digits can be the year: day and month stand before it, and little else.
    fn takes_short_year(&self) -> bool {
        self.year.is_none() && self.day.is_some() && self.month.is_some() && self.other <= 1
    }

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

/// `04.03.22` or `4/3/22`, day first where it can be.
fn short_numeric(parts: &[&str], line: &str) -> Option<(u16, u16, u16)> {
    let &[first, second, year, ..] = parts else { return None };
    let written = ['.', '/'].iter().any(|sign| line.contains(&format!("{first}{sign}{second}{sign}{year}")));
    let behind = parts.get(3).copied().unwrap_or_default();
    let year = short_year(year, behind).filter(|_| written)?;
    match (first.parse().ok()?, second.parse().ok()?) {
        (day @ 1..=31, month @ 1..=12) | (month @ 1..=12, day @ 13..=31) => Some((year, month, day)),
        _ => None,
    }
}

/// A year of two digits, where nothing but a time of day is behind it: 1950 to 2049, as RFC 2822 has it.
fn short_year(part: &str, behind: &str) -> Option<u16> {
    let alone = behind.is_empty() || behind.contains(':') || matches!(behind, "г" | "р" | "в" | "о");
    let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let year: u16 = part.parse().ok().filter(|_| alone && digits)?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
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
    // The end of a day is told as hour 24.
    (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then_some((hour, minute))
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
        let rows = rows(include_str!("../../data/text/months.tsv"));
        rows.flat_map(|row| {
            let number = row[0].parse().unwrap_or_default();
            row.into_iter().skip(1).map(move |name| (name.trim_start_matches('^'), number))
        })
        .collect()
    });
    let is = |name: &str| match name.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => name == word,
    };
    MONTHS.iter().find(|(name, _)| is(name)).map(|(_, number)| *number)
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
            ("Fri, 21 Jan 22 14:05:00 +0200", "2022-01-21T14:05+02:00"),
            ("Sun, 03 May 98 14:05 GMT", "1998-05-03T14:05Z"),
            ("21 февр. 2022 г., 14:05", "2022-02-21T14:05"),
            ("21 нояб. 2022 г.", "2022-11-21"),
            ("21 квіт. 2022 р.", "2022-04-21"),
            ("21 листоп. 2022", "2022-11-21"),
            ("21 сер 2022", "2022-08-21"),
            ("21.01.22", "2022-01-21"),
            ("21.1.22 14:05", "2022-01-21T14:05"),
            ("01/21/22", "2022-01-21"),
            ("21 января 22 г.", "2022-01-21"),
            ("20220121", "2022-01-21"),
            ("20220121T140500Z", "2022-01-21T14:05:00Z"),
            ("2022-01-21 14:05:00+02", "2022-01-21T14:05:00+02:00"),
            ("2022-01-21T14:05:00.5+02", "2022-01-21T14:05:00.5+02:00"),
            ("2022-01-21T14:05:00+02:00[Europe/Kyiv]", "2022-01-21T14:05:00+02:00"),
            ("Fri, 21 Jan 2022 24:00:00 GMT", "2022-01-22T00:00Z"),
            ("Fri, 21 Jan 2022 14:05:00 MEST", "2022-01-21T14:05+02:00"),
            ("2022-W03-5", "2022-01-21"),
        ] {
            assert_eq!(parse(line).as_deref(), Some(wanted), "{line}");
        }
        for line in [
            "3 мая 15 человек",
            "5 лис та 7 сер",
            "22-03-04",
            "",
            "14:05",
            "вчера в 10:30",
            "32.01.2022",
            "Talks began on 21",
            "January 2022",
        ] {
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
