//! A whole text read once, for what looks at more than a sentence: its words and where its sentences start.

use crate::text::words::{Word, words};
use crate::text::{Language, sentences};
use std::ops::Range;

/// A text with its words and sentences. [`super::mentions_in`] and [`super::quotes_in`] share one.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub language: Language,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Its sentences in order, in bytes.
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads a text.
    ///
    /// ```
    /// use parallax::anchors::Reading;
    /// use parallax::text::Language;
    /// let reading = Reading::new("They met. They left.", Language::English);
    /// assert_eq!((reading.words.len(), reading.sentences.len()), (4, 2));
    /// ```
    pub fn new(text: &'a str, language: Language) -> Self {
        Reading { text, language, words: words(text), sentences: sentences::spans(text, language) }
    }
}
