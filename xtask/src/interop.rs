//! `cargo xtask interop`: builds and runs the check of `tests/interop`.

use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;

/// Has our client, zeep and node's soap drive the contact store, validates every message, and does the same for attachments, security, messages in pieces and signing in; what came of it is one table.
#[derive(Debug, Args)]
pub(crate) struct Interop {
    /// Lets only this client drive the store, or does only this section; can be given more than once.
    #[arg(long, value_name = "CLIENT|SECTION", value_parser = ["rust", "zeep", "soap", "soap-server", "attachments", "security", "streaming", "negotiate"])]
    only: Vec<String>,
    /// Leaves the recorded messages in target/interop/messages and encoded-messages even if all is well.
    #[arg(long)]
    keep: bool,
}

pub(crate) fn run(arguments: &Interop) -> anyhow::Result<ExitCode> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::root()).args(["run", "--package", "interop", "--"]);
    cargo.args(arguments.only.iter().flat_map(|client| ["--only", client]));
    cargo.args(arguments.keep.then_some("--keep"));
    let status = cargo.status().context("cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
