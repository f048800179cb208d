//! Names that only one side has, or that stand in one slot and are not one.

use super::reading::{LINKED, Linked, Reading, Text, characters, words};
use super::{Difference, Kind, Side, Status};
use crate::anchors::{Mention, Sort, named};
use crate::judgement::words::Matched;
use crate::names::gazetteer::Gazetteer;
use crate::names::matching::{Names, Workspace};
use crate::names::skeleton::skeleton;
use crate::text::ordinary::ordinary;
use crate::text::{Language, Script};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A name at its place.
#[derive(Clone)]
struct Named<'a> {
    mention: &'a Mention,
    text: &'a str,
    place: usize,
    span: Range<usize>,
    /// How well the whole other article explains it.
    anywhere: f32,
}

/// From here on a name may be explained by words of the other side …
const EXPLAINED: f32 = 0.3;
/// … and from here on it surely is: a lexicon links names of one kind that often stand together.
const SURELY: f32 = 0.75;
/// Links of so probably the same content have the same names.
const SAME: f64 = 0.6;
/// At most so many names of an article are compared.
const MOST: usize = 2000;
/// Two names that are one with this probability are no two.
const SAME_NAME: f32 = 0.2;

/// The differences of names.
pub fn find(reading: &Reading) -> Vec<Difference> {
    let all = [Side::Src, Side::Trg].map(|side| names_of(reading, side));
    let alike = Alike::new(reading, &all);
    let mut found = Vec::new();
    let mut taken: FxHashSet<(Side, usize, usize)> = FxHashSet::default();
    for link in reading.links.iter().filter(|link| link.score >= LINKED) {
        let of = |side: Side| -> Vec<&Named> {
            let all = &all[side as usize];
            all.iter().filter(|name| link.of(side).contains(&name.place)).collect()
        };
        let left = |side: Side| -> Vec<&Named> {
            let others = of(side.other());
            let is_left = |name: &&Named| {
                let starts = [link.of(side).start, link.of(side.other()).start];
                meets(reading, &link.matched, side, starts, name.place, &name.span) < SURELY
                    && !taken.contains(&(side, name.place, name.span.start))
                    && !others.iter().any(|other| alike.are(side, name, other))
            };
            of(side).into_iter().filter(is_left).collect()
        };
        let (src, trg) = (left(Side::Src), left(Side::Trg));
        let mut pairs: Vec<(f32, &Named, &Named)> = Vec::new();
        for &one in &src {
            for &other in &trg {
                let sorts = sorts(one.mention.sort, other.mention.sort);
                // Of independent accounts neither may stand elsewhere on the other side: one tells of the other's neighbours too.
                let strange = [one, other].map(|name| name.anywhere < SURELY);
                let nowhere = link.same >= SAME || strange == [true, true];
                if sorts > 0.0
                    && nowhere
                    && is_plain(one)
                    && is_plain(other)
                    && !is_inside(one, other, reading)
                {
                    let own = words_of(reading, link, Side::Src, one);
                    let others = words_of(reading, link, Side::Trg, other);
                    pairs.push((reading.slot(link, &own, &others, Side::Src), one, other));
                }
            }
        }
        pairs.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then((a.1.place, a.1.span.start).cmp(&(b.1.place, b.1.span.start)))
        });
        for (slot, one, other) in pairs {
            let keys = [(Side::Src, one.place, one.span.start), (Side::Trg, other.place, other.span.start)];
            if keys.iter().any(|key| taken.contains(key)) {
                continue;
            }
            taken.extend(keys);
            found.push(conflict(reading, link, one, other, slot, [src.len(), trg.len()]));
        }
    }
    for side in [Side::Src, Side::Trg] {
        let mut told: FxHashSet<&str> = FxHashSet::default();
        for name in &all[side as usize] {
            let is_new = told.insert(name.mention.key.as_str());
            let gone = taken.contains(&(side, name.place, name.span.start));
            let alone = name.anywhere < EXPLAINED
                && !all[side.other() as usize].iter().any(|other| alike.are(side, name, other));
            if is_new && !gone && alone {
                found.push(only(reading, side, name));
            }
        }
    }
    found
}

fn names_of<'a>(reading: &'a Reading, side: Side) -> Vec<Named<'a>> {
    let text = reading.text(side);
    // In a headline of capitals a name shows by standing in the body, too.
    let headline = text.read.titles == 1 && text.is_headline_of_capitals();
    let body = text.starts.get(1).map_or("", |&start| &text.joined[start..]);
    // What has its capital only from the start of a sentence or a quotation is no name.
    let is_name = |mention: &&Mention| {
        if headline
            && text.place(mention.span.start).0 == 0
            && !body.contains(&text.joined[mention.span.clone()])
        {
            return false;
        }
        let [word] = &mention.words[..] else { return true };
        let before = text.joined[..mention.span.start].chars().next_back();
        let ahead = text.joined[..mention.span.start].trim_end().chars().next_back();
        let first = before.is_none_or(|before| !matches!(before, ' ' | '\u{a0}' | '-'))
            || ahead.is_some_and(|ahead| matches!(ahead, ')' | '.' | '!' | '?' | ':'))
            || text.place(mention.span.start).1 == 0;
        let short = word.chars().count() <= 2 && mention.sort == Sort::Name;
        !short && (!first || !ordinary(word, text.read.language))
    };
    let mentions = text.mentions.iter().filter(is_name).take(MOST).map(|mention| {
        let (place, span) = text.located(&mention.span);
        let anywhere = meets(reading, &reading.whole, side, [0, 0], place, &span);
        Named { mention, text: &text.sentence(place)[span.clone()], place, span, anywhere }
    });
    mentions.collect()
}

/// How far a word of a name has a partner that can be the same name: as it sounds, as the same place, or as a name that the
/// lexicon gives for it. A word that is no name is none: a lexicon made of news links `Singapore` with `summit`. `starts` are
/// the sentences with which what was matched starts, the name's own side first.
fn meets(
    reading: &Reading,
    matched: &Matched,
    side: Side,
    starts: [usize; 2],
    place: usize,
    span: &Range<usize>,
) -> f32 {
    let (own, others) = (reading.text(side), reading.text(side.other()));
    let there = words(matched, side.other());
    let folded = |text: &Text, place: usize, span: &Range<usize>| {
        text.sentence(place).get(span.clone()).unwrap_or_default().to_lowercase()
    };
    let range = reading.words_in(matched, side, starts[0], place, span);
    let mut most = 0.0_f32;
    for word in &words(matched, side)[range] {
        let Some(partner) = there.get(word.partner as usize).filter(|_| word.explained > 0.0) else {
            continue;
        };
        let (at, number) = (starts[0] + usize::from(word.at.0), word.at.1 as usize);
        let (other_at, other_number) = (starts[1] + usize::from(partner.at.0), partner.at.1 as usize);
        let here = folded(own, at, &own.contents[at].words[number].span);
        let other = folded(others, other_at, &others.contents[other_at].words[other_number].span);
        let places = [named(&here, own.read.language), named(&other, others.read.language)];
        let same_place = match places {
            [Some(one), Some(two)] => Some(one.place == two.place),
            _ => None,
        };
        most = most.max(match same_place {
            Some(true) => 1.0,
            Some(false) => 0.0,
            None if sounds_alike(&here, &other) => 1.0,
            None if partner.name => word.explained,
            None => 0.0,
        });
    }
    most
}

/// Whether one place is the country of the other: `Moscow` and `Россия` are two names for who decides.
fn is_inside(src: &Named, trg: &Named, reading: &Reading) -> bool {
    let gazetteer = Gazetteer::builtin();
    let countries = |name: &Named, side: Side| -> Vec<&'static str> {
        let language = reading.text(side).read.language;
        let words = name.mention.words.last();
        let own = words.and_then(|word| named(word, language)).map(|named| named.place);
        let found = gazetteer.find(name.text).into_iter().map(|number| gazetteer.place(number).country);
        own.into_iter().chain(found).collect()
    };
    let others = countries(trg, Side::Trg);
    countries(src, Side::Src).iter().any(|country| others.contains(country))
}

/// Whether a name can be told from another by its letters: an acronym and what it stands for look like two, and so do the
/// names of offices and companies, which are translated.
fn is_plain(name: &Named) -> bool {
    let shouted = |word: &str| {
        word.chars().filter(|letter| letter.is_uppercase()).count() > 1
            && !word.chars().skip(1).any(char::is_lowercase)
            || word.chars().skip(1).any(char::is_uppercase)
    };
    name.mention.sort != Sort::Organisation && !name.text.split([' ', '-']).any(shouted)
}

/// Which names of both sides are one by their spelling, as far as the words themselves do not tell it.
struct Alike<'a> {
    same: FxHashSet<(&'a str, &'a str)>,
}

impl<'a> Alike<'a> {
    fn new(reading: &Reading, all: &[Vec<Named<'a>>; 2]) -> Self {
        let mut same = FxHashSet::default();
        let [src, trg] = all;
        let distinct = |side: &[Named<'a>]| -> Vec<&'a str> {
            let mut texts: Vec<&str> = side.iter().map(|name| name.text).collect();
            texts.sort_unstable();
            texts.dedup();
            texts
        };
        let (src, trg) = (distinct(src), distinct(trg));
        let gazetteer = Gazetteer::builtin();
        for one in &src {
            let places = gazetteer.find(one);
            for other in trg.iter().filter(|_| !places.is_empty()) {
                if gazetteer.find(other).iter().any(|place| places.contains(place)) {
                    same.insert((*one, *other));
                }
            }
        }
        let languages = reading.languages;
        let scripts = [languages.src().script(), languages.trg().script()];
        if scripts == [Script::Latin, Script::Cyrillic] {
            let language = Some(languages.trg()).filter(|language| *language != Language::English);
            let names = Names::new(&trg, language);
            let mut workspace = Workspace::default();
            for one in &src {
                for found in names.find(one, 8, &mut workspace) {
                    if found.probability >= SAME_NAME {
                        same.insert((*one, trg[found.number as usize]));
                    }
                }
            }
        }
        Alike { same }
    }

    /// Whether a name of one side is one of the other.
    fn are(&self, side: Side, name: &Named<'a>, other: &Named<'a>) -> bool {
        let (src, trg) = match side {
            Side::Src => (name, other),
            Side::Trg => (other, name),
        };
        let (own, their) = (&name.mention.words, &other.mention.words);
        name.mention.key == other.mention.key && !name.mention.key.is_empty()
            || own.iter().any(|word| word.chars().count() > 1 && their.contains(word))
            || self.same.contains(&(src.text, trg.text))
            || own.iter().any(|word| their.iter().any(|their| sounds_alike(word, their)))
    }
}

/// Whether two words may be one name as they sound: they start alike and differ by a consonant at most. Weak, but enough
/// not to call them two.
fn sounds_alike(a: &str, b: &str) -> bool {
    let consonants = |word: &str| -> Vec<u8> {
        let mut bones = skeleton(word);
        bones.retain(|bone| !b"aeiou".contains(bone));
        for bone in &mut bones {
            *bone = match *bone {
                b'h' => b'g',
                b'z' | b'c' | b'S' | b'C' => b's',
                b'Z' => b'j',
                b'f' => b'v',
                other => other,
            };
        }
        bones.dedup();
        bones
    };
    // `Wash.` for Washington
    let (whole, other) = (skeleton(a), skeleton(b));
    if whole.len().min(other.len()) >= 3 && (whole.starts_with(&other) || other.starts_with(&whole)) {
        return true;
    }
    let vowel = |word: &str| skeleton(word).first().is_some_and(|bone| b"aeiou".contains(bone));
    let (one, two) = (consonants(a), consonants(b));
    if one.is_empty() || two.is_empty() || a.chars().count() < 3 || b.chars().count() < 3 {
        return false;
    }
    if vowel(a) != vowel(b) && one.len().min(two.len()) < 2 {
        return false;
    }
    let (short, long) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
    // `Insta` of Instagram
    if short.len() >= 3 && long.starts_with(short) {
        return true;
    }
    // A case ending may add a consonant, a typist leave one out.
    let most = match short.len() {
        0..=1 => 0,
        2..=5 => 1,
        _ => 2,
    };
    one[0] == two[0] && distance(&one, &two) <= most
}

/// How many letters must be put in, left out or changed to make the one of the other.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

/// How well two sorts of names go together.
fn sorts(a: Sort, b: Sort) -> f32 {
    match (a, b) {
        (a, b) if a == b && a != Sort::Name => 1.0,
        (Sort::Name, _) | (_, Sort::Name) => 0.5,
        (Sort::Person, _) | (_, Sort::Person) => 0.0,
        _ => 0.2,
    }
}

fn words_of(reading: &Reading, link: &Linked, side: Side, name: &Named) -> Range<usize> {
    reading.words_in(&link.matched, side, link.of(side).start, name.place, &name.span)
}

fn conflict(
    reading: &Reading,
    link: &Linked,
    src: &Named,
    trg: &Named,
    slot: f32,
    left: [usize; 2],
) -> Difference {
    let text = reading.text(Side::Src);
    let mut found = Difference::new(Kind::Name, Status::Conflict, Side::Src, text, src.place);
    found.value = src.text.to_owned();
    found.conflict_with = trg.text.to_owned();
    found.other_text = reading.text(Side::Trg).sentence(trg.place).to_owned();
    found.other_sentence = Some(reading.text(Side::Trg).read.id(trg.place).0);
    found.offsets =
        [Some(characters(&found.text, &src.span)), Some(characters(&found.other_text, &trg.span))];
    let (own, others) = (words_of(reading, link, Side::Src, src), words_of(reading, link, Side::Trg, trg));
    let near = |side: Side, range: &Range<usize>| {
        link.words(side)[range.clone()].iter().map(|word| word.near).fold(0.0, f32::max)
    };
    let explained = |side: Side, name: &Named| {
        let starts = [link.of(side).start, link.of(side.other()).start];
        meets(reading, &link.matched, side, starts, name.place, &name.span)
    };
    let known = |side: Side, range: &Range<usize>| {
        f32::from(u8::from(link.words(side)[range.clone()].iter().any(|word| word.known)))
    };
    let place = |range: &Range<usize>, side: Side| {
        let words = link.words(side).len().max(1) as f32;
        (range.start as f32 + 0.5) / words
    };
    let off = (place(&own, Side::Src) - place(&others, Side::Trg)).abs();
    let is = |test: bool| f32::from(u8::from(test));
    let capital = |name: &Named| {
        is(name.text.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !name.text.contains(' '))
    };
    found.why = format!("{} ≠ {}; link {:.2}, slot {slot:.2}", src.text, trg.text, link.score);
    found.figures = vec![
        ("unsure", 1.0 - link.score as f32),
        ("same", link.same as f32),
        ("slot", slot),
        ("off", off),
        ("left", (left[0] + left[1] - 2) as f32),
        ("uneven", left[0].abs_diff(left[1]) as f32),
        ("sorts", sorts(src.mention.sort, trg.mention.sort)),
        ("anywhere-src", src.anywhere),
        ("anywhere-trg", trg.anywhere),
        ("anywhere", src.anywhere.min(trg.anywhere)),
        ("explained", explained(Side::Src, src).max(explained(Side::Trg, trg))),
        ("near", near(Side::Src, &own).max(near(Side::Trg, &others))),
        ("known-src", known(Side::Src, &own)),
        ("known-trg", known(Side::Trg, &others)),
        ("words", is(src.mention.words.len() > 1) + is(trg.mention.words.len() > 1)),
        ("capitals", capital(src).max(capital(trg))),
        ("latin", is(trg.text.is_ascii() != (reading.languages.trg() == Language::English))),
        ("place", is(src.mention.sort == Sort::Place && trg.mention.sort == Sort::Place)),
        ("person", is(src.mention.sort == Sort::Person && trg.mention.sort == Sort::Person)),
        ("names", is(src.mention.sort == Sort::Name) + is(trg.mention.sort == Sort::Name)),
        (
            "organisation",
            is(src.mention.sort == Sort::Organisation) + is(trg.mention.sort == Sort::Organisation),
        ),
        ("start", is(src.span.start == 0) + is(trg.span.start == 0)),
        ("wide", (link.places[0].len() + link.places[1].len() - 2).min(4) as f32),
        ("title", is(src.place < text.read.titles)),
    ];
    found
}

fn only(reading: &Reading, side: Side, name: &Named) -> Difference {
    let text = reading.text(side);
    let mut found = Difference::new(Kind::Name, Status::Only, side, text, name.place);
    found.value = name.text.to_owned();
    found.offsets[0] = Some(characters(&found.text, &name.span));
    let linked = reading.links_of(side, name.place).next();
    if let Some(link) = linked {
        found.other_text = reading.text(side.other()).sentences(link.of(side.other()));
    }
    found.why = "the name stands nowhere on the other side".to_owned();
    let key = &name.mention.key;
    let times = text.mentions.iter().filter(|mention| mention.key == *key).count();
    let is = |test: bool| f32::from(u8::from(test));
    found.figures = vec![
        ("linked", reading.surest(side, name.place) as f32),
        ("anywhere", name.anywhere),
        ("times", (times as f32).ln().min(3.0)),
        ("name", is(name.mention.sort == Sort::Name)),
        ("place", is(name.mention.sort == Sort::Place)),
        ("person", is(name.mention.sort == Sort::Person)),
        ("words", is(name.mention.words.len() > 1)),
        ("start", is(name.span.start == 0)),
        ("title", is(name.place < text.read.titles)),
    ];
    found
}

/// Whether a word of one name sounds like one of the other.
pub fn sound_alike(a: &[String], b: &[String]) -> bool {
    a.iter().any(|word| b.iter().any(|other| word == other || sounds_alike(word, other)))
}
