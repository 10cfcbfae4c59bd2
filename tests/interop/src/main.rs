//! The program: command line in, a table and an exit status out.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use interop::cli::Cli;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let output = interop::sources().join("../../target/interop");
    match interop::run(&cli.peers(), Path::new(&output), cli.keep).await {
        Ok(report) => {
            print!("{report}");
            if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(failure) => {
            eprintln!("interop: {failure}");
            ExitCode::FAILURE
        }
    }
}
