//! Mailboxes in an SQLite database.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{Persistence, PersistenceError, rows, schema};
use crate::store::{Change, Mailbox, MailboxName};

/// A database, which no other process can use meanwhile.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    /// The row numbers of the mailboxes that are known to have one.
    mailboxes: BTreeMap<MailboxName, i64>,
}

impl Sqlite {
    /// Opens a database, and creates it if there is no file. Beside the file there will be one that ends in `-wal`, which belongs to it.
    ///
    /// # Errors
    /// The file cannot be opened, is in use, or is not a database of this program.
    pub fn open(path: &Path) -> Result<Self, PersistenceError> {
        let mut connection = Connection::open(path)?;
        schema::prepare(&mut connection)?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(Self { connection, mailboxes: BTreeMap::new() })
    }
}

impl Persistence for Sqlite {
    fn load(&mut self, name: &MailboxName) -> Result<Mailbox, PersistenceError> {
        let mut mailbox = Mailbox::new(name);
        if let Some((number, changes)) = rows::read(&self.connection, name)? {
            self.mailboxes.insert(name.clone(), number);
            changes.into_iter().for_each(|change| mailbox.apply(change));
        }
        Ok(mailbox)
    }

    fn commit(&mut self, name: &MailboxName, changes: &[Change]) -> Result<(), PersistenceError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mailbox = match self.mailboxes.get(name) {
            Some(mailbox) => *mailbox,
            None => rows::create(&transaction, name)?,
        };
        for change in changes {
            rows::write(&transaction, mailbox, change)?;
        }
        transaction.commit()?;
        self.mailboxes.insert(name.clone(), mailbox);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use super::{Persistence as _, PersistenceError, Sqlite};
    use crate::store::{Address, Mailbox, MailboxName, NewContact};

    fn name(text: &str) -> MailboxName {
        MailboxName::new(text).unwrap()
    }

    /// A mailbox with all there is in it.
    fn mailbox(of: &str) -> Mailbox {
        let mut mailbox = Mailbox::new(&name(of));
        let directory = ["all@example.com"].into_iter().collect();
        mailbox.add_distribution_group(&directory, "all@example.com", "Alle — 東京").unwrap();
        let tel_uri = Address::TelUri {
            tel_uri: "tel:+1".to_owned(),
            sip_uri: "sip:+1@example.com".to_owned(),
            telephone_number: "'1'; --".to_owned(),
        };
        for address in [tel_uri, Address::Im("sip:a@example.com".to_owned())] {
            mailbox.add_contact(NewContact { address, display_name: None, created: -1 }, None).unwrap();
        }
        mailbox.set_migration_completed(true);
        mailbox
    }

    fn commit(path: &Path, old: &Mailbox, new: &Mailbox) {
        let mut database = Sqlite::open(path).unwrap();
        database.load(&name("kim")).unwrap();
        database.commit(&name("kim"), &new.changes_since(old)).unwrap();
    }

    #[test]
    fn what_was_committed_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ucs.sqlite");
        let (empty, mut full) = (Mailbox::new(&name("kim")), mailbox("kim"));
        commit(&path, &empty, &full);
        assert_eq!(Sqlite::open(&path).unwrap().load(&name("kim")).unwrap(), full);
        let before = full.clone();
        let contact = full.contact_identifier(full.contacts().next().unwrap()).id;
        full.remove_contact(&contact).unwrap();
        full.add_group("New").unwrap();
        commit(&path, &before, &full);
        assert_eq!(Sqlite::open(&path).unwrap().load(&name("kim")).unwrap(), full);
        assert_eq!(Sqlite::open(&path).unwrap().load(&name("lee")).unwrap(), Mailbox::new(&name("lee")));
    }

    #[test]
    fn changes_that_fail_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ucs.sqlite");
        let (empty, full) = (Mailbox::new(&name("kim")), mailbox("kim"));
        commit(&path, &empty, &full);
        let mut other = full.clone();
        other.add_group("New").unwrap();
        let mut changes = other.changes_since(&full);
        changes
            .extend(full.changes_since(&empty).into_iter().filter(|change| format!("{change:?}").starts_with("Join")));
        let mut database = Sqlite::open(&path).unwrap();
        assert!(database.commit(&name("kim"), &changes).is_err());
        assert_eq!(database.load(&name("kim")).unwrap(), full);
    }

    #[test]
    fn a_database_is_used_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ucs.sqlite");
        let first = Sqlite::open(&path).unwrap();
        assert!(matches!(Sqlite::open(&path), Err(PersistenceError::Database(_))));
        drop(first);
        assert!(Sqlite::open(&path).is_ok());
    }

    #[test]
    fn other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (text, database) = (folder.path().join("text"), folder.path().join("database"));
        std::fs::write(&text, "certainly not a database, but long enough to look like a file with a header".repeat(9))
            .unwrap();
        assert!(matches!(Sqlite::open(&text), Err(PersistenceError::Database(_))));
        let other = rusqlite::Connection::open(&database).unwrap();
        other.execute_batch("CREATE TABLE something (a)").unwrap();
        drop(other);
        assert!(matches!(Sqlite::open(&database), Err(PersistenceError::ForeignDatabase)));
    }
}
