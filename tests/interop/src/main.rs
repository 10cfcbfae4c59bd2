//! The program: command line in, a table and an exit status out.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use interop::cli::Cli;
use interop::failure::Failure;
use interop::gathering::Gathering;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let output = interop::sources().join("../../target/interop");
    match run(&cli, Path::new(&output)).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("interop: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the checks that are wanted, and says whether all is well.
async fn run(cli: &Cli, output: &Path) -> Result<bool, Failure> {
    let mut gathering = Gathering::default();
    let peers = cli.peers();
    if !peers.is_empty() {
        gathering.add(interop::STORE, interop::section(&peers, output, cli.keep)).await;
    }
    for section in cli.sections() {
        gathering.add(section.title(), section.run(output)).await;
    }
    gathering.end(cli.only.is_empty(), output)
}
