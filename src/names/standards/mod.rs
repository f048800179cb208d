//! Romanisation standards: which Latin spelling each gives a Cyrillic name, and which of them gave a spelling.
//!
//! The standards are text files under `data/names/standards/`; `table` reads them, `spell` applies them to a name that
//! [`prepare`] made ready, [`explain`] and [`why`] turn the question round. Not for: whether two strings are one name
//! where no standard says so.

use crate::{Error, Result};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

pub mod explain;
pub mod guess;
pub mod known;
pub mod prepare;
mod spell;
mod table;
pub mod why;

use table::Table;

/// The language from which a name is romanised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// Russian, `ru`.
    Russian,
    /// Ukrainian, `uk`.
    Ukrainian,
    /// Belarusian, `be`.
    Belarusian,
}

impl Origin {
    /// All of them.
    pub const ALL: [Origin; 3] = [Origin::Russian, Origin::Ukrainian, Origin::Belarusian];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Origin::Russian => "ru",
            Origin::Ukrainian => "uk",
            Origin::Belarusian => "be",
        }
    }

    /// The language's name in English.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Russian => "Russian",
            Origin::Ukrainian => "Ukrainian",
            Origin::Belarusian => "Belarusian",
        }
    }

    fn is_vowel(self, letter: char) -> bool {
        matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ю' | 'я' | 'ё' | 'ы' | 'э' | 'є' | 'і' | 'ї')
    }

    fn has_apostrophe(self) -> bool {
        self != Origin::Russian
    }
}

impl FromStr for Origin {
    type Err = Error;

    fn from_str(code: &str) -> Result<Self> {
        Origin::ALL.into_iter().find(|origin| origin.code() == code).ok_or_else(|| {
            Error::new(format!("unknown language {code:?}")).advice("names are romanised from ru, uk or be")
        })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A romanisation standard.
#[derive(Debug)]
pub struct Standard {
    id: &'static str,
    file: table::File,
}

impl Standard {
    /// The id, as `ua-kmu-2010`.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What it is, in one line.
    pub fn title(&self) -> &str {
        &self.file.title
    }

    /// The year from which it holds.
    pub fn since(&self) -> &str {
        &self.file.since
    }

    /// Where its rules are from.
    pub fn source(&self) -> &str {
        &self.file.source
    }

    /// What else there is to know.
    pub fn notes(&self) -> &[String] {
        &self.file.notes
    }

    /// The languages that it serves.
    pub fn origins(&self) -> impl Iterator<Item = Origin> + '_ {
        self.file.tables.iter().map(|(origin, _)| *origin)
    }

    /// The spelling of a name as typed; none when the standard is not for that language.
    ///
    /// ```
    /// use parallax::names::standards::{self, Origin};
    /// let kmu = standards::find("ua-kmu-2010").unwrap();
    /// assert_eq!(kmu.spell("Згурський, Мар’яна ЩУКА", Origin::Ukrainian).unwrap(), "Zghurskyi, Mariana SHCHUKA");
    /// assert_eq!(kmu.spell("Луганск", Origin::Russian), None);
    /// ```
    pub fn spell(&self, name: &str, origin: Origin) -> Option<String> {
        self.spell_prepared(&prepare::prepare(name, origin).text, origin)
    }

    /// The spelling of a name that is prepared already.
    fn spell_prepared(&self, name: &str, origin: Origin) -> Option<String> {
        Some(spell::spell(name, origin, self.table(origin)?, other_letters(origin)))
    }

    fn table(&self, origin: Origin) -> Option<&Table> {
        self.file.tables.iter().find(|(known, _)| *known == origin).map(|(_, table)| table)
    }
}

/// All standards, in the order of `--list`.
pub fn all() -> &'static [Standard] {
    static ALL: LazyLock<Vec<Standard>> = LazyLock::new(|| {
        // A file that cannot be read is left out here; a test holds that there is none.
        FILES.iter().filter_map(|(id, text)| read(id, text).ok()).collect()
    });
    &ALL
}

/// The standard with an id.
pub fn find(id: &str) -> Option<&'static Standard> {
    all().iter().find(|standard| standard.id == id)
}

/// The standards for a language.
pub fn of(origin: Origin) -> impl Iterator<Item = &'static Standard> {
    all().iter().filter(move |standard| standard.table(origin).is_some())
}

/// The id of the standard that is taken where none is named: for Ukrainian the official one, for Russian what
/// English newspapers print nearly always (no signs, -sky), for Belarusian the official one.
pub fn usual(origin: Origin) -> &'static str {
    match origin {
        Origin::Russian => "wikipedia-ru",
        Origin::Ukrainian => "ua-kmu-2010",
        Origin::Belarusian => "be-2007",
    }
}

/// The faults of the tables, for the tests.
#[doc(hidden)]
pub fn faults() -> Vec<Error> {
    FILES.iter().filter_map(|(id, text)| read(id, text).err()).collect()
}

fn read(id: &'static str, text: &str) -> Result<Standard> {
    let other = |id: &str| FILES.iter().find(|(known, _)| *known == id).map(|(_, text)| *text);
    Ok(Standard { id, file: table::parse(id, text, &other)? })
}

/// How letters outside a language's alphabet are spelled.
fn other_letters(origin: Origin) -> &'static Table {
    static OTHERS: LazyLock<table::File> = LazyLock::new(|| {
        let text = include_str!("../../../data/names/other-letters.txt");
        table::parse("other-letters", text, &|_| None).unwrap_or_default()
    });
    static NONE: LazyLock<Table> = LazyLock::new(Table::default);
    OTHERS.tables.iter().find(|(known, _)| *known == origin).map_or(&NONE, |(_, table)| table)
}

macro_rules! files {
    ($($id:literal),* $(,)?) => {
        &[$(($id, include_str!(concat!("../../../data/names/standards/", $id, ".txt")))),*]
    };
}

const FILES: &[(&str, &str)] = files![
    "bgn-pcgn-ru-1947",
    "bgn-pcgn-ru-1947-plain",
    "ala-lc-ru",
    "ala-lc-ru-ascii",
    "un-1987",
    "gost-16876-1",
    "gost-16876-2",
    "gost-16876-1983",
    "gost-7.79-a",
    "gost-7.79-b",
    "gost-7.0.34",
    "gost-52290",
    "gost-52535",
    "icao-9303",
    "iso-9-1954",
    "iso-9-1968",
    "iso-9-1968-alt",
    "iso-9-1995",
    "scientific",
    "bs-2979",
    "bs-2979-ascii",
    "odni-ru-2015",
    "mvd-310",
    "mvd-310-fr",
    "mvd-782",
    "mvd-by-2008",
    "mvd-by-2010",
    "mosmetro",
    "wikipedia-ru",
    "yandex-maps",
    "yandex-money",
    "telegram",
    "bas-ru-2017-bss",
    "bas-ru-2017-oss",
    "ua-kmu-2010",
    "bgn-pcgn-uk-2019",
    "bgn-pcgn-uk-1965",
    "ala-lc-uk",
    "ua-1996",
    "passport-uk-2007",
    "cadastre-uk-1993",
    "un-uk-1998",
    "odni-uk-2015",
    "dstu-9112-a",
    "dstu-9112-b",
    "bgn-pcgn-be-1979",
    "ala-lc-be",
    "be-2007",
    "be-1998",
    "gki-2000",
    "gki-1992",
    "odni-be-2015"
];
