//! zip and tar: each file in them is read as if it stood in a folder of the archive's name.

use super::desk::{Desk, Flow, Place};
use super::form;
use super::read::read_input;
use super::source::{self, Input};
use crate::{Error, Result};
use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Archives inside archives are opened so deep.
const DEEPEST: u32 = 4;

/// Reads the files of a zip in the order of its list.
pub(super) fn read_zip(input: Input, place: &Place, depth: u32, desk: &mut Desk) -> Flow {
    let file = &place.file;
    if depth >= DEEPEST {
        return desk.fault(too_deep(file));
    }
    // The list stands at the end, so it must be possible to go there and back.
    let seekable = match plain_zip(file).filter(|_| depth == 0) {
        Some(opened) => Ok(opened),
        None => spooled(input, file),
    };
    let mut archive = match seekable.map(zip::ZipArchive::new) {
        Ok(Ok(archive)) => archive,
        Ok(Err(cause)) => return desk.fault(damaged(file, &cause)),
        Err(fault) => return desk.fault(fault),
    };
    for number in 0..archive.len() {
        let entry = match archive.by_index(number) {
            Ok(entry) => entry,
            Err(cause) => {
                desk.fault(damaged(file, &cause))?;
                continue;
            }
        };
        if entry.is_dir() {
            continue;
        }
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        read_entry(Path::new(&name), entry, place, depth, desk)?;
    }
    Flow::Continue(())
}

/// Reads the files of a tar as they come.
pub(super) fn read_tar(input: Input, place: &Place, depth: u32, desk: &mut Desk) -> Flow {
    let file = &place.file;
    if depth >= DEEPEST {
        return desk.fault(too_deep(file));
    }
    let mut archive = tar::Archive::new(input.into_reader());
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(cause) => return desk.fault(source::fault(file, &cause)),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(cause) => {
                let fault = source::fault(file, &cause);
                let told = fault.place().is_some_and(|place| place.offset.is_some());
                let fault = if told { fault } else { damaged(file, &cause) };
                return desk.fault(fault);
            }
        };
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        read_entry(Path::new(&name), entry, place, depth, desk)?;
    }
    Flow::Continue(())
}

fn read_entry(name: &Path, entry: impl Read, archive: &Place, depth: u32, desk: &mut Desk) -> Flow {
    let hidden = name.components().any(|part| form::is_skipped(Path::new(part.as_os_str())));
    if hidden {
        desk.skip("by name (README, LICENSE, hidden, pictures, scripts)");
        return Flow::Continue(());
    }
    let inner = name.parent().and_then(Path::file_name).map(|folder| folder.to_string_lossy().into_owned());
    let folder = inner.unwrap_or_else(|| archive.folder.clone());
    let place = Place { file: archive.file.join(name), folder, crawled: archive.crawled };
    read_input(Input::unpack(entry), &place, depth + 1, desk)
}

/// The file itself, where it is a zip and not a packed one.
fn plain_zip(path: &Path) -> Option<File> {
    let mut file = File::open(path).ok()?;
    let mut start = [0; 2];
    file.read_exact(&mut start).ok()?;
    file.seek(SeekFrom::Start(0)).ok()?;
    (start == *b"PK").then_some(file)
}

/// The archive in a temporary file. What fails there is a fault of the temporary folder, not of the archive.
fn spooled(input: Input, place: &Path) -> Result<File> {
    let there =
        |cause: io::Error| Error::io(std::env::temp_dir(), &cause).advice("set TMPDIR to a folder with room");
    let mut file = tempfile::tempfile().map_err(there)?;
    let mut reader = input.into_reader();
    loop {
        let chunk = reader.fill_buf().map_err(|cause| source::fault(place, &cause))?;
        if chunk.is_empty() {
            break;
        }
        file.write_all(chunk).map_err(there)?;
        let length = chunk.len();
        reader.consume(length);
    }
    file.seek(SeekFrom::Start(0)).map_err(there)?;
    Ok(file)
}

fn damaged(file: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(format!("the archive is damaged: {cause}"))
        .at(file)
        .advice("it may be cut short: copy it again; what stands before was read")
}

fn too_deep(file: &Path) -> Error {
    Error::new(format!("archives more than {DEEPEST} deep in each other")).at(file).advice("unpack it first")
}
