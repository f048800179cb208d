//! Texts that nobody writes: what is done with them takes time that grows with their length and no faster. The time of a text
//! is set against that of one an eighth as long, so that a busy machine matters little: work that grows with the square takes
//! sixty-four times as long.

use parallax::anchors::{mentions, quotes};
use parallax::text::{Language, sentences};
use std::time::{Duration, Instant};

/// The shortest of three tries.
fn time(mut work: impl FnMut()) -> Duration {
    let tries = (0..3).map(|_| {
        let since = Instant::now();
        work();
        since.elapsed()
    });
    tries.min().unwrap_or_default()
}

fn grows_with_its_length(name: &str, piece: &str, count: usize, work: impl Fn(&str)) {
    let (small, large) = (piece.repeat(count), piece.repeat(8 * count));
    let (small, large) = (time(|| work(&small)), time(|| work(&large)));
    let floor = Duration::from_millis(20);
    assert!(large < small.max(floor) * 24, "{name}: {small:?} for an eighth, {large:?} for the whole");
}

#[test]
fn time_grows_with_the_text() {
    let split = |text: &str| drop(sentences::spans(text, Language::Ukrainian));
    for piece in ["\n", "\n ", "\r\n", "Так.\n\n\n", ". ", "«", "… "] {
        grows_with_its_length(&format!("split {piece:?}"), piece, 10_000, split);
    }
    let quoted = |text: &str| drop(quotes(text, Language::Russian));
    for piece in [
        "«Слово ",
        "„Слово ",
        "«Слово и дело, ",
        "«Мы готовы говорить», — сказал Лавров, ",
        "Лавров заявил: «Мы готовы к этому» ",
    ] {
        grows_with_its_length(&format!("quotes {piece:?}"), piece, 500, quoted);
    }
    let named = |text: &str| drop(mentions(text, Language::English));
    for piece in ["Ivan Petrov ", "Mr. Brown ", "Ivan Petrov, ", "NATO Ivan Petrov ", "“Word "] {
        grows_with_its_length(&format!("mentions {piece:?}"), piece, 500, named);
    }
}

#[test]
fn a_list_of_names_without_a_stop_fits_the_stack() {
    for (piece, language) in [
        ("Ivan Petrov ", Language::English),
        ("NATO Ivan ", Language::English),
        ("President Brown ", Language::English),
        ("Иван Петров ", Language::Russian),
        ("НАТО Иван Петров ", Language::Russian),
        ("Президент Іван Петренко Київ ", Language::Ukrainian),
    ] {
        let text = piece.repeat(10_000);
        let found =
            std::thread::Builder::new().stack_size(1 << 20).spawn(move || mentions(&text, language).len());
        assert!(found.unwrap().join().is_ok(), "{piece}");
    }
}

#[test]
fn one_sentence_of_thousands_of_words_is_aligned_in_time_that_grows_with_it() {
    use parallax::alignment::{Options, Texts, align_all};
    let work = |text: &str| {
        let words = text.split_whitespace().count();
        let (src, trg) =
            ("river bread stone market ".repeat(words / 4), "река хлеб камень рынок ".repeat(words / 4));
        let texts = Texts { src: vec![src], trg: vec![trg], comparable: false };
        assert!(!align_all(&[texts], &Options::new(Language::Russian)).beads[0].is_empty());
    };
    grows_with_its_length("align", "word ", 1_000, work);
}
