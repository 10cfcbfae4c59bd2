//! The project's own commands: `cargo xtask gen`, `cargo xtask bench`, `cargo xtask interop`. All logic is in the crates they call.

mod bench;
mod r#gen;
mod interop;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's commands.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    after_help = "Exit codes: 0 done, 1 failed or stale, 2 wrong arguments."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Regenerates `generated/` from `schemas/`.
    #[command(after_help = "Example: cargo xtask gen --check")]
    Gen(r#gen::Gen),
    /// Measures reading and writing beside other ways to do it.
    #[command(after_help = "Example: cargo xtask bench -- --personas 1000")]
    Bench(bench::Bench),
    /// Holds the contract store and our client to SOAP implementations by others.
    #[command(
        long_about = "Has our client, zeep and node's soap drive all operations of the contract store over HTTP, and validates every message with \
                      libxml2.\n\nInstalls its tools into target/interop once for each set of pins. Needs python3 (3.9 or later, with venv), and \
                      for soap node (20.19 or later) with npm. Also writes target/interop/report.json.",
        after_help = "Example: cargo xtask interop --only zeep --keep"
    )]
    Interop(interop::Interop),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Gen(arguments) => r#gen::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Interop(arguments) => interop::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace's folder, wherever the command is called from.
fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or_else(|| own.clone(), PathBuf::from)
}
