//! Dates that contradict or that only one side has; weekdays and `yesterday` are resolved by the day of publication.

use super::placed::{Placed, facts_of};
use super::reading::{LINKED, Linked, Reading, characters};
use super::values::holds;
use super::{Difference, Kind, Side, Status};
use crate::anchors;
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// A date or time, as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    Month {
        year: Option<i16>,
        month: i8,
    },
    Year(i16),
    /// From Monday, 0.
    Weekday(i8),
    /// Days from the day of publication.
    Relative(i8),
    /// Minutes of the day.
    Clock(u16),
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn moment(key: &str) -> Option<Moment> {
    if let Some(at) = WEEKDAYS.iter().position(|day| *day == key) {
        return Some(Moment::Weekday(at as i8));
    }
    match key {
        "yesterday" => return Some(Moment::Relative(-1)),
        "today" => return Some(Moment::Relative(0)),
        "tomorrow" => return Some(Moment::Relative(1)),
        _ => {}
    }
    if let Some(clock) = key.strip_prefix('T') {
        let (hour, minute) = clock.get(..5)?.split_once(':')?;
        return Some(Moment::Clock(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?));
    }
    if let Some(rest) = key.strip_prefix("--") {
        return match rest.split_once('-') {
            Some((month, day)) => {
                Some(Moment::Day { year: None, month: month.parse().ok()?, day: day.parse().ok()? })
            }
            None => Some(Moment::Month { year: None, month: rest.parse().ok()? }),
        };
    }
    let parts: Vec<&str> = key.split('-').collect();
    match parts[..] {
        [year] if year.len() == 4 => Some(Moment::Year(year.parse().ok()?)),
        [year, month] => Some(Moment::Month { year: year.parse().ok(), month: month.parse().ok()? }),
        [year, month, day] => {
            Some(Moment::Day { year: year.parse().ok(), month: month.parse().ok()?, day: day.parse().ok()? })
        }
        _ => None,
    }
}

/// Of two kinds of date one never contradicts the other; of these kinds it may.
fn class(moment: Moment) -> u8 {
    match moment {
        Moment::Day { .. } | Moment::Weekday(_) | Moment::Relative(_) => 0,
        Moment::Month { .. } => 1,
        Moment::Year(_) => 2,
        Moment::Clock(_) => 3,
    }
}

/// A date of one of the articles with the day on which that was published.
#[derive(Clone, Copy)]
struct Dated {
    moment: Moment,
    published: Option<Date>,
}

impl Dated {
    /// The days that may be meant; none where that cannot be told.
    fn days(self) -> Vec<Date> {
        let near = |offset: i64| self.published.and_then(|day| day.checked_add(offset.days()).ok());
        match self.moment {
            Moment::Weekday(wanted) => {
                let is_it = |day: &Date| day.weekday().to_monday_zero_offset() == wanted;
                (-13..=13).filter_map(near).filter(is_it).collect()
            }
            Moment::Relative(offset) => near(offset.into()).into_iter().collect(),
            Moment::Day { year, month, day } => {
                let own = self.published.map(Date::year);
                let years = year.map_or_else(
                    || own.map_or(Vec::new(), |own| vec![own - 1, own, own + 1]),
                    |year| vec![year],
                );
                years.into_iter().filter_map(|year| Date::new(year, month, day).ok()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether both can be one; what cannot be told can.
    fn agrees(self, other: Dated) -> bool {
        use Moment::{Clock, Day, Month, Relative, Weekday, Year};
        let years = |a: Option<i16>, b: Option<i16>| a.zip(b).is_none_or(|(a, b)| a == b);
        match (self.moment, other.moment) {
            (Day { year: a, month: b, day: c }, Day { year: x, month: y, day: z }) => {
                years(a, x) && b == y && c == z
            }
            (Weekday(a), Weekday(b)) => a == b,
            (Relative(a), Relative(b)) if self.published == other.published => a == b,
            (Day { .. } | Weekday(_) | Relative(_), Day { .. } | Weekday(_) | Relative(_)) => {
                let (own, others) = (self.days(), other.days());
                own.is_empty() || others.is_empty() || own.iter().any(|day| others.contains(day))
            }
            (Day { year: a, month: b, .. } | Month { year: a, month: b }, Month { year: x, month: y })
            | (Month { year: a, month: b }, Day { year: x, month: y, .. }) => years(a, x) && b == y,
            (Day { year, .. } | Month { year, .. }, Year(other))
            | (Year(other), Day { year, .. } | Month { year, .. }) => year.is_none_or(|year| year == other),
            (Year(a), Year(b)) => a == b,
            // Other hours of the same minute may be those of another zone or of the other half of the day.
            (Clock(a), Clock(b)) => a % 60 == b % 60 && (a.abs_diff(b) <= 240 || a.abs_diff(b) == 720),
            _ => true,
        }
    }
}

struct Told<'a> {
    placed: Placed<'a>,
    dated: Dated,
}

impl Told<'_> {
    fn span(&self) -> &Range<usize> {
        &self.placed.fact.span
    }
}

/// At most so many dates of a link are compared.
const MOST: usize = 40;

fn dates<'a>(reading: &'a Reading, places: &Range<usize>, side: Side) -> Vec<Told<'a>> {
    let text = reading.text(side);
    let published = text.article.published.trim().get(..10).and_then(|day| day.parse::<Date>().ok());
    let facts = facts_of(&text.read.sentences, places);
    let dates = facts.filter(|placed| placed.fact.kind == anchors::Kind::Date);
    let told = dates.filter_map(|placed| {
        // A time of day is compared as a number.
        let moment = moment(&placed.fact.key).filter(|moment| !matches!(moment, Moment::Clock(_)))?;
        Some(Told { placed, dated: Dated { moment, published } })
    });
    told.take(MOST).collect()
}

/// The differences of dates.
pub fn find(reading: &Reading) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let mut taken: Vec<(Side, usize, usize)> = Vec::new();
    let all = [Side::Src, Side::Trg].map(|side| dates(reading, &(0..reading.text(side).len()), side));
    for link in reading.links.iter().filter(|link| link.score >= LINKED) {
        let [src, trg] = [Side::Src, Side::Trg].map(|side| dates(reading, link.of(side), side));
        let left = |side: Side, own: &[Told<'_>], others: &[Told<'_>]| -> Vec<usize> {
            let is_left = |told: &Told| {
                !others.iter().any(|other| comparable(told, other) && told.dated.agrees(other.dated))
                    && !is_told_plainly(reading, link, side, told, others)
            };
            (0..own.len()).filter(|&at| is_left(&own[at])).collect()
        };
        let (left_src, left_trg) = (left(Side::Src, &src, &trg), left(Side::Trg, &trg, &src));
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for &one in &left_src {
            for &other in &left_trg {
                let (a, b) = (&src[one], &trg[other]);
                if class(a.dated.moment) == class(b.dated.moment) && !a.dated.agrees(b.dated) {
                    pairs.push((slot(reading, link, a, b), one, other));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (slot, one, other) in pairs {
            let keys = [key(Side::Src, &src[one]), key(Side::Trg, &trg[other])];
            if !keys.iter().any(|key| taken.contains(key)) {
                taken.extend(keys);
                let counts = left_src.len() + left_trg.len() - 2;
                found.push(conflict(reading, link, (&src[one], &trg[other]), slot, counts, &all));
            }
        }
    }
    for link in reading.links.iter().filter(|link| link.score >= LINKED) {
        for side in [Side::Src, Side::Trg] {
            for told in dates(reading, link.of(side), side) {
                let key = key(side, &told);
                let exact = matches!(told.dated.moment, Moment::Day { .. } | Moment::Year(_));
                let elsewhere = all[side.other() as usize]
                    .iter()
                    .any(|other| comparable(&told, other) && told.dated.agrees(other.dated));
                let plainly = plain(&told).is_none_or(|value| {
                    reading.text(side.other()).values.iter().any(|values| holds(values, value))
                });
                if exact && !elsewhere && !plainly && !taken.contains(&key) {
                    taken.push(key);
                    found.push(told.placed.only(Kind::Date, reading, link, side));
                }
            }
        }
    }
    found
}

/// Whether two dates can say the same: a year says little of a day.
fn comparable(a: &Told, b: &Told) -> bool {
    use Moment::{Clock, Day, Month, Weekday, Year};
    match (a.dated.moment, b.dated.moment) {
        (Clock(_), Clock(_)) | (Year(_), Year(_)) | (Month { .. }, Month { .. }) => true,
        (Clock(_), _) | (_, Clock(_)) => false,
        (Day { year, .. } | Month { year, .. }, Year(_))
        | (Year(_), Day { year, .. } | Month { year, .. }) => year.is_some(),
        (Year(_), _) | (_, Year(_)) => false,
        (Month { .. }, Weekday(_)) | (Weekday(_), Month { .. }) => false,
        _ => true,
    }
}

/// The number by which a date may be told without its month.
fn plain(told: &Told) -> Option<f64> {
    match told.dated.moment {
        Moment::Day { day, .. } => Some(day.into()),
        Moment::Year(year) => Some(year.into()),
        Moment::Clock(minutes) => Some((minutes / 60).into()),
        _ => None,
    }
}

/// Whether a day is told by its number alone, `on the 21st`: where the other side has a date of its kind it is not.
fn is_told_plainly(reading: &Reading, link: &Linked, side: Side, told: &Told, others: &[Told]) -> bool {
    let Some(value) = plain(told) else { return false };
    let rival = others.iter().any(|other| {
        std::mem::discriminant(&other.dated.moment) == std::mem::discriminant(&told.dated.moment)
    });
    let sentences = &reading.text(side.other()).values[link.of(side.other()).clone()];
    !rival && sentences.iter().any(|values| holds(values, value))
}

fn key(side: Side, told: &Told) -> (Side, usize, usize) {
    (side, told.placed.place, told.span().start)
}

fn slot(reading: &Reading, link: &Linked, src: &Told, trg: &Told) -> f32 {
    let words = |side: Side, told: &Told| {
        reading.words_in(&link.matched, side, link.of(side).start, told.placed.place, told.span())
    };
    reading.slot(link, &words(Side::Src, src), &words(Side::Trg, trg), Side::Src)
}

fn conflict(
    reading: &Reading,
    link: &Linked,
    (src, trg): (&Told, &Told),
    slot: f32,
    left: usize,
    all: &[Vec<Told>; 2],
) -> Difference {
    let (text, other) = (reading.text(Side::Src), reading.text(Side::Trg));
    let mut found = Difference::new(Kind::Date, Status::Conflict, Side::Src, text, src.placed.place);
    found.value = src.placed.fact.word.clone();
    found.conflict_with = trg.placed.fact.word.clone();
    found.other_text = other.sentence(trg.placed.place).to_owned();
    found.other_sentence = Some(other.read.id(trg.placed.place).0);
    found.offsets =
        [Some(characters(&found.text, src.span())), Some(characters(&found.other_text, trg.span()))];
    let (one, two) = (src.placed.fact.key.as_str(), trg.placed.fact.key.as_str());
    found.why = format!("{one} ≠ {two}; link {:.2}, slot {slot:.2}", link.score);
    let elsewhere = |side: Side, told: &Told| {
        let mut outside = all[side.other() as usize].iter();
        let stands = outside.any(|other| {
            !link.of(side.other()).contains(&other.placed.place)
                && std::mem::discriminant(&other.dated.moment) == std::mem::discriminant(&told.dated.moment)
                && told.dated.agrees(other.dated)
        });
        f32::from(u8::from(stands))
    };
    let is = |test: bool| f32::from(u8::from(test));
    let kinds = (src.dated.moment, trg.dated.moment);
    let one_kind = std::mem::discriminant(&kinds.0) == std::mem::discriminant(&kinds.1);
    found.figures = vec![
        ("unsure", 1.0 - link.score as f32),
        ("same", link.same as f32),
        ("slot", slot),
        ("left", left as f32),
        ("weekday", is(one_kind && matches!(kinds.0, Moment::Weekday(_)))),
        ("day", is(one_kind && matches!(kinds.0, Moment::Day { .. }))),
        ("year", is(one_kind && matches!(kinds.0, Moment::Year(_)))),
        ("kinds", is(!one_kind)),
        ("elsewhere-src", elsewhere(Side::Src, src)),
        ("elsewhere-trg", elsewhere(Side::Trg, trg)),
        ("wide", (link.places[0].len() + link.places[1].len() - 2).min(4) as f32),
    ];
    found
}
