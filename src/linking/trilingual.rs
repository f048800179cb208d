//! Sentences that say the same in three languages: links of English with Russian, English with Ukrainian and Russian with
//! Ukrainian that close into a triangle.

use super::{LinkedBead, LinkedPair};
use crate::text::{Language, LanguagePair};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The sentences of an article: its place and their numbers (0 is the title).
type Place = (u32, u32, u32);

/// A sentence or neighbouring sentences in three languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Triple {
    /// The articles in the order English, Russian, Ukrainian, as places in the corpus.
    pub articles: [u32; 3],
    /// The numbers of their sentences.
    pub sentences: [Range<u32>; 3],
    /// Their texts.
    pub texts: [String; 3],
    /// The least probability of the three links.
    pub score: f64,
    /// The story of the articles.
    pub story: u32,
}

/// A link of English with another language.
#[derive(Debug)]
struct Link {
    ends: (Place, Place),
    texts: [String; 2],
    score: f64,
    story: u32,
}

/// Collects links, to find what all three languages tell. Grows with the links of pairs that belong to a story.
#[derive(Debug, Default)]
pub struct Triples {
    /// English and Russian, English and Ukrainian: by the English place.
    english: [Vec<Link>; 2],
    /// Russian and Ukrainian.
    other: FxHashMap<(Place, Place), f64>,
}

impl Triples {
    /// Takes the links of a pair that are at least so likely.
    pub fn add(&mut self, linked: &LinkedPair, least: f64) {
        let pair = &linked.articles.pair;
        let Some(story) = pair.story else { return };
        let ends = |bead: &LinkedBead| {
            let place = |article: usize, range: &Range<u32>| (article as u32, range.start, range.end);
            (place(pair.src, &bead.src_sentences), place(pair.trg, &bead.trg_sentences))
        };
        for bead in linked.links().filter(|bead| bead.bead.probability >= least) {
            let (ends, score) = (ends(bead), bead.bead.probability);
            let link =
                || Link { ends, texts: [&bead.src_text, &bead.trg_text].map(String::clone), score, story };
            match linked.articles.languages.both() {
                [Language::English, Language::Russian] => self.english[0].push(link()),
                [Language::English, Language::Ukrainian] => self.english[1].push(link()),
                [Language::Russian, Language::Ukrainian] => {
                    self.other.insert(ends, score);
                }
                _ => {}
            }
        }
    }

    /// Whether these pairs of languages can close a triangle.
    pub fn are_possible(languages: &[LanguagePair]) -> bool {
        languages.iter().filter(|pair| !pair.is_one_language()).count() == Language::ALL.len()
    }

    /// The triples, sorted by the English sentence.
    pub fn find(mut self) -> Vec<Triple> {
        for links in &mut self.english {
            links.sort_by_key(|link| link.ends);
        }
        let [russian, ukrainian] = &self.english;
        let mut found = Vec::new();
        for first in russian {
            let (english, ru) = first.ends;
            let start = ukrainian.partition_point(|link| link.ends.0 < english);
            for second in ukrainian[start..].iter().take_while(|link| link.ends.0 == english) {
                let uk = second.ends.1;
                if let Some(&third) = self.other.get(&(ru, uk)) {
                    found.push(Triple {
                        articles: [english.0, ru.0, uk.0],
                        sentences: [english, ru, uk].map(|(_, from, to)| from..to),
                        texts: [&first.texts[0], &first.texts[1], &second.texts[1]].map(String::clone),
                        score: first.score.min(second.score).min(third),
                        story: first.story,
                    });
                }
            }
        }
        found
    }
}
