//! The reverse question: which standards give a Cyrillic name this Latin spelling.
//!
//! Not for: finding the Cyrillic name (that is [`super::why`]).

use super::{Origin, Standard, of, prepare};
use unicode_normalization::UnicodeNormalization;

/// How a Latin spelling agrees with what a standard writes. Capitals never count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the standard's spelling.
    Exact,
    /// It is the standard's spelling without (some of) its diacritics, apostrophes and other signs.
    Plain,
    /// It is another spelling.
    Other,
}

impl Fit {
    /// `exact`, `plain` or `other`.
    pub fn code(self) -> &'static str {
        match self {
            Fit::Exact => "exact",
            Fit::Plain => "plain",
            Fit::Other => "other",
        }
    }
}

/// What one standard writes, and how the spelling that was asked about agrees with it.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// The standard.
    pub standard: &'static Standard,
    /// Its spelling of the name.
    pub spelling: String,
    /// How the spelling asked about agrees with it.
    pub fit: Fit,
}

/// What every standard for a language writes, in their order, held against a Latin spelling.
///
/// ```
/// use parallax::names::standards::{Origin, explain::{Fit, explain}};
/// let fits = |standard: &str| {
///     let all = explain("Lugansk", "Луганськ", Origin::Ukrainian);
///     all.into_iter().find(|spelling| spelling.standard.id() == standard).map(|spelling| spelling.fit)
/// };
/// assert_eq!(fits("passport-uk-2007"), Some(Fit::Exact));
/// assert_eq!(fits("iso-9-1995"), Some(Fit::Plain)); // it writes Lugansʹk
/// assert_eq!(fits("ua-kmu-2010"), Some(Fit::Other)); // it writes Luhansk
/// ```
pub fn explain(latin: &str, cyrillic: &str, origin: Origin) -> Vec<Spelling> {
    let asked = Folded::new(latin);
    let name = prepare::prepare(cyrillic, origin).text;
    of(origin)
        .filter_map(|standard| {
            let spelling = standard.spell_prepared(&name, origin)?;
            let fit = asked.fit(&spelling);
            Some(Spelling { standard, spelling, fit })
        })
        .collect()
}

/// A spelling asked about, ready to be held against many.
#[derive(Debug, Clone)]
pub struct Folded {
    letters: Vec<char>,
    plain: Vec<char>,
}

impl Folded {
    /// Makes a spelling ready.
    pub fn new(spelling: &str) -> Folded {
        let letters: Vec<char> = fold(spelling).collect();
        let plain = letters.iter().copied().filter(|letter| !is_sign(*letter)).collect();
        Folded { letters, plain }
    }

    /// How it agrees with what a standard writes.
    pub fn fit(&self, spelling: &str) -> Fit {
        let mut asked = self.letters.iter().peekable();
        let mut plain = self.plain.iter();
        let mut exact = true;
        for letter in fold(spelling) {
            if !is_sign(letter) && plain.next() != Some(&letter) {
                return Fit::Other;
            }
            // Signs of the standard may be left out; none may be added.
            if asked.peek() == Some(&&letter) {
                asked.next();
            } else {
                exact = false;
            }
        }
        match (plain.next().is_none() && asked.next().is_none(), exact) {
            (false, _) => Fit::Other,
            (true, true) => Fit::Exact,
            (true, false) => Fit::Plain,
        }
    }

    /// The letters without signs, in lower case.
    pub fn plain(&self) -> &[char] {
        &self.plain
    }
}

/// Lower case, decomposed, one character for every way to print an apostrophe or a double one.
pub(super) fn fold(spelling: &str) -> impl Iterator<Item = char> + '_ {
    spelling.nfd().flat_map(char::to_lowercase).filter_map(|letter| match letter {
        '’' | 'ʼ' | '‘' | 'ʹ' | '′' | '`' | '´' | 'ʻ' | '＇' => Some('\''),
        '”' | '“' | '″' | 'ʺ' | '„' => Some('"'),
        'ı' => Some('i'),
        // Over ı or i the dot is no sign of its own.
        '\u{307}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        _ => Some(letter),
    })
}

/// What newspapers drop: diacritics, ligatures, apostrophes, the middle dot.
pub(super) fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\'' | '"' | '·')
}
