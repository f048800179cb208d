//! The words that stand in lower case inside a sentence, so that a capital at its start says nothing about them.

use super::stem::stem;
use super::{Language, PerLanguage};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether a word (folded: small letters, ё as е, no apostrophes) is one that stands in lower case elsewhere.
pub(crate) fn ordinary(folded: &str, language: Language) -> bool {
    static WORDS: LazyLock<PerLanguage<FxHashSet<String>>> = LazyLock::new(|| PerLanguage::new(read));
    WORDS[language].contains(stem(folded, language))
}

/// The words of a language: those counted in texts, the first words of sentences, the cues that are common words, and
/// the hand-written lexicon.
fn read(language: Language) -> FxHashSet<String> {
    macro_rules! data {
        ($code:literal) => {
            (
                include_str!(concat!("../../data/anchors/common.", $code, ".txt")),
                include_str!(concat!("../../data/text/starters.", $code, ".txt")),
                include_str!(concat!("../../data/anchors/cues.", $code, ".txt")),
            )
        };
    }
    let (common, starters, cues) = match language {
        Language::English => data!("en"),
        Language::Russian => data!("ru"),
        Language::Ukrainian => data!("uk"),
    };
    let stems = common.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let mut words: FxHashSet<String> = stems.map(str::to_owned).collect();
    let more = cues.lines().filter_map(|line| line.strip_prefix("common: "));
    let lines = starters.lines().chain(more).filter(|line| !line.starts_with('#'));
    words.extend(lines.flat_map(str::split_whitespace).map(|word| stem(word, language).to_owned()));
    for line in include_str!("../../data/lexicon/seed.csv").lines().skip(1) {
        let forms = line.split(',').nth(language as usize).unwrap_or_default().split('|');
        let forms = forms.filter(|word| word.starts_with(char::is_lowercase) && !word.contains(' '));
        // Short ones are parts of names as well (Min-woo).
        for word in forms.filter(|word| word.chars().nth(3).is_some()) {
            words.insert(stem(&word.replace('ё', "е").replace(['\'', '’'], ""), language).to_owned());
        }
    }
    words
}
