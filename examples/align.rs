//! Two texts, split and aligned.
//!
//! `cargo run --release --example align`

use parallax::alignment::{Options, Texts, align_all};
use parallax::text::{Language, sentences};

fn main() {
    let english =
        "Explosions were heard in Lugansk on Friday. At least 14 houses were damaged. Nobody was hurt.";
    let ukrainian =
        "У п'ятницю в Луганську пролунали вибухи. Ніхто не постраждав. Пошкоджено щонайменше 14 будинків.";
    let split = |text: &str, language| -> Vec<String> {
        sentences::spans(text, language).into_iter().map(|span| text[span].to_owned()).collect()
    };
    let texts = Texts {
        src: split(english, Language::English),
        trg: split(ukrainian, Language::Ukrainian),
        comparable: true,
    };
    let run = align_all(std::slice::from_ref(&texts), &Options::new(Language::Ukrainian));
    for bead in &run.beads[0] {
        let text = |side: &[String], range: &std::ops::Range<usize>| side[range.clone()].join(" ");
        println!("{:.2}\t{}\t{}", bead.probability, text(&texts.src, &bead.src), text(&texts.trg, &bead.trg));
    }
}
