//! What outlets prefer, and which of them mix spellings of one name.

use super::chart::{self, Part, Rect};
use super::contest::Contest;
use super::names::class;
use super::origin::Base;
use crate::corpus::Article;
use crate::spellings::Entity;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Outlets of each table; names that one mixes; articles named for a spelling.
const OUTLETS: usize = 100;
const MIXES: usize = 40;
const ARTICLES: usize = 5;

/// The part of the page on outlets.
#[derive(Serialize)]
pub struct Outlets<'a> {
    preferences: Vec<Preference<'a>>,
    preferences_left: usize,
    /// So many names have spellings of several bases.
    names: usize,
    mixing: Vec<Mixing<'a>>,
    mixing_left: usize,
    /// Mixes in all.
    mixes: usize,
}

#[derive(Serialize)]
struct Preference<'a> {
    outlet: &'a str,
    articles: usize,
    uses: usize,
    counts: Vec<(&'static str, &'static str, usize)>,
    bar: Vec<Rect>,
}

#[derive(Serialize)]
struct Mixing<'a> {
    outlet: &'a str,
    names: Vec<Mix<'a>>,
    left: usize,
}

/// A word of a name that one outlet spells in several ways outside quoted speech.
#[derive(Serialize)]
struct Mix<'a> {
    entity: &'a str,
    number: usize,
    drawn: bool,
    forms: Vec<Form<'a>>,
    /// Articles that mix them themselves.
    within: usize,
    #[serde(skip)]
    minority: usize,
}

#[derive(Serialize)]
struct Form<'a> {
    text: String,
    class: String,
    plain: usize,
    quoted: usize,
    articles: Vec<Link<'a>>,
    left: usize,
}

#[derive(Serialize)]
struct Link<'a> {
    text: &'a str,
    id: &'a str,
    /// Empty unless it is an address of the web.
    href: &'a str,
    day: &'a str,
}

/// From the contested names in the order of the page, of which the first `drawn` have charts.
pub fn outlets<'a>(
    contested: &[(&'a Entity, Vec<Contest<'a>>)],
    articles: &'a [Article],
    drawn: usize,
) -> Outlets<'a> {
    let mut articles_of: BTreeMap<&str, usize> = BTreeMap::new();
    for article in articles.iter().filter(|article| article.lang == "en") {
        *articles_of.entry(&article.outlet).or_default() += 1;
    }
    let mut names = 0;
    let mut bases_of: BTreeMap<&str, [usize; Base::ALL.len()]> = BTreeMap::new();
    let mut mixing: BTreeMap<&str, Vec<Mix>> = BTreeMap::new();
    for (number, (entity, found)) in contested.iter().enumerate() {
        let mut chosen = false;
        for contest in found {
            let bases: BTreeSet<Base> = contest.variants.iter().map(|one| one.base).collect();
            if bases.len() > 1 {
                chosen = true;
                for one in &contest.uses {
                    let base = contest.variants[one.variant].base;
                    let counts = bases_of.entry(&one.article.outlet).or_default();
                    if let Some(at) = Base::ALL.iter().position(|other| *other == base) {
                        counts[at] += 1;
                    }
                }
            }
            for (outlet, mut mix) in mixes(contest) {
                (mix.entity, mix.number, mix.drawn) = (&entity.label, number, number < drawn);
                mixing.entry(outlet).or_default().push(mix);
            }
        }
        names += usize::from(chosen);
    }
    let mut preferences: Vec<Preference> = bases_of
        .into_iter()
        .map(|(outlet, counts)| {
            let uses = counts.iter().sum();
            let parts: Vec<Part> = Base::ALL
                .iter()
                .map(|base| Part { class: class(*base, 0), text: base.label().to_owned() })
                .collect();
            let named = Base::ALL.iter().zip(counts).filter(|(_, count)| *count > 0);
            Preference {
                outlet,
                articles: articles_of.get(outlet).copied().unwrap_or(0),
                uses,
                counts: named.map(|(base, count)| (base.class(), base.label(), count)).collect(),
                bar: chart::bar(&counts, &parts, uses),
            }
        })
        .collect();
    preferences.sort_by_key(|one| Reverse(one.uses));
    let mixes = mixing.values().map(Vec::len).sum();
    let mut mixing: Vec<Mixing> = mixing
        .into_iter()
        .map(|(outlet, mut names)| {
            names.sort_by_key(|mix| (Reverse(mix.minority), mix.number));
            let left = names.len().saturating_sub(MIXES);
            names.truncate(MIXES);
            Mixing { outlet, names, left }
        })
        .collect();
    mixing.sort_by_key(|one| Reverse(one.names.len() + one.left));
    let preferences_left = preferences.len().saturating_sub(OUTLETS);
    preferences.truncate(OUTLETS);
    let mixing_left = mixing.len().saturating_sub(OUTLETS);
    mixing.truncate(OUTLETS);
    Outlets { preferences, preferences_left, names, mixing, mixing_left, mixes }
}

/// Each outlet that mixes; the spelling that it uses most first.
fn mixes<'a>(contest: &Contest<'a>) -> Vec<(&'a str, Mix<'a>)> {
    /// Plain and quoted uses of a variant, and its articles outside quoted speech by day and id.
    type Uses<'a> = (usize, usize, BTreeMap<(&'a str, &'a str), &'a Article>);
    let mut of_outlet: BTreeMap<&str, BTreeMap<usize, Uses>> = BTreeMap::new();
    for one in &contest.uses {
        let uses = of_outlet.entry(&one.article.outlet).or_default().entry(one.variant).or_default();
        if one.quoted {
            uses.1 += 1;
        } else {
            uses.0 += 1;
            uses.2.insert((one.day, &one.article.id), one.article);
        }
    }
    let mut all = Vec::new();
    for (outlet, uses) in of_outlet {
        if uses.values().filter(|(plain, _, _)| *plain > 0).count() < 2 {
            continue;
        }
        let mut articles: BTreeMap<&str, usize> = BTreeMap::new();
        for key in uses.values().flat_map(|uses| uses.2.keys()) {
            *articles.entry(key.1).or_default() += 1;
        }
        let mut uses: Vec<(usize, Uses)> = uses.into_iter().collect();
        uses.sort_by_key(|(variant, (plain, _, _))| (Reverse(*plain), *variant));
        let minority = uses.iter().skip(1).map(|(_, (plain, _, _))| plain).sum();
        let forms = uses.into_iter().enumerate().map(|(at, (variant, (plain, quoted, articles)))| {
            let variant = &contest.variants[variant];
            // Those of the usual spelling need no look.
            let shown = if at == 0 { 0 } else { ARTICLES };
            Form {
                text: variant.text.clone(),
                class: class(variant.base, variant.rank),
                plain,
                quoted,
                left: if at == 0 { 0 } else { articles.len().saturating_sub(shown) },
                articles: articles
                    .into_iter()
                    .take(shown)
                    .map(|((day, _), article)| link(article, day))
                    .collect(),
            }
        });
        let forms = forms.collect();
        let within = articles.values().filter(|count| **count > 1).count();
        all.push((outlet, Mix { entity: "", number: 0, drawn: false, forms, within, minority }));
    }
    all
}

fn link<'a>(article: &'a Article, day: &'a str) -> Link<'a> {
    let url = article.url.trim();
    let starts = |scheme: &str| url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    let href = if starts("https://") || starts("http://") { url } else { "" };
    Link {
        text: if article.title.is_empty() { &article.id } else { &article.title },
        id: &article.id,
        href,
        day,
    }
}
