//! The figures of charts: where each rectangle of a stacked column or bar stands. The template draws them.
//!
//! No chart crate does this: they write a picture of one size, whose letters shrink with it on a telephone, with colours
//! inside that neither dark mode nor the page's legend reaches (charts-rs, plotters), or no stacked bars (poloto). Here x
//! and widths are percentages, so the picture is as wide as the page and its letters keep their size; colours are classes.

use serde::Serialize;
use std::collections::BTreeSet;

/// The months of a corpus, or its years where there are too many months.
pub struct Axis {
    buckets: Vec<String>,
}

/// The most columns that a chart has.
const MOST: usize = 120;
/// The most labels under a chart, so that they do not meet on a narrow screen.
const LABELS: usize = 5;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Axis {
    /// From days (`2022-01-21`); empty ones are passed over.
    pub fn new<'a>(days: impl Iterator<Item = &'a str>) -> Axis {
        let months: BTreeSet<&str> =
            days.filter_map(|day| day.get(..7)).filter(|day| is_month(day)).collect();
        let (Some(first), Some(last)) = (months.first(), months.last()) else {
            return Axis { buckets: Vec::new() };
        };
        let (first, last) = (number(first), number(last));
        let buckets = if last - first < MOST {
            (first..=last).map(|month| format!("{:04}-{:02}", month / 12, month % 12 + 1)).collect()
        } else if last / 12 - first / 12 < MOST {
            (first / 12..=last / 12).map(|year| format!("{year:04}")).collect()
        } else {
            let years: BTreeSet<&str> = months.iter().map(|month| &month[..4]).collect();
            years.into_iter().rev().take(MOST).map(str::to_owned).rev().collect()
        };
        Axis { buckets }
    }

    /// How many columns.
    pub fn len(&self) -> usize {
        self.buckets.len()
    }

    /// What a column is: `month` or `year`.
    pub fn unit(&self) -> &'static str {
        if self.buckets.first().is_some_and(|bucket| bucket.len() == 4) { "year" } else { "month" }
    }

    /// The column of a day.
    pub fn place(&self, day: &str) -> Option<usize> {
        let length = self.buckets.first()?.len();
        self.buckets.binary_search_by(|bucket| bucket.as_str().cmp(day.get(..length).unwrap_or(""))).ok()
    }

    /// The name of a column: `Mar 2022`.
    pub fn name(&self, at: usize) -> String {
        let bucket = self.buckets[at].as_str();
        match bucket.split_once('-') {
            Some((year, _)) => format!("{} {year}", MONTHS[number(bucket) % 12]),
            None => bucket.to_owned(),
        }
    }

    /// The labels under the columns.
    pub fn labels(&self) -> Vec<Label> {
        let step = self.len().div_ceil(LABELS).max(1);
        // Whole quarters, half-years and years read better.
        let step = [1, 2, 3, 6, 12, 24, 36, 60].into_iter().find(|&round| round >= step).unwrap_or(step);
        let starts = |at: &usize| {
            if self.unit() == "month" {
                number(&self.buckets[*at]).is_multiple_of(step)
            } else {
                at.is_multiple_of(step)
            }
        };
        let label = |at| Label { x: percent(at, self.len()), text: self.name(at) };
        // A label that would leave the picture on the right says nothing.
        (0..self.len()).filter(starts).filter(|at| at * 8 <= self.len() * 7).map(label).collect()
    }
}

fn is_month(text: &str) -> bool {
    text.get(5..7).and_then(|month| month.parse().ok()).is_some_and(|month: u8| (1..=12).contains(&month))
}

/// Months since the year 0.
fn number(month: &str) -> usize {
    let part = |range| month.get(range).and_then(|digits: &str| digits.parse::<usize>().ok()).unwrap_or(0);
    part(0..4) * 12 + part(5..7).saturating_sub(1)
}

/// A text at a place.
#[derive(Serialize)]
pub struct Label {
    x: String,
    text: String,
}

/// A part of a stack.
#[derive(Serialize)]
pub struct Rect {
    x: String,
    y: String,
    width: String,
    height: String,
    class: String,
    title: String,
}

/// What each part of a stack is.
pub struct Part {
    pub class: String,
    pub text: String,
}

/// A chart of stacked columns.
#[derive(Serialize)]
pub struct Columns {
    rects: Vec<Rect>,
    height: usize,
    lines: Vec<Line>,
}

impl Columns {
    /// How many rectangles it has.
    pub fn size(&self) -> usize {
        self.rects.len()
    }
}

/// A line at a round count.
#[derive(Serialize)]
struct Line {
    y: String,
    count: usize,
}

/// Stacks of counts (column, part), `height` pixels high.
pub fn columns(counts: &[Vec<usize>], parts: &[Part], axis: &Axis, height: usize, lines: usize) -> Columns {
    let most = counts.iter().map(|column| column.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    // A single line says how high the highest column is.
    let step = if lines == 1 { most } else { round_step(most, lines) };
    // Room for the count over the top line.
    const ROOM: usize = 14;
    let top = most.max(step * (most / step));
    let y = |count: usize| height as f64 - (height - ROOM) as f64 * count as f64 / top as f64;
    let mut rects = Vec::new();
    for (at, column) in counts.iter().enumerate() {
        let mut below = 0;
        for (count, part) in column.iter().zip(parts).filter(|(count, _)| **count > 0) {
            rects.push(Rect {
                x: percent(at * 100 + 8, counts.len() * 100),
                width: percent(84, counts.len() * 100),
                y: format!("{:.1}", y(below + count)),
                height: format!("{:.1}", y(below) - y(below + count)),
                class: part.class.clone(),
                title: format!("{}: {} {count}", axis.name(at), part.text),
            });
            below += count;
        }
    }
    let line = |count| Line { y: format!("{:.1}", y(count)), count };
    Columns { rects, height, lines: (1..=most / step).map(|times| line(times * step)).collect() }
}

/// One stack that lies: its parts of `whole`.
pub fn bar(counts: &[usize], parts: &[Part], whole: usize) -> Vec<Rect> {
    let mut before = 0;
    let mut rects = Vec::new();
    for (count, part) in counts.iter().zip(parts).filter(|(count, _)| **count > 0) {
        rects.push(Rect {
            x: percent(before, whole),
            width: percent(*count, whole),
            y: "0".to_owned(),
            height: "100%".to_owned(),
            class: part.class.clone(),
            title: format!("{} {count}", part.text),
        });
        before += count;
    }
    rects
}

/// `part` of `whole` in percent, as SVG wants it.
pub fn percent(part: usize, whole: usize) -> String {
    format!("{:.2}%", part as f64 * 100.0 / whole.max(1) as f64)
}

/// The round step (1, 2, 5, 10, 20, …) that gives at most so many lines.
fn round_step(most: usize, lines: usize) -> usize {
    let mut scale = 1;
    loop {
        for step in [1, 2, 5] {
            if most <= step * scale * lines || scale > most {
                return step * scale;
            }
        }
        scale *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_without_a_gap() {
        let axis = Axis::new(["2022-11-30", "", "2023-02-01"].into_iter());
        let names: Vec<String> = (0..axis.len()).map(|at| axis.name(at)).collect();
        assert_eq!(names, ["Nov 2022", "Dec 2022", "Jan 2023", "Feb 2023"]);
        assert_eq!(
            (axis.place("2023-01-31"), axis.place(""), axis.place("2024-01-01")),
            (Some(2), None, None)
        );
    }

    #[test]
    fn years_where_months_are_too_many() {
        let axis = Axis::new(["1990-05-01", "2020-13-01", "2022-01-01"].into_iter());
        assert_eq!((axis.len(), axis.unit(), axis.name(0)), (33, "year", "1990".to_owned()));
        let axis = Axis::new(["0001-01-01", "2022-01-01", "9999-12-31"].into_iter());
        assert_eq!((axis.len(), axis.place("2022-01-01")), (3, Some(1)));
    }

    #[test]
    fn steps_are_round() {
        assert_eq!([1, 3, 7, 40, 999].map(|most| round_step(most, 3)), [1, 1, 5, 20, 500]);
    }
}
