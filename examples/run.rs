//! The main job over a folder of articles, in memory: prints the surest links that say the same.
//!
//! `cargo run --release --example run -- corpora`

use parallax::alignment::Degree;
use parallax::corpus::{ReadOptions, read};
use parallax::run::Options;

fn main() -> parallax::Result<()> {
    let paths: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    let corpus = read(&paths, &ReadOptions::default());
    corpus.faults.iter().for_each(|fault| eprintln!("{fault}"));
    let outcome = parallax::run(corpus.articles, &Options::default())?;
    let mut links: Vec<_> = outcome.linked.iter().flat_map(|pair| pair.links()).collect();
    links.retain(|link| link.bead.degree() == Some(Degree::Same));
    links.sort_by(|a, b| b.bead.probability.total_cmp(&a.bead.probability));
    for link in links.iter().take(10) {
        println!("{:.2}\t{}\t{}", link.bead.probability, link.src_text, link.trg_text);
    }
    println!("{} pairs of articles, {} links that say the same", outcome.linked.len(), links.len());
    Ok(())
}
