//! Learns the weights of letter n-grams by which parallax tells languages (`data/text/languages.ngrams`).
//!
//! Usage: `cargo run --release -- PAIRS_EN_RU PAIRS_EN_UK OUT` (Tatoeba pairs: TSV, plain or gz).
//!
//! Sources: the letter n-gram frequencies and the sample sentences of the `lingua-*-language-model` crates (Apache-2.0),
//! and the Tatoeba sentences (CC BY 2.0 FR). A multinomial logistic regression is fitted with AdaGrad on windows of one
//! to twelve words and on pseudo-words drawn from the frequencies, which know far more words than the sentences. Every
//! draw comes from a fixed seed, so the same sources give the same bytes. Every fifth sample sentence is kept out and
//! measured at the end.

mod chain;
mod fit;
mod sources;

use sources::Source;
use std::fs;

/// Rows of weights, as a power of two.
const CYRILLIC_BITS: u32 = 16;
const LATIN_BITS: u32 = 14;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, russian, ukrainian, out] = &arguments[..] else {
        eprintln!("usage: language-model PAIRS_EN_RU PAIRS_EN_UK OUT");
        std::process::exit(2);
    };
    let mut all = sources::all();
    sources::add_pairs(&mut all, russian, "ru");
    sources::add_pairs(&mut all, ukrainian, "uk");
    let (cyrillic, latin): (Vec<Source>, Vec<Source>) = all.into_iter().partition(|source| source.cyrillic);
    let cyrillic = std::thread::spawn(move || fit::script(cyrillic, CYRILLIC_BITS));
    let latin = fit::script(latin, LATIN_BITS);
    let mut bytes = cyrillic.join().expect("fitting the Cyrillic model failed");
    bytes.extend(latin);
    fs::write(out, &bytes).expect("the output cannot be written");
    eprintln!("{out}: {} bytes", bytes.len());
}
