//! Peers in Python: lxml, which is libxml2, and xsdata. Both come from PyPI, in pinned versions, into an environment of their own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use super::{is_fresh, own, tool};

const PYTHON: &str = "Debian: python3-venv";
const PIP: &str = "from PyPI";

/// Reads with libxml2.
pub(super) fn libxml2(folder: &Path) -> Result<Vec<PathBuf>> {
    let python = environment(folder)?.join("python");
    Ok(vec![python, own("peers/with_libxml2.py"), schema()])
}

/// Generates bindings with xsdata, and reads and writes with them.
pub(super) fn xsdata(folder: &Path) -> Result<Vec<PathBuf>> {
    let bin = environment(folder)?;
    let bindings = folder.join("bindings.py");
    if !is_fresh(&bindings, &[schema()]) {
        let mut generate = Command::new(bin.join("xsdata"));
        generate.current_dir(folder).env("PATH", path(&bin)?).arg("generate").arg(schema());
        generate.args(["--package", "bindings", "--structure-style", "single-package"]);
        tool(&mut generate, PIP)?;
    }
    Ok(vec![bin.join("python"), own("peers/with_xsdata.py")])
}

/// The schema of the whole message: as much of SOAP as it has, and the contract.
fn schema() -> PathBuf {
    own("../bench-xsd-parser/schemas/envelope.xsd")
}

/// An environment with what both need, beside the folder; its programs.
fn environment(folder: &Path) -> Result<PathBuf> {
    let (environment, requirements) = (folder.with_file_name("python"), own("peers/requirements.txt"));
    let (bin, done) = (environment.join("bin"), environment.join("installed"));
    if !is_fresh(&done, std::slice::from_ref(&requirements)) {
        tool(Command::new("python3").args(["-m", "venv"]).arg(&environment), PYTHON)?;
        tool(Command::new(bin.join("pip")).args(["install", "--quiet", "--requirement"]).arg(requirements), PIP)?;
        fs::write(&done, "").with_context(|| done.display().to_string())?;
    }
    Ok(bin)
}

/// The search path with the environment's programs, one of which xsdata calls.
fn path(bin: &Path) -> Result<std::ffi::OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths([bin.to_owned()].into_iter().chain(env::split_paths(&rest)))?)
}
