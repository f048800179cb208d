//! Numbers in digits and in words, with their scale: `13,000`, `13 тыс.`, `тринадцать тысяч`, `двадцять перший`.
//!
//! The words are in [`super::numerals`]. Not for: what is counted (that is [`super::facts`]).

use super::numerals::{Class, Words, lexicon};
use super::value::Decimal;
use crate::text::Language;
use crate::text::words::Word;

/// A number that starts at a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeral {
    /// Its value, scale and all.
    pub value: Decimal,
    /// Whether it says which one, not how many.
    pub ordinal: bool,
    /// Whether digits are part of it.
    pub digits: bool,
    /// Whether its words stand for the value wherever they are: not `one`, `second`, `thousands`.
    pub sure: bool,
    /// How many number words and groups of digits it is made of.
    pub parts: usize,
    /// The words of it that are scales (`тыс`, `million`).
    pub scales: Vec<usize>,
    /// The first word behind it.
    pub next: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// Letters that are written on to the digits (`1990s`, `5km`), where they are no scale.
    pub suffix: String,
}

/// The number that starts at a word, as far as it goes.
pub fn parse(text: &str, words: &[Word], at: usize, language: Language) -> Option<Numeral> {
    // Most words are no number: that is told before anything is made ready.
    let (word, lexicon) = (words.get(at)?, lexicon(language));
    let first = word.folded.as_bytes().first()?;
    let article = language == Language::English && matches!(word.folded.as_str(), "a" | "an");
    if !first.is_ascii_digit() && !article && !lexicon.contains_key(word.folded.as_str()) {
        return None;
    }
    Parser { text, words, language, lexicon }.parse(at)
}

/// The value of digits with separators, and the letters behind them: `13,000` is 13000, `1,5` and `1.5` are 1.5.
pub fn digits(folded: &str) -> Option<(Decimal, &str)> {
    if folded.len() > LONGEST {
        return None;
    }
    let end = folded.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',')));
    let (body, suffix) = folded.split_at(end.unwrap_or(folded.len()));
    let body = body.trim_end_matches(['.', ',']);
    let (whole, part) = body.split_once('.').unwrap_or((body, ""));
    let value = if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let grouped = (1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3);
        if grouped {
            let plain = whole.replace(',', "");
            Decimal::read(&if part.is_empty() { plain } else { format!("{plain}.{part}") })
        } else if part.is_empty() {
            Decimal::read(&whole.replacen(',', ".", 1))
        } else {
            None
        }
    } else {
        Decimal::read(body)
    };
    Some((value?, suffix))
}

/// Words longer than this, in bytes, are no quantities.
const LONGEST: usize = 60;

struct Parser<'a> {
    text: &'a str,
    words: &'a [Word],
    language: Language,
    lexicon: &'static Words,
}

/// What has been read: finished scales, the group before the next scale, and what may still follow in the group.
struct State {
    total: Option<Decimal>,
    group: Option<Decimal>,
    /// Only words of a lower rank may follow: 4 anything, 3 under a hundred, 2 under ten, 1 nothing.
    rank: u8,
    last_scale: Option<Decimal>,
    numeral: Numeral,
}

impl Parser<'_> {
    fn parse(&self, at: usize) -> Option<Numeral> {
        let mut state = State {
            total: None,
            group: None,
            rank: 4,
            last_scale: None,
            numeral: Numeral {
                value: Decimal::whole(0),
                ordinal: false,
                digits: false,
                sure: true,
                parts: 0,
                scales: Vec::new(),
                next: at,
                end: 0,
                suffix: String::new(),
            },
        };
        let first = self.words.get(at)?;
        if first.folded.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            self.read_digits(at, &mut state)?;
        } else if self.language == Language::English && matches!(first.folded.as_str(), "a" | "an") {
            let next = self.words.get(at + 1).and_then(|word| self.lexicon.get(word.folded.as_str()))?;
            if !matches!(next.class, Class::Multiplier | Class::Scale | Class::Dozen) || !self.space(at + 1) {
                return None;
            }
            state.group = Some(Decimal::whole(1));
            state.rank = 2;
            state.numeral.next = at + 1;
        } else {
            self.lexicon.get(first.folded.as_str())?;
        }
        if state.numeral.suffix.is_empty() {
            while !state.numeral.ordinal && self.step(&mut state, at).is_some() {}
        }
        let mut numeral = state.numeral;
        numeral.value = match (state.total, state.group) {
            (Some(total), Some(group)) => total.plus(group)?,
            (total, group) => total.or(group)?,
        };
        (numeral.parts > 0).then_some(numeral)
    }

    /// Whether a word stands behind the one before it with one space between.
    fn space(&self, at: usize) -> bool {
        let gap = &self.text[self.words[at - 1].end..self.words[at].start];
        matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "\n")
    }

    fn gap(&self, at: usize) -> &str {
        &self.text[self.words[at - 1].end..self.words[at].start]
    }

    fn read_digits(&self, at: usize, state: &mut State) -> Option<()> {
        let word = &self.words[at];
        let (mut value, suffix) = digits(&word.folded)?;
        let mut next = at + 1;
        let plain = |word: &Word| word.folded.bytes().all(|byte| byte.is_ascii_digit());
        // `13 000`: groups of three digits behind one space belong to it.
        if plain(word) && word.folded.len() <= 3 && !word.folded.starts_with('0') {
            while let Some(group) =
                self.words.get(next).filter(|group| group.folded.len() == 3 && plain(group))
            {
                if !self.space(next) || self.gap(next) == "\n" {
                    break;
                }
                value = value.times(Decimal::whole(1000))?.plus(digits(&group.folded)?.0)?;
                next += 1;
            }
        }
        // Behind `1,234` a scale shows that the comma was a decimal one.
        let scaled = self.words.get(next).and_then(|word| self.lexicon.get(word.folded.as_str()));
        if self.language != Language::English
            && scaled.is_some_and(|word| word.class == Class::Scale)
            && word.folded.matches(',').count() == 1
        {
            value = Decimal::read(&word.folded.replace(',', "."))?;
        }
        state.group = Some(value);
        state.rank = 1;
        let numeral = &mut state.numeral;
        (numeral.digits, numeral.parts) = (true, 1);
        (numeral.next, numeral.end) = (next, self.words[next - 1].end);
        match self.lexicon.get(suffix) {
            _ if suffix.is_empty() => {}
            // `5bn`, `13тыс`
            Some(word) if word.class == Class::Scale => {
                state.total = Some(value.times(word.value)?);
                state.group = None;
                state.rank = 4;
                state.last_scale = Some(word.value);
            }
            _ if self.language == Language::English && suffix == "m" && self.behind_sign(word.start) => {
                state.group = Some(value.times(Decimal::whole(1_000_000))?);
            }
            _ => {
                numeral.ordinal = matches!(suffix, "st" | "nd" | "rd" | "th");
                suffix.clone_into(&mut numeral.suffix);
            }
        }
        // `5-й`, `21-го`: an ending behind a hyphen makes an ordinal.
        if suffix.is_empty()
            && self.language != Language::English
            && let Some(ending) = self.words.get(next).filter(|_| self.gap(next) == "-")
            && is_ending(&ending.folded)
        {
            numeral.ordinal = true;
            (numeral.next, numeral.end) = (next + 1, ending.end);
            ending.folded.clone_into(&mut numeral.suffix);
        }
        Some(())
    }

    /// Whether a currency sign stands before this byte.
    fn behind_sign(&self, start: usize) -> bool {
        self.text[..start].ends_with(['$', '€', '£', '¥', '₴', '₽'])
    }

    /// Reads one more word; `None` where the number is at its end.
    fn step(&self, state: &mut State, first: usize) -> Option<()> {
        let mut at = state.numeral.next;
        let mut word = self.words.get(at)?;
        if at > first && !self.joined(at, state) {
            return None;
        }
        let started = state.numeral.parts > 0;
        if self.language == Language::English && started && word.folded == "and" {
            return self.and(state, at);
        }
        // `2 млн 300 тыс.`
        if started
            && state.rank == 4
            && word.folded.len() <= 3
            && let Some((value, "")) = digits(&word.folded)
        {
            let scale = self.words.get(at + 1).and_then(|next| self.lexicon.get(next.folded.as_str()));
            let scale = scale.filter(|scale| scale.class == Class::Scale && self.space(at + 1));
            let Some(scale) = scale else {
                // `2 тыс. 300`: what is less than the scale, in as many digits as it has.
                let hundreds = word.folded.len() == 3 && !word.folded.starts_with('0');
                if !hundreds
                    || state.last_scale != Some(Decimal::whole(1000))
                    || !state.numeral.suffix.is_empty()
                {
                    return None;
                }
                state.group = Some(value);
                state.rank = 1;
                state.numeral.parts += 1;
                (state.numeral.next, state.numeral.end) = (at + 1, word.end);
                return Some(());
            };
            let lower = Some(scale.value) != state.last_scale;
            if !lower || self.larger(scale.value, state.last_scale) {
                return None;
            }
            state.group = Some(value);
            state.rank = 1;
            at += 1;
            word = &self.words[at];
        }
        let known = *self.lexicon.get(word.folded.as_str())?;
        let value = known.value;
        match known.class {
            Class::Unit | Class::Weak if state.rank > 1 => {
                state.numeral.sure &= known.class == Class::Unit || started;
                self.add(state, value, 1)?;
            }
            Class::Teen if state.rank > 2 => self.add(state, value, 1)?,
            Class::Ten if state.rank > 2 => self.add(state, value, 2)?,
            Class::Hundred if state.rank > 3 => {
                // `тысячу двести`
                state.numeral.sure |= state.total.is_some();
                self.add(state, value, 3)?;
            }
            // `двадцать трое`
            Class::Alone if started && state.rank == 2 && value.small(9).is_some() => {
                self.add(state, value, 1)?;
            }
            Class::Multiplier => match state.group {
                Some(group) if group.small(99).is_some() && state.rank < 3 => {
                    state.group = Some(group.times(value)?);
                    state.rank = 3;
                    state.numeral.scales.push(at);
                    state.numeral.sure = true;
                }
                _ => return None,
            },
            Class::Scale => {
                if word.folded == "k" || self.larger(value, state.last_scale) {
                    return None;
                }
                state.numeral.sure = started || state.group.is_some();
                if !started && state.group.is_none() && state.total.is_some() {
                    return None;
                }
                let scaled = state.group.take().unwrap_or(Decimal::whole(1)).times(value)?;
                state.total = Some(state.total.map_or(Some(scaled), |total| total.plus(scaled))?);
                state.last_scale = Some(value);
                state.rank = 4;
                state.numeral.scales.push(at);
            }
            Class::Part if !started => {
                // `half a million`, `полтора миллиона`; alone it is no number.
                let article = self.words.get(at + 1).is_some_and(|next| next.folded == "a");
                let next = at + 1 + usize::from(article && self.language == Language::English);
                let scale = self.words.get(next).and_then(|next| self.lexicon.get(next.folded.as_str()));
                state.group = Some(value);
                state.rank = 1;
                state.numeral.parts += 1;
                match scale.filter(|scale| scale.class == Class::Scale && self.space(next)) {
                    Some(_) => state.numeral.next = next,
                    None => {
                        state.numeral.sure = false;
                        (state.numeral.next, state.numeral.end) = (at + 1, word.end);
                    }
                }
                return Some(());
            }
            Class::Dozen if state.total.is_none() && (state.group.is_none() || state.rank < 3) => {
                state.numeral.sure = started;
                state.group = Some(state.group.unwrap_or(Decimal::whole(1)).times(value)?);
                state.rank = 1;
            }
            Class::Alone if !started => {
                state.group = Some(value);
                state.rank = 1;
            }
            Class::Ordinal | Class::WeakOrdinal => {
                let lowest = if value.small(19).is_some() { 1 } else { 2 };
                let fits = state.rank > lowest && !state.numeral.digits;
                if !fits || (started && value.small(99).is_none()) {
                    return None;
                }
                state.numeral.sure = known.class == Class::Ordinal || started;
                state.numeral.ordinal = true;
                self.add(state, value, 1)?;
            }
            _ => return None,
        }
        state.numeral.parts += 1;
        (state.numeral.next, state.numeral.end) = (at + 1, word.end);
        Some(())
    }

    fn add(&self, state: &mut State, value: Decimal, rank: u8) -> Option<()> {
        state.group = Some(state.group.map_or(Some(value), |group| group.plus(value))?);
        state.rank = rank;
        Some(())
    }

    /// Whether a scale is not smaller than the one before it.
    fn larger(&self, value: Decimal, last: Option<Decimal>) -> bool {
        let size = |value: Decimal| value.small(u64::MAX).unwrap_or(u64::MAX);
        last.is_some_and(|last| size(value) >= size(last))
    }

    /// Whether what stands between a word and the one before it lets them be one number.
    fn joined(&self, at: usize, state: &State) -> bool {
        let gap = self.gap(at);
        if self.space(at) || gap.is_empty() {
            return true;
        }
        let before = &self.words[at - 1].folded;
        match gap {
            "-" => self.language == Language::English && !state.numeral.digits,
            ". " | ".\u{a0}" => matches!(before.as_str(), "тыс" | "тис" | "млн" | "млрд" | "трлн"),
            _ => false,
        }
    }

    /// `hundred and five`, `two and a half`.
    fn and(&self, state: &mut State, at: usize) -> Option<()> {
        let word = |step: usize| self.words.get(at + step).map(|word| word.folded.as_str());
        if word(1) == Some("a") && word(2) == Some("half") && state.group.is_some() {
            self.add(state, Decimal::read("0.5")?, 1)?;
            (state.numeral.next, state.numeral.end) = (at + 3, self.words[at + 2].end);
            return Some(());
        }
        let next = self.lexicon.get(word(1)?)?;
        let low = matches!(next.class, Class::Unit | Class::Weak | Class::Teen | Class::Ten);
        let high = state.rank == 3 && state.group.is_some_and(|group| group.small(99).is_none());
        if !low || state.numeral.digits || !high {
            return None;
        }
        state.numeral.next = at + 1;
        Some(())
    }
}

/// Endings that are written on to an ordinal in digits.
fn is_ending(folded: &str) -> bool {
    const ENDINGS: [&str; 28] = [
        "й", "ый", "ий", "я", "ая", "е", "ое", "го", "ого", "му", "ому", "м", "ым", "ом", "х", "ых", "ми",
        "ю", "ую", "ой", "ей", "и", "ым", "ї", "ій", "та", "те", "ті",
    ];
    ENDINGS.contains(&folded)
}
