//! Whose report an article of a story is: its own, or a copy or rewrite of an agency's or of another article's. Forty
//! copies are one voice.
//!
//! Runs of words are kept as hashes, those that are 0 in some low bits (FracMinHash, Irber et al. 2022), so that the share
//! of one text that stands in another can be told whatever their lengths.

use crate::corpus::Article;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// Whose report an article is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Its outlet's own, as far as can be told.
    Own,
    /// After a news agency, by its name.
    Agency(String),
    /// Nearly the same text as an earlier article, by its id.
    Copy(String),
    /// It takes passages from an earlier article, by its id.
    Rewrite(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Own => f.write_str("own"),
            Origin::Agency(name) => write!(f, "agency:{name}"),
            Origin::Copy(id) => write!(f, "copy:{id}"),
            Origin::Rewrite(id) => write!(f, "rewrite:{id}"),
        }
    }
}

/// Words of a run.
const RUN: usize = 5;
/// Of so many runs one is kept,
const SAMPLED: u64 = 4;
/// and so many at most.
const MOST: usize = 512;
/// Words of a text that are read.
const READ: usize = 3000;
/// With so much of an article in an earlier one it is a copy, with so much a rewrite.
const COPY: f64 = 0.6;
const REWRITE: f64 = 0.12;
/// Runs that both must have: fewer may be one phrase that everybody quotes.
const FEWEST: usize = 4;
/// A story of more articles is compared with its first so many alone.
const COMPARED: usize = 64;
/// An agency is looked for in so many first words, and without a cue in so many first and last ones.
const FIRST: usize = 150;
const EDGE: usize = 8;
/// Words between an agency's name and its cue.
const APART: usize = 3;

/// What is kept of an article to tell its origin.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    runs: Vec<u64>,
    agency: Option<&'static str>,
}

impl Trace {
    /// Reads an article.
    pub fn of(article: &Article) -> Trace {
        let words: Vec<(String, char)> = words(&article.text).take(READ).collect();
        let names: Vec<&str> = words.iter().map(|word| word.0.as_str()).collect();
        let mut runs: Vec<u64> = names
            .windows(RUN)
            .map(|run| xxh3_64(run.join(" ").as_bytes()))
            .filter(|hash| hash % SAMPLED == 0)
            .collect();
        runs.sort_unstable();
        runs.dedup();
        runs.truncate(MOST);
        let agency = CUES.agency(&words).filter(|name| !CUES.is_outlet(name, &article.outlet));
        Trace { runs, agency }
    }
}

/// The origin of each article of a story, which stand in the order of time, and how many voices there are.
pub fn origins(articles: &[(&str, &Trace)]) -> (Vec<Origin>, usize) {
    let mut origins: Vec<Origin> = Vec::with_capacity(articles.len());
    let mut voices: FxHashSet<String> = FxHashSet::default();
    for (at, &(id, trace)) in articles.iter().enumerate() {
        let shared = |earlier: &Trace| -> usize {
            let known: FxHashSet<u64> = earlier.runs.iter().copied().collect();
            trace.runs.iter().filter(|run| known.contains(run)).count()
        };
        let mut best: Option<(usize, &str)> = None;
        for &(other, earlier) in articles[..at].iter().take(COMPARED) {
            let count = shared(earlier);
            if best.is_none_or(|(most, _)| count > most) {
                best = Some((count, other));
            }
        }
        let (count, first) = best.unwrap_or((0, ""));
        let share = count as f64 / trace.runs.len().max(1) as f64;
        let origin = match trace.agency {
            _ if count >= FEWEST && share >= COPY => Origin::Copy(first.to_owned()),
            Some(agency) => Origin::Agency(agency.to_owned()),
            None if count >= FEWEST && share >= REWRITE => Origin::Rewrite(first.to_owned()),
            None => Origin::Own,
        };
        match &origin {
            Origin::Own => voices.insert(format!("article {id}")),
            Origin::Agency(name) => voices.insert(format!("agency {name}")),
            Origin::Copy(_) | Origin::Rewrite(_) => false,
        };
        origins.push(origin);
    }
    (origins, voices.len().max(usize::from(!articles.is_empty())))
}

/// The words of a text in small letters, each with the sign before it.
fn words(text: &str) -> impl Iterator<Item = (String, char)> + '_ {
    let mut before = ' ';
    text.split_inclusive(|letter: char| !letter.is_alphanumeric()).filter_map(move |piece| {
        let word: String =
            piece.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let sign = before;
        if let Some(last) = piece.chars().last().filter(|last| !last.is_alphanumeric()) {
            before = if last.is_whitespace() && word.is_empty() { before } else { last };
        }
        (!word.is_empty()).then_some((word, sign))
    })
}

/// The file of agencies and cues.
struct Cues {
    /// Agencies by the first word of a spelling: the whole spelling and the name.
    agencies: FxHashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
    cues: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::parse(include_str!("../../data/pairing/origins.txt")));

impl Cues {
    fn parse(text: &'static str) -> Cues {
        let mut cues = Cues { agencies: FxHashMap::default(), cues: FxHashMap::default() };
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            let spellings = |list: &'static str| {
                list.split(',').map(|spelling| spelling.split_whitespace().collect::<Vec<&'static str>>())
            };
            match line.split_once(':') {
                Some(("agency", rest)) => {
                    let Some((name, list)) = rest.split_once('=') else { continue };
                    for spelling in spellings(list).filter(|spelling| !spelling.is_empty()) {
                        cues.agencies.entry(spelling[0]).or_default().push((spelling, name.trim()));
                    }
                }
                Some(("cue", list)) => {
                    for cue in spellings(list).filter(|cue| !cue.is_empty()) {
                        cues.cues.entry(cue[0]).or_default().push(cue);
                    }
                }
                _ => {}
            }
        }
        // The longest spelling first: Interfax-Ukraine is not Interfax.
        cues.agencies
            .values_mut()
            .for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        cues
    }

    /// The agency that a text says it comes from.
    fn agency(&self, words: &[(String, char)]) -> Option<&'static str> {
        let stands = |at: usize, spelling: &[&str]| {
            let end = at + spelling.len();
            end <= words.len() && words[at..end].iter().zip(spelling).all(|(word, other)| word.0 == *other)
        };
        let is_cue = |at: usize| {
            let known = self.cues.get(words[at].0.as_str());
            known.is_some_and(|cues| cues.iter().any(|cue| stands(at, cue)))
        };
        let last = words.len().saturating_sub(EDGE);
        let near = (0..words.len()).filter(|&at| at < FIRST || at >= last);
        for at in near {
            let Some(spellings) = self.agencies.get(words[at].0.as_str()) else { continue };
            let Some((spelling, name)) = spellings.iter().find(|(spelling, _)| stands(at, spelling)) else {
                continue;
            };
            let end = at + spelling.len();
            let has_cue = (at.saturating_sub(APART)..words.len().min(end + APART))
                .any(|place| (place < at || place >= end) && is_cue(place));
            let signs = [words[at].1, words.get(end).map_or(' ', |next| next.1)];
            let alone = matches!(signs[0], '(' | '/' | '—' | '–' | '-' | '[')
                || matches!(signs[1], ')' | '/' | '—' | '–' | '-' | ']');
            if has_cue || ((at < EDGE || at >= last) && alone) {
                return Some(name);
            }
        }
        None
    }

    /// Whether an outlet is the agency itself.
    fn is_outlet(&self, agency: &str, outlet: &str) -> bool {
        let outlet: String =
            outlet.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let own = self.agencies.values().flatten().filter(|(_, name)| *name == agency);
        own.map(|(spelling, _)| spelling.concat())
            .any(|spelling| !outlet.is_empty() && outlet.contains(&spelling))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(outlet: &str, text: &str) -> Trace {
        Trace::of(&Article { outlet: outlet.to_owned(), text: text.to_owned(), ..Article::default() })
    }

    fn told(articles: &[(&str, Trace)]) -> (Vec<String>, usize) {
        let articles: Vec<(&str, &Trace)> = articles.iter().map(|(id, trace)| (*id, trace)).collect();
        let (origins, voices) = origins(&articles);
        (origins.iter().map(Origin::to_string).collect(), voices)
    }

    /// A text of so many different words.
    fn text(of: std::ops::Range<usize>) -> String {
        of.map(|number| format!("word{number} ")).collect()
    }

    #[test]
    fn copies_and_rewrites_are_no_voices_of_their_own() {
        let articles = [
            ("a", trace("A", &text(0..200))),
            ("b", trace("B", &text(0..190))),
            ("c", trace("C", &format!("{}{}", text(500..600), text(50..100)))),
            ("d", trace("D", &text(700..900))),
        ];
        assert_eq!(told(&articles), (["own", "copy:a", "rewrite:a", "own"].map(str::to_owned).to_vec(), 2));
    }

    #[test]
    fn agencies_are_told_by_their_cues() {
        let agency = |outlet: &str, text: &str| trace(outlet, text).agency;
        assert_eq!(agency("Lenta", "Об этом передаёт РИА Новости со ссылкой на мэра."), Some("RIA Novosti"));
        assert_eq!(agency("Guardian", "The minister resigned, Reuters reports."), Some("Reuters"));
        assert_eq!(agency("Post", "KYIV (Reuters) - The minister resigned."), Some("Reuters"));
        assert_eq!(agency("Газета", "МОСКВА, 5 мая. /ТАСС/. Министр ушёл."), Some("TASS"));
        assert_eq!(agency("УП", "Про це повідомляє Інтерфакс-Україна."), Some("Interfax-Ukraine"));
        assert_eq!(agency("Reuters", "The minister resigned, a source told Reuters."), None);
        assert_eq!(agency("Guardian", "The owner of Bloomberg opened a school in the town."), None);
    }

    #[test]
    fn a_thousand_copies_are_one_voice() {
        let one = trace("A", &text(0..100));
        let articles: Vec<(String, Trace)> = (0..1000).map(|at| (at.to_string(), one.clone())).collect();
        let articles: Vec<(&str, &Trace)> = articles.iter().map(|(id, trace)| (id.as_str(), trace)).collect();
        assert_eq!(origins(&articles).1, 1);
    }
}
