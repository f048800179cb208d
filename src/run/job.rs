//! The main job over articles and results that need not be in memory together.

use super::fingerprint::Fingerprint;
use super::{Options, Stage, Watch, tell};
use crate::Result;
use crate::analysis::Analysed;
use crate::corpus::Article;
use crate::linking::{self, Chosen, LinkedPair, Stories, Story, Triple, Triples};
use crate::pairing::{self, Archive, ArticlePair, Notes, Share};
use crate::spellings::{self, Entity, Link};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pairs whose articles are linked at a time: their words are held in memory, and what is learned of words is learned
/// from them.
const PAIRS: usize = 4096;
/// What is made of so many bytes of text in pairing is kept for linking. The words of a text take some thirty times its
/// bytes.
const KEPT: usize = 8 << 20;
/// Articles whose names are looked for at a time.
const ARTICLES: usize = 4096;
/// Links under this probability are no evidence that two names are one.
const EVIDENCE: f64 = 0.5;

/// Takes the results of a job as they come. What a receiver does not want it need not take.
pub trait Receiver {
    /// A pair of articles, decided or not, sorted by the source's id, then the likeliest first.
    fn pair(&mut self, _pair: &ArticlePair, _src_id: &str, _trg_id: &str) -> Result<()> {
        Ok(())
    }

    /// The links of a pair that was decided on, in the order of the pairs.
    fn linked(&mut self, _linked: &LinkedPair) -> Result<()> {
        Ok(())
    }

    /// An article, sorted by id; those of languages that are not compared too.
    fn article(&mut self, _article: &Article) -> Result<()> {
        Ok(())
    }

    /// What is known at the end. Articles are without their text here, and only those of the three languages: pairs,
    /// triples and entities name them by their places in this list.
    fn end(&mut self, _end: &End) -> Result<()> {
        Ok(())
    }
}

/// What is known at the end of a job.
pub struct End<'a> {
    /// The articles of the three languages, sorted by id, without their text.
    pub articles: &'a [Article],
    /// Which of them have a partner.
    pub paired: &'a [bool],
    /// Sentences that say the same in all three languages, where all were compared.
    pub triples: &'a [Triple],
    /// The stories.
    pub stories: &'a [Story],
    /// The names that linked sentences share.
    pub entities: &'a [Entity],
}

/// How many there were.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    /// Articles by language.
    pub articles: BTreeMap<String, u64>,
    /// Pairs of articles that were decided on.
    pub pairs: u64,
    /// Stories.
    pub stories: u64,
    /// Entities with a name.
    pub names: u64,
    /// The shares of right pairs among the candidates, as they were reckoned with.
    pub shares: Vec<Share>,
    /// What is worth saying of the articles and of what was paired.
    pub notes: Notes,
}

/// The main job. Articles are added first, in any order: the results do not depend on it.
pub struct Job {
    options: Options,
    archive: Archive<'static>,
    fingerprint: Fingerprint,
    counts: Counts,
}

impl Job {
    /// A job without articles.
    ///
    /// # Errors
    ///
    /// Options out of their range.
    pub fn new(options: Options) -> Result<Self> {
        options.validate()?;
        let fingerprint = Fingerprint::new(&options);
        let mut archive = Archive::default();
        archive.keep_analyses(KEPT);
        Ok(Job { options, archive, fingerprint, counts: Counts::default() })
    }

    /// Adds an article; its language must be filled in (see [`crate::text::language`]).
    ///
    /// # Errors
    ///
    /// Only the disk can fail, when articles go to a temporary file.
    pub fn add(&mut self, article: &Article) -> Result<()> {
        self.fingerprint.add(article);
        *self.counts.articles.entry(article.lang.clone()).or_default() += 1;
        self.archive.add(article)
    }

    /// How the job works.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// One number over all articles and options: the same number gives the same results.
    pub fn fingerprint(&self) -> String {
        self.fingerprint.finish()
    }

    /// How many articles are in a language that is not compared, by its code (`und` where it is unknown).
    pub fn left_out(&self) -> &BTreeMap<String, usize> {
        self.archive.left_out()
    }

    /// Does the job.
    ///
    /// # Errors
    ///
    /// Those of the receiver, of the disk, and [`crate::Error::is_canceled`] where the watch broke it off.
    pub fn run(self, receiver: &mut dyn Receiver, watch: &mut Watch) -> Result<Counts> {
        let Job { options, archive, mut counts, .. } = self;
        tell(watch, Stage::Pair, 0, archive.len())?;
        let paired = archive.pair(&options.pairing())?;
        let all = paired.count();
        (counts.shares, counts.notes) = (paired.shares().to_vec(), paired.notes().clone());
        let mut found = Found::new(&options);
        let mut done = 0;
        tell(watch, Stage::Link, 0, all)?;
        let mut archive = paired.batches(PAIRS, |batch, archive| {
            done += batch.len();
            found.link(batch, archive, receiver)?;
            tell(watch, Stage::Link, done, all)
        })?;
        counts.pairs = found.pairs;
        let (all, mut done) = (archive.len(), 0);
        let mut names = spellings::Names::default();
        let mut heads: Vec<Article> = Vec::new();
        archive.each(ARTICLES, |mut batch| {
            done += batch.len();
            batch.iter().try_for_each(|(article, _)| receiver.article(article))?;
            batch.retain(|(_, analysed)| analysed.is_some());
            let places = heads.len() as u32..;
            places.zip(&batch).for_each(|(place, (article, _))| found.stories.read(place, article));
            names.add(&batch);
            heads.extend(batch.into_iter().map(|(article, _)| Article { text: String::new(), ..article }));
            tell(watch, Stage::Names, done, all)
        })?;
        let entities = names.entities(&heads, &found.links);
        let stories = found.stories.find(&heads);
        let triples = found.triples.map(Triples::find).unwrap_or_default();
        let mut paired = vec![false; heads.len()];
        found.paired.iter().for_each(|&place| paired[place as usize] = true);
        (counts.stories, counts.names) = (stories.len() as u64, entities.len() as u64);
        receiver.end(&End {
            articles: &heads,
            paired: &paired,
            triples: &triples,
            stories: &stories,
            entities: &entities,
        })?;
        Ok(counts)
    }
}

/// What is kept of the pairs while they go by.
struct Found<'a> {
    options: &'a Options,
    pairs: u64,
    paired: Vec<u32>,
    links: Vec<Link>,
    stories: Stories,
    triples: Option<Triples>,
}

impl<'a> Found<'a> {
    fn new(options: &'a Options) -> Self {
        Found {
            options,
            pairs: 0,
            paired: Vec::new(),
            links: Vec::new(),
            stories: Stories::default(),
            triples: Triples::are_possible(&options.languages).then(Triples::default),
        }
    }

    /// Links a batch of pairs and gives everything on.
    fn link(
        &mut self,
        batch: Vec<pairing::Told>,
        archive: &mut Archive,
        receiver: &mut dyn Receiver,
    ) -> Result<()> {
        let mut read: FxHashMap<u32, (Arc<Article>, Arc<Analysed>)> = FxHashMap::default();
        let mut article = |number: u32, archive: &mut Archive| -> Result<(Arc<Article>, Arc<Analysed>)> {
            if let Some(article) = read.get(&number) {
                return Ok(article.clone());
            }
            let article = Arc::new(archive.article(number).map(Cow::into_owned)?);
            let analysed = archive.analysed(number, &article);
            read.insert(number, (article.clone(), analysed.clone()));
            Ok((article, analysed))
        };
        let mut all: Vec<(ArticlePair, Option<usize>)> = Vec::with_capacity(batch.len());
        let mut ids = Vec::with_capacity(batch.len());
        let mut chosen = Vec::new();
        for told in batch {
            // Results name articles by their places in the order of ids, whatever the order in which they came.
            let pair = ArticlePair { src: told.src as usize, trg: told.trg as usize, ..told.pair };
            ids.push([archive.id(told.src), archive.id(told.trg)].map(str::to_owned));
            let decided = pair.relation.is_decision();
            all.push((pair.clone(), decided.then_some(chosen.len())));
            if decided {
                let (src, src_read) = article(told.src, archive)?;
                let (trg, trg_read) = article(told.trg, archive)?;
                chosen.push(Chosen { pair, languages: told.languages, src, trg, src_read, trg_read });
            }
        }
        let linked = linking::link(chosen, &self.options.lexicons);
        let mut told: Vec<(ArticlePair, [String; 2])> = Vec::with_capacity(all.len());
        for ((pair, linked_as), ids) in all.into_iter().zip(ids) {
            let linked = linked_as.map(|at| &linked[at]);
            told.push((linked.map_or(pair, |linked| linked.articles.pair.clone()), ids));
        }
        told.sort_by(|(a, _), (b, _)| pairing::order(a, b));
        told.iter().try_for_each(|(pair, [src, trg])| receiver.pair(pair, src, trg))?;
        for linked in &linked {
            self.pairs += 1;
            let pair = &linked.articles.pair;
            self.paired.extend([pair.src as u32, pair.trg as u32]);
            self.stories.add(pair);
            self.links.extend(evidence(linked));
            if let Some(triples) = &mut self.triples {
                triples.add(linked, self.options.min_score);
            }
            receiver.linked(linked)?;
        }
        Ok(())
    }
}

/// The links of a pair that are likely enough to say which names are one.
pub(super) fn evidence(linked: &LinkedPair) -> impl Iterator<Item = Link> + '_ {
    // What is written has four places: a folder that is read again must give the same.
    let sure = linked.links().filter(|link| (link.bead.probability * 1e4).round() >= EVIDENCE * 1e4);
    sure.map(|link| Link {
        src: linked.articles.pair.src,
        trg: linked.articles.pair.trg,
        src_sentences: link.src_sentences.clone().collect(),
        trg_sentences: link.trg_sentences.clone().collect(),
    })
}
