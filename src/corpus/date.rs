//! Dates as pages print them, in three languages: `January 21, 2022`, `21 января 2022, 14:05`, `21.01.2022`.

use std::sync::LazyLock;

/// A date or a time of day found in a line, in ISO 8601 (`2022-01-21`, `2022-01-21T14:05`); `None` where there is none
/// or much beside it. Years are 1900 to 2100.
///
/// ```
/// use parallax::corpus::date::parse;
/// assert_eq!(parse("21 січня 2022 р., 14:05").as_deref(), Some("2022-01-21T14:05"));
/// assert_eq!(parse("January 21, 2022").as_deref(), Some("2022-01-21"));
/// assert_eq!(parse("He was born on 3 May 1951 in a village far from here."), None);
/// ```
pub fn parse(line: &str) -> Option<String> {
    let line = line.trim();
    if line.chars().count() > 60 {
        return None;
    }
    if line.parse::<jiff::Timestamp>().is_ok() || line.parse::<jiff::civil::DateTime>().is_ok() {
        return Some(line.to_owned());
    }
    let lower = line.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !(c.is_alphanumeric() || c == ':')).filter(|p| !p.is_empty()).collect();
    let (mut year, mut month, mut day, mut time, mut other) = (None, None, None, None, 0);
    let dotted = numeric(&parts);
    if let Some((y, m, d)) = dotted {
        (year, month, day) = (Some(y), Some(m), Some(d));
    }
    for part in &parts[if dotted.is_some() { 3 } else { 0 }..] {
        let number: Option<u16> = part.parse().ok();
        match number {
            Some(n @ 1900..=2100) if year.is_none() => year = Some(n),
            Some(n @ 1..=31) if day.is_none() => day = Some(n),
            Some(_) => other += 1,
            None => match (clock(part), month_number(part)) {
                (Some(clock), _) if time.is_none() => time = Some(clock),
                (_, Some(number)) if month.is_none() => month = Some(number),
                _ => other += 1,
            },
        }
    }
    // A weekday, «г.», «р.», GMT and the like may stand beside it, a sentence may not.
    if other > 3 {
        return None;
    }
    let date = jiff::civil::Date::new(year? as i16, month? as i8, day? as i8).ok()?;
    Some(match time {
        Some((hour, minute)) => format!("{date}T{hour:02}:{minute:02}"),
        None => date.to_string(),
    })
}

/// `21 01 2022` or `2022 01 21` at the start, as year, month, day.
fn numeric(parts: &[&str]) -> Option<(u16, u16, u16)> {
    let numbers: Vec<u16> = parts.iter().take(3).map_while(|part| part.parse().ok()).collect();
    match numbers[..] {
        [y @ 1900..=2100, m @ 1..=12, d @ 1..=31] | [d @ 1..=31, m @ 1..=12, y @ 1900..=2100] => {
            Some((y, m, d))
        }
        _ => None,
    }
}

fn clock(part: &str) -> Option<(u8, u8)> {
    let (hour, rest) = part.split_once(':')?;
    let minute = rest.split(':').next()?;
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

fn month_number(word: &str) -> Option<u16> {
    static MONTHS: LazyLock<Vec<(&str, u16)>> = LazyLock::new(|| {
        let rows = include_str!("../../data/corpus/months.txt").lines().filter(|line| !line.starts_with('#'));
        rows.flat_map(|row| {
            let mut fields = row.split_whitespace();
            let number = fields.next().and_then(|field| field.parse().ok()).unwrap_or_default();
            fields.map(move |name| (name, number))
        })
        .collect()
    });
    MONTHS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
}
