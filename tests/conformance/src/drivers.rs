//! Generated modules come in, programs that read documents with them go out, and which modules do not compile.
//!
//! The modules are divided over a few crates. Where some do not compile they are left out, with the compiler's words, and the
//! rest is built again.

mod messages;
mod workspace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::tools::Tools;
use workspace::Workspace;

/// How the documents of a module look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// They are the contract's elements.
    Documents,
    /// They are SOAP messages around these.
    Messages,
    /// They are one or the other.
    Either,
    /// There are none; the module only has to compile.
    None,
}

/// A generated module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Its name, a Rust identifier and the name of its file.
    pub name: String,
    /// The form of its documents.
    pub form: Form,
}

/// What was built.
#[derive(Debug, Default)]
pub struct Built {
    /// The program that each module is part of.
    pub programs: BTreeMap<String, PathBuf>,
    /// The modules that do not compile, with the compiler's first error.
    pub refused: BTreeMap<String, String>,
    /// How long it took.
    pub time: Duration,
}

/// Builds programs of `modules`, whose files are in `folder/modules`, at most `size` in each.
///
/// # Errors
/// When cargo cannot be run, or fails for a reason that is none of the modules'.
pub fn build(tools: &Tools, folder: &Path, label: &str, modules: &[Module], size: usize) -> anyhow::Result<Built> {
    let began = Instant::now();
    let mut built = Built::default();
    loop {
        let workspace = Workspace { folder, label, size };
        let crates = workspace.write(modules, &built.refused)?;
        let refused = cargo_build(tools, folder)?;
        if refused.is_empty() {
            let program = |name: &str| tools.builds().join("debug").join(name);
            for (name, modules) in &crates {
                built.programs.extend(modules.iter().map(|module| (module.name.clone(), program(name))));
            }
            built.time = began.elapsed();
            eprintln!(
                "{label}: {} modules built, {} refused, {:.1} s",
                built.programs.len(),
                built.refused.len(),
                built.time.as_secs_f64()
            );
            return Ok(built);
        }
        let known = built.refused.len();
        built.refused.extend(refused);
        if built.refused.len() == known {
            bail!("cargo build fails in {} for modules that are not part of it", folder.display());
        }
    }
}

/// Runs cargo; gives the modules that do not compile.
fn cargo_build(tools: &Tools, folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let mut cargo = tools.cargo(folder);
    cargo.args(["build", "--keep-going", "--message-format=json", "--quiet"]);
    let output = cargo.stdin(Stdio::null()).output().context("cargo")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let refused = messages::refused(&said);
    if !output.status.success() && refused.is_empty() {
        let errors = messages::errors(&said);
        bail!("cargo build fails in {}: {}{errors}", folder.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(refused)
}
