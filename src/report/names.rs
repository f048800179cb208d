//! The page of names: which names are spelled in several ways, by whom, since when and by which standards.
//!
//! Only English articles spell in Latin letters, so only their uses are counted. A page must open in a browser: what it
//! leaves out, it says; `parallax names` as TSV has everything.

use super::chart::{self, Axis, Columns, Part, Rect};
use super::contest::{Contest, contests};
use super::origin::{self, Base, Standards};
use super::outlets::{self, Outlets};
use super::render;
use crate::Result;
use crate::corpus::Article;
use crate::spellings::{Entity, day};
use crate::text::Language;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Names of the table at the top, those with charts, and how many rectangles all charts may have together.
const LISTED: usize = 500;
const DRAWN: usize = 100;
const RECTS: usize = 30_000;
/// Outlets with a chart of their own, and rows of the table of outlets.
const OUTLETS: usize = 8;
const ROWS: usize = 60;
/// Spellings of a word; names that all spell alike.
const VARIANTS: usize = 12;
const ALIKE: usize = 600;
/// With fewer months than this, bars by outlet tell more than columns.
const COLUMNS_FROM: usize = 4;

#[derive(Serialize)]
struct Page<'a> {
    figures: Vec<(&'static str, usize)>,
    first: &'a str,
    last: &'a str,
    bases: Vec<(&'static str, &'static str)>,
    listed: Vec<Listed<'a>>,
    unlisted: usize,
    sections: Vec<Section<'a>>,
    undrawn: usize,
    outlets: Outlets<'a>,
    alike: Vec<Alike<'a>>,
    alike_left: usize,
    standards: Vec<(String, &'static str)>,
    unit: &'static str,
    column_count: usize,
}

/// A row of the table at the top.
#[derive(Serialize)]
struct Listed<'a> {
    number: usize,
    label: &'a str,
    drawn: bool,
    cyrillic: Vec<Cyrillic<'a>>,
    words: Vec<ListedWord>,
    outlets: usize,
}

#[derive(Serialize)]
struct ListedWord {
    variants: Vec<Count>,
    more: usize,
    bar: Vec<Rect>,
}

/// A spelling, its class in the style sheet, and how often.
#[derive(Serialize)]
struct Count {
    text: String,
    class: String,
    count: usize,
}

#[derive(Serialize, Clone)]
struct Cyrillic<'a> {
    lang: &'static str,
    name: &'a str,
    count: usize,
}

/// A name with its charts.
#[derive(Serialize)]
struct Section<'a> {
    number: usize,
    label: &'a str,
    cyrillic: Vec<Cyrillic<'a>>,
    words: Vec<Charted<'a>>,
}

/// A word of a name with its charts.
#[derive(Serialize)]
struct Charted<'a> {
    heading: String,
    count: usize,
    variants: Vec<Spelling<'a>>,
    variants_left: usize,
    columns: Option<Columns>,
    labels: Vec<chart::Label>,
    summary: String,
    by_outlet: Vec<ByOutlet<'a>>,
    outlets_left: usize,
    rows: Vec<Row<'a>>,
    rows_left: usize,
    months: Vec<Month>,
    outside: usize,
}

#[derive(Serialize)]
struct Spelling<'a> {
    text: String,
    class: String,
    base: &'static str,
    standards: Vec<Standards>,
    count: usize,
    quoted: usize,
    first: &'a str,
    last: &'a str,
    forms: Vec<(&'a str, usize)>,
    forms_left: usize,
}

#[derive(Serialize)]
struct ByOutlet<'a> {
    outlet: &'a str,
    counts: Vec<Count>,
    columns: Option<Columns>,
    bars: Vec<(String, Vec<Rect>, usize)>,
}

#[derive(Serialize)]
struct Row<'a> {
    outlet: &'a str,
    text: String,
    class: String,
    count: usize,
    first: &'a str,
    last: &'a str,
}

#[derive(Serialize)]
struct Month {
    name: String,
    counts: Vec<usize>,
}

#[derive(Serialize)]
struct Alike<'a> {
    label: &'a str,
    count: usize,
    cyrillic: Option<Cyrillic<'a>>,
}

/// The page for entities of articles.
pub fn page(entities: &[Entity], articles: &[Article]) -> Result<String> {
    let english = |article: &&Article| article.lang == "en";
    let axis = Axis::new(articles.iter().filter(english).map(day));
    let days: BTreeSet<&str> = articles.iter().map(day).filter(|day| !day.is_empty()).collect();
    let outlets: BTreeSet<&str> =
        articles.iter().map(|article| article.outlet.as_str()).filter(|outlet| !outlet.is_empty()).collect();
    let mut forms = 0;
    let mut alike: Vec<Alike> = Vec::new();
    let mut contested: Vec<(&Entity, Vec<Contest>)> = Vec::new();
    for entity in entities {
        let uses = || entity.uses.iter().filter(|one| one.language == Language::English);
        forms += uses().map(|one| one.form.as_str()).collect::<BTreeSet<_>>().len();
        let mut found = contests(entity, articles);
        if found.is_empty() {
            let cyrillic = cyrillic(entity).into_iter().next();
            alike.push(Alike { label: &entity.label, count: uses().count(), cyrillic });
        } else {
            found.sort_by_key(|contest| Reverse(contest.minority()));
            contested.push((entity, found));
        }
    }
    alike.sort_by_key(|one| Reverse(one.count));
    contested.sort_by_key(|(entity, found)| {
        let (most, of) = found.first().map_or((0, 0), |contest| (contest.minority(), contest.uses.len()));
        (Reverse(most), of, entity.label.as_str())
    });
    let mut seen = BTreeSet::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut rects = 0;
    for (number, (entity, found)) in contested.iter().enumerate().take(DRAWN) {
        let words: Vec<Charted> = found.iter().map(|contest| charted(contest, &axis, &mut seen)).collect();
        rects += words.iter().map(Charted::rects).sum::<usize>();
        if rects > RECTS && !sections.is_empty() {
            break;
        }
        sections.push(Section { number, label: &entity.label, cyrillic: cyrillic(entity), words });
    }
    let listed = contested.iter().take(LISTED).enumerate();
    let listed = listed.map(|(number, (entity, found))| listed_row(number, entity, found, sections.len()));
    let page = Page {
        figures: vec![
            ("entities", entities.len()),
            ("spelled in several ways", contested.len()),
            ("Latin spellings", forms),
            ("outlets", outlets.len()),
            ("articles", articles.len()),
            ("days", days.len()),
        ],
        first: days.first().copied().unwrap_or_default(),
        last: days.last().copied().unwrap_or_default(),
        bases: Base::ALL.iter().map(|base| (base.class(), base.label())).collect(),
        listed: listed.collect(),
        unlisted: contested.len().saturating_sub(LISTED),
        undrawn: contested.len() - sections.len(),
        outlets: outlets::outlets(&contested, articles, sections.len()),
        alike_left: alike.len().saturating_sub(ALIKE),
        alike: alike.into_iter().take(ALIKE).collect(),
        standards: seen.into_iter().map(|id| (id.clone(), origin::title(&id))).collect(),
        unit: axis.unit(),
        column_count: axis.len(),
        sections,
    };
    render("names.html", page)
}

/// The Cyrillic names of an entity as the articles have them, the commonest first.
fn cyrillic(entity: &Entity) -> Vec<Cyrillic<'_>> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for one in entity.uses.iter().filter(|one| one.language != Language::English) {
        *counts.entry((one.language.code(), &one.form)).or_default() += 1;
    }
    let mut all: Vec<Cyrillic> =
        counts.into_iter().map(|((lang, name), count)| Cyrillic { lang, name, count }).collect();
    if all.is_empty() {
        let names = entity.names.iter();
        all = names.map(|(language, name)| Cyrillic { lang: language.code(), name, count: 0 }).collect();
    }
    all.sort_by_key(|one| Reverse(one.count));
    all.truncate(6);
    all
}

/// The class of a variant: its base, and a pattern where several have the same.
pub(super) fn class(base: Base, rank: usize) -> String {
    format!("{}-{}", base.class(), rank.min(3))
}

fn listed_row<'a>(number: usize, entity: &'a Entity, found: &[Contest], drawn: usize) -> Listed<'a> {
    let words = found.iter().map(|contest| {
        let counts: Vec<usize> = contest.variants.iter().map(|variant| variant.count).collect();
        let variants: Vec<Count> = contest
            .variants
            .iter()
            .map(|one| Count { text: one.text.clone(), class: class(one.base, one.rank), count: one.count })
            .collect();
        let bar = chart::bar(&counts, &parts(contest), counts.iter().sum());
        let more = variants.len().saturating_sub(4);
        ListedWord { variants: variants.into_iter().take(4).collect(), more, bar }
    });
    let outlets: BTreeSet<&str> =
        found.iter().flat_map(|contest| contest.uses.iter().map(|one| one.article.outlet.as_str())).collect();
    Listed {
        number,
        label: &entity.label,
        drawn: number < drawn,
        cyrillic: cyrillic(entity).into_iter().take(2).collect(),
        words: words.collect(),
        outlets: outlets.len(),
    }
}

fn parts(contest: &Contest) -> Vec<Part> {
    let variants = contest.variants.iter();
    variants.map(|one| Part { class: class(one.base, one.rank), text: one.text.clone() }).collect()
}

/// First and last of days, empty ones passed over.
fn span<'a>(days: impl Iterator<Item = &'a str>) -> (&'a str, &'a str) {
    let days: BTreeSet<&str> = days.filter(|day| !day.is_empty()).collect();
    (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or_default())
}

fn charted<'a>(contest: &Contest<'a>, axis: &Axis, seen: &mut BTreeSet<String>) -> Charted<'a> {
    let parts = parts(contest);
    let count_by_column = |outlet: Option<&str>| {
        let mut counts = vec![vec![0; parts.len()]; axis.len()];
        for one in contest.uses.iter().filter(|one| outlet.is_none_or(|name| one.article.outlet == name)) {
            if let Some(at) = axis.place(one.day) {
                counts[at][one.variant] += 1;
            }
        }
        counts
    };
    let all = count_by_column(None);
    let as_columns = axis.len() >= COLUMNS_FROM;
    let mut by_outlet: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for one in &contest.uses {
        by_outlet.entry(&one.article.outlet).or_insert_with(|| vec![0; parts.len()])[one.variant] += 1;
    }
    let mut by_outlet: Vec<(&str, Vec<usize>)> = by_outlet.into_iter().collect();
    by_outlet.sort_by_key(|(_, counts)| Reverse(counts.iter().sum::<usize>()));
    let most = |counts: &[Vec<usize>]| counts.iter().map(|one| one.iter().sum::<usize>()).max().unwrap_or(0);
    // Bars of one chart have one scale.
    let outlets_of_months: Vec<Vec<Vec<usize>>> =
        by_outlet.iter().take(OUTLETS).map(|(outlet, _)| count_by_column(Some(outlet))).collect();
    let whole = if axis.len() > 1 {
        outlets_of_months.iter().map(|counts| most(counts)).max().unwrap_or(0)
    } else {
        by_outlet.first().map_or(0, |(_, counts)| counts.iter().sum())
    };
    let named = |counts: &[usize]| -> Vec<Count> {
        let counts = counts.iter().zip(&parts).filter(|(count, _)| **count > 0);
        counts
            .map(|(count, part)| Count { text: part.text.clone(), class: part.class.clone(), count: *count })
            .collect()
    };
    let shown = by_outlet.iter().zip(&outlets_of_months).map(|((outlet, counts), months)| ByOutlet {
        outlet,
        counts: named(counts),
        columns: as_columns.then(|| chart::columns(months, &parts, axis, 64, 1)),
        bars: if as_columns {
            Vec::new()
        } else if axis.len() > 1 {
            let months = months.iter().enumerate();
            months
                .filter(|(_, counts)| counts.iter().sum::<usize>() > 0)
                .map(|(at, counts)| (axis.name(at), chart::bar(counts, &parts, whole), counts.iter().sum()))
                .collect()
        } else {
            vec![(String::new(), chart::bar(counts, &parts, whole), counts.iter().sum())]
        },
    });
    let shown: Vec<ByOutlet> = shown.collect();
    let dated: usize = all.iter().flatten().sum();
    let variants = contest.variants.iter().enumerate().take(VARIANTS).map(|(number, one)| {
        let (first, last) = span(contest.uses.iter().filter(|one| one.variant == number).map(|one| one.day));
        Spelling {
            text: one.text.clone(),
            class: class(one.base, one.rank),
            base: one.base.label(),
            standards: origin::standards(&one.standards, seen),
            count: one.count,
            quoted: one.quoted,
            first,
            last,
            forms_left: one.forms.len().saturating_sub(VARIANTS),
            forms: one.forms.iter().take(VARIANTS).copied().collect(),
        }
    });
    let variants: Vec<Spelling> = variants.collect();
    let rows: Vec<(&str, usize, usize)> = by_outlet
        .iter()
        .flat_map(|(outlet, counts)| counts.iter().enumerate().map(|(at, count)| (*outlet, at, *count)))
        .filter(|(_, _, count)| *count > 0)
        .collect();
    let rows_left = rows.len().saturating_sub(ROWS);
    let rows = rows.into_iter().take(ROWS).map(|(outlet, at, count)| {
        let here = contest.uses.iter().filter(|one| one.variant == at && one.article.outlet == outlet);
        let (first, last) = span(here.map(|one| one.day));
        Row { outlet, text: parts[at].text.clone(), class: parts[at].class.clone(), count, first, last }
    });
    let rows: Vec<Row> = rows.collect();
    let months = all.iter().enumerate().filter(|(_, counts)| counts.iter().sum::<usize>() > 0);
    Charted {
        heading: contest
            .variants
            .iter()
            .take(VARIANTS)
            .map(|one| one.text.as_str())
            .collect::<Vec<_>>()
            .join(" · "),
        count: contest.uses.len(),
        variants_left: contest.variants.len() - variants.len(),
        variants,
        summary: summary(contest, axis, &all),
        labels: axis.labels(),
        columns: as_columns.then(|| chart::columns(&all, &parts, axis, 170, 4)),
        outlets_left: by_outlet.len() - shown.len(),
        by_outlet: shown,
        rows,
        rows_left,
        months: months
            .map(|(at, counts)| Month {
                name: axis.name(at),
                counts: counts.iter().take(VARIANTS).copied().collect(),
            })
            .collect(),
        outside: contest.uses.len() - dated,
    }
}

/// What a chart shows, for those who do not see it.
fn summary(contest: &Contest, axis: &Axis, counts: &[Vec<usize>]) -> String {
    let told: Vec<String> =
        contest.variants.iter().take(VARIANTS).map(|one| format!("{} {}", one.text, one.count)).collect();
    let mut told = format!("In all: {}.", told.join(", "));
    let sum = |at: &usize| counts[*at].iter().sum::<usize>();
    if let Some(most) = (0..counts.len()).max_by_key(|at| (sum(at), Reverse(*at))) {
        let (first, last) = (axis.name(0), axis.name(axis.len() - 1));
        told += &format!(" From {first} to {last}; most in {}: {}.", axis.name(most), sum(&most));
    }
    told
}

impl Charted<'_> {
    fn rects(&self) -> usize {
        let columns = self.columns.as_ref().map_or(0, Columns::size);
        let outlets = self.by_outlet.iter().map(|one| {
            one.columns.as_ref().map_or(0, Columns::size)
                + one.bars.iter().map(|(_, rects, _)| rects.len()).sum::<usize>()
        });
        columns + outlets.sum::<usize>()
    }
}
