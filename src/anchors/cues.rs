//! Words that tell what a capital means: titles, kinds of organisations and places, given names, verbs of speech, and the
//! common words that have a capital only because they start a sentence.

use super::table::Phrases;
use crate::text::Language;
use crate::text::ordinary::ordinary;
use std::sync::LazyLock;

/// The cues of a language (`data/anchors/cues.*.txt`).
pub struct Cues {
    titles: Phrases,
    organisations: Phrases,
    places: Phrases,
    speech: Phrases,
    given: Phrases,
    particles: Phrases,
    joins: Phrases,
    generic: Phrases,
    shortened: Phrases,
    verbs: Phrases,
    works: Phrases,
    within: Phrases,
    families: Vec<&'static str>,
    surnames: Vec<&'static str>,
    patronymics: Vec<&'static str>,
    adjectives: Vec<&'static str>,
    language: Language,
}

impl Cues {
    /// The cues of a language.
    pub fn of(language: Language) -> &'static Cues {
        static CUES: LazyLock<[Cues; 3]> = LazyLock::new(|| Language::ALL.map(read));
        &CUES[language as usize]
    }

    /// Whether it stands before a person's name: `president`, `міністра`.
    pub fn title(&self, folded: &str) -> bool {
        self.titles.word(folded).is_some()
    }

    /// Whether it is a word of an organisation's name: `ministry`, `компанії`.
    pub fn organisation(&self, folded: &str) -> bool {
        self.organisations.word(folded).is_some()
    }

    /// Whether it is a kind of place: `river`, `області`.
    pub fn place(&self, folded: &str) -> bool {
        self.places.word(folded).is_some()
    }

    /// Whether it is a verb of speech: `said`, `заявил`.
    pub fn speech(&self, folded: &str) -> bool {
        self.speech.word(folded).is_some()
    }

    /// Whether it is a given name in any case: `joe`, `сергея`.
    pub fn given(&self, folded: &str) -> bool {
        let Some(start) = self.given.word(folded) else { return false };
        // The data list stems; what follows one is an ending.
        self.language == Language::English || NAME_ENDINGS.contains(&&folded[start.len()..])
    }

    /// Whether it may stand in lower case inside a name: `van`, `аль`.
    pub fn particle(&self, folded: &str) -> bool {
        self.particles.word(folded).is_some()
    }

    /// Whether it may join the parts of an organisation's name: `of`, `for`.
    pub fn join(&self, folded: &str) -> bool {
        self.joins.word(folded).is_some()
    }

    /// Whether it has a capital but names nothing: `TV`, `СМИ`, `Internet`, `ТОВ`.
    pub fn generic(&self, folded: &str) -> bool {
        self.generic.word(folded).is_some()
    }

    /// Whether it is a title that is written short, with a full stop: `mr`, `st`.
    pub fn shortened(&self, folded: &str) -> bool {
        self.shortened.word(folded).is_some()
    }

    /// Whether a subject stands before it: `was`, `declined`, `будет`.
    pub fn verb(&self, folded: &str) -> bool {
        self.verbs.word(folded).is_some()
    }

    /// Whether what is quoted behind it is no organisation: `film`, `роман`, `операція`.
    pub fn work(&self, folded: &str) -> bool {
        self.works.word(folded).is_some()
    }

    /// Whether places stand behind it: `в`, `из`, `під`.
    pub fn within(&self, folded: &str) -> bool {
        self.within.word(folded).is_some()
    }

    /// Whether it ends as surnames do in any case, and some other words too.
    pub fn family(&self, folded: &str) -> bool {
        ends(folded, &self.families, 5)
    }

    /// Whether it ends as surnames of the region do, and hardly any other word.
    pub fn surname(&self, folded: &str) -> bool {
        ends(folded, &self.surnames, 6)
    }

    /// Whether it ends as a patronymic: `сергеевич`, `іванівна`.
    pub fn patronymic(&self, folded: &str) -> bool {
        ends(folded, &self.patronymics, 6)
    }

    /// Whether it ends as an adjective of Russian or Ukrainian.
    pub fn adjective(&self, folded: &str) -> bool {
        ends(folded, &self.adjectives, 5)
    }

    /// Whether it is a word that stands in lower case elsewhere, so that its capital says nothing at a sentence's start.
    pub fn common(&self, folded: &str) -> bool {
        ordinary(folded, self.language)
    }
}

/// Endings of given names in Russian and Ukrainian.
const NAME_ENDINGS: [&str; 38] = [
    "", "а", "у", "ом", "е", "ю", "ем", "и", "ой", "ы", "я", "й", "ь", "ью", "ей", "ия", "ию", "ии", "ией",
    "ий", "ием", "ою", "о", "ові", "еві", "єві", "єм", "єю", "ї", "і", "ія", "ію", "ії", "ією", "ій", "ям",
    "ея", "ею",
];

/// Whether a word of so many letters at least has one of these endings.
fn ends(folded: &str, endings: &[&str], least: usize) -> bool {
    endings.iter().any(|ending| folded.ends_with(ending)) && folded.chars().count() >= least
}

fn read(language: Language) -> Cues {
    let cues = match language {
        Language::English => include_str!("../../data/anchors/cues.en.txt"),
        Language::Russian => include_str!("../../data/anchors/cues.ru.txt"),
        Language::Ukrainian => include_str!("../../data/anchors/cues.uk.txt"),
    };
    let endings = |wanted: &str| -> Vec<&'static str> {
        let lines = cues.lines().filter_map(|line| line.split_once(": ")).filter(|(name, _)| *name == wanted);
        lines.flat_map(|(_, endings)| endings.split(' ')).collect()
    };
    let section = |wanted: &str| {
        let mut phrases = Phrases::default();
        let lines = cues.lines().filter_map(|line| line.split_once(": "));
        for (_, forms) in lines.filter(|(name, _)| *name == wanted) {
            // The meaning is the form without its star: its length tells how much of a word is an ending.
            forms.split(' ').for_each(|form| phrases.add(form, form.trim_end_matches('*')));
        }
        phrases
    };
    Cues {
        titles: section("titles"),
        organisations: section("organisations"),
        places: section("places"),
        speech: section("speech"),
        given: section("given"),
        particles: section("particles"),
        joins: section("joins"),
        generic: section("generic"),
        shortened: section("shortened"),
        verbs: section("verbs"),
        works: section("works"),
        within: section("within"),
        families: endings("families"),
        surnames: endings("surnames"),
        patronymics: endings("patronymics"),
        adjectives: endings("adjectives"),
        language,
    }
}
