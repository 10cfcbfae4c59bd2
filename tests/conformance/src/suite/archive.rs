//! A `.tar.gz` comes in, a folder goes out.

use std::fs::File;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use super::SuiteError;

/// Unpacks an archive into `folder`, in place of what is there.
pub(super) fn unpack(path: &Path, folder: &Path) -> Result<PathBuf, SuiteError> {
    let unpacked = || {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        tar::Archive::new(GzDecoder::new(File::open(path)?)).unpack(folder)
    };
    unpacked().map_err(|error| SuiteError::Io { path: path.to_owned(), error })?;
    Ok(folder.to_owned())
}

/// The folder that is all there is in another one, as archives often have it.
pub(super) fn only_folder(folder: &Path) -> Option<PathBuf> {
    let mut entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let first = entries.next().filter(|path| path.is_dir())?;
    entries.next().is_none().then_some(first)
}
