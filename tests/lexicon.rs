//! Lexicons: the hand-written one is in its normal form, those of other programs are read, imported and of use.

use crate::common::{parallax, scratch, told};
use std::fs;
use std::io::Write;
use std::path::Path;

#[test]
fn the_seed_is_in_normal_form() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon/seed.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let entries = parallax::lexicon::seed::read(&text, &path).unwrap();
    assert!(entries.len() > 1000);
    let key = |english: &str| (english.to_lowercase(), english.to_owned());
    for pair in entries.windows(2) {
        assert!(
            key(&pair[0].english) < key(&pair[1].english),
            "{:?} stands before {:?}",
            pair[0].english,
            pair[1].english
        );
        assert_ne!(pair[0].english.to_lowercase(), pair[1].english.to_lowercase(), "the same word twice");
    }
    for entry in &entries {
        for (list, foreign) in [(&entry.russian, "іїєґІЇЄҐ"), (&entry.ukrainian, "ыэёъЫЭЁЪ")]
        {
            assert!(!list.is_empty(), "{}: a language has no translation", entry.english);
            for (at, word) in list.iter().enumerate() {
                assert!(!list[..at].contains(word), "{}: {word} twice", entry.english);
                assert!(
                    !word.contains(|c: char| foreign.contains(c)),
                    "{}: {word} has letters of the other",
                    entry.english
                );
                assert_eq!(word.trim(), word, "{}: spaces around {word:?}", entry.english);
                let mixed = word.contains(|c: char| c.is_ascii_alphabetic())
                    && word.contains(|c: char| ('а'..='я').contains(&c));
                assert!(!mixed, "{}: {word} mixes scripts", entry.english);
            }
        }
    }
}

type Files = Vec<(&'static str, Vec<u8>)>;

const LINES: &str = "flurble\tмурзилка\nscary snark\tстрашный снарк\nquux\tкуукс\nLatin\tonly\n";

/// The same three entries in every form: its files, the one that names it, and how it is said to be read.
fn dictionaries() -> Vec<(Files, &'static str, &'static str)> {
    let definitions = [
        ("flurble", "flurble [flɜːbl] сущ. 1) мурзилка (разг.)\n"),
        ("quux", "1. куукс\n"),
        ("scary snark", "страшный снарк; to see a snark видеть снарка\n"),
    ];
    let whole: String = definitions.iter().map(|(_, definition)| *definition).collect();
    let (mut index, mut idx, mut offset) = (String::from("00databaseshort\tA\tA\n"), Vec::new(), 0_u32);
    for (headword, definition) in definitions {
        let size = definition.len() as u32;
        index += &format!("{headword}\t{}\t{}\n", base_64(offset), base_64(size));
        idx.extend(headword.as_bytes());
        idx.push(0);
        idx.extend(offset.to_be_bytes());
        idx.extend(size.to_be_bytes());
        offset += size;
    }
    let ifo = "StarDict's dict ifo file\nversion=2.4.2\nbookname=x\nwordcount=3\nsametypesequence=m\n";
    let swapped = |between: &str| -> Vec<u8> {
        let rows = LINES.lines().filter_map(|line| line.split_once('\t'));
        rows.map(|(english, other)| format!("{other}{between}{english}\n")).collect::<String>().into()
    };
    let csv = "english,russian,ukrainian\nflurble,мурзилка,у\nquux,куукс,у\nscary snark,страшный снарк,у\n";
    vec![
        (vec![("a.csv", csv.into())], "a.csv", "parallax CSV, en to ru or uk, 6 "),
        (vec![("a.dic", swapped(" @ "))], "a.dic", "hunalign, ru to en, 3 translations, 1 lines"),
        (vec![("b.dic", LINES.replace('\t', " @ ").into())], "b.dic", "hunalign, en to ru, 3 "),
        (vec![("a.txt", LINES.into())], "a.txt", "MUSE, en to ru, 3 "),
        (vec![("b.txt", swapped("\t"))], "b.txt", "MUSE, ru to en, 3 "),
        (
            vec![("d.index", index.clone().into()), ("d.dict", whole.clone().into())],
            "d.index",
            "dictd, en to ru, 3 ",
        ),
        (vec![("d.index", index.into()), ("d.dict.dz", dictzip(&whole))], "d.dict.dz", "dictd, en to ru, 3 "),
        (
            vec![("s.ifo", ifo.into()), ("s.idx", idx.clone()), ("s.dict", whole.clone().into())],
            "s.ifo",
            "StarDict, en to ru, 3 ",
        ),
        (
            vec![("s.ifo", ifo.into()), ("s.idx.gz", gzip(&idx)), ("s.dict.dz", dictzip(&whole))],
            "s.idx.gz",
            "StarDict, en to ru, 3 ",
        ),
    ]
}

fn base_64(mut number: u32) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut digits = Vec::new();
    loop {
        digits.insert(0, DIGITS[(number % 64) as usize]);
        number /= 64;
        if number == 0 {
            return String::from_utf8(digits).unwrap();
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// gzip with an extra field, as dictzip writes it.
fn dictzip(text: &str) -> Vec<u8> {
    let blocks = vec![b'R', b'A', 6, 0, 1, 0, 0, 0, 0, 0];
    let mut packer = flate2::GzBuilder::new().extra(blocks).write(Vec::new(), flate2::Compression::default());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

fn put(folder: &Path, files: &[(&str, Vec<u8>)]) {
    files.iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).unwrap());
}

#[test]
fn every_form_is_imported_and_shown_alike() {
    for (files, name, described) in dictionaries() {
        let folder = scratch();
        put(folder.path(), &files);
        let (status, _, err) =
            told(&parallax(folder.path(), &["lexicon", "import", name, "--trg-lang", "ru", "-o", "x.lex"]));
        assert_eq!(status, 0, "{name}: {err}");
        let (status, direct, err) =
            told(&parallax(folder.path(), &["lexicon", "show", "-v", name, "flurble"]));
        assert_eq!(status, 0, "{name}: {err}");
        assert!(err.contains(described), "{name}: {err}");
        let (_, of_table, _) = told(&parallax(folder.path(), &["lexicon", "show", "x.lex", "мурзилка"]));
        assert_eq!(of_table.lines().next(), Some("english\tother\tforward\tbackward"));
        for shown in [&direct, &of_table] {
            let row = shown.lines().nth(1).unwrap_or_default();
            assert!(row.starts_with("flurbl\tмурзилк\t0."), "{name}: {shown}");
        }
        let (_, all, _) = told(&parallax(folder.path(), &["lexicon", "show", "x.lex"]));
        assert!(all.contains("\nsnark\tснарк\t") && !all.contains("видеть"), "{name}: {all}");
    }
}

const ENGLISH: &str = "We flurble it again.\nShe was never there at all.\nThe quux is very old.\n";
const RUSSIAN: &str = "Куукс весьма стар.\nМы мурзилка это снова.\n";

#[test]
fn a_users_lexicon_links_what_ours_does_not_know() {
    let folder = scratch();
    put(folder.path(), &[("x.en", ENGLISH.into()), ("x.ru", RUSSIAN.into()), ("own.tsv", LINES.into())]);
    put(folder.path(), &[("more.dic", "один @ one\n".into())]);
    let align = |own: &[&str]| {
        let mut arguments = vec!["align", "x.en", "x.ru", "--lines", "--comparable", "--format", "vecalign"];
        arguments.extend(own);
        let (status, out, err) = told(&parallax(folder.path(), &arguments));
        assert_eq!(status, 0, "{err}");
        let score = |link: &str| {
            let row = out.lines().find_map(|row| row.strip_prefix(link));
            row.map_or(0.0, |score| score.trim_start_matches(':').parse::<f64>().unwrap())
        };
        (score("[0]:[1]"), score("[2]:[0]"), err)
    };
    let (flurble, quux, _) = align(&[]);
    let (own_flurble, own_quux, err) = align(&["--lexicon", "own.tsv"]);
    // What is sure already cannot become surer.
    assert!(own_flurble > flurble && own_quux >= quux, "{flurble} {own_flurble}, {quux} {own_quux}");
    assert!(!err.contains("warning"), "{err}");
    let (_, _, err) = align(&["--lexicon", "own.tsv", "--lexicon", "more.dic"]);
    assert_eq!(err.matches("warning").count(), 1, "{err}");
    assert!(err.contains("more.dic: read as hunalign, ru or uk to en, 1 translations"), "{err}");
}

#[test]
fn a_run_with_another_lexicon_is_another_run() {
    let folder = scratch();
    let article = |id: &str, lang: &str, text: &str| {
        let date = "2022-01-21T10:00:00Z";
        format!(
            "{{\"id\":\"{id}\",\"lang\":\"{lang}\",\"published\":\"{date}\",\"title\":\"{text}\",\"text\":\"{text}\"}}\n"
        )
    };
    let corpus = article("a", "en", "The flurble met Blinken in Geneva.")
        + &article("b", "ru", "Мурзилка встретилась с Блинкеном в Женеве.");
    put(
        folder.path(),
        &[("c.jsonl", corpus.into()), ("own.tsv", LINES.into()), ("no.dic", "фыва @ asdf\n".into())],
    );
    let run =
        |own: &str| told(&parallax(folder.path(), &["run", "c.jsonl", "-o", "out", "--lexicon", own])).2;
    let first = run("own.tsv");
    assert!(!first.contains("warning") && !first.contains("nothing changed"), "{first}");
    assert!(run("own.tsv").contains("nothing changed"));
    let other = run("no.dic");
    assert!(other.contains("warning: no.dic") && !other.contains("nothing changed"), "{other}");
}

#[test]
fn a_lexicon_is_trained_on_ones_own_text() {
    let folder = scratch();
    let english = "the flurble sleeps\nthe quux sleeps\nthe flurble eats\nthe quux eats\n";
    let russian = "мурзилка дремлет\nкуукс дремлет\nмурзилка жует\nкуукс жует\n";
    let rows = russian.lines().zip(english.lines()).map(|(ru, en)| format!("{ru}\t{en}\n"));
    let tsv: String = rows.collect();
    put(
        folder.path(),
        &[("x.en", english.into()), ("x.ru.gz", gzip(russian.as_bytes())), ("x.tsv", tsv.into())],
    );
    for (pairs, output) in [(&["x.en", "x.ru.gz"][..], "moses.lex"), (&["x.tsv"], "table.lex")] {
        let mut arguments = vec!["lexicon", "train", "--trg-lang", "ru", "-o", output];
        arguments.extend(pairs);
        let (status, _, err) = told(&parallax(folder.path(), &arguments));
        assert_eq!(status, 0, "{err}");
        let (_, out, _) = told(&parallax(folder.path(), &["lexicon", "show", output, "flurble"]));
        let best = out.lines().skip(1).max_by_key(|row| row.split('\t').nth(2).unwrap().to_owned());
        assert!(best.unwrap().starts_with("flurbl\tмурзилк\t"), "{out}");
    }
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("moses.lex"), read("table.lex"));
}

#[test]
fn what_is_no_lexicon_is_told() {
    let cases: [(Files, &str, &str); 9] = [
        (vec![("no.dic", "cat @ dog\n".into())], "no.dic", "none has one side in Latin and one in Cyrillic"),
        (
            vec![("prose.txt", "It was a dark night and no one came.\n".into())],
            "prose.txt",
            "expected a dictionary",
        ),
        (vec![("cut.lex", b"PLX3\x01\0".to_vec())], "cut.lex", "cut short"),
        (vec![("e.txt", Vec::new())], "e.txt", "found nothing"),
        (vec![("d.index", "a\tA\tB\n".into())], "d.index", "expected d.dict or d.dict.dz"),
        (vec![("d.dict", "x".into())], "d.dict", "expected d.ifo (StarDict) or d.index (dictd)"),
        (
            vec![("d.index", "a\tB\tzz\n".into()), ("d.dict", "short".into())],
            "d.index",
            "d.dict: byte 1: expected 3315 bytes",
        ),
        (
            vec![("d.index", "a\t?\tB\n".into()), ("d.dict", "short".into())],
            "d.index",
            "d.index:1: expected headword, offset and size",
        ),
        (
            vec![
                ("s.ifo", "StarDict's dict ifo file\nsametypesequence=m\n".into()),
                ("s.idx", b"word\0\0\0".to_vec()),
                ("s.dict", b"x".to_vec()),
            ],
            "s.ifo",
            "s.idx: byte 0: expected a headword, NUL, offset and size",
        ),
    ];
    for (files, name, message) in cases {
        let folder = scratch();
        put(folder.path(), &files);
        let (status, out, err) = told(&parallax(folder.path(), &["lexicon", "show", name]));
        assert_eq!((status, out.as_str()), (1, ""), "{name}");
        assert!(err.contains(message), "{name}: {err}");
    }
}

#[test]
fn a_dictionary_of_the_other_language_is_not_imported() {
    let folder = scratch();
    put(folder.path(), &[("uk.tsv", "cat\tкіт\nfir\tялиця\nhedgehog\tїжак\n".into())]);
    let (status, _, err) =
        told(&parallax(folder.path(), &["lexicon", "import", "uk.tsv", "--trg-lang", "ru", "-o", "x.lex"]));
    assert_eq!(status, 1);
    assert!(err.contains("its letters are uk") && err.contains("say --trg-lang uk"), "{err}");
    assert!(!folder.path().join("x.lex").exists());
}
