//! Numbers and dates taken apart, so that two ways of writing one value meet.

use crate::analysis::Sentence;
use crate::anchors::{Kind, is_converted};
use crate::text::Language;
use crate::text::words::words;
use std::sync::LazyLock;

/// How exact a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactness {
    /// As it stands.
    Plain,
    /// `about`
    About,
    /// `more than`
    More,
    /// `almost`, `up to`
    Less,
}

/// A number of a text with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The value, or both ends of a range.
    pub range: (f64, f64),
    /// `person`, `%`, `USD`; empty where none is told.
    pub unit: String,
    /// An amount of money.
    pub money: bool,
    /// `third`, `5th`.
    pub ordinal: bool,
    /// How exact it is meant.
    pub exact: Exactness,
    /// Whether it is written in digits.
    pub digits: bool,
}

/// The quantity of a fact; `before` is the text ahead of it. `None` for dates, codes and what has no value.
pub fn quantity(kind: Kind, key: &str, text: &str, before: &str, language: Language) -> Option<Quantity> {
    if let Some(minutes) = minutes(key).filter(|_| kind == Kind::Date) {
        let range = (minutes, minutes);
        let (money, ordinal, digits) = (false, false, text.contains(|letter: char| letter.is_ascii_digit()));
        return Some(Quantity {
            range,
            unit: CLOCK.to_owned(),
            money,
            ordinal,
            exact: Exactness::Plain,
            digits,
        });
    }
    if !matches!(kind, Kind::Number | Kind::Money) {
        return None;
    }
    let (value, unit) = key.split_once(' ').unwrap_or((key, ""));
    let (value, ordinal) = value.strip_prefix('#').map_or((value, false), |value| (value, true));
    let range = match (value.split_once(".."), value.split_once('/')) {
        (Some((from, to)), _) => (from.parse().ok()?, to.parse().ok()?),
        (_, Some((over, under))) => {
            let (over, under): (f64, f64) = (over.parse().ok()?, under.parse().ok()?);
            if under == 0.0 {
                return None;
            }
            (over / under, over / under)
        }
        _ => {
            let value: f64 = value.parse().ok()?;
            (value, value)
        }
    };
    Some(Quantity {
        range,
        unit: unit.to_owned(),
        money: kind == Kind::Money,
        ordinal,
        exact: exactness(before, language),
        digits: text.contains(|letter: char| letter.is_ascii_digit()),
    })
}

/// Units that are one where only the number differs: `pound` may be money, a share in points is one in percent.
fn alias(unit: &str) -> &str {
    match unit {
        "pound" => "GBP",
        "pp" => "%",
        other => other,
    }
}

/// The unit of a time of day, whose value is minutes.
const CLOCK: &str = "clock";

/// The minutes of a time of day: `T11:30`.
fn minutes(key: &str) -> Option<f64> {
    let (hour, minute) = key.strip_prefix('T')?.get(..5)?.split_once(':')?;
    Some(hour.parse::<f64>().ok()? * 60.0 + minute.parse::<f64>().ok()?)
}

impl Quantity {
    /// Whether it is a time of day.
    pub fn is_clock(&self) -> bool {
        self.unit == CLOCK
    }

    /// The values by which it may stand elsewhere.
    pub fn values(&self) -> [f64; 2] {
        if self.is_clock() {
            let part = if self.range.0 % 60.0 == 0.0 { self.range.0 / 60.0 } else { self.range.0 % 60.0 };
            return [part, part];
        }
        [self.range.0, self.range.1]
    }

    /// Whether both may be said of one thing: the one may leave the unit out.
    pub fn commensurable(&self, other: &Quantity) -> bool {
        let (one, two) = (alias(&self.unit), alias(&other.unit));
        // `150 млрд фунтов` does not say that it is money.
        let of_one_kind = self.money == other.money || one == two;
        if self.ordinal != other.ordinal || !of_one_kind || self.is_clock() != other.is_clock() {
            return false;
        }
        one == two || (one.is_empty() || two.is_empty()) && one != "%" && two != "%"
    }

    /// Whether the values are equal.
    pub fn same(&self, other: &Quantity) -> bool {
        equal(self.range.0, other.range.0) && equal(self.range.1, other.range.1)
    }

    /// Whether the one is the other rounded, or neither excludes the other.
    pub fn rounds(&self, other: &Quantity) -> bool {
        if self.is_clock() || other.is_clock() {
            return self.is_clock() == other.is_clock() && (self.range.0 - other.range.0).abs() == 720.0;
        }
        let inside = |value: f64, range: (f64, f64)| value >= range.0 && value <= range.1;
        let (a, b) = (self.range, other.range);
        if a != b && (inside(a.0, b) && inside(a.1, b) || inside(b.0, a) && inside(b.1, a)) {
            return true;
        }
        let (mine, theirs) = ((a.0 + a.1) / 2.0, (b.0 + b.1) / 2.0);
        // `more than 5.5 million` on one side and `more than 8.5 million` on the other are two.
        if self.exact != Exactness::Plain && other.exact != Exactness::Plain {
            return is_rounded(mine, theirs)
                || self.exact != other.exact && allows(Exactness::About, mine, theirs);
        }
        allows(self.exact, mine, theirs) || allows(other.exact, theirs, mine) || is_rounded(mine, theirs)
    }
}

/// Whether `about 100` and the like allow another value.
fn allows(exact: Exactness, value: f64, other: f64) -> bool {
    match exact {
        Exactness::Plain => false,
        Exactness::About => (value - other).abs() <= 0.16 * value.abs().max(other.abs()),
        Exactness::More => other >= value && other <= 1.5 * value,
        Exactness::Less => other <= value && other >= 0.75 * value,
    }
}

/// Whether of two values the one is the other with fewer digits that say something.
fn is_rounded(a: f64, b: f64) -> bool {
    let most = a.abs().max(b.abs());
    let (said_a, said_b) = (significant(a), significant(b));
    most > 0.0 && a != b && said_a != said_b && {
        let (short, long, digits) = if said_a < said_b { (a, b, said_a) } else { (b, a, said_b) };
        let off = (short - long).abs() / most;
        // Half a unit of the last digit that the rounded one has, with something to spare.
        off <= 0.06
            && (most >= 100.0 || short.fract() != 0.0 || long.fract() != 0.0)
            && off <= 0.75 * 10_f64.powi(1 - digits as i32)
    }
}

/// Digits that say something: 2 of 1200, 3 of 1.25.
fn significant(value: f64) -> usize {
    let text = format!("{value}");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    if text.contains('.') { digits.len() } else { digits.trim_end_matches('0').len() }
}

/// Whether two values are one, but for what arithmetic loses.
pub fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// Every number of a sentence in any way of writing, sorted: values of facts and words, percents of fractions, days,
/// years, hours by both clocks.
pub fn all(sentence: &Sentence) -> Vec<f64> {
    let mut found: Vec<f64> = Vec::new();
    for fact in sentence.facts() {
        match fact.kind {
            Kind::Number | Kind::Money => {
                let (value, _) = fact.key.split_once(' ').unwrap_or((&fact.key, ""));
                let value = value.trim_start_matches('#');
                if let Some((over, under)) = value.split_once('/') {
                    if let (Ok(over), Ok(under)) = (over.parse::<f64>(), under.parse::<f64>()) {
                        found.extend([over, under, over / under, 100.0 * over / under]);
                    }
                } else {
                    found.extend(value.split("..").filter_map(|end| end.parse::<f64>().ok()));
                }
            }
            Kind::Date => found.extend(of_date(&fact.key)),
            Kind::Code => {
                let digits = fact.key.split(|letter: char| !letter.is_ascii_digit());
                found.extend(digits.filter_map(|digits| digits.parse::<f64>().ok()));
            }
            _ => {}
        }
    }
    for word in sentence.words().iter().filter(|word| word.kind == Kind::Number) {
        found.extend(word.key.parse::<f64>());
    }
    found.extend(plain_digits(sentence.text()));
    found.retain(|value| value.is_finite());
    found.sort_by(f64::total_cmp);
    found.dedup();
    found
}

/// Words of digits alone, whatever stands around them: `3` of `3:0` and of `24/7`.
fn plain_digits(text: &str) -> impl Iterator<Item = f64> + '_ {
    let runs = text.split(|letter: char| !letter.is_alphanumeric());
    runs.filter(|run| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit()) && run.len() < 10)
        .filter_map(|run| run.parse().ok())
}

fn of_date(key: &str) -> Vec<f64> {
    let mut found = Vec::new();
    if let Some(clock) = key.strip_prefix('T') {
        let mut parts = clock.split(|letter: char| !letter.is_ascii_digit());
        if let Some(hour) = parts.next().and_then(|hour| hour.parse::<f64>().ok()) {
            found.extend([hour, (hour + 12.0) % 24.0]);
        }
        found.extend(parts.next().and_then(|minute| minute.parse::<f64>().ok()));
        return found;
    }
    for day in key.split('/') {
        let numbers: Vec<f64> = day.split('-').filter_map(|part| part.parse().ok()).collect();
        found.extend(numbers.last());
        found.extend(numbers.first().filter(|year| **year > 31.0));
    }
    found
}

/// Whether a sorted list holds a value.
pub fn holds(values: &[f64], value: f64) -> bool {
    let at = values.partition_point(|&other| other < value && !equal(other, value));
    values.get(at).is_some_and(|&other| equal(other, value))
}

impl Quantity {
    /// Whether it is the other in another unit.
    pub fn converts(&self, other: &Quantity) -> bool {
        let ends = |quantity: &Quantity| [quantity.range.0, quantity.range.1];
        let is_one = |a: f64, b: f64| is_converted((a, &self.unit), (b, &other.unit));
        !self.is_clock()
            && !other.is_clock()
            && ends(self).iter().any(|&a| ends(other).iter().any(|&b| is_one(a, b)))
    }

    /// Whether nothing follows from two different values, for the scale of degrees may differ between languages.
    pub fn is_of_another_scale(&self, other: &Quantity) -> bool {
        let (a, b) = (self.range.0.abs(), other.range.0.abs());
        self.unit == "deg" && other.unit == "deg" && (a - b).abs() > 0.25 * a.max(b)
    }
}

struct Rounding {
    forms: Vec<(Vec<&'static str>, Exactness)>,
}

static ROUNDING: LazyLock<[Rounding; 3]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let mut forms = Vec::new();
        let text = include_str!("../../data/coverage/rounding.tsv");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let exact = match cells.next() {
                Some("about") => Exactness::About,
                Some("more") => Exactness::More,
                Some("less") => Exactness::Less,
                _ => continue,
            };
            let cell = cells.nth(language as usize).unwrap_or_default();
            forms.extend(cell.split(' ').map(|form| (form.split('_').collect(), exact)));
        }
        // The longer form has the last word: `no less than` is no `less than`.
        forms.sort_by_key(|(form, _): &(Vec<&str>, _)| std::cmp::Reverse(form.len()));
        Rounding { forms }
    })
});

/// Bytes before a number in which words of rounding are looked for.
const BEFORE: usize = 64;

/// What the words before a number say of it.
fn exactness(before: &str, language: Language) -> Exactness {
    let start = before.ceil_char_boundary(before.len().saturating_sub(BEFORE));
    let near = &before[start..];
    let near = near.rsplit([',', ';', '.', ':']).next().unwrap_or(near);
    let found = words(near);
    // `more than the 100`: one word may stand between.
    for skipped in 0..2 {
        let Some(end) = found.len().checked_sub(skipped) else { break };
        let folded: Vec<&str> = found[..end].iter().map(|word| word.folded.as_str()).collect();
        let fits = ROUNDING[language as usize].forms.iter().find(|(form, _)| folded.ends_with(form));
        if let Some((_, exact)) = fits {
            return *exact;
        }
    }
    Exactness::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, language: Language) -> Quantity {
        let sentence = Sentence::new(text, language);
        let fact = sentence.facts().iter().find(|fact| matches!(fact.kind, Kind::Number | Kind::Money));
        let fact = fact.unwrap_or_else(|| panic!("no number in {text}"));
        quantity(fact.kind, &fact.key, &fact.word, &text[..fact.span.start], language).unwrap()
    }

    #[test]
    fn rounded_numbers_agree() {
        let en = |text| read(text, Language::English);
        let ru = |text| read(text, Language::Russian);
        for (a, b) in [
            ("more than 100 people", "118 человек"),
            ("1,987 people", "почти 2000 человек"),
            ("1,987 people", "2000 человек"),
            ("about 140 people", "146 человек"),
            ("7.4 percent", "7 процентов"),
            ("5 to 6 km", "5–6 км"),
        ] {
            let (a, b) = (en(a), ru(b));
            assert!(a.rounds(&b) && b.rounds(&a) || a.same(&b), "{a:?} {b:?}");
        }
        for (a, b) in [
            ("174 people", "146 человек"),
            ("more than 100 people", "90 человек"),
            ("41 degrees", "30 градусов"),
            ("12 people", "14 человек"),
        ] {
            let (a, b) = (en(a), ru(b));
            assert!(!a.rounds(&b) && !b.rounds(&a), "{a:?} {b:?}");
        }
    }
}
