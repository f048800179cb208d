//! A value for each language: the one form of every table that differs by language.

use super::Language;
use std::ops::{Index, IndexMut};

/// A value for each of the three languages, looked up by [`Language`].
///
/// ```
/// use parallax::text::{Language, PerLanguage};
/// let codes = PerLanguage::new(Language::code);
/// assert_eq!(codes[Language::Ukrainian], "uk");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PerLanguage<T>([T; Language::ALL.len()]);

impl<T> PerLanguage<T> {
    /// Makes the value of each language.
    pub fn new(make: impl FnMut(Language) -> T) -> Self {
        PerLanguage(Language::ALL.map(make))
    }

    /// The values of two languages, or `None` where they are one.
    pub fn two_mut(&mut self, a: Language, b: Language) -> Option<(&mut T, &mut T)> {
        self.0.get_disjoint_mut([a as usize, b as usize]).ok().map(|[a, b]| (a, b))
    }

    /// The languages with their values, in the order of [`Language::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Language, &T)> {
        Language::ALL.into_iter().zip(&self.0)
    }
}

impl<T> Index<Language> for PerLanguage<T> {
    type Output = T;

    fn index(&self, language: Language) -> &T {
        &self.0[language as usize]
    }
}

impl<T> IndexMut<Language> for PerLanguage<T> {
    fn index_mut(&mut self, language: Language) -> &mut T {
        &mut self.0[language as usize]
    }
}
