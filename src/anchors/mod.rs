//! Anchors: what of a sentence is recognisable across languages, each with a key that translations can share.
//!
//! [`find`] gives every word once, for the aligner; [`facts`] gives numbers with their units, money, dates, codes and
//! addresses; [`mentions`] gives names; [`quotes`] gives quoted speech with its speaker.
//!
//! Not for: deciding which sentences match (that is [`crate::alignment`]).

mod capital;
mod clock;
mod code;
mod cues;
mod entity;
mod facts;
mod known;
mod measure;
mod mention;
mod number;
mod numerals;
mod place;
mod quote;
mod range;
mod reading;
mod sort;
mod stream;
mod table;
mod time;
mod value;
mod web;
mod wide;

pub use code::{WrittenOut, written_out};
pub use entity::{entities, entity_key};
pub use facts::{facts, facts_in};
pub use measure::{is_converted, is_one_dimension};
pub use mention::{Mention, Sort, mentions, mentions_in};
pub use place::{Named, named};
pub use quote::{Quote, quotes, quotes_in};
pub use reading::Reading;
pub use wide::widened;

use crate::text::Language;
use crate::text::words::{Word, words};
use std::ops::Range;

/// What an anchor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A word with a capital where a sentence does not ask for one, or an acronym.
    Name,
    /// A number in digits or words; its key has the value, from [`facts`] with the unit.
    Number,
    /// A day, a month, a year, a time of day.
    Date,
    /// An amount with its currency.
    Money,
    /// Letters with a number: `S-400`.
    Code,
    /// An address, a hashtag, an account.
    Link,
    /// Any other word; its key is the stem.
    Term,
}

/// A word or number of a text with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What it is.
    pub kind: Kind,
    /// The stem of a word, the value of a number (`13000`, `1.5`), and so on: see [`Kind`].
    pub key: String,
    /// The folded word; of a fact the text as it stands.
    pub word: String,
    /// Bytes of the text.
    pub span: Range<usize>,
}

/// All anchors of a text, in order: words, numbers by value, acronyms and codes. A number with a scale stands before its
/// scale, which is a term beside it, so spans may overlap.
///
/// ```
/// use parallax::anchors::{Kind, find};
/// use parallax::text::Language;
/// let anchors = find("Погибли более 13 тыс. человек в Луганске.", Language::Russian);
/// let number = anchors.iter().find(|anchor| anchor.kind == Kind::Number).unwrap();
/// assert_eq!(number.key, "13000");
/// ```
pub fn find(text: &str, language: Language) -> Vec<Anchor> {
    find_in(text, &words(text), language)
}

/// The same for a text whose words are known.
pub fn find_in(text: &str, words: &[Word], language: Language) -> Vec<Anchor> {
    stream::find(text, words, language)
}

/// The value that a single word has as a number, as digits: `three`, `пятьдесят`, `млн`; with `#` before it for an ordinal
/// (`#3` for `third`). `None` for words that seldom mean it (`one`, `второй`).
pub fn value_of(folded: &str, language: Language) -> Option<String> {
    let (value, ordinal) = numerals::value_of(folded, language)?;
    Some(if ordinal { format!("#{value}") } else { value.to_string() })
}
