//! Rows: a mailbox is read from them as the changes that lead to it, and a change is written as one of them.
//!
//! Numbers are stored as SQLite's signed integers; they count operations, so they never come near the sign.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::PersistenceError;
use crate::store::{Address, Change, Contact, Group, GroupClass, MailboxName};

type Result<T> = std::result::Result<T, PersistenceError>;

/// The row number of a mailbox and the changes that make it of an empty one; `None` if it is new.
pub(super) fn read(connection: &Connection, name: &MailboxName) -> Result<Option<(i64, Vec<Change>)>> {
    let query = "SELECT mailbox, sequence, migration_completed FROM mailbox WHERE name = ?1";
    let own = connection
        .prepare_cached(query)?
        .query_row([name.as_str()], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?)))
        .optional()?;
    let Some((mailbox, sequence, migration_completed)) = own else { return Ok(None) };
    let mut changes = vec![Change::Mailbox { sequence: natural(sequence)?, migration_completed }];
    changes.extend(all(connection, CONTACTS, mailbox, contact)?);
    changes.extend(all(connection, GROUPS, mailbox, group)?);
    changes.extend(all(connection, MEMBERS, mailbox, member)?);
    Ok(Some((mailbox, changes)))
}

const CONTACTS: &str = "SELECT number, version, im_address, tel_uri, telephone_number, display_name, created
    FROM contact WHERE mailbox = ?1 ORDER BY number";
const GROUPS: &str =
    "SELECT number, version, class, display_name, smtp_address FROM im_group WHERE mailbox = ?1 ORDER BY number";
const MEMBERS: &str = "SELECT im_group, contact FROM member WHERE mailbox = ?1 ORDER BY im_group, contact";

fn all(
    connection: &Connection,
    query: &str,
    mailbox: i64,
    read: fn(&Row<'_>) -> Result<Change>,
) -> Result<Vec<Change>> {
    connection.prepare_cached(query)?.query_and_then([mailbox], read)?.collect()
}

fn contact(row: &Row<'_>) -> Result<Change> {
    let im_address: String = row.get(2)?;
    let address = match (row.get(3)?, row.get(4)?) {
        (Some(tel_uri), Some(telephone_number)) => Address::TelUri { tel_uri, sip_uri: im_address, telephone_number },
        _ => Address::Im(im_address),
    };
    let (number, version) = (natural(row.get(0)?)?, natural(row.get(1)?)?);
    let contact = Contact { number, version, address, display_name: row.get(5)?, created: row.get(6)? };
    Ok(Change::PutContact(Arc::new(contact)))
}

fn group(row: &Row<'_>) -> Result<Change> {
    let class: String = row.get(2)?;
    let known = GroupClass::from_text(&class);
    let group = Group {
        number: natural(row.get(0)?)?,
        version: natural(row.get(1)?)?,
        class: known.ok_or_else(|| PersistenceError::Damaged(format!("a group of class {class:?}")))?,
        display_name: row.get(3)?,
        smtp_address: row.get(4)?,
        members: BTreeSet::new(),
    };
    Ok(Change::PutGroup(Arc::new(group)))
}

fn member(row: &Row<'_>) -> Result<Change> {
    Ok(Change::Join { group: natural(row.get(0)?)?, contact: natural(row.get(1)?)? })
}

fn natural(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| PersistenceError::Damaged(format!("the number {number}")))
}

fn integer(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| PersistenceError::Damaged(format!("the number {number}")))
}

/// Creates the row of a mailbox and tells its number.
pub(super) fn create(connection: &Connection, name: &MailboxName) -> Result<i64> {
    let insert = "INSERT INTO mailbox (name) VALUES (?1)";
    Ok(connection.prepare_cached(insert)?.insert([name.as_str()])?)
}

/// Makes a change of a mailbox.
pub(super) fn write(connection: &Connection, mailbox: i64, change: &Change) -> Result<()> {
    match change {
        Change::Mailbox { sequence, migration_completed } => {
            let update = "UPDATE mailbox SET sequence = ?2, migration_completed = ?3 WHERE mailbox = ?1";
            execute(connection, update, params![mailbox, integer(*sequence)?, migration_completed])
        }
        Change::PutGroup(group) => write_group(connection, mailbox, group),
        Change::DeleteGroup(number) => delete(connection, "DELETE FROM im_group", mailbox, *number),
        Change::PutContact(contact) => write_contact(connection, mailbox, contact),
        Change::DeleteContact(number) => delete(connection, "DELETE FROM contact", mailbox, *number),
        Change::Join { group, contact } => {
            let insert = "INSERT INTO member (mailbox, im_group, contact) VALUES (?1, ?2, ?3)";
            execute(connection, insert, params![mailbox, integer(*group)?, integer(*contact)?])
        }
        Change::Leave { group, contact } => {
            let delete = "DELETE FROM member WHERE mailbox = ?1 AND im_group = ?2 AND contact = ?3";
            execute(connection, delete, params![mailbox, integer(*group)?, integer(*contact)?])
        }
    }
}

fn write_group(connection: &Connection, mailbox: i64, group: &Group) -> Result<()> {
    let upsert = "INSERT INTO im_group (mailbox, number, version, class, display_name, smtp_address)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (mailbox, number) DO UPDATE SET version = excluded.version, class = excluded.class,
            display_name = excluded.display_name, smtp_address = excluded.smtp_address";
    let (number, version) = (integer(group.number)?, integer(group.version)?);
    let class = group.class.as_str();
    execute(connection, upsert, params![mailbox, number, version, class, group.display_name, group.smtp_address])
}

fn write_contact(connection: &Connection, mailbox: i64, contact: &Contact) -> Result<()> {
    let upsert = "INSERT INTO contact
            (mailbox, number, version, im_address, tel_uri, telephone_number, display_name, created)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (mailbox, number) DO UPDATE SET version = excluded.version, im_address = excluded.im_address,
            tel_uri = excluded.tel_uri, telephone_number = excluded.telephone_number,
            display_name = excluded.display_name, created = excluded.created";
    let (number, version) = (integer(contact.number)?, integer(contact.version)?);
    let (tel_uri, telephone_number) = match &contact.address {
        Address::Im(_) => (None, None),
        Address::TelUri { tel_uri, telephone_number, .. } => (Some(tel_uri), Some(telephone_number)),
    };
    let im_address = contact.address.im_address();
    let (display_name, created) = (&contact.display_name, contact.created);
    let values = params![mailbox, number, version, im_address, tel_uri, telephone_number, display_name, created];
    execute(connection, upsert, values)
}

fn delete(connection: &Connection, from: &str, mailbox: i64, number: u64) -> Result<()> {
    let delete = format!("{from} WHERE mailbox = ?1 AND number = ?2");
    execute(connection, &delete, params![mailbox, integer(number)?])
}

fn execute(connection: &Connection, statement: &str, values: impl rusqlite::Params) -> Result<()> {
    connection.prepare_cached(statement)?.execute(values)?;
    Ok(())
}
