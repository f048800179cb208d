//! Examples for the model: translations into which differences are planted, and what is then found in them. What is found
//! where nothing was planted is wrong.

use super::reading::Pair;
use super::{Kind, Status, candidates};
use crate::alignment::examples::planted::{Change, Random, planted};
use crate::analysis::{Analysed, Sentence};
use crate::anchors::{self, Sort, mentions, quotes};
use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::linking::{self, Chosen};
use crate::pairing::{ArticlePair, Relation};
use crate::text::{Language, LanguagePair};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document: pairs of lines that are each other's translation.
pub type Lines = Vec<(String, String)>;

/// Something that was found, and whether it was planted.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// Its kind and status: `number-conflict`.
    pub group: String,
    /// The figures that its probability rests on.
    pub figures: Vec<(&'static str, f32)>,
    /// Whether it is right.
    pub right: bool,
    /// The document; what is parted for cross-validation.
    pub document: usize,
    /// What was found, for a reader.
    pub shown: String,
}

/// Something planted.
struct Plant {
    kind: Kind,
    status: Status,
    /// The lines of both sides; empty where there is none.
    lines: [String; 2],
    /// What the value must hold, on either side.
    values: Vec<String>,
}

impl Plant {
    fn tells(&self, found: &super::Difference) -> bool {
        let line = &self.lines[found.side as usize];
        let here = !line.is_empty() && line.contains(found.text.as_str());
        let value = |wanted: &String| found.value.contains(wanted) || found.conflict_with.contains(wanted);
        (self.kind, Some(self.status)) == (found.kind, found.status)
            && here
            && (self.values.is_empty() || self.values.iter().any(value))
    }
}

/// So many times all documents are gone through, half of them changed.
const ROUNDS: usize = 6;
/// One planted line in so many.
const SPARSE: usize = 3;
/// Sentences that are left out or put in in a document, at most.
const SENTENCES: usize = 2;

/// The examples of a set of documents, which are changed in two rounds: in each one half, the other stays as it is. Also
/// how many were planted of each group, and how many of these were found at all; what was not is among the examples of a group `missed-…`.
pub fn examples(
    documents: &[Lines],
    languages: LanguagePair,
) -> (Vec<Labelled>, BTreeMap<String, [usize; 2]>) {
    let names = names(documents, languages.src());
    let (mut all, mut counts) = (Vec::new(), BTreeMap::<String, [usize; 2]>::new());
    for round in 0..ROUNDS {
        let mut chosen = Vec::new();
        let mut plants = Vec::new();
        for (at, lines) in documents.iter().enumerate() {
            let mut random = Random::of(&format!("{round} {at} {languages}"));
            let mut sides: [Vec<String>; 2] = Default::default();
            lines.iter().for_each(|(src, trg)| {
                sides[0].push(src.clone());
                sides[1].push(trg.clone());
            });
            let changed = at % 2 == round % 2;
            plants.push(if changed {
                plant(&mut sides, lines, documents, at, &names, languages, &mut random)
            } else {
                Vec::new()
            });
            chosen.push(chosen_of(at, sides, languages));
        }
        let linked = linking::link(chosen, &Lexicons::default());
        let found: Vec<_> = linked.par_iter().map(|linked| candidates(&Pair::from(linked))).collect();
        for (document, (found, plants)) in found.into_iter().zip(&plants).enumerate() {
            for plant in plants {
                let group = format!("{}-{}", plant.kind, plant.status);
                let count = counts.entry(group).or_default();
                count[0] += 1;
                let at_all = found.iter().any(|found| plant.tells(found));
                count[1] += usize::from(at_all);
                if !at_all {
                    all.push(Labelled {
                        group: format!("missed-{}-{}", plant.kind, plant.status),
                        figures: Vec::new(),
                        right: true,
                        document,
                        shown: format!(
                            "{} | {} | {}",
                            plant.values.join(","),
                            plant.lines[0],
                            plant.lines[1]
                        ),
                    });
                }
            }
            all.extend(found.into_iter().map(|found| Labelled {
                group: found.group(),
                right: plants.iter().any(|plant| plant.tells(&found)),
                shown: format!(
                    "{} ≠ {} | {} | {} | {}",
                    found.value, found.conflict_with, found.text, found.other_text, found.why
                ),
                figures: found.figures,
                document,
            }));
        }
    }
    (all, counts)
}

fn chosen_of(at: usize, sides: [Vec<String>; 2], languages: LanguagePair) -> Chosen {
    let article = |side: usize| {
        let (title, text) = sides[side]
            .split_first()
            .map_or((String::new(), String::new()), |(title, rest)| (title.clone(), rest.join("\n\n")));
        let lang = languages.both()[side].code().to_owned();
        Article {
            id: format!("{side}-{at}"),
            title,
            text,
            lang,
            published: "2020-06-10".to_owned(),
            ..Article::default()
        }
    };
    let (src, trg) = (article(0), article(1));
    let read = |article: &Article, language| Arc::new(Analysed::new(article, language, usize::MAX));
    Chosen {
        pair: ArticlePair {
            src: at,
            trg: at,
            score: 0.95,
            relation: Relation::Translation,
            hours_apart: Some(0.0),
            evidence: Vec::new(),
            story: Some(at as u32 + 1),
        },
        languages,
        src_read: read(&src, languages.src()),
        trg_read: read(&trg, languages.trg()),
        src: Arc::new(src),
        trg: Arc::new(trg),
    }
}

/// Names of one word that several documents have, with their sort.
fn names(documents: &[Lines], language: Language) -> BTreeMap<String, Sort> {
    let mut found: BTreeMap<String, (Sort, usize, usize)> = BTreeMap::new();
    for (document, lines) in documents.iter().enumerate() {
        let text: String = lines.iter().map(|(src, _)| src.as_str()).collect::<Vec<_>>().join("\n");
        for mention in mentions(&text, language) {
            let word = &text[mention.span.clone()];
            let plain = mention.words.len() == 1 && word.chars().count() > 3;
            if plain && mention.sort != Sort::Organisation {
                let entry = found.entry(word.to_owned()).or_insert((mention.sort, document, 1));
                if entry.1 != document {
                    (entry.1, entry.2) = (document, entry.2 + 1);
                }
            }
        }
    }
    found
        .into_iter()
        .filter(|(_, (_, _, count))| *count >= 2)
        .map(|(name, (sort, ..))| (name, sort))
        .collect()
}

type Made = (Kind, Status, usize, String, Vec<String>);

fn plant(
    sides: &mut [Vec<String>; 2],
    lines: &Lines,
    documents: &[Lines],
    own: usize,
    names: &BTreeMap<String, Sort>,
    languages: LanguagePair,
    random: &mut Random,
) -> Vec<Plant> {
    let mut plants = Vec::new();
    let mut order: Vec<usize> = (1..lines.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random.below(at + 1));
    }
    let wanted = lines.len() / SPARSE;
    let mut taken: Vec<usize> = Vec::new();
    let free = |taken: &[usize], at: usize| !taken.iter().any(|other| other.abs_diff(at) <= 1);
    let whole: String = lines.iter().map(|(src, trg)| format!("{src}\n{trg}\n")).collect();
    // What is rare is tried first.
    for &at in &order {
        if plants.len() >= wanted || !free(&taken, at) {
            continue;
        }
        let line = &lines[at];
        let mut possible: Vec<Made> = Vec::new();
        possible.extend(date(line, languages, random));
        possible.extend(quote(line, languages, random));
        possible.extend(name(line, &whole, names, languages, random));
        if possible.is_empty() {
            possible.extend(number(line, languages, random));
        }
        if possible.is_empty() && random.happens(0.25) {
            possible.extend(polarity(line, random));
        }
        if possible.is_empty() {
            continue;
        }
        let (kind, status, side, new, values) = possible.swap_remove(random.below(possible.len()));
        sides[side][at].clone_from(&new);
        let mut both = [line.0.clone(), line.1.clone()];
        both[side] = new;
        plants.push(Plant { kind, status, lines: both, values });
        taken.push(at);
    }
    let wanted = wanted.min(plants.len() + SENTENCES);
    let mut gone: [Vec<usize>; 2] = Default::default();
    let mut added: Vec<(usize, usize, String)> = Vec::new();
    for &at in &order {
        if plants.len() >= wanted || !free(&taken, at) || !is_whole(&lines[at], languages) {
            continue;
        }
        taken.push(at);
        let side = random.below(2);
        let mut both: [String; 2] = Default::default();
        if random.happens(0.5) {
            let other = &documents[(own + 1 + random.below(documents.len().max(2) - 1)) % documents.len()];
            let Some(strange) = other.get(random.below(other.len())) else { continue };
            if !is_whole(strange, languages) {
                continue;
            }
            let strange = [&strange.0, &strange.1][side].clone();
            both[side].clone_from(&strange);
            added.push((side, at, strange));
        } else {
            gone[side].push(at);
            both[1 - side] = [&lines[at].0, &lines[at].1][1 - side].clone();
        }
        plants.push(Plant { kind: Kind::Sentence, status: Status::Only, lines: both, values: Vec::new() });
    }
    for (side, lines) in sides.iter_mut().enumerate() {
        let mut rest = Vec::new();
        for (at, line) in std::mem::take(lines).into_iter().enumerate() {
            if !gone[side].contains(&at) {
                rest.push(line);
            }
            rest.extend(added.iter().filter(|one| (one.0, one.1) == (side, at)).map(|one| one.2.clone()));
        }
        *lines = rest;
    }
    plants
}

/// Whether both lines are one sentence of some length.
fn is_whole(line: &(String, String), languages: LanguagePair) -> bool {
    [(&line.0, languages.src()), (&line.1, languages.trg())].into_iter().all(|(text, language)| {
        text.chars().count() >= 40
            && text.ends_with(['.', '!', '?', '…'])
            && crate::text::sentences::spans(text, language).len() == 1
    })
}

fn replaced(line: &str, at: usize, length: usize, with: &str) -> String {
    format!("{}{with}{}", &line[..at], &line[at + length..])
}

/// A number in digits that stands on both sides becomes another one on one of them.
fn number(line: &(String, String), languages: LanguagePair, random: &mut Random) -> Option<Made> {
    let read = |text: &str, language| Sentence::new(text, language).facts().to_vec();
    let both = [read(&line.0, languages.src()), read(&line.1, languages.trg())];
    let side = random.below(2);
    let text = [&line.0, &line.1][side];
    let mut possible = Vec::new();
    for fact in &both[side] {
        let same = |other: &&anchors::Anchor| {
            other.key == fact.key && other.word.contains(|c: char| c.is_ascii_digit())
        };
        let counted =
            matches!(fact.kind, anchors::Kind::Number | anchors::Kind::Money) && !fact.key.starts_with('#');
        let start = fact.word.find(|letter: char| letter.is_ascii_digit());
        if let Some(start) = start.filter(|_| counted && both[1 - side].iter().filter(same).count() == 1) {
            let end = fact.word[start..]
                .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',')))
                .map_or(fact.word.len(), |end| start + end);
            let digits = fact.word[start..end].trim_end_matches(['.', ',']);
            if digits != "1" && !digits.starts_with('0') {
                possible.push((fact.span.start + start, digits.to_owned()));
            }
        }
    }
    if possible.is_empty() {
        return None;
    }
    let (at, old) = possible.swap_remove(random.below(possible.len()));
    let value = |text: &str| {
        text.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap_or(0)
    };
    for _ in 0..20 {
        let mut first = true;
        let new: String = old
            .chars()
            .map(|letter| {
                if !letter.is_ascii_digit() {
                    return letter;
                }
                let least = u8::from(std::mem::take(&mut first));
                char::from(b'0' + least + random.below(10 - usize::from(least)) as u8)
            })
            .collect();
        if value(&new) != 1 && value(&new).abs_diff(value(&old)) * 10 >= value(&old) {
            let changed = replaced(text, at, old.len(), &new);
            return Some((Kind::Number, Status::Conflict, side, changed, vec![new]));
        }
    }
    None
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A day that stands on both sides becomes another one on one of them.
fn date(line: &(String, String), languages: LanguagePair, random: &mut Random) -> Option<Made> {
    let read = |text: &str, language| Sentence::new(text, language).facts().to_vec();
    let both = [read(&line.0, languages.src()), read(&line.1, languages.trg())];
    let side = random.below(2);
    let text = [&line.0, &line.1][side];
    for fact in both[side].iter().filter(|fact| fact.kind == anchors::Kind::Date) {
        if both[1 - side].iter().filter(|other| other.key == fact.key).count() != 1 {
            continue;
        }
        if let Some(old) = WEEKDAYS.iter().find(|day| fact.word.contains(**day)) {
            let new = WEEKDAYS[random.below(7)];
            if new != *old {
                let at = fact.span.start + fact.word.find(old)?;
                let changed = replaced(text, at, old.len(), new);
                return Some((Kind::Date, Status::Conflict, side, changed, vec![new.to_owned()]));
            }
        }
        let is_day = fact.key.trim_start_matches('-').len() == 5 || fact.key.len() == 10;
        let Some(old) = fact.key.rsplit('-').next().filter(|_| is_day) else { continue };
        let old = old.trim_start_matches('0');
        let Some(start) = fact.word.find(old) else { continue };
        let new = (2 + random.below(26)).to_string();
        if new.len() == old.len() && new != old {
            let changed = replaced(text, fact.span.start + start, old.len(), &new);
            return Some((Kind::Date, Status::Conflict, side, changed, vec![new]));
        }
    }
    None
}

/// A quotation of which one side keeps the first half.
fn quote(line: &(String, String), languages: LanguagePair, random: &mut Random) -> Option<Made> {
    let texts = [&line.0, &line.1];
    let mut spans = Vec::new();
    for (text, language) in texts.iter().zip(languages.both()) {
        let found = quotes(text, language);
        let [one] = &found[..] else { return None };
        if text[one.span.clone()].split_whitespace().count() < 8 {
            return None;
        }
        spans.push(one.span.clone());
    }
    if !is_whole(line, languages) {
        return None;
    }
    let side = random.below(2);
    let (text, span) = (texts[side], spans[side].clone());
    let words: Vec<&str> = text[span.clone()].split_whitespace().collect();
    let mut kept =
        words[..words.len() / 2].join(" ").trim_end_matches([',', ';', ':', '—', '–', '-', ' ']).to_owned();
    kept.extend(text[span.clone()].chars().next_back().filter(|last| matches!(last, ',' | '.' | '!' | '?')));
    let changed = replaced(text, span.start, span.len(), &kept);
    Some((Kind::Quote, Status::Cut, side, changed, Vec::new()))
}

/// A name that becomes another one of its sort.
fn name(
    line: &(String, String),
    whole: &str,
    names: &BTreeMap<String, Sort>,
    languages: LanguagePair,
    random: &mut Random,
) -> Option<Made> {
    let text = &line.0;
    let found = mentions(text, languages.src());
    let plain = |mention: &&anchors::Mention| {
        let word = &text[mention.span.clone()];
        mention.words.len() == 1
            && names.contains_key(word)
            && mention.span.start > 0
            && text.matches(word).count() == 1
    };
    let chosen: Vec<&anchors::Mention> = found.iter().filter(plain).collect();
    if chosen.is_empty() {
        return None;
    }
    let mention = chosen[random.below(chosen.len())];
    let old = &text[mention.span.clone()];
    let sort = names.get(old)?;
    let strange = |name: &&String| !whole.contains(name.as_str()) && !old.starts_with(&name[..1]);
    let others: Vec<&String> = names
        .iter()
        .filter(|(_, other)| *other == sort || *sort != Sort::Person && **other != Sort::Person)
        .map(|(name, _)| name)
        .filter(strange)
        .collect();
    if others.is_empty() {
        return None;
    }
    let new = others[random.below(others.len())];
    let changed = replaced(text, mention.span.start, mention.span.len(), new);
    Some((Kind::Name, Status::Conflict, 0, changed, vec![new.clone()]))
}

/// A statement that becomes its contrary.
fn polarity(line: &(String, String), random: &mut Random) -> Option<Made> {
    let side = random.below(2);
    let text = [&line.0, &line.1][side];
    let changed = planted(text, "", Change::Opposite, random)?;
    Some((Kind::Polarity, Status::Conflict, side, changed, Vec::new()))
}
