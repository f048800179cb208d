//! Sentence alignment through the library: what must hold for any texts, and small texts that anyone can judge.

use parallax::alignment::{Options, Texts, align_all};
use parallax::analysis::Sentence;
use parallax::text::Language;
use proptest::prelude::*;

fn texts(src: &[&str], trg: &[&str], comparable: bool) -> Texts {
    let own = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
    Texts { src: own(src), trg: own(trg), comparable }
}

const ENGLISH: [&str; 5] = [
    "Explosions were heard in Luhansk on Friday.",
    "At least 14 houses were damaged.",
    "The mayor, Serhii Haidai, said two people were wounded.",
    "The city was seized in 2014.",
    "Talks will go on in Geneva next week.",
];
const RUSSIAN: [&str; 5] = [
    "В пятницу в Луганске прозвучали взрывы.",
    "Повреждены как минимум 14 домов.",
    "Мэр Сергей Гайдай сообщил, что два человека ранены.",
    "Город был захвачен в 2014 году.",
    "Переговоры продолжатся в Женеве на следующей неделе.",
];

#[test]
fn a_translation_is_linked_line_by_line() {
    let run = align_all(&[texts(&ENGLISH, &RUSSIAN, false)], &Options::new(Language::Russian));
    let links: Vec<_> = run.beads[0].iter().map(|bead| (bead.src.clone(), bead.trg.clone())).collect();
    let wanted: Vec<_> = (0..5).map(|line| (line..line + 1, line..line + 1)).collect();
    assert_eq!(links, wanted);
}

#[test]
fn what_is_left_out_stays_alone() {
    let shorter = [RUSSIAN[0], RUSSIAN[1], RUSSIAN[3]];
    let run = align_all(&[texts(&ENGLISH, &shorter, false)], &Options::new(Language::Russian));
    let alone: Vec<_> =
        run.beads[0].iter().filter(|bead| bead.is_null()).map(|bead| bead.src.start).collect();
    assert_eq!(alone, [2, 4]);
}

#[test]
fn another_order_is_linked_in_comparable_texts() {
    let moved = [RUSSIAN[3], RUSSIAN[4], RUSSIAN[0], RUSSIAN[1], RUSSIAN[2]];
    let run = align_all(&[texts(&ENGLISH, &moved, true)], &Options::new(Language::Russian));
    let found =
        run.beads[0].iter().filter(|bead| (bead.src.start + 2) % 5 == bead.trg.start && bead.trg.len() == 1);
    assert!(found.count() >= 3, "{:?}", run.beads[0]);
}

#[test]
fn a_link_says_what_it_rests_on() {
    let run = align_all(&[texts(&ENGLISH, &RUSSIAN, false)], &Options::new(Language::Russian));
    let shared = run.explain(
        &[Sentence::new(ENGLISH[0], Language::English)],
        &[Sentence::new(RUSSIAN[0], Language::Russian)],
    );
    assert!(shared.iter().any(|shared| shared.src == "Luhansk" && shared.trg == "Луганске"), "{shared:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn every_sentence_stands_in_one_bead(
        src in prop::collection::vec("[a-z]{1,8}( [a-z0-9]{1,8}){0,6}", 0..12),
        trg in prop::collection::vec("[а-я]{1,8}( [а-я0-9]{1,8}){0,6}", 0..12),
    ) {
        let (sources, targets) = (src.len(), trg.len());
        let run = align_all(&[Texts { src, trg, comparable: false }], &Options::new(Language::Ukrainian));
        let (mut row, mut column) = (0, 0);
        for bead in &run.beads[0] {
            prop_assert_eq!((bead.src.start, bead.trg.start), (row, column));
            prop_assert!((0.0..=1.0).contains(&bead.probability));
            (row, column) = (bead.src.end, bead.trg.end);
        }
        prop_assert_eq!((row, column), (sources, targets));
    }
}
