//! `cargo xtask bench`: builds and runs the benchmark of `tests/bench` in release mode.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;

/// What `--with` names that has to be compiled.
const FEATURES: [&str; 4] = ["xsd-parser", "simdxml", "mimalloc", "ews"];

/// Measures reading and writing beside other ways to do it.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Bench {
    /// The benchmark's own arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<String>,
}

pub(crate) fn run(bench: &Bench) -> anyhow::Result<ExitCode> {
    let arguments = bench.arguments.iter().skip_while(|argument| *argument == "--");
    let arguments: Vec<_> = arguments.cloned().collect();
    let features = features(&arguments);
    // `cargo run` builds one binary only, and the benchmark runs its others.
    if !cargo("build", &features).status().context("cargo")?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let status = cargo("run", &features).arg("--quiet").arg("--").args(arguments).status().context("cargo")?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

fn cargo(command: &str, features: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    cargo.current_dir(crate::root()).args([command, "--release", "--package", "bench"]);
    cargo.args(["--no-default-features", "--features", features]);
    cargo
}

/// The features of the benchmark that `--with NAME,NAME` asks for.
fn features(arguments: &[String]) -> String {
    let named = arguments
        .iter()
        .zip(arguments.iter().skip(1))
        .filter(|(option, _)| *option == "--with")
        .map(|(_, names)| names.as_str());
    let joined = arguments.iter().filter_map(|argument| argument.strip_prefix("--with="));
    let names: Vec<_> = named.chain(joined).flat_map(|names| names.split(',')).collect();
    let wanted = |feature: &&str| names.contains(feature) || names.contains(&"all");
    FEATURES.into_iter().filter(wanted).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::features;

    #[test]
    fn what_is_asked_for_is_compiled() {
        let of =
            |arguments: &[&str]| features(&arguments.iter().map(|argument| (*argument).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["--quick"]), "");
        assert_eq!(of(&["--with", "mimalloc,gsoap", "--quick"]), "mimalloc");
        assert_eq!(of(&["--with=simdxml", "--with", "xsd-parser"]), "xsd-parser,simdxml");
        assert_eq!(of(&["--with", "all"]), "xsd-parser,simdxml,mimalloc,ews");
    }
}
