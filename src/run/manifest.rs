//! `run.json`: what a run was, and which files it left. It goes first and comes last, so where it stands the run was
//! whole; while a run is on its way, `run.unfinished.json` says that the folder is one of ours.

use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

const WHOLE: &str = "run.json";
const UNFINISHED: &str = "run.unfinished.json";

/// What `run.json` says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Summary {
    /// The version of parallax.
    pub version: String,
    /// One number over all input and options; the same fingerprint gives the same files.
    pub fingerprint: String,
    /// The options as settled.
    pub options: BTreeMap<String, serde_json::Value>,
    /// How many articles, pairs and links there were.
    pub counts: BTreeMap<String, u64>,
    /// The share of candidate pairs that are reckoned to tell one event, by languages and dates.
    pub shares: BTreeMap<String, f64>,
    /// What is worth knowing of the input and of what was paired, a line each.
    pub notes: Vec<String>,
    /// What was left out, by reason.
    pub dropped: BTreeMap<String, u64>,
    /// Seconds that each stage took.
    pub seconds: BTreeMap<String, f64>,
    /// The files of the folder.
    pub files: BTreeMap<String, Mark>,
}

/// By what a file is known again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its length in bytes.
    pub bytes: u64,
    /// Its hash (XXH3, 64 bits) as 16 hexadecimal digits.
    pub xxh3: String,
}

impl Mark {
    /// That of a file; `None` where there is no such file, or it is a link.
    fn of(path: &Path) -> Option<Mark> {
        if !fs::symlink_metadata(path).ok()?.is_file() {
            return None;
        }
        let mut file = fs::File::open(path).ok()?;
        let (mut hash, mut bytes, mut piece) = (Xxh3::new(), 0, vec![0; 1 << 16]);
        loop {
            let read = file.read(&mut piece).ok()?;
            if read == 0 {
                return Some(Mark { bytes, xxh3: format!("{:016x}", hash.digest()) });
            }
            hash.update(&piece[..read]);
            bytes += read as u64;
        }
    }
}

/// What a folder holds before a run.
pub struct Before {
    /// The last run, where it was whole.
    pub last: Option<Summary>,
    /// Files that earlier runs left; others are not ours.
    owned: Vec<String>,
}

impl Before {
    /// Looks at a folder, which is made where there is none.
    ///
    /// # Errors
    ///
    /// A folder that holds something which no run left, unless it may be taken by `force`.
    pub fn look(folder: &Path, force: bool) -> Result<Before> {
        let fault = |cause: std::io::Error| Error::io(folder, &cause);
        fs::create_dir_all(folder).map_err(fault)?;
        let last = read(&folder.join(WHOLE));
        let unfinished = read(&folder.join(UNFINISHED));
        let is_ours = last.is_some() || unfinished.is_some();
        if !is_ours && !force && fs::read_dir(folder).map_err(fault)?.next().is_some() {
            return Err(Error::new("the folder is not empty, and no run of parallax wrote it")
                .at(folder)
                .advice("give another folder, or --force to write into this one"));
        }
        let all = [&last, &unfinished].into_iter().flatten();
        let owned = all.flat_map(|summary| summary.files.keys().cloned()).collect();
        Ok(Before { last, owned })
    }

    /// Whether the last run gave what a run with this fingerprint gives, and all its files are as it left them.
    pub fn is_same(&self, folder: &Path, fingerprint: &str) -> bool {
        self.last.as_ref().is_some_and(|last| {
            let is_whole =
                |(name, mark): (&String, &Mark)| Mark::of(&folder.join(name)).as_ref() == Some(mark);
            last.version == env!("CARGO_PKG_VERSION")
                && last.fingerprint == fingerprint
                && last.files.iter().all(is_whole)
        })
    }

    /// Says that a run is on its way.
    pub fn start(&self, folder: &Path) -> Result<()> {
        let files = self.owned.iter().map(|name| (name.clone(), Mark::default())).collect();
        write(&folder.join(UNFINISHED), &Summary { files, ..Summary::default() })?;
        remove(&folder.join(WHOLE))
    }

    /// Removes what earlier runs left and this one did not make, and says that the run is whole.
    pub fn finish(&self, folder: &Path, summary: &Summary) -> Result<()> {
        for name in self.owned.iter().filter(|name| !summary.files.contains_key(*name)) {
            if let Some(path) = inside(folder, name) {
                remove(&path)?;
                // A folder of single files goes with the last of them.
                let emptied = path.parent().filter(|parent| *parent != folder);
                emptied.map(fs::remove_dir);
            }
        }
        write(&folder.join(WHOLE), summary)?;
        remove(&folder.join(UNFINISHED))
    }
}

/// The path of a file that a run lists, unless it would lead out of the folder.
fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut path = folder.to_path_buf();
    for component in Path::new(name).components() {
        // A link may lead anywhere.
        if path != folder && fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
            return None;
        }
        match component {
            Component::Normal(part) => path.push(part),
            _ => return None,
        }
    }
    Some(path)
}

fn read(path: &Path) -> Option<Summary> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn write(path: &Path, summary: &Summary) -> Result<()> {
    use crate::output::sink::Sink;
    use std::io::Write;
    let mut out = Sink::create(Some(path))?;
    let written = serde_json::to_writer_pretty(&mut out, summary).map_err(std::io::Error::from);
    written
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.finish())
        .map_err(|cause| Error::io(path, &cause))
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(Error::io(path, &cause)),
        _ => Ok(()),
    }
}
