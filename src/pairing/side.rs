//! All articles of one language as profiles. Their terms are packed away, and are there only while they are compared.

use super::archive::Archive;
use super::copies;
use super::profile::{self, Profile};
use super::store::{Span, Store};
use crate::Result;
use crate::analysis::Analysed;
use crate::corpus::Article;
use crate::lexicon::table::Of;
use crate::lexicon::{Lexicon, Vocabulary};
use crate::text::Language;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// The articles of one language, without their copies and those that have no word.
pub struct Side {
    /// The stems of all of them.
    pub vocabulary: Vocabulary,
    /// Their profiles in the order of time, those without a time last.
    pub profiles: Vec<Profile>,
    /// Their numbers in the archive.
    pub numbers: Vec<u32>,
    /// Copies: the number of the first, and its own.
    pub copies: Vec<(u32, u32)>,
    /// How many of them have a time.
    pub timed: usize,
    /// In how many articles each stem stands.
    counts: Vec<u32>,
    /// How many articles were read.
    read: usize,
    packed: Store,
    spans: Vec<Span>,
}

/// Articles that are cut into words at a time.
const BATCH: usize = 256;

impl Side {
    /// Reads the articles of a language.
    pub fn read(archive: &mut Archive, language: Language, window: i64) -> Result<Self> {
        let entries = archive.entries.iter().enumerate();
        let chosen: Vec<u32> = entries
            .filter(|(_, entry)| entry.language == language)
            .map(|(number, _)| number as u32)
            .collect();
        let mut reader = Reader {
            vocabulary: Vocabulary::new(language),
            counts: Vec::new(),
            profiles: Vec::with_capacity(chosen.len()),
            spans: Vec::with_capacity(chosen.len()),
            packed: Store::default(),
        };
        // While the words of some articles are found, the stems of those before get their numbers.
        let mut words: Vec<Arc<Analysed>> = Vec::new();
        for batch in chosen.chunks(BATCH) {
            let texts: Vec<Cow<Article>> =
                batch.iter().map(|&number| archive.article(number)).collect::<Result<_>>()?;
            let read = |article: &Cow<Article>| {
                let analysed = Arc::new(Analysed::new(article, language, usize::MAX));
                analysed.words(profile::LONGEST);
                analysed
            };
            let (found, added): (Vec<Arc<Analysed>>, Result<()>) = rayon::join(
                || texts.par_iter().map(read).collect(),
                || reader.add(std::mem::take(&mut words)),
            );
            batch.iter().zip(&found).for_each(|(&number, analysed)| archive.keep(number, analysed));
            added?;
            words = found;
        }
        reader.add(words)?;
        let Reader { vocabulary, counts, mut profiles, spans, packed } = reader;
        for (profile, &number) in profiles.iter_mut().zip(&chosen) {
            profile.time = archive.entries[number as usize].time;
        }
        let with_words = (0..profiles.len() as u32).filter(|&at| profiles[at as usize].size > 0);
        let folded = copies::fold(&profiles, with_words, window);
        let firsts = &folded.firsts;
        let number = |at: u32| chosen[at as usize];
        let kept: Vec<Profile> =
            firsts.iter().map(|&at| std::mem::take(&mut profiles[at as usize])).collect();
        Ok(Side {
            timed: kept.partition_point(|profile| profile.time.is_some()),
            numbers: firsts.iter().map(|&at| number(at)).collect(),
            copies: folded
                .copies
                .iter()
                .map(|&(first, at)| (number(firsts[first as usize]), number(at)))
                .collect(),
            spans: firsts.iter().map(|&at| spans[at as usize]).collect(),
            read: profiles.len(),
            profiles: kept,
            vocabulary,
            counts,
            packed,
        })
    }

    /// How much each stem says, by the articles and a lexicon.
    pub fn idf(&self, lexicon: Option<&Lexicon>, of: Of) -> Vec<f32> {
        profile::idf(&self.vocabulary, &self.counts, self.read, lexicon, of)
    }

    /// The same articles once more, to compare them with each other. None has its terms.
    pub fn twin(&mut self) -> Result<Side> {
        let mut packed = Store::default();
        let mut spans = Vec::with_capacity(self.spans.len());
        for &span in &self.spans {
            spans.push(packed.add(&[&self.packed.get(span)?])?);
        }
        Ok(Side {
            vocabulary: self.vocabulary.clone(),
            profiles: self.profiles.clone(),
            numbers: self.numbers.clone(),
            copies: self.copies.clone(),
            counts: self.counts.clone(),
            timed: self.timed,
            read: self.read,
            packed,
            spans,
        })
    }

    /// Gives these articles their terms, unless they have them.
    pub fn load(&mut self, articles: Range<usize>, idf: &[f32]) -> Result<()> {
        let missing: Vec<usize> = articles.filter(|&at| self.profiles[at].terms.is_empty()).collect();
        for batch in missing.chunks(4 * BATCH) {
            for (&at, profile) in batch.iter().zip(self.loaded(batch, idf)?) {
                self.profiles[at] = profile;
            }
        }
        Ok(())
    }

    /// Takes the terms of these articles away.
    pub fn unload(&mut self, articles: Range<usize>) {
        for profile in &mut self.profiles[articles] {
            (profile.terms, profile.counted) = Default::default();
        }
    }

    /// These articles with their terms.
    pub fn loaded(&mut self, articles: &[usize], idf: &[f32]) -> Result<Vec<Profile>> {
        let packed: Vec<(usize, Vec<u8>)> =
            articles.iter().map(|&at| Ok((at, self.packed.get(self.spans[at])?))).collect::<Result<_>>()?;
        let one = |(at, packed): &(usize, Vec<u8>)| {
            let mut profile = self.profiles[*at].clone();
            profile::unpack(&mut profile, packed, idf);
            profile
        };
        Ok(packed.par_iter().map(one).collect())
    }

    /// These articles with their terms, by their place.
    pub fn some(&mut self, mut articles: Vec<usize>, idf: &[f32]) -> Result<FxHashMap<usize, Profile>> {
        articles.sort_unstable();
        articles.dedup();
        let loaded = self.loaded(&articles, idf)?;
        Ok(articles.into_iter().zip(loaded).collect())
    }
}

/// A side in the making.
struct Reader {
    vocabulary: Vocabulary,
    counts: Vec<u32>,
    profiles: Vec<Profile>,
    spans: Vec<Span>,
    packed: Store,
}

impl Reader {
    fn add(&mut self, articles: Vec<Arc<Analysed>>) -> Result<()> {
        let mut packed = Vec::new();
        for article in articles {
            packed.clear();
            self.profiles.push(profile::pack(&article, &mut self.vocabulary, &mut packed));
            self.counts.resize(self.vocabulary.stems.len(), 0);
            profile::stems(&packed).for_each(|stem| self.counts[stem as usize] += 1);
            self.spans.push(self.packed.add(&[&packed])?);
        }
        Ok(())
    }
}
