//! What differs between two articles: cases that a linguist can read and add to, and what a user meets.

use crate::common::{parallax, scratch, told};
use parallax::analysis::Analysed;
use parallax::corpus::Article;
use parallax::coverage::{self, Difference, Link, Model, Pair, Status};
use parallax::text::{Language, LanguagePair};
use std::fs;
use std::path::Path;

struct Case {
    name: &'static str,
    date: &'static str,
    lines: Vec<(&'static str, &'static str)>,
    wanted: Vec<&'static str>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let file = include_str!("coverage/pairs.txt");
    for line in file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# ")) {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name, date: "", lines: Vec::new(), wanted: Vec::new() });
            continue;
        }
        let case = cases.last_mut().unwrap_or_else(|| panic!("no case before {line:?}"));
        match line.split_once(' ').unwrap_or((line, "")) {
            ("date", date) => case.date = date,
            ("=", wanted) => case.wanted.push(wanted),
            (language, text) => case.lines.push((language, text)),
        }
    }
    cases
}

/// The differences of a case, its lines linked in twos.
fn differences(case: &Case) -> Vec<Difference> {
    let (mut texts, mut links): ([Vec<&str>; 2], Vec<Link>) = Default::default();
    for two in case.lines.chunks(2) {
        let held: Vec<bool> = two.iter().map(|(_, text)| *text != "-").collect();
        let at = [texts[0].len() as u32 + 1, texts[1].len() as u32 + 1];
        for (side, (_, text)) in two.iter().enumerate().filter(|(side, _)| held[*side]) {
            texts[side].push(text);
        }
        if held.iter().all(|held| *held) {
            links.push(Link { src: at[0]..at[0] + 1, trg: at[1]..at[1] + 1, score: 0.99, same: 0.8 });
        }
    }
    let language = |side: usize| case.lines[side].0.parse::<Language>().unwrap();
    let article = |side: usize| Article {
        text: texts[side].join("\n\n"),
        published: case.date.to_owned(),
        ..Article::default()
    };
    let (src, trg) = (article(0), article(1));
    let (src_read, trg_read) =
        (Analysed::new(&src, language(0), usize::MAX), Analysed::new(&trg, language(1), usize::MAX));
    assert_eq!(src_read.sentences.len(), texts[0].len(), "{}", case.name);
    let languages = LanguagePair::new(language(0), language(1));
    let pair = Pair { languages, src: &src, trg: &trg, src_read: &src_read, trg_read: &trg_read, links };
    let mut found = coverage::differences(&pair, Model::shipped());
    found.retain(Difference::is_usual);
    found
}

#[test]
fn differences_are_found_as_the_cases_say() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = differences(&case);
        let shown = |one: &Difference| format!("{} | {} | {}", one.group(), one.value, one.conflict_with);
        let all: Vec<String> = found.iter().map(shown).collect();
        for wanted in &case.wanted {
            let is_there = if *wanted == "no conflict" {
                !found.iter().any(|one| one.status == Some(Status::Conflict))
            } else {
                let mut fields = wanted.split('|').map(str::trim);
                let group = fields.next().unwrap_or_default().replace(' ', "-");
                let values: Vec<&str> = fields.collect();
                found.iter().any(|one| {
                    let own = [one.value.as_str(), one.conflict_with.as_str()];
                    one.group() == group && values.iter().zip(own).all(|(wanted, own)| *wanted == own)
                })
            };
            if !is_there {
                wrong.push(format!("{}: expected {wanted}, found {all:?}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn offsets_count_characters() {
    for case in cases() {
        for one in differences(&case) {
            let cut = |text: &str, span: &std::ops::Range<usize>| -> String {
                text.chars().skip(span.start).take(span.len()).collect()
            };
            if let Some(span) = &one.offsets[0] {
                assert_eq!(cut(&one.text, span), one.value, "{}", case.name);
            }
            if let Some(span) = &one.offsets[1] {
                assert_eq!(cut(&one.other_text, span), one.conflict_with, "{}", case.name);
            }
        }
    }
}

/// A folder with the results of a run over articles, a JSON object each.
fn run(articles: &[String]) -> tempfile::TempDir {
    let folder = scratch();
    fs::write(folder.path().join("articles.jsonl"), articles.join("\n")).unwrap();
    let (status, _, errors) = told(&parallax(folder.path(), &["-q", "run", "articles.jsonl", "-o", "out"]));
    assert_eq!(status, 0, "{errors}");
    folder
}

fn article(id: &str, lang: &str, text: &str) -> String {
    format!(
        r#"{{"id":"{id}","outlet":"{id} <b>daily</b>","lang":"{lang}","published":"2022-01-21","title":"","text":"{text}"}}"#
    )
}

fn two() -> Vec<String> {
    vec![
        article(
            "a",
            "en",
            "Blinken met Lavrov in Geneva on Friday. They talked for 90 minutes. <script>alert(1)</script> was written on the door of the hotel.",
        ),
        article(
            "b",
            "ru",
            "Блинкен и Лавров встретились в Женеве в пятницу. Они говорили 45 минут. Договорённостей нет.",
        ),
    ]
}

#[test]
fn diff_gives_what_run_wrote() {
    let folder = run(&two());
    let (status, rows, errors) = told(&parallax(folder.path(), &["-q", "diff", "out"]));
    assert_eq!((status, errors.as_str()), (0, ""));
    assert_eq!(rows, fs::read_to_string(folder.path().join("out/diff.tsv")).unwrap());
    let header = "story\tsrc_id\ttrg_id\tkind\tside\tvalue\tsentence_id\ttext\tconflict_with\tstatus\tp\tother_text\toffsets\twhy\torigin";
    assert_eq!(rows.lines().next(), Some(header));
    assert!(rows.contains("\tnumber\tsrc\t90 minutes\t2\t"), "{rows}");
    let (_, one, _) = told(&parallax(folder.path(), &["-q", "-j1", "diff", "out", "--story", "1"]));
    assert_eq!(one, rows);
    let (_, json, _) = told(&parallax(folder.path(), &["-q", "diff", "out", "--json"]));
    assert_eq!(json.lines().count() + 1, rows.lines().count());
    assert!(json.lines().all(|line| line.starts_with('{') && line.contains("\"p\":0.")));
    for name in ["facts.tsv", "outlets.tsv"] {
        let text = fs::read_to_string(folder.path().join("out").join(name)).unwrap();
        let columns = text.lines().next().unwrap().split('\t').count();
        assert!(text.lines().count() > 2, "{name}");
        assert!(text.lines().all(|line| line.split('\t').count() == columns), "{name}");
    }
}

#[test]
fn the_page_keeps_what_is_in_articles_as_text() {
    let folder = run(&two());
    let output = parallax(folder.path(), &["-q", "diff", "out", "--html", "page.html"]);
    assert_eq!(told(&output), (0, String::new(), String::new()));
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    assert!(!page.contains("<script>alert") && !page.contains("<b>daily"));
    assert!(page.contains("class=\"hit conflict\""));
    assert!(!page.contains("http://") && !page.contains("https://"), "it must open without a network");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = run(&two());
    let out = folder.path().join("out");
    let fails = |args: &[&str], wanted: &str| {
        let (status, rows, errors) = told(&parallax(folder.path(), args));
        assert_eq!((status, rows.as_str()), (1, ""), "{args:?}: {errors}");
        assert!(errors.contains(wanted) && errors.lines().count() == 1, "{args:?}: {errors}");
    };
    fails(&["diff", "nowhere"], "expected a folder");
    fails(&["diff", "out", "--story", "7"], "there is no story 7");
    let pairs = fs::read_to_string(out.join("pairs.tsv")).unwrap();
    // An older version did not tell stories.
    let old: Vec<String> = pairs.lines().map(|line| line.rsplit_once('\t').unwrap().0.to_owned()).collect();
    fs::write(out.join("pairs.tsv"), old.join("\n")).unwrap();
    fails(&["diff", "out"], "expected the column story");
    fs::write(out.join("pairs.tsv"), pairs).unwrap();
    let beads = out.join("beads.en-ru.tsv");
    let whole = fs::read_to_string(&beads).unwrap();
    fs::write(&beads, "").unwrap();
    fails(&["diff", "out"], "expected the column");
    fs::write(&beads, whole).unwrap();
    fs::rename(out.join("run.json"), out.join("run.unfinished")).unwrap();
    fails(&["diff", "out"], "run.json");
}

#[test]
fn articles_without_sentences_or_partners_differ_in_nothing() {
    let mut articles = two();
    articles.push(r#"{"id":"d","lang":"ru","published":"2022-01-21","title":"Погода","text":""}"#.to_owned());
    let folder = run(&articles);
    let (status, rows, _) = told(&parallax(folder.path(), &["-q", "diff", "out"]));
    assert_eq!(status, 0);
    assert!(rows.lines().skip(1).all(|row| row.split('\t').nth(1) == Some("a")));
    let alone = run(&two()[..1]);
    let (status, rows, _) = told(&parallax(alone.path(), &["-q", "diff", "out"]));
    assert_eq!((status, rows.lines().count()), (0, 1));
}

#[test]
fn a_story_of_many_articles_is_no_trouble() {
    let mut articles = Vec::new();
    for number in 0..150 {
        let (hours, people) = (number % 7 + 2, number % 9 + 11);
        articles.push(article(
            &format!("e{number}"),
            "en",
            &format!("Blinken met Lavrov in Geneva on Friday. They talked for {hours} hours in hotel {number}. {people} people watched."),
        ));
        articles.push(article(
            &format!("r{number}"),
            "ru",
            &format!("Блинкен и Лавров встретились в Женеве в пятницу. Они говорили {hours} часа в отеле {number}. Смотрели {people} человек."),
        ));
    }
    let folder = run(&articles);
    let (status, rows, errors) = told(&parallax(folder.path(), &["-q", "diff", "out"]));
    assert_eq!(status, 0, "{errors}");
    assert!(rows.starts_with("story\t"));
    assert_eq!(rows, fs::read_to_string(folder.path().join("out/diff.tsv")).unwrap());
}

#[test]
fn the_sample_is_compared() {
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("alignments");
    let folder = scratch();
    let (status, rows, errors) = told(&parallax(folder.path(), &["-q", "diff", run.to_str().unwrap()]));
    assert_eq!(status, 0, "{errors}");
    assert_eq!(rows, fs::read_to_string(run.join("diff.tsv")).unwrap());
}
