//! Any text as a date line: what is read must be a time that an article understands.
#![no_main]

libfuzzer_sys::fuzz_target!(|line: &str| {
    let crawled = moment("2022-01-21T12:00:00Z");
    if let Some(published) = parallax::corpus::date::parse_at(line, crawled) {
        let article = parallax::corpus::Article { published, ..Default::default() };
        assert!(article.time().is_some(), "{line:?} gave {:?}", article.published);
    }
});

fn moment<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}
