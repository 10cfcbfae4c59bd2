//! A contract's documents come in, its bindings as a crate of its own go out, and what it takes to generate, check and build it.
//!
//! Invariant: what is measured is the whole crate and nothing but it. What it depends on is built before, and what the compiler
//! knows of an earlier build is left aside.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::contract::files;
use crate::measured::{self, Taken};
use crate::tools::Tools;

/// Where a crate is or will be, and what it is called.
#[derive(Debug)]
pub struct Bindings<'a> {
    /// What to build with.
    pub tools: &'a Tools,
    /// The crate's folder.
    pub folder: PathBuf,
    /// The crate's name.
    pub name: &'a str,
}

/// The generator's program, built for release.
///
/// # Errors
/// When it cannot be built.
pub fn release_generator(tools: &Tools) -> anyhow::Result<PathBuf> {
    let mut cargo = tools.cargo(&Tools::workspace());
    measured::run(cargo.args(["build", "--quiet", "--release", "--package", "wsdl-codegen"]))?;
    Ok(tools.builds().join("release/wsdl-codegen"))
}

impl Bindings<'_> {
    /// Has the generator's program write the crate.
    ///
    /// # Errors
    /// When it refuses.
    pub fn generate(&self, generator: &Path, inputs: &[PathBuf]) -> anyhow::Result<Taken> {
        self.generate_with(generator, inputs, &[])
    }

    /// The same, with more arguments for the generator.
    ///
    /// # Errors
    /// When it refuses.
    pub fn generate_with(&self, generator: &Path, inputs: &[PathBuf], more: &[&str]) -> anyhow::Result<Taken> {
        let mut command = Command::new(generator);
        command.arg("generate").args(inputs).args(more).args(["--name", self.name]).arg("--crate").arg(&self.folder);
        measured::run(command.arg("--runtime").arg(Tools::workspace().join("runtime")))
    }

    /// Makes the crate a workspace of its own, with the versions that are known to work, and are there already.
    ///
    /// # Errors
    /// When files cannot be read or written.
    pub fn stand_alone(&self) -> anyhow::Result<()> {
        let manifest = self.folder.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest).with_context(|| manifest.display().to_string())?;
        if !text.contains("[workspace]") {
            std::fs::write(&manifest, text + "\n[workspace]\n")?;
        }
        std::fs::copy(Tools::workspace().join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        Ok(())
    }

    /// Its source files.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn sources(&self) -> anyhow::Result<Vec<PathBuf>> {
        files(&self.folder.join("src"), "rs")
    }

    /// How many lines these have.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn lines(&self) -> anyhow::Result<usize> {
        let lines = |file: &PathBuf| std::fs::read_to_string(file).map_or(0, |text| text.lines().count());
        Ok(self.sources()?.iter().map(lines).sum())
    }

    /// What cargo takes for the crate alone.
    ///
    /// # Errors
    /// When it fails.
    pub fn cargo(&self, arguments: &[&str]) -> anyhow::Result<Taken> {
        let cargo = || {
            let mut cargo = self.tools.cargo(&self.folder);
            cargo.env("CARGO_INCREMENTAL", "0").args(arguments).arg("--quiet");
            cargo
        };
        measured::run(&mut cargo())?;
        let lib = self.folder.join("src/lib.rs");
        let file = std::fs::File::options().append(true).open(&lib).with_context(|| lib.display().to_string())?;
        file.set_modified(std::time::SystemTime::now())?;
        measured::run(&mut cargo())
    }
}
