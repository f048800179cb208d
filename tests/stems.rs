//! Stems: cases that a linguist can read and add to, and what must hold for the lists of irregular words.

use parallax::text::Language;
use parallax::text::stem::stem;
use parallax::text::words::words;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn words_meet_or_stay_apart_as_written() {
    let mut wrong = Vec::new();
    for line in include_str!("stems.tsv").lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [language, how, listed, why] = cells[..] else { panic!("{line}") };
        let language: Language = language.parse().unwrap();
        let listed: Vec<&str> = listed.split(' ').collect();
        let stems: Vec<&str> = listed.iter().map(|word| stem(word, language)).collect();
        let different = stems.iter().collect::<BTreeSet<_>>().len();
        if different != if how == "=" { 1 } else { listed.len() } {
            wrong.push(format!("{language} {how} {listed:?}: {stems:?} ({why})"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn irregular_words_are_listed_once_and_folded() {
    let lists = [
        include_str!("../data/text/irregular.en.txt"),
        include_str!("../data/text/irregular.ru.txt"),
        include_str!("../data/text/irregular.uk.txt"),
    ];
    let mut wrong = Vec::new();
    for (language, list) in Language::ALL.into_iter().zip(lists) {
        let mut seen = BTreeMap::new();
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        for token in lines.flat_map(str::split_whitespace) {
            let word = token.trim_end_matches([':', '=']);
            if words(word).first().is_none_or(|first| first.folded != word) {
                wrong.push(format!("{language} {word}: not as words are folded"));
            }
            // The first word of a line with a colon is only an example of the rule.
            if !token.ends_with(':') && seen.insert(word, ()).is_some() {
                wrong.push(format!("{language} {word}: listed twice"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
