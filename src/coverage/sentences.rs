//! Sentences whose content only one side tells, and those that one side tells first and the other last.

use super::reading::{LINKED, Linked, Reading, words};
use super::{Difference, Kind, Side, Status};
use crate::judgement::words::{Matched, Weighed};
use std::ops::Range;

/// Sentences with fewer letters say nothing.
const FEWEST: f32 = 12.0;
/// At most so many sentences of the other side are compared with one.
const MOST: usize = 120;
/// Nothing is buried in an article of fewer sentences.
const SHORT: usize = 9;

/// The differences of whole sentences.
pub fn find(reading: &Reading) -> Vec<Difference> {
    let mut found = Vec::new();
    for side in [Side::Src, Side::Trg] {
        let text = reading.text(side);
        for place in 0..text.len() {
            if text.contents[place].letters < FEWEST || reading.text(side.other()).is_empty() {
                continue;
            }
            found.extend(only(reading, side, place));
            if side == Side::Src {
                found.extend(buried(reading, place));
            }
        }
    }
    found
}

/// The share of the words of one side that the other explains, those counted most that are seldom in their article.
fn share(words: &[Weighed], of: impl Fn(&Weighed) -> bool) -> f32 {
    let (mut explained, mut all) = (0.0, 0.15);
    for word in words.iter().filter(|word| of(word)) {
        let near = word.explained.max(0.9 * word.near);
        let counts = if word.known || near > 0.0 { 1.0 } else { 0.4 };
        all += counts * word.local;
        explained += word.local * near.min(counts);
    }
    explained / all
}

/// What a sentence of a link that holds several adds: the share of the other side's words that it explains better than
/// the rest of its side does.
fn adds(reading: &Reading, side: Side, place: usize, link: &Linked) -> f32 {
    let own = link.of(side);
    if own.len() < 2 {
        return 1.0;
    }
    let other = link.of(side.other());
    let others = |matched: &Matched| -> Vec<(f32, f32)> {
        words(matched, side.other())
            .iter()
            .map(|word| (word.local, word.explained.max(0.9 * word.near)))
            .collect()
    };
    let alone = others(&reading.against(side, &(place..place + 1), other));
    let mut rest = vec![0.0_f32; alone.len()];
    for part in [own.start..place, place + 1..own.end].into_iter().filter(|part| !part.is_empty()) {
        for (most, (_, explained)) in rest.iter_mut().zip(others(&reading.against(side, &part, other))) {
            *most = most.max(explained);
        }
    }
    let (mut more, mut all) = (0.0, 0.15);
    for ((weight, explained), rest) in alone.iter().zip(rest) {
        more += weight * (explained - rest).max(0.0);
        all += weight;
    }
    more / all
}

fn only(reading: &Reading, side: Side, place: usize) -> Option<Difference> {
    let text = reading.text(side);
    let surest = reading.surest(side, place);
    let link = reading.links_of(side, place).next();
    let added = link.map_or(0.0, |link| adds(reading, side, place, link));
    let several = link.is_some_and(|link| link.of(side).len() > 1);
    let single = place..place + 1;
    let told = link.map_or(0.0, |link| {
        share(words(&reading.against(side, &single, link.of(side.other())), side), |_| true)
    });
    // What is surely told needs no closer look.
    if surest >= 0.8 && (!several && told > 0.2 || added > 0.4) {
        return None;
    }
    let (mut best, mut at) = (0.0_f32, None);
    for other in 0..reading.text(side.other()).len().min(MOST) {
        let matched = reading.against(side, &single, &(other..other + 1));
        let told = share(words(&matched, side), |_| true);
        if told > best {
            (best, at) = (told, Some(other));
        }
    }
    let sentence = place as u16;
    let whole = share(words(&reading.whole, side), |word| word.at.0 == sentence);
    let mut found = Difference::new(Kind::Sentence, Status::Only, side, text, place);
    found.why = match at {
        Some(other) if best > 0.0 => format!(
            "best link {surest:.2}; at most {:.0} % of it in one sentence there ({})",
            100.0 * best,
            reading.text(side.other()).read.id(other).0
        ),
        _ => format!("best link {surest:.2}; nothing of it there"),
    };
    let is = |test: bool| f32::from(u8::from(test));
    found.figures = vec![
        ("surest", surest as f32),
        ("linked", is(surest >= LINKED)),
        ("told", told),
        ("several", is(several)),
        ("added", if several { added } else { 0.0 }),
        ("best", best),
        ("whole", whole),
        ("letters", (text.contents[place].letters + 1.0).ln()),
        ("title", is(place < text.read.titles)),
        ("around", around(reading, side, place)),
    ];
    Some(found)
}

/// How surely the sentences before and behind are linked: 0 to 1.
fn around(reading: &Reading, side: Side, place: usize) -> f32 {
    let near = |place: Option<usize>| place.map_or(1.0, |place| reading.surest(side, place));
    let behind = Some(place + 1).filter(|&place| place < reading.text(side).len());
    ((near(place.checked_sub(1)) + near(behind)) / 2.0) as f32
}

/// The third of an article that a sentence stands in, 0 to 2.
fn third(place: usize, count: usize) -> usize {
    3 * place / count.max(1)
}

fn buried(reading: &Reading, place: usize) -> Option<Difference> {
    let (src, trg) = (reading.text(Side::Src), reading.text(Side::Trg));
    if src.len() < SHORT || trg.len() < SHORT {
        return None;
    }
    let links: Vec<&Linked> = reading.links_of(Side::Src, place).collect();
    let link = links.first()?;
    let thirds = |range: &Range<usize>, count| third(range.start, count);
    let own = third(place, src.len());
    let others: Vec<usize> = links.iter().map(|link| thirds(&link.places[1], trg.len())).collect();
    let far = |from: usize, to: usize| own == from && others.iter().all(|&other| other == to);
    if !(far(0, 2) || far(2, 0)) || place < src.read.titles {
        return None;
    }
    // The side that tells it first is told of.
    let first = if own == 0 { Side::Src } else { Side::Trg };
    let (at, other) =
        if first == Side::Src { (place, &link.places[1]) } else { (link.places[1].start, &link.places[0]) };
    let mut found = Difference::new(Kind::Sentence, Status::Buried, first, reading.text(first), at);
    let there = reading.text(first.other());
    found.other_text = there.sentences(other);
    found.other_sentence = Some(there.read.id(other.start).0);
    found.why = format!(
        "sentence {} of {} here, {} of {} there; link {:.2}",
        at + 1,
        reading.text(first).len(),
        other.start + 1,
        there.len(),
        link.score
    );
    found.figures = vec![("score", link.score as f32), ("same", link.same as f32)];
    Some(found)
}
