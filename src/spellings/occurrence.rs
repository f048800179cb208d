//! Where names stand in articles: each different form once, and each occurrence with its sentence.

use super::derived::{self, Derived, derived};
use crate::analysis::Analysed;
use crate::anchors::{self, Mention, Sort};
use crate::corpus::Article;
use crate::names::gazetteer::Gazetteer;
use crate::names::person::{self, Kind, Part};
use crate::text::Language;
use crate::text::words::words;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// A name as it is spelled, capitals apart.
#[derive(Debug)]
pub struct Form {
    pub language: Language,
    /// The commonest way to write it.
    pub text: String,
    /// Its words, small, and where they stand in `text`.
    pub parts: Vec<(Part, Range<usize>)>,
    /// Whether it stands alone between Cyrillic quotation marks: a ship or a paper, not the city.
    pub titled: bool,
    /// The key of an acronym.
    pub acronym: Option<String>,
    /// The place that it is made of.
    pub derived: Option<Derived>,
    /// How often it is the name of a person, a place, anything.
    pub persons: usize,
    pub places: usize,
    pub organisations: usize,
    pub count: usize,
}

impl Form {
    /// A form that stands once.
    pub fn alone(text: &str, person: bool, language: Language) -> Form {
        Form {
            language,
            text: text.to_owned(),
            parts: parts(text),
            titled: false,
            acronym: None,
            derived: None,
            persons: usize::from(person),
            places: 0,
            organisations: 0,
            count: 1,
        }
    }

    /// How many words tell the name from others; a region counts like its place.
    pub fn weight(&self) -> usize {
        if self.derived.is_some() { 1 } else { self.weighty().count() }
    }

    /// The words that tell the name from others; what it has where there are none.
    pub fn weighty(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let some = self.parts.iter().any(|(part, _)| part.kind == Kind::Word);
        let weighty = move |at: &usize| !some || self.parts[*at].0.kind == Kind::Word;
        (0..self.parts.len()).filter(weighty)
    }

    pub fn is_person(&self) -> bool {
        self.persons * 2 > self.count
    }
}

/// A form at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    pub form: u32,
    pub article: u32,
    /// 0 is the title, the body counts from 1.
    pub sentence: u32,
    /// Whether it stands in quoted speech.
    pub quoted: bool,
}

struct Raw {
    language: Language,
    text: String,
    titled: bool,
    key: String,
    sort: Sort,
    sentence: u32,
    quoted: bool,
}

/// All names of articles in the three languages, in the order of articles and texts, as the articles come.
#[derive(Debug, Default)]
pub struct Occurrences {
    numbers: FxHashMap<(Language, bool, String), u32>,
    forms: Vec<Form>,
    writings: Vec<BTreeMap<String, usize>>,
    all: Vec<Occurrence>,
    articles: u32,
}

impl Occurrences {
    /// Finds the names of the next articles.
    pub fn add(&mut self, articles: &[(Article, Option<Arc<Analysed>>)]) {
        let found: Vec<Vec<Raw>> = articles
            .par_iter()
            .map(|(article, analysed)| {
                analysed.as_ref().map_or_else(Vec::new, |analysed| of_article(article, analysed))
            })
            .collect();
        for raws in found {
            raws.into_iter().for_each(|raw| self.count(raw));
            self.articles += 1;
        }
    }

    fn count(&mut self, raw: Raw) {
        let language = raw.language;
        let small = raw.text.to_lowercase();
        let (forms, writings) = (&mut self.forms, &mut self.writings);
        let number = *self.numbers.entry((language, raw.titled, small)).or_insert_with(|| {
            forms.push(Form {
                language,
                text: String::new(),
                parts: Vec::new(),
                titled: raw.titled,
                acronym: None,
                derived: None,
                persons: 0,
                places: 0,
                organisations: 0,
                count: 0,
            });
            writings.push(BTreeMap::new());
            forms.len() as u32 - 1
        });
        let form = &mut self.forms[number as usize];
        form.count += 1;
        form.persons += usize::from(raw.sort == Sort::Person);
        form.places += usize::from(raw.sort == Sort::Place);
        form.organisations += usize::from(raw.sort == Sort::Organisation);
        if is_shouted(&raw.text) && raw.key.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            form.acronym = Some(raw.key);
        }
        *self.writings[number as usize].entry(raw.text).or_default() += 1;
        let (sentence, quoted) = (raw.sentence, raw.quoted);
        self.all.push(Occurrence { form: number, article: self.articles, sentence, quoted });
    }

    /// The forms, and where they stand.
    pub fn finish(self) -> (Vec<Form>, Vec<Occurrence>) {
        let mut forms = self.forms;
        for (form, writings) in forms.iter_mut().zip(self.writings) {
            // Capitals that only a headline gives count for nothing where the word stands elsewhere too.
            let best = writings.into_iter().max_by(|a, b| {
                let plain = |text: &str| !is_shouted(text);
                (plain(&a.0), a.1).cmp(&(plain(&b.0), b.1)).then(b.0.cmp(&a.0))
            });
            form.text = best.map(|(text, _)| text).unwrap_or_default();
            form.parts = parts(&form.text);
            // KYIV at the head of a report is the city in capitals.
            let place = || form.text.chars().count() > 3 && !Gazetteer::builtin().find(&form.text).is_empty();
            if !is_shouted(&form.text) || place() {
                form.acronym = None;
            }
            if !form.titled && form.acronym.is_none() {
                let words: Vec<&Part> = form.parts.iter().map(|(part, _)| part).collect();
                form.derived = derived(&words, form.is_person(), form.language);
            }
        }
        (forms, self.all)
    }
}

fn parts(text: &str) -> Vec<(Part, Range<usize>)> {
    let mut all = Vec::new();
    for word in words(text).into_iter().take(person::MOST_PARTS) {
        if let Some(part) = person::parts(&text[word.start..word.end]).into_iter().next() {
            all.push((part, word.start..word.end));
        }
    }
    all
}

/// Whether all letters are capitals, two at least.
pub fn is_shouted(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !text.chars().any(char::is_lowercase)
}

fn of_article(article: &Article, analysed: &Analysed) -> Vec<Raw> {
    let language = analysed.language;
    let text = Analysed::text_of(article);
    let starts: Vec<usize> = analysed.spans.iter().map(|span| span.start).collect();
    let reading = analysed.reading(&text);
    let mentions = anchors::mentions_in(&reading);
    let quotes = anchors::quotes_in(&reading, &mentions);
    let fixed = if language == Language::English { fixed(&text) } else { Vec::new() };
    let inside = |span: &Range<usize>, of: &Range<usize>| of.start <= span.start && span.end <= of.end;
    let mut found: Vec<Raw> = Vec::new();
    let shared = shared_kinds(&text, &mentions, language);
    for (mention, kind) in mentions.into_iter().zip(shared) {
        let span = mention.span;
        if fixed.iter().any(|fixed| span.start < fixed.end && fixed.start < span.end) {
            continue;
        }
        let mut spelled = text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        for ending in ["’s", "'s"] {
            if let Some(name) = spelled.strip_suffix(ending).filter(|_| language == Language::English) {
                spelled = name.to_owned();
            }
        }
        if let Some(kind) = kind {
            spelled = format!("{spelled} {kind}");
        }
        // `Nikolai T.`
        let initial =
            mention.words.len() > 1 && mention.words.last().is_some_and(|word| word.chars().count() == 1);
        if initial && text[span.end..].starts_with('.') {
            spelled.push('.');
        }
        if spelled.chars().count() > LONGEST {
            continue;
        }
        let titled = language != Language::English
            && text[..span.start].ends_with(['«', '“', '„', '"'])
            && text[span.end..].starts_with(['»', '”', '“', '"']);
        let place = starts.partition_point(|&at| at <= span.start).saturating_sub(1);
        found.push(Raw {
            language: language_at(&text, span.start, language),
            text: spelled,
            titled,
            key: mention.key,
            sort: mention.sort,
            sentence: analysed.id(place).0,
            quoted: quotes.iter().any(|quote| inside(&span, &quote.span)),
        });
    }
    found
}

/// Russian is quoted in Ukrainian articles and the other way round: the letters of the line tell.
fn language_at(text: &str, at: usize, language: Language) -> Language {
    if language == Language::English {
        return language;
    }
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let end = text[at..].find('\n').map_or(text.len(), |line| at + line);
    let line = &text[start..end];
    let has = |letters: [char; 8]| line.contains(letters);
    match (has(['ы', 'э', 'ъ', 'ё', 'Ы', 'Э', 'Ъ', 'Ё']), has(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ']))
    {
        (true, false) => Language::Russian,
        (false, true) => Language::Ukrainian,
        _ => language,
    }
}

/// The kind of region that an adjective shares with one behind it: в Донецкой и Луганской областях.
fn shared_kinds<'a>(text: &'a str, mentions: &[Mention], language: Language) -> Vec<Option<&'a str>> {
    let mut kinds = vec![None; mentions.len()];
    let mut next: Option<(usize, &str)> = None;
    for (number, mention) in mentions.iter().enumerate().rev() {
        let written = &text[mention.span.clone()];
        next = match mention.words.as_slice() {
            [_, kind] if derived::is_kind(kind, language) => {
                written.split_whitespace().last().map(|kind| (mention.span.start, kind))
            }
            [word] if derived::is_adjectival(word, language) => next.filter(|(start, _)| {
                matches!(&text[mention.span.end..*start], " и " | " і " | " й " | " та " | ", ")
            }),
            _ => None,
        };
        if let Some((_, kind)) = next {
            if mention.words.len() == 1 {
                kinds[number] = Some(kind);
            }
            next = Some((mention.span.start, kind));
        }
    }
    kinds
}

/// Names longer than this are none.
const LONGEST: usize = 100;

/// Where the expressions of `data/spellings/fixed.txt` stand.
fn fixed(text: &str) -> Vec<Range<usize>> {
    static FIXED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let lines = include_str!("../../data/spellings/fixed.txt").lines();
        lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
    });
    let small = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for expression in FIXED.iter() {
        let starts = memchr::memmem::find_iter(small.as_bytes(), expression.as_bytes());
        found.extend(starts.map(|start| start..start + expression.len()));
    }
    found
}
