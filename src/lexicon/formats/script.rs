//! Which script a word is written in, and which of Russian and Ukrainian by letters that the other lacks.

use crate::text::Language;

/// The script of a word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// English.
    Latin,
    /// Russian or Ukrainian.
    Cyrillic,
}

impl Script {
    /// The script that translations of it are in.
    pub fn other(self) -> Script {
        match self {
            Script::Latin => Script::Cyrillic,
            Script::Cyrillic => Script::Latin,
        }
    }
}

/// The script of a text; one Cyrillic letter makes it Cyrillic (`IT-компания`). `None` without letters of either.
pub fn script(text: &str) -> Option<Script> {
    if text.contains(is_cyrillic) {
        Some(Script::Cyrillic)
    } else {
        text.contains(|letter: char| letter.is_alphabetic()).then_some(Script::Latin)
    }
}

/// Whether a letter is Cyrillic.
pub fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// Russian or Ukrainian, if the letters of most words that have letters of only one of them say so.
pub fn language<'a>(words: impl Iterator<Item = &'a str>) -> Option<Language> {
    let (mut russian, mut ukrainian) = (0_usize, 0_usize);
    for word in words {
        russian += usize::from(word.contains(|letter| "ыэъёЫЭЪЁ".contains(letter)));
        ukrainian += usize::from(word.contains(|letter| "іїєґІЇЄҐ".contains(letter)));
    }
    if russian > 4 * ukrainian {
        Some(Language::Russian)
    } else if ukrainian > 4 * russian {
        Some(Language::Ukrainian)
    } else {
        None
    }
}
