//! Files in the making: each stands beside its place under a name of its own, is locked while its program lives, and goes
//! when that ends, be it by a signal ([`clear`]). What a program left that was killed is known by its lock being free, and is
//! taken away by the next one that writes in that folder.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tempfile::NamedTempFile;

const PREFIX: &str = ".parallax-";
const SUFFIX: &str = ".tmp";
/// An empty file younger than this may be about to be locked.
const FRESH: Duration = Duration::from_secs(60);

/// The temporary files of this process.
static OPEN: LazyLock<Mutex<BTreeSet<PathBuf>>> = LazyLock::new(Mutex::default);
/// Folders that were looked through for what others left.
static SWEPT: LazyLock<Mutex<HashSet<PathBuf>>> = LazyLock::new(Mutex::default);

/// A file in the making.
pub struct Temporary {
    file: NamedTempFile,
    rights: Option<Permissions>,
}

/// Removes all temporary files of this process: what a program does that is told to end.
pub fn clear() {
    for path in std::mem::take(&mut *locked(&OPEN)) {
        let _ = fs::remove_file(path);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Temporary {
    /// A file beside a place, which will have the rights of the file that stands there, if one does.
    pub(super) fn beside(place: &Path, rights: Option<Permissions>) -> io::Result<Self> {
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        sweep(folder);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        {
            // Like any new file; the umask takes away what it takes away.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(plain)?;
        // Some file systems know no locks: then nothing is swept either.
        let _ = file.as_file().try_lock();
        locked(&OPEN).insert(file.path().to_path_buf());
        Ok(Temporary { file, rights })
    }

    /// Puts the file in its place.
    pub(super) fn persist(mut self, place: &Path) -> io::Result<()> {
        if let Some(rights) = self.rights.take() {
            self.file.as_file().set_permissions(rights)?;
        }
        let path = self.file.path().to_path_buf();
        fs::rename(&path, place)?;
        locked(&OPEN).remove(&path);
        // It stands elsewhere now: nothing is left to be removed.
        self.file.disable_cleanup(true);
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        locked(&OPEN).remove(self.file.path());
    }
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file().flush()
    }
}

/// What the system said, without the name of the temporary file, which means nothing to anybody.
fn plain(cause: io::Error) -> io::Error {
    cause.raw_os_error().map_or(io::Error::from(cause.kind()), io::Error::from_raw_os_error)
}

/// Takes away what killed programs left in a folder; once a process for each folder.
fn sweep(folder: &Path) {
    if !locked(&SWEPT).insert(folder.to_path_buf()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) && is_abandoned(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_abandoned(path: &Path) -> bool {
    let Ok(file) = File::options().write(true).open(path) else { return false };
    let Ok(found) = file.metadata() else { return false };
    let age = found.modified().ok().and_then(|time| time.elapsed().ok()).unwrap_or_default();
    (found.len() > 0 || age > FRESH) && file.try_lock().is_ok()
}
