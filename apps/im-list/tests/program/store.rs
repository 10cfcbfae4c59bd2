//! The contact store in this process, on a port of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use contact_store::hosting::Hosting;
use contact_store::mailboxes::Mailboxes;
use contact_store::persistence::Memory;
use contact_store::service::{Likeness, Service, Surroundings};
use contact_store::store::{Address, Mailbox, MailboxName, NewContact, Refusal};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

const DISTRIBUTION_GROUPS: &str = "distribution-groups = ['sales@example.com', 'all@example.com']";

fn configured(configuration: &str) -> Surroundings {
    contact_store::configuration::read(configuration).unwrap()
}

/// A contact store that serves until this goes out of scope.
pub(crate) struct Store {
    pub(crate) address: String,
    pub(crate) mailboxes: Arc<Mailboxes>,
    requests: Arc<AtomicUsize>,
    refused: Arc<AtomicUsize>,
    around: Surroundings,
    _runtime: Runtime,
}

impl Store {
    pub(crate) fn start() -> Self {
        Self::with(DISTRIBUTION_GROUPS)
    }

    /// A store that is like Exchange.
    pub(crate) fn like_exchange() -> Self {
        Self::around(Surroundings { like: Likeness::Exchange, ..configured(DISTRIBUTION_GROUPS) })
    }

    /// A store with that configuration.
    pub(crate) fn with(configuration: &str) -> Self {
        Self::around(configured(configuration))
    }

    fn around(around: Surroundings) -> Self {
        let mailboxes = Arc::new(Mailboxes::new(Memory));
        let nobody = MailboxName::new("nobody@example.com").unwrap();
        let service = Service::new(Arc::clone(&mailboxes), Arc::new(around.clone()), nobody);
        let hosting = Hosting { default_user: None, strict: true, log: false };
        let requests = Arc::new(AtomicUsize::new(0));
        let refused = Arc::new(AtomicUsize::new(0));
        let counted = (Arc::clone(&requests), Arc::clone(&refused));
        let count = axum::middleware::from_fn(move |request, next: axum::middleware::Next| {
            let (requests, refused) = counted.clone();
            async move {
                requests.fetch_add(1, Ordering::Relaxed);
                let response = next.run(request).await;
                refused.fetch_add(usize::from(response.status().as_u16() == 500), Ordering::Relaxed);
                response
            }
        });
        let router = hosting.router(service).layer(count);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}/EWS/Exchange.asmx", listener.local_addr().unwrap());
        runtime.spawn(async { axum::serve(listener, router).await.unwrap() });
        Self { address, mailboxes, requests, refused, around, _runtime: runtime }
    }

    /// How many requests came since the last time this was asked.
    pub(crate) fn requests(&self) -> usize {
        self.requests.swap(0, Ordering::Relaxed)
    }

    /// How many requests came so far since then.
    pub(crate) fn requests_so_far(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// How many requests were answered with a fault.
    pub(crate) fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }

    /// Changes a mailbox without a request.
    pub(crate) fn change<T>(&self, mailbox: &str, change: impl FnOnce(&mut Edit<'_>) -> T) -> T {
        let name = MailboxName::new(mailbox).unwrap();
        let done = self
            .mailboxes
            .change(&name, |mailbox| Ok::<_, Refusal>(change(&mut Edit { mailbox, around: &self.around })));
        done.unwrap().unwrap()
    }

    /// Takes everything out of a mailbox.
    pub(crate) fn wipe(&self, mailbox: &str) {
        let name = MailboxName::new(mailbox).unwrap();
        self.change(mailbox, |edit| *edit.mailbox = Mailbox::new(&name));
    }
}

/// A mailbox that is being changed.
pub(crate) struct Edit<'a> {
    mailbox: &'a mut Mailbox,
    around: &'a Surroundings,
}

impl Edit<'_> {
    /// Adds a group; its identifier.
    pub(crate) fn group(&mut self, name: &str) -> String {
        let group = self.mailbox.add_group(name).unwrap();
        self.mailbox.group_identifier(&group).id
    }

    pub(crate) fn distribution_group(&mut self, smtp: &str, name: &str) {
        self.mailbox.add_distribution_group(&self.around.directory, smtp, name).unwrap();
    }

    pub(crate) fn rename(&mut self, group: &str, name: &str) {
        self.mailbox.set_group(group, name).unwrap();
    }

    /// Adds a contact; its identifier.
    pub(crate) fn contact(&mut self, address: &str, name: Option<&str>, group: Option<&str>) -> String {
        self.add(Address::Im(address.to_owned()), name, group)
    }

    /// Adds a telephone; its identifier.
    pub(crate) fn telephone(&mut self, number: &str, group: Option<&str>) -> String {
        let digits = number.replace([' ', '-'], "");
        let address = Address::TelUri {
            tel_uri: format!("tel:{digits}"),
            sip_uri: format!("sip:{digits}@example.com;user=phone"),
            telephone_number: number.to_owned(),
        };
        self.add(address, None, group)
    }

    fn add(&mut self, address: Address, name: Option<&str>, group: Option<&str>) -> String {
        let new = NewContact { address, display_name: name.map(str::to_owned), created: 1_700_000_000 };
        let contact = self.mailbox.add_contact(new, group).unwrap();
        self.mailbox.contact_identifier(&contact).id
    }

    pub(crate) fn join(&mut self, contact: &str, group: &str) {
        self.mailbox.add_contact_to_group(contact, Some(group)).unwrap();
    }

    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.mailbox.groups().count(), self.mailbox.contacts().count())
    }
}
