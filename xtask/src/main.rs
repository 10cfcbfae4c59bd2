//! The project's own commands; `cargo xtask --help` lists them. All logic is in the crates they call.

mod bench;
mod ci;
mod conformance;
mod diff;
mod fuzz;
mod r#gen;
mod interop;
mod publish;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's commands.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    after_help = "Exit codes: 0 done, 1 failed or stale, 2 wrong arguments; `diff` has its own."
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
    /// Tells what has changed in `schemas/` since a revision, and for whom it breaks.
    #[command(
        after_help = "Example: cargo xtask diff main --format markdown\n\nExit codes: 0 no changes, 1 compatible changes, 2 breaking changes, 3 wrong arguments, no such revision or no contract there."
    )]
    Diff(diff::Diff),
    /// Measures reading and writing beside other ways to do it.
    Bench(bench::Bench),
    /// Holds the contact store and our client to SOAP implementations by others.
    #[command(
        long_about = "Has our client, zeep and node's soap drive all operations of the contact store over HTTP, and validates every message with \
                      libxml2; then a service in SOAP encoding; then our client signs in by Kerberos and NTLM (docs/signing-in.md).\n\nInstalls its tools into target/interop once for each set of pins. Needs python3 (3.9 or later, with venv), and \
                      for soap node (20.19 or later) with npm; signing in needs Debian and root, and says so where it is skipped. Also writes \
                      target/interop/report.json and negotiate.json.",
        after_help = "Example: cargo xtask interop --only zeep --keep"
    )]
    Interop(interop::Interop),
    /// Holds generator and bindings to published contracts and test suites, and measures what large contracts take.
    #[command(after_help = "Example: cargo xtask conformance xsts --sample 40")]
    Conformance(conformance::Conformance),
    /// Gives damaged messages, contracts, configurations and patterns to the code that reads them.
    #[command(
        long_about = "Gives damaged messages, contracts, configurations and patterns to the code that reads them: on stable Rust, by simple \
                      mutations of what the tests have, in processes whose memory and time are bounded; then, where cargo-fuzz and a nightly \
                      toolchain are installed, by coverage.\n\nWhat fails is left in fuzz/artifacts, and the command that runs it again is shown.",
        after_help = "Example: cargo xtask fuzz --target contracts --seconds 120"
    )]
    Fuzz(fuzz::Fuzz),
    /// Packs the published crates, builds each from its package, and publishes them.
    #[command(after_help = "Example: cargo xtask publish --check")]
    Publish(publish::Publish),
    /// Runs what takes longer than `cargo test`: further tests, `interop`, `conformance field`, `fuzz --smoke`, `publish --check`, the oldest Rust, dependencies.
    #[command(after_help = "Example: cargo xtask ci --from 2")]
    Ci(ci::Ci),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Of `diff`, 2 is an answer.
        Err(error) if error.use_stderr() && std::env::args().nth(1).is_some_and(|name| name == "diff") => {
            let _ = error.print();
            return ExitCode::from(diff::UNUSABLE);
        }
        Err(error) => error.exit(),
    };
    let done = match cli.command {
        Command::Diff(arguments) => return diff::run(&arguments),
        Command::Gen(arguments) => r#gen::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Interop(arguments) => interop::run(&arguments),
        Command::Conformance(arguments) => conformance::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Ci(arguments) => ci::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            wsdl_codegen::disk::console::err(&format!("{error:#}\n"));
            ExitCode::FAILURE
        }
    }
}

/// The workspace's folder, wherever the command is called from.
fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or_else(|| own.clone(), PathBuf::from)
}
