//! The judgement of links: small texts that anyone can judge, and the normal form of its lists.

use parallax::alignment::{Bead, Degree, Options, Texts, align_all};
use parallax::text::Language;

/// The only link of two lines.
fn alone(src: &str, trg: &str, language: Language) -> Bead {
    let texts = Texts { src: vec![src.to_owned()], trg: vec![trg.to_owned()], comparable: false };
    let run = align_all(&[texts], &Options::new(language));
    run.beads[0].iter().find(|bead| !bead.is_null()).cloned().unwrap_or_else(|| Bead::new(0..0, 0..0, 0.0))
}

#[test]
fn an_unrelated_line_in_the_right_place_is_no_link() {
    let src = [
        "The village school opened on Monday after repairs.",
        "The children planted apple trees in the yard.",
        "The governor promised a new library by autumn.",
    ];
    let trg = [
        "Сельская школа открылась в понедельник после ремонта.",
        "Хоккеисты потеряли шайбу в третьем периоде матча.",
        "Губернатор пообещал новую библиотеку к осени.",
    ];
    let own = |lines: [&str; 3]| lines.map(str::to_owned).to_vec();
    let run = align_all(
        &[Texts { src: own(src), trg: own(trg), comparable: false }],
        &Options::new(Language::Russian),
    );
    for bead in run.beads[0].iter().filter(|bead| !bead.is_null()) {
        assert_eq!(bead.probability >= 0.5, bead.src != (1..2), "{bead:?}");
    }
}

#[test]
fn another_number_is_told() {
    let src = "Rescuers pulled 27 people from the rubble of the house in Odesa.";
    let right = alone(src, "Спасатели вытащили 27 человек из-под завалов дома в Одессе.", Language::Russian);
    let wrong = alone(src, "Спасатели вытащили 84 человека из-под завалов дома в Одессе.", Language::Russian);
    assert!(right.same > wrong.same && right.conflict.is_empty(), "{right:?} {wrong:?}");
    assert!(wrong.conflict.starts_with("numbers:27") && wrong.probability >= 0.5, "{wrong:?}");
}

#[test]
fn a_negation_on_one_side_is_told() {
    let src = "The parliament did not support the budget on Thursday.";
    let right = alone(src, "Парламент у четвер не підтримав бюджет.", Language::Ukrainian);
    let wrong = alone(src, "Парламент у четвер підтримав бюджет.", Language::Ukrainian);
    assert!(right.same > wrong.same, "{right:?} {wrong:?}");
    assert_eq!((right.conflict.as_str(), wrong.conflict.as_str()), ("", "negation"));
}

#[test]
fn a_null_bead_has_no_degree() {
    assert_eq!(Bead::new(0..1, 0..0, 0.9).degree(), None);
    assert_eq!(Bead::new(0..1, 0..1, 0.9).degree(), Some(Degree::Partial));
}

#[test]
fn lists_are_in_their_normal_form() {
    for (name, text, opposed) in [
        ("synonyms.csv", include_str!("../data/judgement/synonyms.csv"), false),
        ("opposites.csv", include_str!("../data/judgement/opposites.csv"), true),
    ] {
        assert_eq!(text.lines().next(), Some("english,russian,ukrainian"), "{name}");
        for (number, line) in text.lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 3, "{name}:{}: {line}", number + 1);
            for cell in cells {
                assert_eq!(cell.matches('~').count(), usize::from(opposed), "{name}:{}: {cell}", number + 1);
                let words = cell.split(['|', '~']);
                assert!(
                    words.clone().all(|word| !word.is_empty() && word.trim() == word),
                    "{name}:{}: {cell}",
                    number + 1
                );
            }
        }
    }
}
