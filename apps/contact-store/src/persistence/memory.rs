//! Mailboxes that are gone when the process ends.

use super::{Persistence, PersistenceError};
use crate::store::{Change, Mailbox, MailboxName};

/// Keeps nothing: a mailbox lasts as long as it is held elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory;

impl Persistence for Memory {
    fn load(&mut self, name: &MailboxName) -> Result<Mailbox, PersistenceError> {
        Ok(Mailbox::new(name))
    }

    fn commit(&mut self, _: &MailboxName, _: &[Change]) -> Result<(), PersistenceError> {
        Ok(())
    }
}
