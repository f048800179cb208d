//! The main job on a small corpus, end to end.

use crate::common::{parallax, scratch, told};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file of a folder but `run.json`, whose times differ.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("run.json") {
                found.insert(
                    path.strip_prefix(folder).unwrap().display().to_string(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    found
}

#[test]
fn the_sample_gives_the_committed_bytes_on_any_number_of_threads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wanted = files(&root.join("alignments"));
    assert!(wanted.contains_key("report.html"));
    for threads in ["1", "2"] {
        let folder = scratch();
        let out = folder.path().join("out");
        let (status, _, err) =
            told(&parallax(root, &["run", "corpora", "-o", out.to_str().unwrap(), "-j", threads]));
        assert_eq!(status, 0, "{err}");
        let found = files(&out);
        assert_eq!(found.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
        for (name, bytes) in &wanted {
            assert!(
                bytes == &found[name],
                "{name} differs; `cargo run --release -- run corpora -o alignments --force` rewrites"
            );
        }
    }
}

#[test]
fn a_second_run_does_nothing_where_nothing_changed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = scratch();
    let out = folder.path().join("out");
    let arguments = ["run", "corpora", "-o", out.to_str().unwrap()];
    assert_eq!(told(&parallax(root, &arguments)).0, 0);
    let (status, _, err) = told(&parallax(root, &arguments));
    assert_eq!(status, 0);
    assert!(err.contains("nothing changed"), "{err}");
}
