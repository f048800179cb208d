//! For all stems of a run: which stems of the other side explain them, and how surprising each is by itself.

use super::lexicons::Lexicons;
use super::meanings;
use super::table::{Lexicon, Of};
use super::vocabulary::{Stem, Vocabulary};
use crate::names::{Candidate, cognates, kindred};
use crate::text::LanguagePair;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// How much the different kinds of likeness are trusted, 0 to 1 each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Trust {
    /// How much of a word the other side must explain, for words that the lexicon knows.
    pub known: f32,
    /// The same for words that the lexicon does not know.
    pub unknown: f32,
    /// The same for numbers.
    pub number: f32,
    /// Probability that a number is translated by the same number.
    pub same_number: f32,
    /// Probability that a cognate or a transliterated name is meant.
    pub cognate: f32,
}

impl Default for Trust {
    fn default() -> Self {
        Trust { known: 0.7, unknown: 0.4, number: 0.8, same_number: 0.8, cognate: 0.25 }
    }
}

/// Which stems explain which, by numbers of the run's vocabularies.
#[derive(Debug, Clone)]
pub struct Translation {
    row_ends: Vec<u32>,
    links: Vec<Link>,
    /// How the words of the source side are judged.
    pub src: Vec<Judgement>,
    /// How the words of the target side are judged.
    pub trg: Vec<Judgement>,
    basis: Vec<(u32, Link)>,
}

/// A source stem explains a target stem.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Number of the target stem.
    pub target: u32,
    /// p(target | source).
    pub forward: f32,
    /// p(source | target).
    pub backward: f32,
}

/// How a word counts: `unexplained` when the other side has nothing for it (at most 0), and for a word that the other
/// side explains with mean probability p, ln(1 + gain·p) more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// ln(1 − λ).
    pub unexplained: f32,
    /// λ / ((1 − λ)·p(word)).
    pub gain: f32,
    /// p(word) in running text.
    pub share: f32,
    /// Whether a lexicon has the word.
    pub known: bool,
}

impl Translation {
    /// Joins the lexicon, equal numbers, equal words and cognates.
    pub fn new(sources: &Vocabulary, targets: &Vocabulary, lexicon: Option<&Lexicon>, trust: &Trust) -> Self {
        Translation::joined(sources, targets, lexicon, &Lexicons::default(), trust)
    }

    /// The same with the user's own lexicons beside that one: what either knows is known, and of two links between the
    /// same words the likelier counts. They are told how much of them was of use.
    pub fn joined(
        sources: &Vocabulary,
        targets: &Vocabulary,
        lexicon: Option<&Lexicon>,
        own: &Lexicons,
        trust: &Trust,
    ) -> Self {
        let pair = LanguagePair::new(sources.language, targets.language);
        let own_tables = own.of(pair);
        let tables: Vec<Known> = lexicon
            .cloned()
            .into_iter()
            .chain(own_tables)
            .map(|lexicon| Known::new(lexicon, sources, targets))
            .collect();
        let same: FxHashMap<&str, u32> =
            targets.stems.iter().enumerate().map(|(n, s)| (s.text.as_str(), n as u32)).collect();
        let mut basis: Vec<(u32, Link)> = Vec::new();
        let found: Vec<usize> = tables
            .iter()
            .map(|table| {
                let before = basis.len();
                table.links_into(&mut basis);
                basis.len() - before
            })
            .collect();
        own.found(pair, &found[usize::from(lexicon.is_some())..]);
        for (source, stem) in sources.stems.iter().enumerate() {
            if let Some(&target) = same.get(stem.text.as_str()) {
                let probability = if stem.is_shared { trust.same_number } else { 0.5 };
                basis.push((source as u32, Link { target, forward: probability, backward: probability }));
            }
        }
        for (source, target, probability) in meanings::links(sources, targets) {
            basis.push((source, Link { target, forward: probability, backward: probability }));
        }
        let known = |of: Of, count: usize| -> Vec<bool> {
            (0..count).map(|number| tables.iter().any(|table| table.knows(of, number))).collect()
        };
        let known_src = known(Of::Source, sources.stems.len());
        let known_trg = known(Of::Target, targets.stems.len());
        // Of two words that the lexicon knows both, it has the last word.
        let (strange_src, strange_trg) =
            (words(sources, pair, &known_src, false), words(targets, pair, &known_trg, false));
        let (familiar_src, any_trg) =
            (words(sources, pair, &known_src, true), words(targets, pair, &[], false));
        let alike = alike(&strange_src, &any_trg, pair);
        let alike = alike.into_iter().chain(self::alike(&familiar_src, &strange_trg, pair));
        for (source, target, likeness) in alike {
            let probability = trust.cognate * likeness;
            basis.push((source, Link { target, forward: probability, backward: probability }));
        }
        let mut linked_src = vec![false; sources.stems.len()];
        let mut linked_trg = vec![false; targets.stems.len()];
        for (source, link) in &basis {
            linked_src[*source as usize] = true;
            linked_trg[link.target as usize] = true;
        }
        let judge = |vocabulary: &Vocabulary, of: Of, linked: &[bool]| -> Vec<Judgement> {
            let stems = vocabulary.stems.iter().zip(linked).enumerate();
            stems
                .map(|(number, (stem, linked))| {
                    let prior = tables.iter().find_map(|table| table.share(of, number));
                    let known = tables.iter().any(|table| table.knows(of, number));
                    Judgement { known, ..judgement(stem, prior, *linked, vocabulary.total, trust) }
                })
                .collect()
        };
        let src = judge(sources, Of::Source, &linked_src);
        let trg = judge(targets, Of::Target, &linked_trg);
        let mut translation =
            Translation { row_ends: Vec::new(), links: Vec::new(), src, trg, basis: Vec::new() };
        translation.set(basis.clone());
        translation.basis = basis;
        translation
    }

    /// What explains what by lexicon and likeness alone, before anything was learned from the texts.
    pub fn basis(&self) -> &[(u32, Link)] {
        &self.basis
    }

    /// Takes these links instead; of two between the same stems the likelier counts.
    pub fn set(&mut self, mut links: Vec<(u32, Link)>) {
        links.retain(|(source, link)| {
            // A link that hardly makes a word likelier than it is by itself only costs time.
            let forward = link.forward / self.trg[link.target as usize].share;
            let backward = link.backward / self.src[*source as usize].share;
            forward > 2.0 || backward > 2.0
        });
        links.sort_by(|a, b| {
            (a.0, a.1.target).cmp(&(b.0, b.1.target)).then(b.1.forward.total_cmp(&a.1.forward))
        });
        links.dedup_by(|later, first| {
            let same = (later.0, later.1.target) == (first.0, first.1.target);
            if same {
                first.1.backward = first.1.backward.max(later.1.backward);
            }
            same
        });
        let sources = self.src.len() as u32;
        self.row_ends =
            (0..sources).map(|source| links.partition_point(|link| link.0 <= source) as u32).collect();
        self.links = links.into_iter().map(|(_, link)| link).collect();
    }

    /// What a source stem explains.
    pub fn links(&self, source: u32) -> &[Link] {
        let at = source as usize;
        let start = if at == 0 { 0 } else { self.row_ends[at - 1] };
        &self.links[start as usize..self.row_ends[at] as usize]
    }
}

/// Words that look like one name or cognate. Of one language equal stems are enough.
fn alike(sources: &[Candidate], targets: &[Candidate], pair: LanguagePair) -> Vec<(u32, u32, f32)> {
    if pair.is_one_language() {
        return Vec::new();
    }
    if pair.src().script() == pair.trg().script() {
        return kindred(sources, targets);
    }
    cognates(sources, targets, pair.trg())
}

/// The words of a vocabulary for comparison: those that the lexicon knows, or those that it does not. Across scripts whole
/// words are compared, within one their stems.
fn words<'a>(
    vocabulary: &'a Vocabulary,
    pair: LanguagePair,
    known: &[bool],
    wanted: bool,
) -> Vec<Candidate<'a>> {
    let stems = vocabulary.stems.iter().enumerate();
    let one_script = pair.src().script() == pair.trg().script();
    stems
        .map(|(number, stem)| {
            let is_known = known.get(number).copied().unwrap_or(false);
            let word = if one_script { &stem.text } else { &stem.word };
            Candidate { word, comparable: !stem.is_number && is_known == wanted }
        })
        .collect()
}

/// The stems of the texts in a lexicon.
struct Known<'a> {
    lexicon: Lexicon<'a>,
    src: Vec<Option<u32>>,
    trg: Vec<Option<u32>>,
}

impl<'a> Known<'a> {
    fn new(lexicon: Lexicon<'a>, sources: &Vocabulary, targets: &Vocabulary) -> Self {
        let known = |vocabulary: &Vocabulary, of: Of| -> Vec<Option<u32>> {
            vocabulary.stems.iter().map(|stem| lexicon.find(of, &stem.text)).collect()
        };
        let (src, trg) = (known(sources, Of::Source), known(targets, Of::Target));
        Known { lexicon, src, trg }
    }

    /// Adds the links both of whose stems stand in the texts.
    fn links_into(&self, links: &mut Vec<(u32, Link)>) {
        let mut target_of: FxHashMap<u32, u32> = FxHashMap::default();
        for (number, entry) in self.trg.iter().enumerate() {
            if let Some(entry) = entry {
                target_of.insert(*entry, number as u32);
            }
        }
        for (source, entry) in self.src.iter().enumerate() {
            for link in entry.iter().flat_map(|entry| self.lexicon.links(*entry)) {
                if let Some(&target) = target_of.get(&link.target) {
                    links.push((
                        source as u32,
                        Link { target, forward: link.forward, backward: link.backward },
                    ));
                }
            }
        }
    }

    /// Whether a stem of the texts stands in the lexicon.
    fn knows(&self, of: Of, number: usize) -> bool {
        match of {
            Of::Source => self.src[number].is_some(),
            Of::Target => self.trg[number].is_some(),
        }
    }

    /// The share of a stem of the texts in the text that the lexicon was trained on, where it is known.
    fn share(&self, of: Of, number: usize) -> Option<f32> {
        let entry = match of {
            Of::Source => self.src[number],
            Of::Target => self.trg[number],
        };
        entry.map(|entry| self.lexicon.share(of, entry)).filter(|share| *share > 0.0)
    }
}

fn judgement(stem: &Stem, prior: Option<f32>, linked: bool, total: u64, trust: &Trust) -> Judgement {
    // The share in the texts at hand, steadied by the share in the lexicon's text.
    const STEADY: f32 = 5000.0;
    let prior = prior.unwrap_or(2e-5).max(1e-6);
    let share = (stem.count as f32 + STEADY * prior) / (total as f32 + STEADY);
    let most = match (stem.is_number, linked) {
        (true, _) => trust.number,
        (false, true) => trust.known,
        (false, false) => trust.unknown,
    };
    // Frequent words stand everywhere and are often left out in translation: their absence says little.
    let rarity = ((-share.log2() - 4.0) / 6.0).clamp(0.1, 1.0);
    let explained = most * rarity;
    let gain = explained / ((1.0 - explained) * share);
    Judgement { unexplained: (1.0 - explained).ln(), gain, share, known: false }
}
