//! Endings of Russian and Ukrainian names: from a form in any case to the nominatives that it may be of.
//!
//! The paradigms are data (`data/names/endings.*.txt`). Not for: words of running text (that is [`crate::text::stem`]).

use super::fold;
use crate::text::Language;
use std::sync::LazyLock;

/// What a form may be: the first `kept` letters stay, `ending` comes after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nominative<'a> {
    /// Letters that stay.
    pub kept: usize,
    /// Letters of the nominative's ending.
    pub ending: &'a [u8],
}

/// The endings of a language.
#[derive(Debug)]
pub struct Endings {
    /// An ending in another case, its nominatives; the longest first.
    rules: Vec<(Vec<u8>, Vec<Vec<u8>>)>,
}

/// A stem has at least so many letters.
const SHORTEST_STEM: usize = 2;

impl Endings {
    /// Those of a language; English has none.
    pub fn of(language: Language) -> &'static Endings {
        static RUSSIAN: LazyLock<Endings> =
            LazyLock::new(|| Endings::parse(include_str!("../../data/names/endings.ru.txt")));
        static UKRAINIAN: LazyLock<Endings> =
            LazyLock::new(|| Endings::parse(include_str!("../../data/names/endings.uk.txt")));
        static NONE: Endings = Endings { rules: Vec::new() };
        match language {
            Language::English => &NONE,
            Language::Russian => &RUSSIAN,
            Language::Ukrainian => &UKRAINIAN,
        }
    }

    fn parse(data: &str) -> Endings {
        let letters = |ending: &str| -> Vec<u8> { ending.chars().filter_map(fold::cyrillic).collect() };
        let mut rules: Vec<(Vec<u8>, Vec<Vec<u8>>)> = Vec::new();
        // A nominative is never taken for another one: a man's surname is not his wife's.
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let Some((nominatives, cases)) = line.split_once('|') else { continue };
            let nominatives: Vec<Vec<u8>> = nominatives.split_whitespace().map(letters).collect();
            for case in cases.split_whitespace().map(letters) {
                if case.is_empty() {
                    continue;
                }
                let others: Vec<Vec<u8>> =
                    nominatives.iter().filter(|nominative| **nominative != case).cloned().collect();
                match rules.iter_mut().find(|rule| rule.0 == case) {
                    Some(rule) => rule.1.extend(others),
                    None => rules.push((case, others)),
                }
            }
        }
        for rule in &mut rules {
            rule.1.sort();
            rule.1.dedup();
        }
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.0.len()));
        Endings { rules }
    }

    /// The nominatives that a form may be of, besides itself.
    pub fn nominatives<'a>(&'a self, form: &'a [u8]) -> impl Iterator<Item = Nominative<'a>> + 'a {
        self.rules
            .iter()
            .filter_map(move |(ending, nominatives)| {
                let stem = form.strip_suffix(ending.as_slice()).filter(|stem| stem.len() >= SHORTEST_STEM)?;
                Some((stem, nominatives))
            })
            .flat_map(|(stem, nominatives)| {
                let after_consonant = !is_vowel(stem[stem.len() - 1]);
                nominatives
                    .iter()
                    .filter(move |nominative| after_consonant || !nominative.is_empty())
                    .map(move |nominative| Nominative { kept: stem.len(), ending: nominative })
            })
    }
}

/// Whether a letter of [`fold::cyrillic`] is a vowel or a soft sign, after which nothing is no ending.
fn is_vowel(letter: u8) -> bool {
    static VOWELS: LazyLock<Vec<u8>> =
        LazyLock::new(|| "аеиоуыэюяіїєьъ".chars().filter_map(fold::cyrillic).collect());
    VOWELS.contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<u8> {
        word.chars().filter_map(fold::cyrillic).collect()
    }

    #[test]
    fn cases_lead_to_their_nominatives() {
        for (language, form, nominative) in [
            (Language::Russian, "лавровым", "лавров"),
            (Language::Russian, "лавровой", "лаврова"),
            (Language::Russian, "луганской", "луганский"),
            (Language::Russian, "байденом", "байден"),
            (Language::Ukrainian, "зеленському", "зеленський"),
            (Language::Ukrainian, "києва", "київ"),
            (Language::Ukrainian, "шевченка", "шевченко"),
        ] {
            let form = letters(form);
            let made: Vec<Vec<u8>> = Endings::of(language)
                .nominatives(&form)
                .map(|found| [&form[..found.kept], found.ending].concat())
                .collect();
            assert!(made.contains(&letters(nominative)), "{nominative}: {made:?}");
        }
    }
}
