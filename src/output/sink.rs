//! Where results go: standard output, or a file that is written beside its place and renamed when whole.

use crate::{Error, Result};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A result in the making. [`Sink::finish`] makes it whole; a sink that is dropped leaves nothing behind.
///
/// A name that ends in `.gz` or `.zst` compresses what is written.
pub struct Sink {
    writer: Writer,
    place: Option<PathBuf>,
}

enum Writer {
    Out(BufWriter<io::Stdout>),
    /// Not a regular file: there is nothing to rename over.
    Device(BufWriter<File>),
    File(BufWriter<NamedTempFile>),
    Gz(flate2::write::GzEncoder<BufWriter<NamedTempFile>>),
    Zst(zstd::stream::write::Encoder<'static, BufWriter<NamedTempFile>>),
}

impl Sink {
    /// Opens the place; `None` and `-` are standard output.
    pub fn create(place: Option<&Path>) -> Result<Sink> {
        let Some(place) = place.filter(|place| *place != Path::new("-")) else {
            return Ok(Sink {
                writer: Writer::Out(BufWriter::with_capacity(1 << 16, io::stdout())),
                place: None,
            });
        };
        let fault = |cause: io::Error| Error::io(place, &cause);
        // A device or a pipe (`/dev/null`, `/dev/stderr`) must not be renamed over: that would put a file in its place.
        if place.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            let device = File::options().write(true).open(place).map_err(fault)?;
            return Ok(Sink {
                writer: Writer::Device(BufWriter::with_capacity(1 << 16, device)),
                place: None,
            });
        }
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .prefix(".parallax-")
            .suffix(".tmp")
            .tempfile_in(folder)
            .map_err(fault)?;
        let file = BufWriter::with_capacity(1 << 16, file);
        let writer = match place.extension().and_then(|ending| ending.to_str()) {
            Some("gz") => Writer::Gz(flate2::write::GzEncoder::new(file, flate2::Compression::default())),
            Some("zst") => Writer::Zst(zstd::stream::write::Encoder::new(file, 3).map_err(fault)?),
            _ => Writer::File(file),
        };
        Ok(Sink { writer, place: Some(place.to_path_buf()) })
    }

    /// Flushes and closes the file, still under a name of its own: thousands of files cannot all be open at once. Standard
    /// output and devices are finished.
    pub fn close(self) -> io::Result<Closed> {
        let place = self.place.clone();
        let file = match self.writer {
            Writer::Out(_) | Writer::Device(_) => {
                self.finish()?;
                return Ok(Closed(None));
            }
            Writer::File(file) => file,
            Writer::Gz(encoder) => encoder.finish()?,
            Writer::Zst(encoder) => encoder.finish()?,
        };
        let file: NamedTempFile = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        set_usual_rights(file.as_file())?;
        Ok(Closed(place.map(|place| (file.into_temp_path(), place))))
    }

    /// Flushes, and puts the file in its place.
    pub fn finish(self) -> io::Result<()> {
        let file = match self.writer {
            Writer::Out(mut out) => return out.flush(),
            Writer::Device(mut device) => return device.flush(),
            Writer::File(file) => file,
            Writer::Gz(encoder) => encoder.finish()?,
            Writer::Zst(encoder) => encoder.finish()?,
        };
        let file: NamedTempFile = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let place = self.place.unwrap_or_default();
        set_usual_rights(file.as_file())?;
        file.persist(&place).map_err(|failure| failure.error)?;
        Ok(())
    }
}

/// A whole file that waits to be put in its place; dropped before, it leaves nothing behind.
pub struct Closed(Option<(tempfile::TempPath, PathBuf)>);

impl Closed {
    /// Puts the file in its place.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Some((file, place)) => file.persist(place).map_err(|failure| failure.error),
            None => Ok(()),
        }
    }
}

/// Temporary files are readable by their owner only; a result should be like any other file.
#[cfg(unix)]
fn set_usual_rights(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_rights(_: &File) -> io::Result<()> {
    Ok(())
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.writer {
            Writer::Out(writer) => writer.write(bytes),
            Writer::Device(writer) => writer.write(bytes),
            Writer::File(writer) => writer.write(bytes),
            Writer::Gz(writer) => writer.write(bytes),
            Writer::Zst(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Writer::Out(writer) => writer.flush(),
            Writer::Device(writer) => writer.flush(),
            Writer::File(writer) => writer.flush(),
            Writer::Gz(writer) => writer.flush(),
            Writer::Zst(writer) => writer.flush(),
        }
    }
}
