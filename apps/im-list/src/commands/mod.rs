//! What the words of the command line do.
//!
//! Each command writes what came of it to standard output, and what went wrong to standard error, and says with which [`Status`] the
//! program ends. Nobody here reads a clock: the caller says what time it is.

mod compare;
mod export;
mod restore;
mod verify;

use std::process::ExitCode;

use thiserror::Error;

use crate::cli::{Cli, Command};
use crate::connection::ConnectionError;
use crate::console;
use crate::file::FileError;
use crate::many::MailboxesError;
use crate::progress::Progress;
use crate::remote::{Failure, RemoteError};
use crate::restore::{RestoreError, journal::JournalError};

/// How the program ends; the higher the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Done, equal, good.
    Good = 0,
    /// Lists differ, or a file is not consistent.
    Different = 1,
    /// The command line is wrong.
    Usage = 2,
    /// Restored, but for what did not fit.
    Partly = 3,
    /// Something failed.
    Failed = 4,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why something failed.
#[derive(Debug, Error)]
pub enum CommandError {
    /// There is no connection.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// It is not known which mailboxes are meant.
    #[error(transparent)]
    Mailboxes(#[from] MailboxesError),
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A mailbox cannot be worked with.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// A server does not give its list.
    #[error("{0}: the list cannot be read: {1}")]
    List(String, String),
    /// A file cannot be restored as it is.
    #[error("{0} is not consistent, and is not restored:\n  {1}")]
    Inconsistent(String, String),
    /// Restoring stopped.
    #[error(transparent)]
    Restore(#[from] RestoreError),
    /// There is no journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The command line asks for what makes no sense.
    #[error("{0}")]
    Usage(String),
}

impl CommandError {
    fn of_list(mailbox: String, failure: Failure) -> Self {
        match failure {
            Failure::Remote(error) => Self::Remote(error),
            other => Self::List(mailbox, other.to_string()),
        }
    }

    /// Tells the error, and how the program ends.
    fn tell(&self) -> Status {
        console::tell(format_args!("im-list: {self}"));
        match self {
            Self::Usage(_) | Self::Connection(ConnectionError::NoServer) => Status::Usage,
            _ => Status::Failed,
        }
    }
}

/// Does what the command line says. `now` gives the time, as RFC 3339 has it.
pub async fn run(cli: &Cli, now: &dyn Fn() -> String) -> Status {
    let progress = Progress::new(cli.quiet);
    let done = match &cli.command {
        Command::Export(arguments) => export::run(arguments, &progress, now).await,
        Command::Restore(arguments) => restore::run(arguments, &progress, now).await,
        Command::Compare(arguments) => compare::run(arguments, &progress).await,
        Command::Verify(arguments) => Ok(verify::run(arguments)),
    };
    done.unwrap_or_else(|error| error.tell())
}

/// The words for so many of something.
fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
