//! The competing spellings of a name: one word of it that English articles spell in several ways.

use super::origin::Base;
use crate::corpus::Article;
use crate::spellings::words::{Word, Words};
use crate::spellings::{Entity, day};
use crate::text::Language;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The ways in which a word of a name is spelled.
pub struct Contest<'a> {
    /// The commonest first.
    pub variants: Vec<Variant<'a>>,
    /// In the order of the entity's uses.
    pub uses: Vec<Spelled<'a>>,
}

/// A way to spell the word.
pub struct Variant<'a> {
    pub text: String,
    pub standards: String,
    pub base: Base,
    /// How many commoner variants have the same base.
    pub rank: usize,
    pub count: usize,
    pub quoted: usize,
    /// The whole names that have it, the commonest first.
    pub forms: Vec<(&'a str, usize)>,
}

/// One use of the name.
pub struct Spelled<'a> {
    pub variant: usize,
    pub article: &'a Article,
    /// Empty where it is not known.
    pub day: &'a str,
    pub quoted: bool,
}

impl Contest<'_> {
    /// How often another spelling than the commonest stands.
    pub fn minority(&self) -> usize {
        self.variants.iter().skip(1).map(|variant| variant.count).sum()
    }
}

/// The contests of an entity; none where each word is spelled in one way.
pub fn contests<'a>(entity: &'a Entity, articles: &'a [Article]) -> Vec<Contest<'a>> {
    let mut words = Words::new(entity);
    let mut uses: BTreeMap<usize, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    let english = |at: &usize| entity.uses[*at].language == Language::English;
    for at in (0..entity.uses.len()).filter(english) {
        for Word { place, text } in words.of(&entity.uses[at].form) {
            uses.entry(*place).or_default().entry(text.clone()).or_default().push(at);
        }
    }
    let mut all = Vec::new();
    for (place, texts) in uses.into_iter().filter(|(_, texts)| texts.len() > 1) {
        let mut texts: Vec<(String, Vec<usize>)> = texts.into_iter().collect();
        texts.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
        let mut variants: Vec<Variant> = Vec::new();
        let mut spelled: Vec<(usize, Spelled)> = Vec::new();
        for (number, (text, places)) in texts.into_iter().enumerate() {
            let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
            for &at in &places {
                let one = &entity.uses[at];
                *forms.entry(&one.form).or_default() += 1;
                let article = &articles[one.article];
                let one = Spelled { variant: number, article, day: day(article), quoted: one.quoted };
                spelled.push((at, one));
            }
            let mut forms: Vec<(&str, usize)> = forms.into_iter().collect();
            forms.sort_by_key(|(form, count)| (Reverse(*count), *form));
            let word = Word { place, text };
            let (standards, origin) = words.standards(&word);
            let base = Base::of(&origin);
            variants.push(Variant {
                rank: variants.iter().filter(|variant| variant.base == base).count(),
                count: places.len(),
                quoted: places.iter().filter(|&&at| entity.uses[at].quoted).count(),
                text: word.text,
                standards,
                base,
                forms,
            });
        }
        spelled.sort_by_key(|(at, _)| *at);
        all.push(Contest { variants, uses: spelled.into_iter().map(|(_, one)| one).collect() });
    }
    all
}
