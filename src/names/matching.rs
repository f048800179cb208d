//! The names of one list in another: for each Latin name the Cyrillic names that may be the same, with probabilities.
//!
//! Words are compared first, each different one once; names are put together from them. A long list is searched through
//! an [`Index`], so that time does not grow with the product of both.

use super::endings::Endings;
use super::gazetteer::Gazetteer;
use super::general;
use super::graphones::{CyrillicString, Graphones, LatinString, Scratch};
use super::index::{Index, Search};
use super::person::{self, Kind, Part};
use super::word::{HOPELESS, in_any_case, in_any_case_above, probability, table};
use crate::text::Language;
use rustc_hash::FxHashMap;

/// Lists with more different words than this are searched through an index.
const COMPARE_ALL: usize = 4000;
/// In a long list a word is compared with so many.
const NEAREST: usize = 1200;
/// What words must score to be looked at.
struct Levels {
    /// As they stand, so that other cases are thought of.
    least: f32,
    /// In any case, or they are strangers.
    strangers: f32,
    /// Names are put together when a word of theirs scores this.
    promising: f32,
    /// Whether nothing was found before: then initials are words, and only names of as many words are thought of.
    last: bool,
}
const USUAL: Levels = Levels { least: HOPELESS, strangers: -2.0, promising: PROMISING, last: false };
const LAST_RESORT: Levels = Levels { least: -20.0, strangers: -20.0, promising: -20.0, last: true };
/// Names in one word here and in several there are told when they score this.
const PROMISING: f32 = 1.0;
/// What two names of one place in the gazetteer score at least.
const SAME_PLACE: f32 = 14.0;
/// What they lose where the Cyrillic name is in another case.
const IN_CASE: f32 = 1.0;
/// What names written in one word here and in several there lose.
const JOINED: f32 = 2.0;
/// What an initial that fits tells.
const INITIAL: f32 = 1.5;
/// What two general words of one meaning tell: region, область.
const GENERAL: f32 = 6.0;

/// A list of Cyrillic names, made ready to be searched.
pub struct Names {
    tables: Vec<Side>,
    names: Vec<Vec<Part>>,
    /// For each name the numbers of its words.
    words_of: Vec<Vec<u32>>,
    words: Vec<String>,
    /// What each word means where it is a general one.
    general: Vec<u64>,
    names_of: Vec<Vec<u32>>,
    index: Option<Index>,
    /// Over whole names, where any has several words and the list is long.
    joined_index: Option<Index>,
    /// Whether any name has several words.
    several: bool,
    /// Names of each place, with their scores.
    places: FxHashMap<u32, Vec<(u32, f32)>>,
}

/// What is needed of one language.
struct Side {
    table: &'static Graphones,
    endings: &'static Endings,
    /// By word number; `None` where the letters are not of this language.
    words: Vec<Option<CyrillicString>>,
    joined: Vec<Option<CyrillicString>>,
}

/// A Cyrillic name that a Latin name may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its place in the list.
    pub number: u32,
    /// The probability that it is the same name.
    pub probability: f32,
}

/// Memory of a search.
#[derive(Debug, Default)]
pub struct Workspace {
    scratch: Scratch,
    search: Search,
}

impl Names {
    /// Makes a list ready. Without a language both Russian and Ukrainian are thought of.
    pub fn new<S: AsRef<str>>(list: &[S], language: Option<Language>) -> Names {
        let names: Vec<Vec<Part>> = list.iter().map(|name| person::parts(name.as_ref())).collect();
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let (mut words, mut names_of): (Vec<String>, Vec<Vec<u32>>) = (Vec::new(), Vec::new());
        let mut words_of = Vec::with_capacity(names.len());
        for (name, parts) in names.iter().enumerate() {
            let mut of_name = Vec::with_capacity(parts.len());
            for part in parts {
                let number = *numbers.entry(&part.text).or_insert_with(|| {
                    words.push(part.text.clone());
                    names_of.push(Vec::new());
                    words.len() as u32 - 1
                });
                of_name.push(number);
                if names_of[number as usize].last() != Some(&(name as u32)) {
                    names_of[number as usize].push(name as u32);
                }
            }
            words_of.push(of_name);
        }
        let languages: &[Language] = match language {
            Some(Language::Russian) => &[Language::Russian],
            Some(Language::Ukrainian) => &[Language::Ukrainian],
            _ => &[Language::Russian, Language::Ukrainian],
        };
        let both = languages.len() > 1;
        let mut tables = Vec::new();
        for &language in languages {
            let Some(table) = table(language) else { continue };
            let fits = |word: &str| !both || person::language_of(word).is_none_or(|of| of == language);
            let ready = |word: &str| fits(word).then(|| CyrillicString::new(word, table));
            let joined = |parts: &Vec<Part>| ready(&joined_text(parts));
            tables.push(Side {
                table,
                endings: Endings::of(language),
                words: words.iter().map(|word| ready(word)).collect(),
                joined: names.iter().map(joined).collect(),
            });
        }
        let index = (words.len() > COMPARE_ALL).then(|| Index::new(words.iter().map(String::as_str)));
        let several = names.iter().any(|name| name.len() > 1);
        let joined_index = (several && names.len() > COMPARE_ALL).then(|| {
            let whole: Vec<String> = names.iter().map(|parts| joined_text(parts)).collect();
            Index::new(whole.iter().map(String::as_str))
        });
        let mut places: FxHashMap<u32, Vec<(u32, f32)>> = FxHashMap::default();
        let gazetteer = Gazetteer::builtin();
        for (number, name) in list.iter().enumerate() {
            let mut found: Vec<u32> =
                languages.iter().flat_map(|&of| gazetteer.find_in_any_case(name.as_ref(), of)).collect();
            found.sort_unstable();
            found.dedup();
            let as_it_stands = gazetteer.find(name.as_ref());
            for place in found {
                let score = if as_it_stands.contains(&place) { SAME_PLACE } else { SAME_PLACE - IN_CASE };
                places.entry(place).or_default().push((number as u32, score));
            }
        }
        let general = words.iter().map(|word| general::cyrillic(word)).collect();
        Names { tables, names, words_of, words, general, names_of, index, joined_index, several, places }
    }

    /// The Cyrillic names that a Latin name may be, the likeliest first, at most so many. Each is judged by itself: a list
    /// may hold one name in two languages or cases.
    pub fn find(&self, latin: &str, most: usize, workspace: &mut Workspace) -> Vec<Found> {
        self.probable(self.scores(latin, &USUAL, workspace), most)
    }

    /// The same where a name must be chosen: names of one word are put beside it however unlike they are.
    pub fn nearest(&self, latin: &str, workspace: &mut Workspace) -> Option<Found> {
        let found = self.find(latin, 1, workspace).pop();
        found.or_else(|| self.probable(self.scores(latin, &LAST_RESORT, workspace), 1).pop())
    }

    fn probable(&self, mut scores: Vec<(u32, f32)>, most: usize) -> Vec<Found> {
        scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores.truncate(most);
        let count = self.names.len();
        scores
            .into_iter()
            .map(|(number, score)| Found { number, probability: probability(score, count) })
            .collect()
    }

    /// Names with a word in common, with their scores, in the order of their numbers.
    fn scores(&self, latin: &str, levels: &Levels, workspace: &mut Workspace) -> Vec<(u32, f32)> {
        let parts = person::parts(latin);
        let mut word_scores: Vec<FxHashMap<u32, f32>> = vec![FxHashMap::default(); parts.len()];
        let mut names: Vec<u32> = Vec::new();
        for (part, scores) in parts.iter().zip(&mut word_scores) {
            if part.kind == Kind::Initial && !levels.last {
                continue;
            }
            let near = match &self.index {
                Some(index) => index.nearest(&part.text, NEAREST, &mut workspace.search),
                None => (0..self.words.len() as u32).collect(),
            };
            for side in &self.tables {
                let word = LatinString::new(&part.text, side.table);
                for &number in &near {
                    let Some(cyrillic) = &side.words[number as usize] else { continue };
                    let score = in_any_case_above(
                        &word,
                        cyrillic,
                        side.table,
                        side.endings,
                        levels.least,
                        &mut workspace.scratch,
                    );
                    if score >= levels.strangers {
                        let kept = scores.entry(number).or_insert(score);
                        *kept = kept.max(score);
                    }
                }
            }
            let mut found: Vec<u32> = scores
                .iter()
                .filter(|(_, score)| **score >= levels.promising)
                .map(|(&number, _)| number)
                .collect();
            found.sort_unstable();
            names.extend(found.iter().flat_map(|&number| &self.names_of[number as usize]));
        }
        names.sort_unstable();
        names.dedup();
        let of_latin: Vec<u64> = parts.iter().map(|part| general::latin(&part.text)).collect();
        let mut scores: Vec<(u32, f32)> = Vec::with_capacity(names.len());
        for name in names {
            let others = &self.names[name as usize];
            let words = &self.words_of[name as usize];
            let word_score = |i: usize, j: usize| {
                if parts[i].kind == Kind::Initial || others[j].kind == Kind::Initial {
                    return self.initials(&parts[i], &others[j]);
                }
                let score = word_scores[i].get(&words[j]).copied().unwrap_or(f32::NEG_INFINITY);
                let general = parts.len() > 1 && of_latin[i] & self.general[words[j] as usize] != 0;
                if general { score.max(GENERAL) } else { score }
            };
            let score = match (&parts[..], &others[..]) {
                (one, several) if levels.last && one.len() != several.len() => None,
                // Two words alone: what they score, however little.
                ([_], [_]) => Some(word_score(0, 0)).filter(|score| score.is_finite()),
                _ => person::score(&parts, others, word_score),
            };
            scores.extend(score.map(|score| (name, score)));
        }
        if parts.len() > 1 || self.several {
            self.joined(&parts, &mut scores, workspace);
        }
        for place in Gazetteer::builtin().find(latin) {
            for &(number, score) in self.places.get(&place).into_iter().flatten() {
                match scores.iter_mut().find(|found| found.0 == number) {
                    Some(found) => found.1 = found.1.max(score),
                    None => scores.push((number, score)),
                }
            }
        }
        scores
    }

    /// Names written in one word on the one side and in several on the other.
    fn joined(&self, parts: &[Part], scores: &mut Vec<(u32, f32)>, workspace: &mut Workspace) {
        let whole = joined_text(parts);
        let near = match &self.joined_index {
            Some(index) => index.nearest(&whole, NEAREST, &mut workspace.search),
            None => (0..self.names.len() as u32).collect(),
        };
        for side in &self.tables {
            let word = LatinString::new(&whole, side.table);
            for number in near.iter().map(|&number| number as usize) {
                let name = &self.names[number];
                let differ = name.len() != parts.len()
                    && (name.len() == 1 || parts.len() == 1 || name.len().abs_diff(parts.len()) == 1);
                let Some(cyrillic) = side.joined[number].as_ref().filter(|_| differ) else { continue };
                if cyrillic.len() * 2 < word.len() || cyrillic.len() > word.len() * 2 {
                    continue;
                }
                let score =
                    in_any_case(&word, cyrillic, side.table, side.endings, &mut workspace.scratch) - JOINED;
                if score < PROMISING {
                    continue;
                }
                match scores.iter_mut().find(|found| found.0 == number as u32) {
                    Some(found) => found.1 = found.1.max(score),
                    None => scores.push((number as u32, score)),
                }
            }
        }
    }

    /// An initial against a word or an initial.
    fn initials(&self, latin: &Part, cyrillic: &Part) -> f32 {
        let mut scratch = Scratch::default();
        let (short, long) = match (latin.kind, cyrillic.kind) {
            (Kind::Initial, _) => (latin.text.clone(), cyrillic.text.chars().take(1).collect::<String>()),
            _ => (latin.text.chars().take(2).collect(), cyrillic.text.clone()),
        };
        let fits = self.tables.iter().any(|side| {
            let tries = [short.chars().take(1).collect::<String>(), short.clone()];
            tries.iter().any(|short| {
                let latin = LatinString::new(short, side.table);
                let cyrillic = CyrillicString::new(&long, side.table);
                super::graphones::score(&latin, &cyrillic, &mut scratch) > 0.0
            })
        });
        if fits { INITIAL } else { f32::NEG_INFINITY }
    }
}

/// The words of a name written as one.
fn joined_text(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}
