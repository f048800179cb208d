//! Where results go: standard output, or a file that is written beside its place and renamed when whole.
//!
//! A result has the rights that any new file has (the umask), or those of the file that it replaces; a link is written
//! through. What a killed program left beside a place is taken away by the next one that writes there ([`super::temporary`]).

use super::temporary::Temporary;
use crate::error::AtPlace;
use crate::{Error, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A result in the making. [`Sink::finish`] makes it whole; a sink that is dropped leaves nothing behind.
///
/// A name that ends in `.gz` or `.zst` compresses what is written. Faults know their place.
pub struct Sink {
    writer: Writer,
    /// As the user named it.
    place: PathBuf,
    /// Where it will stand, links followed.
    target: PathBuf,
}

enum Writer {
    Out(BufWriter<io::Stdout>),
    /// Not a regular file: there is nothing to rename over.
    Device(BufWriter<File>),
    File(BufWriter<Temporary>),
    Gz(flate2::write::GzEncoder<BufWriter<Temporary>>),
    Zst(zstd::stream::write::Encoder<'static, BufWriter<Temporary>>),
}

/// More links than this in a row lead in a circle.
const MOST_LINKS: usize = 40;

impl Sink {
    /// Opens the place; `None` and `-` are standard output.
    pub fn create(place: Option<&Path>) -> Result<Sink> {
        let Some(place) = place.filter(|place| *place != Path::new("-")) else {
            let writer = Writer::Out(BufWriter::with_capacity(1 << 16, io::stdout()));
            return Ok(Sink { writer, place: "-".into(), target: PathBuf::new() });
        };
        let fault = |cause: io::Error| Error::io(place, &cause);
        let target = behind_links(place).map_err(fault)?;
        let found = fs::metadata(&target).ok();
        if found.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(Error::new("a folder, expected a file")
                .at(place)
                .advice("give the name of a file in it"));
        }
        // A device or a pipe (`/dev/null`, `/dev/stderr`) must not be renamed over: that would put a file in its place.
        if found.as_ref().is_some_and(|found| !found.is_file()) {
            let device = File::options().write(true).open(place).map_err(fault)?;
            let writer = Writer::Device(BufWriter::with_capacity(1 << 16, device));
            return Ok(Sink { writer, place: place.to_path_buf(), target });
        }
        let file = Temporary::beside(&target, found.map(|found| found.permissions())).map_err(fault)?;
        let file = BufWriter::with_capacity(1 << 16, file);
        let writer = match place.extension().and_then(|ending| ending.to_str()) {
            Some("gz") => Writer::Gz(flate2::write::GzEncoder::new(file, flate2::Compression::default())),
            Some("zst") => Writer::Zst(zstd::stream::write::Encoder::new(file, 3).map_err(fault)?),
            _ => Writer::File(file),
        };
        Ok(Sink { writer, place: place.to_path_buf(), target })
    }

    /// Flushes, and puts the file in its place.
    pub fn finish(self) -> io::Result<()> {
        let Sink { writer, place, target } = self;
        finish(writer, &target).map_err(|cause| AtPlace::wrap(&place, cause))
    }

    fn placed<T>(&mut self, work: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
        let done = match &mut self.writer {
            Writer::Out(writer) => work(writer),
            Writer::Device(writer) => work(writer),
            Writer::File(writer) => work(writer),
            Writer::Gz(writer) => work(writer),
            Writer::Zst(writer) => work(writer),
        };
        done.map_err(|cause| match cause.kind() {
            io::ErrorKind::Interrupted => cause,
            _ => AtPlace::wrap(&self.place, cause),
        })
    }
}

fn finish(writer: Writer, target: &Path) -> io::Result<()> {
    let file = match writer {
        Writer::Out(mut out) => return out.flush(),
        Writer::Device(mut device) => return device.flush(),
        Writer::File(file) => file,
        Writer::Gz(encoder) => encoder.finish()?,
        Writer::Zst(encoder) => encoder.finish()?,
    };
    file.into_inner().map_err(io::IntoInnerError::into_error)?.persist(target)
}

/// The place that a link leads to, also where nothing is there yet; a place that is no link is itself.
fn behind_links(place: &Path) -> io::Result<PathBuf> {
    let mut target = place.to_path_buf();
    for _ in 0..MOST_LINKS {
        if !target.is_symlink() {
            return Ok(target);
        }
        let next = fs::read_link(&target)?;
        target = target.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(io::Error::other("links lead in a circle"))
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.placed(|writer| writer.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.placed(|writer| writer.flush())
    }
}
