//! The program: command line in, a table and an exit status out.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use interop::cli::Cli;
use interop::failure::Failure;
use interop::gathering::Gathering;
use interop::section::Begun;

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
    let (peers, sections) = (cli.peers(), cli.sections());
    let mut begun = Begun::of(&sections, output);
    if !peers.is_empty() {
        gathering.add(interop::STORE, interop::section(&peers, output, cli.keep)).await;
    }
    for section in sections {
        gathering.add(section.title(), section.run(output, &mut begun)).await;
    }
    gathering.end(cli.only.is_empty(), output)
}
