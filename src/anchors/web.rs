//! Addresses, hashtags and accounts in running text.

use super::{Anchor, Kind};

/// The addresses (`https://…`, `www.…`), hashtags (`#…`) and accounts (`@…`) of a text, in order. Keys: an address without
/// scheme, `www.`, query and last slash; a hashtag or an account in lower case.
pub fn links(text: &str) -> Vec<Anchor> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(['#', '@', 'h', 'w']) {
        let start = at + step;
        at = start + 1;
        let rest = &text[start..];
        let before = text[..start].chars().next_back();
        if before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '/' | '&' | '.')) {
            continue;
        }
        let address = ["https://", "http://", "www."].into_iter().find(|scheme| rest.starts_with(scheme));
        let (length, key) = match address {
            Some(scheme) => {
                let ends = |letter: char| {
                    letter.is_whitespace()
                        || matches!(letter, '"' | '«' | '»' | '“' | '”' | '<' | '>' | ')' | '(')
                };
                let whole = rest[..rest.find(ends).unwrap_or(rest.len())]
                    .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…']);
                let key = whole.get(scheme.len()..).unwrap_or_default();
                let key = key.strip_prefix("www.").unwrap_or(key);
                let key = key.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
                (whole.len(), key.to_lowercase())
            }
            None if rest.starts_with(['#', '@']) => {
                let ends = |letter: char| !(letter.is_alphanumeric() || letter == '_');
                let word = &rest[1..];
                let word = &word[..word.find(ends).unwrap_or(word.len())];
                // `#1` is a number, and an account or tag has letters.
                if !word.chars().any(char::is_alphabetic) {
                    continue;
                }
                (1 + word.len(), rest[..1 + word.len()].to_lowercase())
            }
            None => continue,
        };
        if key.is_empty() || length == 0 {
            continue;
        }
        let span = start..start + length;
        found.push(Anchor { kind: Kind::Link, key, word: text[span.clone()].to_owned(), span });
        at = start + length;
    }
    found
}
