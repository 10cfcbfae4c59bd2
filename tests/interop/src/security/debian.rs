//! Programs of Debian's packages, taken into a folder without installing them.
//!
//! In: a folder. Out: where the programs are, or why they are not there: another system, no network, packages that are gone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGES: [&str; 3] = ["xmlsec1", "libxmlsec1", "libxmlsec1-openssl"];

/// Where the programs are.
pub struct Debian {
    root: Result<PathBuf, String>,
}

impl Debian {
    /// Takes the packages, unless they are there.
    #[must_use]
    pub fn install(output: &Path) -> Self {
        Self { root: install(&output.join("debian"), &PACKAGES) }
    }

    /// A call of a program.
    ///
    /// # Errors
    /// Why it is not there.
    pub fn program(&self, name: &str) -> Result<tokio::process::Command, String> {
        let root = self.root.as_ref().map_err(Clone::clone)?;
        let mut command = tokio::process::Command::new(root.join("usr/bin").join(name));
        command.env("LD_LIBRARY_PATH", libraries(root)).kill_on_drop(true);
        Ok(command)
    }
}

pub(super) fn libraries(root: &Path) -> PathBuf {
    root.join("usr/lib").join(format!("{}-linux-gnu", std::env::consts::ARCH))
}

/// Takes packages into a folder: what would be `/`.
pub(super) fn install(folder: &Path, packages: &[&str]) -> Result<PathBuf, String> {
    let root = folder.join("root");
    let root =
        if root.is_absolute() { root } else { std::env::current_dir().map_err(|error| error.to_string())?.join(root) };
    if root.join("usr/bin").exists() {
        return Ok(root);
    }
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    eprintln!("taking {} into {}", packages.join(", "), folder.display());
    call(Command::new("apt-get").args(["--quiet", "download"]).args(packages).current_dir(folder))?;
    for entry in fs::read_dir(folder).map_err(|error| error.to_string())?.flatten() {
        if entry.path().extension().is_some_and(|end| end == "deb") {
            call(Command::new("dpkg").arg("--extract").arg(entry.path()).arg(&root))?;
        }
    }
    Ok(root)
}

pub(super) fn call(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().display().to_string();
    let output = command.output().map_err(|error| format!("{name} cannot be called: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name} ended with {}: {}", output.status, said.trim().lines().last().unwrap_or_default()))
}
