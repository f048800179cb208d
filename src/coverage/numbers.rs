//! Numbers that only one side has, that contradict, or of which one is rounded.

use super::placed::{Placed, facts_of};
use super::reading::{Linked, Reading, characters};
use super::values::{Exactness, Quantity, holds, quantity};
use super::{Difference, Kind, Side, Status};
use std::ops::Range;

/// A number at its place.
struct Number<'a> {
    placed: Placed<'a>,
    quantity: Quantity,
}

impl Number<'_> {
    /// Whether it is the other in another unit.
    fn converts(&self, other: &Number) -> bool {
        !self.quantity.money && !other.quantity.money && self.quantity.converts(&other.quantity)
    }

    fn span(&self) -> &Range<usize> {
        &self.placed.fact.span
    }
}

/// At most so many numbers of a link are compared: long tables are no text.
const MOST: usize = 60;

/// The differences of numbers.
pub fn find(reading: &Reading) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let mut taken: Vec<(Side, usize, usize)> = Vec::new();
    for link in reading.links.iter().filter(|link| link.score >= super::reading::LINKED) {
        let [src, trg] = [Side::Src, Side::Trg].map(|side| numbers(reading, link, side));
        let left = |side: Side, own: &[Number<'_>], others: &[Number<'_>]| -> Vec<usize> {
            let is_left = |number: &Number| {
                !is_told(reading, side, link, number) && !others.iter().any(|other| agree(number, other))
            };
            (0..own.len()).filter(|&at| is_left(&own[at])).collect()
        };
        for (one, other) in rounded(&src, &trg) {
            if !taken.contains(&key(Side::Src, &src[one])) {
                taken.push(key(Side::Src, &src[one]));
                found.push(differs(reading, link, Status::Rounded, &src[one], &trg[other], [1, 1]));
            }
        }
        let (left_src, left_trg) = (left(Side::Src, &src, &trg), left(Side::Trg, &trg, &src));
        // A number that stands there in another measure contradicts only one in its own.
        let convert = |one: &[Number<'_>], others: &[Number<'_>]| -> Vec<bool> {
            one.iter().map(|number| others.iter().any(|other| number.converts(other))).collect()
        };
        let (turned_src, turned_trg) = (convert(&src, &trg), convert(&trg, &src));
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for &one in &left_src {
            for &other in &left_trg {
                let (a, b) = (&src[one], &trg[other]);
                let own = !a.quantity.unit.is_empty() && a.quantity.unit == b.quantity.unit;
                if (turned_src[one] || turned_trg[other]) && !own || a.converts(b) {
                    continue;
                }
                let strange =
                    !reading.languages.is_one_language() && a.quantity.is_of_another_scale(&b.quantity);
                if a.quantity.commensurable(&b.quantity) && !a.quantity.rounds(&b.quantity) && !strange {
                    let bonus = if own { 0.3 } else { 0.0 };
                    pairs.push((slot(reading, link, a, b) + bonus, one, other));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, one, other) in pairs {
            let keys = [key(Side::Src, &src[one]), key(Side::Trg, &trg[other])];
            if !keys.iter().any(|key| taken.contains(key)) {
                taken.extend(keys);
                let counts = [left_src.len(), left_trg.len()];
                found.push(differs(reading, link, Status::Conflict, &src[one], &trg[other], counts));
            }
        }
    }
    for link in reading.links.iter().filter(|link| link.score >= super::reading::LINKED) {
        for side in [Side::Src, Side::Trg] {
            for number in numbers(reading, link, side) {
                let key = key(side, &number);
                let nowhere = number.quantity.values().iter().all(|&value| {
                    !reading.text(side.other()).values.iter().any(|values| holds(values, value))
                });
                if nowhere
                    && number.quantity.digits
                    && !taken.contains(&key)
                    && !rounds_anywhere(reading, side, &number)
                {
                    taken.push(key);
                    found.push(only(reading, link, side, &number));
                }
            }
        }
    }
    found
}

fn key(side: Side, number: &Number) -> (Side, usize, usize) {
    (side, number.placed.place, number.span().start)
}

/// The numbers of one side of a link.
fn numbers<'a>(reading: &'a Reading, link: &Linked, side: Side) -> Vec<Number<'a>> {
    let text = reading.text(side);
    let read = |placed: Placed<'a>| {
        let sentence = text.sentence(placed.place);
        let fact = placed.fact;
        let before = &sentence[..fact.span.start];
        let quantity = quantity(fact.kind, &fact.key, &fact.word, before, text.read.language)?;
        Some(Number { placed, quantity })
    };
    facts_of(&text.read.sentences, link.of(side)).filter_map(read).take(MOST).collect()
}

/// Whether a number stands on the other side of a link in any way of writing.
fn is_told(reading: &Reading, side: Side, link: &Linked, number: &Number) -> bool {
    let other = reading.text(side.other());
    let sentences = &other.values[link.of(side.other()).clone()];
    let told = |value: f64| sentences.iter().any(|values| holds(values, value));
    let [from, to] = number.quantity.values();
    if number.quantity.is_clock() {
        // An hour may be told by its number, or by that of the other half of the day.
        return told(from) || told((from + 12.0) % 24.0);
    }
    if told(from) && told(to) {
        return true;
    }
    // `half` for 50 %.
    if (number.quantity.unit == "%" && told(from / 100.0)) || (from < 1.0 && told(100.0 * from)) {
        return true;
    }
    // A number that is written in words may be told by other words.
    let first = link.of(side).start;
    !number.quantity.digits
        && reading.explained(&link.matched, side, first, number.placed.place, number.span()) >= 0.5
}

fn agree(a: &Number, b: &Number) -> bool {
    a.quantity.commensurable(&b.quantity) && (a.quantity.same(&b.quantity) || a.quantity.rounds(&b.quantity))
}

/// Numbers of which the one is the other rounded, where neither stands on the other side as it is.
fn rounded(src: &[Number], trg: &[Number]) -> Vec<(usize, usize)> {
    let same = |a: &Number, others: &[Number]| others.iter().any(|b| a.quantity.same(&b.quantity));
    let mut found = Vec::new();
    for (one, a) in src.iter().enumerate().filter(|(_, a)| !same(a, trg)) {
        let fits = |b: &Number| {
            !same(b, src) && a.quantity.commensurable(&b.quantity) && a.quantity.rounds(&b.quantity)
        };
        found.extend(trg.iter().position(fits).map(|other| (one, other)));
    }
    found
}

fn rounds_anywhere(reading: &Reading, side: Side, number: &Number) -> bool {
    let other = reading.text(side.other());
    facts_of(&other.read.sentences, &(0..other.len())).any(|placed| {
        let before = &other.sentence(placed.place)[..placed.fact.span.start];
        let fact = placed.fact;
        quantity(fact.kind, &fact.key, &fact.word, before, other.read.language)
            .is_some_and(|found| found.commensurable(&number.quantity) && found.rounds(&number.quantity))
    })
}

fn words_of(reading: &Reading, link: &Linked, side: Side, number: &Number) -> Range<usize> {
    let first = link.of(side).start;
    reading.words_in(&link.matched, side, first, number.placed.place, number.span())
}

fn slot(reading: &Reading, link: &Linked, src: &Number, trg: &Number) -> f32 {
    let own = words_of(reading, link, Side::Src, src);
    let other = words_of(reading, link, Side::Trg, trg);
    reading.slot(link, &own, &other, Side::Src)
}

/// Whether a number stands anywhere on the other side but in the link; what is small stands everywhere and says little.
fn elsewhere(reading: &Reading, side: Side, link: &Linked, number: &Number) -> f32 {
    let other = reading.text(side.other());
    let [from, _] = number.quantity.values();
    let outside = other.values.iter().enumerate().filter(|(at, _)| !link.of(side.other()).contains(at));
    let stands = outside.into_iter().any(|(_, values)| holds(values, from));
    let says = ((from.abs() + 1.0).log10() / 2.0).clamp(0.2, 1.0) as f32;
    f32::from(u8::from(stands)) * says
}

fn differs(
    reading: &Reading,
    link: &Linked,
    status: Status,
    src: &Number,
    trg: &Number,
    left: [usize; 2],
) -> Difference {
    let text = reading.text(Side::Src);
    let other = reading.text(Side::Trg);
    let mut found = Difference::new(Kind::Number, status, Side::Src, text, src.placed.place);
    found.value = src.placed.fact.word.clone();
    found.conflict_with = trg.placed.fact.word.clone();
    found.other_text = other.sentence(trg.placed.place).to_owned();
    found.other_sentence = Some(other.read.id(trg.placed.place).0);
    found.offsets =
        [Some(characters(&found.text, src.span())), Some(characters(&found.other_text, trg.span()))];
    let slot = slot(reading, link, src, trg);
    let (a, b) = (src.quantity.range.0.abs(), trg.quantity.range.0.abs());
    let ratio = ((a.max(b) + 1e-9) / (a.min(b) + 1e-9)).ln().min(7.0) as f32;
    let both = |test: fn(&Quantity) -> bool| f32::from(u8::from(test(&src.quantity) && test(&trg.quantity)));
    let either =
        |test: fn(&Quantity) -> bool| f32::from(u8::from(test(&src.quantity) || test(&trg.quantity)));
    found.why =
        format!("{} ≠ {}; link {:.2}, slot {slot:.2}", src.placed.fact.key, trg.placed.fact.key, link.score);
    if status == Status::Rounded {
        found.why = format!("{} ≈ {}; link {:.2}", src.placed.fact.key, trg.placed.fact.key, link.score);
    }
    found.figures = vec![
        ("unsure", 1.0 - link.score as f32),
        ("same", link.same as f32),
        ("slot", slot),
        ("left", (left[0] + left[1] - 2) as f32),
        ("uneven", left[0].abs_diff(left[1]) as f32),
        ("digits", both(|quantity| quantity.digits)),
        ("mixed", f32::from(u8::from(src.quantity.digits != trg.quantity.digits))),
        (
            "unit",
            f32::from(u8::from(src.quantity.unit == trg.quantity.unit && !src.quantity.unit.is_empty())),
        ),
        ("units", f32::from(u8::from(are_unlike(&src.quantity.unit, &trg.quantity.unit)))),
        ("money", f32::from(u8::from(src.quantity.money != trg.quantity.money))),
        ("ordinal", both(|quantity| quantity.ordinal)),
        ("ratio", ratio),
        ("clock", both(Quantity::is_clock)),
        ("zone", f32::from(u8::from(is_zone(&src.quantity, &trg.quantity)))),
        ("small", either(|quantity| quantity.range.0 <= 2.0)),
        ("inexact", either(|quantity| quantity.exact != Exactness::Plain)),
        ("elsewhere-src", elsewhere(reading, Side::Src, link, src)),
        ("elsewhere-trg", elsewhere(reading, Side::Trg, link, trg)),
        ("wide", (link.places[0].len() + link.places[1].len() - 2).min(4) as f32),
    ];
    found
}

/// Whether two units differ where that says something: of people and ages the one side leaves it out.
fn are_unlike(a: &str, b: &str) -> bool {
    let left_out = |unit: &str| matches!(unit, "" | "person" | "year");
    a != b && !(left_out(a) && left_out(b) && (a.is_empty() || b.is_empty()))
}

/// Whether two times of day may be one in two zones.
fn is_zone(a: &Quantity, b: &Quantity) -> bool {
    let off = (a.range.0 - b.range.0).abs();
    a.is_clock() && b.is_clock() && off % 60.0 == 0.0 && (off <= 180.0 || off >= 420.0)
}

fn only(reading: &Reading, link: &Linked, side: Side, number: &Number) -> Difference {
    let mut found = number.placed.only(Kind::Number, reading, link, side);
    found.figures.extend([
        ("unit", f32::from(u8::from(!number.quantity.unit.is_empty()))),
        ("small", f32::from(u8::from(number.quantity.range.0 <= 12.0))),
    ]);
    found
}
