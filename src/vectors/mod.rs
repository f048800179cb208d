//! How near in meaning words of English, Russian and Ukrainian are: a vector for each stem, made once by a small
//! multilingual encoder (`scripts/word-vectors`, see `docs/vectors.md`). Nothing neural runs here.
//!
//! [`table`] is the form in which the vectors are kept and found without parsing; [`matching`] compares two lists of
//! words, each word with its nearest on the other side.
//!
//! Not for: translations that are known (that is [`crate::lexicon`]), names and numbers. A vector also stands near what is
//! only akin: the other player, the other month, the opposite.
//!
//! The data comes with the feature `vectors`, which is on by default. Without it [`builtin`] knows no word and everything
//! else stays as it is.
//!
//! ```
//! use parallax::text::{Language, stem::stem};
//! let vectors = parallax::vectors::builtin();
//! let find = |word, language| vectors.find(language, stem(word, language));
//! if let (Some(shelling), Some(fire), Some(music)) = (
//!     find("shelling", Language::English),
//!     find("обстрелы", Language::Russian),
//!     find("музыка", Language::Russian),
//! ) {
//!     assert!(vectors.same(shelling, fire) > vectors.same(shelling, music));
//! }
//! ```

pub mod matching;
pub mod table;

pub use matching::{SoftMatch, Word, soft_match};
pub use table::{Vector, Vectors, similarity};

#[cfg(feature = "vectors")]
const DATA: &[u8] = include_bytes!("../../data/vectors/words.vectors");
#[cfg(not(feature = "vectors"))]
const DATA: &[u8] = table::EMPTY;

// Data that is damaged must not pass for words that have no vector: then there is no program.
const _: () = assert!(table::is_whole(DATA), "data/vectors/words.vectors is damaged or of another version");

/// The vectors that come with parallax; without the feature `vectors` a table that knows no word.
pub fn builtin() -> Vectors<'static> {
    Vectors::of_whole(DATA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_sound() {
        let vectors = Vectors::checked(DATA).unwrap();
        assert_eq!(vectors.is_empty(), cfg!(not(feature = "vectors")));
    }
}

#[cfg(all(test, feature = "vectors"))]
mod data_tests {
    use super::builtin;
    use crate::text::Language;
    use crate::text::stem::stem;

    #[test]
    fn words_of_the_seed_are_found_by_their_stems() {
        let vectors = builtin();
        let (mut words, mut found) = (0, 0);
        for row in include_str!("../../data/lexicon/seed.csv").lines().skip(1) {
            let languages = [Language::English, Language::Russian, Language::Ukrainian];
            for (cell, language) in row.split(',').zip(languages) {
                for word in cell.split('|').filter(|word| !word.contains(' ')) {
                    for word in crate::text::words::words(word) {
                        words += 1;
                        found += usize::from(vectors.find(language, stem(&word.folded, language)).is_some());
                    }
                }
            }
        }
        // Keys that were made with other rules than those of the stemmer would miss more. Rows that came later may miss.
        assert!(found * 100 > words * 80, "{found} of {words}");
    }

    #[test]
    fn translations_and_paraphrases_are_nearer_than_other_words() {
        let vectors = builtin();
        let same = |english: &str, other: &str, language: Language| {
            let english = vectors.find(Language::English, stem(english, Language::English)).unwrap();
            vectors.same(english, vectors.find(language, stem(other, language)).unwrap())
        };
        for (english, near, far, language) in [
            ("killed", "погибли", "музыка", Language::Russian),
            ("shelling", "обстрел", "экзамен", Language::Russian),
            ("election", "голосование", "холодильник", Language::Russian),
            ("government", "уряд", "яблуко", Language::Ukrainian),
            ("resigned", "відставка", "риба", Language::Ukrainian),
            ("wounded", "поранені", "банк", Language::Ukrainian),
        ] {
            let (near_figure, far_figure) = (same(english, near, language), same(english, far, language));
            assert!(near_figure > far_figure + 0.2, "{english}: {near} {near_figure}, {far} {far_figure}");
        }
    }
}
