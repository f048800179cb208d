//! The languages that the model does not know: whatlang's answer under its ISO 639-1 code.

use super::Guess;
use whatlang::Lang;

/// Letters of a text that whatlang is shown: more change nothing.
const SHOWN: usize = 1000;

/// What whatlang says, or nothing where it is not sure or says a language that only our own model may tell.
pub(super) fn ask(text: &str) -> Option<Guess> {
    let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    let info = whatlang::detect(&text[..end])?;
    let code = code(info.lang())?;
    // Where whatlang is told apart by an alphabet of its own, one word is enough; Latin needs more.
    (info.is_reliable() || info.script() != whatlang::Script::Latin)
        .then(|| Guess { code, confidence: info.confidence() })
}

/// The ISO 639-1 code; nothing for the Cyrillic languages that the model knows better.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Rus | Lang::Ukr | Lang::Bel | Lang::Bul | Lang::Mkd | Lang::Srp => return None,
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    })
}
