//! Telling languages: cases that a linguist can read and add to, articles of two languages, and what holds for any text.

use parallax::text::language::{article, identify};
use proptest::prelude::*;

#[test]
fn cases_are_told_as_written() {
    let mut wrong = Vec::new();
    for line in
        include_str!("languages.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let (code, text) = line.split_once(' ').unwrap();
        let guess = identify(text);
        if guess.code != code {
            wrong.push(format!("{text}: {} ({:.2}) instead of {code}", guess.code, guess.confidence));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_long_text_is_surer_than_a_word() {
    let word = identify("Автор");
    let text = identify("Автор розповів, що почав писати цю книжку ще влітку, коли жив у селі.");
    assert!(word.confidence < 0.95 && text.confidence > 0.999, "{word:?} {text:?}");
}

const UKRAINIAN: &str = "Речниця міністерства розповіла журналістам, що переговори тривали до пізньої ночі.\n\
    Сторони домовилися зустрітися знову наступного тижня.\n";

#[test]
fn an_article_in_one_language_is_not_mixed() {
    let verdict = article::judge(UKRAINIAN);
    assert_eq!((verdict.guess.code, verdict.is_mixed()), ("uk", false));
    assert!(verdict.parts.is_empty() && verdict.guess.confidence > 0.99);
}

#[test]
fn a_quotation_keeps_its_language() {
    let quotation = "Мы не собираемся отступать от своих требований";
    let text = format!("{UKRAINIAN}«{quotation}», — заявив очільник делегації на зустрічі з пресою в Києві.");
    let verdict = article::judge(&text);
    assert_eq!(verdict.guess.code, "uk");
    assert_eq!(verdict.parts.len(), 1);
    let part = &verdict.parts[0];
    assert_eq!((&text[part.span.clone()], part.guess.code, part.quotation), (quotation, "ru", true));
}

#[test]
fn an_article_in_two_languages_says_so() {
    let text = format!(
        "{UKRAINIAN}Представитель министерства рассказал журналистам, что переговоры шли до поздней ночи."
    );
    let verdict = article::judge(&text);
    assert!(verdict.is_mixed());
    assert_eq!(verdict.guess.code, "uk");
    assert_eq!(
        verdict.parts.iter().map(|part| (part.guess.code, part.quotation)).collect::<Vec<_>>(),
        [("ru", false)]
    );
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        let guess = identify(&text);
        prop_assert!((0.0..=1.0).contains(&guess.confidence));
        let verdict = article::judge(&text);
        for part in verdict.parts {
            prop_assert!(text.get(part.span).is_some());
        }
    }

    #[test]
    fn case_does_not_matter(text in "[а-яіїєґ' ]{0,60}") {
        prop_assert_eq!(identify(&text).code, identify(&text.to_uppercase()).code);
    }
}
