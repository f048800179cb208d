//! Names of one or more words: how a name is cut into words, and the score of two names from the scores of their words.
//!
//! Words may stand in any order; initials stand for words; a patronymic or a particle may be missing.

use super::fold;
use crate::text::Language;
use std::sync::LazyLock;

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Small letters, signs that count for nothing left out.
    pub text: String,
    /// What kind of a word it is.
    pub kind: Kind,
}

/// Kinds of words in names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word that tells the name from others.
    Word,
    /// A first letter or two with a point, or one letter.
    Initial,
    /// Van, de, al: may be missing.
    Particle,
    /// Alexandrovich, Іванівна: may be missing.
    Patronymic,
}

/// A name has at most so many words; the rest is left out.
pub const MOST_PARTS: usize = 8;

/// The words of a name. Letters of the wrong script are set right, stress marks and invisible signs are out.
///
/// ```
/// use parallax::names::person::{parts, Kind};
/// let words = parts("V.V. Putin");
/// assert_eq!(words.iter().map(|part| part.text.as_str()).collect::<Vec<_>>(), ["v", "v", "putin"]);
/// assert_eq!(words[0].kind, Kind::Initial);
/// ```
pub fn parts(name: &str) -> Vec<Part> {
    // A name is short; of a text that is none, the beginning is enough.
    let end = name.char_indices().nth(400).map_or(name.len(), |(at, _)| at);
    let (name, _) = fold::tidy(&name[..end]);
    let mut parts: Vec<Part> = Vec::new();
    let mut text = String::new();
    let mut push = |text: &mut String, point: bool| {
        let letters = text.trim_matches('\'');
        let count = letters.chars().count();
        if count > 0 && parts.len() < MOST_PARTS {
            let kind = if count == 1 || (point && count == 2) { Kind::Initial } else { kind_of(letters) };
            parts.push(Part { text: letters.to_owned(), kind });
        }
        text.clear();
    };
    for letter in name.chars() {
        if letter.is_alphanumeric() {
            text.extend(letter.to_lowercase());
        } else if matches!(letter, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | '`' | '′' | '´') {
            text.push('\'');
        } else if !matches!(letter, '\u{300}'..='\u{36f}') {
            push(&mut text, letter == '.');
        }
    }
    push(&mut text, false);
    parts
}

fn kind_of(word: &str) -> Kind {
    static PARTICLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let lines = include_str!("../../data/names/particles.txt").lines();
        lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
    });
    const PATRONYMICS: [&str; 27] = [
        "ович",
        "евич",
        "ич",
        "овна",
        "евна",
        "ична",
        "инична",
        "івна",
        "ївна",
        "йович",
        "ьович",
        "овича",
        "евича",
        "овичем",
        "евичем",
        "овичу",
        "евичу",
        "ovich",
        "evich",
        "ovych",
        "yovych",
        "ovna",
        "evna",
        "ivna",
        "ivna",
        "їч",
        "ilyich",
    ];
    if PARTICLES.contains(&word) {
        Kind::Particle
    } else if word.chars().count() > 6 && PATRONYMICS.iter().any(|ending| word.ends_with(ending)) {
        Kind::Patronymic
    } else {
        Kind::Word
    }
}

/// The language of the letters of a Cyrillic word, where they tell it.
pub fn language_of(word: &str) -> Option<Language> {
    if word.contains(['і', 'ї', 'є', 'ґ']) {
        Some(Language::Ukrainian)
    } else if word.contains(['ы', 'э', 'ъ', 'ё']) {
        Some(Language::Russian)
    } else {
        None
    }
}

/// What a name loses for a word without a partner while the other name has none left.
fn missing(kind: Kind) -> f32 {
    match kind {
        Kind::Word => 2.0,
        Kind::Initial => 1.5,
        Kind::Particle => 0.7,
        Kind::Patronymic => 1.0,
    }
}

/// What is lost besides when both names have a word left that is no other's: then they are two.
const BOTH_LEFT: f32 = 12.0;
/// Two words score at least this, or they are no partners.
const PARTNERS: f32 = -2.0;
/// What each further pair of words loses: words of one name are not independent (John goes with Smith).
const FURTHER: f32 = 2.5;
/// What words in another order lose.
const ORDER: f32 = 0.5;

/// The score of two names, given that of each two of their words (nats, see [`super::word`]). `None` where no words
/// go together.
pub fn score(latin: &[Part], cyrillic: &[Part], word_score: impl Fn(usize, usize) -> f32) -> Option<f32> {
    let mut cells: Vec<(f32, usize, usize)> = Vec::with_capacity(latin.len() * cyrillic.len());
    for i in 0..latin.len() {
        for j in 0..cyrillic.len() {
            let score = word_score(i, j);
            if score >= PARTNERS {
                cells.push((score, i, j));
            }
        }
    }
    cells.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken_latin, mut taken_cyrillic) = ([false; MOST_PARTS], [false; MOST_PARTS]);
    let mut partners: Vec<(usize, usize)> = Vec::new();
    let mut sum = 0.0;
    for (score, i, j) in cells {
        if !taken_latin[i] && !taken_cyrillic[j] {
            (taken_latin[i], taken_cyrillic[j]) = (true, true);
            partners.push((i, j));
            sum += score;
        }
    }
    if partners.is_empty() {
        return None;
    }
    partners.sort_unstable();
    let words =
        partners.iter().filter(|(i, j)| latin[*i].kind == Kind::Word && cyrillic[*j].kind == Kind::Word);
    sum -= FURTHER * words.count().saturating_sub(1) as f32;
    if partners.windows(2).any(|pair| pair[1].1 < pair[0].1) {
        sum -= ORDER;
    }
    let left = |parts: &[Part], taken: &[bool]| -> (f32, bool) {
        let left = parts.iter().zip(taken).filter(|(_, taken)| !**taken);
        left.fold((0.0, false), |(loss, word), (part, _)| {
            (loss + missing(part.kind), word || part.kind == Kind::Word)
        })
    };
    let (latin_loss, latin_word) = left(latin, &taken_latin);
    let (cyrillic_loss, cyrillic_word) = left(cyrillic, &taken_cyrillic);
    sum -= latin_loss + cyrillic_loss;
    if latin_word && cyrillic_word {
        sum -= BOTH_LEFT;
    }
    Some(sum)
}
