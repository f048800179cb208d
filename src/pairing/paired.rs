//! Pairs of an archive: how they are found and judged, and how they are told one by one.

use super::archive::Archive;
use super::candidates::{self, Comparison, Found};
use super::compare;
use super::copies;
use super::judge;
use super::neighbours;
use super::side::Side;
use super::{ArticlePair, Options, Relation, stories, trial};
use crate::lexicon::translation::Link;
use crate::lexicon::{Translation, Trust, builtin};
use crate::text::Language;
use crate::{Error, Result};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// A pair while there may be millions: numbers of articles in the archive.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The English article.
    pub src: u32,
    /// The other.
    pub trg: u32,
    /// Probability of the same event.
    pub score: f64,
    /// What they are to each other.
    pub relation: Relation,
    /// The story of both.
    pub story: Option<u32>,
}

/// By the English article, the likeliest first.
fn sort(rows: &mut [Row]) {
    rows.sort_unstable_by(|a, b| a.src.cmp(&b.src).then(b.score.total_cmp(&a.score)).then(a.trg.cmp(&b.trg)));
}

/// The English articles and those of another language, compared.
pub(super) struct Pass {
    /// The other articles.
    pub others: Side,
    /// What comparing found.
    pub found: Found,
    translation: Translation,
    idf: [Vec<f32>; 2],
}

impl Pass {
    /// Compares one language alone, and keeps all that it finds, to fit weights on; `None` where a side has no article.
    pub fn alone(
        archive: &mut Archive,
        language: Language,
        options: &Options,
    ) -> Result<Option<(Side, Pass)>> {
        let mut english = Side::read(archive, Language::English, seconds(options))?;
        let others = Side::read(archive, language, seconds(options))?;
        if english.profiles.is_empty() || others.profiles.is_empty() {
            return Ok(None);
        }
        let pass = Pass::new(&mut english, others, options, false)?;
        Ok(Some((english, pass)))
    }

    /// Compares. Only candidates that are `worth` it by the weights are kept, unless weights are still to be fitted.
    fn new(english: &mut Side, mut others: Side, options: &Options, worth: bool) -> Result<Self> {
        let lexicon = builtin(others.vocabulary.language);
        let (sources, targets) = (&english.vocabulary, &others.vocabulary);
        let mut translation =
            Translation::joined(sources, targets, lexicon, &options.lexicons, &Trust::default());
        // A lexicon learned from text may hold that 1201 is 1300.
        let honest = |(src, link): &(u32, Link)| {
            let (a, b) = (&sources.stems[*src as usize], &targets.stems[link.target as usize]);
            !(a.is_number && b.is_number) || a.text == b.text
        };
        translation.set(translation.basis().iter().copied().filter(honest).collect());
        let idf = [english.idf(lexicon), others.idf(lexicon)];
        let comparison = Comparison {
            idf: [&idf[0], &idf[1]],
            translation: &translation,
            window: seconds(options),
            most: options.most,
            block: candidates::BLOCK,
        };
        let mut found = comparison.find([english, &mut others], |candidate, src, trg| {
            !worth || judge::worth(candidate, src, trg, options)
        })?;
        neighbours::add(
            &mut found,
            [english, &mut others],
            &idf,
            &translation,
            seconds(options),
            |candidate, src, trg| !worth || judge::worth(candidate, src, trg, options),
        )?;
        Ok(Pass { others, found, translation, idf })
    }

    /// Judges what was found, and leaves out what reprints would only tell again. Which reprints belong together goes to
    /// `same`.
    fn judge(&mut self, english: &Side, options: &Options, same: &mut Vec<(u32, u32)>) -> Vec<Row> {
        let found = std::mem::take(&mut self.found);
        let sides = [english, &self.others];
        let [src, trg] = sides.map(|side| side.profiles.as_slice());
        let judged = judge::all(&found.across, &found.near[0], &found.near[1], src, trg, options);
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
        let row = |judged: judge::Judged| Row {
            src: english.numbers[judged.src as usize],
            trg: self.others.numbers[judged.trg as usize],
            score: judged.score,
            relation: judged.relation,
            story: None,
        };
        judged.into_iter().filter(|pair| !is_told_by_firsts(pair.src, pair.trg)).map(row).collect()
    }
}

/// The window of days in seconds.
fn seconds(options: &Options) -> i64 {
    (options.window_days * 86_400.0) as i64
}

impl<'a> Archive<'a> {
    /// Pairs every English article with the Russian and Ukrainian ones that may tell the same event.
    pub fn pair(mut self, options: &Options) -> Result<Paired<'a>> {
        self.sort();
        let mut rows = Vec::new();
        let mut same: Vec<(u32, u32)> = Vec::new();
        let mut english: Option<Side> = None;
        let mut passes: Vec<Pass> = Vec::new();
        for language in [Language::Russian, Language::Ukrainian] {
            let others = Side::read(&mut self, language, seconds(options))?;
            if others.profiles.is_empty() {
                continue;
            }
            let mut read = match english.take() {
                Some(english) => english,
                None => Side::read(&mut self, Language::English, seconds(options))?,
            };
            if read.profiles.is_empty() {
                break;
            }
            let mut pass = Pass::new(&mut read, others, options, true)?;
            let mut found = pass.judge(&read, options, &mut same);
            trial::try_all(&mut self, &mut found, language, options.trial)?;
            rows.append(&mut found);
            english = Some(read);
            passes.push(pass);
        }
        sort(&mut rows);
        let sides = || english.iter().chain(passes.iter().map(|pass| &pass.others));
        let mut copies: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &(first, copy) in sides().flat_map(|side| &side.copies) {
            copies.entry(first).or_default().push(copy);
        }
        same.sort_unstable();
        same.dedup();
        stories::number(&mut rows, &same);
        // A copy is told with the partner of its first, but not with the copies of that.
        for at in 0..rows.len() {
            let row = rows[at];
            rows.extend(copies.get(&row.src).into_iter().flatten().map(|&src| Row { src, ..row }));
            rows.extend(copies.get(&row.trg).into_iter().flatten().map(|&trg| Row { trg, ..row }));
        }
        sort(&mut rows);
        let mut places = vec![u32::MAX; self.entries.len()];
        for side in sides() {
            for (place, &number) in side.numbers.iter().enumerate() {
                places[number as usize] = place as u32;
            }
            for &(first, copy) in &side.copies {
                places[copy as usize] = places[first as usize];
            }
        }
        Ok(Paired { archive: self, rows, english, passes, places })
    }
}

/// Pairs that were found, by the id of the English article, the best first.
pub struct Paired<'a> {
    archive: Archive<'a>,
    rows: Vec<Row>,
    english: Option<Side>,
    passes: Vec<Pass>,
    /// The place of each article in its side: for a copy, that of its first.
    places: Vec<u32>,
}

/// So many shared words are told as evidence.
const EVIDENCE: usize = 8;
/// What is worth less than this share of the weightiest is none: little words.
const LEAST_EVIDENCE: f32 = 0.05;
/// Pairs whose evidence is looked for at a time.
const BATCH: usize = 4096;

impl Paired<'_> {
    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Gives each pair on, with the ids of its English and its other article.
    pub fn each<E: From<Error>>(
        mut self,
        mut on: impl FnMut(ArticlePair, &str, &str) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let rows = std::mem::take(&mut self.rows);
        for batch in rows.chunks(BATCH) {
            let evidence = self.evidence(batch)?;
            for (row, evidence) in batch.iter().zip(evidence) {
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
                on(pair, &src.id, &trg.id)?;
            }
        }
        Ok(())
    }

    /// The words that the articles of each pair share.
    fn evidence(&mut self, rows: &[Row]) -> Result<Vec<Vec<(String, String)>>> {
        let mut evidence: Vec<Vec<(String, String)>> = vec![Vec::new(); rows.len()];
        let Some(english) = &mut self.english else { return Ok(evidence) };
        for pass in &mut self.passes {
            let language = pass.others.vocabulary.language;
            let entries = &self.archive.entries;
            let own: Vec<usize> =
                (0..rows.len()).filter(|&at| entries[rows[at].trg as usize].language == language).collect();
            let pairs: Vec<(usize, usize)> = own
                .iter()
                .map(|&at| [rows[at].src, rows[at].trg].map(|number| self.places[number as usize] as usize))
                .map(|[src, trg]| (src, trg))
                .collect();
            let src = english.some(pairs.iter().map(|pair| pair.0).collect(), &pass.idf[0])?;
            let trg = pass.others.some(pairs.iter().map(|pair| pair.1).collect(), &pass.idf[1])?;
            let (sources, targets) = (&english.vocabulary.stems, &pass.others.vocabulary.stems);
            let translation = &pass.translation;
            // The pairs of an English article lie together: it speaks once.
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
