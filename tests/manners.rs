//! How the program behaves among others: rights, links, signals, limits, terminals, and folders that hold more than articles.

use crate::common::{parallax, scratch, told};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const GOOD: &str = "{\"id\":\"a\",\"lang\":\"en\",\"title\":\"Talks in Geneva\",\"text\":\"They met.\"}\n";

fn good(folder: &Path) {
    fs::write(folder.join("good.jsonl"), GOOD).unwrap();
}

/// Runs a line of the shell, where `$P` is the program.
#[cfg(unix)]
fn shell(folder: &Path, line: &str) -> (i32, String, String) {
    let mut command = Command::new("bash");
    command.current_dir(folder).env("P", env!("CARGO_BIN_EXE_parallax")).args(["-c", line]);
    told(&command.output().unwrap())
}

#[test]
fn nothing_read_is_status_1() {
    let folder = scratch();
    fs::write(folder.path().join("empty"), "").unwrap();
    fs::write(folder.path().join("blank"), " \n\n").unwrap();
    fs::write(folder.path().join("some"), "Kyiv\n").unwrap();
    fs::write(folder.path().join("beads"), "[0]:[0]\n").unwrap();
    for name in ["empty", "blank"] {
        for arguments in [
            &["lang", name][..],
            &["split", name],
            &["split", "--jsonl", name],
            &["split", "--lang", "uk", name],
            &["score", name, "beads"],
            &["score", "beads", name],
            &["match", name, "some"],
            &["match", "some", name],
            &["match", "train", name, "-o", "table"],
            &["ingest", name],
        ] {
            let (status, out, err) = told(&parallax(folder.path(), arguments));
            assert_eq!((status, out.as_str()), (1, ""), "{arguments:?}: {err}");
            assert!(err.contains(name), "{arguments:?}: {err}");
        }
    }
}

#[test]
fn options_out_of_range_are_wrong_usage() {
    let folder = scratch();
    good(folder.path());
    for arguments in [
        &["-j", "100000", "ingest", "good.jsonl"][..],
        &["-j", "-1", "ingest", "good.jsonl"],
        &["run", "good.jsonl", "-o", "out", "--min-score", "1.5"],
        &["run", "good.jsonl", "-o", "out", "--min-score", "NaN"],
        &["run", "good.jsonl", "-o", "out", "--window-days", "-1"],
        &["pair", "good.jsonl", "--window-days", "inf"],
        &["match", "a", "b", "--min-score", "2"],
        &["match", "train", "a", "-o", "b", "--least", "-1"],
    ] {
        let (status, _, err) = told(&parallax(folder.path(), arguments));
        assert_eq!(status, 2, "{arguments:?}: {err}");
    }
    let (_, _, err) = told(&parallax(folder.path(), &["-j", "100000", "ingest", "good.jsonl"]));
    assert!(err.contains("1024"), "the range is told: {err}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_message_is_one_line_without_control_characters() {
    let folder = scratch();
    let name = "odd\u{1b}[2J\nname.jsonl";
    fs::write(folder.path().join(name), "no \u{1b}[31m json\n{\"title\":\"a\",\"lang\":\"\u{202e}\\n\"}\n")
        .unwrap();
    let (status, _, err) = told(&parallax(folder.path(), &["ingest", "-v", name]));
    assert_eq!(status, 1);
    assert!(!err.contains('\u{1b}') && !err.contains('\u{202e}'), "{err:?}");
    assert!(err.lines().all(|line| !line.starts_with("name.jsonl")), "{err}");
}

#[test]
fn lines_of_the_input_stay_one_row() {
    let folder = scratch();
    fs::write(folder.path().join("text"), "one\ttwo\u{2028}three\u{85}four\n").unwrap();
    let (_, out, _) = told(&parallax(folder.path(), &["lang", "text"]));
    assert!(out.ends_with("\tone two three four\n"), "{out:?}");
    fs::write(folder.path().join("latin"), "Ky\tiv\u{2029}\n").unwrap();
    fs::write(folder.path().join("cyrillic"), "Ки\tїв\n").unwrap();
    let (_, out, _) = told(&parallax(folder.path(), &["match", "latin", "cyrillic", "--min-score", "0"]));
    assert!(out.lines().all(|line| line.matches('\t').count() == 2), "{out:?}");
}

#[test]
fn a_folder_is_no_place_for_a_file() {
    let folder = scratch();
    good(folder.path());
    fs::create_dir(folder.path().join("there")).unwrap();
    let (status, _, err) = told(&parallax(folder.path(), &["lang", "good.jsonl", "-o", "there"]));
    assert_eq!(status, 1);
    assert!(err.contains("there: a folder, expected a file"), "{err}");
}

#[test]
fn what_run_left_is_no_corpus() {
    let folder = scratch();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    good(&corpus);
    assert_eq!(told(&parallax(folder.path(), &["run", "corpus", "-o", "corpus/out"])).0, 0);
    let (status, out, err) = told(&parallax(folder.path(), &["ingest", "corpus"]));
    assert_eq!((status, out.lines().count()), (0, 1), "{err}");
    assert_eq!(err.matches("output of `parallax run`, left out").count(), 1, "{err}");
    let (status, out, err) = told(&parallax(folder.path(), &["ingest", "corpus/out"]));
    assert_eq!((status, out.lines().count()), (0, 1), "its articles can be read by its own name: {err}");
}

#[cfg(unix)]
#[test]
fn a_result_has_the_rights_of_any_new_file_or_of_the_one_before() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scratch();
    good(folder.path());
    let rights = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    shell(folder.path(), "umask 027; $P -q ingest good.jsonl -o new");
    assert_eq!(rights("new"), 0o640);
    shell(folder.path(), "umask 022; touch old; chmod 600 old; $P -q ingest good.jsonl -o old");
    assert_eq!(rights("old"), 0o600);
    assert_eq!(fs::read_to_string(folder.path().join("old")).unwrap().lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through() {
    let folder = scratch();
    good(folder.path());
    fs::create_dir(folder.path().join("far")).unwrap();
    for target in ["far/there", "far/not-yet"] {
        if target == "far/there" {
            fs::write(folder.path().join(target), "old").unwrap();
        }
        let link = folder.path().join("link");
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(target, &link).unwrap();
        let (status, _, err) = told(&parallax(folder.path(), &["ingest", "good.jsonl", "-o", "link"]));
        assert_eq!(status, 0, "{err}");
        assert!(link.is_symlink());
        assert!(fs::read_to_string(folder.path().join(target)).unwrap().contains("Geneva"));
    }
}

#[cfg(unix)]
#[test]
fn a_closed_stderr_is_no_fault() {
    let folder = scratch();
    good(folder.path());
    fs::write(folder.path().join("bad.jsonl"), "no\n".repeat(2000)).unwrap();
    assert_eq!(shell(folder.path(), "$P ingest good.jsonl bad.jsonl 2>&-").0, 1);
    assert_eq!(shell(folder.path(), "$P ingest good.jsonl 2>&-").0, 0);
    let (status, ..) = shell(
        folder.path(),
        "set -o pipefail; { $P ingest good.jsonl bad.jsonl 2>&1 >/dev/null; echo $? >&3; } 3>status | true",
    );
    assert_eq!(status, 0);
    assert_eq!(fs::read_to_string(folder.path().join("status")).unwrap().trim(), "1");
}

#[cfg(unix)]
#[test]
fn a_limit_of_file_sizes_is_a_fault_and_leaves_nothing() {
    let folder = scratch();
    let many: String = (0..20_000).map(|n| format!("{{\"title\":\"Story number {n}\"}}\n")).collect();
    fs::write(folder.path().join("many.jsonl"), many).unwrap();
    let (status, _, err) = shell(folder.path(), "ulimit -f 100; $P ingest many.jsonl -o out.jsonl");
    assert_eq!(status, 1, "{err}");
    assert!(err.contains("out.jsonl") && err.contains("ulimit -f"), "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn signals_leave_no_temporary_file_and_stale_ones_are_swept() {
    let folder = scratch();
    let count = || {
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with(".parallax-")).count()
    };
    for (signal, left) in [("INT", 0), ("TERM", 0), ("HUP", 0), ("KILL", 1)] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
            .current_dir(folder.path())
            .args(["ingest", "-", "-o", "out.jsonl"])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let many: String = (0..5_000).map(|n| format!("{{\"title\":\"Story number {n}\"}}\n")).collect();
        std::io::Write::write_all(&mut pipe, many.as_bytes()).unwrap();
        let written = || {
            let entries = fs::read_dir(folder.path()).unwrap().flatten();
            entries.filter(|entry| entry.metadata().is_ok_and(|found| found.len() > 0)).count() > 0
        };
        for _ in 0..500 {
            if written() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert_eq!(count(), 1, "{signal}");
        Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        let status = child.wait().unwrap();
        assert!(!status.success());
        drop(pipe);
        assert_eq!(count(), left, "{signal}");
    }
    good(folder.path());
    assert_eq!(told(&parallax(folder.path(), &["ingest", "good.jsonl", "-o", "out.jsonl"])).0, 0);
    assert_eq!(count(), 0, "what was killed is swept");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_depth_in_a_folder_have_bounds() {
    use std::os::unix::fs::symlink;
    let folder = scratch();
    let (corpus, outside) = (folder.path().join("corpus"), folder.path().join("outside"));
    fs::create_dir_all(corpus.join("paper")).unwrap();
    fs::create_dir(&outside).unwrap();
    good(&corpus.join("paper"));
    fs::write(outside.join("b.jsonl"), GOOD.replace("\"a\"", "\"b\"")).unwrap();
    symlink(&outside, corpus.join("out")).unwrap();
    symlink(outside.join("b.jsonl"), corpus.join("b.jsonl")).unwrap();
    // Each folder leads to each: without a bound there are more ways than anybody can walk.
    for at in 0..12 {
        fs::create_dir(outside.join(format!("d{at}"))).unwrap();
        for to in 0..12 {
            symlink(outside.join(format!("d{to}")), outside.join(format!("d{at}/l{to}"))).unwrap();
        }
    }
    shell(&corpus, "mkfifo pipe.jsonl");
    let (status, out, err) = told(&parallax(folder.path(), &["ingest", "corpus"]));
    assert_eq!((status, out.lines().count()), (0, 1), "{err}");
    assert!(err.contains("pipe.jsonl: a pipe, socket or device, left out"), "{err}");
    assert_eq!(err.matches("not followed (--follow-links follows it)").count(), 2, "{err}");
    let (status, out, err) = told(&parallax(folder.path(), &["ingest", "corpus", "--follow-links"]));
    assert_eq!((status, out.lines().count()), (0, 2), "{err}");
    let (status, out, err) =
        shell(folder.path(), "cat corpus/paper/good.jsonl > corpus/pipe.jsonl & $P ingest corpus/pipe.jsonl");
    assert_eq!((status, out.lines().count()), (0, 1), "a pipe by its own name is read: {err}");
    let deep = folder.path().join("deep");
    fs::create_dir_all(deep.join("d/".repeat(1000))).unwrap();
    good(&deep);
    let (status, out, err) = told(&parallax(folder.path(), &["ingest", "deep"]));
    assert_eq!((status, out.lines().count()), (1, 1), "{err}");
    assert!(err.contains("folders more than 100 deep"), "{err}");
}
