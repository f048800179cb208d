//! Fits the weights of one script and writes them as bytes.

use crate::chain::{Dice, fragments};
use crate::sources::Source;
use parallax::text::language::ngrams::{GAP, ngrams, row};

const STEPS: usize = 8_000_000;
const FRAGMENTS: usize = 400_000;
const RATE: f32 = 0.05;
/// Share of examples that are pseudo-words.
const DRAWN: f32 = 0.4;
const DECAY: f32 = 2e-6;

struct Texts {
    running: Vec<Vec<Vec<u8>>>,
    listed: Vec<Vec<Vec<u8>>>,
    drawn: Vec<(Vec<u8>, bool)>,
    kept_out: Vec<Vec<Vec<u8>>>,
}

/// The model of one script in its file form.
pub fn script(sources: Vec<Source>, bits: u32) -> Vec<u8> {
    let languages = sources.len();
    let mut dice = Dice(0x5eed_1e55_0000_0001);
    let texts: Vec<Texts> = sources
        .iter()
        .map(|source| {
            let mut texts = Texts { running: vec![], listed: vec![], drawn: vec![], kept_out: vec![] };
            for (at, sentence) in source.sentences.iter().enumerate() {
                let words = source.codes(sentence);
                if words.is_empty() {
                    continue;
                }
                if at % 5 == 0 && at < 1000 { texts.kept_out.push(words) } else { texts.running.push(words) }
            }
            texts.listed =
                source.words.iter().map(|line| source.codes(line)).filter(|w| !w.is_empty()).collect();
            texts.drawn = fragments(source.frequencies, source.cyrillic, FRAGMENTS, &mut dice);
            texts
        })
        .collect();
    let mut weights = vec![0f32; languages << bits];
    let mut squares = vec![1e-4f32; languages << bits];
    let mut rows: Vec<usize> = Vec::new();
    for step in 0..STEPS {
        let label = dice.below(languages);
        rows.clear();
        draw(&texts[label], bits, &mut dice, &mut rows);
        let shares = shares(&rows, &weights, languages);
        let rate = RATE * (1.0 - step as f32 / STEPS as f32).max(0.05);
        for &row in &rows {
            for language in 0..languages {
                let at = row * languages + language;
                let slope = shares[language] - f32::from(u8::from(language == label)) + DECAY * weights[at];
                squares[at] += slope * slope;
                weights[at] -= rate * slope / squares[at].sqrt();
            }
        }
    }
    // Rows mean something only in comparison: centred, they need the fewest bits.
    for row in weights.chunks_mut(languages) {
        let mean = row.iter().sum::<f32>() / languages as f32;
        row.iter_mut().for_each(|weight| *weight -= mean);
    }
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let scale = sizes[sizes.len() - 1 - sizes.len() / 2000] / 127.0;
    measure(&sources, &texts, &weights, bits);
    let codes: Vec<&str> = sources.iter().map(|source| source.code).collect();
    let mut bytes = format!("{bits} {scale} {}\n", codes.join(" ")).into_bytes();
    for row in weights.chunks(languages) {
        bytes.extend(row.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8));
    }
    bytes
}

/// The rows of one example: some words that stand together, of a list, or drawn.
fn draw(texts: &Texts, bits: u32, dice: &mut Dice, rows: &mut Vec<usize>) {
    if dice.unit() < DRAWN {
        for _ in 0..1 + dice.below(3) {
            let (word, ended) = &texts.drawn[dice.below(texts.drawn.len())];
            ngrams(word, |packed| {
                let first = packed >> (8 * (7 - packed.leading_zeros() / 8));
                let gap = first == u64::from(GAP) || (!ended && packed & 0xff == u64::from(GAP));
                if !gap {
                    rows.push(row(packed, bits));
                }
            });
        }
        return;
    }
    let from = if dice.unit() < 0.15 { &texts.listed } else { &texts.running };
    let words = &from[dice.below(from.len())];
    let longest = if dice.unit() < 0.6 { 4 } else { 12 };
    let count = (1 + dice.below(longest)).min(words.len());
    let start = dice.below(words.len() - count + 1);
    for word in &words[start..start + count] {
        ngrams(word, |packed| rows.push(row(packed, bits)));
    }
}

fn shares(rows: &[usize], weights: &[f32], languages: usize) -> Vec<f32> {
    let mut sums = vec![0f32; languages];
    for &row in rows {
        for (sum, weight) in sums.iter_mut().zip(&weights[row * languages..]) {
            *sum += weight;
        }
    }
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    sums.iter_mut().for_each(|sum| *sum = (*sum - most).exp());
    let total: f32 = sums.iter().sum();
    sums.iter().map(|sum| sum / total).collect()
}

/// Prints the share right of the sentences that were kept out: whole, six words, three, one.
fn measure(sources: &[Source], texts: &[Texts], weights: &[f32], bits: u32) {
    for (label, (source, texts)) in sources.iter().zip(texts).enumerate() {
        let mut line = format!("{}", source.code);
        for length in [usize::MAX, 6, 3, 1] {
            let mut right = 0;
            let mut rows = Vec::new();
            for words in &texts.kept_out {
                rows.clear();
                for word in words.iter().take(length) {
                    ngrams(word, |packed| rows.push(row(packed, bits)));
                }
                let shares = shares(&rows, weights, sources.len());
                let best = (0..sources.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b]));
                right += usize::from(best == Some(label));
            }
            line += &format!(" {:.3}", right as f64 / texts.kept_out.len() as f64);
        }
        eprintln!("{line}");
    }
}
