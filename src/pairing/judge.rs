//! From similarity to a probability: how similar, how much more than to the others, how many hours apart.

use super::vectors::{Candidate, Shared, Vector};
use super::{Options, Relation};

/// A pair with its probability.
pub struct Judged {
    /// Place in the English list.
    pub src: usize,
    /// Place in the other list.
    pub trg: usize,
    /// Probability of the same event.
    pub score: f64,
    /// Translation, same event or merely related.
    pub relation: Relation,
    /// English time less the other's, in hours.
    pub hours: Option<f64>,
    /// What both share.
    pub shared: Vec<Shared>,
}

/// Judges all candidates.
pub fn all(candidates: &[Vec<Candidate>], src: &[Vector], trg: &[Vector], options: &Options) -> Vec<Judged> {
    let mut rivals: Vec<Vec<f32>> = vec![Vec::new(); trg.len()];
    for candidate in candidates.iter().flatten() {
        rivals[candidate.trg].push(candidate.similarity);
    }
    for list in &mut rivals {
        list.sort_by(|a, b| b.total_cmp(a));
    }
    let mut judged = Vec::new();
    for list in candidates {
        let own: Vec<f32> = list.iter().map(|candidate| candidate.similarity).collect();
        let mut found: Vec<Judged> = Vec::new();
        for candidate in list.iter().take(options.most) {
            let hours = match (src[candidate.src].time, trg[candidate.trg].time) {
                (Some(a), Some(b)) => Some((a - b) as f64 / 3600.0),
                _ => None,
            };
            let similarity = f64::from(candidate.similarity);
            let usual = 0.5
                * (others(&own, candidate.similarity) + others(&rivals[candidate.trg], candidate.similarity));
            let score = probability(similarity, similarity - usual, hours);
            if std::env::var_os("PX_PAIR").is_some() {
                eprintln!(
                    "F\t{}\t{}\t{similarity}\t{usual}\t{}\t{}\t{}",
                    candidate.src,
                    candidate.trg,
                    hours.unwrap_or(-1.0),
                    src[candidate.src].size,
                    trg[candidate.trg].size
                );
            }
            if score < options.least {
                continue;
            }
            let relation = if score >= 0.5 { Relation::SameEvent } else { Relation::Related };
            let shared = candidate.shared.clone();
            found.push(Judged { src: candidate.src, trg: candidate.trg, score, relation, hours, shared });
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.trg.cmp(&b.trg)));
        judged.extend(found);
    }
    judged
}

/// The mean similarity of the best four others in a list.
fn others(list: &[f32], own: f32) -> f64 {
    let skip = list.iter().position(|&value| value == own).unwrap_or(list.len());
    let best =
        list.iter().enumerate().filter(|(at, _)| *at != skip).take(4).map(|(_, value)| f64::from(*value));
    best.sum::<f64>() / 4.0
}

fn probability(similarity: f64, margin: f64, hours: Option<f64>) -> f64 {
    let apart = hours.map_or(0.0, |hours| (hours.abs() / 24.0).min(5.0));
    let logit = -6.0 + 14.0 * similarity + 20.0 * margin - 0.5 * apart;
    1.0 / (1.0 + (-logit).exp())
}
