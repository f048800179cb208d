//! General words of names of places that are translated while the rest is transliterated: `region` and `область`, `Black`
//! and `Чёрное` (`data/names/general.tsv`).

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a folded Latin word may mean, as bits; none for a word that is no general one.
pub fn latin(word: &str) -> u64 {
    TABLES.latin.get(word).copied().unwrap_or(0)
}

/// What a folded Cyrillic word in any case may mean, as bits.
pub fn cyrillic(word: &str) -> u64 {
    let word = word.replace('ё', "е");
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let starts = ends.filter_map(|end| TABLES.starts.get(&word[..end]));
    starts.chain(TABLES.whole.get(word.as_str())).fold(0, |all, bits| all | bits)
}

struct Tables {
    latin: FxHashMap<&'static str, u64>,
    whole: FxHashMap<&'static str, u64>,
    starts: FxHashMap<&'static str, u64>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables =
        Tables { latin: FxHashMap::default(), whole: FxHashMap::default(), starts: FxHashMap::default() };
    let lines = include_str!("../../data/names/general.tsv").lines().filter(|line| !line.starts_with('#'));
    for (number, line) in lines.enumerate() {
        let meaning = 1_u64.checked_shl(number as u32).unwrap_or(0);
        for (column, words) in line.split('\t').enumerate() {
            for word in words.split_whitespace() {
                let (table, word) = match word.strip_suffix('*') {
                    _ if column == 0 => (&mut tables.latin, word),
                    Some(start) => (&mut tables.starts, start),
                    None => (&mut tables.whole, word),
                };
                *table.entry(word).or_insert(0) |= meaning;
            }
        }
    }
    tables
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_words_meet_in_any_case() {
        for (english, other) in [
            ("region", "областью"),
            ("sea", "морі"),
            ("black", "чёрного"),
            ("west", "західній"),
            ("river", "рекой"),
        ] {
            assert_ne!(latin(english) & cyrillic(other), 0, "{english} {other}");
        }
        assert_eq!(latin("sea") & cyrillic("область"), 0);
        let rows = include_str!("../../data/names/general.tsv").lines().filter(|line| !line.starts_with('#'));
        assert!(rows.clone().count() < 64);
        assert!(rows.into_iter().all(|row| row.split('\t').count() == 3));
    }
}
