//! Examples out of translations: every line has its partner, and what is done to the lines is known.

use super::Labelled;
use super::planted::{CHANGES, Change, Random, planted};
use crate::alignment::{Options, Texts, align_unjudged};
use crate::judgement::Kind;
use std::collections::{HashMap, HashSet};

/// A document: pairs of lines that are each other's translation.
pub type Lines = Vec<(String, String)>;

/// Texts made of a document, and the truth about them.
struct Case {
    group: usize,
    texts: Texts,
    /// Beads that are right, as first and last but one line of each side.
    right: HashSet<[usize; 4]>,
    /// Beads whose one side was changed.
    changed: HashMap<[usize; 4], &'static str>,
}

/// How many pairs of each sort are tried alone, each as a text of its own.
const ALONE: usize = 1200;

/// The examples of a set of documents.
pub fn examples(documents: &[Lines], options: &Options) -> Vec<Labelled> {
    let pool: Vec<(usize, &(String, String))> = documents
        .iter()
        .enumerate()
        .flat_map(|(document, lines)| lines.iter().map(move |line| (document, line)))
        .collect();
    if pool.len() < 20 {
        return Vec::new();
    }
    let mut all = Vec::new();
    type Make = fn(usize, &[Lines], &[(usize, &(String, String))], &mut Random) -> Case;
    let variants: [(&'static str, Make); 5] = [
        ("changed", changed),
        ("substitute", substituted),
        ("mix", mixed),
        ("unrelated", unrelated),
        ("shuffled", shuffled),
    ];
    for (name, make) in variants {
        let cases: Vec<Case> = (0..documents.len())
            .map(|at| make(at, documents, &pool, &mut Random::of(&format!("{name} {at}"))))
            .collect();
        label(name, cases, options, &mut all);
    }
    label("alone", alone(&pool), options, &mut all);
    all
}

fn label(name: &'static str, cases: Vec<Case>, options: &Options, all: &mut Vec<Labelled>) {
    let (cases, texts): (Vec<_>, Vec<Texts>) =
        cases.into_iter().map(|case| ((case.group, case.right, case.changed), case.texts)).unzip();
    let unjudged = align_unjudged(&texts, options);
    for (((group, right, changed), texts), unjudged) in cases.into_iter().zip(&texts).zip(unjudged) {
        let path: HashSet<usize> = unjudged.path.iter().copied().collect();
        for (number, (bead, found)) in unjudged.beads.iter().enumerate() {
            // Of texts in any order the path alone is told.
            let Some(found) = found.as_ref().filter(|_| !texts.comparable || path.contains(&number)) else {
                continue;
            };
            let place = [bead.src.start, bead.src.len(), bead.trg.start, bead.trg.len()];
            let linked = right.contains(&place);
            let change = changed.get(&place).copied().unwrap_or("");
            all.push(Labelled {
                kind: Kind::Translation,
                variant: name,
                group,
                place,
                linked,
                same: linked && change.is_empty(),
                change,
                values: found.figures.values().to_vec(),
                weight: weight(name, linked, !change.is_empty()),
            });
        }
    }
}

/// What an example counts: most of what the judgement meets is right, and what is not must weigh all the same.
fn weight(variant: &str, linked: bool, changed: bool) -> f64 {
    match (variant, linked, changed) {
        ("alone", _, true) => 0.4,
        ("alone", false, _) => 1.0,
        (_, false, _) => 2.0,
        _ => 1.0,
    }
}

fn texts(lines: impl Iterator<Item = (Vec<String>, Vec<String>)>) -> (Texts, Vec<[usize; 4]>) {
    let (mut texts, mut places) = (Texts::default(), Vec::new());
    for (src, trg) in lines {
        places.push([texts.src.len(), src.len(), texts.trg.len(), trg.len()]);
        texts.src.extend(src);
        texts.trg.extend(trg);
    }
    (texts, places)
}

fn own(line: &(String, String)) -> (Vec<String>, Vec<String>) {
    (vec![line.0.clone()], vec![line.1.clone()])
}

const NAMES: [&str; CHANGES.len()] = ["number", "name", "word", "negation", "dropped", "added", "opposite"];

/// A pair with one side changed.
fn change(
    line: &(String, String),
    other: &(String, String),
    random: &mut Random,
) -> Option<((String, String), &'static str)> {
    let kind = random.below(CHANGES.len());
    changed_so(line, other, kind, random)
}

fn changed_so(
    line: &(String, String),
    other: &(String, String),
    kind: usize,
    random: &mut Random,
) -> Option<((String, String), &'static str)> {
    let change: Change = CHANGES[kind];
    let pair = if random.happens(0.5) {
        (planted(&line.0, &other.0, change, random)?, line.1.clone())
    } else {
        (line.0.clone(), planted(&line.1, &other.1, change, random)?)
    };
    Some((pair, NAMES[kind]))
}

fn changed(at: usize, documents: &[Lines], pool: &[(usize, &(String, String))], random: &mut Random) -> Case {
    let mut changes = Vec::new();
    let lines: Vec<(String, String)> = documents[at]
        .iter()
        .map(|line| {
            let other = pool[random.below(pool.len())].1;
            let found = random.happens(0.3).then(|| change(line, other, random)).flatten();
            changes.push(found.as_ref().map(|(_, name)| *name));
            found.map_or_else(|| line.clone(), |(line, _)| line)
        })
        .collect();
    let (texts, places) = texts(lines.iter().map(own));
    let changed = places.iter().zip(changes).filter_map(|(place, name)| Some((*place, name?))).collect();
    Case { group: at, texts, right: places.into_iter().collect(), changed }
}

/// A target line of another document, of a like length.
fn strange(
    at: usize,
    line: &(String, String),
    pool: &[(usize, &(String, String))],
    random: &mut Random,
) -> String {
    let tries = (0..24).map(|_| pool[random.below(pool.len())]);
    let other = tries
        .filter(|(document, _)| *document != at)
        .min_by_key(|(_, other)| other.1.len().abs_diff(line.1.len()));
    other.map_or_else(String::new, |(_, other)| other.1.clone())
}

fn substituted(
    at: usize,
    documents: &[Lines],
    pool: &[(usize, &(String, String))],
    random: &mut Random,
) -> Case {
    let mut right = HashSet::new();
    let mut made = Texts::default();
    for (number, line) in documents[at].iter().enumerate() {
        made.src.push(line.0.clone());
        if random.happens(0.25) {
            made.trg.push(strange(at, line, pool, random));
        } else {
            made.trg.push(line.1.clone());
            right.insert([number, 1, number, 1]);
        }
    }
    Case { group: at, texts: made, right, changed: HashMap::new() }
}

/// Lines joined, left out, and put in.
fn mixed(at: usize, documents: &[Lines], pool: &[(usize, &(String, String))], random: &mut Random) -> Case {
    let mut lines: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    let mut rest = documents[at].iter().peekable();
    while let Some(line) = rest.next() {
        let mut bead = own(line);
        if random.happens(0.2)
            && let Some(next) = rest.next()
        {
            if random.happens(0.5) {
                bead.0.push(next.0.clone());
                bead.1[0] = format!("{} {}", bead.1[0], next.1);
            } else {
                bead.1.push(next.1.clone());
                bead.0[0] = format!("{} {}", bead.0[0], next.0);
            }
        }
        if random.happens(0.15) {
            bead.0.clear();
        } else if random.happens(0.15) {
            bead.1.clear();
        }
        lines.push(bead);
        if random.happens(0.15) {
            let strange = pool[random.below(pool.len())].1;
            lines.push(if random.happens(0.5) {
                (vec![strange.0.clone()], Vec::new())
            } else {
                (Vec::new(), vec![strange.1.clone()])
            });
        }
    }
    let (texts, places) = texts(lines.into_iter());
    Case { group: at, texts, right: places.into_iter().collect(), changed: HashMap::new() }
}

fn unrelated(at: usize, documents: &[Lines], _: &[(usize, &(String, String))], random: &mut Random) -> Case {
    let other = (at + 1 + random.below(documents.len().saturating_sub(1))) % documents.len();
    let texts = Texts {
        src: documents[at].iter().map(|line| line.0.clone()).collect(),
        trg: documents[other].iter().map(|line| line.1.clone()).filter(|_| other != at).collect(),
        comparable: random.happens(0.2),
    };
    Case { group: at, texts, right: HashSet::new(), changed: HashMap::new() }
}

fn shuffled(
    at: usize,
    documents: &[Lines],
    pool: &[(usize, &(String, String))],
    random: &mut Random,
) -> Case {
    let case = substituted(at, documents, pool, random);
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    let mut from = 0;
    while from < case.texts.trg.len() {
        let to = (from + 2 + random.below(5)).min(case.texts.trg.len());
        blocks.push((from..to).collect());
        from = to;
    }
    for last in (1..blocks.len()).rev() {
        blocks.swap(last, random.below(last + 1));
    }
    let order: Vec<usize> = blocks.concat();
    let trg: Vec<String> = order.iter().map(|&number| case.texts.trg[number].clone()).collect();
    let place = |number: usize| order.iter().position(|&old| old == number).unwrap_or(0);
    let right = case.right.iter().map(|&[src, _, trg, _]| [src, 1, place(trg), 1]).collect();
    Case { right, texts: Texts { trg, comparable: true, ..case.texts }, ..case }
}

/// Single pairs, each a text of its own: right ones, changed ones, neighbours, strangers.
fn alone(pool: &[(usize, &(String, String))]) -> Vec<Case> {
    let mut random = Random::of("alone");
    let mut cases = Vec::new();
    let step = (pool.len() / ALONE).max(1);
    for number in (0..pool.len() - 1).step_by(step) {
        let (group, line) = pool[number];
        let mut push = |pair: (String, String), right: bool, change: Option<&'static str>| {
            let place = [0, 1, 0, 1];
            cases.push(Case {
                group,
                texts: Texts { src: vec![pair.0], trg: vec![pair.1], comparable: false },
                right: HashSet::from_iter(right.then_some(place)),
                changed: change.map(|change| (place, change)).into_iter().collect(),
            });
        };
        push(line.clone(), true, None);
        for kind in 0..CHANGES.len() {
            let other = pool[random.below(pool.len())].1;
            if let Some((pair, name)) =
                changed_so(line, other, kind, &mut random).filter(|_| kind != 2 || random.happens(0.7))
            {
                push(pair, true, Some(name));
            }
        }
        push((line.0.clone(), pool[number + 1].1.1.clone()), false, None);
        push((line.0.clone(), strange(group, line, pool, &mut random)), false, None);
    }
    cases
}
