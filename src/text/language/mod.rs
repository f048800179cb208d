//! Which language a text is in.
//!
//! The letters are counted by script; a model of letter n-grams of our own ([`ngrams`]) tells the Cyrillic languages be,
//! bg, mk, ru, sr, uk and fourteen Latin ones apart, letters that only one alphabet has weighing most; whatlang is asked
//! for everything that the model does not know. Whole articles, paragraph by paragraph: [`article`].

pub mod article;
pub mod ngrams;
mod others;
mod romanised;

use crate::text::normal::mistyped_apostrophe;
use ngrams::{LONGEST, MODELS, Script, Sums, WIDEST};

/// A guess: an ISO 639-1 code (`und` where nothing can be told) and how sure it is, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// `en`, `ru`, `uk`, another language's code, or `und`.
    pub code: &'static str,
    /// 0 to 1: the probability of the language among those that the model knows.
    pub confidence: f64,
}

impl Guess {
    /// Nothing can be told.
    pub const UNDETERMINED: Guess = Guess { code: "und", confidence: 0.0 };
}

/// Tells the language of a text.
///
/// ```
/// use parallax::text::language::identify;
/// assert_eq!(identify("Луганськ — місто на сході України.").code, "uk");
/// assert_eq!(identify("Президент прибув до Харкова").code, "uk");
/// assert_eq!(identify("У Мінску прайшла сустрэча міністраў.").code, "be");
/// assert_eq!(identify("12:30, 14.05.2021").code, "und");
/// ```
pub fn identify(text: &str) -> Guess {
    Evidence::of(text).guess(text)
}

/// Below this probability nothing is told.
const LEAST: f64 = 0.35;
/// Letters outside the model's alphabets: above this share the text is in none of its languages.
const ALIENS: f64 = 0.04;
/// whatlang is asked for a second opinion on Latin text of at least this many letters.
const SECOND_OPINION: u32 = 24;
/// …unless the model is as sure as this that it is English.
const SURELY: f64 = 0.98;
/// A text of fewer Latin letters may be mostly names.
const FEW: u32 = 80;

/// From this many letters on, every other word is looked at.
const ENOUGH: u32 = 300;

/// What the letters and n-grams of a text say.
#[derive(Debug, Clone, Default)]
struct Evidence {
    cyrillic: u32,
    latin: u32,
    other: u32,
    aliens: u32,
    words: u32,
    sums: [Sums; 2],
}

impl Evidence {
    fn of(text: &str) -> Self {
        let models = &*MODELS;
        let mut evidence = Self::default();
        let mut word = Word { codes: [0; LONGEST], length: 0, latin: false };
        let mut letters = text.chars();
        let mut now = ' ';
        while let Some(letter) = letters.next() {
            let last = std::mem::replace(&mut now, letter);
            let (code, latin) = if letter.is_ascii() {
                (ASCII[letter as usize], true)
            } else if matches!(letter, '\u{400}'..='\u{52f}') {
                (ngrams::cyrillic(letter), false)
            } else if matches!(letter, '\u{ad}' | '\u{300}'..='\u{36f}') {
                // A soft hyphen or a stress mark is no part of the spelling.
                continue;
            } else {
                (ngrams::latin(letter), true)
            };
            if code == 0 {
                if matches!(letter, ':' | '@' | '<')
                    && let Some(skipped) = not_text(letter, letters.as_str())
                {
                    // The word so far was a part of it.
                    let counted = if word.latin { &mut evidence.latin } else { &mut evidence.cyrillic };
                    *counted = counted.saturating_sub(word.length as u32);
                    word.length = 0;
                    letters = letters.as_str()[skipped..].chars();
                    continue;
                }
                let next = letters.clone().next();
                let apostrophe = matches!(letter, '\'' | '’' | 'ʼ')
                    || !word.latin && next.is_some_and(|next| mistyped_apostrophe(last, letter, next));
                if word.length > 0 && apostrophe && next.is_some_and(char::is_alphabetic) {
                    word.push(ngrams::APOSTROPHE);
                } else {
                    if !letter.is_ascii() && letter.is_alphabetic() {
                        evidence.other += 1;
                    }
                    word.finish(models, &mut evidence);
                }
                continue;
            }
            if latin != word.latin {
                word.finish(models, &mut evidence);
                word.latin = latin;
            }
            evidence.aliens += u32::from(code == ngrams::ALIEN);
            *(if latin { &mut evidence.latin } else { &mut evidence.cyrillic }) += 1;
            word.push(code);
        }
        word.finish(models, &mut evidence);
        evidence
    }

    /// Adds what another piece of the same text says.
    fn add(&mut self, other: &Evidence) {
        self.cyrillic += other.cyrillic;
        self.latin += other.latin;
        self.other += other.other;
        self.aliens += other.aliens;
        self.words = self.words.wrapping_add(other.words);
        for (sum, more) in self.sums.iter_mut().flatten().zip(other.sums.iter().flatten()) {
            *sum = sum.saturating_add(*more);
        }
    }

    /// How many letters were counted.
    fn letters(&self) -> u32 {
        self.cyrillic + self.latin + self.other
    }

    fn guess(&self, text: &str) -> Guess {
        let letters = self.cyrillic.max(self.latin).max(self.other);
        if letters == 0 {
            return Guess::UNDETERMINED;
        }
        let alien = f64::from(self.aliens) > ALIENS * f64::from(self.cyrillic + self.latin);
        if self.other == letters || alien {
            return others::ask(text).unwrap_or(Guess::UNDETERMINED);
        }
        // Cyrillic text is full of foreign names in Latin letters; Latin text seldom has Cyrillic ones.
        let latin = self.latin > self.cyrillic * 3;
        let guess =
            best(if latin { &MODELS.latin } else { &MODELS.cyrillic }, &self.sums[usize::from(latin)]);
        if latin && guess.code != "en" && self.latin < FEW && text.is_ascii() {
            // Without the names that English spells so, is it English?
            let rest = romanised::without_names(text).map(|rest| Self::of(&rest));
            if let Some(rest) = rest.filter(|rest| rest.cyrillic == 0) {
                let told = best(&MODELS.latin, &rest.sums[1]);
                if told.code == "en" {
                    return told;
                }
            }
        }
        if latin && self.latin >= SECOND_OPINION && (guess.code != "en" || guess.confidence < SURELY) {
            // The model knows fourteen Latin languages; what it has not learned, it takes for one of those.
            if let Some(other) =
                others::ask(text).filter(|other| !MODELS.latin.languages.contains(&other.code))
            {
                return other;
            }
        }
        if guess.confidence < LEAST { Guess::UNDETERMINED } else { guess }
    }
}

/// How much more a language is expected than one that parallax does not align, in nats: it decides only where a few
/// words fit several.
fn expected(code: &str) -> f64 {
    match code {
        "en" => 4.5,
        "ru" | "uk" => 3.3,
        "be" | "pl" => 1.6,
        _ => 0.0,
    }
}

/// The likeliest language of a script and its probability.
fn best(script: &Script, sums: &Sums) -> Guess {
    let mut odds = [0.0; WIDEST];
    let mut likeliest = 0;
    for (at, language) in script.languages.iter().enumerate() {
        odds[at] = f64::from(sums[at]) * f64::from(script.scale) + expected(language);
        if odds[at] > odds[likeliest] {
            likeliest = at;
        }
    }
    let total: f64 = odds[..script.languages.len()].iter().map(|odd| (odd - odds[likeliest]).exp()).sum();
    Guess { code: script.languages.get(likeliest).copied().unwrap_or("und"), confidence: 1.0 / total }
}

/// How many bytes behind a sign belong to an address (`https://…`, `name@host`) or a tag (`<a href=…>`).
fn not_text(sign: char, behind: &str) -> Option<usize> {
    match sign {
        ':' if !behind.starts_with("//") => None,
        '<' => behind.bytes().take(LONGEST_TAG).position(|byte| byte == b'>').map(|at| at + 1),
        _ => {
            Some(behind.find(|letter: char| letter.is_whitespace() || letter == '<').unwrap_or(behind.len()))
        }
    }
}

/// Bytes of a tag at most.
const LONGEST_TAG: usize = 300;

struct Word {
    codes: [u8; LONGEST],
    length: usize,
    latin: bool,
}

impl Word {
    #[inline]
    fn push(&mut self, code: u8) {
        if let Some(place) = self.codes.get_mut(self.length) {
            *place = code;
            self.length += 1;
        }
    }

    #[inline]
    fn finish(&mut self, models: &ngrams::Models, evidence: &mut Evidence) {
        if self.length == 0 {
            return;
        }
        evidence.words = evidence.words.wrapping_add(1);
        // In a long text every other word says enough.
        if evidence.cyrillic + evidence.latin < ENOUGH || evidence.words.is_multiple_of(2) {
            let script = if self.latin { &models.latin } else { &models.cyrillic };
            script.add_word(&self.codes[..self.length], &mut evidence.sums[usize::from(self.latin)]);
        }
        self.length = 0;
    }
}

/// Codes of the ASCII letters.
static ASCII: [u8; 128] = {
    let mut codes = [0; 128];
    let mut at = 0;
    while at < 128 {
        if (at as u8).is_ascii_alphabetic() {
            codes[at] = (at as u8).to_ascii_lowercase();
        }
        at += 1;
    }
    codes
};
