//! Facts of a text: numbers with their units, money, dates and times, codes, addresses and hashtags, each with a key that
//! is equal in English, Russian and Ukrainian.
//!
//! Units and currencies are in `data/anchors/`. Not for: names ([`super::mention`]) and quotes ([`super::quote`]).

use super::number::{self, Numeral, parse};
use super::numerals;
use super::table::{Hit, Phrases, rows};
use super::value::Decimal;
use super::{Anchor, Kind, code, range, time, web};
use crate::text::Language;
use crate::text::words::{Word, words};
use std::sync::LazyLock;

/// The facts of a text, in order; none overlaps another.
///
/// Keys: `13000`, `14 person`, `1500000000 USD`, `20 %`, `5..6 km`, `#3` (third), `1/3`, `2022-01-21`, `--01-21`,
/// `friday`, `T11:00`, `s-400`.
///
/// ```
/// use parallax::anchors::facts;
/// use parallax::text::Language;
/// let keys = |text, language| -> Vec<String> { facts(text, language).into_iter().map(|fact| fact.key).collect() };
/// assert_eq!(keys("They paid $1.5 billion on January 21.", Language::English), ["1500000000 USD", "--01-21"]);
/// assert_eq!(keys("21 января выплатили 1,5 млрд долларов.", Language::Russian), ["--01-21", "1500000000 USD"]);
/// ```
pub fn facts(text: &str, language: Language) -> Vec<Anchor> {
    facts_in(text, &words(text), language)
}

/// The same for a text whose words are known.
pub fn facts_in(text: &str, all: &[Word], language: Language) -> Vec<Anchor> {
    let mut facts = web::links(text);
    let links = facts.len();
    let reader = Reader { text, words: all, language };
    let mut at = 0;
    let mut link = 0;
    while let Some(word) = all.get(at) {
        while link < links && facts[link].span.end <= word.start {
            link += 1;
        }
        if link < links && facts[link].span.start <= word.start {
            at += 1;
            continue;
        }
        match reader.read(at) {
            Some((fact, next)) => {
                // A sign before a number may have been taken by the number before it.
                if facts[links..].last().is_none_or(|last| last.span.end <= fact.span.start) {
                    facts.push(fact);
                }
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    facts.sort_by_key(|fact| (fact.span.start, fact.span.end));
    facts.dedup_by(|later, first| later.span.start < first.span.end);
    facts
}

/// Whether a unit stands at this word.
pub(super) fn is_unit(text: &str, words: &[Word], at: usize, language: Language) -> bool {
    let tables = &TABLES[language as usize];
    tables.units.find(text, words, at).is_some() || tables.money.find(text, words, at).is_some()
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    language: Language,
}

impl Reader<'_> {
    /// The fact that starts at a word, and the first word behind it.
    fn read(&self, at: usize) -> Option<(Anchor, usize)> {
        let word = &self.words[at];
        let start = word.start;
        let signed = self.sign_before(start).is_some();
        if !signed && let Some(moment) = time::moment(self.text, self.words, at, self.language) {
            return Some((self.fact(Kind::Date, moment.key, start, moment.end), moment.next));
        }
        let letter = self.text[start..].chars().next().unwrap_or(' ');
        if letter.is_uppercase() {
            // `UAH 100 million`
            if let Some((value, next, end)) = self.code_before(at).and_then(|_| self.amount(at + 1)) {
                let currency = self.code_before(at)?;
                return Some((self.fact(Kind::Money, format!("{value} {currency}"), start, end), next));
            }
            if let Some(code) = code::code(self.text, self.words, at) {
                let rest = self.text[code.end..].chars();
                let ends = !rest.take(2).collect::<String>().starts_with("-") || !self.digit_behind(code.end);
                return ends.then(|| (self.fact(Kind::Code, code.key, start, code.end), code.next));
            }
        }
        self.quantity(at)
    }

    fn digit_behind(&self, end: usize) -> bool {
        self.text[end..].chars().nth(1).is_some_and(|letter| letter.is_ascii_digit())
    }

    fn fact(&self, kind: Kind, key: String, start: usize, end: usize) -> Anchor {
        Anchor { kind, key, word: self.text[start..end].to_owned(), span: start..end }
    }

    fn gap(&self, at: usize) -> &str {
        match (self.words.get(at.wrapping_sub(1)), self.words.get(at)) {
            (Some(before), Some(word)) => &self.text[before.end..word.start],
            _ => "\n",
        }
    }

    /// Whether a word belongs to the number before it by what stands between.
    fn near(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.len() <= 4
            && !gap.contains([',', ';', ':', '\n', '(', ')', '"', '!', '?', '«', '»'])
            && (!gap.contains('.') || self.words[at - 1].folded.chars().count() <= 4 && !gap.starts_with(' '))
    }

    /// The currency sign right before a byte, with its length.
    fn sign_before(&self, start: usize) -> Option<(&'static str, usize)> {
        let before = &self.text[..start];
        let trimmed = before.strip_suffix([' ', '\u{a0}']).unwrap_or(before);
        let found = SIGNS.iter().filter(|(sign, _)| trimmed.ends_with(sign));
        found
            .max_by_key(|(sign, _)| sign.len())
            .map(|(sign, code)| (*code, sign.len() + before.len() - trimmed.len()))
    }

    /// The currency sign right behind a byte, with its length.
    fn sign_behind(&self, end: usize) -> Option<(&'static str, usize)> {
        let behind = &self.text[end..];
        let trimmed = behind.strip_prefix([' ', '\u{a0}']).unwrap_or(behind);
        let found = SIGNS.iter().filter(|(sign, _)| trimmed.starts_with(sign));
        // A sign before the next number is that number's.
        let (sign, code) = found.max_by_key(|(sign, _)| sign.len())?;
        let next = trimmed[sign.len()..].chars().next();
        (!next.is_some_and(|next| next.is_ascii_digit()))
            .then_some((*code, sign.len() + behind.len() - trimmed.len()))
    }

    /// An ISO code in capitals at a word.
    fn code_before(&self, at: usize) -> Option<&'static str> {
        let word = &self.words[at];
        let raw = &self.text[word.start..word.end];
        CODES.iter().find(|code| **code == raw).copied().filter(|_| self.words.get(at + 1).is_some())
    }

    /// A plain number with its scale at a word: value, next word, end.
    fn amount(&self, at: usize) -> Option<(Decimal, usize, usize)> {
        let numeral = self.numeral(at).filter(|numeral| numeral.digits && self.near(at))?;
        Some((numeral.value, numeral.next, numeral.end))
    }

    fn numeral(&self, at: usize) -> Option<Numeral> {
        parse(self.text, self.words, at, self.language)
    }

    /// A number, what it counts, and a range of them.
    fn quantity(&self, at: usize) -> Option<(Anchor, usize)> {
        let word = &self.words[at];
        let first = word.folded.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if let Some(found) = self.fraction(at) {
            return Some(found);
        }
        let Some(mut numeral) = self.numeral(at) else {
            // `2.4.1`, `9М729`: digits that are no value.
            let letters = word.folded.chars().any(char::is_alphabetic);
            let key = code::latin(&word.folded);
            let kind = if letters { Kind::Code } else { Kind::Number };
            return first.then(|| (self.fact(kind, key, word.start, word.end), at + 1));
        };
        if self.letter_code(&numeral, word) {
            return Some((self.fact(Kind::Code, code::latin(&word.folded), word.start, word.end), at + 1));
        }
        if numeral.ordinal {
            let key = format!("#{}", numeral.value);
            let end = numeral.end;
            return numeral.sure.then(|| (self.fact(Kind::Number, key, word.start, end), numeral.next));
        }
        let mut values = numeral.value.to_string();
        if let Some((until, value)) = range::until(self.text, self.words, at, &numeral, self.language) {
            values = format!("{value}..{}", until.value);
            let sure = numeral.sure || until.sure;
            numeral = Numeral { sure, ..until };
        }
        let (start, mut next, mut end) = (word.start, numeral.next, numeral.end);
        if let Some((currency, length)) = self.sign_before(start).filter(|_| numeral.digits) {
            return Some((self.fact(Kind::Money, format!("{values} {currency}"), start - length, end), next));
        }
        if let Some((currency, length)) = self.sign_behind(end) {
            return Some((self.fact(Kind::Money, format!("{values} {currency}"), start, end + length), next));
        }
        if let Some(length) = percent(&self.text[end..]) {
            return Some((self.fact(Kind::Number, format!("{values} %"), start, end + length), next));
        }
        let tables = &TABLES[self.language as usize];
        let written_on = (!numeral.suffix.is_empty()).then(|| tables.units.word(&numeral.suffix)).flatten();
        let unit = |at: usize| tables.units.find(self.text, self.words, at).filter(|_| self.near(at));
        let money = |at: usize| {
            let code = self
                .words
                .get(at)
                .and_then(|word| CODES.iter().find(|code| **code == &self.text[word.start..word.end]));
            let hit = tables
                .money
                .find(self.text, self.words, at)
                .or(code.map(|code| Hit { meaning: code, words: 1 }));
            hit.filter(|_| self.near(at))
        };
        let mut kind = Kind::Number;
        let mut named = written_on;
        let mut take = |hit: Hit, from: usize| {
            next = from + hit.words;
            end = self.words[next - 1].end;
            Some(hit.meaning)
        };
        if named.is_none() {
            if let Some(hit) = money(numeral.next)
                .filter(|hit| unit(numeral.next).is_none_or(|unit| unit.words <= hit.words))
            {
                kind = Kind::Money;
                named = take(hit, numeral.next);
            } else if let Some(hit) = unit(numeral.next) {
                named = take(hit, numeral.next);
            } else if let Some(hit) = self.people_further(numeral.next) {
                named = take(hit, numeral.next + 1);
            } else {
                named = self.unit_of_second(&numeral);
            }
        }
        let alone = SINGULAR.contains(&word.folded.as_str()) && numeral.parts == 1;
        let counted = named.is_some() && numeral.scales.len() < numeral.parts.max(1);
        if !(numeral.sure || numeral.digits || alone || counted) {
            return None;
        }
        let key = match named {
            Some(unit) => format!("{values} {unit}"),
            None => values,
        };
        Some((self.fact(kind, key, start, end), next))
    }

    /// Whether digits with letters are a code: `5g`, `4x4`, `9m729`.
    fn letter_code(&self, numeral: &Numeral, word: &Word) -> bool {
        let suffix = numeral.suffix.as_str();
        let written_on =
            !suffix.is_empty() && word.folded.ends_with(suffix) && !numeral.ordinal && suffix != "s";
        written_on && TABLES[self.language as usize].units.word(suffix).is_none()
    }

    /// The unit that two numbers share: `2 to 4 inches`, `от 5 до 10 см`, `two or three people`.
    fn unit_of_second(&self, first: &Numeral) -> Option<&'static str> {
        const BETWEEN: [&str; 6] = ["to", "or", "до", "или", "або", "чи"];
        let between = self.words.get(first.next)?;
        if first.ordinal || !first.suffix.is_empty() || !BETWEEN.contains(&between.folded.as_str()) {
            return None;
        }
        let second = self.numeral(first.next + 1).filter(|second| second.digits == first.digits)?;
        let spaced = [first.next, first.next + 1].iter().all(|&at| matches!(self.gap(at), " " | "\u{a0}"));
        let hit = TABLES[self.language as usize].units.find(self.text, self.words, second.next)?;
        (spaced && !second.ordinal && self.near(second.next)).then_some(hit.meaning)
    }

    /// People behind one more word: `14 мирных жителей`, `two Ukrainian soldiers`.
    fn people_further(&self, at: usize) -> Option<Hit> {
        let between = self.words.get(at)?;
        let plain = between.folded.chars().all(char::is_alphabetic) && between.folded.chars().count() > 3;
        let spaced = self.gap(at) == " " && self.gap(at + 1) == " ";
        let tables = &TABLES[self.language as usize];
        let hit = tables.units.find(self.text, self.words, at + 1).filter(|_| plain && spaced)?;
        (hit.meaning == "person").then_some(hit)
    }

    /// `one third`, `две трети`, `half of`, `1/3`.
    fn fraction(&self, at: usize) -> Option<(Anchor, usize)> {
        let word = &self.words[at];
        let next = self.words.get(at + 1);
        let fact = |key: String, last: usize| {
            Some((self.fact(Kind::Number, key, word.start, self.words[last].end), last + 1))
        };
        if let Some(part) = numerals::fraction(&word.folded, self.language) {
            let of = next.is_some_and(|next| matches!(next.folded.as_str(), "of" | "the"));
            let ordinal = numerals::value_of(&word.folded, self.language).is_some();
            let whole = match self.language {
                Language::English => part == "1/2" && of,
                _ => {
                    !ordinal
                        && !next.is_some_and(|next| {
                            next.folded.starts_with("финал") || next.folded.starts_with("фінал")
                        })
                }
            };
            return if whole { fact(part.to_owned(), at) } else { None };
        }
        let next = next?;
        let few = number::digits(&word.folded)
            .filter(|(_, suffix)| suffix.is_empty() && &self.text[word.end..next.start] == "/");
        if let Some((over, _)) = few {
            let under = number::digits(&next.folded).filter(|(_, suffix)| suffix.is_empty())?.0.small(20)?;
            let over = over.small(under.saturating_sub(1)).filter(|over| *over > 0)?;
            let alone = !self.text[next.end..].starts_with('/') && !self.text[..word.start].ends_with('/');
            return if alone { fact(format!("{over}/{under}"), at + 1) } else { None };
        }
        let over = match word.folded.as_str() {
            "a" if self.language == Language::English => 1,
            _ => self
                .numeral(at)
                .filter(|numeral| numeral.next == at + 1 && !numeral.digits)?
                .value
                .small(9)?,
        };
        let part = numerals::fraction(&next.folded, self.language)?;
        let under = part.strip_prefix("1/").filter(|_| matches!(self.gap(at + 1), " " | "-"))?;
        let of = self.words.get(at + 2).is_some_and(|word| word.folded == "of");
        // `a third man` is an ordinal.
        if self.language == Language::English
            && !(of || next.folded.ends_with('s') || self.gap(at + 1) == "-")
        {
            return None;
        }
        fact(format!("{over}/{under}"), at + 1)
    }
}

/// The length of a percent sign, with the space before it.
fn percent(behind: &str) -> Option<usize> {
    let trimmed = behind.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let space = behind.len() - trimmed.len();
    (trimmed.starts_with('%') && space <= 3).then_some(space + 1)
}

/// Scales that stand for one of their kind when they stand alone.
const SINGULAR: [&str; 10] = [
    "миллион",
    "миллиард",
    "триллион",
    "тысяча",
    "тысячу",
    "мільйон",
    "мільярд",
    "трильйон",
    "тисяча",
    "тисячу",
];

struct Tables {
    units: Phrases,
    money: Phrases,
}

static TABLES: LazyLock<[Tables; 3]> = LazyLock::new(|| {
    Language::ALL.map(|language| Tables {
        units: Phrases::read(include_str!("../../data/anchors/units.tsv"), language, 1),
        money: Phrases::read(CURRENCIES, language, 2),
    })
});

const CURRENCIES: &str = include_str!("../../data/anchors/currencies.tsv");
/// Signs of currencies with their codes.
static SIGNS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let signs = |row: Vec<&'static str>| -> Vec<(&str, &str)> {
        row[1].split(' ').filter(|sign| !sign.is_empty()).map(|sign| (sign, row[0])).collect()
    };
    rows(CURRENCIES).filter(|row| row.len() > 1).flat_map(signs).collect()
});
/// ISO 4217 codes; what is no ISO code (cents) has a small letter.
static CODES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let codes = rows(CURRENCIES).map(|row| row[0]);
    codes.filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase())).collect()
});
