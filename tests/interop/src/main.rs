//! The program: command line in, a table and an exit status out.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use interop::attachments;
use interop::cli::Cli;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let output = interop::sources().join("../../target/interop");
    let mut is_good = true;
    if !cli.peers().is_empty() {
        is_good &=
            told(interop::run(&cli.peers(), Path::new(&output), cli.keep).await, interop::report::Report::is_good);
    }
    if cli.wants_attachments() {
        is_good &= told(attachments::run(Path::new(&output)).await, attachments::Report::is_good);
    }
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints a report, or why there is none; whether all is well.
fn told<R: std::fmt::Display>(report: Result<R, interop::failure::Failure>, is_good: fn(&R) -> bool) -> bool {
    match report {
        Ok(report) => {
            print!("{report}");
            is_good(&report)
        }
        Err(failure) => {
            eprintln!("interop: {failure}");
            false
        }
    }
}
