//! Whose report an article says that it is: the agency or paper that it names where sources are named.

use super::reading::{Text, characters};
use super::{Difference, Kind, Side, Status};
use std::ops::Range;
use std::sync::LazyLock;

/// A source at its place.
pub struct Origin {
    /// Its usual name.
    pub name: &'static str,
    /// The sentence.
    pub place: usize,
    /// Bytes of the sentence.
    pub span: Range<usize>,
}

struct Agency {
    name: &'static str,
    forms: Vec<&'static str>,
}

static AGENCIES: LazyLock<Vec<Agency>> = LazyLock::new(|| {
    let lines = include_str!("../../data/coverage/agencies.tsv").lines();
    let read = |line: &'static str| {
        let (name, forms) = line.split_once('\t')?;
        Some(Agency { name, forms: forms.split('|').collect() })
    };
    lines.filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

/// A source is named in one of the first sentences, or in the last.
const FIRST: usize = 4;

/// The first source that an article names where sources are named.
pub fn origin(text: &Text) -> Option<Origin> {
    let last = text.len().saturating_sub(1);
    let places = (0..text.len().min(FIRST)).chain((last >= FIRST).then_some(last));
    places.into_iter().find_map(|place| {
        let sentence = text.sentence(place);
        let found = AGENCIES.iter().flat_map(|agency| {
            agency.forms.iter().filter_map(move |form| {
                let at = sentence.find(form)?;
                is_whole(sentence, at, form.len()).then_some((at, form.len(), agency.name))
            })
        });
        // Of two at one place the longer has the last word: Interfax-Ukraine.
        let (at, length, name) = found.min_by_key(|(at, length, _)| (*at, usize::MAX - length))?;
        Some(Origin { name, place, span: at..at + length })
    })
}

/// Whether no letter stands at either end; an ending of three letters may follow a Cyrillic name.
fn is_whole(sentence: &str, at: usize, length: usize) -> bool {
    let before = sentence[..at].chars().next_back();
    let behind = sentence[at + length..].chars().take_while(|letter| letter.is_alphanumeric()).count();
    let cyrillic = !sentence[at..at + length].is_ascii();
    !before.is_some_and(char::is_alphanumeric) && behind <= if cyrillic { 3 } else { 0 }
}

/// How probable it is that the source named so is the source of the report.
const SURE: f32 = 1.0;

/// The row that tells it.
pub fn row(side: Side, text: &Text, origin: &Origin) -> Difference {
    let mut found = Difference::new(Kind::Origin, Status::Only, side, text, origin.place);
    found.status = None;
    found.value = text.sentence(origin.place)[origin.span.clone()].to_owned();
    found.offsets[0] = Some(characters(&found.text, &origin.span));
    found.why = format!("the article names {} as a source", origin.name);
    found.origin = origin.name.to_owned();
    let first = if origin.place < 2 { SURE } else { 0.0 };
    found.figures = vec![("first", first)];
    found
}
