//! One request at a time for each mailbox: whoever comes in between is told to come back.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ms_oxwscos::soap::Fault;

use super::fault;
use crate::store::MailboxName;

/// When to come back. Servers ask for minutes; a test has not so much time.
const BACK_OFF: Duration = Duration::from_millis(50);

/// The mailboxes that have a request under way.
#[derive(Default)]
pub(super) struct Turns(Mutex<BTreeSet<MailboxName>>);

/// A request that is under way: its mailbox is free again when this goes out of scope.
pub(super) struct Turn {
    turns: Arc<Turns>,
    mailbox: MailboxName,
}

impl Turns {
    /// Begins a request, unless there is one under way.
    pub(super) fn take(self: &Arc<Self>, mailbox: &MailboxName) -> Result<Turn, Fault> {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !under_way.insert(mailbox.clone()) {
            return Err(fault::busy(BACK_OFF));
        }
        Ok(Turn { turns: Arc::clone(self), mailbox: mailbox.clone() })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.turns.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.mailbox);
    }
}
