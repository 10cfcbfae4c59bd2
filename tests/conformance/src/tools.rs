//! What a run works with: programs, folders and limits.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::worker::Worker;

/// How long one contract or document may take. The slowest take a few seconds on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

/// Where a run finds and leaves things.
#[derive(Debug, Clone)]
pub struct Tools {
    /// This tool's own program.
    pub program: PathBuf,
    /// The folder for everything that a run makes.
    pub folder: PathBuf,
}

impl Tools {
    /// The workspace's folder.
    #[must_use]
    pub fn workspace() -> PathBuf {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        own.ancestors().nth(2).unwrap_or(own).to_owned()
    }

    /// A process that answers [`crate::generator::Job`]s.
    #[must_use]
    pub fn generator(&self) -> Worker {
        Worker::new(self.program.clone(), &["serve"], LIMIT)
    }

    /// A process that reads documents with the bindings it is made of.
    #[must_use]
    pub fn driver(program: &Path) -> Worker {
        Worker::new(program.to_owned(), &[], LIMIT)
    }

    /// Cargo, working in `folder`. What it builds, all suites share.
    #[must_use]
    pub fn cargo(&self, folder: &Path) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(folder).env("CARGO_TARGET_DIR", self.builds());
        // What the caller's own build has set is not meant for this one.
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "RUSTC_WRAPPER"] {
            cargo.env_remove(name);
        }
        cargo
    }

    /// Where programs are built.
    #[must_use]
    pub fn builds(&self) -> PathBuf {
        self.folder.join("build")
    }
}
