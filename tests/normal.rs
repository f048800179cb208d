//! The normal form of texts and the way back to the original.

use parallax::text::normal::normalise;
use parallax::text::words::words;
use proptest::prelude::*;
use unicode_normalization::is_nfc;

fn check(text: &str, wanted: &str) {
    assert_eq!(normalise(text).text, wanted, "{}", text.escape_unicode());
}

#[test]
fn signs_have_one_form() {
    check("«Так» „ні“ “no” ‟x”", "\"Так\" \"ні\" \"no\" \"x\"");
    check("п’ять обʼєкт сім`я don’t", "п'ять об'єкт сім'я don't");
    check("1991–2014 – так ― ні, спец‑ назва −5", "1991—2014 — так — ні, спец- назва -5");
    check("1\u{a0}000\u{202f}кг", "1 000 кг");
    check("ви\u{ad}со\u{200b}кий\u{feff}", "високий");
    check("за́мок и замо́к, доро́га", "замок и замок, дорога");
}

#[test]
fn letters_are_composed() {
    check("и\u{306} і\u{308} е\u{308} у\u{306}", "й ї ё ў");
    check("cafe\u{301}", "café");
    check("г\u{301} к\u{301}", "ѓ ќ");
    check("е\u{200b}\u{308}", "ё");
}

#[test]
fn letters_of_the_wrong_script_are_put_right_where_sure() {
    check("Лугaнськ мiсто Kиїв сло́во и слóво", "Луганськ місто Київ слово и слово");
    check("Lоndоn", "London");
    check("Харків i Київ", "Харків і Київ");
    check("вітамін C і план B", "вітамін C і план B");
    let normal = normalise("iPhoneом, СМСka");
    assert_eq!(
        (normal.text.as_str(), normal.counts.repaired, normal.counts.mixed_words),
        ("iPhoneом, СМСka", 0, 2)
    );
}

#[test]
fn changes_are_counted() {
    let counts = normalise("«Лугaнськ» – ви\u{ad}со́кий\u{a0}і\u{308} п’ять").counts;
    let named: Vec<u64> = counts.named().into_iter().map(|(_, count)| count).collect();
    assert_eq!(named, [1, 2, 1, 1, 1, 1, 1, 1, 0]);
}

#[test]
fn places_lead_back() {
    let text = "У «За́\u{ad}мку» – Лугaнськ.";
    let normal = normalise(text);
    assert_eq!(normal.text, "У \"Замку\" — Луганськ.");
    for (word, original) in [("Замку", "За́\u{ad}мку"), ("Луганськ", "Лугaнськ"), ("У", "У"), ("—", "–")]
    {
        let at = normal.text.find(word).unwrap();
        assert_eq!(&text[normal.original(at..at + word.len())], original);
    }
    let at = normal.text.find("Луганськ").unwrap();
    let characters = normal.original_characters(text, at..at + "Луганськ".len());
    assert_eq!(text.chars().skip(characters.start).take(characters.len()).collect::<String>(), "Лугaнськ");
}

#[test]
fn words_share_the_tables() {
    let folded = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
    assert_eq!(folded("Луга\u{301}нськ Лугaнськ луг\u{ad}анськ"), ["луганськ"; 3]);
    assert_eq!(folded("край край"), folded("краи\u{306} кра\u{200b}и\u{306}"));
    assert_eq!(folded("їжа ёж"), folded("і\u{308}жа е\u{308}ж"));
}

proptest! {
    #[test]
    fn any_text_has_a_normal_form_and_places_in_order(text in any::<String>()) {
        let normal = normalise(&text);
        prop_assert!(is_nfc(&normal.text));
        let mut last = 0;
        for (at, letter) in normal.text.char_indices() {
            let range = normal.original(at..at + letter.len_utf8());
            prop_assert!(text.get(range.clone()).is_some(), "{range:?}");
            prop_assert!(range.start >= last);
            last = range.start;
        }
        prop_assert_eq!(normal.original(0..normal.text.len()).end, text.len());
    }

    #[test]
    fn news_text_is_normal_after_one_pass(text in "[a-zаеиоукгхсїі́'’«»“ ёÉéa\u{ad}\u{301}\u{306}\u{308}–—-]{0,60}") {
        let once = normalise(&text).text;
        prop_assert_eq!(&normalise(&once).text, &once);
    }

    #[test]
    fn plain_text_stays(text in "[a-z ,.0-9\"'—-]{0,80}") {
        let normal = normalise(&text);
        prop_assert_eq!(&normal.text, &text);
        prop_assert_eq!(normal.counts, Default::default());
    }
}
