//! A trial alignment: what two articles are to each other, told from how many of their sentences link.

use super::archive::Archive;
use super::relation;
use super::{Relation, Row};
use crate::Result;
use crate::alignment::{Options, Sides, align_sides};
use crate::analysis::Analysed;
use crate::text::LanguagePair;
use rustc_hash::FxHashMap;

/// So many sentences of an article are tried.
const TRIED: usize = 60;
/// Pairs that are aligned at a time: their words are held in memory.
const BATCH: usize = 1024;
/// A pair that was not decided on is tried if it is at least so likely, and the likeliest of both its articles.
const PROMISING: f64 = 0.02;

/// Finds translations among the promising pairs, and tells the relation of those that were `decided` on. All must be of one
/// pair of languages.
pub fn try_all(archive: &mut Archive, rows: &mut [Row], pair: LanguagePair, decided: bool) -> Result<()> {
    let mut best: [FxHashMap<u32, f64>; 2] = Default::default();
    for row in rows.iter() {
        for (best, article) in best.iter_mut().zip([row.src, row.trg]) {
            let best = best.entry(article).or_insert(row.score);
            *best = best.max(row.score);
        }
    }
    let is_promising = |row: &Row| row.score >= PROMISING.max(best[0][&row.src]).max(best[1][&row.trg]);
    let is_chosen = |row: &Row| if row.relation.is_decision() { decided } else { is_promising(row) };
    let chosen = rows.iter_mut().filter(|row| is_chosen(row));
    relations(archive, &mut chosen.collect::<Vec<_>>(), pair)
}

fn relations(archive: &mut Archive, pairs: &mut [&mut Row], languages: LanguagePair) -> Result<()> {
    for batch in pairs.chunks_mut(BATCH) {
        let mut all: Vec<(Analysed, Analysed)> = Vec::with_capacity(batch.len());
        for pair in batch.iter() {
            let mut tried = |number: u32| -> Result<Analysed> {
                let article = archive.article(number)?;
                Ok(archive.analysed(number, &article).first(TRIED))
            };
            all.push((tried(pair.src)?, tried(pair.trg)?));
        }
        let shorter = |(src, trg): &(Analysed, Analysed)| relation::shorter(src, trg);
        let (mut batch, splits): (Vec<&mut &mut Row>, Vec<(Analysed, Analysed)>) =
            batch.iter_mut().zip(all).filter(|(pair, split)| shorter(split) >= fewest(pair)).unzip();
        let texts = |(src, trg): &(Analysed, Analysed), comparable: bool| Sides {
            src: src.sentences.clone(),
            trg: trg.sentences.clone(),
            comparable,
        };
        let mut options = Options::between(languages);
        options.weights.learn = false;
        let all: Vec<Sides> = splits.iter().map(|split| texts(split, false)).collect();
        let in_order = align_sides(&all, &options).beads;
        for ((pair, (src, trg)), beads) in batch.iter_mut().zip(&splits).zip(&in_order) {
            if relation::is_translation(beads, src, trg) {
                pair.relation = Relation::Translation;
                pair.score = relation::of_translation(pair.score, src, trg);
            }
        }
        // What is no translation may still hold translated passages, in any order.
        let rest: Vec<usize> = (0..batch.len())
            .filter(|&at| batch[at].relation == Relation::SameEvent && shorter(&splits[at]) >= relation::FEW)
            .collect();
        let others: Vec<Sides> = rest.iter().map(|&at| texts(&splits[at], true)).collect();
        let in_any_order = align_sides(&others, &options).beads;
        for (&at, beads) in rest.iter().zip(&in_any_order) {
            let (src, trg) = &splits[at];
            if relation::is_adaptation(beads, src, trg) {
                batch[at].relation = Relation::Adaptation;
            }
        }
    }
    Ok(())
}

/// Sentences that a pair must have to be tried; of one that was not decided on, more is asked.
fn fewest(pair: &Row) -> usize {
    if pair.relation.is_decision() { relation::FEWEST } else { relation::FEW }
}
