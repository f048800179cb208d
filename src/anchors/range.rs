//! Ranges of numbers, whose ends may share their scale: `5–6 млн`, `from 1,500 to 2,000`, `полторы-две тысячи`.
//!
//! The words between the ends are in `data/anchors/ranges.tsv`.

use super::number::{Numeral, parse};
use super::table::rows;
use super::value::Decimal;
use super::{numerals, time};
use crate::text::Language;
use crate::text::words::Word;
use std::sync::LazyLock;

/// The other end of a range whose first number was read from a word on, and the value of the first end in the scale of
/// both.
pub fn until(
    text: &str,
    words: &[Word],
    at: usize,
    numeral: &Numeral,
    language: Language,
) -> Option<(Numeral, Decimal)> {
    if !numeral.suffix.is_empty() || numeral.ordinal {
        return None;
    }
    let gap = |at: usize| match (words.get(at.wrapping_sub(1)), words.get(at)) {
        (Some(before), Some(word)) => &text[before.end..word.start],
        _ => "\n",
    };
    let space = |at: usize| matches!(gap(at), " " | "\u{a0}" | "\u{202f}" | "\u{2009}");
    let dash = matches!(
        gap(numeral.next).trim_matches(|sign: char| sign == ' ' || sign == '\u{a0}'),
        "-" | "–" | "—"
    );
    let spoken = || {
        let between = words.get(numeral.next)?.folded.as_str();
        let near = (1..=2).filter_map(|back| at.checked_sub(back)).map(|at| words[at].folded.as_str());
        let near: Vec<&str> = near.collect();
        let known = WORDS.iter().any(|(of, before, word)| {
            *of == language.code() && *word == between && (*before == "-" || near.contains(before))
        });
        (known && space(numeral.next) && space(numeral.next + 1)).then_some(numeral.next + 1)
    };
    let second = if dash { numeral.next } else { spoken()? };
    // `from 10 to 15 May` ends in a date.
    if !dash && time::moment(text, words, second, language).is_some() {
        return None;
    }
    let until = parse(text, words, second, language)?;
    if until.ordinal || until.digits != numeral.digits {
        return None;
    }
    let mut value = numeral.value;
    if numeral.scales.is_empty() {
        for &scale in &until.scales {
            let (scale, _) = numerals::value_of(&words[scale].folded, language)?;
            value = value.times(scale)?;
        }
    }
    // `won 3 to 1` is a score.
    let size = |value: Decimal| value.to_string().parse::<f64>().unwrap_or(0.0);
    (dash || size(value) < size(until.value)).then_some((until, value))
}

static WORDS: LazyLock<Vec<(&str, &str, &str)>> = LazyLock::new(|| {
    let of_row = |row: Vec<&'static str>| Some((*row.first()?, *row.get(1)?, *row.get(2)?));
    rows(include_str!("../../data/anchors/ranges.tsv")).filter_map(of_row).collect()
});
