//! Names in running text, told without a model: by capitals, by what the word is elsewhere in the text, by the words
//! around it.
//!
//! Not for: whether two names are the same (that is [`crate::names`]).

use super::cues::Cues;
use super::{code, place, stream};
use crate::names::skeleton::skeleton;
use crate::text::stem::stem;
use crate::text::words::{Word, words};
use crate::text::{Language, sentences};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What a name is the name of, where that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// A person.
    Person,
    /// A country, a city, a river.
    Place,
    /// A company, a ministry, a party, a newspaper.
    Organisation,
    /// Some name.
    Name,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Its words, folded (see [`crate::text::words`]).
    pub words: Vec<String>,
    /// What it is the name of.
    pub sort: Sort,
    /// Equal for most spellings and forms of one name in all three languages: the acronym's or the place's key, or the
    /// consonants of the words. It finds candidates; whether two names are the same it does not prove.
    pub key: String,
}

/// The names of a text, in order; none overlaps another. Titles (`President`), adjectives and people of places
/// (`Russian`), weekdays and months are none. The more of an article is given, the better starts of sentences are told
/// from names.
///
/// ```
/// use parallax::anchors::{Sort, mentions};
/// use parallax::text::Language;
/// let text = "President Joe Biden met Sergei Lavrov in Geneva. Officials of NATO were there.";
/// let found = mentions(text, Language::English);
/// let names: Vec<&str> = found.iter().map(|mention| &text[mention.span.clone()]).collect();
/// assert_eq!(names, ["Joe Biden", "Sergei Lavrov", "Geneva", "NATO"]);
/// assert_eq!(found[0].sort, Sort::Person);
/// assert_eq!(found[2].sort, Sort::Place);
/// ```
pub fn mentions(text: &str, language: Language) -> Vec<Mention> {
    let words = words(text);
    let tokens = tokens(text, &words, language);
    let reader = Reader { text, language, words: &words, tokens: &tokens, cues: Cues::of(language) };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        at = reader.run(at, &mut found);
    }
    agree(&mut found, language);
    found
}

/// What is known of a word before names are put together.
struct Token {
    capital: bool,
    /// All letters are capitals, two at least.
    shouted: bool,
    /// It may start a name.
    name: bool,
    /// It stands at the start of a sentence or of a quotation.
    start: bool,
}

fn tokens(text: &str, words: &[Word], language: Language) -> Vec<Token> {
    let cues = Cues::of(language);
    let mut starts: FxHashSet<usize> = FxHashSet::default();
    let mut unclear: Vec<bool> = vec![false; words.len()];
    let mut first = 0;
    for line in lines(text) {
        let from = first;
        while words.get(first).is_some_and(|word| word.start < line.end) {
            first += 1;
        }
        let closed = text[line.clone()].trim_end().ends_with(['.', '!', '…']);
        if !closed && is_headline(text, &words[from..first]) {
            unclear[from..first].iter_mut().for_each(|unclear| *unclear = true);
        }
        for span in sentences::spans(&text[line.clone()], language) {
            let start = line.start + span.start;
            let number = from + words[from..first].partition_point(|word| word.start < start);
            starts.insert(number);
        }
    }
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    for (number, word) in words.iter().enumerate() {
        let raw = &text[word.start..word.end];
        let capital = raw.starts_with(char::is_uppercase);
        let shouted = capital
            && raw.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !raw.chars().any(char::is_lowercase);
        let start = starts.contains(&number) || opens(&text[..word.start]);
        tokens.push(Token { capital, shouted, name: false, start });
    }
    // What each word is where its capital says something.
    let stems: Vec<&str> = words.iter().map(|word| stem(&word.folded, language)).collect();
    let mut small: FxHashSet<&str> = FxHashSet::default();
    let mut inner: FxHashSet<&str> = FxHashSet::default();
    // Surnames that a given name stands before: `лавр` is a tree too.
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    for (number, token) in tokens.iter().enumerate() {
        if !token.capital {
            small.insert(stems[number]);
        } else if !token.start && !unclear[number] && !token.shouted {
            inner.insert(stems[number]);
            if number > 0 && tokens[number - 1].capital && cues.given(&words[number - 1].folded) {
                surnames.insert(stems[number]);
            }
        }
    }
    for number in 0..words.len() {
        let (word, token) = (&words[number], &tokens[number]);
        let (stem, folded) = (stems[number], word.folded.as_str());
        let letters = folded.chars().any(char::is_alphabetic);
        let calendar = language == Language::English
            && (super::time::is_day_or_month(folded) || raw_is_i(&text[word.start..word.end]));
        let acronym = code::acronym(text, words, number, language);
        let generic = acronym.as_ref().is_some_and(|code| code.what == Some("other"))
            || (token.shouted && cues.generic(folded));
        if !token.capital || !letters || calendar || generic {
            continue;
        }
        let acronym = acronym.is_some();
        let known =
            || cues.given(folded) || place::named(folded, language).is_some_and(|named| !named.demonym);
        tokens[number].name = if unclear[number] {
            acronym || ((inner.contains(stem) || known()) && !small.contains(stem) && !cues.common(folded))
        } else if token.start {
            let follows = |gap: &str| {
                let capital = tokens.get(number + 1).is_some_and(|next| next.capital && !next.start);
                capital && words.get(number + 1).is_some_and(|next| &text[word.end..next.start] == gap)
            };
            let next = follows(" ");
            let initial = folded.chars().count() == 1 && (follows(".") || follows(". "));
            let spoken = words.get(number + 1).is_some_and(|next| cues.speech(&next.folded));
            let elsewhere = inner.contains(stem) && !small.contains(stem);
            let plain = small.contains(stem) || cues.common(folded);
            acronym
                || initial
                || (elsewhere && (!cues.common(folded) || surnames.contains(stem)))
                || (!plain && (known() || next || spoken || token.shouted || surname(folded, language)))
                || (known() && next)
        } else {
            true
        };
    }
    tokens
}

/// `I`, `I’m`
fn raw_is_i(raw: &str) -> bool {
    raw == "I" || raw.starts_with("I'") || raw.starts_with("I’")
}

/// The lines of a text, as byte ranges.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start += line.len() + 1;
        range
    })
}

/// Whether capitals say nothing in a line: a title in capitals, or one with a capital on every weighty word.
fn is_headline(text: &str, words: &[Word]) -> bool {
    let long = words.iter().filter(|word| {
        word.folded.chars().count() > 3 && !word.folded.starts_with(|c: char| c.is_ascii_digit())
    });
    let (mut all, mut capital) = (0, 0);
    for word in long {
        all += 1;
        capital += usize::from(text[word.start..].starts_with(char::is_uppercase));
    }
    all >= 4 && capital * 10 >= all * 8
}

/// Whether a quotation or a new part opens right before a word, so that it would have a capital in any case.
fn opens(before: &str) -> bool {
    let trimmed = before.trim_end_matches(['(', '[', ' ', '\u{a0}']);
    let Some(last) = trimmed.chars().next_back() else { return true };
    let ahead = trimmed[..trimmed.len() - last.len_utf8()].trim_end_matches([' ', '\u{a0}']);
    match last {
        '«' | '“' | '„' | '"' | '\n' | ':' | '…' => true,
        // A dash or a bullet inside a sentence asks for no capital.
        '—' | '–' | '-' | '•' | '●' | '*' => {
            ahead.is_empty() || ahead.ends_with(['.', '!', '?', '…', ',', '»', '”', '"', '\n', ':'])
        }
        // `3.Оцінити`: an item of a list.
        '.' => ahead.ends_with(|letter: char| letter.is_ascii_digit()),
        _ => false,
    }
}

/// Whether a word ends as surnames of the region do, and hardly any other word.
fn surname(folded: &str, language: Language) -> bool {
    const CYRILLIC: [&str; 16] = [
        "енко",
        "швили",
        "швілі",
        "дзе",
        "чук",
        "чуку",
        "чука",
        "ович",
        "евич",
        "івна",
        "овна",
        "евна",
        "янц",
        "ський",
        "щук",
        "ськом",
    ];
    const LATIN: [&str; 12] =
        ["enko", "shvili", "adze", "chuk", "ovich", "evich", "ovych", "evych", "sky", "skyi", "skiy", "skyy"];
    let endings: &[&str] = if language == Language::English { &LATIN } else { &CYRILLIC };
    folded.chars().count() > 5 && endings.iter().any(|ending| folded.ends_with(ending))
}

struct Reader<'a> {
    text: &'a str,
    language: Language,
    words: &'a [Word],
    tokens: &'a [Token],
    cues: &'static Cues,
}

impl Reader<'_> {
    /// Reads the run of capitals that starts at a word and adds its names; the first word behind it.
    fn run(&self, at: usize, found: &mut Vec<Mention>) -> usize {
        if let Some((last, next)) = self.quoted(at) {
            let before = found.len();
            self.add(at, last, found);
            // What a quotation names is a thing; a person's name in one is part of it.
            for mention in &mut found[before..] {
                let legal = at > 0 && self.tokens[at - 1].shouted && self.language != Language::English;
                let told = mention.sort == Sort::Organisation || legal;
                mention.sort = if told { Sort::Organisation } else { Sort::Name };
            }
            return next;
        }
        if !self.tokens[at].name {
            return at + 1;
        }
        let spelled = code::acronym(self.text, self.words, at, self.language);
        if let Some(acronym) = spelled.filter(|code| code.next > at + 1) {
            let sort = match acronym.what {
                Some("org") => Sort::Organisation,
                Some("place") => Sort::Place,
                _ => Sort::Name,
            };
            self.push(at, acronym.next - 1, sort, found);
            return acronym.next;
        }
        let mut parts = vec![at];
        let mut next = at + 1;
        while let Some(taken) = self.continues(next) {
            parts.extend(next..next + taken);
            next += taken;
        }
        self.split(&parts, found);
        next
    }

    fn gap(&self, at: usize) -> &str {
        match (self.words.get(at.wrapping_sub(1)), self.words.get(at)) {
            (Some(before), Some(word)) => &self.text[before.end..word.start],
            _ => "\n",
        }
    }

    fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }

    /// How many words from this one belong to the run before it: a capital, or small words with a capital behind.
    fn continues(&self, at: usize) -> Option<usize> {
        let name = |at: usize| self.tokens.get(at).is_some_and(|token| token.name);
        let spaced = |at: usize| matches!(self.gap(at), " " | "\u{a0}" | "-" | "‑");
        if name(at) {
            let initial = self.words[at - 1].folded.chars().count() == 1
                && matches!(self.gap(at), "." | ". " | ".\u{a0}");
            let short = self.language == Language::English
                && matches!(self.gap(at), ". ")
                && self.abbreviated(at - 1);
            return (spaced(at) || initial || short).then_some(1);
        }
        // `Франкфурт-на-Майне`, `Ростов-на-Дону`
        if self.gap(at) == "-" {
            let mut last = at;
            while self.gap(last + 1) == "-" && last < at + 2 && !name(last) {
                last += 1;
            }
            if name(last) && last > at {
                return Some(last + 1 - at);
            }
            // `Kim Min-woo`, but not `the US-led`
            let word = self.folded(at);
            let given = self.language == Language::English
                && (2..=6).contains(&word.len())
                && self.tokens[at - 1].capital
                && matches!(self.gap(at - 1), " ")
                && self.tokens[at - 2].capital
                && !self.cues.common(word)
                && word.chars().all(char::is_alphabetic);
            return given.then_some(1);
        }
        if !spaced(at) {
            return None;
        }
        if self.cues.particle(self.folded(at)) && name(at + 1) && spaced(at + 1) {
            return Some(2);
        }
        if self.language == Language::English && self.cues.join(self.folded(at)) {
            let article = usize::from(self.folded(at + 1) == "the");
            let before = self.folded(at - 1);
            let general = self.cues.organisation(before)
                || (self.cues.common(before) && self.folded(at) == "of" && !self.cues.title(before));
            let of = self.folded(at) == "of" || self.folded(at) == "for";
            let last = at + 1 + article;
            if of && general && name(last) && spaced(last) && (article == 0 || spaced(at + 1)) {
                return Some(2 + article);
            }
        }
        None
    }

    /// `St. Petersburg`, `Mr. Brown`
    fn abbreviated(&self, at: usize) -> bool {
        matches!(
            self.folded(at),
            "st" | "mr"
                | "mrs"
                | "ms"
                | "dr"
                | "gen"
                | "sen"
                | "rep"
                | "gov"
                | "lt"
                | "col"
                | "maj"
                | "capt"
                | "sgt"
                | "prof"
                | "rev"
                | "adm"
                | "ft"
                | "mt"
        )
    }

    /// A short quotation that starts with a capital and is no speech: `«Единая Россия»`, `“The New Times”`.
    fn quoted(&self, at: usize) -> Option<(usize, usize)> {
        let word = &self.words[at];
        let before = &self.text[..word.start];
        let open = before.chars().next_back().filter(|open| matches!(open, '«' | '“' | '„' | '"'))?;
        let close: &[char] = match open {
            '«' => &['»'],
            '„' => &['“', '”'],
            '“' => &['”'],
            _ => &['"'],
        };
        if !self.tokens[at].capital
            || before[..before.len() - open.len_utf8()].trim_end().ends_with([':', ',', '.', '—', '–'])
        {
            return None;
        }
        // A straight quotation mark opens behind a space only.
        let outside = before[..before.len() - open.len_utf8()].chars().next_back();
        if outside.is_some_and(|outside| outside.is_alphanumeric() || outside == '.' || outside == ',') {
            return None;
        }
        let length = self.text[word.start..].find(close)?;
        let inside = &self.text[word.start..word.start + length];
        // `», — сказал он`
        let behind = self.text[word.start + length..].trim_start_matches(close);
        let spoken = behind.strip_prefix(',').unwrap_or(behind).trim_start().starts_with(['—', '–', '-']);
        let end = word.start + length;
        let last = self.words[at..].iter().take(LONGEST_TITLE + 1).take_while(|word| word.end <= end).count();
        let plain = !inside.contains([',', '.', '!', '?', ';', ':', '«', '\n', '…']);
        if last == 0 || last > LONGEST_TITLE || !plain || spoken {
            return None;
        }
        let russian = self.language != Language::English;
        let several = self.tokens[at..at + last].iter().filter(|token| token.capital).count() * 2 > last;
        (russian || several).then_some((at + last - 1, at + last))
    }

    /// Makes names of a run: titles go, what stands before one is apart, given names start persons.
    fn split(&self, parts: &[usize], found: &mut Vec<Mention>) {
        let Some((&first, &last)) = parts.first().zip(parts.last()) else { return };
        let title = |at: usize| self.cues.title(self.folded(at)) && !self.tokens[at].shouted;
        // A title with something behind it: the name starts there.
        if let Some(at) = parts.iter().rposition(|&at| title(at) && !self.organisation_of(at, last)) {
            let mut left = &parts[..at];
            while let Some((&end, rest)) = left.split_last() {
                if !(self.cues.common(self.folded(end))
                    || title(end)
                    || self.demonym(end)
                    || !self.tokens[end].capital)
                {
                    break;
                }
                left = rest;
            }
            self.split(left, found);
            self.split(trim(&parts[at + 1..], self.tokens), found);
            return;
        }
        // What can be told apart inside: an acronym or a place before a person, a name behind an acronym.
        for (number, &at) in parts.iter().enumerate().skip(1) {
            let before = parts[number - 1];
            let spaced = matches!(self.gap(at), " " | "\u{a0}") && self.tokens[before].capital;
            let place = place::named(self.folded(before), self.language).is_some_and(|named| !named.demonym);
            let acronym = self.tokens[before].shouted && self.words[before].folded.chars().count() > 1;
            let given =
                self.cues.given(self.folded(at)) && at < last && !self.cues.given(self.folded(before));
            let apart = spaced
                && ((given && (place || acronym || self.cues.organisation(self.folded(before))))
                    || (self.language != Language::English
                        && acronym != self.tokens[at].shouted
                        && (acronym || at == last)
                        && !self.cues.given(self.folded(before)))
                    || (self.language != Language::English
                        && place
                        && place::named(self.folded(at), self.language).is_none()
                        && self.cues.given(self.folded(at))));
            if apart {
                self.split(&parts[..number], found);
                self.split(&parts[number..], found);
                return;
            }
        }
        if parts.len() == 1 {
            if let Some(kind) = self.kind_behind(first) {
                self.push(first, kind, Sort::Organisation, found);
                return;
            }
            if self.demonym(first)
                && !(self.language != Language::English && self.cues.place(self.folded(first + 1)))
            {
                return;
            }
            // A kind alone names nothing: `Ministry`, `Party`, `Street`.
            let kind = self.cues.organisation(self.folded(first)) || self.cues.place(self.folded(first));
            if kind && self.language == Language::English && !self.tokens[first].shouted {
                return;
            }
            if self.tokens[first].start
                && !self.tokens[first].shouted
                && self.words[first].folded.chars().count() < 2
            {
                return;
            }
            let raw = &self.text[self.words[first].start..self.words[first].end];
            if stream::roman(raw).is_some() || raw.chars().count() < 2 {
                return;
            }
        }
        self.add(first, last, found);
    }

    /// Whether the words from a title to the end are an organisation: `Director General’s Office`.
    fn organisation_of(&self, at: usize, last: usize) -> bool {
        at < last && self.cues.organisation(self.folded(last))
    }

    fn demonym(&self, at: usize) -> bool {
        place::named(self.folded(at), self.language).is_some_and(|named| named.demonym)
    }

    /// The kind of organisation that an adjective with a capital belongs to: `Київської міської ради`.
    fn kind_behind(&self, at: usize) -> Option<usize> {
        let small = |at: usize| {
            matches!(self.gap(at), " " | "\u{a0}") && self.tokens.get(at).is_some_and(|token| !token.capital)
        };
        if self.language == Language::English || !is_adjective(self.folded(at)) {
            return None;
        }
        let near = small(at + 1) && self.cues.organisation(self.folded(at + 1));
        let further = small(at + 1)
            && small(at + 2)
            && is_adjective(self.folded(at + 1))
            && self.cues.organisation(self.folded(at + 2));
        near.then_some(at + 1).or(further.then_some(at + 2))
    }

    /// Adds the name from one word to another.
    fn add(&self, first: usize, mut last: usize, found: &mut Vec<Mention>) {
        let sort = self.sort(first, last);
        // `Луганской области`
        let cased = self.language != Language::English
            && is_adjective(self.folded(last))
            && matches!(self.gap(last + 1), " " | "\u{a0}")
            && self.cues.place(self.folded(last + 1));
        if cased && !self.tokens[last + 1].capital {
            last += 1;
        }
        self.push(first, last, if cased { Sort::Place } else { sort }, found);
    }

    fn push(&self, first: usize, last: usize, sort: Sort, found: &mut Vec<Mention>) {
        let (start, mut end) = (self.words[first].start, self.words[last].end);
        let possessive = ["'s", "’s"].into_iter().find(|ending| self.text[start..end].ends_with(ending));
        end -= possessive.map_or(0, str::len);
        // The last point of `U.S.` is its own.
        if self.text[start..end].contains('.') && last > first && self.text[end..].starts_with('.') {
            let spelled = code::acronym(self.text, self.words, first, self.language);
            end += usize::from(spelled.is_some_and(|code| code.next == last + 1));
        }
        if found.last().is_some_and(|before: &Mention| before.span.end > start) {
            return;
        }
        let words: Vec<String> = self.words[first..=last].iter().map(|word| word.folded.clone()).collect();
        let key = self.key(first, last, &words);
        found.push(Mention { span: start..end, words, sort, key });
    }

    fn key(&self, first: usize, last: usize, words: &[String]) -> String {
        if let Some(acronym) =
            code::acronym(self.text, self.words, first, self.language).filter(|code| code.next > last)
        {
            return acronym.key;
        }
        if let Some(named) =
            place::named(&words[0], self.language).filter(|named| words.len() == 1 && !named.demonym)
        {
            return named.place.to_owned();
        }
        let keys: Vec<String> =
            words.iter().map(|word| consonants(word)).filter(|key| !key.is_empty()).collect();
        if keys.is_empty() { words.join(" ") } else { keys.join(" ") }
    }

    fn sort(&self, first: usize, last: usize) -> Sort {
        let folded = |at: usize| self.folded(at);
        let before = first.checked_sub(1).map_or("", folded);
        let near = self.gap(first).chars().count() <= 2 && !self.gap(first).contains([',', '.']);
        if let Some(acronym) = code::acronym(self.text, self.words, last, self.language) {
            match acronym.what {
                Some("org") => return Sort::Organisation,
                Some("place") if first == last => return Sort::Place,
                _ => {}
            }
        }
        let any = |test: &dyn Fn(&str) -> bool| (first..=last).any(|at| test(folded(at)));
        if any(&|word| self.cues.organisation(word)) {
            return Sort::Organisation;
        }
        let initial = (first..=last).any(|at| self.words[at].folded.chars().count() == 1);
        let patronymic = |word: &str| {
            self.language != Language::English
                && [
                    "ович",
                    "евич",
                    "ович",
                    "івна",
                    "овна",
                    "евна",
                    "ича",
                    "ичу",
                    "ичем",
                    "івни",
                    "овны",
                    "евны",
                    "овной",
                    "евной",
                ]
                .iter()
                .any(|ending| word.ends_with(ending) && word.chars().count() > 5)
        };
        if first < last
            && (self.cues.given(folded(first))
                || self.cues.given(folded(last))
                || initial
                || any(&patronymic))
        {
            return Sort::Person;
        }
        if first == last || self.language == Language::English {
            if place::named(folded(last), self.language).is_some_and(|named| !named.demonym) {
                return Sort::Place;
            }
        }
        if any(&|word| self.cues.place(word)) && first < last {
            return Sort::Place;
        }
        if near && self.cues.title(before) && !self.tokens[last].shouted {
            return Sort::Person;
        }
        if near && self.cues.organisation(before) && self.language != Language::English {
            return Sort::Organisation;
        }
        if near && self.cues.place(before) && self.language != Language::English {
            return Sort::Place;
        }
        let behind = if self.gap(last + 1) == " " { folded(last + 1) } else { "" };
        // English lets companies and countries speak as often as people.
        let latin = folded(last).starts_with(|letter: char| letter.is_ascii());
        let said = !latin && (self.cues.speech(behind) || (near && self.cues.speech(before)));
        if (said || self.cues.given(folded(first)) || surname(folded(last), self.language))
            && !self.tokens[last].shouted
        {
            return Sort::Person;
        }
        Sort::Name
    }
}

/// Whether a Russian or Ukrainian word ends as an adjective does.
fn is_adjective(folded: &str) -> bool {
    const ENDINGS: [&str; 23] = [
        "ой",
        "ая",
        "ую",
        "ий",
        "ый",
        "ое",
        "ого",
        "ом",
        "ым",
        "им",
        "ої",
        "ій",
        "ською",
        "ська",
        "ську",
        "ське",
        "ському",
        "ому",
        "цька",
        "цьку",
        "цькою",
        "не",
        "на",
    ];
    folded.chars().count() > 4 && ENDINGS.iter().any(|ending| folded.ends_with(ending))
}

/// The longest quotation, in words, that can be a title.
const LONGEST_TITLE: usize = 5;

/// Small words at the start of what is left of a run belong to nothing.
fn trim<'a>(parts: &'a [usize], tokens: &[Token]) -> &'a [usize] {
    let first = parts.iter().position(|&at| tokens[at].capital).unwrap_or(parts.len());
    &parts[first..]
}

/// The consonants of a name as they sound, those that spellings confuse as one; at most five.
fn consonants(folded: &str) -> String {
    // Case endings that end in a consonant; `-ов` and `-ин` are of the name.
    const ENDINGS: [&str; 16] = [
        "ого", "ому", "ыми", "ими", "ами", "еві", "ові", "ым", "им", "ом", "ем", "єм", "ах", "ых", "их", "ям",
    ];
    let cut = ENDINGS.iter().find_map(|ending| folded.strip_suffix(ending));
    let bones = skeleton(cut.filter(|rest| rest.chars().count() > 3).unwrap_or(folded));
    let mut key = String::new();
    for bone in bones {
        let class = match bone {
            b'a' | b'e' | b'i' | b'o' | b'u' => continue,
            b'h' => 'g',
            b'z' | b'c' | b'S' | b'C' => 's',
            b'Z' => 'j',
            b'f' => 'v',
            letter => letter as char,
        };
        if !key.ends_with(class) && key.len() < 5 {
            key.push(class);
        }
    }
    key
}

/// A surname alone is a person where it stands with a given name elsewhere in the text.
fn agree(found: &mut [Mention], language: Language) {
    let mut sorts: FxHashMap<String, Sort> = FxHashMap::default();
    let key = |mention: &Mention| {
        mention.words.last().map(|word| stem(word, language).to_owned()).unwrap_or_default()
    };
    for mention in found.iter().filter(|mention| mention.words.len() > 1 && mention.sort == Sort::Person) {
        sorts.insert(key(mention), Sort::Person);
    }
    for mention in found.iter().filter(|mention| mention.words.len() == 1 && mention.sort != Sort::Name) {
        sorts.entry(key(mention)).or_insert(mention.sort);
    }
    for mention in found.iter_mut().filter(|mention| mention.words.len() == 1 && mention.sort == Sort::Name) {
        if let Some(sort) = sorts.get(&key(mention)) {
            mention.sort = *sort;
        }
    }
}
