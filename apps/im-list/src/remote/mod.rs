//! A mailbox on a server.
//!
//! Groups and contacts come in as people know them, and go out as the operations of [MS-OXWSCOS] 3.1.4. One request is under way at a
//! time: servers allow no more for one mailbox. Every operation can be repeated without harm, so all are, when the server asks for
//! patience or does not answer ([`Patience`]).

mod failure;
mod patience;
mod snapshot;

use std::cell::{Cell, RefCell};

use ms_oxwscos::http::CallError;
use ms_oxwscos::messages::*;
use ms_oxwscos::soap::Reply;
use ms_oxwscos::types::{
    AnyItemIdType, ConnectingSidType, ExchangeImpersonationType, ExchangeVersionType, NonEmptyStringType,
    PrimarySmtpAddressType, RequestServerVersion,
};
use ms_oxwscos::{
    Client, ExchangeServicePortType as _, IntoResult, RequestHeaders, ResponseError, ResponseHeaders, xsd,
};

pub use failure::{Failure, RemoteError};
pub use patience::Patience;
pub use snapshot::Snapshot;

use crate::connection::Connection;
use crate::list::{Contact, GroupKind};
use crate::progress::Progress;
use crate::transport::{Carrier, CarrierError};

/// A mailbox on a server.
pub struct Remote<'p> {
    client: Client<Carrier>,
    connection: Connection,
    headers: RequestHeaders,
    mailbox: Option<String>,
    patience: Patience,
    progress: &'p Progress,
    requests: Cell<u64>,
    version: RefCell<Option<String>>,
}

/// What came of a call, be it an answer or a refusal.
type Called<T> = Result<T, Failure>;

impl<'p> Remote<'p> {
    /// The mailbox of that SMTP address, which is impersonated ([MS-OXWSCDATA] 2.2.3.3); that of whoever signs in, for `None`.
    ///
    /// # Errors
    /// The address is empty, or cannot be in a header.
    pub fn new(connection: &Connection, mailbox: Option<&str>, progress: &'p Progress) -> Result<Self, RemoteError> {
        let version = RequestServerVersion::new(ExchangeVersionType::Exchange2013);
        let mut headers = RequestHeaders::default().with_request_server_version(version);
        let mut client = connection.client.clone();
        if let Some(mailbox) = mailbox {
            let wrong = |_| RemoteError::Name(mailbox.to_owned());
            let address = PrimarySmtpAddressType::new(NonEmptyStringType::new(mailbox).map_err(wrong)?);
            let account = ConnectingSidType::PrimarySmtpAddress(Box::new(address));
            headers = headers.with_exchange_impersonation(ExchangeImpersonationType::new(account));
            // Front ends send a request on to the server of the mailbox by this header.
            client =
                client.with_header("X-AnchorMailbox", mailbox).map_err(|_| RemoteError::Name(mailbox.to_owned()))?;
        }
        let patience = Patience::up_to(connection.longest_wait);
        let mailbox = mailbox.map(str::to_owned);
        let (requests, version) = (Cell::new(0), RefCell::new(None));
        Ok(Self { client, connection: connection.clone(), headers, mailbox, patience, progress, requests, version })
    }

    /// The mailbox for people.
    #[must_use]
    pub fn name(&self) -> String {
        self.mailbox.clone().unwrap_or_else(|| format!("the mailbox of {}", self.connection.sign_in.who()))
    }

    /// How many requests were sent, repeated ones too.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests.get()
    }

    /// The version of the server, as its last answer had it.
    #[must_use]
    pub fn server_version(&self) -> Option<String> {
        self.version.borrow().clone()
    }

    /// The whole list ([MS-OXWSCOS] 3.1.4.6).
    ///
    /// # Errors
    /// The server does not give it.
    pub async fn list(&self) -> Called<Snapshot> {
        let ask = || self.client.get_im_item_list(GetImItemListType::default(), self.headers.clone());
        let response = self.ask(ask).await?;
        Ok(Snapshot::of(response.im_item_list.unwrap_or_default()))
    }

    /// Creates a group, or finds the one of that name ([MS-OXWSCOS] 3.1.4.3). Its kind, and its identifier if the server tells.
    ///
    /// # Errors
    /// The server does not do it.
    pub async fn add_group(&self, name: &str) -> Called<(GroupKind, Option<AnyItemIdType>)> {
        let request = AddImGroupType::new(text(name)?);
        let response = self.ask(|| self.client.add_im_group(request.clone(), self.headers.clone())).await?;
        Ok(described(response.im_group))
    }

    /// Puts a distribution group on the list ([MS-OXWSCOS] 3.1.4.1).
    ///
    /// # Errors
    /// The server does not do it.
    pub async fn add_distribution_group(&self, smtp: &str, name: &str) -> Called<(GroupKind, Option<AnyItemIdType>)> {
        let request = AddDistributionGroupToImListType::new(text(smtp)?, text(name)?);
        let ask = || self.client.add_distribution_group_to_im_list(request.clone(), self.headers.clone());
        let response = self.ask(ask).await?;
        Ok(described(response.im_group))
    }

    /// Gives a group another name ([MS-OXWSCOS] 3.1.4.12).
    ///
    /// # Errors
    /// The server does not do it.
    pub async fn rename_group(&self, group: &AnyItemIdType, name: &str) -> Called<()> {
        let request = SetImGroupType::new(group.clone(), text(name)?);
        self.ask(|| self.client.set_im_group(request.clone(), self.headers.clone())).await.map(drop)
    }

    /// Adds a contact to a group, or to the contacts of no group ([MS-OXWSCOS] 3.1.4.4, 3.1.4.5). Its identifier, if the server tells.
    ///
    /// # Errors
    /// The server does not do it.
    pub async fn add_contact(&self, contact: &Contact, group: Option<&AnyItemIdType>) -> Called<Option<AnyItemIdType>> {
        let persona = if let Some(telephone) = &contact.telephone {
            let (uri, number) = (text(&telephone.uri)?, text(&telephone.number)?);
            let mut request = AddNewTelUriContactToGroupType::new(uri, text(&contact.address)?, number);
            request.group_id = group.cloned();
            let ask = || self.client.add_new_tel_uri_contact_to_group(request.clone(), self.headers.clone());
            self.ask(ask).await?.persona
        } else {
            let mut request = AddNewImContactToGroupType::new(text(&contact.address)?);
            request.display_name = contact.name.as_deref().map(text).transpose()?;
            request.group_id = group.cloned();
            let ask = || self.client.add_new_im_contact_to_group(request.clone(), self.headers.clone());
            self.ask(ask).await?.persona
        };
        Ok(persona.and_then(|persona| snapshot::source(&persona, &|_| false)))
    }

    /// Puts a contact that is there into another group ([MS-OXWSCOS] 3.1.4.2), or among the contacts of no group.
    ///
    /// # Errors
    /// The server does not do it.
    pub async fn join(&self, contact: &AnyItemIdType, group: Option<&AnyItemIdType>) -> Called<()> {
        let mut request = AddImContactToGroupType::new(contact.clone());
        request.group_id = group.cloned();
        self.ask(|| self.client.add_im_contact_to_group(request.clone(), self.headers.clone())).await.map(drop)
    }

    /// Takes a contact out of a group, and so off the list if it is in no other ([MS-OXWSCOS] 3.1.4.10). There is an operation that
    /// takes a contact off the list at once, and servers refuse it.
    ///
    /// # Errors
    /// The server does not do it.
    pub async fn leave(&self, contact: &AnyItemIdType, group: &AnyItemIdType) -> Called<()> {
        let request = RemoveImContactFromGroupType::new(contact.clone(), group.clone());
        self.ask(|| self.client.remove_im_contact_from_group(request.clone(), self.headers.clone())).await.map(drop)
    }

    /// Removes a group, with the contacts that are in no other ([MS-OXWSCOS] 3.1.4.9, 3.1.4.11).
    ///
    /// # Errors
    /// The server does not do it.
    pub async fn remove_group(&self, kind: &GroupKind, group: &AnyItemIdType) -> Called<()> {
        if *kind == GroupKind::Distribution {
            let request = RemoveDistributionGroupFromImListType::new(group.clone());
            let ask = || self.client.remove_distribution_group_from_im_list(request.clone(), self.headers.clone());
            return self.ask(ask).await.map(drop);
        }
        let request = RemoveImGroupType::new(group.clone());
        self.ask(|| self.client.remove_im_group(request.clone(), self.headers.clone())).await.map(drop)
    }

    /// Calls until there is an answer, or no hope of one.
    async fn ask<R: IntoResult, F>(&self, call: impl Fn() -> F) -> Called<R>
    where
        F: Future<Output = Result<Reply<R, ResponseHeaders>, CallError<CarrierError>>>,
    {
        let mut waits = 0;
        loop {
            self.requests.set(self.requests.get() + 1);
            let error = match call().await {
                Ok(reply) => match self.answer(reply) {
                    Err(error) if patience::is_transient(error.code.as_ref()) => {
                        RemoteError::Busy(self.name(), error.to_string())
                    }
                    other => return other.map_err(Failure::Refused),
                },
                Err(error) => RemoteError::of(&self.name(), &self.connection.server, error),
            };
            let wait = match self.patience.wait(&error, waits) {
                Ok(wait) => wait,
                Err(why) => return Err(error.after(waits, why).into()),
            };
            waits += 1;
            self.progress.waits(&self.name(), wait, &wait_reason(&error));
            tokio::time::sleep(wait).await;
        }
    }

    fn answer<R: IntoResult>(&self, reply: Reply<R, ResponseHeaders>) -> Result<R, ResponseError> {
        if let Some(info) = &reply.headers.server_version_info {
            let parts = [info.major_version, info.minor_version, info.major_build_number, info.minor_build_number];
            let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.to_string()).collect();
            *self.version.borrow_mut() = Some(parts.join(".")).filter(|version| !version.is_empty());
        }
        reply.body.into_result()
    }
}

fn wait_reason(error: &RemoteError) -> String {
    match error {
        RemoteError::Busy(_, text) | RemoteError::AskedToWait(_, _, text) => text.clone(),
        _ => "no answer".to_owned(),
    }
}

fn described(group: Option<ms_oxwscos::types::ImGroupType>) -> (GroupKind, Option<AnyItemIdType>) {
    match group {
        Some(group) => (GroupKind::of_group_type(group.group_type.get()), group.exchange_store_id),
        None => (GroupKind::User, None),
    }
}

/// A text for an element that may not be empty.
fn text(text: &str) -> Result<NonEmptyStringType, Failure> {
    NonEmptyStringType::new(text).map_err(|error: xsd::ValueError| Failure::NotSent(error.to_string()))
}
