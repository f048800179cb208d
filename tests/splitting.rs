//! Sentence splitting: cases that a linguist can read and add to, and what must hold for any text.

use parallax::text::{Language, sentences};
use proptest::prelude::*;

#[test]
fn cases_are_split_as_written() {
    let files = [
        (Language::English, include_str!("splits/en.txt")),
        (Language::Russian, include_str!("splits/ru.txt")),
        (Language::Ukrainian, include_str!("splits/uk.txt")),
    ];
    let mut wrong = Vec::new();
    for (language, cases) in files {
        for case in cases.trim_end().split("\n\n") {
            let wanted: Vec<&str> = case.lines().filter(|line| !line.starts_with('#')).collect();
            let text = wanted.join(" ");
            let found: Vec<&str> =
                sentences::spans(&text, language).into_iter().map(|span| &text[span]).collect();
            if found != wanted {
                wrong.push(format!("{language}: {found:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_break_ends_nothing_and_an_empty_line_does() {
    let text = "A heading\nwithout a stop\n \nThe next\r\nparagraph.\r\n\r\nThe last";
    let found: Vec<&str> = sentences::spans(text, Language::English).into_iter().map(|s| &text[s]).collect();
    assert_eq!(found, ["A heading\nwithout a stop", "The next\r\nparagraph.", "The last"]);
}

#[test]
fn a_long_line_takes_time_in_proportion() {
    // Quotation marks and brackets that never close are looked for in a window, not to the end.
    let text = "«(\"Т. ".repeat(300_000);
    sentences::ends(&text, Language::Ukrainian);
}

proptest! {
    #[test]
    fn spans_are_in_order_and_cover_every_letter(text in "[a-zа-яА-Я0-9.!?…»«\"() \n—]{0,200}") {
        for language in Language::ALL {
            let mut last = 0;
            let mut covered = String::new();
            for span in sentences::spans(&text, language) {
                prop_assert!(span.start >= last && span.start < span.end);
                covered.push_str(&text[span.clone()]);
                last = span.end;
            }
            let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(dense(&covered), dense(&text));
        }
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        for language in Language::ALL {
            sentences::ends(&text, language);
        }
    }
}
