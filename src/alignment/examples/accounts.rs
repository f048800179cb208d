//! Examples out of independent accounts of one event: pairs of articles of which a reader marked every two places that say
//! the same, or the same in part.

use super::Labelled;
use crate::alignment::{Options, Texts, align_unjudged};
use crate::judgement::Kind;
use crate::text::{Language, sentences};
use std::ops::Range;

/// A place in both texts that a reader marked.
#[derive(Debug, Clone)]
pub struct Marked {
    /// Its text in the English article.
    pub src: String,
    /// Its text in the other.
    pub trg: String,
    /// Whether both say just the same.
    pub same: bool,
}

/// Two articles that were read.
#[derive(Debug, Clone)]
pub struct Accounts {
    /// The English article, title and text.
    pub src: String,
    /// The other.
    pub trg: String,
    /// What was marked.
    pub marked: Vec<Marked>,
    /// Whether both tell one event; otherwise they share the story alone.
    pub one_event: bool,
}

/// What examples count. Most pairs that are linked in earnest tell one event; that both say the same is rare.
fn weight(one_event: bool) -> f64 {
    if one_event { 1.5 } else { 0.5 }
}

/// Where a text stands in another, in letters and digits.
type Places = Vec<Range<usize>>;

/// Beads of more than so many lines are no examples: of independent accounts single sentences are linked.
const WIDEST: usize = 2;

/// The examples of pairs of one language.
pub fn examples(pairs: &[Accounts], options: &Options) -> Vec<Labelled> {
    let split = |text: &str, language: Language| -> (Vec<String>, Vec<Range<usize>>) {
        let spans = sentences::spans(text, language);
        let dense = spans.iter().map(|span| dense(&text[..span.start])..dense(&text[..span.end]));
        (spans.iter().map(|span| text[span.clone()].to_owned()).collect(), dense.collect())
    };
    let read: Vec<_> = pairs
        .iter()
        .map(|pair| (split(&pair.src, Language::English), split(&pair.trg, options.target)))
        .collect();
    let texts: Vec<Texts> = read
        .iter()
        .map(|(src, trg)| Texts { src: src.0.clone(), trg: trg.0.clone(), comparable: true })
        .collect();
    let unjudged = align_unjudged(&texts, options);
    let mut all = Vec::new();
    for (group, ((pair, ((_, of_src), (_, of_trg))), unjudged)) in
        pairs.iter().zip(&read).zip(unjudged).enumerate()
    {
        let marked: Vec<(Places, Places, bool)> = pair
            .marked
            .iter()
            .map(|marked| (found(&pair.src, &marked.src), found(&pair.trg, &marked.trg), marked.same))
            .collect();
        for (bead, found) in &unjudged.beads {
            let Some(found) = found.as_ref().filter(|_| bead.src.len() + bead.trg.len() <= WIDEST) else {
                continue;
            };
            let span = |spans: &[Range<usize>], range: &Range<usize>| {
                spans[range.start].start..spans[range.end - 1].end
            };
            let (src, trg) = (span(of_src, &bead.src), span(of_trg, &bead.trg));
            let over =
                |places: &[Range<usize>], own: &Range<usize>| places.iter().any(|place| overlap(place, own));
            let hits = marked.iter().filter(|(of_src, of_trg, _)| over(of_src, &src) && over(of_trg, &trg));
            let grades: Vec<bool> = hits.map(|(_, _, same)| *same).collect();
            all.push(Labelled {
                kind: Kind::Account,
                variant: "accounts",
                group,
                place: [bead.src.start, bead.src.len(), bead.trg.start, bead.trg.len()],
                linked: !grades.is_empty(),
                same: grades.contains(&true),
                change: "",
                values: found.figures.values().to_vec(),
                weight: weight(pair.one_event),
            });
        }
    }
    all
}

/// Letters and digits of a text.
fn dense(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
}

/// Where a text stands in another, in letters and digits.
fn found(text: &str, part: &str) -> Places {
    let signs = |text: &str| -> String { text.chars().filter(|letter| letter.is_alphanumeric()).collect() };
    let (whole, part) = (signs(text), signs(part));
    if part.is_empty() {
        return Vec::new();
    }
    let length = part.chars().count();
    let places = whole.match_indices(&part).map(|(at, _)| whole[..at].chars().count());
    places.map(|at| at..at + length).collect()
}

/// Whether two places share at least half of either.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    2 * shared >= one.len() && 2 * shared >= other.len() && shared > 0
}
