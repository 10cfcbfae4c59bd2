//! All mailboxes: each is read once, and changed by one operation at a time.
//!
//! Those who only read get the state that the last operation left. An operation works on a copy; when what it changed has been
//! committed, the copy becomes that state. So nobody sees what is not written down, and what is refused or fails is never seen.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::persistence::{Persistence, PersistenceError};
use crate::store::{Mailbox, MailboxName};

/// The mailboxes, and where they are kept.
pub struct Mailboxes {
    persistence: Mutex<Box<dyn Persistence>>,
    read: Mutex<BTreeMap<MailboxName, Arc<Entry>>>,
}

/// A mailbox that has been read.
struct Entry {
    /// `None` when it has to be read again: before the first use, and after a commit that failed.
    state: RwLock<Option<Arc<Mailbox>>>,
    /// Held while an operation changes the mailbox.
    changing: Mutex<()>,
}

impl Mailboxes {
    /// Mailboxes that are kept by `persistence`.
    #[must_use]
    pub fn new(persistence: impl Persistence + 'static) -> Self {
        Self::boxed(Box::new(persistence))
    }

    /// Mailboxes that are kept by a `persistence` that is known only at run time.
    #[must_use]
    pub fn boxed(persistence: Box<dyn Persistence>) -> Self {
        Self { persistence: Mutex::new(persistence), read: Mutex::default() }
    }

    /// A mailbox as it is now. Every name has a mailbox: one that was never used is empty.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn get(&self, name: &MailboxName) -> Result<Arc<Mailbox>, PersistenceError> {
        self.state(name, &self.entry(name))
    }

    /// Lets an operation change a mailbox. If it succeeds, what it changed is written down before this returns.
    ///
    /// # Errors
    /// The outer error: the mailbox cannot be read or written. The inner one: what the operation says.
    pub fn change<T, E>(
        &self,
        name: &MailboxName,
        operation: impl FnOnce(&mut Mailbox) -> Result<T, E>,
    ) -> Result<Result<T, E>, PersistenceError> {
        let entry = self.entry(name);
        let _changing = lock(&entry.changing);
        let old = self.state(name, &entry)?;
        let mut new = Mailbox::clone(&old);
        let result = match operation(&mut new) {
            Ok(result) => result,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let changes = new.changes_since(&old);
        if !changes.is_empty() {
            let committed = lock(&self.persistence).commit(name, &changes);
            entry.set(committed.is_ok().then(|| Arc::new(new)));
            committed?;
        }
        Ok(Ok(result))
    }

    fn entry(&self, name: &MailboxName) -> Arc<Entry> {
        let mut read = lock(&self.read);
        if let Some(entry) = read.get(name) {
            return Arc::clone(entry);
        }
        let entry = Arc::new(Entry { state: RwLock::new(None), changing: Mutex::new(()) });
        read.insert(name.clone(), Arc::clone(&entry));
        entry
    }

    fn state(&self, name: &MailboxName, entry: &Entry) -> Result<Arc<Mailbox>, PersistenceError> {
        if let Some(state) = entry.get() {
            return Ok(state);
        }
        // Nothing can be committed between reading and setting: a commit needs the lock on the persistence, too.
        let mut persistence = lock(&self.persistence);
        if let Some(state) = entry.get() {
            return Ok(state);
        }
        let state = Arc::new(persistence.load(name)?);
        entry.set(Some(Arc::clone(&state)));
        Ok(state)
    }
}

impl Entry {
    fn get(&self) -> Option<Arc<Mailbox>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, state: Option<Arc<Mailbox>>) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

/// An operation that panicked has changed nothing but its copy, so what a lock guards is good even then.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
