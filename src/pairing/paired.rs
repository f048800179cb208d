//! Pairs of an archive: how they are found and judged, and how they are told one by one.

use super::archive::Archive;
use super::candidates::{self, Candidate, Comparison, Found};
use super::compare;
use super::copies;
use super::fresh;
use super::judge;
use super::neighbours;
use super::notes::Notes;
use super::prior::{self, Share};
use super::profile::Profile;
use super::side::Side;
use super::{ArticlePair, Options, Relation, stories, trial};
use crate::lexicon::table::Of;
use crate::lexicon::translation::Link;
use crate::lexicon::{Translation, Trust, between};
use crate::text::{LanguagePair, PerLanguage};
use crate::{Error, Result};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// A pair while there may be millions: numbers of articles in the archive.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The source article.
    pub src: u32,
    /// The target article.
    pub trg: u32,
    /// Probability of the same event.
    pub score: f64,
    /// What they are to each other.
    pub relation: Relation,
    /// The story of both.
    pub story: Option<u32>,
}

/// By the source article, the likeliest first.
fn sort(rows: &mut [Row]) {
    rows.sort_unstable_by(|a, b| a.src.cmp(&b.src).then(b.score.total_cmp(&a.score)).then(a.trg.cmp(&b.trg)));
}

/// So many candidates of an article are judged at least, however few are told: the share of right ones is reckoned so.
const FEWEST: usize = 10;

/// The articles of two languages, compared.
struct Pass {
    languages: LanguagePair,
    translation: Translation,
    idf: [Vec<f32>; 2],
}

/// Compares two languages alone, and keeps all that it finds, to fit weights on; `None` where a side has no article.
pub(super) fn compare_all(
    archive: &mut Archive,
    languages: LanguagePair,
    options: &Options,
) -> Result<Option<([Side; 2], Found)>> {
    let mut src = Side::read(archive, languages.src(), seconds(options))?;
    let mut trg = match languages.is_one_language() {
        true => src.twin()?,
        false => Side::read(archive, languages.trg(), seconds(options))?,
    };
    if src.profiles.is_empty() || trg.profiles.is_empty() {
        return Ok(None);
    }
    let (_, found) = Pass::new(languages, [&mut src, &mut trg], options, false)?;
    Ok(Some(([src, trg], found)))
}

impl Pass {
    /// Compares. Only candidates that are `worth` it by the weights are kept, unless weights are still to be fitted.
    fn new(
        languages: LanguagePair,
        [src, trg]: [&mut Side; 2],
        options: &Options,
        worth: bool,
    ) -> Result<(Self, Found)> {
        let lexicon = between(languages);
        let (sources, targets) = (&src.vocabulary, &trg.vocabulary);
        let mut translation =
            Translation::joined(sources, targets, lexicon, &options.lexicons, &Trust::default());
        // A lexicon learned from text may hold that 1201 is 1300.
        let honest = |(src, link): &(u32, Link)| {
            let (a, b) = (&sources.stems[*src as usize], &targets.stems[link.target as usize]);
            !(a.is_number && b.is_number) || a.text == b.text
        };
        translation.set(translation.basis().iter().copied().filter(honest).collect());
        let idf = [src.idf(lexicon, Of::Source), trg.idf(lexicon, Of::Target)];
        let comparison = Comparison {
            idf: [&idf[0], &idf[1]],
            translation: &translation,
            window: seconds(options),
            most: options.most.max(FEWEST),
            block: candidates::BLOCK,
        };
        let itself = languages.is_one_language();
        let worth = |candidate: &Candidate, src: &[Profile], trg: &[Profile]| {
            let same = itself && candidate.src == candidate.trg;
            !same && (!worth || judge::worth(candidate, src, trg, options))
        };
        let mut found = comparison.find([&mut *src, &mut *trg], worth)?;
        neighbours::add(&mut found, [&mut *src, &mut *trg], &idf, &translation, seconds(options), worth)?;
        fresh::look(&mut found, [src, trg], &idf, &translation)?;
        Ok((Pass { languages, translation, idf }, found))
    }

    /// Judges what was found, and leaves out what reprints would only tell again. Which reprints belong together goes to
    /// `same`.
    fn judge(
        &self,
        found: Found,
        sides: [&Side; 2],
        options: &Options,
        same: &mut Vec<(u32, u32)>,
    ) -> (Vec<Row>, prior::Told) {
        let [src, trg] = sides.map(|side| side.profiles.as_slice());
        let (judged, prior) = judge::all(&found.across, &found.near[0], &found.near[1], src, trg, options);
        let reprints = [0, 1].map(|side| copies::reprints(sides[side].profiles.len(), &found.reprints[side]));
        let told: FxHashSet<(u32, u32)> = judged.iter().map(|pair| (pair.src, pair.trg)).collect();
        for (side, firsts) in sides.iter().zip(&reprints) {
            let numbers = |at: usize| (side.numbers[firsts[at] as usize], side.numbers[at]);
            same.extend((0..firsts.len()).map(numbers).filter(|(first, own)| first != own));
        }
        let is_told_by_firsts = |a: u32, b: u32| {
            let (first_a, first_b) = (reprints[0][a as usize], reprints[1][b as usize]);
            first_a != a && first_b != b && told.contains(&(first_a, b)) && told.contains(&(a, first_b))
        };
        // Of one language each pair was judged from both ends: it is told from the earlier.
        let is_backward = |pair: &judge::Judged| {
            let is_later = self.languages.is_one_language() && pair.src > pair.trg;
            is_later && told.contains(&(pair.trg, pair.src))
        };
        let row = |judged: judge::Judged| Row {
            src: sides[0].numbers[judged.src as usize],
            trg: sides[1].numbers[judged.trg as usize],
            score: judged.score,
            relation: judged.relation,
            story: None,
        };
        let told =
            judged.into_iter().filter(|pair| !is_told_by_firsts(pair.src, pair.trg) && !is_backward(pair));
        (told.map(row).collect(), prior)
    }
}

/// The articles of each language, and of a language that is compared with itself once more.
#[derive(Default)]
struct Sides {
    first: PerLanguage<Option<Side>>,
    twin: PerLanguage<Option<Side>>,
}

impl Sides {
    /// Reads the sides of two languages, unless they were read; `None` where a side has no article.
    fn read(
        &mut self,
        archive: &mut Archive,
        languages: LanguagePair,
        window: i64,
    ) -> Result<Option<[&mut Side; 2]>> {
        for language in languages.both() {
            if self.first[language].is_none() {
                self.first[language] = Some(Side::read(archive, language, window)?);
            }
        }
        if languages.is_one_language() && self.twin[languages.src()].is_none() {
            self.twin[languages.src()] = self.first[languages.src()].as_mut().map(Side::twin).transpose()?;
        }
        Ok(self.both(languages).filter(|sides| sides.iter().all(|side| !side.profiles.is_empty())))
    }

    /// Both sides of a pair of languages that were read.
    fn both(&mut self, languages: LanguagePair) -> Option<[&mut Side; 2]> {
        let [src, trg] = languages.both();
        let (src, trg) = match languages.is_one_language() {
            true => (&mut self.first[src], &mut self.twin[trg]),
            false => self.first.two_mut(src, trg)?,
        };
        Some([src.as_mut()?, trg.as_mut()?])
    }

    fn each(&self) -> impl Iterator<Item = &Side> {
        self.first.iter().filter_map(|(_, side)| side.as_ref())
    }
}

/// The window of days in seconds.
fn seconds(options: &Options) -> i64 {
    (options.window_days * 86_400.0) as i64
}

impl<'a> Archive<'a> {
    /// Pairs every article with those that may tell the same event, in the languages that are to be compared.
    pub fn pair(mut self, options: &Options) -> Result<Paired<'a>> {
        self.sort();
        let mut rows = Vec::new();
        let mut same: Vec<(u32, u32)> = Vec::new();
        let mut sides = Sides::default();
        let mut passes: Vec<Pass> = Vec::new();
        let mut shares: Vec<Share> = Vec::new();
        for &languages in &options.languages {
            let Some([src, trg]) = sides.read(&mut self, languages, seconds(options))? else { continue };
            let (pass, found) = Pass::new(languages, [src, trg], options, true)?;
            let (mut found, prior) = pass.judge(found, [src, trg], options, &mut same);
            shares.extend(Share::of(languages, prior));
            trial::try_all(&mut self, &mut found, languages, options.trial)?;
            rows.append(&mut found);
            passes.push(pass);
        }
        sort(&mut rows);
        let mut copies: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &(first, copy) in sides.each().flat_map(|side| &side.copies) {
            copies.entry(first).or_default().push(copy);
        }
        same.sort_unstable();
        same.dedup();
        let entries = &self.entries;
        let languages =
            |a: u32, b: u32| LanguagePair::new(entries[a as usize].language, entries[b as usize].language);
        stories::number(&mut rows, &same, |a, b| options.languages.contains(&languages(a, b)));
        // A copy is told with the partner of its first, but not with the copies of that.
        for at in 0..rows.len() {
            let row = rows[at];
            rows.extend(copies.get(&row.src).into_iter().flatten().map(|&src| Row { src, ..row }));
            rows.extend(copies.get(&row.trg).into_iter().flatten().map(|&trg| Row { trg, ..row }));
        }
        // Where a language is compared with itself, a copy is also told with its first.
        let mut firsts: Vec<(&u32, &Vec<u32>)> = copies.iter().collect();
        firsts.sort_unstable();
        let story: FxHashMap<u32, u32> = rows.iter().filter_map(|row| Some((row.src, row.story?))).collect();
        for (&first, copies) in firsts {
            if options.languages.contains(&languages(first, first)) {
                let story = story.get(&first).copied();
                rows.extend(copies.iter().map(|&copy| Row { src: first, trg: copy, story, ..COPY }));
            }
        }
        for row in rows.iter_mut().filter(|row| languages(row.src, row.trg).is_one_language()) {
            let time = |number: u32| {
                let time = entries[number as usize].time;
                (time.is_none(), time, number)
            };
            if time(row.trg) < time(row.src) {
                (row.src, row.trg) = (row.trg, row.src);
            }
        }
        sort(&mut rows);
        let mut told: FxHashMap<(u32, LanguagePair), usize> = FxHashMap::default();
        rows.retain(|row| {
            let told = told.entry((row.src, languages(row.src, row.trg))).or_default();
            *told += 1;
            *told <= options.most
        });
        let mut places = vec![u32::MAX; self.entries.len()];
        for side in sides.each() {
            for (place, &number) in side.numbers.iter().enumerate() {
                places[number as usize] = place as u32;
            }
            for &(first, copy) in &side.copies {
                places[copy as usize] = places[first as usize];
            }
        }
        let compared: Vec<LanguagePair> = passes.iter().map(|pass| pass.languages).collect();
        let notes = Notes::of(&self, &rows, &compared, options);
        Ok(Paired { archive: self, rows, sides, passes, places, shares, notes })
    }
}

/// What a copy and its first are to each other: one text.
const COPY: Row = Row { src: 0, trg: 0, score: 0.99, relation: Relation::Translation, story: None };

/// A pair with the numbers of its articles in the archive.
pub(crate) struct Told {
    pub pair: ArticlePair,
    pub src: u32,
    pub trg: u32,
    pub languages: LanguagePair,
}

/// Pairs that were found, by the id of the source article, the best first.
pub struct Paired<'a> {
    archive: Archive<'a>,
    rows: Vec<Row>,
    sides: Sides,
    passes: Vec<Pass>,
    /// The place of each article in its side: for a copy, that of its first.
    places: Vec<u32>,
    shares: Vec<Share>,
    notes: Notes,
}

/// So many shared words are told as evidence.
const EVIDENCE: usize = 8;
/// What is worth less than this share of the weightiest is none: little words.
const LEAST_EVIDENCE: f32 = 0.05;
/// Pairs whose evidence is looked for at a time.
const BATCH: usize = 4096;

impl<'a> Paired<'a> {
    /// The shares of right pairs that were reckoned with.
    pub fn shares(&self) -> &[Share] {
        &self.shares
    }

    /// What is worth saying of the articles and of what was found.
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Gives each pair on, with the ids of its source and its target article.
    ///
    /// # Errors
    ///
    /// Those of the callback, and of the disk when the articles went to a temporary file.
    pub fn each<E: From<Error>>(
        self,
        mut on: impl FnMut(ArticlePair, &str, &str) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.batches(BATCH, |batch, archive| {
            batch.into_iter().try_for_each(|told| {
                let [src, trg] = [told.src, told.trg].map(|number| &*archive.entries[number as usize].id);
                on(told.pair, src, trg)
            })
        })?;
        Ok(())
    }

    /// Gives the pairs on, at least so many at a time unless it is the rest, those of one source article together. What is
    /// left is the archive, sorted by id.
    pub(crate) fn batches<E: From<Error>>(
        mut self,
        at_once: usize,
        mut on: impl FnMut(Vec<Told>, &mut Archive<'a>) -> std::result::Result<(), E>,
    ) -> std::result::Result<Archive<'a>, E> {
        let rows = std::mem::take(&mut self.rows);
        let mut start = 0;
        while start < rows.len() {
            let mut end = rows.len().min(start + at_once.max(1));
            while end < rows.len() && rows[end].src == rows[end - 1].src {
                end += 1;
            }
            let batch = &rows[start..end];
            let told = batch.iter().zip(self.evidence(batch)?).map(|(row, evidence)| {
                let [src, trg] = [row.src, row.trg].map(|number| &self.archive.entries[number as usize]);
                let pair = ArticlePair {
                    src: src.place as usize,
                    trg: trg.place as usize,
                    score: row.score,
                    relation: row.relation,
                    hours_apart: judge::hours(src.time, trg.time),
                    evidence,
                    story: row.story,
                };
                let languages = LanguagePair::new(src.language, trg.language);
                Told { pair, src: row.src, trg: row.trg, languages }
            });
            let told = told.collect();
            on(told, &mut self.archive)?;
            start = end;
        }
        Ok(self.archive)
    }

    /// The words that the articles of each pair share.
    fn evidence(&mut self, rows: &[Row]) -> Result<Vec<Vec<(String, String)>>> {
        let mut evidence: Vec<Vec<(String, String)>> = vec![Vec::new(); rows.len()];
        for pass in &self.passes {
            let entries = &self.archive.entries;
            let Some([src, trg]) = self.sides.both(pass.languages) else { continue };
            let languages = |row: &Row| {
                LanguagePair::new(entries[row.src as usize].language, entries[row.trg as usize].language)
            };
            let own: Vec<usize> =
                (0..rows.len()).filter(|&at| languages(&rows[at]) == pass.languages).collect();
            let pairs: Vec<(usize, usize)> = own
                .iter()
                .map(|&at| [rows[at].src, rows[at].trg].map(|number| self.places[number as usize] as usize))
                .map(|[src, trg]| (src, trg))
                .collect();
            let a = src.some(pairs.iter().map(|pair| pair.0).collect(), &pass.idf[0])?;
            let b = trg.some(pairs.iter().map(|pair| pair.1).collect(), &pass.idf[1])?;
            let (sources, targets) = (&src.vocabulary.stems, &trg.vocabulary.stems);
            let (src, trg) = (a, b);
            let translation = &pass.translation;
            // The pairs of a source article lie together: it speaks once.
            let runs: Vec<&[(usize, usize)]> = pairs.chunk_by(|a, b| a.0 == b.0).collect();
            let told = runs.into_par_iter().flat_map_iter(|run| {
                let a = &src[&run[0].0];
                let spoken = compare::speak(a, translation);
                let one = |&(_, other): &(usize, usize)| -> Vec<(String, String)> {
                    let b = &trg[&other];
                    let shared = compare::shared(a, &spoken, b);
                    let words = |shared: &compare::Shared| {
                        let (a, b) = (a.terms[shared.src as usize].stem, b.terms[shared.trg as usize].stem);
                        (sources[a as usize].word.clone(), targets[b as usize].word.clone())
                    };
                    let least = shared.first().map_or(0.0, |first| first.worth(a, b) * LEAST_EVIDENCE);
                    let weighty = shared.iter().filter(|shared| shared.worth(a, b) >= least);
                    weighty.take(EVIDENCE).map(words).collect()
                };
                run.iter().map(one).collect::<Vec<_>>()
            });
            for (at, words) in own.into_iter().zip(told.collect::<Vec<_>>()) {
                evidence[at] = words;
            }
        }
        Ok(evidence)
    }
}
