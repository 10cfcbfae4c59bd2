//! `cargo xtask ci`: what takes longer than `cargo test`, one step after the other.

use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;

/// The packages that `cargo test` tests, and those of the benchmark, which has a command of its own.
const TESTED_ELSEWHERE: [&str; 9] = [
    "wsdl-codegen",
    "soap-runtime",
    "ms-oxwscos",
    "xtask",
    "case-tests",
    "service-tests",
    "spec-tests",
    "bench",
    "bench-xsd-parser",
];

/// Runs what takes longer than `cargo test`.
#[derive(Debug, Args)]
pub(crate) struct Ci {
    /// Begins with this step: 1 tests, 2 tests of the generator that run cargo, 3 interop, 4 contracts of the field.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    from: u8,
}

pub(crate) fn run(arguments: &Ci) -> anyhow::Result<ExitCode> {
    let steps = [tests(), features(), xtask(&["interop"]), xtask(&["conformance", "field"])];
    for (number, mut step) in (1..).zip(steps).skip(usize::from(arguments.from) - 1) {
        println!("\n== {number}: {}", shown(&step));
        if !step.status().context("cargo")?.success() {
            eprintln!("step {number} failed; `cargo xtask ci --from {number}` begins with it");
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn tests() -> Command {
    let mut cargo = cargo();
    // Every edit, of which the test takes a part otherwise.
    cargo.env("SEMVER_ALL", "1").args(["test", "--workspace"]);
    cargo.args(TESTED_ELSEWHERE.iter().flat_map(|name| ["--exclude", name]));
    cargo
}

/// The tests that compile what was generated: every feature alone, a crate with its front page.
fn features() -> Command {
    let mut cargo = cargo();
    cargo.args(["test", "--package", "wsdl-codegen", "--tests", "--", "--ignored"]);
    cargo
}

fn xtask(arguments: &[&str]) -> Command {
    let mut cargo = cargo();
    cargo.args(["run", "--quiet", "--package", "xtask", "--"]).args(arguments);
    cargo
}

fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::root());
    cargo
}

fn shown(command: &Command) -> String {
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once("cargo".into()).chain(arguments).collect::<Vec<_>>().join(" ")
}
