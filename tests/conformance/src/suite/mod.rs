//! A test suite of XML Schema: a folder or a `.tar.gz` comes in, its test groups go out.
//!
//! Two forms are understood: `manifest.jsonl`, one test group a line, and the W3C's own `suite.xml` with its test sets. Of the
//! latter only what counts for XSD 1.0 is taken.

mod archive;
mod manifest;
mod test_set;

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A suite on disk.
#[derive(Debug)]
pub struct Suite {
    /// The folder that all paths are relative to.
    pub root: PathBuf,
    /// The groups, in the suite's order.
    pub groups: Vec<Group>,
}

/// A schema, and documents that are valid by it or not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Group {
    /// The test set it belongs to.
    pub set: String,
    /// Its name.
    #[serde(rename = "group")]
    pub name: String,
    /// The schema documents that make the schema.
    #[serde(rename = "schema")]
    pub schemas: Vec<String>,
    /// Whether they are a valid schema.
    pub valid: bool,
    /// The documents.
    #[serde(default)]
    pub instances: Vec<Instance>,
}

/// A document of a group.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Instance {
    /// Where it is.
    pub path: String,
    /// Whether it is valid by the group's schema.
    pub valid: bool,
}

/// Why a suite cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SuiteError {
    /// It is not there.
    #[error("{}: there is no such file or folder", .0.display())]
    Missing(PathBuf),
    /// It is neither of the forms.
    #[error("{}: holds neither manifest.jsonl nor suite.xml", .0.display())]
    Unknown(PathBuf),
    /// A file cannot be read, or the archive not be unpacked.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A line of the manifest, or a test set, is not what it should be.
    #[error("{}: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where and why.
        reason: String,
    },
}

impl Suite {
    /// Opens the suite at `path`; an archive is unpacked into `folder` first, in place of what is there.
    ///
    /// # Errors
    /// [`SuiteError`]
    pub fn open(path: &Path, folder: &Path) -> Result<Self, SuiteError> {
        if !path.exists() {
            return Err(SuiteError::Missing(path.to_owned()));
        }
        let unpacked = if path.is_dir() { path.to_owned() } else { archive::unpack(path, folder)? };
        let root = [unpacked.clone()].into_iter().chain(archive::only_folder(&unpacked));
        let (manifest, sets) = ("manifest.jsonl", "suite.xml");
        for root in root {
            if root.join(manifest).is_file() {
                return Ok(Self { groups: manifest::read_manifest(&root.join(manifest))?, root });
            }
            if root.join(sets).is_file() {
                return Ok(Self { groups: test_set::read_suite(&root, sets)?, root });
            }
        }
        Err(SuiteError::Unknown(path.to_owned()))
    }

    /// Keeps every `n`-th group, the first one first.
    #[must_use]
    pub fn sampled(mut self, n: usize) -> Self {
        self.groups = self.groups.into_iter().step_by(n.max(1)).collect();
        self
    }
}

fn read(path: &Path) -> Result<String, SuiteError> {
    std::fs::read_to_string(path).map_err(|error| SuiteError::Io { path: path.to_owned(), error })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn both_forms_of_our_own_suite_say_the_same() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
        let manifest = Suite::open(&root, Path::new("")).unwrap().groups;
        assert_eq!(manifest, test_set::read_suite(&root, "suite.xml").unwrap());
        assert_eq!(manifest.len(), 5);
    }

    #[test]
    fn an_archive_with_one_folder_in_it_is_opened_and_sampled() {
        let folder = std::env::temp_dir().join(format!("conformance-suite-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let archive = folder.join("own.tar.gz");
        let encoder =
            flate2::write::GzEncoder::new(std::fs::File::create(&archive).unwrap(), flate2::Compression::fast());
        let mut builder = tar::Builder::new(encoder);
        builder.append_dir_all("own", Path::new(env!("CARGO_MANIFEST_DIR")).join("suite")).unwrap();
        builder.into_inner().unwrap().finish().unwrap();
        let suite = Suite::open(&archive, &folder.join("unpacked")).unwrap();
        assert!(suite.groups.iter().flat_map(|group| &group.schemas).all(|schema| suite.root.join(schema).is_file()));
        let names: Vec<_> = suite.sampled(2).groups.into_iter().map(|group| group.name).collect();
        assert_eq!(names, ["order", "identity", "invalid"]);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
