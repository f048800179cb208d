//! Where the text comes from.

use parallax::text::language::ngrams;
use std::fs::File;
use std::io::Read;

/// The text of one language.
pub struct Source {
    pub code: &'static str,
    pub cyrillic: bool,
    /// The n-gram frequencies, as lingua stores them.
    pub frequencies: &'static [u8],
    /// Running text, a sentence a line.
    pub sentences: Vec<String>,
    /// Lists of words.
    pub words: Vec<String>,
}

impl Source {
    /// The words of a text as letter codes; words of another script are left out.
    pub fn codes(&self, text: &str) -> Vec<Vec<u8>> {
        let code = if self.cyrillic { ngrams::cyrillic } else { ngrams::latin };
        let mut words = Vec::new();
        let mut word = Vec::new();
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let value = code(letter);
            if value != 0 {
                word.push(value);
            } else if matches!(letter, '\'' | '’' | 'ʼ')
                && !word.is_empty()
                && letters.peek().is_some_and(|&next| code(next) != 0)
            {
                word.push(ngrams::APOSTROPHE);
            } else if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
        words
    }
}

macro_rules! source {
    ($code:literal, $cyrillic:literal, $name:ident, $models:ident, $tests:ident) => {{
        let lines = |name: &str| -> Vec<String> {
            let file = $name::$tests.get_file(name).expect("the crate has sample text");
            file.contents_utf8().expect("UTF-8").lines().map(str::to_owned).collect()
        };
        Source {
            code: $code,
            cyrillic: $cyrillic,
            frequencies: $name::$models.get_file("ngrams.fst").expect("the crate has n-grams").contents(),
            sentences: lines("sentences.txt"),
            words: [lines("word-pairs.txt"), lines("single-words.txt")].concat(),
        }
    }};
}

/// All languages, each with what lingua's crates have.
pub fn all() -> Vec<Source> {
    vec![
        source!(
            "be",
            true,
            lingua_belarusian_language_model,
            BELARUSIAN_MODELS_DIRECTORY,
            BELARUSIAN_TESTDATA_DIRECTORY
        ),
        source!(
            "bg",
            true,
            lingua_bulgarian_language_model,
            BULGARIAN_MODELS_DIRECTORY,
            BULGARIAN_TESTDATA_DIRECTORY
        ),
        source!(
            "mk",
            true,
            lingua_macedonian_language_model,
            MACEDONIAN_MODELS_DIRECTORY,
            MACEDONIAN_TESTDATA_DIRECTORY
        ),
        source!(
            "ru",
            true,
            lingua_russian_language_model,
            RUSSIAN_MODELS_DIRECTORY,
            RUSSIAN_TESTDATA_DIRECTORY
        ),
        source!(
            "sr",
            true,
            lingua_serbian_language_model,
            SERBIAN_MODELS_DIRECTORY,
            SERBIAN_TESTDATA_DIRECTORY
        ),
        source!(
            "uk",
            true,
            lingua_ukrainian_language_model,
            UKRAINIAN_MODELS_DIRECTORY,
            UKRAINIAN_TESTDATA_DIRECTORY
        ),
        source!("cs", false, lingua_czech_language_model, CZECH_MODELS_DIRECTORY, CZECH_TESTDATA_DIRECTORY),
        source!(
            "de",
            false,
            lingua_german_language_model,
            GERMAN_MODELS_DIRECTORY,
            GERMAN_TESTDATA_DIRECTORY
        ),
        source!(
            "en",
            false,
            lingua_english_language_model,
            ENGLISH_MODELS_DIRECTORY,
            ENGLISH_TESTDATA_DIRECTORY
        ),
        source!(
            "es",
            false,
            lingua_spanish_language_model,
            SPANISH_MODELS_DIRECTORY,
            SPANISH_TESTDATA_DIRECTORY
        ),
        source!(
            "fr",
            false,
            lingua_french_language_model,
            FRENCH_MODELS_DIRECTORY,
            FRENCH_TESTDATA_DIRECTORY
        ),
        source!(
            "hr",
            false,
            lingua_croatian_language_model,
            CROATIAN_MODELS_DIRECTORY,
            CROATIAN_TESTDATA_DIRECTORY
        ),
        source!(
            "hu",
            false,
            lingua_hungarian_language_model,
            HUNGARIAN_MODELS_DIRECTORY,
            HUNGARIAN_TESTDATA_DIRECTORY
        ),
        source!(
            "it",
            false,
            lingua_italian_language_model,
            ITALIAN_MODELS_DIRECTORY,
            ITALIAN_TESTDATA_DIRECTORY
        ),
        source!("nl", false, lingua_dutch_language_model, DUTCH_MODELS_DIRECTORY, DUTCH_TESTDATA_DIRECTORY),
        source!(
            "pl",
            false,
            lingua_polish_language_model,
            POLISH_MODELS_DIRECTORY,
            POLISH_TESTDATA_DIRECTORY
        ),
        source!(
            "pt",
            false,
            lingua_portuguese_language_model,
            PORTUGUESE_MODELS_DIRECTORY,
            PORTUGUESE_TESTDATA_DIRECTORY
        ),
        source!(
            "ro",
            false,
            lingua_romanian_language_model,
            ROMANIAN_MODELS_DIRECTORY,
            ROMANIAN_TESTDATA_DIRECTORY
        ),
        source!(
            "sv",
            false,
            lingua_swedish_language_model,
            SWEDISH_MODELS_DIRECTORY,
            SWEDISH_TESTDATA_DIRECTORY
        ),
        source!(
            "tr",
            false,
            lingua_turkish_language_model,
            TURKISH_MODELS_DIRECTORY,
            TURKISH_TESTDATA_DIRECTORY
        ),
    ]
}

/// Adds the sentences of a TSV file of English and another language.
pub fn add_pairs(all: &mut [Source], path: &str, code: &str) {
    let mut bytes = Vec::new();
    File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).expect("the pairs cannot be read");
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let packed = std::mem::take(&mut bytes);
        flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut bytes).expect("a broken gz file");
    }
    let text = String::from_utf8(bytes).expect("the pairs are not UTF-8");
    for line in text.lines() {
        let mut fields = line.split('\t');
        for wanted in ["en", code] {
            let Some(field) = fields.next() else { continue };
            if let Some(source) = all.iter_mut().find(|source| source.code == wanted) {
                source.sentences.push(field.to_owned());
            }
        }
    }
}
