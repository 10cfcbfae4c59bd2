//! The tables, and what a connection has to be told before it is used.

use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::PersistenceError;

/// `PRAGMA application_id`: the letters UCST.
const APPLICATION: i64 = 0x5543_5354;

/// `PRAGMA user_version`: the format of the tables.
const FORMAT: i64 = 1;

/// How long to wait for a process that still holds the file, such as one that is being shut down.
const PATIENCE: Duration = Duration::from_secs(1);

const TABLES: &str = "
CREATE TABLE mailbox (
    mailbox INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sequence INTEGER NOT NULL DEFAULT 0,
    migration_completed INTEGER NOT NULL DEFAULT 0 CHECK (migration_completed IN (0, 1))
) STRICT;
CREATE TABLE im_group (
    mailbox INTEGER NOT NULL REFERENCES mailbox,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    class TEXT NOT NULL,
    display_name TEXT NOT NULL CHECK (display_name <> ''),
    smtp_address TEXT,
    PRIMARY KEY (mailbox, number),
    UNIQUE (mailbox, display_name)
) STRICT, WITHOUT ROWID;
CREATE TABLE contact (
    mailbox INTEGER NOT NULL REFERENCES mailbox,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    im_address TEXT NOT NULL,
    tel_uri TEXT,
    telephone_number TEXT CHECK ((telephone_number IS NULL) = (tel_uri IS NULL)),
    display_name TEXT NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (mailbox, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE member (
    mailbox INTEGER NOT NULL,
    im_group INTEGER NOT NULL,
    contact INTEGER NOT NULL,
    PRIMARY KEY (mailbox, im_group, contact),
    FOREIGN KEY (mailbox, im_group) REFERENCES im_group (mailbox, number) ON DELETE CASCADE,
    FOREIGN KEY (mailbox, contact) REFERENCES contact (mailbox, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX member_contact ON member (mailbox, contact);
";

/// Makes the connection safe, and the database ours: creates the tables in an empty one, refuses a foreign one.
///
/// The connection holds the file for itself as long as it lasts, since mailboxes are read only once: a second process gets an error.
/// With the write-ahead log and `synchronous = FULL`, a commit is on the disk when it returns.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), PersistenceError> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    if is_empty(&transaction)? {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", FORMAT)?;
    }
    check(&transaction)?;
    Ok(transaction.commit()?)
}

fn is_empty(connection: &Connection) -> Result<bool, PersistenceError> {
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0)
}

fn check(connection: &Connection) -> Result<(), PersistenceError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("application_id")? != APPLICATION {
        return Err(PersistenceError::ForeignDatabase);
    }
    match pragma("user_version")? {
        FORMAT => Ok(()),
        other => Err(PersistenceError::UnknownFormat(other)),
    }
}
