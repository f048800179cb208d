//! Statements of which one side says the contrary: `confirmed` against `denied`. A negation on one side alone says little:
//! translators turn sentences round.

use super::reading::{LINKED, Linked, Reading, characters};
use super::{Difference, Kind, Side, Status};
use crate::judgement::groups::Groups;
use crate::text::Language;
use crate::text::stem::stem;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A word that has an opposite, at its place.
struct Turned {
    row: u16,
    upper: bool,
    place: usize,
    span: Range<usize>,
    text: String,
}

/// The rows of opposites that turn a statement round: those whose first English word is listed. Of others translators take
/// the one for the other: `safety` concerns are `опасения`.
static TURNING: LazyLock<FxHashSet<u16>> = LazyLock::new(|| {
    let listed = include_str!("../../data/coverage/polarity.txt");
    let groups = Groups::of(Language::English);
    let listed = listed.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let listed: FxHashSet<&str> = listed.map(|word| stem(word, Language::English)).collect();
    let rows = groups.rows.iter().enumerate();
    let found =
        rows.filter(|(_, [first, _])| first.first().is_some_and(|known| listed.contains(known.as_str())));
    found.map(|(row, _)| row as u16).collect()
});

/// The contradictions of statements.
pub fn find(reading: &Reading) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for link in reading.links.iter().filter(|link| link.score >= LINKED) {
        let taken = |found: &[Difference], place: usize| {
            let number = reading.text(Side::Src).read.id(place).0;
            found.iter().any(|other| other.sentence == number)
        };
        let new = opposed(reading, link);
        if let Some((place, difference)) = new
            && !taken(&found, place)
        {
            found.push(difference);
        }
    }
    found
}

fn turned(reading: &Reading, link: &Linked, side: Side) -> Vec<Turned> {
    let text = reading.text(side);
    let groups = Groups::of(text.read.language);
    let mut found = Vec::new();
    for place in link.of(side).clone() {
        for word in text.read.sentences[place].words() {
            for &(row, upper) in groups.opposites.get(&word.key).into_iter().flatten() {
                if !TURNING.contains(&row) {
                    continue;
                }
                let span = word.span.clone();
                let text = text.sentence(place)[span.clone()].to_owned();
                found.push(Turned { row, upper, place, span, text });
            }
        }
    }
    found
}

/// Words of one row on opposite sides, neither of which is explained by another word.
fn opposed(reading: &Reading, link: &Linked) -> Option<(usize, Difference)> {
    let [src, trg] = [Side::Src, Side::Trg].map(|side| turned(reading, link, side));
    let both = |row: u16, side: &[Turned]| {
        side.iter().any(|word| word.row == row && word.upper)
            && side.iter().any(|word| word.row == row && !word.upper)
    };
    let mut best: Option<(f32, &Turned, &Turned)> = None;
    for a in &src {
        for b in trg.iter().filter(|b| b.row == a.row && b.upper != a.upper) {
            if both(a.row, &src) || both(a.row, &trg) {
                continue;
            }
            let own = words(reading, link, Side::Src, a);
            let other = words(reading, link, Side::Trg, b);
            let explained = |side: Side, range: &Range<usize>| {
                link.words(side)[range.clone()].iter().map(|word| word.explained).fold(0.0, f32::max)
            };
            if explained(Side::Src, &own) >= 0.3 || explained(Side::Trg, &other) >= 0.3 {
                continue;
            }
            let slot = reading.slot(link, &own, &other, Side::Src);
            if best.as_ref().is_none_or(|(most, ..)| slot > *most) {
                best = Some((slot, a, b));
            }
        }
    }
    let (slot, a, b) = best?;
    // `disagreed` and `не соглашался` are one.
    let turns = |side: Side| {
        let contents = &reading.text(side).contents[link.of(side).clone()];
        contents.iter().map(|content| content.negations + content.denials).sum::<f32>()
    };
    if turns(Side::Src) + turns(Side::Trg) > 0.0 {
        return None;
    }
    let mut found = begin(reading, link, a.place, b.place);
    found.value = a.text.clone();
    found.conflict_with = b.text.clone();
    found.offsets = [Some(characters(&found.text, &a.span)), Some(characters(&found.other_text, &b.span))];
    found.why = format!("{} against {}; link {:.2}, slot {slot:.2}", a.text, b.text, link.score);
    found.figures = figures(reading, link);
    found.figures.extend([("slot", slot)]);
    Some((a.place, found))
}

fn words(reading: &Reading, link: &Linked, side: Side, word: &Turned) -> Range<usize> {
    reading.words_in(&link.matched, side, link.of(side).start, word.place, &word.span)
}

fn begin(reading: &Reading, link: &Linked, src: usize, trg: usize) -> Difference {
    let _ = link;
    let mut found =
        Difference::new(Kind::Polarity, Status::Conflict, Side::Src, reading.text(Side::Src), src);
    found.other_text = reading.text(Side::Trg).sentence(trg).to_owned();
    found.other_sentence = Some(reading.text(Side::Trg).read.id(trg).0);
    found
}

fn figures(reading: &Reading, link: &Linked) -> Vec<(&'static str, f32)> {
    let _ = reading;
    let told = |side: Side| {
        let (mut explained, mut all) = (0.0, 0.2);
        for word in link.words(side) {
            all += word.weight;
            explained += word.weight * word.explained.max(0.9 * word.near);
        }
        explained / all
    };
    vec![
        ("unsure", 1.0 - link.score as f32),
        ("same", link.same as f32),
        ("told", told(Side::Src).min(told(Side::Trg))),
        ("wide", (link.places[0].len() + link.places[1].len() - 2).min(4) as f32),
    ]
}
