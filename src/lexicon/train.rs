//! Word translation probabilities from aligned text by expectation–maximisation.
//!
//! IBM model 1 with an empty word (Brown et al. 1993) in both directions; the link counts are the geometric mean of the
//! two directions' posteriors, which keeps only what both believe (after Liang, Taskar and Klein 2006).

use rustc_hash::FxHashMap;

/// A pair of texts that say the same, as stem numbers, and how often it counts.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Source stems.
    pub source: Vec<u32>,
    /// Target stems.
    pub target: Vec<u32>,
    /// 1 for a sentence pair; more for what is surer.
    pub weight: f32,
}

/// A learned link: source stem, target stem, p(target|source), p(source|target), expected count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learned {
    /// Source stem.
    pub source: u32,
    /// Target stem.
    pub target: u32,
    /// p(target | source).
    pub forward: f32,
    /// p(source | target).
    pub backward: f32,
    /// How many links of the two the pairs are expected to hold.
    pub count: f32,
}

/// Stems as numbers, in the order of their first use.
#[derive(Debug, Default, Clone)]
pub struct Numbering {
    numbers: FxHashMap<String, u32>,
    stems: Vec<String>,
    counts: Vec<f32>,
}

impl Numbering {
    /// The number of a stem, a new one if it is new; counts its use.
    pub fn number(&mut self, stem: &str, weight: f32) -> u32 {
        let number = match self.numbers.get(stem) {
            Some(&number) => number,
            None => {
                let number = self.stems.len() as u32;
                self.numbers.insert(stem.to_owned(), number);
                self.stems.push(stem.to_owned());
                self.counts.push(0.0);
                number
            }
        };
        self.counts[number as usize] += weight;
        number
    }

    /// Stems with their shares of all uses, in the order of their numbers.
    pub fn shares(&self) -> Vec<(String, f32)> {
        let all: f32 = self.counts.iter().sum::<f32>().max(1.0);
        self.stems
            .iter()
            .zip(&self.counts)
            .map(|(stem, count)| (stem.clone(), (count / all).max(1e-7)))
            .collect()
    }
}

/// How [`learn`] works.
#[derive(Debug, Clone)]
pub struct Options {
    /// Rounds of expectation–maximisation.
    pub rounds: usize,
    /// Links less probable than this in both directions are left out.
    pub least: f32,
    /// Added to the denominators, so that what was seen once is believed less.
    pub smoothing: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { rounds: 5, least: 0.01, smoothing: 0.3 }
    }
}

/// The empty word's share of each translation: words that the other side does not say.
const EMPTY: f32 = 0.2;

/// Learns which stems translate which. The result is sorted by source, then target.
pub fn learn(pairs: &[Pair], sources: usize, targets: usize, options: &Options) -> Vec<Learned> {
    let (row_starts, columns) = seen_together(pairs, sources);
    let cell = |source: u32, target: u32| -> usize {
        let row = row_starts[source as usize]..row_starts[source as usize + 1];
        row.start + columns[row].binary_search(&target).unwrap_or(0)
    };
    let mut forward = vec![1.0_f32; columns.len()];
    let mut backward = vec![1.0_f32; columns.len()];
    let mut counts = vec![0.0_f32; columns.len()];
    let (mut to_sources, mut to_targets) = (vec![0.0_f32; sources], vec![0.0_f32; targets]);
    let mut uses_source = vec![0.0_f32; sources];
    let mut uses_target = vec![0.0_f32; targets];
    for pair in pairs {
        pair.source.iter().for_each(|&s| uses_source[s as usize] += pair.weight);
        pair.target.iter().for_each(|&t| uses_target[t as usize] += pair.weight);
    }
    // The cells of all pairs, one after another: looking them up in each round would take longer than all the rest.
    let all_cells: Vec<u32> = pairs
        .iter()
        .flat_map(|pair| pair.source.iter().flat_map(|&s| pair.target.iter().map(move |&t| (s, t))))
        .map(|(source, target)| cell(source, target) as u32)
        .collect();
    for round in 0..options.rounds {
        let mut rest = all_cells.as_slice();
        counts.fill(0.0);
        let last = round + 1 == options.rounds;
        let mut posterior_forward: Vec<f32> = Vec::new();
        for pair in pairs {
            let (n, m) = (pair.source.len(), pair.target.len());
            let (own, others) = rest.split_at(n * m);
            rest = others;
            let cells = |at: usize| own[at] as usize;
            posterior_forward.clear();
            posterior_forward.resize(n * m, 0.0);
            for j in 0..m {
                let whole: f32 = (0..n).map(|i| forward[cells(i * m + j)]).sum();
                let empty = if round == 0 {
                    0.0
                } else {
                    EMPTY * uses_share(&uses_target, pair.target[j]) * n as f32
                };
                for i in 0..n {
                    posterior_forward[i * m + j] = forward[cells(i * m + j)] / (whole + empty).max(1e-20);
                }
            }
            for i in 0..n {
                let whole: f32 = (0..m).map(|j| backward[cells(i * m + j)]).sum();
                let empty = if round == 0 {
                    0.0
                } else {
                    EMPTY * uses_share(&uses_source, pair.source[i]) * m as f32
                };
                for j in 0..m {
                    let posterior_backward = backward[cells(i * m + j)] / (whole + empty).max(1e-20);
                    counts[cells(i * m + j)] +=
                        pair.weight * (posterior_forward[i * m + j] * posterior_backward).sqrt();
                }
            }
        }
        to_sources.fill(0.0);
        to_targets.fill(0.0);
        for source in 0..sources {
            for at in row_starts[source]..row_starts[source + 1] {
                to_sources[source] += counts[at];
                to_targets[columns[at] as usize] += counts[at];
            }
        }
        for source in 0..sources {
            for at in row_starts[source]..row_starts[source + 1] {
                let target = columns[at] as usize;
                // At the end the share of all uses is wanted, so that a word often left out is believed less.
                let (by_source, by_target) = if last {
                    (uses_source[source].max(to_sources[source]), uses_target[target].max(to_targets[target]))
                } else {
                    (to_sources[source], to_targets[target])
                };
                forward[at] = counts[at] / (by_source + options.smoothing);
                backward[at] = counts[at] / (by_target + options.smoothing);
            }
        }
    }
    let mut learned = Vec::new();
    for source in 0..sources {
        for at in row_starts[source]..row_starts[source + 1] {
            if forward[at] >= options.least || backward[at] >= options.least {
                learned.push(Learned {
                    source: source as u32,
                    target: columns[at],
                    forward: forward[at].min(1.0),
                    backward: backward[at].min(1.0),
                    count: counts[at],
                });
            }
        }
    }
    learned
}

fn uses_share(uses: &[f32], stem: u32) -> f32 {
    (uses[stem as usize] / 1e5).min(0.1)
}

/// For each source stem the sorted target stems it was seen with: row starts and columns.
fn seen_together(pairs: &[Pair], sources: usize) -> (Vec<usize>, Vec<u32>) {
    let mut cells: Vec<u64> = Vec::new();
    let mut sorted_to = 1 << 22;
    for pair in pairs {
        for &source in &pair.source {
            cells.extend(pair.target.iter().map(|&target| u64::from(source) << 32 | u64::from(target)));
        }
        if cells.len() > sorted_to {
            cells.sort_unstable();
            cells.dedup();
            sorted_to = (cells.len() * 2).max(1 << 22);
        }
    }
    cells.sort_unstable();
    cells.dedup();
    let mut row_starts = Vec::with_capacity(sources + 1);
    let mut at = 0;
    for source in 0..=sources as u64 {
        while cells.get(at).is_some_and(|cell| cell >> 32 < source) {
            at += 1;
        }
        row_starts.push(at);
    }
    (row_starts, cells.iter().map(|&cell| cell as u32).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_go_together_find_each_other() {
        let pair = |source: &[u32], target: &[u32]| Pair {
            source: source.to_vec(),
            target: target.to_vec(),
            weight: 1.0,
        };
        let pairs =
            [pair(&[0, 1], &[0, 1]), pair(&[0, 2], &[0, 2]), pair(&[1, 2], &[1, 2]), pair(&[0], &[0])];
        let learned = learn(&pairs, 3, 3, &Options::default());
        for source in 0..3 {
            let best =
                learned.iter().filter(|l| l.source == source).max_by(|a, b| a.forward.total_cmp(&b.forward));
            assert_eq!(best.unwrap().target, source);
        }
    }
}
