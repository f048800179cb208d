//! The files of a folder, in depth and in the order of their names. Each folder is entered once, however many links lead to
//! it; links out of the folder are followed only where that is asked for; pipes and devices are no files of a corpus.

use super::desk::{Desk, Flow};
use super::{form, read};
use crate::Error;
use std::collections::HashSet;
use std::fs::{self, FileType};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Folders inside each other are entered so deep.
const DEEPEST: usize = 100;
/// So many links and special files are named; the rest is counted.
const MOST_NAMED: usize = 5;
/// `run.json` is shorter than this.
const LONGEST_SUMMARY: u64 = 1 << 20;

/// Reads the files of a folder and of its folders; says how many there were.
pub(super) fn folder(root: &Path, desk: &mut Desk) -> ControlFlow<(), u64> {
    let real = fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let mut walk = Walk { desk, seen: HashSet::from([real.clone()]), root: real, named: 0, files: 0 };
    walk.enter(root, 0)?;
    ControlFlow::Continue(walk.files)
}

/// The articles in a folder that `run` wrote, which is known by its `run.json`.
pub(super) fn own_output(folder: &Path) -> Option<PathBuf> {
    let mut text = String::new();
    let summary = fs::File::open(folder.join("run.json")).ok()?;
    summary.take(LONGEST_SUMMARY).read_to_string(&mut text).ok()?;
    let summary: serde_json::Value = serde_json::from_str(&text).ok()?;
    let ours = summary.get("version").is_some() && summary.get("fingerprint").is_some();
    ours.then(|| folder.join("articles.jsonl"))
}

struct Walk<'a, 'b> {
    desk: &'a mut Desk<'b>,
    root: PathBuf,
    /// Folders and linked files that were read, by their real paths.
    seen: HashSet<PathBuf>,
    named: usize,
    files: u64,
}

impl Walk<'_, '_> {
    fn enter(&mut self, folder: &Path, depth: usize) -> Flow {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(cause) => return self.desk.fault(Error::io(folder, &cause)),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            if form::is_skipped(&path) {
                self.desk.skip("by name (README, LICENSE, hidden, pictures, scripts)");
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_symlink() => self.link(&path, depth)?,
                Ok(kind) => self.take(&path, kind, depth)?,
                Err(cause) => self.desk.fault(Error::io(&path, &cause))?,
            }
        }
        Flow::Continue(())
    }

    fn take(&mut self, path: &Path, kind: FileType, depth: usize) -> Flow {
        // Links may lead to one file or folder on many ways, and without them there is but one way.
        if self.desk.options.follow_links
            && let Ok(real) = fs::canonicalize(path)
            && !self.seen.insert(real)
        {
            self.desk.skip("links to what was read already");
            return Flow::Continue(());
        }
        if kind.is_file() {
            self.files += 1;
            return read::read_file(path, self.desk);
        }
        if !kind.is_dir() {
            return self.leave_out(path, "pipes, sockets and devices", "a pipe, socket or device, left out");
        }
        if own_output(path).is_some() {
            self.desk.skip("folders that `parallax run` wrote");
            return self.desk.note(format!("{}: output of `parallax run`, left out", path.display()));
        }
        if depth >= DEEPEST {
            let fault = Error::new(format!("folders more than {DEEPEST} deep in each other")).at(path);
            return self.desk.fault(fault.advice("give this folder by its own path"));
        }
        self.enter(path, depth + 1)
    }

    fn link(&mut self, path: &Path, depth: usize) -> Flow {
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(cause) => return self.desk.fault(Error::io(path, &cause)),
        };
        if real.starts_with(&self.root) {
            self.desk.skip("links to what is in the folder anyway");
            return Flow::Continue(());
        }
        if !self.desk.options.follow_links {
            let what = "a link out of the folder, not followed (--follow-links follows it)";
            return self.leave_out(path, "links out of the folder", what);
        }
        match fs::metadata(path) {
            Ok(found) => self.take(path, found.file_type(), depth),
            Err(cause) => self.desk.fault(Error::io(path, &cause)),
        }
    }

    fn leave_out(&mut self, path: &Path, reason: &'static str, what: &str) -> Flow {
        self.desk.skip(reason);
        self.named += 1;
        match self.named {
            0..=MOST_NAMED => self.desk.note(format!("{}: {what}", path.display())),
            _ => Flow::Continue(()),
        }
    }
}
