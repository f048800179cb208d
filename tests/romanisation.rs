//! Romanisation: cases that a linguist can read and add to (`tests/romanisation/`), what must hold for any text, and
//! the commands `translit` and `why`.

use crate::common::{parallax, scratch, told};
use parallax::names::standards::{self, Origin, explain, known, prepare, why};
use proptest::prelude::*;
use std::fs;

/// The rows under the header, as fields; a missing field is empty.
fn rows(text: &'static str) -> impl Iterator<Item = [&'static str; 6]> {
    text.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| {
        let mut fields = [""; 6];
        for (field, value) in fields.iter_mut().zip(line.split('\t')) {
            *field = value;
        }
        fields
    })
}

fn spell(standard: &str, language: &str, cyrillic: &str) -> String {
    let found = standards::find(standard).unwrap_or_else(|| panic!("no standard {standard}"));
    found
        .spell(cyrillic, language.parse().unwrap())
        .unwrap_or_else(|| panic!("{standard} is not for {language}"))
}

#[test]
fn every_table_is_read() {
    assert!(standards::faults().is_empty(), "{:?}", standards::faults());
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/names/standards")).unwrap();
    let tables =
        files.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|e| e == "txt")).count();
    assert_eq!(standards::all().len(), tables);
    for standard in standards::all() {
        assert!(!standard.title().is_empty() && !standard.source().is_empty(), "{}", standard.id());
        assert!(standard.since().parse::<u16>().is_ok(), "{}", standard.id());
        assert!(standard.origins().count() > 0, "{}", standard.id());
    }
    assert!(
        Origin::ALL.iter().all(|origin| standards::of(*origin).any(|s| s.id() == standards::usual(*origin)))
    );
}

#[test]
fn a_pangram_is_spelled_by_every_standard() {
    let mut told: Vec<(&str, &str)> = Vec::new();
    for [standard, language, cyrillic, latin, ..] in rows(include_str!("romanisation/pangrams.tsv")) {
        assert_eq!(spell(standard, language, cyrillic), latin, "{standard}");
        told.push((standard, language));
    }
    let all = standards::all().iter().flat_map(|s| s.origins().map(|origin| (s.id(), origin.code())));
    assert_eq!(told, all.collect::<Vec<_>>());
}

#[test]
fn letters_are_spelled_by_their_place() {
    for [standard, language, cyrillic, latin, why, _] in rows(include_str!("romanisation/positions.tsv")) {
        assert_eq!(spell(standard, language, cyrillic), latin, "{standard}: {why}");
    }
}

#[test]
fn disputed_spellings_are_as_the_standard_has_them() {
    for [standard, language, cyrillic, latin, elsewhere, _] in rows(include_str!("romanisation/disputed.tsv"))
    {
        assert_eq!(spell(standard, language, cyrillic), latin, "{standard}");
        assert_ne!(latin, elsewhere, "{standard}: nothing is disputed");
    }
}

#[test]
fn the_standards_behind_a_spelling_are_told() {
    for [latin, language, cyrillic, standard, fit, why] in rows(include_str!("romanisation/readings.tsv")) {
        let all = explain::explain(latin, cyrillic, language.parse().unwrap());
        let one = all.iter().find(|one| one.standard.id() == standard).unwrap();
        assert_eq!(one.fit.code(), fit, "{latin} by {standard}, which has {}: {why}", one.spelling);
    }
}

#[test]
fn a_name_is_explained() {
    let folder = scratch();
    for [asked, kind, certainty, line, ..] in rows(include_str!("romanisation/why.tsv")) {
        let meanings = &why::why(asked, known::names())[0].meanings;
        assert_eq!((meanings[0].kind.as_str(), meanings[0].certainty.code()), (kind, certainty), "{asked}");
        let (status, out, err) = told(&parallax(folder.path(), &["why", asked]));
        assert_eq!((status, err.as_str()), (0, ""), "{asked}");
        assert!(out.lines().any(|found| found == line), "{asked}: wanted {line}\nfound {out}");
    }
}

#[test]
fn the_language_whose_usual_standard_has_a_spelling_is_told_first() {
    let folder = scratch();
    for (asked, first) in [("Lugansk", "Russian"), ("Luhansk", "Ukrainian"), ("Krivoy", "Russian")] {
        let (_, out, _) = told(&parallax(folder.path(), &["why", asked]));
        let said = out.lines().find(|line| line.starts_with(&format!("{asked} is "))).unwrap();
        assert!(said.starts_with(&format!("{asked} is {first} ")), "{said}");
    }
    // No Ukrainian name ends so.
    let (_, out, _) = told(&parallax(folder.path(), &["why", "Luganskaya"]));
    assert!(!out.contains("Ukrainian"), "{out}");
}

#[test]
fn known_names_have_their_forms_once() {
    let names = known::names();
    for (at, name) in names.iter().enumerate() {
        assert!(name.forms.len() >= 2, "{name:?}");
        let same = |other: &known::Name| other.kind == name.kind && other.forms == name.forms;
        assert!(!names[at + 1..].iter().any(same), "{name:?} stands twice");
        for (origin, form) in &name.forms {
            let mended = prepare::prepare(form, *origin);
            assert_eq!(mended.mixed + mended.dropped, 0, "{form}");
        }
    }
}

#[test]
fn translit_keeps_lines_and_knows_its_standards() {
    let folder = scratch();
    fs::write(folder.path().join("names"), "Луганськ\n\nКиїв\r\n").unwrap();
    let run = |arguments: &[&str]| told(&parallax(folder.path(), arguments));
    let (status, out, _) = run(&["translit", "--from", "uk", "names"]);
    assert_eq!((status, out.as_str()), (0, "Luhansk\n\nKyiv\n"));
    let (status, out, _) = run(&["translit", "--from", "uk", "--standard", "all", "names"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("name\tstandard\tspelling\n"));
    assert!(out.contains("Київ\tbgn-pcgn-uk-1965\tKyyiv\n") && !out.contains("\n\t"), "{out}");
    let (status, out, _) = run(&["translit", "--list"]);
    assert_eq!((status, out.lines().count()), (0, standards::all().len() + 1));
    for (arguments, message) in [
        (&["translit", "--from", "uk", "--standard", "kmu", "names"][..], "unknown standard \"kmu\""),
        (&["translit", "--from", "ru", "--standard", "ua-kmu-2010", "names"], "does not serve Russian"),
        (&["translit", "--from", "ua", "names"], "unknown language \"ua\""),
        (&["translit", "names"], "--from"),
    ] {
        let (status, out, err) = run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(message), "{err}");
    }
    fs::write(folder.path().join("mixed"), "Хаpкiв\n").unwrap();
    let (status, out, err) = run(&["translit", "--from", "uk", "mixed"]);
    assert_eq!((status, out.as_str()), (0, "Kharkiv\n"));
    assert!(err.contains("a word"), "{err}");
}

#[test]
fn why_has_a_table_and_says_when_it_knows_nothing() {
    let folder = scratch();
    let run = |arguments: &[&str]| told(&parallax(folder.path(), arguments));
    let (status, out, _) = run(&["why", "--tsv", "Kiev"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("name\tlanguage\tcyrillic\tstandard\tspelling\tstatus\tcertainty\n"));
    assert!(out.contains("Kiev\tuk\tКиїв\tua-kmu-2010\tKyiv\tother\tknown\n"), "{out}");
    assert!(out.contains("Kiev\tru\tКиев\ticao-9303\tKiev\texact\tknown\n"), "{out}");
    assert!(out.contains("Kiev\tru\tКиев\ttraditional\tKiev\texact\tknown\n"), "{out}");
    let (status, out, _) = run(&["why", "Volodymyr", "Zelenskyi"]);
    assert_eq!(status, 0);
    assert!(out.contains("Volodymyr: given name") && out.contains("Zelenskyi: person"), "{out}");
    let (status, out, err) = run(&["why", &"q".repeat(10_000)]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("no name that a standard knows") && err.len() < 400, "{err}");
    assert_eq!(run(&["why", " "]).0, 2);
}

#[test]
fn long_names_take_time_in_proportion() {
    let name = "Щі’".repeat(10_000);
    for standard in standards::of(Origin::Ukrainian) {
        assert!(standard.spell(&name, Origin::Ukrainian).unwrap().len() >= 20_000, "{}", standard.id());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_spelled(text in "\\PC{0,60}", cyrillic in "[а-яА-ЯіїєґІЇЄҐёЁўЎ'’ aeiocpx\u{301}\u{200b}-]{0,40}") {
        for standard in standards::all() {
            for origin in standard.origins() {
                prop_assert!(standard.spell(&text, origin).is_some());
                let spelling = standard.spell(&cyrillic, origin).unwrap();
                prop_assert!(!spelling.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)), "{} {}", cyrillic, spelling);
            }
        }
    }

    #[test]
    fn what_a_standard_writes_is_explained_by_it(name in "[А-ЯІЇЄҐ][а-щьюяіїєґ]{1,12}") {
        for one in explain::explain("", &name, Origin::Ukrainian) {
            let again = explain::explain(&one.spelling, &name, Origin::Ukrainian);
            let found = again.iter().find(|other| other.standard.id() == one.standard.id()).unwrap();
            prop_assert_eq!(found.fit, explain::Fit::Exact, "{} {}", name, one.spelling);
        }
    }

    #[test]
    fn a_guess_gives_back_the_spelling(latin in "[A-Z][a-z]{1,9}") {
        for origin in [Origin::Russian, Origin::Ukrainian] {
            for name in standards::guess::guess(&latin, origin, 3) {
                let all = explain::explain(&latin, &name, origin);
                prop_assert!(all.iter().any(|one| one.fit != explain::Fit::Other), "{} {}", latin, name);
            }
        }
    }
}
