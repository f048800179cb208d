//! Quoted speech that one side cuts, gives to another speaker, tells in its own words, or leaves out.

use super::reading::{LINKED, Reading, Text, characters, words};
use super::{Difference, Kind, Side, Status};
use crate::anchors::Quote;
use crate::judgement::words::{Matched, Weighed};
use std::ops::Range;

/// A quotation at its place: a piece of a sentence, or of neighbouring ones.
struct Quoted<'a> {
    quote: &'a Quote,
    /// Its sentences.
    places: Range<usize>,
    /// Letters and digits.
    letters: usize,
    /// How many words.
    words: usize,
}

/// Quotations of fewer words are titles or single words.
const FEWEST: usize = 4;
/// At most so many sentences of the other side are looked at for a quotation.
const WIDEST: usize = 8;
/// At most so many quotations of an article are compared.
const MOST: usize = 400;

/// The differences of quotations.
pub fn find(reading: &Reading) -> Vec<Difference> {
    let mut found = Vec::new();
    let all = [Side::Src, Side::Trg].map(|side| quoted(reading.text(side)));
    for side in [Side::Src, Side::Trg] {
        for one in &all[side as usize] {
            found.extend(judged(reading, side, one, &all[side.other() as usize]));
        }
    }
    found
}

fn quoted<'a>(text: &'a Text) -> Vec<Quoted<'a>> {
    let read = text.quotes.iter().take(MOST).map(|quote| {
        let inside = &text.joined[quote.span.clone()];
        let (first, _) = text.place(quote.span.start);
        let (last, _) = text.place(quote.span.end.saturating_sub(1));
        Quoted {
            quote,
            places: first..last + 1,
            letters: inside.chars().filter(|letter| letter.is_alphanumeric()).count(),
            words: inside.split_whitespace().count(),
        }
    });
    read.filter(|one| one.words >= FEWEST).collect()
}

/// What the other side has for a quotation.
fn judged(reading: &Reading, side: Side, one: &Quoted, others: &[Quoted]) -> Vec<Difference> {
    let (text, other) = (reading.text(side), reading.text(side.other()));
    let links = one.places.clone().flat_map(|place| reading.links_of(side, place).take(2));
    let mut linked: Option<Range<usize>> = None;
    let (mut score, mut same) = (0.0_f64, 0.0_f64);
    for link in links {
        let places = link.of(side.other());
        linked = Some(match linked {
            Some(range) if range.start.min(places.start) + WIDEST >= range.end.max(places.end) => {
                range.start.min(places.start)..range.end.max(places.end)
            }
            Some(range) => range,
            None => places.clone(),
        });
        (score, same) = (score.max(link.score), same.max(link.same));
    }
    let Some(linked) = linked else {
        return only(reading, side, one).into_iter().collect();
    };
    // What follows may hold the rest of a quotation that is told in two.
    let near = linked.start.saturating_sub(1)..(linked.end + 1).min(other.len());
    let within = reading.against(side, &one.places, &linked);
    let around = reading.against(side, &one.places, &near);
    let told = share(reading, &within, side, one);
    let around_share = share(reading, &around, side, one);
    let partner = others
        .iter()
        .filter(|quote| quote.places.start < linked.end && linked.start < quote.places.end)
        .map(|quote| (mutual(reading, side, one, quote), quote))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let mut found = Vec::new();
    let begin = |status: Status| {
        let mut found = Difference::new(Kind::Quote, status, side, text, one.places.start);
        let (place, span) = text.located(&one.quote.span);
        found.value = text.sentence(place)[span.clone()].to_owned();
        found.offsets[0] = Some(characters(&found.text, &span));
        found.other_text = other.sentences(&linked);
        found
    };
    let is = |test: bool| f32::from(u8::from(test));
    let wide = (one.places.len() + linked.len() - 2).min(5) as f32;
    match partner {
        Some((mutual, quote)) => {
            let ratio = (one.letters as f32 / quote.letters.max(1) as f32).ln();
            // The longer one is told of: its text holds what the other lacks.
            if ratio > 0.2 {
                let mut cut = begin(Status::Cut);
                let (place, span) = other.located(&quote.quote.span);
                let words = &other.sentence(place)[span.clone()];
                cut.conflict_with = words.to_owned();
                if linked == (place..place + 1) {
                    cut.offsets[1] = Some(characters(&cut.other_text, &span));
                }
                cut.why = format!(
                    "{} words against {}; {:.0} % of it told there; link {score:.2}",
                    one.words,
                    quote.words,
                    100.0 * told
                );
                let (head, tail) = halves(reading, &around, side, one);
                cut.figures = vec![
                    ("score", score as f32),
                    ("same", same as f32),
                    ("ratio", ratio.min(3.0)),
                    ("told", told),
                    ("around", around_share),
                    ("mutual", mutual),
                    ("head", head),
                    ("tail", tail),
                    ("halves", head.max(tail) - head.min(tail)),
                    ("wide", wide),
                    ("several", is(others_in(others, &linked) > 1)),
                    ("words", (one.words as f32).ln()),
                ];
                found.push(cut);
            }
            if let Some(mut speaker) = speakers(reading, side, one, quote).filter(|_| side == Side::Src).map(
                |(own, their, known)| {
                    let mut found = begin(Status::Speaker);
                    found.why = format!("{own} there {their}; link {score:.2}");
                    found.value = own;
                    found.conflict_with = their;
                    found.offsets = [None, None];
                    found.figures = vec![("nowhere", known)];
                    found
                },
            ) {
                speaker.figures.extend([
                    ("score", score as f32),
                    ("same", same as f32),
                    ("told", told),
                    ("mutual", mutual),
                ]);
                found.push(speaker);
            }
        }
        None if told >= 0.35 => {
            let mut indirect = begin(Status::Indirect);
            indirect.why = format!("{:.0} % of it told there without quotation marks; link {score:.2}", 100.0 * told);
            let marked = other.sentences(&near).contains(['«', '“', '"', '„', '”', '»']);
            indirect.figures = vec![
                ("score", score as f32),
                ("same", same as f32),
                ("told", told),
                ("marked", is(marked)),
                ("words", (one.words as f32).ln()),
            ];
            found.push(indirect);
        }
        None => found.extend(only(reading, side, one)),
    }
    found
}

fn others_in(others: &[Quoted], places: &Range<usize>) -> usize {
    others.iter().filter(|quote| quote.places.start < places.end && places.start < quote.places.end).count()
}

/// The words of a quotation among those of what was matched from its first sentence on.
fn of_quote<'m>(
    reading: &Reading,
    matched: &'m Matched,
    side: Side,
    one: &Quoted,
) -> impl Iterator<Item = &'m Weighed> {
    let text = reading.text(side);
    let first = one.places.start;
    let mut chosen = Vec::new();
    for place in one.places.clone() {
        let start = text.starts[place];
        let span = one.quote.span.start.saturating_sub(start)..one.quote.span.end.saturating_sub(start);
        let range = reading.words_in(matched, side, first, place, &span);
        chosen.extend(&words(matched, side)[range]);
    }
    chosen.into_iter()
}

/// The share of some words that the other side tells, 0 to 1; half where they say nothing.
fn told<'w>(words: impl Iterator<Item = &'w Weighed>) -> f32 {
    let (mut explained, mut all) = (0.15, 0.3);
    for word in words {
        let near = word.explained.max(0.9 * word.near);
        let counts = if word.known || near > 0.0 { 1.0 } else { 0.4 };
        all += counts * word.weight;
        explained += word.weight * near.min(counts);
    }
    explained / all
}

fn share(reading: &Reading, matched: &Matched, side: Side, one: &Quoted) -> f32 {
    told(of_quote(reading, matched, side, one))
}

/// The same of the first and of the second half of a quotation.
fn halves(reading: &Reading, matched: &Matched, side: Side, one: &Quoted) -> (f32, f32) {
    let all: Vec<&Weighed> = of_quote(reading, matched, side, one).collect();
    let (head, tail) = all.split_at(all.len() / 2);
    (told(head.iter().copied()), told(tail.iter().copied()))
}

/// How far the words of another quotation are told by this one.
fn mutual(reading: &Reading, side: Side, one: &Quoted, other: &Quoted) -> f32 {
    let matched = reading.against(side, &one.places, &other.places);
    share(reading, &matched, side.other(), other)
}

/// The speakers of two quotations where they are two, and whether neither is named on the other side.
fn speakers(reading: &Reading, side: Side, one: &Quoted, other: &Quoted) -> Option<(String, String, f32)> {
    let (own, their) = (one.quote.speaker.as_ref()?, other.quote.speaker.as_ref()?);
    if own.key == their.key {
        return None;
    }
    let anywhere = |side: Side, span: &Range<usize>| {
        let (place, span) = reading.text(side).located(span);
        reading.explained(&reading.whole, side, 0, place, &span)
    };
    let told = anywhere(side, &own.span).max(anywhere(side.other(), &their.span));
    let text = |side: Side, span: &Range<usize>| reading.text(side).joined[span.clone()].to_owned();
    Some((text(side, &own.span), text(side.other(), &their.span), 1.0 - told))
}

/// A quotation of which the other side has nothing.
fn only(reading: &Reading, side: Side, one: &Quoted) -> Option<Difference> {
    let text = reading.text(side);
    let surest = one.places.clone().map(|place| reading.surest(side, place)).fold(0.0, f64::max);
    let all: Vec<&Weighed> = {
        let first = reading.words_in(
            &reading.whole,
            side,
            0,
            one.places.start,
            &{
                let start = text.starts[one.places.start];
                one.quote.span.start - start..one.quote.span.end - start
            },
        );
        words(&reading.whole, side)[first].iter().collect()
    };
    let whole = told(all.into_iter());
    let mut found = Difference::new(Kind::Quote, Status::Only, side, text, one.places.start);
    let (place, span) = text.located(&one.quote.span);
    found.value = text.sentence(place)[span.clone()].to_owned();
    found.offsets[0] = Some(characters(&found.text, &span));
    found.why = format!("no such words on the other side; best link {surest:.2}");
    found.figures = vec![
        ("linked", (surest / LINKED).min(1.0) as f32 * f32::from(u8::from(surest >= LINKED))),
        ("surest", surest as f32),
        ("whole", whole),
        ("words", (one.words as f32).ln()),
    ];
    Some(found)
}
