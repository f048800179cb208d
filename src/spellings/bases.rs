//! The nominative of each Cyrillic name. All its words stand in one case and gender; the reading is taken that the Latin
//! partners, other forms of the same words in the texts, the gazetteer and the known names speak for.

use super::occurrence::{Form, is_shouted};
use super::paradigm::{
    ACCUSATIVE, AS_IT_STANDS, CASES, GENDERS, GENITIVE, MAN, Paradigms, Reading, SEVERAL, WOMAN, WOMEN_ONLY,
};
use super::partners::{Partners, TOGETHER, word_score};
use crate::names::gazetteer::Gazetteer;
use crate::names::graphones::{CyrillicString, LatinString, Scratch, score_above};
use crate::names::person::{Kind, Part};
use crate::names::standards::{Origin, known};
use crate::names::word::table;
use crate::text::Language;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a name costs that stands in this case (nats).
const CASE: [f32; CASES] = [0.0, 0.6, 1.2, 1.0, 1.0, 1.0, 2.0];
/// What each other form of the nominative gains it that stands in the texts, and how many count.
const FORM: f32 = 1.2;
const MOST_FORMS: usize = 4;
/// What it gains where it stands there itself, where the gazetteer has it, and where it is a known name.
const ATTESTED: f32 = 1.5;
const PLACE: f32 = 6.0;
const KNOWN: f32 = 1.0;
/// However unlike a Latin word, a nominative scores this.
const LEAST: f32 = -6.0;
/// Latin words that no reading is like tell nothing.
const LIKE: f32 = 0.0;
/// A Latin word speaks no more than this against a reading: English endings are often its own (Turkey, Europe).
const MOST_APART: f32 = 2.5;
/// Longer words in capitals are no acronyms.
const LONGEST_ACRONYM: usize = 5;
/// What a Latin word loses where one of the two ends in a vowel or й, and the other does not.
const ENDING: f32 = 1.5;
/// A person is seldom read as a neuter or a plural.
const IMPERSONAL: f32 = 2.0;
/// What it costs that words behind a noun stay as they are (День Конституції), and a first half (Римско-Корсакова).
const STAYS: f32 = 0.7;

/// The nominatives of all forms.
#[derive(Debug, Default)]
pub struct Bases {
    /// For each form the nominatives of its parts.
    parts: Vec<Vec<String>>,
    names: Vec<String>,
}

impl Bases {
    /// Decides for all forms.
    pub fn new(forms: &[Form], partners: &[Partners]) -> Bases {
        let decider = Decider::new(forms, partners);
        let parts: Vec<Vec<String>> = (0..forms.len())
            .into_par_iter()
            .map_init(Scratch::default, |scratch, at| decider.decide(at, scratch))
            .collect();
        let names = forms.iter().zip(&parts).map(|(form, parts)| written(form, parts)).collect();
        Bases { parts, names }
    }

    /// The nominatives of a form's parts, small.
    pub fn parts(&self, form: usize) -> &[String] {
        &self.parts[form]
    }

    /// A form with all its words in the nominative.
    pub fn name(&self, form: usize) -> &str {
        &self.names[form]
    }
}

/// What is known of the texts when a form is decided.
struct Decider<'a> {
    forms: &'a [Form],
    attested: FxHashSet<(Language, &'a str)>,
    /// Latin words that belong to a part of a form, and those that belong to a word in any form.
    own: FxHashMap<(usize, usize), Vec<&'a str>>,
    of_word: FxHashMap<(Language, &'a str), Vec<&'a str>>,
    whole: FxHashMap<usize, Vec<&'a str>>,
}

impl<'a> Decider<'a> {
    fn new(forms: &'a [Form], partners: &[Partners]) -> Decider<'a> {
        let mut scratch = Scratch::default();
        let attested = forms
            .iter()
            .flat_map(|form| form.parts.iter().map(move |(part, _)| (form.language, part.text.as_str())))
            .collect();
        let mut own: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
        let mut whole: FxHashMap<usize, Vec<&str>> = FxHashMap::default();
        for pair in partners {
            let (english, other) = (&forms[pair.english as usize], &forms[pair.other as usize]);
            whole.entry(pair.other as usize).or_default().push(&english.text);
            let single = english.parts.len() == 1 && other.parts.len() == 1;
            for (at, (cyrillic, _)) in other.parts.iter().enumerate() {
                if cyrillic.kind == Kind::Initial {
                    continue;
                }
                let list = own.entry((pair.other as usize, at)).or_default();
                let fits = |latin: &Part, scratch: &mut Scratch| {
                    single || word_score(latin, cyrillic, other.language, scratch) >= TOGETHER
                };
                for (latin, _) in english.parts.iter().filter(|(part, _)| part.kind != Kind::Initial) {
                    if !list.contains(&latin.text.as_str()) && fits(latin, &mut scratch) {
                        list.push(&latin.text);
                    }
                }
            }
        }
        let mut of_word: FxHashMap<(Language, &str), Vec<&str>> = FxHashMap::default();
        for ((form, at), latin) in &own {
            let form = &forms[*form];
            let list = of_word.entry((form.language, form.parts[*at].0.text.as_str())).or_default();
            latin.iter().for_each(|latin| {
                if !list.contains(latin) {
                    list.push(latin)
                }
            });
        }
        Decider { forms, attested, own: own.into_iter().collect(), of_word, whole }
    }

    fn decide(&self, at: usize, scratch: &mut Scratch) -> Vec<String> {
        let form = &self.forms[at];
        let as_written = || form.parts.iter().map(|(part, _)| part.text.clone()).collect::<Vec<_>>();
        let Some(_) = table(form.language)
            .filter(|_| form.acronym.is_none() && form.derived.is_none() && !is_acronym(form))
        else {
            return as_written();
        };
        let paradigms = Paradigms::of(form.language);
        let latin_of = |part: usize| {
            let word = form.parts[part].0.text.as_str();
            let own = self.own.get(&(at, part)).filter(|own| !own.is_empty());
            own.or_else(|| self.of_word.get(&(form.language, word))).map_or(&[][..], Vec::as_slice)
        };
        let places: Option<Vec<u32>> = self.whole.get(&at).map(|partners| {
            let gazetteer = Gazetteer::builtin();
            partners.iter().flat_map(|name| gazetteer.find(name)).collect()
        });
        let single = form.parts.len() == 1;
        let scored: Vec<Vec<(Reading, f32)>> = (0..form.parts.len())
            .map(|part| {
                let word = &form.parts[part].0;
                if word.kind == Kind::Initial {
                    return Vec::new();
                }
                let readings = paradigms.readings(&word.text);
                let latin = likeness(&readings, latin_of(part), form.language, scratch);
                let score = |(reading, latin): (Reading, f32)| {
                    let mut score = latin - reading.cost + self.support(&reading, &word.text, form.language);
                    score += if single {
                        of_place(&reading.nominative, form.language, places.as_deref())
                    } else {
                        0.0
                    };
                    score += if is_known(&reading.nominative, form.language) { KNOWN } else { 0.0 };
                    (reading, score)
                };
                readings.into_iter().zip(latin).map(score).collect()
            })
            .collect();
        let person = form.is_person();
        let mut best = (f32::NEG_INFINITY, as_written());
        for gender in GENDERS.into_iter().filter(|gender| !person || gender & (MAN | WOMAN) != 0 || single) {
            for (case, price) in CASE.into_iter().enumerate() {
                let (mut score, mut words) = (-price, as_written());
                if person && gender & (MAN | WOMAN) == 0 {
                    score -= IMPERSONAL;
                }
                let mut open = true;
                for (part, readings) in scored.iter().enumerate().filter(|(_, readings)| !readings.is_empty())
                {
                    let word = &form.parts[part].0;
                    let small = form.text[form.parts[part].1.clone()].starts_with(char::is_lowercase);
                    let only = readings.len() == 1;
                    // Surnames of women that stay as they are; of who is not known for a person behind another word only.
                    let woman = gender == WOMAN && (person || part > 0);
                    let more = if woman { WOMEN_ONLY } else { 0 } | if single { SEVERAL } else { 0 };
                    let fitting = gender | more;
                    let fits = readings.iter().filter(|(reading, _)| {
                        // Of a man the accusative is the genitive.
                        // Only men are men in -а.
                        let man = gender == MAN && reading.genders == MAN | WOMAN && !person && !single;
                        let still =
                            person && gender == MAN && case == ACCUSATIVE && reading.nominative == word.text;
                        only || (reading.case == case
                            && reading.genders & fitting != 0
                            && !man
                            && !(still && (ends_hard(&word.text) || word.text.ends_with('й'))))
                    });
                    let found = fits
                        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.nominative.cmp(&a.0.nominative)));
                    let stands = readings.last().map_or(0.0, |(_, score)| *score) + AS_IT_STANDS - STAYS;
                    let half = form.text[form.parts[part].1.end..].starts_with(['-', '‑']);
                    let particle = word.kind == Kind::Particle || (small && part > 0 && !open);
                    // What stands behind a noun is a genitive, or a name by itself (Республіка Білорусь).
                    let attribute = !open
                        && !person
                        && (ends_hard(&word.text)
                            || readings.iter().any(|(reading, _)| {
                                reading.case == GENITIVE && reading.nominative != word.text
                            }));
                    let may_stay = particle || half || attribute;
                    match found {
                        Some((reading, worth)) if !particle && (!may_stay || *worth >= stands) => {
                            score += worth;
                            words[part] = reading.nominative.clone();
                            // A noun closes the part of a thing's name that agrees.
                            open &= is_adjectival(&word.text);
                        }
                        _ if may_stay => score += stands,
                        _ => score = f32::NEG_INFINITY,
                    }
                }
                if !single && !person && score > f32::NEG_INFINITY {
                    score += of_place(&written(form, &words), form.language, places.as_deref());
                }
                if score > best.0 {
                    best = (score, words);
                }
            }
        }
        best.1
    }

    /// What the texts say for a nominative: other forms of it, and itself.
    fn support(&self, reading: &Reading, word: &str, language: Language) -> f32 {
        let paradigms = Paradigms::of(language);
        let seen = |form: &str| form != word && self.attested.contains(&(language, form));
        let others = paradigms.forms(reading).iter().filter(|form| seen(form)).count();
        let itself = if seen(&reading.nominative) { ATTESTED } else { 0.0 };
        FORM * others.min(MOST_FORMS) as f32 + itself
    }
}

/// For each reading the score of the best Latin word; nothing where no reading is like any.
fn likeness(readings: &[Reading], latin: &[&str], language: Language, scratch: &mut Scratch) -> Vec<f32> {
    let none = vec![0.0; readings.len()];
    let Some(table) = table(language).filter(|_| !latin.is_empty()) else { return none };
    let latin: Vec<(LatinString, bool)> =
        latin.iter().map(|latin| (LatinString::new(latin, table), latin.ends_with(is_open))).collect();
    let mut known: FxHashMap<&str, f32> = FxHashMap::default();
    let mut scores = Vec::with_capacity(readings.len());
    for reading in readings {
        let score = *known.entry(&reading.nominative).or_insert_with(|| {
            let cyrillic = CyrillicString::new(&reading.nominative, table);
            let ends_open = !ends_hard(&reading.nominative);
            let scores = latin.iter().map(|(latin, open)| {
                score_above(latin, &cyrillic, LEAST, scratch) - if *open == ends_open { 0.0 } else { ENDING }
            });
            scores.fold(LEAST, f32::max)
        });
        scores.push(score);
    }
    let best = scores.iter().copied().fold(LEAST, f32::max);
    if best < LIKE { none } else { scores.into_iter().map(|score| score.max(best - MOST_APART)).collect() }
}

/// What the gazetteer says for a name, which the partners may be other places than.
fn of_place(name: &str, language: Language, partners: Option<&[u32]>) -> f32 {
    let gazetteer = Gazetteer::builtin();
    let plain = |name: &str| name.to_lowercase().replace(['’', 'ʼ'], "'");
    let known = gazetteer.find(name).iter().any(|&number| {
        let place = gazetteer.place(number);
        let own = if language == Language::Russian { place.russian } else { place.ukrainian };
        plain(own) == plain(name) && partners.is_none_or(|places| places.contains(&number))
    });
    if known { PLACE } else { 0.0 }
}

/// Whether it is a given name of the known ones.
fn is_known(word: &str, language: Language) -> bool {
    static KNOWN: LazyLock<FxHashSet<(bool, String)>> = LazyLock::new(|| {
        let given = known::names().iter().filter(|name| name.kind == "given name");
        let forms = given.flat_map(|name| &name.forms).filter(|(origin, _)| *origin != Origin::Belarusian);
        forms
            .map(|(origin, name)| (*origin == Origin::Russian, name.to_lowercase().replace('’', "'")))
            .collect()
    });
    KNOWN.contains(&(language == Language::Russian, word.to_owned()))
}

/// Whether a small Latin letter is a vowel or stands for й.
fn is_open(letter: char) -> bool {
    "aeiouyjáàâäãåéèêëėęíìîïóòôöõøōúùûüýÿą".contains(letter)
}

/// Whether a word ends in a consonant or a soft sign.
fn ends_hard(word: &str) -> bool {
    !word.ends_with(|letter| "аеиіоуыэюяїєёй".contains(letter))
}

/// Whether a word ends as adjectives do in some case.
fn is_adjectival(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "ий", "ый", "ой", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "ым", "им", "ую", "юю", "ых",
        "их", "ыми", "ими", "ої", "ьої", "ою", "ій", "ькій",
    ];
    word.chars().count() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
        || ["ська", "цька", "зька", "ське", "ську", "ські", "на", "ва"]
            .iter()
            .any(|ending| word.ends_with(ending))
            && word.chars().count() > 4
}

/// A short word that is always in capitals is an acronym (ХНР); a longer one stands in a headline.
fn is_acronym(form: &Form) -> bool {
    is_shouted(&form.text) && form.text.chars().count() <= LONGEST_ACRONYM
}

/// A form with these words in the place of its own.
fn written(form: &Form, words: &[String]) -> String {
    if form.language == Language::English || form.acronym.is_some() {
        return form.text.clone();
    }
    let shouted = is_shouted(&form.text) && !is_acronym(form);
    let (mut name, mut end) = (String::new(), 0);
    for ((part, range), base) in form.parts.iter().zip(words) {
        let written = &form.text[range.clone()];
        name.push_str(&form.text[end..range.start]);
        end = range.end;
        let same = part.kind == Kind::Initial || (*base == part.text && !shouted);
        name.push_str(&if same { written.to_owned() } else { capitals_of(written, base, shouted) });
    }
    name.push_str(&form.text[end..]);
    name
}

/// A small word with the capitals of another writing of it.
fn capitals_of(written: &str, base: &str, shouted: bool) -> String {
    let mut written = written.chars();
    let mut start = true;
    let mut made = String::new();
    for letter in base.chars() {
        let capital = written.next().is_some_and(char::is_uppercase) && (!shouted || start);
        start = letter == '-' || letter == ' ';
        match letter {
            '\'' => made.push('’'),
            letter if capital => made.extend(letter.to_uppercase()),
            letter => made.push(letter),
        }
    }
    made
}
