//! Quoted speech that one side cuts, gives to another speaker, tells in its own words, or leaves out.

use super::reading::{LINKED, Linked, Reading, Text, characters, words};
use super::{Difference, Kind, Side, Status};
use crate::judgement::words::{Matched, Weighed};
use std::ops::Range;

/// What stands in quotation marks in one sentence.
struct Piece {
    place: usize,
    /// Bytes of the sentence.
    span: Range<usize>,
    letters: usize,
    words: usize,
}

/// Quotations of fewer words are titles or single words.
const FEWEST: usize = 4;

/// The differences of quotations.
pub fn find(reading: &Reading) -> Vec<Difference> {
    let mut found = Vec::new();
    let all = [Side::Src, Side::Trg].map(|side| pieces(reading.text(side)));
    let mut taken: [Vec<bool>; 2] = [Side::Src, Side::Trg].map(|side| vec![false; reading.text(side).len()]);
    for link in reading.links.iter().filter(|link| link.score >= LINKED) {
        // A sentence of independent accounts may be in several links: the surest counts.
        let of = |side: Side| link.of(side).clone();
        if [Side::Src, Side::Trg].iter().any(|&side| of(side).any(|place| taken[side as usize][place])) {
            continue;
        }
        for side in [Side::Src, Side::Trg] {
            taken[side as usize][of(side)].fill(true);
        }
        let quoted = [Side::Src, Side::Trg].map(|side| {
            let inside = all[side as usize].iter().filter(|piece| link.of(side).contains(&piece.place));
            inside.collect::<Vec<&Piece>>()
        });
        found.extend(both(reading, link, &quoted));
        found.extend(speakers(reading, link, &quoted));
        found.extend(indirect(reading, link, &quoted));
    }
    for side in [Side::Src, Side::Trg] {
        found.extend(only(reading, side, &all[side as usize]));
    }
    found
}

/// What stands between quotation marks of a paragraph, the outermost; what never closes goes to the paragraph's end.
fn marked(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut open: Vec<char> = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter == '\n' {
            if !open.is_empty() && start < at {
                spans.push(start..at);
            }
            open.clear();
            before = ' ';
            continue;
        }
        let opens = match letter {
            '«' | '„' => true,
            '“' => open.last() != Some(&'„'),
            '"' => {
                let behind = text[at + 1..].chars().next().unwrap_or(' ');
                (before.is_whitespace()
                    || matches!(before, '(' | '[' | '—' | '–' | '-' | '"' | '«' | '“' | '„'))
                    && !behind.is_whitespace()
                    && !(before == '"' && open.last() == Some(&'"') && !behind.is_alphanumeric())
            }
            _ => false,
        };
        let closes = !opens && matches!(letter, '»' | '”' | '“' | '"');
        if opens {
            if open.is_empty() {
                start = at + letter.len_utf8();
            }
            open.push(letter);
        } else if closes && open.pop().is_some() && open.is_empty() && start < at {
            spans.push(start..at);
        }
        before = letter;
    }
    if !open.is_empty() && start < text.len() {
        spans.push(start..text.len());
    }
    spans
}

/// The quotations of a text, cut at the ends of sentences.
fn pieces(text: &Text) -> Vec<Piece> {
    let mut found = Vec::new();
    for span in marked(&text.joined) {
        let (first, _) = text.place(span.start);
        let (last, _) = text.place(span.end.saturating_sub(1));
        for place in first..=last {
            let sentence = text.sentence(place);
            let start = text.starts[place];
            let own = span.start.saturating_sub(start)..span.end.saturating_sub(start).min(sentence.len());
            let Some(inside) = sentence.get(own.clone()) else { continue };
            found.push(Piece {
                place,
                letters: inside.chars().filter(|letter| letter.is_alphanumeric()).count(),
                words: inside.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count(),
                span: own,
            });
        }
    }
    found
}

/// Quotations on both sides of which the one is longer.
fn both(reading: &Reading, link: &Linked, quoted: &[Vec<&Piece>; 2]) -> Option<Difference> {
    let letters = |side: Side| quoted[side as usize].iter().map(|piece| piece.letters).sum::<usize>() as f32;
    let (src, trg) = (letters(Side::Src), letters(Side::Trg));
    if src == 0.0 || trg == 0.0 {
        return None;
    }
    let side = if src >= trg { Side::Src } else { Side::Trg };
    let ratio = (letters(side) / letters(side.other())).ln();
    let (own, others) = (&quoted[side as usize], &quoted[side.other() as usize]);
    let longest = own.iter().max_by_key(|piece| piece.letters)?;
    let count: usize = own.iter().map(|piece| piece.words).sum();
    if ratio < 0.2 || count < FEWEST {
        return None;
    }
    let words: Vec<&Weighed> =
        own.iter().flat_map(|piece| of_piece(reading, &link.matched, side, link, piece)).collect();
    let (head, tail) = words.split_at(words.len() / 2);
    let (head, tail) = (told(head), told(tail));
    let short: Vec<&Weighed> =
        others.iter().flat_map(|piece| of_piece(reading, &link.matched, side.other(), link, piece)).collect();
    let all = |side: Side| -> f32 {
        let contents = &reading.text(side).contents[link.of(side).clone()];
        contents.iter().map(|content| content.letters).sum::<f32>() + 1.0
    };
    let text = reading.text(side);
    let mut found = Difference::new(Kind::Quote, Status::Cut, side, text, longest.place);
    found.value = found.text[longest.span.clone()].to_owned();
    found.offsets[0] = Some(characters(&found.text, &longest.span));
    let other = reading.text(side.other());
    found.other_text = other.sentences(link.of(side.other()));
    let shortest = others.iter().max_by_key(|piece| piece.letters)?;
    found.conflict_with = other.sentence(shortest.place)[shortest.span.clone()].to_owned();
    if link.of(side.other()).len() == 1 {
        found.offsets[1] = Some(characters(&found.other_text, &shortest.span));
    }
    let of_other: usize = others.iter().map(|piece| piece.words).sum();
    found.why = format!(
        "{count} words against {of_other}; {:.0} % of its second half told there; link {:.2}",
        100.0 * tail,
        link.score
    );
    // A few words in quotation marks that the other side tells without them are another thing.
    found.figures = vec![
        ("unsure", 1.0 - link.score as f32),
        ("same", link.same as f32),
        ("ratio", ratio.min(3.0)),
        ("told", told(&words)),
        ("head", head),
        ("tail", tail),
        ("gap", head - tail),
        ("mutual", told(&short)),
        ("length", (all(side) / all(side.other())).ln()),
        ("excess", (ratio - (all(side) / all(side.other())).ln()).abs().min(3.0)),
        ("pieces", (own.len() + others.len()).min(6) as f32 - 2.0),
        ("words", (count as f32).ln()),
        ("short", f32::from(u8::from(of_other < FEWEST))),
        ("trg", f32::from(u8::from(side == Side::Trg))),
        ("wide", (link.places[0].len() + link.places[1].len() - 2).min(4) as f32),
    ];
    Some(found)
}

/// The words of a piece among those of a link.
fn of_piece<'m>(
    reading: &Reading,
    matched: &'m Matched,
    side: Side,
    link: &Linked,
    piece: &Piece,
) -> &'m [Weighed] {
    let range = reading.words_in(matched, side, link.of(side).start, piece.place, &piece.span);
    &words(matched, side)[range]
}

/// The share of some words that the other side tells, 0 to 1; half where they say nothing.
fn told(words: &[&Weighed]) -> f32 {
    let (mut explained, mut all) = (0.15, 0.3);
    for word in words {
        let near = word.explained.max(0.9 * word.near);
        let counts = if word.known || near > 0.0 { 1.0 } else { 0.4 };
        all += counts * word.weight;
        explained += word.weight * near.min(counts);
    }
    explained / all
}

/// One quotation on each side, each with its speaker, and these are two.
fn speakers(reading: &Reading, link: &Linked, quoted: &[Vec<&Piece>; 2]) -> Option<Difference> {
    let speaker = |side: Side| {
        let text = reading.text(side);
        let [piece] = quoted[side as usize][..] else { return None };
        let start = text.starts[piece.place] + piece.span.start;
        let end = text.starts[piece.place] + piece.span.end;
        let quote = text.quotes.iter().find(|quote| quote.span.start < end && start < quote.span.end)?;
        let speaker = quote.speaker.as_ref()?;
        let (place, span) = text.located(&speaker.span);
        let anywhere = reading.explained(&reading.whole, side, 0, place, &span);
        (piece.words >= FEWEST).then_some((piece, speaker, anywhere))
    };
    let ((own, name, told_src), (_, other, told_trg)) = (speaker(Side::Src)?, speaker(Side::Trg)?);
    let alike = name.key == other.key || super::names::sound_alike(&name.words, &other.words);
    if alike {
        return None;
    }
    let (src, trg) = (reading.text(Side::Src), reading.text(Side::Trg));
    let mut found = Difference::new(Kind::Quote, Status::Speaker, Side::Src, src, own.place);
    found.value = src.joined[name.span.clone()].to_owned();
    found.conflict_with = trg.joined[other.span.clone()].to_owned();
    found.other_text = trg.sentences(&link.places[1]);
    found.why = format!("{} there {}; link {:.2}", found.value, found.conflict_with, link.score);
    found.figures = vec![
        ("unsure", 1.0 - link.score as f32),
        ("same", link.same as f32),
        ("nowhere", 1.0 - told_src.max(told_trg)),
    ];
    Some(found)
}

/// What is quoted on one side and told without marks on the other.
fn indirect(reading: &Reading, link: &Linked, quoted: &[Vec<&Piece>; 2]) -> Option<Difference> {
    let side = [Side::Src, Side::Trg].into_iter().find(|&side| quoted[side.other() as usize].is_empty())?;
    let piece = quoted[side as usize].iter().max_by_key(|piece| piece.words)?;
    if piece.words < FEWEST + 1 {
        return None;
    }
    let words: Vec<&Weighed> = of_piece(reading, &link.matched, side, link, piece).iter().collect();
    let (other, places) = (reading.text(side.other()), link.of(side.other()));
    let near = places.start.saturating_sub(1)..(places.end + 1).min(other.len());
    let marked = other.sentences(&near).contains(['«', '“', '"', '„', '”', '»']);
    let mut found = Difference::new(Kind::Quote, Status::Indirect, side, reading.text(side), piece.place);
    found.value = found.text[piece.span.clone()].to_owned();
    found.offsets[0] = Some(characters(&found.text, &piece.span));
    found.other_text = other.sentences(places);
    let told = told(&words);
    found.why =
        format!("{:.0} % of it told there without quotation marks; link {:.2}", 100.0 * told, link.score);
    found.figures = vec![
        ("unsure", 1.0 - link.score as f32),
        ("same", link.same as f32),
        ("told", told),
        ("marked", f32::from(u8::from(marked))),
        ("words", (piece.words as f32).ln()),
    ];
    Some(found)
}

/// Quotations in sentences of which the other side has nothing.
fn only(reading: &Reading, side: Side, pieces: &[Piece]) -> Vec<Difference> {
    let text = reading.text(side);
    let mut found: Vec<Difference> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.words >= FEWEST) {
        let surest = reading.surest(side, piece.place);
        if surest >= LINKED {
            continue;
        }
        let range = reading.words_in(&reading.whole, side, 0, piece.place, &piece.span);
        let words: Vec<&Weighed> = words(&reading.whole, side)[range].iter().collect();
        let whole = told(&words);
        let mut one = Difference::new(Kind::Quote, Status::Only, side, text, piece.place);
        one.value = one.text[piece.span.clone()].to_owned();
        one.offsets[0] = Some(characters(&one.text, &piece.span));
        one.why = format!("no such words on the other side; best link {surest:.2}");
        one.figures = vec![("surest", surest as f32), ("whole", whole), ("words", (piece.words as f32).ln())];
        found.push(one);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn outermost_quotations_are_found() {
        let found =
            |text: &'static str| -> Vec<&str> { marked(text).into_iter().map(|span| &text[span]).collect() };
        assert_eq!(found("\"I am here,\" she said. \"Go.\""), ["I am here,", "Go."]);
        assert_eq!(found("«Так, “Свинка”», — сказав."), ["Так, “Свинка”"]);
        assert_eq!(found("He said, \"Because \"he\" is,\" and left"), ["Because \"he\" is,"]);
        assert_eq!(found("“It goes on.\nAnother."), ["It goes on."]);
        assert_eq!(found("„Добре“, — сказав."), ["Добре"]);
    }
}
