//! Logistic regression by Newton's method on standardised figures, with an offset for each set.
//!
//! How many of a set's pairs are right is a matter of how it was gathered. The offset of a set takes that up, so that the
//! weights say only what the figures say (a random intercept, drawn towards 0).

use crate::judgement::fit::solve;

/// A labelled pair.
pub struct Row<'a> {
    /// Its set.
    pub set: usize,
    /// Its figures; the first is 1.
    pub values: &'a [f64],
    /// Whether it is right.
    pub right: bool,
    /// How much it counts.
    pub weight: f64,
}

/// What was fitted.
pub struct Fitted {
    /// A weight for each figure.
    pub weights: Vec<f64>,
    /// By how much each set's logits are higher.
    pub offsets: Vec<f64>,
}

/// Strength of the pull of all weights (of standardised figures) towards 0.
const PULL: f64 = 8.0;
/// The same for the offsets of sets.
const OFFSET_PULL: f64 = 8.0;
const ROUNDS: usize = 30;

/// Fits; figures named in `without` get no weight.
pub fn regress(rows: &[Row], sets: usize, without: &[usize]) -> Fitted {
    let figures = rows.first().map_or(0, |row| row.values.len());
    let total: f64 = rows.iter().map(|row| row.weight).sum::<f64>().max(1e-9);
    let (mut mean, mut spread) = (vec![0.0; figures], vec![0.0; figures]);
    for row in rows {
        for (mean, value) in mean.iter_mut().zip(row.values) {
            *mean += row.weight * value / total;
        }
    }
    for row in rows {
        for ((spread, mean), value) in spread.iter_mut().zip(&mean).zip(row.values) {
            *spread += row.weight * (value - mean).powi(2) / total;
        }
    }
    let used: Vec<usize> = (1..figures).filter(|&at| spread[at] > 1e-12 && !without.contains(&at)).collect();
    let scale: Vec<f64> = spread.iter().map(|spread| spread.sqrt()).collect();
    // Places: the bias, the figures that are used, the sets.
    let (size, first_set) = (1 + used.len() + sets, 1 + used.len());
    let mut weights = vec![0.0; size];
    let mut values = vec![0.0; first_set];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; size];
        let mut bend = vec![vec![0.0; size]; size];
        for row in rows {
            values[0] = 1.0;
            for (value, &at) in values[1..].iter_mut().zip(&used) {
                *value = (row.values[at] - mean[at]) / scale[at];
            }
            let set = first_set + row.set;
            let logit: f64 = values.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let probability = super::chance(logit + weights[set]);
            let miss = row.weight * (f64::from(u8::from(row.right)) - probability);
            let certainty = row.weight * probability * (1.0 - probability);
            slope[set] += miss;
            bend[set][set] += certainty;
            let (upper, lower) = bend.split_at_mut(first_set);
            for (i, own) in upper.iter_mut().enumerate() {
                slope[i] += miss * values[i];
                let scaled = certainty * values[i];
                lower[row.set][i] += scaled;
                for (entry, value) in own[..=i].iter_mut().zip(&values) {
                    *entry += scaled * value;
                }
            }
        }
        for i in 0..size {
            let pull = match i {
                0 => 1e-6,
                _ if i < first_set => PULL,
                _ => OFFSET_PULL,
            };
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
            let step = step.clamp(-2.0, 2.0);
            *weight += step;
            moved = moved.max(step.abs());
        }
        if moved < 1e-6 {
            break;
        }
    }
    let mut plain = vec![0.0; figures];
    if figures > 0 {
        plain[0] = weights[0];
        for (&at, weight) in used.iter().zip(&weights[1..]) {
            plain[at] = weight / scale[at];
            plain[0] -= plain[at] * mean[at];
        }
    }
    Fitted { weights: plain, offsets: weights.split_off(first_set) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_different_shares_give_one_weight() {
        // Of a figure's value v the logit is 2v - 1, in the second set 2 more.
        let values: Vec<[f64; 2]> = (0..40).map(|at| [1.0, f64::from(at) / 10.0 - 2.0]).collect();
        let mut rows = Vec::new();
        for set in 0..2 {
            for values in &values {
                let chance = super::super::chance(2.0 * values[1] - 1.0 + 2.0 * set as f64);
                for (right, weight) in [(true, chance), (false, 1.0 - chance)] {
                    rows.push(Row { set, values, right, weight: 100.0 * weight });
                }
            }
        }
        let fitted = regress(&rows, 2, &[]);
        assert!((fitted.weights[1] - 2.0).abs() < 0.05, "{:?}", fitted.weights);
        assert!((fitted.offsets[1] - fitted.offsets[0] - 2.0).abs() < 0.15, "{:?}", fitted.offsets);
    }
}
