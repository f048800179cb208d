//! Any text, put in normal form: each letter of it leads back to a piece of the original, in order.
#![no_main]

use parallax::text::{normal, words};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let normal = normal::normalise(text);
    let mut last = 0;
    for (at, letter) in normal.text.char_indices() {
        let range = normal.original(at..at + letter.len_utf8());
        assert!(text.get(range.clone()).is_some() && range.start >= last);
        last = range.start;
    }
    for word in words::words(text) {
        assert!(text.get(word.start..word.end).is_some());
    }
});
