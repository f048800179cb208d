//! What a link rests on: the words of both sides that explain each other, with both spellings.

use crate::anchors::{self, Anchor, Kind};
use crate::lexicon::{Translation, Vocabulary};

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
    src: &str,
    trg: &str,
    sources: &Vocabulary,
    targets: &Vocabulary,
    translation: &Translation,
) -> Vec<Shared> {
    let of_src = anchors::find(src, sources.language);
    let of_trg = anchors::find(trg, targets.language);
    let mut taken = vec![false; of_trg.len()];
    let mut found: Vec<(f32, Shared)> = Vec::new();
    for anchor in &of_src {
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
        found.push((strength, Shared { kind, src: spelling(src, anchor), trg: spelling(trg, other) }));
    }
    found.sort_by(|a, b| (a.1.kind, b.0.to_bits()).cmp(&(b.1.kind, a.0.to_bits())));
    let mut shared: Vec<Shared> = found.into_iter().map(|(_, shared)| shared).collect();
    shared.dedup();
    let first_term = shared.iter().position(|shared| shared.kind == Kind::Term).unwrap_or(shared.len());
    shared.truncate(first_term + TERMS);
    shared
}

fn kind(src: &Anchor, trg: &Anchor, sources: &Vocabulary, source: u32) -> Kind {
    if src.kind == Kind::Number || trg.kind == Kind::Number {
        return Kind::Number;
    }
    // At the start of a sentence a name shows only by what the word is elsewhere.
    let stem = &sources.stems[source as usize];
    let often = stem.names * 2 > stem.count;
    let both = src.kind == Kind::Name && trg.kind == Kind::Name;
    if often || both { Kind::Name } else { Kind::Term }
}
