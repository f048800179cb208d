//! Language tags as they come: `EN`, `ru-RU`, `uk_UA.UTF-8`, `ua`, `ukr`, `Russian`, «українська», to ISO 639-1.
//!
//! The names are in `data/corpus/languages.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The ISO 639-1 code of a tag; nothing for `und`, `mul`, a list of several languages or what names none.
///
/// ```
/// use parallax::corpus::tag::code;
/// assert_eq!(code("uk_UA.UTF-8").as_deref(), Some("uk"));
/// assert_eq!(code("ua").as_deref(), Some("uk"));
/// assert_eq!(code("RUS").as_deref(), Some("ru"));
/// assert_eq!(code("українська мова").as_deref(), Some("uk"));
/// assert_eq!(code("und"), None);
/// assert_eq!(code("en, ru"), None);
/// ```
pub fn code(tag: &str) -> Option<String> {
    let lower = tag.trim().trim_matches(['"', '\'', '[', ']', '(', ')']).to_lowercase();
    let mut codes =
        lower.split([',', ';', '/', '|', '+']).map(str::trim).filter(|one| !one.is_empty()).map(one);
    let first = codes.next()??;
    codes.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

fn one(tag: &str) -> Option<String> {
    static NAMES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
        let rows =
            include_str!("../../data/corpus/languages.txt").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| Some((row, row.split_whitespace().next()?)))
            .flat_map(|(row, code)| row.split_whitespace().map(move |name| (name.replace('_', " "), code)))
            .collect()
    });
    if let Some(code) = NAMES.get(tag) {
        return Some((*code).to_owned());
    }
    // `q=0.9` of a header that lists languages is a wish, no language.
    let first = tag.split(['-', '_', '.', '@', ' ', '=']).next().unwrap_or_default();
    if let Some(code) = NAMES.get(first) {
        return Some((*code).to_owned());
    }
    let code = first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_lowercase());
    code.then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_the_wild_are_understood() {
        for (tag, wanted) in [
            ("EN", "en"),
            ("en-GB", "en"),
            ("eng", "en"),
            ("english", "en"),
            ("English (US)", "en"),
            ("en_US.UTF-8", "en"),
            ("ru-RU", "ru"),
            ("ru_RU", "ru"),
            ("RU", "ru"),
            ("rus", "ru"),
            ("Russian", "ru"),
            ("русский", "ru"),
            ("Русский язык", "ru"),
            ("ua", "uk"),
            ("UA", "uk"),
            ("uk-UA", "uk"),
            ("uk_UA", "uk"),
            ("ukr", "uk"),
            ("UKR", "uk"),
            ("українська", "uk"),
            ("Українська", "uk"),
            (" uk ", "uk"),
            ("uk, uk-UA", "uk"),
            ("be-tarask", "be"),
            ("pt-BR", "pt"),
            ("de", "de"),
            ("ger", "de"),
            ("sw", "sw"),
        ] {
            assert_eq!(code(tag).as_deref(), Some(wanted), "{tag}");
        }
        for tag in ["", "und", "mul", "zxx", "xx-unknown-x", "en ; ru", "q", "1", "?", "default", "x-default"]
        {
            assert!(code(tag).is_none_or(|code| code == "xx"), "{tag}");
        }
    }
}
