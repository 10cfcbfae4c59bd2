//! Where mailboxes are kept: in a database, or nowhere.
//!
//! A mailbox is read once. From then on the changes of each operation are written down in one transaction, and what was
//! [committed](Persistence::commit) is there after the process has been killed.

mod memory;
mod rows;
mod schema;
mod sqlite;

pub use memory::Memory;
pub use sqlite::Sqlite;

use thiserror::Error;

use crate::store::{Change, Mailbox, MailboxName};

/// Keeps mailboxes.
pub trait Persistence: Send {
    /// Reads a mailbox; an empty one if it is new.
    ///
    /// # Errors
    /// The database cannot be read, or what is in it is not a mailbox.
    fn load(&mut self, name: &MailboxName) -> Result<Mailbox, PersistenceError>;

    /// Writes changes down, all or none of them. They are there for good when this returns.
    ///
    /// # Errors
    /// The database cannot be written. Whether the changes are there has to be found out by loading the mailbox.
    fn commit(&mut self, name: &MailboxName, changes: &[Change]) -> Result<(), PersistenceError>;
}

/// The message says what the database says, so that is no source besides.
impl From<rusqlite::Error> for PersistenceError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Why a mailbox could not be read or written.
#[derive(Debug, Error)]
pub enum PersistenceError {
    /// The database says so.
    #[error("the database failed: {0}")]
    Database(rusqlite::Error),
    /// The file is a database of something else.
    #[error("the file is a database, but not one of a contact store")]
    ForeignDatabase,
    /// The file was written by another version of this program.
    #[error("the database has format {0}, which this program does not know")]
    UnknownFormat(i64),
    /// A value that is not one this program writes.
    #[error("the database holds {0}")]
    Damaged(String),
}
