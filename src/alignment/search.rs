//! Beads and the best path: every bead in the corridor gets a score in nats, dynamic programming sums over all paths
//! (forward–backward), and the path that is expected to hold most right beads is taken.

use super::bead::Bead;
use super::corridor::Corridor;
use super::document::Document;
use super::evidence::Evidence;
use super::scorer::Scorer;
use super::weights::Weights;
use crate::lexicon::Translation;
use std::ops::Range;

/// The most sentences of one side in a bead.
const WIDEST: usize = 4;
/// Nodes whose share of all paths is under e to this power grow no wide beads.
const HOPELESS: f64 = -9.0;

/// Aligns one document: beads in order that cover every sentence once.
pub fn align(
    document: &Document,
    translation: &Translation,
    corridor: &Corridor,
    weights: &Weights,
) -> Vec<Bead> {
    let evidence = Evidence::collect(document, translation, corridor);
    let mut scorer = Scorer::new(document, translation, corridor, &evidence, weights);
    let nodes = Nodes::new(corridor, document.src.len());
    let mut beads = Beads::narrow(&mut scorer, corridor, &nodes, document);
    let sums = Sums::over(&beads, &nodes, f64::from(weights.temperature));
    beads.widen(&mut scorer, &sums, &nodes, document);
    let sums = Sums::over(&beads, &nodes, f64::from(weights.temperature));
    best_path(&beads, &sums, &nodes)
}

/// The nodes of the lattice: (source sentences done, target sentences done), numbered row by row.
struct Nodes {
    rows: Vec<Range<usize>>,
    starts: Vec<usize>,
}

impl Nodes {
    fn new(corridor: &Corridor, sources: usize) -> Self {
        let rows: Vec<Range<usize>> = (0..=sources).map(|row| corridor.nodes(row)).collect();
        let mut starts = vec![0];
        for row in &rows {
            starts.push(starts[starts.len() - 1] + row.len());
        }
        Nodes { rows, starts }
    }

    fn number(&self, row: usize, column: usize) -> Option<usize> {
        let range = self.rows.get(row)?;
        range.contains(&column).then(|| self.starts[row] + column - range.start)
    }

    fn len(&self) -> usize {
        self.starts[self.starts.len() - 1]
    }
}

/// A bead that could be: from a node, so many sentences of each side, a score in nats.
#[derive(Clone, Copy)]
struct Candidate {
    from: u32,
    to: u32,
    src: u8,
    trg: u8,
    score: f32,
}

/// All candidates, sorted by the node that they start from.
struct Beads {
    all: Vec<Candidate>,
}

impl Beads {
    /// Null beads everywhere and 1-1 in every cell.
    fn narrow(scorer: &mut Scorer, corridor: &Corridor, nodes: &Nodes, document: &Document) -> Self {
        let skip = scorer.skip();
        let mut all = Vec::with_capacity(nodes.len() * 3);
        for row in 0..nodes.rows.len() {
            for column in nodes.rows[row].clone() {
                let Some(from) = nodes.number(row, column) else { continue };
                let mut push = |src: usize, trg: usize, score: f32| {
                    if let Some(to) = nodes.number(row + src, column + trg) {
                        let (from, to) = (from as u32, to as u32);
                        all.push(Candidate { from, to, src: src as u8, trg: trg as u8, score });
                    }
                };
                if row < document.src.len() {
                    push(1, 0, -skip);
                }
                if column < document.trg.len() {
                    push(0, 1, -skip);
                }
                if corridor.cell(row, column).is_none() {
                    continue;
                }
                push(1, 1, scorer.score(row, column, 1, 1));
            }
        }
        Beads { all }
    }

    /// Adds wider beads between nodes that good paths pass.
    fn widen(&mut self, scorer: &mut Scorer, sums: &Sums, nodes: &Nodes, document: &Document) {
        let hope = |node: usize| sums.forward[node] + sums.backward[node] - sums.whole >= HOPELESS;
        let mut wider = Vec::new();
        for row in 0..document.src.len() {
            for column in nodes.rows[row].clone() {
                let Some(from) = nodes.number(row, column).filter(|&node| hope(node)) else { continue };
                for src in 1..=WIDEST {
                    for trg in 1..=WIDEST {
                        if src + trg <= 2 {
                            continue;
                        }
                        let Some(to) = nodes.number(row + src, column + trg).filter(|&node| hope(node))
                        else {
                            continue;
                        };
                        if scorer.worth(row, column, src, trg) {
                            let score = scorer.score(row, column, src, trg);
                            let (from, to) = (from as u32, to as u32);
                            wider.push(Candidate { from, to, src: src as u8, trg: trg as u8, score });
                        }
                    }
                }
            }
        }
        self.all.extend(wider);
        self.all.sort_by_key(|bead| bead.from);
    }
}

/// Sums over all paths, in nats: up to each node and from each node on.
struct Sums {
    forward: Vec<f64>,
    backward: Vec<f64>,
    whole: f64,
    temperature: f64,
}

impl Sums {
    fn over(beads: &Beads, nodes: &Nodes, temperature: f64) -> Self {
        let mut forward = vec![f64::NEG_INFINITY; nodes.len()];
        let mut backward = vec![f64::NEG_INFINITY; nodes.len()];
        forward[0] = 0.0;
        if let Some(last) = backward.last_mut() {
            *last = 0.0;
        }
        for bead in &beads.all {
            let through = forward[bead.from as usize] + f64::from(bead.score) / temperature;
            add_log(&mut forward[bead.to as usize], through);
        }
        for bead in beads.all.iter().rev() {
            let through = backward[bead.to as usize] + f64::from(bead.score) / temperature;
            add_log(&mut backward[bead.from as usize], through);
        }
        let whole = forward[nodes.len() - 1];
        Sums { forward, backward, whole, temperature }
    }

    fn posterior(&self, bead: &Candidate) -> f64 {
        let through = self.forward[bead.from as usize]
            + f64::from(bead.score) / self.temperature
            + self.backward[bead.to as usize];
        (through - self.whole).exp().min(1.0)
    }
}

pub(super) fn add_log(sum: &mut f64, term: f64) {
    let (low, high) = if *sum < term { (*sum, term) } else { (term, *sum) };
    let apart = low - high;
    *sum = if apart < -30.0 || apart.is_nan() { high } else { high + apart.exp().ln_1p() };
}

/// The path with the greatest expected number of right beads, each counted by the sentences that it covers.
fn best_path(beads: &Beads, sums: &Sums, nodes: &Nodes) -> Vec<Bead> {
    let mut best = vec![f64::NEG_INFINITY; nodes.len()];
    let mut back: Vec<u32> = vec![u32::MAX; nodes.len()];
    best[0] = 0.0;
    for (number, bead) in beads.all.iter().enumerate() {
        let covered = f64::from(bead.src + bead.trg);
        let value = best[bead.from as usize] + sums.posterior(bead) * covered;
        if value > best[bead.to as usize] {
            best[bead.to as usize] = value;
            back[bead.to as usize] = number as u32;
        }
    }
    let mut path = Vec::new();
    let mut at = nodes.len() - 1;
    let place = |node: usize| {
        let row = nodes.starts.partition_point(|&start| start <= node) - 1;
        (row, nodes.rows[row].start + node - nodes.starts[row])
    };
    while let Some(bead) = beads.all.get(back[at] as usize) {
        let (row, column) = place(bead.from as usize);
        path.push({
            let (src, trg) = (usize::from(bead.src), usize::from(bead.trg));
            Bead { nats: bead.score, ..Bead::new(row..row + src, column..column + trg, sums.posterior(bead)) }
        });
        at = bead.from as usize;
    }
    path.reverse();
    path
}
