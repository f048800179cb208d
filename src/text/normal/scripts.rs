//! Words that mix Latin and Cyrillic letters which look alike.

/// What a word of two scripts is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// One script only.
    None,
    /// The word as it was meant, letter for letter, and how many letters were changed.
    Sure(String, u64),
    /// Two scripts on purpose, or nobody can tell (`iPhoneом`, `СМСka`).
    Unsure,
}

/// The scripts of a word and the word put right. It is sure where all letters of the rarer script have a twin in the
/// other one.
///
/// ```
/// use parallax::text::normal::{Repair, repair};
/// assert_eq!(repair("Лугaнськ"), Repair::Sure("Луганськ".into(), 1)); // a Latin a
/// assert_eq!(repair("Lоndоn"), Repair::Sure("London".into(), 2)); // Cyrillic о
/// assert_eq!(repair("iPhoneом"), Repair::Unsure);
/// assert_eq!(repair("London"), Repair::None);
/// ```
pub fn repair(word: &str) -> Repair {
    let (mut latin, mut cyrillic) = (0u64, 0u64);
    let (mut lone_latin, mut lone_cyrillic) = (false, false);
    for letter in word.chars() {
        if super::is_cyrillic(letter) {
            cyrillic += 1;
            lone_cyrillic |= latin_twin(letter).is_none();
        } else if letter.is_ascii_alphabetic() || matches!(letter, 'À'..='ɏ') {
            latin += 1;
            lone_latin |= cyrillic_twin(letter).is_none();
        }
    }
    if latin == 0 || cyrillic == 0 {
        return Repair::None;
    }
    let to_cyrillic = cyrillic > latin || cyrillic == latin && lone_cyrillic;
    if cyrillic == latin && lone_latin == lone_cyrillic
        || if to_cyrillic { lone_latin } else { lone_cyrillic }
    {
        return Repair::Unsure;
    }
    let twin = if to_cyrillic { cyrillic_twin } else { latin_twin };
    let right = word.chars().map(|letter| twin(letter).unwrap_or(letter)).collect();
    Repair::Sure(right, if to_cyrillic { latin } else { cyrillic })
}

/// Letters that look alike, Latin first. Vowels with an acute are stressed vowels in Cyrillic text.
const TWINS: [(char, char); 32] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('j', 'ј'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('ë', 'ё'),
    ('ï', 'ї'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('Ë', 'Ё'),
    ('Ï', 'Ї'),
    ('á', 'а'),
    ('é', 'е'),
    ('í', 'і'),
    ('ó', 'о'),
    ('ý', 'у'),
];

fn cyrillic_twin(letter: char) -> Option<char> {
    TWINS.iter().find(|(latin, _)| *latin == letter).map(|&(_, cyrillic)| cyrillic)
}

fn latin_twin(letter: char) -> Option<char> {
    TWINS.iter().find(|(_, cyrillic)| *cyrillic == letter).map(|&(latin, _)| latin)
}
