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
            let rivals = &rivals[candidate.trg];
            let features = Features {
                similarity,
                margin: similarity
                    - 0.5 * (others(&own, candidate.similarity) + others(rivals, candidate.similarity)),
                best_of_src: candidate.similarity >= own[0],
                best_of_trg: candidate.similarity >= rivals[0],
                days: hours.map(|hours| hours.abs() / 24.0),
                size: src[candidate.src].size.min(trg[candidate.trg].size),
                shared: candidate.shared.len(),
            };
            let score = features.probability();
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

/// What the probability of a pair rests on.
struct Features {
    /// Similarity, 0 to 1.
    similarity: f64,
    /// How much more similar than the rivals of either article are.
    margin: f64,
    /// No other article is more similar to the English one.
    best_of_src: bool,
    /// No other article is more similar to the other one.
    best_of_trg: bool,
    /// Days between them, where both dates are known.
    days: Option<f64>,
    /// Words of the shorter article.
    size: usize,
    /// How many words both share, up to a handful.
    shared: usize,
}

/// Weights of [`Features::values`], fitted by logistic regression.
const WEIGHTS: [f64; 8] = [-8.12, 18.38, 18.31, 0.94, 0.14, -0.88, -1.41, 3.08];

impl Features {
    fn values(&self) -> [f64; 8] {
        [
            1.0,
            self.similarity,
            self.margin,
            f64::from(u8::from(self.best_of_src)),
            f64::from(u8::from(self.best_of_trg)),
            self.days.map_or(0.0, |days| days.min(5.0)),
            (self.size as f64 + 1.0).ln() - 4.5,
            self.shared as f64 / 8.0,
        ]
    }

    fn probability(&self) -> f64 {
        let logit: f64 = self.values().iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-logit).exp())
    }
}
