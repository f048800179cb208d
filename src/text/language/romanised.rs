//! Romanised names of Ukraine, Russia and Belarus in short Latin texts: they are spelled as in English, but their
//! letters are no evidence of it (`Zelensky visits Kharkiv` is not Swedish).

use crate::names::gazetteer::Gazetteer;

/// How surnames of the region end in English spelling; a word with a capital that ends so is one.
const SURNAMES: &str = include_str!("../../../data/text/romanised.txt");

/// The text with its romanised names left out; nothing where there are none.
pub(super) fn without_names(text: &str) -> Option<String> {
    let mut rest = String::with_capacity(text.len());
    let mut found = false;
    for word in text.split_whitespace() {
        let name = word.trim_matches(|sign: char| !sign.is_alphabetic());
        let name = name.trim_end_matches("'s").trim_end_matches("’s");
        if is_name(name) {
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
    if !plain || !word.starts_with(|letter: char| letter.is_ascii_uppercase()) || word.len() < 4 {
        return false;
    }
    let small = word.to_ascii_lowercase();
    let mut endings = SURNAMES.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    if endings.any(|ending| small.len() > ending.len() + 1 && small.ends_with(ending)) {
        return true;
    }
    let gazetteer = Gazetteer::builtin();
    gazetteer.find(word).iter().any(|&number| {
        let place = gazetteer.place(number);
        matches!(place.country, "UA" | "RU" | "BY") && place.english.eq_ignore_ascii_case(word)
    })
}
