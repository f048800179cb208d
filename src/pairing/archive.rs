//! The articles that are paired: of each its id, language and time, and its text put aside where it can be read again.

use super::left_out;
use super::store::{Span, Store};
use crate::Result;
use crate::corpus::Article;
use crate::text::Language;
use std::borrow::Cow;
use std::collections::BTreeMap;

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
    left_out: BTreeMap<String, usize>,
}

/// What is kept of an article.
pub(super) struct Entry {
    pub id: Box<str>,
    pub language: Language,
    pub time: Option<i64>,
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
        Archive { entries: entries.collect(), texts: Texts::Given(articles), left_out: left_out(articles) }
    }

    /// Adds an article. One of another language than the three is only counted.
    pub fn add(&mut self, article: &Article) -> Result<()> {
        let Texts::Kept { store, articles } = &mut self.texts else { return Ok(()) };
        let place = *articles;
        *articles += 1;
        if let Ok(language) = article.lang.parse() {
            let title_length = (article.title.len() as u32).to_le_bytes();
            let text = store.add(&[&title_length, article.title.as_bytes(), article.text.as_bytes()])?;
            self.entries.push(Entry::new(article, language, place, text));
        } else {
            *self.left_out.entry(article.lang.clone()).or_default() += 1;
        }
        Ok(())
    }

    /// How many articles are in a language that is not paired, by its code (`und` where it is unknown).
    pub fn left_out(&self) -> &BTreeMap<String, usize> {
        &self.left_out
    }

    /// Puts the articles in an order that does not depend on the one in which they came.
    pub(super) fn sort(&mut self) {
        self.entries.sort_by(|a, b| a.id.cmp(&b.id).then(a.place.cmp(&b.place)));
    }

    /// An article's title and text.
    pub(super) fn text(&mut self, number: u32) -> Result<Cow<'a, Article>> {
        let entry = &self.entries[number as usize];
        match &mut self.texts {
            Texts::Given(articles) => Ok(Cow::Borrowed(&articles[entry.place as usize])),
            Texts::Kept { store, .. } => {
                let bytes = store.get(entry.text)?;
                let (length, rest) = bytes.split_at(bytes.len().min(4));
                let length = length.try_into().map_or(0, u32::from_le_bytes);
                let (title, text) = rest.split_at(rest.len().min(length as usize));
                let [title, text] = [title, text].map(|part| String::from_utf8_lossy(part).into_owned());
                Ok(Cow::Owned(Article { title, text, ..Article::default() }))
            }
        }
    }
}

impl Entry {
    fn new(article: &Article, language: Language, place: u32, text: Span) -> Self {
        Entry { id: article.id.as_str().into(), language, time: article.time(), place, text }
    }
}
