//! Data flow one way: no stage uses a later one.

use std::fs;
use std::path::{Path, PathBuf};

const STAGES: [&str; 17] = [
    "error",
    "corpus",
    "text",
    "names",
    "anchors",
    "analysis",
    "lexicon",
    "vectors",
    "judgement",
    "alignment",
    "pairing",
    "linking",
    "spellings",
    "coverage",
    "output",
    "report",
    "run",
];

#[test]
fn no_stage_uses_a_later_one() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut checked = 0;
    for (at, stage) in STAGES.iter().enumerate() {
        let mut files = vec![src.join(format!("{stage}.rs"))];
        walk(&src.join(stage), &mut files);
        for file in files.into_iter().filter(|file| file.exists()) {
            let code = fs::read_to_string(&file).unwrap();
            let code: String = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            checked += 1;
            for later in &STAGES[at + 1..] {
                assert!(
                    !code.contains(&format!("crate::{later}")),
                    "{} uses the later stage {later}",
                    file.display()
                );
            }
        }
    }
    assert!(checked >= STAGES.len());
}

#[test]
fn every_folder_is_a_stage() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let name = name.trim_end_matches(".rs");
        assert!(STAGES.contains(&name) || ["cli", "lib", "main"].contains(&name), "{name} is in no list");
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path);
        }
    }
}
