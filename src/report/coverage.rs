//! The page of what each outlet told, left out and told otherwise: a matrix of facts by outlet, and each two articles side
//! by side.

use super::render;
use crate::Result;
use crate::coverage::facts::{Compared, Told};
use crate::coverage::{Against, Difference, Fact, Found, Kind, Row, Side, Status};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Links under this probability are not shown as links.
const LINKED: f64 = 0.5;
/// Letters of sentences that a page holds at most, so that a browser opens it; what is beyond is in the TSV files.
const MOST: usize = 3_000_000;
/// Outlets in the columns of a matrix, at most.
const COLUMNS: usize = 40;

#[derive(Serialize)]
struct Page<'a> {
    stories: Vec<Story<'a>>,
    outlets: Vec<Outlet<'a>>,
    differences: usize,
    left_out: usize,
}

#[derive(Serialize)]
struct Story<'a> {
    number: u32,
    headline: &'a str,
    articles: Vec<Article<'a>>,
    columns: Vec<&'a str>,
    facts: Vec<Line<'a>>,
    pairs: Vec<Pair<'a>>,
}

#[derive(Serialize)]
struct Article<'a> {
    outlet: &'a str,
    lang: &'a str,
    published: &'a str,
    title: &'a str,
    id: &'a str,
    origin: String,
}

#[derive(Serialize)]
struct Line<'a> {
    number: u32,
    text: &'a str,
    first: &'a str,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    class: &'static str,
    sign: &'static str,
    name: &'static str,
    percent: u32,
    text: &'a str,
    conflict: &'a str,
}

#[derive(Serialize)]
struct Pair<'a> {
    src: &'a Told,
    trg: &'a Told,
    rows: Vec<Level<'a>>,
    more: Vec<More<'a>>,
}

/// Sentences that stand level with each other.
#[derive(Serialize)]
struct Level<'a> {
    linked: bool,
    percent: u32,
    src: Vec<Sentence<'a>>,
    trg: Vec<Sentence<'a>>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    number: usize,
    class: &'static str,
    pieces: Vec<Piece<'a>>,
}

#[derive(Serialize, Clone)]
struct Piece<'a> {
    text: &'a str,
    class: &'static str,
    why: String,
}

/// A difference that has no place in a sentence of its own.
#[derive(Serialize)]
struct More<'a> {
    kind: &'static str,
    status: &'static str,
    side: &'static str,
    value: &'a str,
    conflict: &'a str,
    why: &'a str,
    percent: u32,
}

#[derive(Serialize)]
struct Outlet<'a> {
    outlet: &'a str,
    other: &'a str,
    facts: usize,
    left_out: String,
    shade: u32,
    low: String,
    high: String,
    conflicts: String,
    namings: String,
}

/// The page of all stories that were found, or of the one that was asked for.
pub fn page(found: &Found) -> Result<String> {
    let mut stories = Vec::new();
    let (mut letters, mut left_out) = (0, 0);
    for (&number, told) in &found.stories {
        letters +=
            told.articles.iter().flat_map(|article| &article.sentences).map(String::len).sum::<usize>()
                * (1 + told.compared.len() / told.articles.len().max(1));
        if letters > MOST && !stories.is_empty() {
            left_out += 1;
            continue;
        }
        stories.push(story(number, told, found));
    }
    let differences = found.rows.len();
    let outlets = found.outlets.iter().map(outlet).collect();
    render("coverage.html", Page { stories, outlets, differences, left_out })
}

fn percent(p: f64) -> u32 {
    (p * 100.0).round() as u32
}

fn outlet(one: &Against) -> Outlet<'_> {
    let shown = |share: f64| format!("{:.0} %", 100.0 * share);
    Outlet {
        outlet: &one.outlet,
        other: &one.other,
        facts: one.facts,
        left_out: shown(one.left_out.rate),
        shade: percent(one.left_out.rate),
        low: shown(one.left_out.low),
        high: shown(one.left_out.high),
        conflicts: shown(one.conflicts.rate),
        namings: shown(one.namings.rate),
    }
}

fn story<'a>(number: u32, told: &'a Compared, found: &'a Found) -> Story<'a> {
    let rows: Vec<&Row> = found.rows.iter().filter(|row| row.story == Some(number)).collect();
    let facts: Vec<&Fact> = found.facts.iter().filter(|fact| fact.story == number).collect();
    let columns: BTreeSet<&str> = told.articles.iter().map(|article| article.outlet.as_str()).collect();
    let columns: Vec<&str> = columns.into_iter().take(COLUMNS).collect();
    let mut order: Vec<&Told> = told.articles.iter().collect();
    order.sort_by_key(|article| (article.published.is_empty(), &article.published, &article.id));
    let headline = order.iter().find(|article| article.lang == "en" && !article.title.is_empty());
    let headline = headline.or_else(|| order.iter().find(|article| !article.title.is_empty()));
    Story {
        number,
        headline: headline.map_or("", |article| article.title.as_str()),
        articles: order.iter().map(|article| shown(article, &rows)).collect(),
        facts: facts.iter().map(|fact| line(fact, &columns)).collect(),
        pairs: told.compared.iter().filter_map(|&pair| side_by_side(told, pair, &rows)).collect(),
        columns,
    }
}

fn shown<'a>(article: &'a Told, rows: &[&Row]) -> Article<'a> {
    let is_own = |row: &&&Row| {
        let own = if row.difference.side == Side::Src { &row.src_id } else { &row.trg_id };
        row.difference.kind == Kind::Origin && own == &article.id
    };
    let origin = rows.iter().find(is_own).map(|row| row.difference.origin.clone()).unwrap_or_default();
    Article {
        outlet: &article.outlet,
        lang: &article.lang,
        published: &article.published,
        title: &article.title,
        id: &article.id,
        origin,
    }
}

fn line<'a>(fact: &'a Fact, columns: &[&str]) -> Line<'a> {
    use crate::coverage::Telling;
    let cell = |outlet: &&str| match fact.cells.iter().find(|cell| cell.outlet == **outlet) {
        Some(cell) => Cell {
            class: match cell.telling {
                Telling::Told => "told",
                Telling::Otherwise => "otherwise",
                Telling::LeftOut => "left",
            },
            sign: match cell.telling {
                Telling::Told => "●",
                Telling::Otherwise => "≠",
                Telling::LeftOut => "○",
            },
            name: cell.telling.name(),
            percent: percent(cell.p),
            text: &cell.text,
            conflict: &cell.conflict,
        },
        None => {
            Cell { class: "unknown", sign: "·", name: "not compared", percent: 0, text: "", conflict: "" }
        }
    };
    Line {
        number: fact.number,
        text: &fact.text,
        first: &fact.first,
        cells: columns.iter().map(cell).collect(),
    }
}

/// Two articles in reading order: linked sentences level with each other.
fn side_by_side<'a>(told: &'a Compared, (a, b): (usize, usize), rows: &[&'a Row]) -> Option<Pair<'a>> {
    let ties: Vec<_> = told
        .ties
        .iter()
        .filter(|tie| (tie.articles == (a, b) || tie.articles == (b, a)) && tie.score >= LINKED)
        .collect();
    let (a, b) = ties.first().map_or((a, b), |tie| tie.articles);
    let (src, trg) = (&told.articles[a], &told.articles[b]);
    let rows: Vec<&Row> =
        rows.iter().filter(|row| row.src_id == src.id && row.trg_id == trg.id).copied().collect();
    let marks = |side: Side| marks(&rows, side);
    let marks = [marks(Side::Src), marks(Side::Trg)];
    let sentence = |side: usize, article: &'a Told, at: u32| -> Option<Sentence<'a>> {
        let text = article.sentences.get(at as usize).filter(|text| !text.is_empty())?;
        let none = Vec::new();
        let own = marks[side].get(&at).unwrap_or(&none);
        let whole = own.iter().find(|mark| mark.span.is_none());
        Some(Sentence {
            number: at as usize,
            class: whole.map_or("", |mark| mark.class),
            pieces: pieces(text, own),
        })
    };
    let mut levels: Vec<Level> = Vec::new();
    let (mut done_src, mut done_trg) = (BTreeSet::new(), BTreeSet::new());
    let fill = |levels: &mut Vec<Level<'a>>, done: &mut BTreeSet<u32>, until: u32| {
        for at in 0..until.min(trg.sentences.len() as u32) {
            let held = ties.iter().any(|tie| tie.sentences.1.contains(&at));
            if !held && done.insert(at) {
                let own: Vec<Sentence> = sentence(1, trg, at).into_iter().collect();
                if !own.is_empty() {
                    levels.push(Level { linked: false, percent: 0, src: Vec::new(), trg: own });
                }
            }
        }
    };
    for at in 0..src.sentences.len() as u32 {
        if done_src.contains(&at) {
            continue;
        }
        let of: Vec<_> = ties.iter().filter(|tie| tie.sentences.0.contains(&at)).collect();
        let best = of.iter().max_by(|a, b| a.score.total_cmp(&b.score));
        let Some(best) = best else {
            done_src.insert(at);
            let own: Vec<Sentence> = sentence(0, src, at).into_iter().collect();
            if !own.is_empty() {
                levels.push(Level { linked: false, percent: 0, src: own, trg: Vec::new() });
            }
            continue;
        };
        fill(&mut levels, &mut done_trg, best.sentences.1.start);
        let all = |range: &Range<u32>| range.clone().collect::<Vec<u32>>();
        done_src.extend(all(&best.sentences.0));
        done_trg.extend(all(&best.sentences.1));
        levels.push(Level {
            linked: true,
            percent: percent(best.score),
            src: all(&best.sentences.0).into_iter().filter_map(|at| sentence(0, src, at)).collect(),
            trg: all(&best.sentences.1).into_iter().filter_map(|at| sentence(1, trg, at)).collect(),
        });
    }
    fill(&mut levels, &mut done_trg, u32::MAX);
    let more =
        rows.iter().map(|row| &row.difference).filter(|one| one.offsets[0].is_none() && !is_whole(one));
    let more = more.map(|one| More {
        kind: one.kind.name(),
        status: one.status.map_or("", Status::name),
        side: one.side.name(),
        value: &one.value,
        conflict: &one.conflict_with,
        why: &one.why,
        percent: percent(one.p),
    });
    Some(Pair { src, trg, rows: levels, more: more.collect() })
}

struct Mark {
    span: Option<Range<usize>>,
    class: &'static str,
    why: String,
}

fn is_whole(one: &Difference) -> bool {
    one.kind == Kind::Sentence
}

/// What is marked in each sentence of one side.
fn marks(rows: &[&Row], side: Side) -> BTreeMap<u32, Vec<Mark>> {
    let mut marks: BTreeMap<u32, Vec<Mark>> = BTreeMap::new();
    for one in rows.iter().map(|row| &row.difference).filter(|one| one.kind != Kind::Origin) {
        let class = match one.status {
            Some(Status::Conflict | Status::Speaker) => "conflict",
            Some(Status::Only) => "only",
            Some(Status::Elsewhere) => "elsewhere",
            Some(Status::Buried) => "buried",
            Some(Status::Cut | Status::Indirect) => "cut",
            Some(Status::Rounded | Status::Naming) => "softly",
            None => continue,
        };
        let status = one.status.map_or("", Status::name);
        let why = format!("{} {status} ({:.0} %): {}", one.kind, 100.0 * one.p, one.why);
        if one.side == side && (is_whole(one) || one.offsets[0].is_some()) {
            marks.entry(one.sentence).or_default().push(Mark { span: one.offsets[0].clone(), class, why });
        } else if let (Some(at), Some(span)) = (one.other_sentence, &one.offsets[1])
            && one.side != side
        {
            marks.entry(at).or_default().push(Mark { span: Some(span.clone()), class, why });
        }
    }
    marks.values_mut().for_each(|marks| marks.sort_by_key(|mark| mark.span.as_ref().map(|span| span.start)));
    marks
}

/// A text cut at the ends of what is marked; of marks that overlap the first counts.
fn pieces<'a>(text: &'a str, marks: &[Mark]) -> Vec<Piece<'a>> {
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let mut found = Vec::new();
    let mut from = 0;
    for mark in marks {
        let Some(span) = &mark.span else { continue };
        let (start, end) = (byte(span.start), byte(span.end));
        if start < from || start >= end {
            continue;
        }
        if from < start {
            found.push(Piece { text: &text[from..start], class: "", why: String::new() });
        }
        found.push(Piece { text: &text[start..end], class: mark.class, why: mark.why.clone() });
        from = end;
    }
    if from < text.len() {
        found.push(Piece { text: &text[from..], class: "", why: String::new() });
    }
    found
}
