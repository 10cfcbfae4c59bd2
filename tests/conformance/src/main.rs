//! The conformance run's command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    conformance_tests::cli::main()
}
