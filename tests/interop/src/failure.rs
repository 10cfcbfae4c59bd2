//! Why the check could not be made. That something is not as expected is no failure of this kind: the report says so.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why there is no report.
#[derive(Debug, Error)]
pub enum Failure {
    /// A tool that the machine has to have is not there, or too old.
    #[error("{found}. The check needs {needed}")]
    Missing {
        /// What was found instead.
        found: String,
        /// What to install.
        needed: &'static str,
    },
    /// A tool could not be installed, or a script ended otherwise than it should.
    #[error("{command} {outcome}{output}")]
    Command {
        /// What was called.
        command: String,
        /// How it ended.
        outcome: String,
        /// What it wrote to standard error, on lines of its own.
        output: String,
    },
    /// A file cannot be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    /// The store cannot be started.
    #[error("the contact store cannot be started: {0}")]
    Store(String),
    /// The scenario, or what a script wrote, is not what it should be.
    #[error("{0}: {1}")]
    Json(String, serde_json::Error),
}

impl Failure {
    /// The failure for a file.
    #[must_use]
    pub fn file(path: &Path, error: io::Error) -> Self {
        Self::File(path.to_owned(), error)
    }
}
