//! Names in running text, told without a model: by capitals, by what the word is elsewhere in the text, by the words
//! around it.
//!
//! Not for: whether two names are the same (that is [`crate::names`]).

use super::capital::{Token, tokens};
use super::cues::Cues;
use super::sort::agree;
use super::{Reading, code, known, place, stream};
use crate::names::gazetteer::{Gazetteer, Kind as PlaceKind};
use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::Word;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
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
    mentions_in(&Reading::new(text, language))
}

/// The same for a text that was read.
pub fn mentions_in(reading: &Reading) -> Vec<Mention> {
    let Reading { text, language, ref words, .. } = *reading;
    let tokens = tokens(reading);
    let places = RefCell::default();
    let reader = Reader { text, language, words, tokens: &tokens, cues: Cues::of(language), places };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        at = reader.run(at, &mut found);
    }
    agree(&mut found, language);
    found
}

pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub language: Language,
    pub words: &'a [Word],
    pub tokens: &'a [Token],
    pub cues: &'static Cues,
    /// What the gazetteer has a name for, of those that were looked up.
    pub places: RefCell<FxHashMap<String, Option<Sort>>>,
}

impl Reader<'_> {
    /// Reads the run of capitals that starts at a word and adds its names; the first word behind it.
    fn run(&self, at: usize, found: &mut Vec<Mention>) -> usize {
        if let Some((last, next)) = self.quoted(at) {
            let before = found.len();
            self.add(at, last, found);
            // What a quotation names is a thing; a person's name in one is part of it.
            for mention in &mut found[before..] {
                // Russian and Ukrainian news quote the names of companies; English news those of works.
                let work = at > 0 && self.cues.work(self.folded(at - 1));
                let told = mention.sort == Sort::Organisation || self.language != Language::English && !work;
                mention.sort = if told { Sort::Organisation } else { Sort::Name };
            }
            return next;
        }
        // A name that goes on is another: `New York Times`.
        if self.tokens[at].capital
            && let Some((count, sort)) = self.known(at)
            && !(self.tokens.get(at + count).is_some_and(|next| next.name) && self.gap(at + count) == " ")
        {
            self.push(at, at + count - 1, sort, found);
            return at + count;
        }
        // `Secretary of State Blinken`
        let office = at > 1
            && self.folded(at) == "state"
            && self.folded(at - 1) == "of"
            && self.cues.title(self.folded(at - 2));
        if !self.tokens[at].name || office {
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
        while parts.len() < LONGEST_RUN
            && let Some(taken) = self.continues(next)
            && (taken > 1 || self.language == Language::English || self.known(next).is_none())
        {
            parts.extend(next..next + taken);
            next += taken;
        }
        self.split(&parts, found);
        next
    }

    /// The known name of several words that starts at a word.
    fn known(&self, at: usize) -> Option<(usize, Sort)> {
        let near = |at: usize| matches!(self.gap(at), " " | "\u{a0}" | "-" | "\n");
        let stem_of = |at: usize| self.words.get(at).map(|word| stem(&word.folded, self.language));
        known::known(stem_of, near, at, self.language)
    }

    pub fn gap(&self, at: usize) -> &str {
        match (self.words.get(at.wrapping_sub(1)), self.words.get(at)) {
            (Some(before), Some(word)) => &self.text[before.end..word.start],
            _ => "\n",
        }
    }

    pub fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }

    /// How many words from this one belong to the run before it: a capital, or small words with a capital behind.
    fn continues(&self, at: usize) -> Option<usize> {
        let name = |at: usize| self.tokens.get(at).is_some_and(|token| token.name);
        let spaced = |at: usize| matches!(self.gap(at), " " | "\u{a0}" | "-" | "‑");
        if name(at) {
            // `DAB’s Starry Lee` are two, `the People’s Army` is one.
            let owner = ["'s", "’s"].iter().any(|s| self.text[..self.words[at - 1].end].ends_with(s));
            if owner && !self.cues.organisation(self.folded(at)) {
                return None;
            }
            let initial = self.words[at - 1].folded.chars().count() == 1
                && matches!(self.gap(at), "." | ". " | ".\u{a0}");
            let short = self.language == Language::English
                && matches!(self.gap(at), ". ")
                && self.cues.shortened(self.folded(at - 1));
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
        // `Ursula von der Leyen`
        let particle = |at: usize| spaced(at) && self.cues.particle(self.folded(at));
        let particles = (at..at + MOST_PARTICLES).take_while(|&at| particle(at)).count();
        if particles > 0 && name(at + particles) && spaced(at + particles) {
            return Some(particles + 1);
        }
        if self.language == Language::English && self.cues.join(self.folded(at)) {
            let article = usize::from(self.folded(at + 1) == "the");
            let before = self.folded(at - 1);
            // `Mr. Brown of the University`: the common word behind a title is a surname.
            if at >= 2 && self.cues.title(self.folded(at - 2)) {
                return None;
            }
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
        // Where it never closes, the rest of the text is not looked through for each mark that opens.
        let near = self.text[word.start..].char_indices().take(LONGEST_QUOTED);
        let length = near.into_iter().find(|(_, letter)| close.contains(letter))?.0;
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
                if !(self.cues.common(self.folded(end)) && !self.tokens[end].shouted
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
        // `Ukrainian Kharkiv`: what a place belongs to is no part of its name.
        if self.language == Language::English && parts.len() > 1 && self.demonym(first) {
            let rest = &parts[1..];
            let of_place = |&at: &usize| place::named(self.folded(at), self.language).is_some();
            let town = rest.len() == 1 && !Gazetteer::builtin().find(self.folded(rest[0])).is_empty();
            if rest.iter().all(of_place) || town {
                self.split(rest, found);
                return;
            }
        }
        // Whether `the chancellor of` stands before the run.
        let office = {
            let skipped = |at: usize| matches!(self.folded(at), "of" | "the");
            let before = (0..first).rev().take(3).find(|&at| !skipped(at));
            before.is_some_and(|at| self.cues.title(self.folded(at)))
                && !(first..last).any(|at| self.cues.organisation(self.folded(at)))
        };
        // What can be told apart inside: an acronym or a place before a person, a name behind an acronym.
        for (number, &at) in parts.iter().enumerate().skip(1) {
            let before = parts[number - 1];
            let spaced = matches!(self.gap(at), " " | "\u{a0}") && self.tokens[before].capital;
            let place = place::named(self.folded(before), self.language).is_some_and(|named| !named.demonym)
                || (office && is_country(self.folded(before)));
            let known = code::acronym(self.text, self.words, before, self.language).is_some();
            let acronym =
                known || (self.tokens[before].shouted && self.words[before].folded.chars().count() > 1);
            let given =
                self.cues.given(self.folded(at)) && at < last && !self.cues.given(self.folded(before));
            // `Рівного Володимир Хомко`: in Russian and Ukrainian a given name that stands inside starts a person,
            // unless a patronymic follows.
            let inside = given
                && self.language != Language::English
                && self.words[before].folded.chars().count() > 1
                && !self.cues.patronymic(self.folded(at + 1));
            // `канцлер Австрії Негаммер`, `the President of France Macron`
            let of_office = office
                && place
                && place::named(self.folded(at), self.language).is_none()
                && !self.cues.common(self.folded(at));
            // `Минобороны Х. Акар`: initials start a person, but stand behind the given name in `Джордж У. Буш`.
            let initial = self.language != Language::English
                && at < last
                && self.words[at].folded.chars().count() == 1
                && self.gap(at + 1).starts_with('.')
                && self.words[before].folded.chars().count() > 1
                && self.words[last].folded.chars().count() > 1
                && !self.cues.given(self.folded(before));
            let apart = spaced
                && (inside
                    || of_office
                    || initial
                    || (given && (place || acronym || self.cues.organisation(self.folded(before))))
                    || (self.language != Language::English
                        && acronym != self.tokens[at].shouted
                        && (acronym || at == last)
                        && !self.cues.given(self.folded(before)))
                    || (self.language != Language::English
                        && place
                        && place::named(self.folded(at), self.language).is_none()
                        && self.cues.given(self.folded(at))));
            if apart {
                let from = found.len();
                self.split(&parts[..number], found);
                // The title before `голова Рівного Володимир Хомко` is of whoever follows.
                if let Some(first) = found.get_mut(from).filter(|first| inside && first.sort == Sort::Person)
                {
                    first.sort = Sort::Name;
                }
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
        if self.language == Language::English || !self.cues.adjective(self.folded(at)) {
            return None;
        }
        let near = small(at + 1) && self.cues.organisation(self.folded(at + 1));
        let further = small(at + 1)
            && small(at + 2)
            && self.cues.adjective(self.folded(at + 1))
            && self.cues.organisation(self.folded(at + 2));
        near.then_some(at + 1).or(further.then_some(at + 2))
    }

    /// Adds the name from one word to another.
    fn add(&self, first: usize, mut last: usize, found: &mut Vec<Mention>) {
        let sort = self.sort(first, last);
        // `Луганской области`
        let cased = self.language != Language::English
            && self.cues.adjective(self.folded(last))
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
}

/// So many particles may follow each other: `van de der`.
const MOST_PARTICLES: usize = 3;
/// The longest quotation, in words, that can be a title …
const LONGEST_TITLE: usize = 5;
/// … and in letters.
const LONGEST_QUOTED: usize = 300;
/// Words with capitals in a row that are looked at together: what is longer is a list without stops, and is cut.
const LONGEST_RUN: usize = 64;

fn is_country(folded: &str) -> bool {
    let gazetteer = Gazetteer::builtin();
    gazetteer.find(folded).iter().any(|&number| gazetteer.place(number).kind == PlaceKind::Country)
}

/// Small words at the start of what is left of a run belong to nothing.
fn trim<'a>(parts: &'a [usize], tokens: &[Token]) -> &'a [usize] {
    let first = parts.iter().position(|&at| tokens[at].capital).unwrap_or(parts.len());
    &parts[first..]
}
