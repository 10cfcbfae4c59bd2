//! `cargo xtask fuzz`: runs the targets of `fuzz/`, a workspace of its own: by coverage where cargo-fuzz and a nightly toolchain are, and by simple
//! mutations in any case.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;

use crate::ci::{is_there, toolchains};

/// The names of all targets.
const TARGETS: [&str; 8] =
    ["envelopes", "streams", "messages", "multipart", "contracts", "configuration", "diff", "patterns"];

/// Gives damaged messages, contracts, configurations and patterns to the code that reads them.
#[derive(Debug, Args)]
pub(crate) struct Fuzz {
    /// Only this target.
    #[arg(long, value_parser = TARGETS)]
    target: Option<String>,
    /// How long each target is tried, and again with cargo-fuzz.
    #[arg(long, value_name = "N", default_value_t = 10)]
    seconds: u64,
    /// Only the run without cargo-fuzz.
    #[arg(long)]
    smoke: bool,
    /// Where the smoke run's mutations begin: another number gives other inputs.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Runs nothing; writes the seeds and dictionaries for cargo-fuzz into fuzz/corpus and fuzz/dictionaries, from what the tests have.
    #[arg(long)]
    seeds: bool,
    /// Runs only this input, such as one that failed.
    #[arg(long, value_name = "FILE", requires = "target", conflicts_with = "seeds")]
    input: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Fuzz) -> anyhow::Result<ExitCode> {
    let well = if arguments.seeds {
        done(smoke(arguments).arg("--seeds"))?
    } else if let Some(input) = &arguments.input {
        done(smoke(arguments).arg("--input").arg(std::path::absolute(input)?))?
    } else {
        let numbers = [arguments.seconds, arguments.seed].map(|number| number.to_string());
        done(smoke(arguments).args(["--seconds", &numbers[0], "--seed", &numbers[1]]))?
            && (arguments.smoke || with_coverage(arguments)?)
    };
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The targets on stable Rust.
fn smoke(arguments: &Fuzz) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::root().join("fuzz"));
    cargo.args(["run", "--quiet", "--no-default-features", "--example", "smoke", "--"]);
    cargo.args(arguments.target.iter().flat_map(|target| ["--target", target]));
    cargo
}

/// The targets with libFuzzer, one after the other, or a word about what is missing.
fn with_coverage(arguments: &Fuzz) -> anyhow::Result<bool> {
    let nightly = toolchains().into_iter().find(|name| name.starts_with("nightly"));
    let Some(nightly) = nightly.filter(|_| is_there("fuzz")) else {
        println!("skipped: cargo-fuzz with a nightly toolchain is not installed (cargo install --locked cargo-fuzz)");
        return Ok(true);
    };
    if !done(smoke(arguments).arg("--seeds"))? {
        return Ok(false);
    }
    for target in TARGETS.into_iter().filter(|name| arguments.target.as_deref().is_none_or(|target| target == *name)) {
        let mut fuzz = Command::new("rustup");
        fuzz.current_dir(crate::root()).args(["run", &nightly, "cargo", "fuzz", "run", target, "--"]);
        fuzz.args([format!("-max_total_time={}", arguments.seconds), format!("-dict=fuzz/dictionaries/{target}.dict")]);
        // A stack that overflows, memory that grows and time that passes are findings, too.
        fuzz.args(["-rss_limit_mb=4096", "-timeout=20", "-max_len=32768"]);
        if !done(&mut fuzz)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn done(command: &mut Command) -> anyhow::Result<bool> {
    Ok(command.status().with_context(|| command.get_program().to_string_lossy().into_owned())?.success())
}
