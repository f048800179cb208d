//! The articles that are paired: of each its id, language and time; the article itself is put aside where it can be read
//! again.

use super::store::{Span, Store};
use super::{left_out, packed};
use crate::analysis::Analysed;
use crate::corpus::Article;
use crate::text::Language;
use crate::{Error, Result};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Articles one by one, in any order: what pairing makes of them does not depend on it. Memory does not grow with their
/// texts, which go to a temporary file when they are many.
///
/// ```
/// use parallax::corpus::Article;
/// use parallax::pairing::{Archive, Options};
/// let mut archive = Archive::default();
/// let article = |id: &str, lang: &str, text: &str| Article {
///     id: id.into(), lang: lang.into(), text: text.into(), published: "2022-01-21".into(), ..Article::default()
/// };
/// archive.add(&article("a", "en", "Blinken met Lavrov in Geneva on Friday. They talked for 90 minutes."))?;
/// archive.add(&article("b", "ru", "Блинкен и Лавров встретились в Женеве в пятницу. Они говорили 90 минут."))?;
/// let mut found = Vec::new();
/// archive.pair(&Options::default())?.each(|pair, src_id, trg_id| {
///     found.push((src_id.to_owned(), trg_id.to_owned(), pair.hours_apart));
///     Ok::<(), parallax::Error>(())
/// })?;
/// assert_eq!(found, [("a".to_owned(), "b".to_owned(), Some(0.0))]);
/// # Ok::<(), parallax::Error>(())
/// ```
#[derive(Default)]
pub struct Archive<'a> {
    pub(super) entries: Vec<Entry>,
    texts: Texts<'a>,
    /// Articles of languages that are not paired: id, place, where they lie.
    others: Vec<(Box<str>, u32, Span)>,
    left_out: BTreeMap<String, usize>,
    analyses: Analyses,
}

/// What was made of articles, kept for the stages to come while it fits.
#[derive(Default)]
struct Analyses {
    kept: FxHashMap<u32, Arc<Analysed>>,
    /// Bytes of text that may still be kept.
    room: usize,
}

/// What is kept of an article.
pub(super) struct Entry {
    pub id: Box<str>,
    pub language: Language,
    pub time: Option<i64>,
    /// Whether it is known who published it.
    pub has_outlet: bool,
    /// Its place among those that were given.
    pub place: u32,
    text: Span,
}

enum Texts<'a> {
    Given(&'a [Article]),
    Kept { store: Store, articles: u32 },
}

impl Default for Texts<'_> {
    fn default() -> Self {
        Texts::Kept { store: Store::default(), articles: 0 }
    }
}

impl<'a> Archive<'a> {
    /// Articles that lie in memory already.
    pub(super) fn of(articles: &'a [Article]) -> Self {
        let entries = articles.iter().enumerate().filter_map(|(place, article)| {
            let language = article.lang.parse().ok()?;
            Some(Entry::new(article, language, place as u32, Span::default()))
        });
        Archive {
            entries: entries.collect(),
            texts: Texts::Given(articles),
            others: Vec::new(),
            left_out: left_out(articles),
            analyses: Analyses::default(),
        }
    }

    /// Adds an article. One of another language than the three is kept, but not paired.
    pub fn add(&mut self, article: &Article) -> Result<()> {
        let Texts::Kept { store, articles } = &mut self.texts else { return Ok(()) };
        let place = *articles;
        *articles += 1;
        let text = store.add(&[&packed::pack(article)])?;
        if let Ok(language) = article.lang.parse() {
            self.entries.push(Entry::new(article, language, place, text));
        } else {
            *self.left_out.entry(article.lang.clone()).or_default() += 1;
            self.others.push((article.id.as_str().into(), place, text));
        }
        Ok(())
    }

    /// How many articles there are, those of other languages too.
    pub fn len(&self) -> usize {
        match &self.texts {
            Texts::Given(articles) => articles.len(),
            Texts::Kept { articles, .. } => *articles as usize,
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many articles are in a language that is not paired, by its code (`und` where it is unknown).
    pub fn left_out(&self) -> &BTreeMap<String, usize> {
        &self.left_out
    }

    /// Gives every article on, sorted by id, so many at a time, with what was made of it; those of other languages than the
    /// three come as they are.
    ///
    /// # Errors
    ///
    /// Those of the callback, and of the disk when the articles went to a temporary file.
    pub fn each<E: From<Error>>(
        &mut self,
        at_once: usize,
        mut on: impl FnMut(Vec<(Article, Option<Arc<Analysed>>)>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.sort();
        let own = self.entries.iter().zip(0..);
        let own = own.map(|(entry, number)| (&entry.id, entry.place, entry.text, Some(number)));
        let others = self.others.iter().map(|(id, place, text)| (id, *place, *text, None));
        let mut all: Vec<(&Box<str>, u32, Span, Option<u32>)> = own.chain(others).collect();
        all.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let all: Vec<(u32, Span, Option<u32>)> =
            all.into_iter().map(|(_, place, text, number)| (place, text, number)).collect();
        for batch in all.chunks(at_once.max(1)) {
            let articles = batch
                .iter()
                .map(|&(place, text, number)| Ok((self.texts.get(place, text)?.into_owned(), number)));
            let articles: Vec<(Article, Option<u32>)> = articles.collect::<Result<_>>()?;
            let kept = &self.analyses.kept;
            let read = |(article, number): (Article, Option<u32>)| {
                let analysed =
                    number.and_then(|number| kept.get(&number).cloned().or_else(|| Analysed::of(&article)));
                (article, analysed)
            };
            on(articles.into_par_iter().map(read).collect())?;
        }
        Ok(())
    }

    /// Lets what is made of so many bytes of text be kept, so that later stages need not make it again.
    pub(crate) fn keep_analyses(&mut self, bytes: usize) {
        self.analyses.room = bytes;
    }

    /// Keeps what was made of an article, where there is room.
    pub(super) fn keep(&mut self, number: u32, analysed: &Arc<Analysed>) {
        let bytes: usize = analysed.sentences.iter().map(|sentence| sentence.text().len()).sum();
        if bytes <= self.analyses.room {
            self.analyses.room -= bytes;
            self.analyses.kept.insert(number, analysed.clone());
        }
    }

    /// An article cut into sentences: what was kept, or made again.
    pub(crate) fn analysed(&mut self, number: u32, article: &Article) -> Arc<Analysed> {
        let kept = self.analyses.kept.get(&number).cloned();
        let language = self.entries[number as usize].language;
        kept.unwrap_or_else(|| Arc::new(Analysed::new(article, language, usize::MAX)))
    }

    /// The id of an article by its number.
    pub(crate) fn id(&self, number: u32) -> &str {
        &self.entries[number as usize].id
    }

    /// Puts the articles in an order that does not depend on the one in which they came.
    pub(super) fn sort(&mut self) {
        self.entries.sort_by(|a, b| a.id.cmp(&b.id).then(a.place.cmp(&b.place)));
    }

    /// An article by its number in the order of ids, those of the three languages alone.
    pub(crate) fn article(&mut self, number: u32) -> Result<Cow<'a, Article>> {
        let entry = &self.entries[number as usize];
        self.texts.get(entry.place, entry.text)
    }
}

impl<'a> Texts<'a> {
    fn get(&mut self, place: u32, text: Span) -> Result<Cow<'a, Article>> {
        match self {
            Texts::Given(articles) => Ok(Cow::Borrowed(&articles[place as usize])),
            Texts::Kept { store, .. } => Ok(Cow::Owned(packed::unpack(&store.get(text)?))),
        }
    }
}

impl Entry {
    fn new(article: &Article, language: Language, place: u32, text: Span) -> Self {
        let has_outlet = !article.outlet.trim().is_empty();
        Entry { id: article.id.as_str().into(), language, time: article.time(), has_outlet, place, text }
    }
}
