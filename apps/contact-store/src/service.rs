//! The service: requests as Rust values come in, responses with the rules of the store applied go out.
//!
//! A [`Service`] is for one caller. An operation that the store refuses is a response of class `Error`; what the service itself
//! cannot do is a fault, as Exchange has it: no such account, another version, a request that breaks the schema.

mod account;
mod answer;
mod extended_property;
pub(crate) mod fault;
mod group;
mod likeness;
mod operations;
mod persona;
mod server_version;
mod turns;

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use ms_oxwscos::RequestHeaders;
use ms_oxwscos::soap::{Fault, Reply};

pub use account::Accounts;
pub use likeness::Likeness;

use crate::mailboxes::Mailboxes;
use crate::persistence::PersistenceError;
use crate::store::{Directory, Mailbox, MailboxName, PropertyTable};
use answer::{Answer, Problem, Response};
use turns::Turns;

/// What a service needs to know that is not in a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// The distribution groups that exist.
    pub directory: Directory,
    /// The extended properties of groups and contacts.
    pub properties: PropertyTable,
    /// The mailboxes that exist, and who may act for another.
    pub accounts: Accounts,
    /// What the service is like.
    pub like: Likeness,
}

/// The service for one caller. Copies are cheap, and share everything.
#[derive(Clone)]
pub struct Service {
    mailboxes: Arc<Mailboxes>,
    surroundings: Arc<Surroundings>,
    caller: MailboxName,
    turns: Arc<Turns>,
}

impl Service {
    /// A service for a caller that is known by name already.
    #[must_use]
    pub fn new(mailboxes: Arc<Mailboxes>, surroundings: Arc<Surroundings>, caller: MailboxName) -> Self {
        Self { mailboxes, surroundings, caller, turns: Arc::default() }
    }

    /// The same service for another caller.
    #[must_use]
    pub fn for_caller(&self, caller: MailboxName) -> Self {
        Self { caller, ..self.clone() }
    }

    /// What the service is like.
    #[must_use]
    pub fn likeness(&self) -> Likeness {
        self.surroundings.like
    }

    /// Answers from the state of the mailbox.
    async fn read<T: Answer>(
        &self,
        headers: RequestHeaders,
        operation: impl FnOnce(&Mailbox, &Surroundings) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response<T>, Fault> {
        self.on_mailbox(headers, move |service, name| {
            let mailbox = service.mailboxes.get(name)?;
            Ok(operation(&mailbox, &service.surroundings))
        })
        .await
    }

    /// Answers with what comes of changing the mailbox.
    async fn change<T: Answer>(
        &self,
        headers: RequestHeaders,
        operation: impl FnOnce(&mut Mailbox, &Surroundings) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response<T>, Fault> {
        self.on_mailbox(headers, move |service, name| {
            service.mailboxes.change(name, |mailbox| operation(mailbox, &service.surroundings))
        })
        .await
    }

    /// Finds the mailbox, and lets `work` wait for the disk where that holds up nobody else.
    async fn on_mailbox<T: Answer>(
        &self,
        headers: RequestHeaders,
        work: impl FnOnce(&Self, &MailboxName) -> Result<Result<T, Problem>, PersistenceError> + Send + 'static,
    ) -> Result<Response<T>, Fault> {
        let version = server_version::answering(&headers)?;
        let name = self.surroundings.accounts.mailbox(&self.caller, &headers)?;
        let turn = self.likeness().is_exchange().then(|| self.turns.take(&name)).transpose()?;
        let service = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            // A client that hangs up ends its turn no sooner than the work is done.
            let _turn = turn;
            work(&service, &name)
        });
        let done = done.await;
        let result = done.map_err(fault::internal)?.map_err(fault::internal)?;
        Ok(Reply::new(result.unwrap_or_else(T::error), version))
    }
}

/// Seconds since 1970-01-01T00:00:00Z.
fn now() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
