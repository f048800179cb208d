//! Finds the weights of a judgement: logistic regression by Newton's method on standardised terms, pulled towards nothing.

use super::model::Term;

/// Rounds of Newton's method: it settles in less.
const ROUNDS: usize = 40;

/// An example: the values of the figures, the right answer, and what it counts.
#[derive(Debug, Clone)]
pub struct Example {
    /// In the order of [`super::figures::NAMES`].
    pub values: Vec<f32>,
    /// Whether the answer is yes.
    pub right: bool,
    /// What it counts.
    pub weight: f64,
}

/// The weights of the terms. `pull` is the weight of the ridge, in examples.
pub fn regress(examples: &[Example], terms: &[Term], pull: f64) -> Vec<(Term, f64)> {
    let rows: Vec<Vec<f64>> =
        examples.iter().map(|example| terms.iter().map(|term| term.of(&example.values)).collect()).collect();
    let truth: Vec<(bool, f64)> = examples.iter().map(|example| (example.right, example.weight)).collect();
    let (bias, weights) = logistic(&rows, &truth, terms.len(), pull);
    let mut found: Vec<(Term, f64)> = Vec::new();
    found.extend(Term::parse("bias").ok().map(|term| (term, bias)));
    found.extend(weights.into_iter().map(|(at, weight)| (terms[at].clone(), weight)));
    found
}

/// A logistic regression: rows of so many values, for each the right answer and what it counts. The bias, and the weight of
/// each value that differs from row to row, by its place.
pub fn logistic(
    rows: &[Vec<f64>],
    truth: &[(bool, f64)],
    count: usize,
    pull: f64,
) -> (f64, Vec<(usize, f64)>) {
    let total: f64 = truth.iter().map(|(_, weight)| weight).sum::<f64>().max(1e-9);
    let mut mean = vec![0.0; count];
    let mut spread = vec![0.0; count];
    for (row, (_, weight)) in rows.iter().zip(truth) {
        for at in 0..count {
            mean[at] += weight * row[at] / total;
        }
    }
    for (row, (_, weight)) in rows.iter().zip(truth) {
        for at in 0..count {
            spread[at] += weight * (row[at] - mean[at]).powi(2) / total;
        }
    }
    let scale: Vec<f64> = spread.iter().map(|spread| spread.sqrt()).collect();
    let used: Vec<usize> = (0..count).filter(|&at| scale[at] > 1e-6).collect();
    // The last is the bias.
    let size = used.len() + 1;
    let mut weights = vec![0.0; size];
    let mut values = vec![1.0; size];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; size];
        let mut bend = vec![vec![0.0; size]; size];
        for (row, (right, counts)) in rows.iter().zip(truth) {
            for (value, &at) in values.iter_mut().zip(&used) {
                *value = (row[at] - mean[at]) / scale[at];
            }
            let logit: f64 = values.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let probability = 1.0 / (1.0 + (-logit).exp());
            let miss = counts * (f64::from(u8::from(*right)) - probability);
            let certainty = counts * probability * (1.0 - probability);
            for i in 0..size {
                slope[i] += miss * values[i];
                let scaled = certainty * values[i];
                for (bend, value) in bend[i][..=i].iter_mut().zip(&values) {
                    *bend += scaled * value;
                }
            }
        }
        for i in 0..size {
            let pull = if i + 1 == size { 1e-6 } else { pull };
            slope[i] -= pull * weights[i];
            bend[i][i] += pull;
            let (above, below) = bend.split_at_mut(i);
            for (row, value) in above.iter_mut().zip(&below[0]) {
                row[i] = *value;
            }
        }
        let step = solve(bend, slope);
        let mut moved = 0.0_f64;
        for (weight, step) in weights.iter_mut().zip(step) {
            let step = step.clamp(-3.0, 3.0);
            *weight += step;
            moved = moved.max(step.abs());
        }
        if moved < 1e-6 {
            break;
        }
    }
    let mut bias = weights[size - 1];
    let mut found = Vec::new();
    for (&at, weight) in used.iter().zip(&weights) {
        let plain = weight / scale[at];
        bias -= plain * mean[at];
        found.push((at, plain));
    }
    (bias, found)
}

/// Solves a small linear system by elimination.
pub(crate) fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for column in 0..size {
        let best =
            (column..size).max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()));
        let best = best.unwrap_or(column);
        matrix.swap(column, best);
        right.swap(column, best);
        let lead = matrix[column][column];
        if lead.abs() < 1e-12 {
            continue;
        }
        let pivot = matrix[column].clone();
        for row in column + 1..size {
            let factor = matrix[row][column] / lead;
            if factor != 0.0 {
                for at in column..size {
                    matrix[row][at] -= factor * pivot[at];
                }
                right[row] -= factor * right[column];
            }
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|at| matrix[row][at] * right[at]).sum();
        let lead = matrix[row][row];
        right[row] = if lead.abs() < 1e-12 { 0.0 } else { (right[row] - known) / lead };
    }
    right
}

/// How well probabilities do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// How many are right.
    pub right: usize,
    /// How often a right one is over a wrong one.
    pub auc: f64,
    /// Mean precision at each right one, from the best down.
    pub average_precision: f64,
    /// Of those of one half and up, how many are right.
    pub precision: f64,
    /// How many of the right ones are of one half and up.
    pub recall: f64,
    /// Mean distance between probability and truth, in ten bins.
    pub error: f64,
}

/// Measures probabilities against the truth.
pub fn measures(scored: &[(f64, bool)]) -> Measures {
    let mut order: Vec<&(f64, bool)> = scored.iter().collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let right = scored.iter().filter(|one| one.1).count();
    let wrong = scored.len() - right;
    let (mut hits, mut above, mut average) = (0.0, 0.0, 0.0);
    for (place, one) in order.iter().enumerate() {
        if one.1 {
            hits += 1.0;
            average += hits / (place + 1) as f64 / right.max(1) as f64;
        } else {
            above += hits;
        }
    }
    let mut bins = [0.0_f64; 10];
    for &(score, truth) in scored {
        bins[((score * 10.0) as usize).min(9)] += score - f64::from(u8::from(truth));
    }
    let decided = scored.iter().filter(|one| one.0 >= 0.5);
    let (found, told) = (decided.clone().filter(|one| one.1).count(), decided.count());
    let share = |part: f64, whole: usize| if whole > 0 { part / whole as f64 } else { 0.0 };
    Measures {
        right,
        auc: share(above, (right * wrong).max(1)),
        average_precision: average,
        precision: share(found as f64, told),
        recall: share(found as f64, right),
        error: share(bins.iter().map(|bin| bin.abs()).sum(), scored.len()),
    }
}
