//! The hand-written lexicon is in its normal form.

use std::path::Path;

#[test]
fn the_seed_is_in_normal_form() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon/seed.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let entries = parallax::lexicon::seed::read(&text, &path).unwrap();
    assert!(entries.len() > 1000);
    let key = |english: &str| (english.to_lowercase(), english.to_owned());
    for pair in entries.windows(2) {
        assert!(
            key(&pair[0].english) < key(&pair[1].english),
            "{:?} stands before {:?}",
            pair[0].english,
            pair[1].english
        );
        assert_ne!(pair[0].english.to_lowercase(), pair[1].english.to_lowercase(), "the same word twice");
    }
    for entry in &entries {
        for (list, foreign) in [(&entry.russian, "іїєґІЇЄҐ"), (&entry.ukrainian, "ыэёъЫЭЁЪ")]
        {
            assert!(!list.is_empty(), "{}: a language has no translation", entry.english);
            for (at, word) in list.iter().enumerate() {
                assert!(!list[..at].contains(word), "{}: {word} twice", entry.english);
                assert!(
                    !word.contains(|c: char| foreign.contains(c)),
                    "{}: {word} has letters of the other",
                    entry.english
                );
                assert_eq!(word.trim(), word, "{}: spaces around {word:?}", entry.english);
                let mixed = word.contains(|c: char| c.is_ascii_alphabetic())
                    && word.contains(|c: char| ('а'..='я').contains(&c));
                assert!(!mixed, "{}: {word} mixes scripts", entry.english);
            }
        }
    }
}
