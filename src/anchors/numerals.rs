//! The number words of the three languages (`data/anchors/numbers.*.tsv`).

use super::table::rows;
use super::value::Decimal;
use crate::text::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How a number word joins others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Unit,
    Teen,
    Ten,
    Hundred,
    Multiplier,
    Scale,
    Part,
    Dozen,
    Alone,
    Weak,
    Ordinal,
    WeakOrdinal,
}

/// A number word.
#[derive(Debug, Clone, Copy)]
pub struct NumberWord {
    pub value: Decimal,
    pub class: Class,
}

/// Number words by form.
pub type Words = FxHashMap<&'static str, NumberWord>;

/// The value of a word that is a number by itself, and whether it is an ordinal: `three`, `пятьдесят`, `сьомий`, `млн`.
/// `None` for words that are too common or ambiguous to say their value (`one`, `второй`).
pub fn value_of(folded: &str, language: Language) -> Option<(Decimal, bool)> {
    let word = lexicon(language).get(folded)?;
    match word.class {
        Class::Weak | Class::WeakOrdinal | Class::Part => None,
        class => Some((word.value, class == Class::Ordinal)),
    }
}

/// A part of something by name, `1/3` for `third` or `треть`.
pub fn fraction(folded: &str, language: Language) -> Option<&'static str> {
    let fractions = match language {
        Language::English => &*FRACTIONS_EN,
        Language::Russian => &*FRACTIONS_RU,
        Language::Ukrainian => &*FRACTIONS_UK,
    };
    fractions.get(folded).copied()
}

/// The number words of a language.
pub fn lexicon(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Russian => &RUSSIAN,
        Language::Ukrainian => &UKRAINIAN,
    }
}

const DATA_EN: &str = include_str!("../../data/anchors/numbers.en.tsv");
const DATA_RU: &str = include_str!("../../data/anchors/numbers.ru.tsv");
const DATA_UK: &str = include_str!("../../data/anchors/numbers.uk.tsv");
static ENGLISH: LazyLock<Words> = LazyLock::new(|| read(DATA_EN));
static RUSSIAN: LazyLock<Words> = LazyLock::new(|| read(DATA_RU));
static UKRAINIAN: LazyLock<Words> = LazyLock::new(|| read(DATA_UK));
static FRACTIONS_EN: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| read_fractions(DATA_EN));
static FRACTIONS_RU: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| read_fractions(DATA_RU));
static FRACTIONS_UK: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| read_fractions(DATA_UK));

fn read(data: &'static str) -> Words {
    let mut words = Words::default();
    for row in rows(data) {
        let [value, class, forms] = row[..] else { continue };
        let class = match class {
            "unit" => Class::Unit,
            "teen" => Class::Teen,
            "ten" => Class::Ten,
            "hundred" => Class::Hundred,
            "multiplier" => Class::Multiplier,
            "scale" => Class::Scale,
            "part" => Class::Part,
            "dozen" => Class::Dozen,
            "collective" | "whole" => Class::Alone,
            "weak" => Class::Weak,
            "ordinal" => Class::Ordinal,
            "weak-ordinal" => Class::WeakOrdinal,
            _ => continue,
        };
        if let Some(value) = Decimal::read(value) {
            // Of two meanings of a form the first row's counts.
            forms.split(' ').for_each(|form| {
                words.entry(form).or_insert(NumberWord { value, class });
            });
        }
    }
    words
}

fn read_fractions(data: &'static str) -> FxHashMap<&'static str, &'static str> {
    let fractions = rows(data).filter(|row| row.get(1) == Some(&"fraction"));
    fractions.flat_map(|row| row[2].split(' ').map(move |form| (form, row[0]))).collect()
}
