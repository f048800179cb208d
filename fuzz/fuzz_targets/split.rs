//! Any text, split in each language: the sentences are in order and hold every letter.
#![no_main]

use parallax::text::{Language, sentences};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for language in Language::ALL {
        let mut last = 0;
        for span in sentences::spans(text, language) {
            assert!(span.start < span.end && span.start >= last);
            assert!(text[last..span.start].trim().is_empty(), "{language}: text between sentences");
            last = span.end;
        }
        assert!(text[last..].trim().is_empty(), "{language}: text behind the last sentence");
    }
});
