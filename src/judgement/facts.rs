//! Numbers, dates, money and codes of two texts against each other: what agrees, what agrees after rounding, what is left
//! on one side, what contradicts.

use super::content::Fact;
use crate::anchors::{Kind, is_converted, is_one_dimension};

/// How the facts of two texts stand to each other.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// Facts that are equal.
    pub agree: f32,
    /// Numbers that are equal when the one is rounded.
    pub rounded: f32,
    /// Facts of the source that nothing on the other side answers to.
    pub src: f32,
    /// The same of the target.
    pub trg: f32,
    /// Pairs of one unit with different values, as they stand in the texts.
    pub conflicts: Vec<(Kind, String, String)>,
}

/// At most so many facts of a side are compared.
const MOST: usize = 200;

/// A fact taken apart: the value, or both ends of a range, and what it counts.
struct Parts<'a> {
    fact: &'a Fact,
    values: Option<(f64, f64)>,
    unit: &'a str,
    free: bool,
}

impl<'a> Parts<'a> {
    fn of(fact: &'a Fact) -> Self {
        let (value, unit) = fact.key.split_once(' ').unwrap_or((fact.key.as_str(), ""));
        let values = match fact.kind {
            Kind::Number | Kind::Money => match value.split_once("..") {
                Some((from, to)) => from.parse().ok().zip(to.parse().ok()),
                None => value.parse().ok().map(|value: f64| (value, value)),
            },
            _ => None,
        };
        Parts { fact, values, unit, free: true }
    }

    /// Whether both may be said of one thing: the one may leave the unit out.
    fn commensurable(&self, other: &Self) -> bool {
        self.fact.kind == other.fact.kind && self.unit == other.unit
            || (self.fact.kind == Kind::Number && other.fact.kind == Kind::Number)
                && (self.unit.is_empty() || other.unit.is_empty())
                && self.unit != "%"
                && other.unit != "%"
    }
}

/// Whether two quantities in different units come to the same.
fn converts(a: &Parts, b: &Parts) -> bool {
    let ends = a.values.zip(b.values);
    ends.is_some_and(|(of_a, of_b)| {
        is_converted((of_a.0, a.unit), (of_b.0, b.unit)) && is_converted((of_a.1, a.unit), (of_b.1, b.unit))
    })
}

/// How far two values may be apart to be the same after rounding.
const ROUNDING: f64 = 0.06;

fn rounds(a: (f64, f64), b: (f64, f64)) -> bool {
    let inside = |value: f64, range: (f64, f64)| value >= range.0 && value <= range.1;
    if inside(a.0, b) && inside(a.1, b) || inside(b.0, a) && inside(b.1, a) {
        return true;
    }
    let (middle_a, middle_b) = ((a.0 + a.1) / 2.0, (b.0 + b.1) / 2.0);
    let most = middle_a.abs().max(middle_b.abs());
    // One of the two must be a round number.
    let round = |value: f64| {
        let mut digits = value;
        let mut zeros = 0;
        while digits >= 10.0 && (digits / 10.0).fract() == 0.0 {
            digits /= 10.0;
            zeros += 1;
        }
        zeros > 0 && digits < 1000.0 || value.fract() == 0.0 && value < 1000.0
    };
    let different = middle_a != middle_b;
    different
        && most >= 10.0
        && (middle_a - middle_b).abs() <= ROUNDING * most
        && (round(middle_a) && middle_b.fract() != 0.0
            || round(middle_b) && middle_a.fract() != 0.0
            || (trailing(middle_a) as i32 - trailing(middle_b) as i32).abs() >= 1)
}

/// Zeros at the end of a whole number.
fn trailing(mut value: f64) -> u32 {
    let mut zeros = 0;
    while value >= 10.0 && value.fract() == 0.0 && (value / 10.0).fract() == 0.0 {
        value /= 10.0;
        zeros += 1;
    }
    zeros
}

/// Compares; `said_src` and `said_trg` tell whether the words of a fact are explained by words of the other side, which
/// keeps `two` and `двое` from being two facts.
pub fn compare(
    src: &[&Fact],
    trg: &[&Fact],
    said_src: impl Fn(usize) -> bool,
    said_trg: impl Fn(usize) -> bool,
) -> Compared {
    let mut compared = Compared::default();
    let mut of_src: Vec<Parts> = src.iter().take(MOST).map(|fact| Parts::of(fact)).collect();
    let mut of_trg: Vec<Parts> = trg.iter().take(MOST).map(|fact| Parts::of(fact)).collect();
    let tests: [fn(&Parts, &Parts) -> bool; 5] = [
        |a, b| a.fact.key == b.fact.key,
        |a, b| a.values.is_some() && a.values == b.values && a.commensurable(b),
        |a, b| date_parts(a.fact, b.fact),
        converts,
        |a, b| a.commensurable(b) && a.values.zip(b.values).is_some_and(|(a, b)| rounds(a, b)),
    ];
    for (number, test) in tests.iter().enumerate() {
        for a in of_src.iter_mut() {
            if let Some(b) = of_trg.iter_mut().find(|b| a.free && b.free && test(a, b)) {
                (a.free, b.free) = (false, false);
                *(if number == 4 { &mut compared.rounded } else { &mut compared.agree }) += 1.0;
            }
        }
    }
    // What is told in words may be explained word by word.
    for (at, part) in of_src.iter_mut().enumerate() {
        part.free &= !said_src(at);
    }
    for (at, part) in of_trg.iter_mut().enumerate() {
        part.free &= !said_trg(at);
    }
    for a in of_src.iter_mut().filter(|a| a.free) {
        let of_one_unit = of_trg.iter_mut().find(|b| b.free && contradicts(a, b));
        if let Some(b) = of_one_unit {
            (a.free, b.free) = (false, false);
            compared.conflicts.push((a.fact.kind, a.fact.text.clone(), b.fact.text.clone()));
        }
    }
    compared.src = of_src.iter().filter(|part| part.free).count() as f32;
    compared.trg = of_trg.iter().filter(|part| part.free).count() as f32;
    compared
}

fn contradicts(a: &Parts, b: &Parts) -> bool {
    let (one, two) = (a.fact, b.fact);
    match (one.kind, two.kind) {
        (Kind::Date, Kind::Date) => {
            let calendar = |key: &str| key.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-');
            let clock = |key: &str| key.starts_with('T');
            calendar(&one.key) == calendar(&two.key) && clock(&one.key) == clock(&two.key)
        }
        (Kind::Code, _) | (_, Kind::Code) => false,
        _ => {
            let of_one_thing = a.commensurable(b) || is_one_dimension(a.unit, b.unit);
            a.values.is_some() && b.values.is_some() && of_one_thing
        }
    }
}

/// Whether a date of the calendar holds another: `2022-01-21` and `--01-21`, a year and a day of it.
fn date_parts(a: &Fact, b: &Fact) -> bool {
    if a.kind != Kind::Date || b.kind != Kind::Date {
        return false;
    }
    let (long, short) = if a.key.len() >= b.key.len() { (&a.key, &b.key) } else { (&b.key, &a.key) };
    let short = short.trim_start_matches('-');
    short.len() >= 4 && long.contains(short)
}
