//! `cargo xtask ci`: what takes longer than `cargo test`, one step after the other. What a step needs and is not installed is told.

use std::process::{Command, ExitCode, Stdio};

use anyhow::Context as _;
use clap::Args;

/// The packages that `cargo test` tests, and those of the benchmark, which has a command of its own.
const TESTED_ELSEWHERE: [&str; 11] = [
    "wsdl-codegen",
    "soap-runtime",
    "ms-oxwscos",
    "xtask",
    "case-tests",
    "service-tests",
    "spec-tests",
    "bench",
    "bench-compact",
    "bench-views",
    "bench-xsd-parser",
];

/// Runs what takes longer than `cargo test`.
#[derive(Debug, Args)]
pub(crate) struct Ci {
    /// Begins with this step: 1 tests, 2 tests of `fetch`, 3 tests of the generator that run cargo, 4 interop, 5 contracts of the field, 6 fuzz
    /// targets, 7 packages, 8 the oldest Rust, 9 dependencies.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=9))]
    from: u8,
}

/// A command to run, or why it cannot be.
type Step = Result<Command, String>;

pub(crate) fn run(arguments: &Ci) -> anyhow::Result<ExitCode> {
    let steps: [fn() -> Step; 9] = [
        tests,
        fetch,
        features,
        || Ok(xtask(&["interop"])),
        || Ok(xtask(&["conformance", "field"])),
        || Ok(xtask(&["fuzz", "--smoke", "--seconds", "8"])),
        || Ok(xtask(&["publish", "--check"])),
        oldest_rust,
        dependencies,
    ];
    for (number, step) in (1..).zip(steps).skip(usize::from(arguments.from) - 1) {
        match step() {
            Err(reason) => println!("\n== {number}: skipped: {reason}"),
            Ok(mut command) => {
                println!("\n== {number}: {}", shown(&command));
                if !command.status().context("cargo")?.success() {
                    eprintln!("step {number} failed; `cargo xtask ci --from {number}` begins with it");
                    return Ok(ExitCode::FAILURE);
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn tests() -> Step {
    let mut cargo = cargo();
    // Every edit, of which the test takes a part otherwise.
    cargo.env("SEMVER_ALL", "1").args(["test", "--workspace"]);
    cargo.args(TESTED_ELSEWHERE.iter().flat_map(|name| ["--exclude", name]));
    Ok(cargo)
}

/// The tests of the generator's feature `fetch`, over sockets of this machine.
fn fetch() -> Step {
    let mut cargo = cargo();
    cargo.args(["test", "--package", "wsdl-codegen", "--features", "fetch", "--bins", "--test", "fetch"]);
    Ok(cargo)
}

/// The tests that compile what was generated: every feature alone, a crate with its front page, a call by what was fetched.
fn features() -> Step {
    let mut cargo = cargo();
    cargo.args(["test", "--package", "wsdl-codegen", "--features", "fetch", "--tests", "--", "--ignored"]);
    Ok(cargo)
}

/// What needs a newer Rust, or libraries of the system: the interop check builds them.
const NOT_EVERYWHERE: [&str; 2] = ["negotiate", "gssapi"];

/// The published crates with all other features, in the oldest Rust that they promise to build with.
fn oldest_rust() -> Step {
    let version = env!("CARGO_PKG_RUST_VERSION");
    let toolchain = toolchains()
        .into_iter()
        .find(|name| name.strip_prefix(version).is_some_and(|rest| rest.starts_with(['.', '-'])))
        .ok_or_else(|| {
            format!("Rust {version} is not installed (rustup toolchain install {version} --profile minimal)")
        })?;
    let mut rustup = Command::new("rustup");
    rustup.current_dir(crate::root()).args(["run", &toolchain, "cargo", "check", "--locked", "--features"]);
    rustup.arg(features_everywhere()?).args(crate::publish::packages());
    Ok(rustup)
}

/// The features of the published crates that can be built with all of them, as `package/feature`.
fn features_everywhere() -> Result<String, String> {
    let mut all = Vec::new();
    for (package, folder) in crate::publish::PUBLISHED {
        let file = crate::root().join(folder).join("Cargo.toml");
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let table = text.lines().skip_while(|line| *line != "[features]").skip(1);
        let names = table.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(" = "));
        let names = names.map(|(name, _)| name).filter(|name| !name.starts_with('#') && !NOT_EVERYWHERE.contains(name));
        all.extend(names.map(|name| format!("{package}/{name}")));
    }
    Ok(all.join(","))
}

/// The names of the toolchains that rustup has.
pub(crate) fn toolchains() -> Vec<String> {
    let listed = Command::new("rustup").args(["toolchain", "list"]).output();
    let text = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// Licences, sources and bans; advisories are left to `cargo deny check`, which fetches them.
fn dependencies() -> Step {
    if !is_there("deny") {
        return Err("cargo-deny is not installed (cargo install --locked cargo-deny)".to_owned());
    }
    let mut cargo = cargo();
    cargo.args(["deny", "check", "bans", "licenses", "sources"]);
    Ok(cargo)
}

/// Whether cargo has a subcommand that is installed apart.
pub(crate) fn is_there(subcommand: &str) -> bool {
    let status = cargo().args([subcommand, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
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
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or_default();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(program.to_string_lossy()).chain(arguments).collect::<Vec<_>>().join(" ")
}
