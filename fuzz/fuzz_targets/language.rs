//! Any text, its language told: a probability comes out, and the parts of an article slice it.
#![no_main]

use parallax::text::language::{article, identify};

libfuzzer_sys::fuzz_target!(|text: &str| {
    assert!((0.0..=1.0).contains(&identify(text).confidence));
    for part in article::judge(text).parts {
        assert!(text.get(part.span).is_some());
    }
});
