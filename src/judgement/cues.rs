//! Words that turn a statement round or say how sure it is: data files per language.

use crate::text::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word does to the statement that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// `not`, `never`, `не`.
    Negation,
    /// A word that holds a negation: `refused`, `without`, `отказался`.
    Denial,
    /// `may`, `возможно`.
    May,
    /// `will`, `планирует`.
    Will,
    /// `must`, `должен`.
    Must,
    /// `not only`: looks like one and is none.
    Nothing,
}

const NAMES: [(&str, Cue); 6] = [
    ("negation", Cue::Negation),
    ("denial", Cue::Denial),
    ("may", Cue::May),
    ("will", Cue::Will),
    ("must", Cue::Must),
    ("nothing", Cue::Nothing),
];

/// The cues of a language: whole words, and beginnings of words by their first letters.
pub struct Cues {
    words: FxHashMap<&'static str, Cue>,
    beginnings: Vec<(&'static str, Cue)>,
    runs: Vec<(Vec<&'static str>, Cue)>,
}

impl Cues {
    /// Those of a language.
    pub fn of(language: Language) -> &'static Cues {
        &CUES[language as usize]
    }

    fn read(text: &'static str) -> Self {
        let mut cues = Cues { words: FxHashMap::default(), beginnings: Vec::new(), runs: Vec::new() };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, words)) = line.split_once(':') else { continue };
            let Some((_, cue)) = NAMES.iter().find(|(known, _)| *known == name) else { continue };
            for word in words.split_whitespace() {
                if word.contains('_') {
                    cues.runs.push((word.split('_').collect(), *cue));
                } else if let Some(beginning) = word.strip_suffix('*') {
                    cues.beginnings.push((beginning, *cue));
                } else {
                    cues.words.insert(word, *cue);
                }
            }
        }
        cues.beginnings.sort_by_key(|(beginning, _)| *beginning);
        cues
    }

    /// The cue of the word at a place of a text's folded words.
    pub fn at(&self, words: &[&str], at: usize) -> Option<Cue> {
        let word = words[at];
        let fits = |wanted: &&str, found: &&str| match wanted.strip_suffix('*') {
            Some(beginning) => found.starts_with(beginning),
            None => wanted == found,
        };
        for (run, cue) in &self.runs {
            let stretch = words.get(at..at + run.len());
            if stretch.is_some_and(|found| run.iter().zip(found).all(|(wanted, found)| fits(wanted, found))) {
                return Some(*cue);
            }
        }
        if let Some(cue) = self.words.get(word) {
            return Some(*cue);
        }
        // What a word starts with stands before it in the order of letters; what starts with another letter ends the search.
        let end = self.beginnings.partition_point(|(beginning, _)| *beginning <= word);
        let first = word.chars().next();
        let near = self.beginnings[..end].iter().rev();
        near.take_while(|(beginning, _)| beginning.chars().next() == first)
            .find(|(beginning, _)| word.starts_with(beginning))
            .map(|(_, cue)| *cue)
    }
}

static CUES: LazyLock<[Cues; 3]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        Cues::read(match language {
            Language::English => include_str!("../../data/judgement/cues.en.txt"),
            Language::Russian => include_str!("../../data/judgement/cues.ru.txt"),
            Language::Ukrainian => include_str!("../../data/judgement/cues.uk.txt"),
        })
    })
});
