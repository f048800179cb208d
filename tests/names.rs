//! Names: the cases of `tests/names/*.tsv`, what holds for any names, and the commands.

use crate::common::{parallax, scratch, told};
use parallax::names::gazetteer::{Gazetteer, Kind};
use parallax::names::graphones::{CyrillicString, Graphones, LatinString, Scratch, score, score_above};
use parallax::names::matching::{Names, Workspace};
use parallax::names::person;
use parallax::names::{Candidate, cognates, likeness};
use parallax::text::Language;
use proptest::prelude::*;
use std::fs;

#[test]
fn matching_as_listed() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("names/matching.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [language, latin, cyrillic, same, why] = cells[..] else { panic!("not five cells: {line}") };
        let names = Names::new(&[cyrillic], Some(language.parse().unwrap()));
        let found = names.find(latin, 1, &mut Workspace::default());
        let probability = found.first().map_or(0.0, |found| found.probability);
        if (probability >= 0.5) != (same == "yes") {
            wrong.push(format!("{latin} {cyrillic}: {probability:.3}, wanted {same} ({why})"));
        }
        count += 1;
    }
    assert!(count > 35);
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_name_among_many_is_found_through_the_index() {
    // Made of syllables, so that the list is long enough to be searched through the index.
    let syllables =
        ["ба", "во", "гри", "дол", "жа", "зен", "ко", "лу", "мир", "нов", "пет", "рас", "сим", "тор"];
    let mut list: Vec<String> = Vec::new();
    for one in syllables {
        for two in syllables {
            for three in syllables {
                list.extend(["ский", "енко", "ич"].map(|ending| format!("{one}{two}{three}{ending}")));
            }
        }
    }
    let own = ["Зеленский", "Порошенко", "Гройсман", "Хмельницкий"];
    list.extend(own.map(str::to_owned));
    let names = Names::new(&list, Some(Language::Russian));
    let mut workspace = Workspace::default();
    for (latin, cyrillic) in ["Zelensky", "Poroshenko", "Hroysman", "Khmelnytsky"].into_iter().zip(own) {
        let found = names.find(latin, 1, &mut workspace);
        assert_eq!(
            found.first().map(|found| list[found.number as usize].as_str()),
            Some(cyrillic),
            "{latin}"
        );
    }
}

#[test]
fn match_answers_for_every_name_of_the_side() {
    let folder = scratch();
    fs::write(folder.path().join("latin"), "Luhansk\nLondon\n U.S. \nLuhansk\n").unwrap();
    fs::write(folder.path().join("cyrillic"), "Луганську\nЛьвів\n").unwrap();
    let (status, out, _) = told(&parallax(folder.path(), &["match", "latin", "cyrillic", "--lang", "uk"]));
    assert_eq!(status, 0);
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0], ["latin", "cyrillic", "probability"]);
    let chosen: Vec<[&str; 2]> = rows[1..].iter().map(|row| [row[0], row[1]]).collect();
    assert_eq!(chosen, [["Luhansk", "Луганську"], ["London", ""], [" U.S. ", ""], ["Luhansk", "Луганську"]]);
    let (_, out, _) = told(&parallax(folder.path(), &["match", "latin", "cyrillic", "--by", "cyrillic"]));
    assert!(out.lines().any(|line| line.starts_with("Luhansk\tЛуганську\t")), "{out}");
    assert!(out.lines().any(|line| line.starts_with("\tЛьвів\t0")), "{out}");
    let (status, _, _) = told(&parallax(folder.path(), &["match", "latin", "cyrillic", "--min-score", "2"]));
    assert_eq!(status, 2);
    let (status, _, said) = told(&parallax(folder.path(), &["match", "latin", "absent"]));
    assert_eq!(status, 1, "{said}");
}

#[test]
fn a_table_is_trained_from_pairs() {
    let folder = scratch();
    let mut pairs = String::new();
    for (latin, cyrillic) in [("ba", "ба"), ("shi", "ши"), ("ko", "ко"), ("ru", "ру"), ("me", "ме")]
    {
        for (second, other) in [("ba", "ба"), ("shi", "ши"), ("ko", "ко"), ("ru", "ру"), ("me", "ме")]
        {
            for (third, last) in [("n", "н"), ("sk", "ск"), ("", "")] {
                pairs.push_str(&format!("{latin}{second}{third}\t{cyrillic}{other}{last}\n"));
            }
        }
    }
    fs::write(folder.path().join("pairs"), pairs).unwrap();
    let arguments = ["match", "train", "pairs", "-o", "table", "-q"];
    assert_eq!(told(&parallax(folder.path(), &arguments)).0, 0);
    let first = fs::read(folder.path().join("table")).unwrap();
    let table = Graphones::from_bytes(&first).unwrap();
    assert!(!table.is_empty());
    assert_eq!(table.to_bytes(), first, "reading and writing a table changes nothing");
    assert_eq!(told(&parallax(folder.path(), &["-j1", "match", "train", "pairs", "-o", "again", "-q"])).0, 0);
    assert_eq!(fs::read(folder.path().join("again")).unwrap(), first, "the same on any number of threads");
    for cut in [0, 3, 10, first.len() / 2] {
        assert!(Graphones::from_bytes(&first[..cut]).is_err());
    }
}

#[test]
fn places_have_their_names_in_the_right_language() {
    let gazetteer = Gazetteer::builtin();
    for place in (0..gazetteer.len() as u32).map(|number| gazetteer.place(number)) {
        let (russian, ukrainian) = (place.russian.to_lowercase(), place.ukrainian.to_lowercase());
        assert!(!russian.contains(['і', 'ї', 'є', 'ґ', 'ў', 'ј']), "{place:?}");
        assert!(!ukrainian.contains(['ы', 'э', 'ё', 'ъ', 'ў', 'ј']), "{place:?}");
        for word in russian.split([' ', '-']) {
            for ending in ["ськ", "цьк", "зьк", "ський", "цький", "зький", "ське", "цьке", "ськэ"]
            {
                assert!(!word.ends_with(ending), "{place:?}");
            }
            // Bulgarian has ъ between consonants, old spelling at the end.
            assert!(!word.ends_with('ъ'), "{place:?}");
            let letters: Vec<char> = word.chars().collect();
            assert!(
                !letters.windows(2).any(|two| two[0] == 'ъ' && !"еёюяаиоуэ".contains(two[1])),
                "{place:?}"
            );
        }
        // Cities are not labelled in the source; the CLDR's regions are (Муланье).
        for word in ukrainian.split([' ', '-']).filter(|_| matches!(place.kind, Kind::City | Kind::Capital)) {
            for ending in ["ский", "цкий", "ское", "ия", "ье"] {
                assert!(!word.ends_with(ending), "{place:?}");
            }
        }
    }
    for (name, russian, ukrainian) in [
        ("Donetsk", "Донецк", "Донецьк"),
        ("Lutsk", "Луцк", "Луцьк"),
        ("Kropyvnytskyi", "Кропивницкий", "Кропивницький"),
        ("Boston", "Бостон", "Бостон"),
    ] {
        let place = gazetteer.place(gazetteer.find(name)[0]);
        assert_eq!((place.russian, place.ukrainian), (russian, ukrainian), "{name}");
    }
}

#[test]
fn odd_spellings_of_a_name_are_that_name() {
    let folder = scratch();
    fs::write(folder.path().join("latin"), "Luhansk\n").unwrap();
    for spelled in [
        "Лугaнcьк",
        "Луга\u{301}нськ",
        "Лу\u{200b}ганськ",
        "Лу\u{ad}ганськ",
        "\u{202e}Луганськ",
        "\u{feff}Луганськ",
        "ЛУГАНСЬК",
    ] {
        fs::write(folder.path().join("cyrillic"), format!("Одеса\n{spelled}\n")).unwrap();
        let run = |arguments: &[&str]| told(&parallax(folder.path(), arguments));
        let (status, out, _) = run(&["match", "latin", "cyrillic"]);
        assert_eq!(status, 0, "{spelled}");
        let row: Vec<&str> = out.lines().nth(1).unwrap().split('\t').collect();
        assert_eq!(row[1].trim_start_matches('\u{feff}'), spelled.trim_start_matches('\u{feff}'));
        let (status, out, _) = run(&["translit", "--from", "uk", "cyrillic"]);
        assert_eq!(status, 0, "{spelled}");
        assert_eq!(out.lines().nth(1).map(str::to_lowercase).as_deref(), Some("luhansk"), "{spelled}");
        let (status, out, _) = run(&["why", spelled]);
        assert_eq!(status, 0, "{spelled}");
        assert!(out.contains("Luhansk is Ukrainian Луганськ by"), "{spelled}: {out}");
    }
}

#[test]
fn what_is_no_name_is_answered_by_every_command() {
    let folder = scratch();
    let (latin, cyrillic) = ("Lu".repeat(5_000), "Щі".repeat(5_000));
    let odd = ["\u{301}", "12", "-", "'", "😀", "漢字", "\u{200b}", latin.as_str(), cyrillic.as_str()];
    fs::write(folder.path().join("odd"), odd.join("\n") + "\n").unwrap();
    let run = |arguments: &[&str]| told(&parallax(folder.path(), arguments));
    for forced in [&["match", "odd", "odd"][..], &["match", "odd", "odd", "--min-score", "0"]] {
        let (status, out, _) = run(forced);
        assert_eq!((status, out.lines().count()), (0, odd.len() + 1), "{out}");
    }
    let (status, out, _) = run(&["translit", "--from", "uk", "odd"]);
    assert_eq!((status, out.lines().count()), (0, odd.len()));
    for one in odd {
        let (status, out, err) = run(&["why", "--", one]);
        assert_eq!((status, out.as_str()), (1, ""), "{one:.20}");
        assert!(err.contains("no name that a standard knows") && err.len() < 400, "{err}");
    }
}

#[test]
fn a_name_is_chosen_however_unlike_it_is_when_one_must_be() {
    let names = Names::new(&["Пётр", "Николай"], Some(Language::Russian));
    let mut workspace = Workspace::default();
    assert_eq!(names.nearest("Piotar", &mut workspace).map(|found| found.number), Some(0));
    assert!(names.nearest("", &mut workspace).is_none());
}

#[test]
fn bad_names_do_no_harm() {
    let long = "Лу".repeat(5000);
    let marks = "З".to_owned() + &"\u{301}".repeat(1000);
    let list =
        ["", " ", "-", "'", "...", "１２", "\u{200b}", "abc", long.as_str(), marks.as_str(), "Зеленский"];
    let names = Names::new(&list, None);
    let mut workspace = Workspace::default();
    let latin_long = "Lu".repeat(5000);
    for latin in
        ["", " ", "'", "\u{301}", "Ω", "漢字", "Зеленский", latin_long.as_str(), "a a a a a a a a a a a a"]
    {
        for found in names.find(latin, 20, &mut workspace) {
            assert!((0.0..=1.0).contains(&found.probability));
        }
    }
    assert_eq!(likeness("", "", Language::Russian), 0.0);
    assert!(Names::new::<&str>(&[], None).find("Zelensky", 5, &mut workspace).is_empty());
}

#[test]
fn cognates_are_found_among_words() {
    let word = |word| Candidate { word, comparable: true };
    let latin = [word("luhansk"), word("zelensky"), word("table"), word("sanctions")];
    let cyrillic = [word("зеленським"), word("луганську"), word("стіл"), word("санкції")];
    let found = cognates(&latin, &cyrillic, Language::Ukrainian);
    for pair in [(0, 1), (1, 0)] {
        assert!(
            found.iter().any(|&(a, b, likeness)| (a, b) == pair && likeness > 0.6),
            "{pair:?}: {found:?}"
        );
    }
    assert!(!found.iter().any(|found| found.0 == 2), "{found:?}");
}

#[test]
fn strangers_are_told_early_and_rightly() {
    let words = "луганськ луганку зеленський шевченко київ києва одеса бахмут джонсон уайлдер щастя їжакевич";
    let table = parallax::names::word::table(Language::Ukrainian).unwrap();
    let mut scratch = Scratch::default();
    for latin in
        ["luhansk", "zelenskyy", "schewtschenko", "kyiv", "odessa", "bakhmut", "johnson", "shchastia"]
    {
        let latin = LatinString::new(latin, table);
        for word in words.split(' ') {
            let word = CyrillicString::new(word, table);
            let whole = score(&latin, &word, &mut scratch);
            let early = score_above(&latin, &word, -6.0, &mut scratch);
            assert!(early == whole || whole < -6.0, "{early} {whole}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_names_give_probabilities(latin in "\\PC{0,30}", cyrillic in "[А-яіїєґ' -]{0,30}") {
        let likeness = likeness(&latin, &cyrillic, Language::Ukrainian);
        prop_assert!((0.0..=1.0).contains(&likeness));
        let names = Names::new(&[cyrillic.as_str(), "Луганськ"], None);
        let found = names.find(&latin, 9, &mut Workspace::default());
        prop_assert!(found.iter().all(|found| (0.0..=1.0).contains(&found.probability)));
        prop_assert!(found.is_sorted_by(|a, b| a.probability >= b.probability));
    }

    #[test]
    fn capitals_and_accents_of_cyrillic_do_not_matter(name in "[а-я]{3,12}") {
        let marked: String = name
            .chars()
            .flat_map(|letter| [Some(letter), "аеиоуыэюя".contains(letter).then_some('\u{301}')])
            .flatten()
            .collect();
        prop_assert_eq!(person::parts(&name), person::parts(&name.to_uppercase()));
        prop_assert_eq!(person::parts(&name), person::parts(&marked));
    }
}
