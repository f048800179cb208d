//! Bad input: one clear line on stderr, exit status 1, and everything else is still done.

use crate::common::{parallax, scratch, told};
use std::fs;

const GOOD: &str = "{\"id\":\"a\",\"lang\":\"en\",\"title\":\"Talks in Geneva\",\"text\":\"They met.\"}\n";

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_rest_is_read() {
    let cases: [(&str, Vec<u8>, &str); 8] = [
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
        ("cut.jsonl.gz", vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b], "compressed data are damaged"),
    ];
    for (name, bytes, message) in cases {
        let folder = scratch();
        fs::write(folder.path().join("good.jsonl"), GOOD).unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        let (status, out, err) = told(&parallax(folder.path(), &["ingest", "good.jsonl", name]));
        assert_eq!(status, 1, "{name}: {err}");
        assert!(err.contains(message), "{name}: {err}");
        assert_eq!(out.lines().count(), 1, "{name}: {out}");
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
        &["split", "--lang", "ua"],
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
