//! Whether the texts of `align` are what they are taken for, as far as their letters tell.

use super::align::Args;
use parallax::text::{Language, Script, language};
use parallax::{Error, Result};
use std::path::Path;

/// A text is in a script when all but one letter in this many are: names and quotations may be in the other.
const NEARLY_ALL: usize = 5;
/// With fewer letters nothing is said.
const FEW: usize = 12;

/// Refuses texts that are surely not in the language that they are taken for, and two texts of one language unless both
/// languages were given. `--src-lang` has the first text taken for that language all the same.
pub fn check([src, trg]: [(&Path, &str, Language); 2], args: &Args) -> Result<()> {
    let (first, second) = (script(src.1), script(trg.1));
    let is_wrong =
        |found: Option<Script>, language: Language| found.is_some_and(|found| found != language.script());
    let swapped = first == Some(trg.2.script()) && second == Some(src.2.script()) && first != second;
    let fault = |which: &str, (path, text, taken): (&Path, &str, Language), advice: &str| {
        let what = format!("the {which} text is {}, not {}", called(text), name(taken));
        let advice = if swapped { "swap the two files" } else { advice };
        Err(Error::new(what).at(path).advice(advice))
    };
    if is_wrong(first, src.2) && args.src_lang.is_none() {
        return fault(
            "first",
            src,
            "give the English text first, or the language of this one with --src-lang",
        );
    }
    if is_wrong(second, trg.2) {
        return fault("second", trg, "give the language of this text with --trg-lang");
    }
    if src.2 == trg.2 && (args.src_lang.is_none() || args.trg_lang.is_none()) {
        return Err(Error::new(format!("both texts are {}", name(src.2)))
            .at(trg.0)
            .advice("to compare two texts of one language, give both --src-lang and --trg-lang"));
    }
    Ok(())
}

/// The script of nearly all letters, where there are enough.
fn script(text: &str) -> Option<Script> {
    let count = |inside: fn(char) -> bool| text.chars().filter(|&letter| inside(letter)).count();
    let latin = count(|letter| letter.is_ascii_alphabetic());
    let cyrillic = count(|letter| matches!(letter, '\u{400}'..='\u{4ff}'));
    match () {
        () if latin >= FEW && latin > NEARLY_ALL * cyrillic => Some(Script::Latin),
        () if cyrillic >= FEW && cyrillic > NEARLY_ALL * latin => Some(Script::Cyrillic),
        () => None,
    }
}

fn called(text: &str) -> String {
    let code = language::identify(text).code;
    code.parse()
        .map_or_else(|_| format!("in another language ({code})"), |language| name(language).to_owned())
}

fn name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Russian => "Russian",
        Language::Ukrainian => "Ukrainian",
    }
}
