//! `cargo xtask publish`: the published crates go in as packages, and what is wrong with these comes out.
//!
//! A package is built from its own tarball, where nothing of this repository is at hand, with the others' tarballs for a registry.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, bail, ensure};
use clap::Args;

/// The published packages with their folders, each after those it depends on.
pub(crate) const PUBLISHED: [(&str, &str); 3] =
    [("soap-runtime", "runtime"), ("wsdl-codegen", "codegen"), ("ms-oxwscos", "generated")];

/// The files that each has at its root.
const REQUIRED: [&str; 3] = ["README.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Packs the published crates and builds each from its package.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// Publishes nothing; exits with 1 if a package lacks a file or does not build from its own tarball.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Publish) -> anyhow::Result<ExitCode> {
    for (package, folder) in PUBLISHED {
        check_files(package, folder)?;
    }
    let status =
        if arguments.check { packed()? } else { cargo().arg("publish").args(packages()).status().context("cargo")? };
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Packs the working tree (what is published has to be committed) and builds the packages.
///
/// The packages are each other's registry, which cargo knows by its folder: in one that was there before, it would take an earlier package of
/// the same version from its cache.
fn packed() -> anyhow::Result<ExitStatus> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock")?;
    let folder = crate::root().join("target").join(format!("packages-{}", now.as_nanos()));
    let mut package = cargo();
    package.env("CARGO_TARGET_DIR", &folder).args(["package", "--allow-dirty"]).args(packages());
    let status = package.status().context("cargo");
    std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    status
}

/// `--package NAME` for each published package.
pub(crate) fn packages() -> impl Iterator<Item = &'static str> {
    PUBLISHED.iter().flat_map(|(package, _)| ["--package", package])
}

/// Whether a package has the files that it needs, and the licences are those of the workspace.
fn check_files(package: &str, folder: &str) -> anyhow::Result<()> {
    let output =
        cargo().args(["package", "--list", "--allow-dirty", "--package", package]).output().context("cargo")?;
    ensure!(output.status.success(), "{package} cannot be packed: {}", String::from_utf8_lossy(&output.stderr).trim());
    let listed = String::from_utf8(output.stdout).context("the list of files")?;
    let folder = crate::root().join(folder);
    for file in REQUIRED.into_iter().chain(folder.join("NOTICE").exists().then_some("NOTICE")) {
        ensure!(listed.lines().any(|line| line == file), "the package {package} lacks {file}");
    }
    for licence in &REQUIRED[1..] {
        let (own, whole) = (folder.join(licence), crate::root().join(licence));
        if read(&own)? != read(&whole)? {
            bail!("{} is not the same as {licence} of the workspace", own.display());
        }
    }
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| file.display().to_string())
}

fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from));
    cargo.current_dir(crate::root());
    cargo
}
