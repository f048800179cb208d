//! Romanised names of Ukraine, Russia and Belarus in short Latin texts: they are spelled as in English, but their
//! letters are no evidence of it (`Zelensky visits Kharkiv` is not Swedish).

/// How such names end, and names that do not end so.
const NAMES: &str = include_str!("../../../data/text/romanised.txt");

/// The text with its romanised names left out; nothing where there are none.
pub(super) fn without_names(text: &str) -> Option<String> {
    let mut rest = String::with_capacity(text.len());
    let mut found = false;
    for word in text.split_whitespace() {
        let name = word.trim_matches(|sign: char| !sign.is_alphabetic());
        if is_name(name.trim_end_matches("'s")) {
            found = true;
        } else {
            rest.push_str(word);
            rest.push(' ');
        }
    }
    found.then_some(rest)
}

fn is_name(word: &str) -> bool {
    let plain = word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    if !plain || !word.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        return false;
    }
    let small = word.to_ascii_lowercase();
    let forms = NAMES.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    forms.into_iter().any(|form| match form.strip_prefix('-') {
        Some(ending) => small.len() > ending.len() + 1 && small.ends_with(ending),
        None => small == form,
    })
}
