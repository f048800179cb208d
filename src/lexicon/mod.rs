//! Which words translate which: a compact table of English stems against Russian and Ukrainian ones.
//!
//! [`seed`] reads the hand-written lexicon and [`formats`] the dictionaries of other programs; [`compile`] makes a lexicon
//! of them and of aligned text, with probabilities from [`train`]; [`table`] is the form in which they are kept and looked
//! up without parsing. [`lexicons`] are the user's own, for a run. [`vocabulary`] numbers the words of the texts in hand,
//! and [`translation`] says for those which explain which.
//!
//! Not for: names and numbers, which need no list (those are [`crate::names`] and [`crate::anchors`]).

pub mod compile;
pub mod formats;
pub mod lexicons;
mod meanings;
pub mod seed;
pub mod table;
pub mod train;
pub mod translation;
pub mod vocabulary;

pub use lexicons::Lexicons;
pub use table::Lexicon;
pub use translation::{Translation, Trust};
pub use vocabulary::Vocabulary;

use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::words;
use std::sync::LazyLock;

/// The lexicon that comes with parallax, English to this language; `None` for English itself.
pub fn builtin(language: Language) -> Option<&'static Lexicon<'static>> {
    static RUSSIAN: LazyLock<Option<Lexicon>> =
        LazyLock::new(|| Lexicon::from_bytes(include_bytes!("../../data/lexicon/en-ru.lex")).ok());
    static UKRAINIAN: LazyLock<Option<Lexicon>> =
        LazyLock::new(|| Lexicon::from_bytes(include_bytes!("../../data/lexicon/en-uk.lex")).ok());
    match language {
        Language::English => None,
        Language::Russian => RUSSIAN.as_ref(),
        Language::Ukrainian => UKRAINIAN.as_ref(),
    }
}

/// The stems of a text in order: the form in which the lexicon knows words.
pub fn stems(text: &str, language: Language) -> Vec<String> {
    words(text).iter().map(|word| stem(&word.folded, language).to_owned()).collect()
}
