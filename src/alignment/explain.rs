//! What a link rests on: the words of both sides that explain each other, with both spellings.

use crate::analysis::Sentence;
use crate::anchors::{Anchor, Kind};
use crate::lexicon::{Translation, Vocabulary};
use std::ops::Range;

/// Two words that explain each other, as they stand in the texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// Name, number or term.
    pub kind: Kind,
    /// As the source spells it.
    pub src: String,
    /// As the target spells it.
    pub trg: String,
}

/// At most so many terms are told; names and numbers are told all.
const TERMS: usize = 6;
/// Words that explain each other less than this are not told.
const CLEAR: f32 = 0.1;
/// Words more frequent than this are no evidence.
const FREQUENT: f32 = 0.004;

pub(super) fn shared(
    src: &[Sentence],
    trg: &[Sentence],
    sources: &Vocabulary,
    targets: &Vocabulary,
    translation: &Translation,
) -> Vec<Shared> {
    let facts = facts(joined(src, Sentence::facts), joined(trg, Sentence::facts));
    let (of_src, of_trg) = (joined(src, Sentence::words), joined(trg, Sentence::words));
    let (src, trg) = (text(src), text(trg));
    let inside = |span: &Range<usize>, side: fn(&(Anchor, Anchor)) -> &Anchor| {
        facts.iter().any(|both| span.start < side(both).span.end && side(both).span.start < span.end)
    };
    let mut taken: Vec<bool> = of_trg.iter().map(|other| inside(&other.span, |both| &both.1)).collect();
    let mut found: Vec<(f32, Shared)> = facts.iter().map(|(src, trg)| (1.0, fact(src, trg))).collect();
    for anchor in of_src.iter().filter(|anchor| !inside(&anchor.span, |both| &both.0)) {
        let Some(source) = sources.find(&anchor.key) else { continue };
        if translation.src[source as usize].share > FREQUENT && anchor.kind == Kind::Term {
            continue;
        }
        let mut best: Option<(f32, usize)> = None;
        for link in translation.links(source) {
            let stem = &targets.stems[link.target as usize].text;
            let strength = (link.forward * link.backward).sqrt();
            for (at, other) in of_trg.iter().enumerate() {
                if other.key == *stem && !taken[at] && best.is_none_or(|(most, _)| strength > most) {
                    best = Some((strength, at));
                }
            }
        }
        let Some((strength, at)) = best.filter(|(strength, _)| *strength >= CLEAR) else { continue };
        let other = &of_trg[at];
        taken[at] = true;
        let spelling = |text: &str, anchor: &Anchor| text[anchor.span.clone()].to_owned();
        let kind = kind(anchor, other, sources, source);
        found.push((strength, Shared { kind, src: spelling(&src, anchor), trg: spelling(&trg, other) }));
    }
    found.sort_by(|a, b| (a.1.kind, b.0.to_bits()).cmp(&(b.1.kind, a.0.to_bits())));
    let mut shared: Vec<Shared> = found.into_iter().map(|(_, shared)| shared).collect();
    shared.dedup();
    let first_term = shared.iter().position(|shared| shared.kind == Kind::Term).unwrap_or(shared.len());
    shared.truncate(first_term + TERMS);
    shared
}

/// The texts of neighbouring sentences as one.
fn text(sentences: &[Sentence]) -> String {
    sentences.iter().map(Sentence::text).collect::<Vec<_>>().join(" ")
}

/// What was found in neighbouring sentences, with its place in their joined text.
fn joined(sentences: &[Sentence], found: impl Fn(&Sentence) -> &[Anchor]) -> Vec<Anchor> {
    let (mut all, mut start) = (Vec::new(), 0);
    for sentence in sentences {
        let moved = |anchor: &Anchor| Anchor {
            span: anchor.span.start + start..anchor.span.end + start,
            ..anchor.clone()
        };
        all.extend(found(sentence).iter().map(moved));
        start += sentence.text().len() + 1;
    }
    all
}

/// The facts of both sides that are the same.
fn facts(of_src: Vec<Anchor>, of_trg: Vec<Anchor>) -> Vec<(Anchor, Anchor)> {
    let mut others: Vec<Option<Anchor>> = of_trg.into_iter().map(Some).collect();
    let mut both = Vec::new();
    for fact in of_src {
        let equal = |other: &Option<Anchor>| other.as_ref().is_some_and(|other| other.key == fact.key);
        // One side may leave the unit out: `killed 14`, `14 человек`.
        let value = |anchor: &Anchor| anchor.key.split(' ').next().map(str::to_owned);
        let unit_less = |other: &Option<Anchor>| {
            other.as_ref().is_some_and(|other| {
                let numbers = fact.kind == Kind::Number && other.kind == Kind::Number;
                let one = fact.key.contains(' ') != other.key.contains(' ');
                numbers && one && value(other) == value(&fact)
            })
        };
        let at = others.iter().position(equal).or_else(|| others.iter().position(unit_less));
        if let Some(other) = at.and_then(|at| others[at].take()) {
            both.push((fact, other));
        }
    }
    both
}

/// A fact as it is told: a date of the calendar by its key, anything else in both spellings.
fn fact(src: &Anchor, trg: &Anchor) -> Shared {
    let calendar = src.kind == Kind::Date && src.key.starts_with(|letter: char| !letter.is_alphabetic());
    if calendar {
        return Shared { kind: src.kind, src: src.key.clone(), trg: src.key.clone() };
    }
    Shared { kind: src.kind, src: src.word.clone(), trg: trg.word.clone() }
}

fn kind(src: &Anchor, trg: &Anchor, sources: &Vocabulary, source: u32) -> Kind {
    if src.kind == Kind::Number || trg.kind == Kind::Number {
        return Kind::Number;
    }
    if src.kind == Kind::Code && trg.kind == Kind::Code {
        return Kind::Code;
    }
    // At the start of a sentence a name shows only by what the word is elsewhere.
    let stem = &sources.stems[source as usize];
    let often = stem.names * 2 > stem.count;
    let both = src.kind == Kind::Name && trg.kind == Kind::Name;
    if often || both { Kind::Name } else { Kind::Term }
}
