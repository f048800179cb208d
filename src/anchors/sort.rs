//! What a name is the name of, told by its words and those around it, and the key by which its spellings meet.

use super::mention::{Mention, Reader, Sort};
use super::{code, place};
use crate::names::gazetteer::{Gazetteer, Kind};
use crate::names::skeleton::skeleton;
use crate::text::Language;
use crate::text::stem::stem;
use rustc_hash::FxHashMap;

impl Reader<'_> {
    pub fn key(&self, first: usize, last: usize, words: &[String]) -> String {
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
        key_of_words(words)
    }

    pub fn sort(&self, first: usize, last: usize) -> Sort {
        let folded = |at: usize| self.folded(at);
        let before = first.checked_sub(1).map_or("", folded);
        let near = self.gap(first).chars().count() <= 2 && !self.gap(first).contains([',', '.']);
        let cyrillic = self.language != Language::English;
        if cyrillic && self.address(first) {
            return Sort::Place;
        }
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
        if first < last
            && (self.cues.given(folded(first))
                || self.cues.given(folded(last))
                || initial
                || any(&|word| self.cues.patronymic(word)))
        {
            return Sort::Person;
        }
        if (first == last || self.language == Language::English)
            && place::named(folded(last), self.language).is_some_and(|named| !named.demonym)
        {
            return Sort::Place;
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
        if (said || self.cues.given(folded(first)) || self.cues.surname(folded(last)))
            && !self.tokens[last].shouted
        {
            return Sort::Person;
        }
        let shouted = (first..=last).all(|at| self.tokens[at].shouted);
        let foreign = cyrillic && (first..=last).all(|at| self.words[at].folded.is_ascii());
        if foreign && self.words[first].folded.chars().any(char::is_alphabetic) {
            return Sort::Organisation;
        }
        if let Some(sort) = self.gazetteer(first, last) {
            return sort;
        }
        if shouted && first == last && self.words[first].folded.chars().all(char::is_alphabetic) {
            return Sort::Organisation;
        }
        let plain = !cyrillic && self.cues.common(folded(first));
        if first == last && self.cues.family(folded(first)) && !plain {
            return Sort::Person;
        }
        if cyrillic && near && self.cues.within(before) && last < first + 2 {
            return Sort::Place;
        }
        // `Elon Musk`, `Исаака Ньютона`: capitals that are no words of the language.
        let strange = |at: usize| {
            let word = folded(at);
            self.tokens[at].capital
                && !self.tokens[at].shouted
                && !self.cues.common(word)
                && word.chars().all(|letter| letter.is_alphabetic() || letter == '\'')
                && place::named(word, self.language).is_none()
        };
        let adjective = cyrillic && self.cues.adjective(folded(first)) && !self.cues.given(folded(first));
        let several = (first + 1..=first + 2).contains(&last);
        if several && !adjective && (first..=last).all(strange) {
            return Sort::Person;
        }
        Sort::Name
    }

    /// What the gazetteer has the name for, in any case.
    fn gazetteer(&self, first: usize, last: usize) -> Option<Sort> {
        if last > first + 3 {
            return None;
        }
        let name = &self.text[self.words[first].start..self.words[last].end];
        if let Some(known) = self.places.borrow().get(name) {
            return *known;
        }
        let gazetteer = Gazetteer::builtin();
        let found = gazetteer.find_in_any_case(name, self.language);
        let organisation = |number: &u32| gazetteer.place(*number).kind == Kind::Organisation;
        let sort = if found.iter().any(organisation) { Sort::Organisation } else { Sort::Place };
        let known = (!found.is_empty()).then_some(sort);
        self.places.borrow_mut().insert(name.to_owned(), known);
        known
    }

    /// Whether a kind of place stands before a name, short or in full: `вул. Шевченка`, `м. Рівне`, `річки Інгул`.
    fn address(&self, first: usize) -> bool {
        let Some(at) = first.checked_sub(1) else { return false };
        let gap = self.gap(first);
        if !self.cues.place(self.folded(at)) || self.tokens[at].capital {
            return false;
        }
        let short = self.words[at].folded.chars().count() < 6 && matches!(gap, "." | ". " | ".\u{a0}");
        // `2014 г. Россия`
        let year = at > 0 && self.words[at - 1].folded.bytes().all(|byte| byte.is_ascii_digit());
        matches!(gap, " " | "\u{a0}") || short && !year
    }
}

/// The consonants of the words.
pub fn key_of_words(words: &[String]) -> String {
    let keys: Vec<String> = words.iter().map(|word| consonants(word)).filter(|key| !key.is_empty()).collect();
    if keys.is_empty() { words.join(" ") } else { keys.join(" ") }
}

/// A surname alone is a person where it stands with a given name elsewhere in the text.
pub fn agree(found: &mut [Mention], language: Language) {
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
