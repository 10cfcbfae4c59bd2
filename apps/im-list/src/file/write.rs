//! Writing a file whole: beside its place, onto the disk, and then to its place.
//!
//! Whoever is killed in between leaves the old file, or none, and perhaps a file whose name begins with a dot and ends in `.part`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::FileError;

/// Writes a file, whole or not at all. It can be read by its owner alone: contact lists are private.
///
/// # Errors
/// It cannot be written, or is there already and `force` is not given.
pub fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), FileError> {
    let failed = |error| FileError::Write(path.to_owned(), error);
    let part = beside(path);
    let written = create(&part, bytes).and_then(|()| put(&part, path, force));
    if written.is_err() {
        // What is left would be in nobody's way, so that is no second error.
        drop(fs::remove_file(&part));
    }
    match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(FileError::Exists(path.to_owned())),
        other => other.map_err(failed),
    }
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn create(part: &Path, bytes: &[u8]) -> io::Result<()> {
    // One of an earlier process with the same number.
    drop(fs::remove_file(part));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn put(part: &Path, path: &Path, force: bool) -> io::Result<()> {
    if force {
        fs::rename(part, path)?;
    } else {
        // A link, unlike a rename, is refused when the name is taken. Some file systems have no links.
        match fs::hard_link(part, path) {
            Ok(()) => fs::remove_file(part)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) if path.try_exists()? => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(part, path)?,
        }
    }
    sync_folder(path)
}

/// Puts the name onto the disk, too, where folders can be opened.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{FileError, write};
    use std::fs;

    #[test]
    fn nothing_is_written_over_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write(&path, b"one", false).unwrap();
        assert!(matches!(write(&path, b"two", false), Err(FileError::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let nowhere = folder.path().join("none/a.json");
        assert!(matches!(write(&nowhere, b"", false), Err(FileError::Write(..))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
