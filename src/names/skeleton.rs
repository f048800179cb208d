//! Skeletons: Latin and Cyrillic spellings of a name in one small alphabet, in which they nearly meet: the keys of an
//! [`super::index`].
//!
//! Not for: judging whether two words are one name (that is [`super::word`]).

use super::fold;

/// The skeleton of a folded word of either script.
pub fn skeleton(word: &str) -> Vec<u8> {
    let mut bones: Vec<u8> = Vec::with_capacity(word.len());
    let letters: Vec<char> = word.chars().collect();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let (taken, piece): (usize, &[u8]) = if fold::is_latin(letter) {
            match (letter, next) {
                ('š' | 'ś' | 'ş' | 'ș', _) => (1, b"S"),
                ('č' | 'ć' | 'ç', _) => (1, b"C"),
                ('ž' | 'ź' | 'ż', _) => (1, b"Z"),
                ('s', 'h') => (2, b"S"),
                ('c', 'h') => (2, b"C"),
                ('z', 'h') => (2, b"Z"),
                ('k', 'h') | ('g', 'h') => (2, b"h"),
                ('t', 's') => (2, b"c"),
                ('t', 'h') => (2, b"t"),
                ('p', 'h') => (2, b"f"),
                ('c', 'k') => (2, b"k"),
                ('d', 'j') | ('d', 'z') => (2, b"j"),
                ('q', 'u') => (2, b"kv"),
                ('o', 'o') | ('o', 'u') => (2, b"u"),
                ('e', 'e') => (2, b"i"),
                ('c', 'e' | 'i' | 'y') => (1, b"c"),
                ('c' | 'q', _) => (1, b"k"),
                ('x', _) => (1, b"ks"),
                ('w', _) => (1, b"v"),
                ('y', 'a' | 'e' | 'o' | 'u') => (1, b""),
                ('y', _) => (1, b"i"),
                ('a'..='z', _) => (1, LATIN[letter as usize - 'a' as usize]),
                _ => (1, bare(letter)),
            }
        } else {
            match (letter, next) {
                ('д', 'ж') => (2, b"j"),
                ('к', 'с') => (2, b"ks"),
                ('т', 'с') => (2, b"c"),
                _ => (1, cyrillic(letter)),
            }
        };
        for &bone in piece {
            if bones.last() != Some(&bone) {
                bones.push(bone);
            }
        }
        at += taken;
    }
    bones
}

/// The skeleton of a letter with an accent: that of the letter without.
fn bare(letter: char) -> &'static [u8] {
    let plain = fold::latin(letter).map(fold::without_accent);
    let of = |plain: u8| ('a'..='z').position(|known| fold::latin(known) == Some(plain));
    plain.and_then(of).map_or(b"", |at| LATIN[at])
}

const LATIN: [&[u8]; 26] = [
    b"a", b"b", b"k", b"d", b"e", b"f", b"g", b"h", b"i", b"j", b"k", b"l", b"m", b"n", b"o", b"p", b"k",
    b"r", b"s", b"t", b"u", b"v", b"v", b"ks", b"i", b"z",
];

fn cyrillic(letter: char) -> &'static [u8] {
    match letter {
        'а' | 'я' => b"a",
        'б' => b"b",
        'в' => b"v",
        'г' => b"g",
        'ґ' => b"g",
        'д' => b"d",
        'е' | 'э' | 'є' => b"e",
        'ж' => b"Z",
        'з' => b"z",
        'и' | 'і' | 'ї' | 'й' | 'ы' => b"i",
        'к' => b"k",
        'л' => b"l",
        'м' => b"m",
        'н' => b"n",
        'о' => b"o",
        'п' => b"p",
        'р' => b"r",
        'с' => b"s",
        'т' => b"t",
        'у' | 'ю' => b"u",
        'ф' => b"f",
        'х' => b"h",
        'ц' => b"c",
        'ч' => b"C",
        'ш' => b"S",
        'щ' => b"SC",
        _ => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (latin, cyrillic) in [("luhansk", "луханськ"), ("šić", "шич"), ("shevchenko", "шевченко")]
        {
            assert_eq!(skeleton(latin), skeleton(cyrillic), "{latin} {cyrillic}");
        }
    }
}
