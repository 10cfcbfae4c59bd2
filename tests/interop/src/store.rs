//! The contact store that the clients drive: in this process, in memory, on a free port of this machine.

use std::collections::BTreeSet;
use std::future::pending;
use std::sync::Arc;

use axum::middleware::from_fn_with_state;
use contact_store::hosting::Hosting;
use contact_store::mailboxes::Mailboxes;
use contact_store::persistence::Memory;
use contact_store::service::{Accounts, Service, Surroundings};
use contact_store::store::{Address, MOST_CONTACTS, MOST_GROUPS, Mailbox, MailboxName, NewContact, Refusal};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::failure::Failure;
use crate::outcome::{Case, Outcome, Trial};
use crate::peer::Peer;
use crate::recording::{Recording, record};
use crate::scenario::Scenario;

/// A running store. It stops when this goes out of scope.
pub struct Store {
    url: String,
    mailboxes: Arc<Mailboxes>,
    recording: Recording,
    serving: JoinHandle<()>,
}

impl Store {
    /// A store that refuses what breaks the schema. Each peer has an empty mailbox, an empty one that it can act for (`other-`), and one
    /// with as many groups and contacts as it can hold (`full-`).
    ///
    /// # Errors
    /// There is no port.
    pub async fn start(scenario: &Scenario, peers: &[Peer]) -> Result<Self, Failure> {
        let mailboxes = Arc::new(Mailboxes::new(Memory));
        let mut known = BTreeSet::new();
        for user in peers.iter().map(|peer| peer.user()) {
            known.extend([name(&user)?, name(&format!("other-{user}"))?]);
            let full = name(&format!("full-{user}"))?;
            mailboxes.change(&full, fill).map_err(failed)?.map_err(failed)?;
            known.insert(full);
        }
        let accounts = Accounts { mailboxes: Some(known), ..Accounts::default() };
        let directory = [&scenario.distribution_group].into_iter().collect();
        let surroundings = Surroundings { directory, accounts, ..Surroundings::default() };
        let service = Service::new(Arc::clone(&mailboxes), Arc::new(surroundings), name("nobody")?);
        let recording = Recording::default();
        let router = Hosting { default_user: None, strict: true, log: false }.router(service);
        let router = router.layer(from_fn_with_state(recording.clone(), record));
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
        let url = format!("http://{}/EWS/Exchange.asmx", listener.local_addr().map_err(failed)?);
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(pending()).await {
                eprintln!("serving failed: {error}");
            }
        });
        Ok(Self { url, mailboxes, recording, serving })
    }

    /// Where it serves.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The messages so far.
    #[must_use]
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// What the mailbox of a peer holds.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn held(&self, peer: Peer) -> Result<Held, Failure> {
        let mailbox = self.mailboxes.get(&name(&peer.user())?).map_err(failed)?;
        let names = mailbox.groups().map(|group| group.display_name.clone()).collect();
        Ok(Held { names, migration_completed: mailbox.migration_completed() })
    }
}

/// What no client can tell of a mailbox: whether its text arrived as it was meant, and what no operation returns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// The display names of the groups.
    pub names: Vec<String>,
    /// What SetImListMigrationCompleted sets.
    pub migration_completed: bool,
}

impl Held {
    /// Adds to a trial what is not as it should be in the end.
    pub fn examine(&self, scenario: &Scenario, trial: &mut Trial) {
        let mut failed = |row: &str, case, reason: String| {
            trial.outcomes.push(Outcome { row: row.to_owned(), case, reason: Some(reason), note: None });
        };
        if self.names != [scenario.text.as_str()] {
            failed("text", Case::Met, format!("the groups in the mailbox are {:?}", self.names));
        }
        if !self.migration_completed {
            failed("SetImListMigrationCompleted", Case::Success, "the mailbox does not have it".to_owned());
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Store(error.to_string())
}

fn name(user: &str) -> Result<MailboxName, Failure> {
    MailboxName::new(user).ok_or_else(|| failed("a user has no name"))
}

/// Fills a mailbox up to both limits.
fn fill(mailbox: &mut Mailbox) -> Result<(), Refusal> {
    for number in 0..MOST_GROUPS {
        mailbox.add_group(&format!("Group {number}"))?;
    }
    for number in 0..MOST_CONTACTS {
        let address = Address::Im(format!("sip:{number}@example.com"));
        mailbox.add_contact(NewContact { address, display_name: None, created: 0 }, None)?;
    }
    Ok(())
}
