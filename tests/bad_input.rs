//! Bad input: one clear line on stderr, exit status 1, and everything else is still done.

use crate::common::{parallax, scratch, told};
use std::fs;

const GOOD: &str = "{\"id\":\"a\",\"lang\":\"en\",\"title\":\"Talks in Geneva\",\"text\":\"They met.\"}\n";

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_rest_is_read() {
    let wall = "<html><body><p>We value your privacy. Accept all cookies to go on.</p></body></html>";
    let deep = format!("<html><body>{}deep", "<table><tr><td>".repeat(3_000));
    let odd = b"<html><head><meta charset=x-odd></head><body><p>\xa1\xa2\xff\xfe</p></body></html>";
    let warc = "WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 99\r\n\r\nshort\r\n\r\n";
    let warc = format!("{warc}WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 2\r\n\r\nok\r\n\r\n");
    let cases: [(&str, Vec<u8>, &str); 23] = [
        ("lines.jsonl", b"not json\n".to_vec(), "lines.jsonl:1: not JSON"),
        ("empty.txt", Vec::new(), "empty.txt: an empty file"),
        (
            "table.csv",
            b"name,value\nx,1\n".to_vec(),
            "expected a column `text` or `title`, found name, value",
        ),
        ("binary.txt", vec![0, 1, 2, 3, 0, 0, 7], "a binary file, expected text"),
        ("broken.txt", b"caf\xe9\xff\xfe\xfd".to_vec(), "byte 3"),
        (
            "silent.jsonl",
            b"{\"id\":\"s\",\"text\":\" ... \"}\n".to_vec(),
            "silent.jsonl:1: an article without a sentence",
        ),
        ("twice.jsonl", GOOD.as_bytes().to_vec(), "the id \"a\" was there before"),
        (
            "late.jsonl",
            [GOOD.replace('a', "b").as_bytes(), b"{\"title\":\"\xa1\xff\"}\n"].concat(),
            "late.jsonl: byte 78",
        ),
        ("text.jsonl", b"\n7\n".to_vec(), "text.jsonl:2: a JSON value that is no object"),
        ("blank.txt", b" \n\n".to_vec(), "blank.txt: no article in it"),
        (
            "page.html",
            b"<html><head><title>A title</title></head><body></body></html>".to_vec(),
            "page.html:1: a page without an article's text",
        ),
        (
            "wall.html",
            wall.into(),
            "wall.html:1: a page shown instead of an article (\"we value your privacy\")",
        ),
        ("deep.html", deep.into(), "deep.html:1: a page of elements 9000 deep"),
        ("odd.html", odd.to_vec(), "unknown charset \"x-odd\""),
        (
            "feed.xml",
            b"<rss><channel><title>No items</title></channel></rss>".to_vec(),
            "a feed without an item",
        ),
        ("broken.xml", b"<rss><channel><item><title>One</title></item><item <".to_vec(), "broken.xml: byte"),
        (
            "sitemap.xml",
            b"<?xml version=\"1.0\"?><urlset></urlset>".to_vec(),
            "an XML file that is no RSS, Atom or HTML",
        ),
        ("crawl.warc", warc.into(), "crawl.warc: byte 0: a record of 5 bytes says that it has 99"),
        ("cut.zip", b"PK\x03\x04cut".to_vec(), "the archive is damaged"),
        ("paper.pdf", b"%PDF-1.4 ...".to_vec(), "a PDF file, expected articles"),
        ("cut.jsonl.zst", vec![0x28, 0xb5, 0x2f, 0xfd, 4], "compressed data are damaged"),
        ("missing.jsonl", Vec::new(), "check the spelling"),
        ("cut.jsonl.gz", vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b], "compressed data are damaged"),
    ];
    for (name, bytes, message) in cases {
        let folder = scratch();
        fs::write(folder.path().join("good.jsonl"), GOOD).unwrap();
        if name != "missing.jsonl" {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let (status, out, err) = told(&parallax(folder.path(), &["ingest", "good.jsonl", name]));
        assert_eq!(status, 1, "{name}: {err}");
        assert!(err.contains(message), "{name}: {err}");
        assert_eq!(err.lines().filter(|line| line.starts_with("parallax: ")).count(), 1, "{name}: {err}");
        assert!(out.starts_with("{\"id\":\"a\""), "{name}: {out}");
    }
}

#[test]
fn a_missing_file_is_told() {
    let folder = scratch();
    let (status, out, err) = told(&parallax(folder.path(), &["align", "no.en", "no.ru"]));
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("no.en") && err.contains("check the spelling"), "{err}");
}

#[test]
fn wrong_usage_is_status_2() {
    let folder = scratch();
    for arguments in [
        &["run"][..],
        &["split", "--lang", "xx"],
        &["no-such-command"],
        &["align", "a", "b", "--format", "x"],
    ] {
        assert_eq!(told(&parallax(folder.path(), arguments)).0, 2, "{arguments:?}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let folder = scratch();
    fs::write(folder.path().join("good.jsonl"), GOOD).unwrap();
    fs::write(folder.path().join("taken"), "a file").unwrap();
    let (status, _, err) = told(&parallax(folder.path(), &["run", "good.jsonl", "-o", "taken"]));
    assert_eq!(status, 1);
    assert!(err.contains("taken"), "{err}");
}

#[test]
fn a_full_disk_is_told() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let folder = scratch();
    fs::write(folder.path().join("good.jsonl"), GOOD).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output =
        command.current_dir(folder.path()).args(["ingest", "good.jsonl"]).stdout(full).output().unwrap();
    let (status, _, err) = told(&output);
    assert_eq!(status, 1);
    assert!(err.contains("make room on the disk"), "{err}");
}

#[test]
fn a_line_that_is_too_long_is_told_and_the_rest_is_read() {
    let folder = scratch();
    let long = "слово ".repeat(parallax::corpus::LONGEST / 10);
    let jsonl = format!("{{\"title\":\"Before it\"}}\n{{\"text\":\"{long}\"}}\n{{\"title\":\"After it\"}}\n");
    fs::write(folder.path().join("long.jsonl"), jsonl).unwrap();
    fs::write(folder.path().join("long.tsv"), format!("title\ttext\nA\t\nB\t{long}\nC\t\n")).unwrap();
    fs::write(folder.path().join("long.txt"), &long).unwrap();
    fs::write(folder.path().join("open.csv"), format!("title,text\nA,\nB,\"{long}\nC,\n")).unwrap();
    let files = ["ingest", "long.jsonl", "long.tsv", "long.txt", "open.csv"];
    let (status, out, err) = told(&parallax(folder.path(), &files));
    assert_eq!(status, 1, "{err}");
    assert_eq!(out.lines().count(), 6, "{out}");
    for place in ["long.jsonl:2: ", "long.tsv:3: ", "long.txt: ", "open.csv:3: "] {
        assert!(
            err.contains(&format!("{place}longer than 32 MiB, expected one article; ")),
            "{place}: {err}"
        );
    }
}

#[test]
fn nothing_but_faults_is_status_1_and_leaves_no_file() {
    let folder = scratch();
    fs::write(folder.path().join("bad.jsonl"), "no\n").unwrap();
    let (status, _, err) = told(&parallax(folder.path(), &["ingest", "bad.jsonl", "-o", "out.jsonl"]));
    assert_eq!(status, 1, "{err}");
    assert!(!folder.path().join("out.jsonl").exists());
    let (status, _, err) =
        told(&parallax(folder.path(), &["ingest", "bad.jsonl", "-o", "no/such/out.jsonl"]));
    assert_eq!(status, 1, "{err}");
    assert!(err.contains("no/such/out.jsonl"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = scratch();
    let pipe = folder.path().join("pipe");
    if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        return;
    }
    fs::write(folder.path().join("good.jsonl"), GOOD).unwrap();
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    let (status, _, err) = told(&parallax(folder.path(), &["ingest", "good.jsonl", "-o", "pipe"]));
    assert_eq!(status, 0, "{err}");
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(reader.join().unwrap().contains("Talks in Geneva"));
}
