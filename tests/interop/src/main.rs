//! The program: command line in, a table and an exit status out.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use interop::cli::Cli;
use interop::failure::Failure;

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

/// Whether all is well.
async fn run(cli: &Cli, output: &Path) -> Result<bool, Failure> {
    let mut is_good = true;
    if !cli.peers().is_empty() {
        let report = interop::run(&cli.peers(), output, cli.keep).await?;
        print!("{report}");
        is_good &= report.is_good();
    }
    if cli.security() {
        let report = interop::security::run(output).await?;
        print!("{report}");
        is_good &= report.is_good();
    }
    Ok(is_good)
}
