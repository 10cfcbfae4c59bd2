//! Output on disk: one function writes it, checks it and says how it differs.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::layout::Files;

/// What to do about differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Make the files on disk equal the output.
    Write,
    /// Leave them alone.
    Check,
}

/// A file that differs from the output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The file has other content; the first line that differs, from 1.
    Stale(PathBuf, usize),
    /// The file does not exist.
    Missing(PathBuf),
    /// The file is not part of the output.
    Extra(PathBuf),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stale(file, line) => write!(f, "stale: {}:{line}", file.display()),
            Self::Missing(file) => write!(f, "missing: {}", file.display()),
            Self::Extra(file) => write!(f, "extra: {}", file.display()),
        }
    }
}

/// Compares the files under `folder` with the output, and in [`Mode::Write`] makes them equal. A file counts as extra when it
/// lies in one of the output's own folders, other than the crate's root, and is not part of the output.
///
/// # Errors
/// When a file cannot be read, written or removed.
pub fn sync(folder: &Path, files: &Files, mode: Mode) -> io::Result<Vec<Difference>> {
    let mut differences = Vec::new();
    for (name, text) in files {
        differences.extend(sync_file(&folder.join(name), text, mode)?);
    }
    for extra in extra_files(folder, files)? {
        if mode == Mode::Write {
            std::fs::remove_file(&extra)?;
        }
        differences.push(Difference::Extra(extra));
    }
    differences.sort();
    Ok(differences)
}

/// Compares one file with its text, and in [`Mode::Write`] writes it. A file that is equal is not touched.
///
/// # Errors
/// When the file cannot be read or written.
pub fn sync_file(file: &Path, text: &str, mode: Mode) -> io::Result<Option<Difference>> {
    let difference = match std::fs::read(file) {
        Ok(found) if found == text.as_bytes() => return Ok(None),
        Ok(found) => Difference::Stale(file.to_owned(), first_difference(&String::from_utf8_lossy(&found), text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Difference::Missing(file.to_owned()),
        Err(error) => return Err(error),
    };
    if mode == Mode::Write {
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(file, text)?;
    }
    Ok(Some(difference))
}

fn first_difference(found: &str, wanted: &str) -> usize {
    found.lines().zip(wanted.lines()).take_while(|(found, wanted)| found == wanted).count() + 1
}

fn extra_files(folder: &Path, files: &Files) -> io::Result<Vec<PathBuf>> {
    let wanted: BTreeSet<PathBuf> = files.keys().map(|name| folder.join(name)).collect();
    let is_crate = files.contains_key("Cargo.toml");
    let folders: BTreeSet<PathBuf> = wanted.iter().filter_map(|file| file.parent().map(Path::to_owned)).collect();
    let mut extra = Vec::new();
    for inner in folders.iter().filter(|inner| !(is_crate && inner.as_path() == folder)) {
        let entries = match std::fs::read_dir(inner) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_file() && !wanted.contains(&path) {
                extra.push(path);
            }
        }
    }
    Ok(extra)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("wsdl-codegen-output-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        folder
    }

    fn files() -> Files {
        Files::from([("mod.rs".to_owned(), "a\nb\n".to_owned()), ("types.rs".to_owned(), "c\n".to_owned())])
    }

    #[test]
    fn writing_makes_checking_find_nothing() {
        let folder = folder("write");
        assert_eq!(sync(&folder, &files(), Mode::Write).unwrap().len(), 2);
        assert_eq!(sync(&folder, &files(), Mode::Check).unwrap(), []);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn checking_names_stale_missing_and_extra_files_and_writes_nothing() {
        let folder = folder("check");
        sync(&folder, &files(), Mode::Write).unwrap();
        std::fs::write(folder.join("mod.rs"), "a\nx\n").unwrap();
        std::fs::remove_file(folder.join("types.rs")).unwrap();
        std::fs::write(folder.join("old.rs"), "").unwrap();
        let found = sync(&folder, &files(), Mode::Check).unwrap();
        let expected = [
            Difference::Stale(folder.join("mod.rs"), 2),
            Difference::Missing(folder.join("types.rs")),
            Difference::Extra(folder.join("old.rs")),
        ];
        assert_eq!(found, expected);
        assert!(!folder.join("types.rs").exists());
        assert_eq!(sync(&folder, &files(), Mode::Write).unwrap().len(), 3);
        assert!(!folder.join("old.rs").exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
