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
    // `cargo run` builds one binary only, and the benchmark runs its other one.
    let built = cargo("build", arguments).status().context("cargo")?.success();
    let done =
        built && cargo("run", arguments).arg("--").args(&arguments.arguments).status().context("cargo")?.success();
    Ok(if done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn cargo(command: &str, arguments: &Bench) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::root()).args([command, "--release", "--package", "bench"]);
    if arguments.skip_xsd_parser {
        cargo.arg("--no-default-features");
    }
    cargo
}
