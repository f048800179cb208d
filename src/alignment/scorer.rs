//! The score of a bead in nats: how much better its words are explained by the other side than by chance, how well the
//! lengths, the order of the words and the signs at the end agree, less the price of merging.
//!
//! Not for: choosing among beads (that is [`super::search`]).

use super::corridor::Corridor;
use super::document::Document;
use super::evidence::Evidence;
use super::marks::Marks;
use super::order::Order;
use super::weights::Weights;
use crate::lexicon::Translation;
use std::ops::Range;

/// A word is explained by all words of the other side together with at most this probability, the weight of the
/// order included.
const MOST: f32 = 2.0;

/// Scores beads. Scratch space is kept between calls.
pub struct Scorer<'a> {
    document: &'a Document,
    translation: &'a Translation,
    corridor: &'a Corridor,
    evidence: &'a Evidence,
    weights: &'a Weights,
    /// Expected length of the target side for one letter of the source side.
    ratio: f32,
    unexplained_src: Vec<f64>,
    unexplained_trg: Vec<f64>,
    letters_src: Vec<f64>,
    units_src: Vec<f64>,
    units_trg: Vec<f64>,
    letters_trg: Vec<f64>,
    sums_src: Vec<f32>,
    sums_trg: Vec<f32>,
    touched_src: Vec<u32>,
    touched_trg: Vec<u32>,
    order: Order,
    marks: Marks,
}

impl<'a> Scorer<'a> {
    /// Prepares running sums over one document.
    pub fn new(
        document: &'a Document,
        translation: &'a Translation,
        corridor: &'a Corridor,
        evidence: &'a Evidence,
        weights: &'a Weights,
    ) -> Self {
        let running = |values: &mut dyn Iterator<Item = f32>| -> Vec<f64> {
            let mut sum = 0.0_f64;
            let mut sums = vec![0.0];
            sums.extend(values.map(|value| {
                sum += f64::from(value);
                sum
            }));
            sums
        };
        let (src, trg) = (&document.src, &document.trg);
        Scorer {
            document,
            translation,
            corridor,
            evidence,
            weights,
            ratio: document.ratio,
            unexplained_src: running(
                &mut src.words.iter().map(|&word| translation.src[word as usize].unexplained),
            ),
            unexplained_trg: running(
                &mut trg.words.iter().map(|&word| translation.trg[word as usize].unexplained),
            ),
            units_src: running(&mut src.units.iter().copied()),
            units_trg: running(&mut trg.units.iter().copied()),
            letters_src: running(&mut src.lengths.iter().copied()),
            letters_trg: running(&mut trg.lengths.iter().copied()),
            sums_src: vec![0.0; src.words.len()],
            sums_trg: vec![0.0; trg.words.len()],
            touched_src: Vec::new(),
            touched_trg: Vec::new(),
            order: Order::new(weights.order_share, weights.order_slope),
            marks: Marks::of(&trg.marks, weights.marks_differ),
        }
    }

    /// What a sentence without a partner costs.
    pub fn skip(&self) -> f32 {
        self.weights.skip
    }

    /// Whether every sentence of a bead is tied to the other side by at least one word.
    pub fn worth(&self, row: usize, column: usize, src: usize, trg: usize) -> bool {
        let (Some(_), true) =
            (self.corridor.cell(row + src - 1, column + trg - 1), row + src <= self.document.src.len())
        else {
            return false;
        };
        let tied = |row: usize, column: usize| {
            self.corridor.cell(row, column).is_some_and(|cell| !self.evidence.hits(cell).is_empty())
        };
        (row..row + src).all(|row| (column..column + trg).any(|column| tied(row, column)))
            && (column..column + trg).all(|column| (row..row + src).any(|row| tied(row, column)))
    }

    /// How much likelier the two sides are together than apart, in nats, less what the shape costs.
    pub fn score(&mut self, row: usize, column: usize, src: usize, trg: usize) -> f32 {
        let words_src = self.document.src.range(row, row + src);
        let words_trg = self.document.trg.range(column, column + trg);
        for row in row..row + src {
            for column in column..column + trg {
                let Some(cell) = self.corridor.cell(row, column) else { continue };
                for hit in self.evidence.hits(cell) {
                    if self.sums_trg[hit.trg as usize] == 0.0 {
                        self.touched_trg.push(hit.trg);
                    }
                    if self.sums_src[hit.src as usize] == 0.0 {
                        self.touched_src.push(hit.src);
                    }
                    let (forward, backward) =
                        self.order.weigh(place_in(&words_src, hit.src), place_in(&words_trg, hit.trg));
                    self.sums_trg[hit.trg as usize] += hit.forward * forward;
                    self.sums_src[hit.src as usize] += hit.backward * backward;
                }
            }
        }
        let most = self.weights.cap.exp();
        let mut explained = Product::default();
        for place in self.touched_trg.drain(..) {
            let gain = self.translation.trg[self.document.trg.words[place as usize] as usize].gain;
            let mean = std::mem::take(&mut self.sums_trg[place as usize]).min(MOST) / words_src.len() as f32;
            explained.multiply((1.0 + gain * mean).min(most));
        }
        for place in self.touched_src.drain(..) {
            let gain = self.translation.src[self.document.src.words[place as usize] as usize].gain;
            let mean = std::mem::take(&mut self.sums_src[place as usize]).min(MOST) / words_trg.len() as f32;
            explained.multiply((1.0 + gain * mean).min(most));
        }
        let unexplained = between(&self.unexplained_src, words_src.start, words_src.end)
            + between(&self.unexplained_trg, words_trg.start, words_trg.end);
        let words = 0.5 * (explained.ln() + unexplained);
        let letters_src = between(&self.letters_src, row, row + src);
        let letters_trg = between(&self.letters_trg, column, column + trg);
        let lines = (src + trg - 2) as f32;
        let units_src = between(&self.units_src, row, row + src);
        let units_trg = between(&self.units_trg, column, column + trg);
        // Two lines that say what one line says in two sentences are no merging at all.
        let both = (src.min(trg) - 1) as f32;
        let price = self.weights.line * lines
            + self.weights.merge * (units_src - units_trg).abs()
            + self.weights.both * both;
        words + self.weights.length * self.length(letters_src, letters_trg) - price
            + self
                .marks
                .score(self.document.src.marks[row + src - 1], self.document.trg.marks[column + trg - 1])
    }

    /// How much likelier this ratio of lengths is for sentences that say the same than for any two.
    fn length(&self, src: f32, trg: f32) -> f32 {
        const ANY: f32 = 0.9;
        const OUTLIERS: f32 = 0.05;
        let off = ((trg + 3.0) / (self.ratio * (src + 3.0))).ln();
        let spread = (self.weights.length_spread.powi(2) + 2.0 / (src + trg + 4.0)).sqrt();
        let same = (-0.5 * (off / spread).powi(2)).exp() / spread;
        let any = (-0.5 * (off / ANY).powi(2)).exp() / ANY;
        ((1.0 - OUTLIERS) * same / any + OUTLIERS).ln()
    }
}

/// Where a word stands in a bead, 0 to 1.
fn place_in(words: &Range<usize>, place: u32) -> f32 {
    (place as f32 - words.start as f32 + 0.5) / words.len() as f32
}

/// The sum of values from one place to another, out of running sums (in `f64`: long texts have millions of words).
fn between(sums: &[f64], from: usize, to: usize) -> f32 {
    (sums[to] - sums[from]) as f32
}

/// A sum of logarithms, taken of the product: one logarithm for many factors.
struct Product {
    factors: f64,
    logarithms: f64,
}

impl Default for Product {
    fn default() -> Self {
        Product { factors: 1.0, logarithms: 0.0 }
    }
}

impl Product {
    fn multiply(&mut self, factor: f32) {
        self.factors *= f64::from(factor);
        if self.factors > 1e200 {
            self.logarithms += self.factors.ln();
            self.factors = 1.0;
        }
    }

    fn ln(self) -> f32 {
        (self.logarithms + self.factors.ln()) as f32
    }
}
