//! Requests through the port type: what responses look like, and who may ask.
//!
//! The rules have their tests with the store; here is what is added to them.

#![allow(clippy::unwrap_used)]

mod accounts;
mod like_exchange;
mod properties;
mod responses;

use std::sync::Arc;

use ms_oxwscos::messages::*;
use ms_oxwscos::soap::Fault;
use ms_oxwscos::types::*;
use ms_oxwscos::{ExchangeFault as _, ExchangeServicePortType as _, RequestHeaders};

use super::{Service, Surroundings};
use crate::mailboxes::Mailboxes;
use crate::persistence::Memory;
use crate::store::MailboxName;

fn service(surroundings: Surroundings) -> Service {
    let mailboxes = Arc::new(Mailboxes::new(Memory));
    Service::new(mailboxes, Arc::new(surroundings), MailboxName::new("kim@example.com").unwrap())
}

fn configured(toml: &str) -> Service {
    service(crate::configuration::read(toml).unwrap())
}

fn text(text: &str) -> NonEmptyStringType {
    NonEmptyStringType::new(text).unwrap()
}

fn headers() -> RequestHeaders {
    RequestHeaders::default()
}

async fn add_group(service: &Service, name: &str, headers: RequestHeaders) -> Result<ImGroupType, Fault> {
    let reply = service.add_im_group(AddImGroupType::new(text(name)), headers).await?;
    Ok(reply.body.im_group.unwrap())
}

async fn add_contact(service: &Service, address: &str, group_id: Option<AnyItemIdType>) -> PersonaType {
    let mut request = AddNewImContactToGroupType::new(text(address));
    request.group_id = group_id;
    service.add_new_im_contact_to_group(request, headers()).await.unwrap().body.persona.unwrap()
}

async fn list(service: &Service, request: GetImItemListType) -> ImItemListType {
    service.get_im_item_list(request, headers()).await.unwrap().body.im_item_list.unwrap()
}

/// The identifier that groups and requests know the contact by.
fn contact_id(persona: &PersonaType) -> AnyItemIdType {
    persona.attributions.as_ref().unwrap().attribution.first().unwrap().source_id.clone()
}

fn code_of(fault: &Fault) -> ResponseCodeType {
    fault.response_code().unwrap()
}
