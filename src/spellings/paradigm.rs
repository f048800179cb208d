//! How names are declined: from a Cyrillic word in some case to the nominatives that it can be of, and from a nominative
//! to all its forms. The paradigms are data (`data/names/paradigms.*.txt`).
//!
//! Not for: choosing among the nominatives (that is [`super::bases`]).

use crate::text::Language;
use std::sync::LazyLock;

/// Genders and the plural, as bits.
pub const GENDERS: [u8; 4] = [1, 2, 4, 8];
/// A man's name, a woman's; what is a woman's name only; and several of one name (Гради).
pub const MAN: u8 = 1;
pub const WOMAN: u8 = 2;
pub const WOMEN_ONLY: u8 = 16;
pub const SEVERAL: u8 = 32;
/// The nominative; the other cases follow as in the data.
pub const NOMINATIVE: usize = 0;
pub const GENITIVE: usize = 1;
pub const ACCUSATIVE: usize = 3;
/// Nominative, genitive, dative, accusative, instrumental, prepositional, vocative.
pub const CASES: usize = 7;

/// What a word can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub nominative: String,
    /// Bits of the genders that it can have.
    pub genders: u8,
    pub case: usize,
    /// What it costs against other readings (nats).
    pub cost: f32,
    /// The bytes of the nominative that stay, and the paradigm; none for a word that is read as it stands.
    declined: Option<(usize, usize)>,
}

struct Paradigm {
    genders: u8,
    cost: f32,
    /// The last letters that a stem may have; all where it is empty.
    after: Vec<char>,
    /// What a stem must not end in.
    not_after: Vec<&'static str>,
    nominative: &'static str,
    /// Endings of the cases, the nominative's first.
    cases: Vec<Vec<&'static str>>,
}

/// The paradigms of a language.
pub struct Paradigms(Vec<Paradigm>);

/// What each letter of an ending but the first tells: Чернівцям is hardly a nominative (nats).
const LETTER: f32 = 0.7;
/// Each word of a name has a vowel.
const VOWELS: [char; 14] = ['а', 'е', 'и', 'і', 'о', 'у', 'ы', 'э', 'ю', 'я', 'ї', 'є', 'ё', 'ў'];
/// What a word costs that no paradigm reads.
pub const AS_IT_STANDS: f32 = 4.0;

impl Paradigms {
    /// Those of a language; English has none.
    pub fn of(language: Language) -> &'static Paradigms {
        static RUSSIAN: LazyLock<Paradigms> =
            LazyLock::new(|| Paradigms::parse(include_str!("../../data/names/paradigms.ru.txt")));
        static UKRAINIAN: LazyLock<Paradigms> =
            LazyLock::new(|| Paradigms::parse(include_str!("../../data/names/paradigms.uk.txt")));
        static NONE: Paradigms = Paradigms(Vec::new());
        match language {
            Language::English => &NONE,
            Language::Russian => &RUSSIAN,
            Language::Ukrainian => &UKRAINIAN,
        }
    }

    fn parse(data: &'static str) -> Paradigms {
        let mut classes: Vec<(&str, Vec<char>)> = Vec::new();
        let mut all = Vec::new();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let mut next = || fields.next().unwrap_or_default();
            let first = next();
            if first == "class" {
                let name = next();
                classes.push((name, fields.flat_map(str::chars).collect()));
                continue;
            }
            let genders = "mfnpws"
                .chars()
                .zip([1, 2, 4, 8, WOMEN_ONLY, SEVERAL])
                .filter(|(letter, _)| first.contains(*letter));
            let genders = genders.map(|(_, bit)| bit).sum();
            let Ok(cost) = next().parse() else { continue };
            let (mut after, mut not_after) = (Vec::new(), Vec::new());
            for name in next().split(',').filter(|name| *name != "-") {
                if let Some(end) = name.strip_prefix('!') {
                    not_after.push(end);
                    continue;
                }
                match classes.iter().find(|class| class.0 == name) {
                    Some((_, letters)) => after.extend(letters),
                    None => after.extend(name.chars()),
                }
            }
            let ending = |ending: &'static str| if ending == "-" { "" } else { ending };
            let nominative = ending(next());
            let mut cases = vec![vec![nominative]];
            for case in fields {
                let endings = case.split(',');
                cases.push(endings.map(|one| if one == "=" { nominative } else { ending(one) }).collect());
            }
            all.push(Paradigm { genders, cost, after, not_after, nominative, cases });
        }
        Paradigms(all)
    }

    /// All readings of a small word; the last is the word as it stands.
    pub fn readings(&self, word: &str) -> Vec<Reading> {
        let mut found: Vec<Reading> = Vec::new();
        for (number, paradigm) in self.0.iter().enumerate() {
            for (case, endings) in paradigm.cases.iter().enumerate() {
                for ending in endings {
                    let Some(stem) = word.strip_suffix(ending) else { continue };
                    let nominative = format!("{stem}{}", paradigm.nominative);
                    if paradigm.fits(stem) && nominative.contains(VOWELS) {
                        found.push(Reading {
                            nominative,
                            genders: paradigm.genders,
                            case,
                            cost: paradigm.cost - LETTER * telling(paradigm.nominative, ending),
                            declined: Some((stem.len(), number)),
                        });
                    }
                }
            }
        }
        let genders = GENDERS.iter().sum();
        let nominative = word.to_owned();
        found.push(Reading { nominative, genders, case: NOMINATIVE, cost: AS_IT_STANDS, declined: None });
        found
    }

    /// All forms of the nominative of a reading, each once.
    pub fn forms(&self, reading: &Reading) -> Vec<String> {
        let Some((stem, paradigm)) = reading.declined else { return vec![reading.nominative.clone()] };
        let stem = &reading.nominative[..stem];
        let endings = self.0[paradigm].cases.iter().flatten();
        let mut forms: Vec<String> = endings.map(|ending| format!("{stem}{ending}")).collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    }
}

/// The letters of an ending that are not the nominative's, but the first.
fn telling(nominative: &str, ending: &str) -> f32 {
    let common = nominative.chars().zip(ending.chars()).take_while(|(a, b)| a == b).count();
    // Of -ів, -ова the stem changes; that tells nothing.
    let adjective = nominative.ends_with("ий") || nominative.ends_with("ый");
    if common == 0 && nominative.chars().count() > 1 && !adjective {
        return 0.0;
    }
    (ending.chars().count() - common).saturating_sub(1) as f32
}

impl Paradigm {
    /// Whether a stem may have these endings: its last letter is of the right class, and the name has two letters.
    fn fits(&self, stem: &str) -> bool {
        // Where letters change the endings may be all there is: Розі of Ріг.
        if self.after.is_empty() {
            return true;
        }
        let last = stem.chars().next_back();
        last.is_some_and(|last| self.after.contains(&last))
            && stem.chars().count() + self.nominative.chars().count() > 1
            && !self.not_after.iter().any(|end| stem.ends_with(end))
    }
}
