//! The main job in memory.

use super::job::End;
use super::{Job, Options, Receiver};
use crate::Result;
use crate::corpus::Article;
use crate::linking::{LinkedPair, Story, Triple};
use crate::pairing::ArticlePair;
use crate::spellings::Entity;
use std::ops::ControlFlow;

/// What the main job found. Pairs, triples and entities name articles by their places in `articles`.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    /// The articles of the three languages, sorted by id, without their text.
    pub articles: Vec<Article>,
    /// All pairs, decided or not, by the source's id, the likeliest first.
    pub pairs: Vec<ArticlePair>,
    /// The decided pairs with their links.
    pub linked: Vec<LinkedPair>,
    /// Sentences that say the same in all three languages, where all were compared.
    pub triples: Vec<Triple>,
    /// The stories.
    pub stories: Vec<Story>,
    /// The names that linked sentences share.
    pub entities: Vec<Entity>,
}

/// Pairs articles, links their sentences and finds the names that these share.
///
/// ```
/// use parallax::corpus::Article;
/// let article = |id: &str, lang: &str, text: &str| Article {
///     id: id.into(), lang: lang.into(), text: text.into(), published: "2022-01-21".into(), ..Article::default()
/// };
/// let outcome = parallax::run(
///     [
///         article("a", "en", "Blinken met Lavrov in Geneva on Friday. They talked for 90 minutes. No deal was made."),
///         article("b", "ru", "Блинкен и Лавров встретились в Женеве в пятницу. Они говорили 90 минут. Договорённостей нет."),
///     ],
///     &parallax::run::Options::default(),
/// )?;
/// assert_eq!(outcome.linked.len(), 1);
/// assert!(outcome.linked[0].links().any(|link| link.trg_text.contains("90 минут")));
/// # Ok::<(), parallax::Error>(())
/// ```
///
/// # Errors
///
/// Options out of their range, and the disk, when very many articles go to a temporary file.
pub fn run(articles: impl IntoIterator<Item = Article>, options: &Options) -> Result<Outcome> {
    let mut job = Job::new(options.clone())?;
    articles.into_iter().try_for_each(|article| job.add(&article))?;
    let mut outcome = Outcome::default();
    job.run(&mut outcome, &mut |_| ControlFlow::Continue(()))?;
    Ok(outcome)
}

impl Receiver for Outcome {
    fn pair(&mut self, pair: &ArticlePair, _: &str, _: &str) -> Result<()> {
        self.pairs.push(pair.clone());
        Ok(())
    }

    fn linked(&mut self, linked: &LinkedPair) -> Result<()> {
        self.linked.push(linked.clone());
        Ok(())
    }

    fn end(&mut self, end: &End) -> Result<()> {
        self.articles = end.articles.to_vec();
        self.triples = end.triples.to_vec();
        self.stories = end.stories.to_vec();
        self.entities = end.entities.to_vec();
        Ok(())
    }
}
