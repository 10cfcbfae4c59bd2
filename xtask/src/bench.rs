//! `cargo xtask bench`: builds and runs the benchmark of `tests/bench` in release mode.

use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;

/// Measures reading and writing beside other ways to do it.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// Leaves out xsd-parser, whose generated code takes long to build.
    #[arg(long)]
    skip_xsd_parser: bool,
    /// Arguments of the benchmark itself; `cargo xtask bench -- --help` lists them.
    #[arg(last = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(arguments: &Bench) -> anyhow::Result<ExitCode> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::root()).args(["run", "--release", "--package", "bench"]);
    if arguments.skip_xsd_parser {
        cargo.arg("--no-default-features");
    }
    cargo.arg("--").args(&arguments.arguments);
    let status = cargo.status().context("cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
