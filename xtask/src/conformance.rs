//! `cargo xtask conformance`: builds and runs the conformance run of `tests/conformance`.

use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;

/// Holds generator and bindings to published contracts and test suites.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Conformance {
    /// `[ews|databinding|xsts] [--suite PATH] [--json FILE] [--sample N]`, `field [--folder PATH]`, `many-operations [--counts N,N,…]`,
    /// `vocabulary [--kept N,N,…]`, `growth [--copies N,N,…]`,
    /// or `--help` for all of them.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(arguments: &Conformance) -> anyhow::Result<ExitCode> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let manifest = crate::root().join("Cargo.toml");
    cargo
        .args(["run", "--quiet", "--package", "conformance-tests", "--bin", "conformance", "--manifest-path"])
        .arg(manifest);
    let status = cargo.arg("--").args(&arguments.arguments).status().context("cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
