//! What `run` does with a folder: nothing of others is lost, nothing of its own is believed without a look.

use crate::common::{parallax, scratch, told};
use std::fs;
use std::path::Path;

const ENGLISH: &str = r#"{"id":"a","lang":"en","published":"2022-01-21","text":"Blinken met Lavrov in Geneva on Friday. They talked for 90 minutes. No deal was made."}"#;
const RUSSIAN: &str = r#"{"id":"b","lang":"ru","published":"2022-01-21","text":"Блинкен и Лавров встретились в Женеве в пятницу. Они говорили 90 минут. Договорённостей нет."}"#;
const UKRAINIAN: &str = r#"{"id":"c","lang":"uk","published":"2022-01-21","text":"Блінкен і Лавров зустрілися в Женеві в п'ятницю. Вони говорили 90 хвилин. Домовленостей немає."}"#;

/// Writes articles, runs with these further arguments, and gives status and stderr.
fn run(folder: &Path, articles: &[&str], more: &[&str]) -> (i32, String) {
    fs::write(folder.join("news.jsonl"), articles.join("\n")).unwrap();
    let (status, _, err) = told(&parallax(folder, &[&["run", "news.jsonl", "-o", "out"], more].concat()));
    (status, err)
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("out").join(name)).unwrap()
}

#[test]
fn a_folder_of_others_is_left_alone_unless_forced() {
    let folder = scratch();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/pairs.tsv"), "mine").unwrap();
    let (status, err) = run(folder.path(), &[ENGLISH, RUSSIAN], &[]);
    assert_eq!(status, 1);
    assert!(err.contains("not empty") && err.contains("--force"), "{err}");
    assert_eq!(text(folder.path(), "pairs.tsv"), "mine");
    assert_eq!(run(folder.path(), &[ENGLISH, RUSSIAN], &["--force"]).0, 0);
    assert_ne!(text(folder.path(), "pairs.tsv"), "mine");
}

#[test]
fn only_files_that_a_run_made_are_removed() {
    let folder = scratch();
    assert_eq!(run(folder.path(), &[ENGLISH, RUSSIAN, UKRAINIAN], &["--per-pair"]).0, 0);
    let mine = folder.path().join("out/alignments/mine.tsv");
    fs::write(&mine, "mine").unwrap();
    assert!(folder.path().join("out/alignments/a--b.tsv").is_file());
    assert_eq!(run(folder.path(), &[ENGLISH, UKRAINIAN], &["--per-pair"]).0, 0);
    assert!(mine.is_file());
    assert!(!folder.path().join("out/alignments/a--b.tsv").exists());
    fs::remove_file(&mine).unwrap();
    assert_eq!(run(folder.path(), &[ENGLISH, UKRAINIAN], &[]).0, 0);
    assert!(!folder.path().join("out/alignments").exists());
}

#[test]
fn a_file_that_was_lost_or_changed_is_made_again() {
    let folder = scratch();
    run(folder.path(), &[ENGLISH, RUSSIAN], &[]);
    let before = text(folder.path(), "parallel.en-ru.tsv");
    assert!(run(folder.path(), &[ENGLISH, RUSSIAN], &[]).1.contains("nothing changed"));
    for damage in ["", "other"] {
        fs::write(folder.path().join("out/parallel.en-ru.tsv"), damage).unwrap();
        assert!(!run(folder.path(), &[ENGLISH, RUSSIAN], &[]).1.contains("nothing changed"));
        assert_eq!(text(folder.path(), "parallel.en-ru.tsv"), before);
    }
    fs::remove_file(folder.path().join("out/stories.tsv")).unwrap();
    assert!(!run(folder.path(), &[ENGLISH, RUSSIAN], &[]).1.contains("nothing changed"));
    assert!(folder.path().join("out/stories.tsv").is_file());
}

#[test]
fn a_run_that_was_killed_is_done_again() {
    let folder = scratch();
    run(folder.path(), &[ENGLISH, RUSSIAN], &[]);
    let whole = text(folder.path(), "pairs.tsv");
    // What a run leaves that dies while it puts its files in their places.
    fs::rename(folder.path().join("out/run.json"), folder.path().join("out/run.unfinished.json")).unwrap();
    fs::write(folder.path().join("out/pairs.tsv"), "old").unwrap();
    let (status, err) = run(folder.path(), &[ENGLISH, RUSSIAN], &[]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(text(folder.path(), "pairs.tsv"), whole);
    assert!(!folder.path().join("out/run.unfinished.json").exists());
}

#[test]
fn the_order_of_the_articles_does_not_matter() {
    let articles = [ENGLISH, RUSSIAN, UKRAINIAN];
    let names = [
        "articles.jsonl",
        "pairs.tsv",
        "beads.en-ru.tsv",
        "beads.ru-uk.tsv",
        "parallel.en-ru-uk.tsv",
        "names.tsv",
    ];
    let files = |order: [usize; 3]| -> Vec<String> {
        let folder = scratch();
        let articles = order.map(|at| articles[at]);
        assert_eq!(run(folder.path(), &articles, &["--langs", "all"]).0, 0);
        let source = |text: String| {
            // Where an article was read is told, and differs.
            text.lines()
                .map(|line| line.split(",\"source\"").next().unwrap().to_owned() + "\n")
                .collect::<String>()
        };
        names.iter().map(|name| source(text(folder.path(), name))).collect()
    };
    let first = files([0, 1, 2]);
    assert!(first[4].lines().count() > 1, "{}", first[4]);
    assert_eq!(files([2, 0, 1]), first);
    assert_eq!(files([1, 2, 0]), first);
}

#[test]
fn options_out_of_their_range_are_wrong_usage() {
    let folder = scratch();
    for wrong in [
        ["--min-score", "1.5"],
        ["--min-score", "NaN"],
        ["--window-days", "inf"],
        ["--most", "0"],
        ["--langs", "en-de"],
    ] {
        let (status, err) = run(folder.path(), &[ENGLISH, RUSSIAN], &wrong);
        assert_eq!(status, 2, "{wrong:?}: {err}");
        assert!(!folder.path().join("out").exists());
    }
}
