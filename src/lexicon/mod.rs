//! Which words translate which: a compact table of English stems against Russian and Ukrainian ones.
//!
//! [`seed`] reads the hand-written lexicon and [`formats`] the dictionaries of other programs; [`compile`] makes a lexicon
//! of them and of aligned text, with probabilities from [`train`], `pivot` those of languages that share no table, [`mod@merge`] joins two; [`table`] is the form in which they are kept and looked
//! up without parsing. [`lexicons`] are the user's own, for a run. [`vocabulary`] numbers the words of the texts in hand,
//! and [`translation`] says for those which explain which.
//!
//! Not for: names and numbers, which need no list (those are [`crate::names`] and [`crate::anchors`]).

pub mod compile;
pub mod formats;
pub mod lexicons;
mod meanings;
pub mod merge;
mod pivot;
pub mod seed;
pub mod table;
pub mod train;
pub mod translation;
pub mod vocabulary;

pub use lexicons::Lexicons;
pub use table::Lexicon;
pub use translation::{Translation, Trust};
pub use vocabulary::Vocabulary;

use crate::text::stem::stem;
use crate::text::words::words;
use crate::text::{Language, LanguagePair, PerLanguage};
use std::sync::{LazyLock, OnceLock};

/// The lexicon that comes with parallax, English to this language; `None` for English itself.
pub fn builtin(language: Language) -> Option<&'static Lexicon<'static>> {
    static TABLES: LazyLock<PerLanguage<Option<Lexicon>>> = LazyLock::new(|| {
        PerLanguage::new(|language| {
            let bytes: &[u8] = match language {
                Language::English => return None,
                Language::Russian => include_bytes!("../../data/lexicon/en-ru.lex"),
                Language::Ukrainian => include_bytes!("../../data/lexicon/en-uk.lex"),
            };
            Lexicon::from_bytes(bytes).ok()
        })
    });
    TABLES[language].as_ref()
}

/// The lexicon of two languages that comes with parallax. That of Russian and Ukrainian, and that of one language with
/// itself (words that mean nearly the same), are made by way of a third language when first asked for.
pub fn between(pair: LanguagePair) -> Option<&'static Lexicon<'static>> {
    static COMPOSED: LazyLock<Vec<OnceLock<Option<Lexicon<'static>>>>> =
        LazyLock::new(|| LanguagePair::all().iter().map(|_| OnceLock::new()).collect());
    if pair.src() == Language::English && pair.trg() != Language::English {
        return builtin(pair.trg());
    }
    let at = LanguagePair::all().iter().position(|one| *one == pair)?;
    let made = COMPOSED[at].get_or_init(|| {
        // It lives as long as the program, as the tables in the binary do.
        let bytes: &'static [u8] = Box::leak(pivot::compose(pair)?.into_boxed_slice());
        Lexicon::from_bytes(bytes).ok()
    });
    made.as_ref()
}

/// The stems of a text in order: the form in which the lexicon knows words.
pub fn stems(text: &str, language: Language) -> Vec<String> {
    words(text).iter().map(|word| stem(&word.folded, language).to_owned()).collect()
}
