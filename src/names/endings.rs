//! Endings of Russian and Ukrainian names: from a form in any case to the nominatives that it may be of.
//!
//! The paradigms are data (`data/names/paradigms.*.txt`), the same that names of articles are declined by. Not for: words of
//! running text (that is [`crate::text::stem`]), choosing among the nominatives.

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
    /// An ending in another case with what it may stand for; the longest first.
    rules: Vec<(Vec<u8>, Vec<Rule>)>,
}

/// The nominative's ending, and the letters that a stem may end in, as bits.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    nominative: Vec<u8>,
    after: u64,
    adjective: bool,
}

/// A stem has at least so many letters …
const SHORTEST_STEM: usize = 2;
/// … but where the endings may be whole words (`Розі` of `Ріг`), the nominative has so many.
const SHORTEST: usize = 3;
/// Any last letter of a stem, or no stem at all.
const ANY: u64 = u64::MAX;

impl Endings {
    /// Those of a language; English has none.
    pub fn of(language: Language) -> &'static Endings {
        static RUSSIAN: LazyLock<Endings> =
            LazyLock::new(|| Endings::parse(include_str!("../../data/names/paradigms.ru.txt")));
        static UKRAINIAN: LazyLock<Endings> =
            LazyLock::new(|| Endings::parse(include_str!("../../data/names/paradigms.uk.txt")));
        static NONE: Endings = Endings { rules: Vec::new() };
        match language {
            Language::English => &NONE,
            Language::Russian => &RUSSIAN,
            Language::Ukrainian => &UKRAINIAN,
        }
    }

    fn parse(data: &'static str) -> Endings {
        let letters = |ending: &str| -> Vec<u8> { ending.chars().filter_map(fold::cyrillic).collect() };
        let bits = |letters: &str| {
            letters.chars().filter_map(fold::cyrillic).fold(0, |bits, letter| bits | bit(letter))
        };
        let mut classes: Vec<(&str, u64)> = Vec::new();
        let mut rules: Vec<(Vec<u8>, Vec<Rule>)> = Vec::new();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let genders = fields.next().unwrap_or_default();
            let second = fields.next().unwrap_or_default();
            if genders == "class" {
                classes.push((second, fields.map(bits).fold(0, |all, bits| all | bits)));
                continue;
            }
            let (Some(after), Some(nominative)) = (fields.next(), fields.next()) else { continue };
            let names = after.split(',').filter(|name| !name.starts_with('!'));
            let after = names.fold(0, |all, name| {
                all | match classes.iter().find(|class| class.0 == name) {
                    _ if name == "-" => ANY,
                    Some((_, letters)) => *letters,
                    None => bits(name),
                }
            });
            let adjective = of_adjective(nominative);
            let nominative = letters(nominative);
            for case in fields.flat_map(|case| case.split(',')).filter(|case| *case != "=") {
                let case = letters(case);
                // Nothing as an ending is of the plural alone: Афин.
                if case == nominative || case.is_empty() && genders != "p" {
                    continue;
                }
                let place = match rules.iter().position(|rule| rule.0 == case) {
                    Some(place) => place,
                    None => {
                        rules.push((case, Vec::new()));
                        rules.len() - 1
                    }
                };
                let Some((_, of_case)) = rules.get_mut(place) else { continue };
                match of_case.iter_mut().find(|rule| rule.nominative == nominative) {
                    Some(rule) => rule.after |= after,
                    None => of_case.push(Rule { nominative: nominative.clone(), after, adjective }),
                }
            }
        }
        // `ським` tells more than `им` does.
        let suffixes: Vec<Vec<u8>> = data
            .lines()
            .filter_map(|line| line.strip_prefix("suffix "))
            .flat_map(str::split_whitespace)
            .map(letters)
            .collect();
        let plain = rules.len();
        for suffix in &suffixes {
            let last = suffix.last().map_or(0, |&letter| bit(letter));
            for number in 0..plain {
                let (case, of_case) = &rules[number];
                let longer = |ending: &[u8]| [suffix.as_slice(), ending].concat();
                let of_case: Vec<Rule> = of_case
                    .iter()
                    .filter(|rule| rule.after != ANY && rule.after & last != 0 && rule.adjective)
                    .map(|rule| Rule { nominative: longer(&rule.nominative), after: ANY, ..*rule })
                    .collect();
                if !of_case.is_empty() {
                    rules.push((longer(case), of_case));
                }
            }
        }
        for rule in &mut rules {
            rule.1.sort();
        }
        rules.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Endings { rules }
    }

    /// The nominatives that a form may be of, besides itself.
    pub fn nominatives<'a>(&'a self, form: &'a [u8]) -> impl Iterator<Item = Nominative<'a>> + 'a {
        let endings = self
            .rules
            .iter()
            .filter_map(|(ending, rules)| form.strip_suffix(ending.as_slice()).map(|stem| (stem, rules)));
        endings.flat_map(|(stem, rules)| {
            let last = stem.last().map_or(ANY, |&letter| bit(letter));
            let fits = move |rule: &&Rule| {
                if rule.after == ANY {
                    stem.len() + rule.nominative.len() >= SHORTEST
                } else {
                    stem.len() >= SHORTEST_STEM && rule.after & last != 0
                }
            };
            rules
                .iter()
                .filter(fits)
                .map(move |rule| Nominative { kept: stem.len(), ending: &rule.nominative })
        })
    }
}

/// Whether nominatives of adjectives end so.
fn of_adjective(nominative: &str) -> bool {
    matches!(nominative, "ий" | "ый" | "ой" | "ая" | "ое" | "ие" | "а" | "е" | "і")
}

/// The bit of a letter of [`fold::cyrillic`].
fn bit(letter: u8) -> u64 {
    1_u64.checked_shl(u32::from(letter)).unwrap_or(0)
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
            (Language::Russian, "луганской", "луганская"),
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
