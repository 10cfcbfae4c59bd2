//! The program: a command line in, files or mailboxes out.

use std::process::ExitCode;

use clap::Parser as _;
use im_list::cli::Cli;
use im_list::commands::{self, Status};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let status = match runtime {
        Ok(runtime) => runtime.block_on(commands::run(&cli, &now)),
        Err(error) => {
            eprintln!("im-list: the program cannot start: {error}");
            Status::Failed
        }
    };
    status.into()
}

/// The time, to the second: `2026-11-29T21:40:00Z`.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
