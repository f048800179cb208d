//! Articles as weighted stems, and the most similar ones of the other language.
//!
//! The weight of a stem is (1 + ln tf)·idf; an English stem speaks for a stem of the other language as far as the
//! lexicon, a likeness of names or an equal number ties the two.

use super::Options;
use crate::corpus::Article;
use crate::lexicon::{Translation, Vocabulary};
use rayon::prelude::*;

/// An article: its stems with weights, its time, its size.
pub struct Vector {
    /// Stem numbers with weights, sorted by number.
    pub terms: Vec<(u32, f32)>,
    /// Length of the vector.
    pub norm: f32,
    /// Seconds since 1970.
    pub time: Option<i64>,
    /// Words in the article.
    pub size: usize,
}

/// A pair that may be one, with what it rests on.
pub struct Candidate {
    /// Place in the English list.
    pub src: usize,
    /// Place in the other list.
    pub trg: usize,
    /// Similarity, 0 to 1.
    pub similarity: f32,
    /// What both share, the weightiest first.
    pub shared: Vec<Shared>,
}

/// An English and another stem that two articles share.
#[derive(Debug, Clone, Copy)]
pub struct Shared {
    /// Number of the English stem.
    pub src: u32,
    /// Number of the other stem.
    pub trg: u32,
    /// What it adds to the similarity.
    pub weight: f32,
}

/// Words of a title count this many times.
const TITLE: usize = 2;
/// At most so many words of an article are read: what comes later is detail.
const LONGEST: usize = 3000;
/// How many shared words are kept as evidence.
const EVIDENCE: usize = 8;

/// Reads the chosen articles into stems; the weights come with [`candidates`].
pub fn read(articles: &[Article], chosen: &[usize], vocabulary: &mut Vocabulary) -> Vec<Vector> {
    let mut numbers = Vec::new();
    let mut vectors: Vec<Vector> = Vec::new();
    for &place in chosen {
        let article = &articles[place];
        numbers.clear();
        for _ in 0..TITLE {
            vocabulary.read(&article.title, &mut numbers);
        }
        vocabulary.read(&article.text, &mut numbers);
        numbers.truncate(LONGEST);
        let size = numbers.len();
        numbers.sort_unstable();
        let runs = numbers.chunk_by(|a, b| a == b);
        let terms = runs.map(|run| (run[0], 1.0 + (run.len() as f32).ln())).collect();
        vectors.push(Vector { terms, norm: 0.0, time: article.time(), size });
    }
    let mut used = vec![0_u32; vocabulary.stems.len()];
    for vector in &vectors {
        vector.terms.iter().for_each(|(term, _)| used[*term as usize] += 1);
    }
    let all = vectors.len() as f32;
    for vector in &mut vectors {
        for (term, weight) in &mut vector.terms {
            *weight *= ((all + 1.0) / (used[*term as usize] as f32 + 0.5)).ln().max(0.05);
        }
        vector.norm = vector.terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1e-6);
    }
    vectors
}

/// For each English article the most similar ones of the other language.
pub fn candidates(
    src: &[Vector],
    trg: &[Vector],
    translation: &Translation,
    (_, targets): (usize, usize),
    options: &Options,
) -> Vec<Vec<Candidate>> {
    let mut index: Vec<Vec<(u32, f32)>> = vec![Vec::new(); targets];
    for (number, vector) in trg.iter().enumerate() {
        for &(term, weight) in &vector.terms {
            index[term as usize].push((number as u32, weight / vector.norm));
        }
    }
    let window = (options.window_days * 86_400.0) as i64;
    let near = |a: Option<i64>, b: Option<i64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= window,
        _ => true,
    };
    src.par_iter()
        .enumerate()
        .map(|(number, vector)| {
            let spoken = project(vector, translation);
            let mut sums = vec![0.0_f32; trg.len()];
            for &(_, target, weight) in &spoken {
                for &(other, other_weight) in &index[target as usize] {
                    sums[other as usize] += weight * other_weight;
                }
            }
            let mut best: Vec<(f32, usize)> = sums
                .into_iter()
                .enumerate()
                .filter(|&(other, sum)| sum > 0.0 && near(vector.time, trg[other].time))
                .map(|(other, sum)| (sum / vector.norm, other))
                .collect();
            best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            best.truncate(options.most.max(10));
            let describe = |(similarity, other): (f32, usize)| {
                let terms = &trg[other].terms;
                let mut shared: Vec<Shared> = spoken
                    .iter()
                    .filter_map(|&(source, target, weight)| {
                        let at = terms.binary_search_by_key(&target, |(term, _)| *term).ok()?;
                        Some(Shared { src: source, trg: target, weight: weight * terms[at].1 })
                    })
                    .collect();
                shared.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.trg.cmp(&b.trg)));
                shared.truncate(EVIDENCE);
                Candidate { src: number, trg: other, similarity, shared }
            };
            best.into_iter().map(describe).collect()
        })
        .collect()
}

/// What an English article says in stems of the other language: (English stem, other stem, weight).
fn project(vector: &Vector, translation: &Translation) -> Vec<(u32, u32, f32)> {
    let mut spoken: Vec<(u32, u32, f32)> = Vec::new();
    for &(source, weight) in &vector.terms {
        for link in translation.links(source) {
            let tie = ((link.forward * link.backward).sqrt() * 1.5).min(1.0);
            if tie >= 0.1 {
                spoken.push((source, link.target, weight * tie));
            }
        }
    }
    // Several English words may speak for one: the weightiest does.
    spoken.sort_by(|a, b| a.1.cmp(&b.1).then(b.2.total_cmp(&a.2)));
    spoken.dedup_by_key(|(_, target, _)| *target);
    spoken
}
