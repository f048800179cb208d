//! A trial alignment: what two articles are to each other, told from how many of their sentences link.

use super::{ArticlePair, Relation};
use crate::alignment::{Bead, Options, Texts, align_all};
use crate::corpus::Article;
use crate::text::{Language, sentences};

/// A pair whose sentences link at least so far on both sides is a translation.
const TRANSLATION: f64 = 0.7;
/// A pair whose sentences link at least so far on one side, and half as far on the other, is partly translated.
const ADAPTATION: f64 = 0.45;
/// A link under this probability is none.
const LINKED: f64 = 0.5;
/// So many sentences of an article are tried.
const TRIED: usize = 60;
/// Pairs that are aligned at a time: their words are held in memory.
const BATCH: usize = 4096;
/// With fewer sentences (the title is one), linking all of them says nothing of a translation.
const FEWEST: usize = 3;
/// With fewer sentences, linking some of them says nothing of an adaptation.
const FEW: usize = 6;

/// Tells the relation of the chosen pairs, which must be of one language.
pub fn relations(articles: &[Article], pairs: &mut [&mut ArticlePair], language: Language) {
    for batch in pairs.chunks_mut(BATCH) {
        let all: Vec<Texts> = batch
            .iter()
            .map(|pair| Texts {
                src: split(&articles[pair.src], Language::English),
                trg: split(&articles[pair.trg], language),
                comparable: false,
            })
            .collect();
        let (mut batch, mut texts): (Vec<&mut &mut ArticlePair>, Vec<Texts>) = batch
            .iter_mut()
            .zip(all)
            .filter(|(_, texts)| texts.src.len().min(texts.trg.len()) >= FEWEST)
            .unzip();
        let mut options = Options::new(language);
        options.weights.learn = false;
        let in_order = align_all(&texts, &options).beads;
        for ((pair, texts), beads) in batch.iter_mut().zip(&mut texts).zip(&in_order) {
            let (src, trg) = coverage(beads, texts);
            if src.min(trg) >= TRANSLATION {
                pair.relation = Relation::Translation;
            }
            texts.comparable = true;
        }
        let long = |at: usize| texts[at].src.len().min(texts[at].trg.len()) >= FEW;
        // What is no translation may still hold translated passages, in any order.
        let rest: Vec<usize> =
            (0..batch.len()).filter(|&at| batch[at].relation != Relation::Translation && long(at)).collect();
        let others: Vec<Texts> = rest.iter().map(|&at| std::mem::take(&mut texts[at])).collect();
        let in_any_order = align_all(&others, &options).beads;
        for ((&at, texts), beads) in rest.iter().zip(&others).zip(&in_any_order) {
            let (src, trg) = coverage(beads, texts);
            if src.max(trg) >= ADAPTATION && src.min(trg) >= ADAPTATION / 2.0 {
                batch[at].relation = Relation::Adaptation;
            }
        }
    }
}

fn split(article: &Article, language: Language) -> Vec<String> {
    let text = &article.text;
    let title = Some(article.title.trim().to_owned()).filter(|title| !title.is_empty());
    let body = sentences::spans(text, language).into_iter().take(TRIED).map(|span| text[span].to_owned());
    title.into_iter().chain(body).collect()
}

/// Shares of the sentences of both sides that link.
fn coverage(beads: &[Bead], texts: &Texts) -> (f64, f64) {
    let linked: Vec<&Bead> =
        beads.iter().filter(|bead| !bead.is_null() && bead.probability >= LINKED).collect();
    let src: usize = linked.iter().map(|bead| bead.src.len()).sum();
    let trg: usize = linked.iter().map(|bead| bead.trg.len()).sum();
    (src as f64 / texts.src.len().max(1) as f64, trg as f64 / texts.trg.len().max(1) as f64)
}
