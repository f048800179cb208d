//! Coverage side by side: what each of two articles tells, leaves out, and tells otherwise.
//!
//! The data flow: [`reading`] reads a pair of articles with its links once; [`values`] takes numbers and dates apart; `numbers`,
//! `dates`, `names`, `quotes`, `sentences`, `polarity` and [`origin`] find what may be a difference, each with its figures; [`model`] makes a
//! probability of these; [`story`] puts together what all pairs say, with `naming` (spellings) and [`facts`] (groups of
//! sentences). [`examples`] makes what the model is fitted
//! on. See `docs/diff.md`.
//!
//! Not for: finding the links (that is [`crate::alignment`]), or writing what was found ([`crate::output`]).

mod dates;
pub mod examples;
pub mod facts;
pub mod model;
mod names;
mod naming;
mod numbers;
pub mod origin;
mod placed;
mod polarity;
mod quotes;
pub mod reading;
mod sentences;
pub mod story;
pub mod values;

pub use facts::{Against, Fact, Rate, Telling};
pub use model::Model;
pub use reading::{Link, Pair};
pub use story::{Coverage, Found, Row};

use std::fmt;
use std::ops::Range;

macro_rules! named {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $text:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $doc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// Its name in the results.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

named! {
    /// What differs.
    Kind {
        /// A whole sentence.
        Sentence = "sentence",
        /// A name.
        Name = "name",
        /// A number, an amount, a share.
        Number = "number",
        /// A day, a month, a year, a time of day.
        Date = "date",
        /// Quoted speech.
        Quote = "quote",
        /// A word for the same thing.
        Term = "term",
        /// Whether it is so or not.
        Polarity = "polarity",
        /// Whose report it is.
        Origin = "origin",
    }
}

named! {
    /// How it differs.
    Status {
        /// One side tells it and the other does not.
        Only = "only",
        /// Both tell it and contradict each other.
        Conflict = "conflict",
        /// The other article does not tell it, but another one of the story does.
        Elsewhere = "elsewhere",
        /// In the first third here, in the last third there.
        Buried = "buried",
        /// The same number, on one side rounded.
        Rounded = "rounded",
        /// The same thing by another name.
        Naming = "naming",
        /// A quotation of which the other side gives a part.
        Cut = "cut",
        /// The same words in the mouth of another.
        Speaker = "speaker",
        /// What is quoted here is told there in other words.
        Indirect = "indirect",
    }
}

named! {
    /// One of the two articles.
    Side {
        /// The source.
        Src = "src",
        /// The target.
        Trg = "trg",
    }
}

impl Side {
    /// The other one.
    pub fn other(self) -> Side {
        match self {
            Side::Src => Side::Trg,
            Side::Trg => Side::Src,
        }
    }
}

/// One difference between two articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What differs.
    pub kind: Kind,
    /// How; none where there is nothing to say of it.
    pub status: Option<Status>,
    /// The side that `text` is from.
    pub side: Side,
    /// The number, name or words in question, as `text` has them.
    pub value: String,
    /// The sentence: 0 is the title, the body counts from 1.
    pub sentence: u32,
    /// The sentence's text.
    pub text: String,
    /// What the other side has in that place.
    pub conflict_with: String,
    /// The sentence of the other side, where it is one.
    pub other_sentence: Option<u32>,
    /// The probability that this is so, 0 to 1.
    pub p: f64,
    /// The other side's sentences that belong to `text`; empty where there are none.
    pub other_text: String,
    /// Where `value` stands in `text`, and `conflict_with` in `other_text`: characters from 0, the end exclusive.
    pub offsets: [Option<Range<usize>>; 2],
    /// What this rests on, for a reader.
    pub why: String,
    /// Whose report the article says that it is.
    pub origin: String,
    /// The figures that `p` rests on.
    pub figures: Vec<(&'static str, f32)>,
}

impl Difference {
    /// A difference at a sentence, not judged yet.
    fn new(kind: Kind, status: Status, side: Side, text: &reading::Text, place: usize) -> Self {
        Difference {
            kind,
            status: Some(status),
            side,
            value: String::new(),
            sentence: text.read.id(place).0,
            text: text.sentence(place).to_owned(),
            conflict_with: String::new(),
            other_sentence: None,
            p: 0.0,
            other_text: String::new(),
            offsets: [None, None],
            why: String::new(),
            origin: String::new(),
            figures: Vec::new(),
        }
    }

    /// By what its weights are called: `number-conflict`.
    pub fn group(&self) -> String {
        self.status.map_or_else(|| self.kind.to_string(), |status| format!("{}-{status}", self.kind))
    }
}

/// Everything that may be a difference between two articles, likely or not, each with its probability, in the order of the
/// sentences. What is not [usual](Difference::is_usual) is not told.
///
/// ```
/// use parallax::coverage::{self, Kind, Link, Model, Pair, Status};
/// use parallax::analysis::Analysed;
/// use parallax::corpus::Article;
/// use parallax::text::{Language, LanguagePair};
/// let article = |text: &str| Article { text: text.into(), ..Article::default() };
/// let src = article("The blast killed 14 people in Kherson on Friday.");
/// let trg = article("В пятницу в Херсоне при взрыве погибли 17 человек.");
/// let (src_read, trg_read) =
///     (Analysed::new(&src, Language::English, 9), Analysed::new(&trg, Language::Russian, 9));
/// let links = vec![Link { src: 1..2, trg: 1..2, score: 0.98, same: 0.8 }];
/// let languages = LanguagePair::new(Language::English, Language::Russian);
/// let pair = Pair { languages, src: &src, trg: &trg, src_read: &src_read, trg_read: &trg_read, links };
/// let found = coverage::differences(&pair, Model::shipped());
/// let conflict = found.iter().find(|found| found.kind == Kind::Number && found.is_usual()).unwrap();
/// assert_eq!((conflict.value.as_str(), conflict.conflict_with.as_str()), ("14 people", "17 человек"));
/// assert_eq!(conflict.status, Some(Status::Conflict));
/// ```
pub fn differences(pair: &Pair, model: &Model) -> Vec<Difference> {
    let mut found = candidates(pair);
    for one in &mut found {
        one.p = model.probability(&one.group(), &one.figures);
    }
    found
}

impl Difference {
    /// Whether it is told where nothing else is asked for: what is less probable than [`LEAST`] is not. The levels of some
    /// kinds are such that as many are missed as are wrong.
    pub fn is_usual(&self) -> bool {
        let least = match (self.kind, self.status) {
            (Kind::Sentence, Some(Status::Only)) | (Kind::Name, Some(Status::Conflict)) => 0.6,
            (Kind::Quote, Some(Status::Cut)) => 0.37,
            _ => LEAST,
        };
        self.p >= least
    }
}

/// What is less probable than this is mostly not told: see [`Difference::is_usual`].
pub const LEAST: f64 = 0.5;

/// Everything that may be a difference, likely or not, without probabilities: what the model is fitted on.
pub fn candidates(pair: &Pair) -> Vec<Difference> {
    let reading = reading::Reading::new(pair);
    let mut found = numbers::find(&reading);
    found.extend(dates::find(&reading));
    found.extend(names::find(&reading));
    found.extend(quotes::find(&reading));
    found.extend(sentences::find(&reading));
    found.extend(polarity::find(&reading));
    for side in [Side::Src, Side::Trg] {
        let text = reading.text(side);
        let Some(origin) = origin::origin(text) else { continue };
        found.push(origin::row(side, text, &origin));
        found.iter_mut().filter(|one| one.side == side).for_each(|one| one.origin = origin.name.to_owned());
    }
    found.sort_by(|a, b| {
        let key = |one: &Difference| (one.side, one.sentence, one.kind, one.status);
        let start = |one: &Difference| one.offsets[0].as_ref().map_or(0, |span| span.start);
        key(a).cmp(&key(b)).then(start(a).cmp(&start(b)))
    });
    found
}
