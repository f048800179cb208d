//! Texts read once: an article cut into sentences, whose words, numbers and facts are found when first asked for and kept.
//! Pairing, alignment and judgement are handed these instead of texts.
//!
//! Not for: whole-article things such as names and quotes, which are [`crate::anchors`]' own.

use crate::anchors::{self, Anchor, Reading};
use crate::corpus::Article;
use crate::text::words::{self, Word};
use crate::text::{Language, sentences};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A sentence. Copies of it share what was found.
#[derive(Clone)]
pub struct Sentence(Arc<Inner>);

struct Inner {
    text: String,
    language: Language,
    tokens: OnceLock<Vec<Word>>,
    words: OnceLock<Vec<Anchor>>,
    facts: OnceLock<Vec<Anchor>>,
    units: OnceLock<usize>,
}

impl Sentence {
    /// A sentence of a language.
    ///
    /// ```
    /// use parallax::analysis::Sentence;
    /// use parallax::text::Language;
    /// let sentence = Sentence::new("Погибли 13 тыс. человек.", Language::Russian);
    /// assert!(sentence.words().iter().any(|word| word.key == "13000"));
    /// ```
    pub fn new(text: impl Into<String>, language: Language) -> Self {
        let (tokens, words, facts, units) = Default::default();
        Sentence(Arc::new(Inner { text: text.into(), language, tokens, words, facts, units }))
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.0.language
    }

    /// Its words as they stand.
    pub fn tokens(&self) -> &[Word] {
        self.0.tokens.get_or_init(|| words::words(&self.0.text))
    }

    /// Every word once, numbers by value: see [`anchors::find`].
    pub fn words(&self) -> &[Anchor] {
        self.0.words.get_or_init(|| anchors::find_in(&self.0.text, self.tokens(), self.0.language))
    }

    /// Numbers with units, dates, money, codes: see [`anchors::facts`].
    pub fn facts(&self) -> &[Anchor] {
        self.0.facts.get_or_init(|| anchors::facts_in(&self.0.text, self.tokens(), self.0.language))
    }

    /// How many sentences it really holds, at least one: a line that was given as a sentence may hold several.
    pub fn units(&self) -> usize {
        *self.0.units.get_or_init(|| sentences::spans(&self.0.text, self.0.language).len().max(1))
    }
}

impl fmt::Debug for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.0.language, self.0.text)
    }
}

/// The number of a sentence in its article: 0 is the title, the body counts from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SentenceId(pub u32);

/// What stands between the title and the body.
const BETWEEN: &str = "\n\n";

/// An article as a list of sentences: the title first, where there is one.
#[derive(Debug, Clone)]
pub struct Analysed {
    /// Its language.
    pub language: Language,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// How many of them are the title: 0 or 1.
    pub titles: usize,
    /// Where they stand in [`Analysed::text_of`] their article, in bytes.
    pub spans: Vec<Range<usize>>,
}

impl Analysed {
    /// Cuts an article into sentences, the title and at most so many of the body.
    ///
    /// ```
    /// use parallax::analysis::{Analysed, SentenceId};
    /// use parallax::corpus::Article;
    /// use parallax::text::Language;
    /// let article = Article { title: "Talks fail".into(), text: "They met. They left.".into(), ..Article::default() };
    /// let analysed = Analysed::new(&article, Language::English, usize::MAX);
    /// assert_eq!(analysed.sentences.len(), 3);
    /// assert_eq!(analysed.id(1), SentenceId(1));
    /// ```
    pub fn new(article: &Article, language: Language, most: usize) -> Self {
        let title = Some(article.title.trim()).filter(|title| !title.is_empty());
        let text = &article.text;
        let body: Vec<Range<usize>> = sentences::spans(text, language).into_iter().take(most).collect();
        let mut spans: Vec<Range<usize>> = title.iter().map(|title| 0..title.len()).collect();
        let before = title.map_or(0, |title| title.len() + BETWEEN.len());
        spans.extend(body.iter().map(|span| before + span.start..before + span.end));
        let body = body.into_iter().map(|span| Sentence::new(&text[span], language).with_one_unit());
        let sentences = title.map(|title| Sentence::new(title, language)).into_iter().chain(body).collect();
        Analysed { language, sentences, titles: usize::from(title.is_some()), spans }
    }

    /// An article cut into all its sentences, in the language that it says; `None` where that is none of the three.
    pub fn of(article: &Article) -> Option<Arc<Analysed>> {
        let language = article.lang.parse().ok()?;
        Some(Arc::new(Analysed::new(article, language, usize::MAX)))
    }

    /// The text that the sentences stand in: the title, an empty line and the body.
    pub fn text_of(article: &Article) -> Cow<'_, str> {
        match article.title.trim() {
            "" => Cow::Borrowed(&article.text),
            title => Cow::Owned([title, BETWEEN, &article.text].concat()),
        }
    }

    /// The whole text as one, from the words of its sentences: `text` is [`Analysed::text_of`] the article.
    ///
    /// ```
    /// use parallax::analysis::Analysed;
    /// use parallax::anchors::mentions_in;
    /// use parallax::corpus::Article;
    /// use parallax::text::Language;
    /// let article = Article { title: "Talks fail".into(), text: "They met in Geneva.".into(), ..Article::default() };
    /// let analysed = Analysed::new(&article, Language::English, usize::MAX);
    /// let text = Analysed::text_of(&article);
    /// let names = mentions_in(&analysed.reading(&text));
    /// assert_eq!(&text[names[0].span.clone()], "Geneva");
    /// ```
    pub fn reading<'a>(&self, text: &'a str) -> Reading<'a> {
        let mut words =
            Vec::with_capacity(self.sentences.iter().map(|sentence| sentence.tokens().len()).sum());
        for (sentence, span) in self.sentences.iter().zip(&self.spans) {
            words.extend(sentence.tokens().iter().map(|word| Word {
                start: span.start + word.start,
                end: span.start + word.end,
                folded: word.folded.clone(),
            }));
        }
        Reading { text, language: self.language, words, sentences: self.spans.clone() }
    }

    /// The title and the first sentences of the body.
    pub fn first(&self, most: usize) -> Analysed {
        let most = self.sentences.len().min(self.titles + most);
        Analysed { sentences: self.sentences[..most].to_vec(), spans: self.spans[..most].to_vec(), ..*self }
    }

    /// The id of a sentence by its place in the list.
    pub fn id(&self, place: usize) -> SentenceId {
        SentenceId((place + 1 - self.titles) as u32)
    }

    /// The ids of neighbouring sentences.
    pub fn ids(&self, places: &Range<usize>) -> Range<u32> {
        self.id(places.start).0..self.id(places.end).0
    }

    /// The words of the title, and those of the body up to so many.
    pub fn words(&self, most: usize) -> [Vec<&Anchor>; 2] {
        let (titles, body) = self.sentences.split_at(self.titles);
        let words = |sentences: &'_ [Sentence]| -> Vec<&Anchor> { Vec::with_capacity(sentences.len() * 16) };
        let (mut of_title, mut of_body) = (words(titles), words(body));
        titles.iter().for_each(|title| of_title.extend(title.words()));
        for sentence in body {
            if of_body.len() >= most {
                break;
            }
            of_body.extend(sentence.words());
        }
        of_body.truncate(most);
        [of_title, of_body]
    }
}

impl Sentence {
    /// What the splitter gave holds one sentence.
    fn with_one_unit(self) -> Self {
        let _ = self.0.units.set(1);
        self
    }
}
