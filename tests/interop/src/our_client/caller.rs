//! Calls operations as one user, and keeps what the steps find out.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Debug;
use std::time::Duration;

use ms_oxwscos::http::{Basic, CallError};
use ms_oxwscos::messages::{GetImItemListType, ResponseCodeType, ResponseMessage};
use ms_oxwscos::types::*;
use ms_oxwscos::{
    Client, ExchangeFault as _, ExchangeServicePortType as _, Outcome as Answer, ReadOptions, RequestHeaders,
};

use crate::outcome::{Case, Outcome};
use crate::recording::STEP;
use crate::scenario::Scenario;

/// Why a step failed.
pub(super) type Reason = Box<dyn Error + Send + Sync>;

pub(super) type Http = Client<reqwest::Client>;

/// Names with identifiers, in the order of the response.
pub(super) type Members = Vec<(String, Vec<String>)>;

/// One user's client. What a step finds out and others need stays here; before, it is empty.
pub(super) struct Caller<'s> {
    base: Http,
    /// The client, which says what is being tried.
    pub(super) client: Http,
    pub(super) scenario: &'s Scenario,
    pub(super) outcomes: Vec<Outcome>,
    /// The mailbox that holds as much as it can, and the one to act for.
    pub(super) full: String,
    pub(super) other: String,
    pub(super) group: String,
    pub(super) second: String,
    pub(super) distribution_group: String,
    pub(super) contact: String,
    pub(super) telephone: String,
}

impl<'s> Caller<'s> {
    pub(super) fn new(url: &str, user: &str, scenario: &'s Scenario) -> Result<Self, Reason> {
        let connections = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(60)).build()?;
        let client = Client::new(connections, url)?.with_authentication(Basic::new(user, "any password"));
        let client = client.with_read_options(ReadOptions::strict());
        Ok(Self {
            base: client.clone(),
            client,
            scenario,
            outcomes: Vec::new(),
            full: format!("full-{user}"),
            other: format!("other-{user}"),
            group: String::new(),
            second: String::new(),
            distribution_group: String::new(),
            contact: String::new(),
            telephone: String::new(),
        })
    }

    /// Tries a step, and keeps what comes of it.
    pub(super) async fn attempt(
        &mut self,
        row: &str,
        case: Case,
        step: impl AsyncFnOnce(&mut Caller<'s>) -> Result<(), Reason>,
    ) {
        let name = case.word();
        let done = match self.base.with_header(STEP, format!("{row}, {name}")) {
            Ok(client) => {
                self.client = client;
                step(self).await
            }
            Err(error) => Err(error.into()),
        };
        let reason = done.err().map(|reason| reason.to_string());
        self.outcomes.push(Outcome { row: row.to_owned(), case, reason, note: None });
    }

    /// The name that the second group gets.
    pub(super) fn renamed(&self) -> String {
        format!("2: {}", self.scenario.text)
    }

    /// The headers of a usual request.
    pub(super) fn headers(&self) -> RequestHeaders {
        self.of_version(&self.scenario.version)
    }

    pub(super) fn of_version(&self, version: &str) -> RequestHeaders {
        let version = RequestServerVersion::new(ExchangeVersionType::from(version));
        RequestHeaders::default().with_request_server_version(version)
    }

    /// The headers of a request that is about the mailbox of somebody else.
    pub(super) fn acting_for(&self, whom: &str) -> Result<RequestHeaders, Reason> {
        let address = PrimarySmtpAddressType::new(text(whom)?);
        let whom = ConnectingSidType::PrimarySmtpAddress(address.into());
        Ok(self.headers().with_exchange_impersonation(ExchangeImpersonationType::new(whom)))
    }

    pub(super) async fn list(&self, headers: RequestHeaders) -> Result<ImItemListType, Reason> {
        let list = done(self.client.get_im_item_list(GetImItemListType::default(), headers).await)?;
        list.im_item_list.ok_or_else(|| "no list".into())
    }

    /// The names of the groups with the identifiers of their members.
    pub(super) async fn groups(&self) -> Result<Members, Reason> {
        Ok(groups(self.list(self.headers()).await?))
    }

    pub(super) async fn names(&self) -> Result<Vec<String>, Reason> {
        Ok(self.groups().await?.into_iter().map(|(name, _)| name).collect())
    }

    /// The names of the contacts, by identifier.
    pub(super) async fn personas(&self) -> Result<BTreeMap<String, String>, Reason> {
        let personas = self.list(self.headers()).await?.personas.unwrap_or_default().persona;
        personas
            .iter()
            .map(|persona| Ok((source(persona)?, persona.display_name.clone().unwrap_or_default())))
            .collect()
    }

    /// Whether a response says that the operation is refused, with the code of the scenario.
    pub(super) fn refused<T: ResponseMessage>(
        &self,
        operation: &str,
        answer: Answer<T, CallError<reqwest::Error>>,
    ) -> Result<(), Reason> {
        let body = answer?.body;
        let code = body.response_code().cloned();
        expect((body.response_class(), code), (&ResponseClassType::Error, Some(self.scenario.error(operation))))?;
        if body.message_text().is_none_or(String::is_empty) {
            return Err("an error without a text".into());
        }
        Ok(())
    }
}

/// The body of a response that has to be a success.
pub(super) fn done<T: ResponseMessage>(answer: Answer<T, CallError<reqwest::Error>>) -> Result<T, Reason> {
    let body = answer?.body;
    let expected = (ResponseClassType::Success, Some(ResponseCodeType::NoError));
    expect((body.response_class().clone(), body.response_code().cloned()), expected)?;
    Ok(body)
}

/// Whether the answer is a fault with that code.
pub(super) fn faulted<T: Debug>(
    code: ResponseCodeType,
    answer: Answer<T, CallError<reqwest::Error>>,
) -> Result<(), Reason> {
    let error = match answer {
        Ok(reply) => return Err(format!("{:?} instead of a fault", reply.body).into()),
        Err(error) => error,
    };
    let Some(fault) = error.fault() else { return Err(error.into()) };
    expect(fault.codes.first().map(|code| code.name.as_str()), Some(code.as_str()))?;
    expect(fault.response_code(), Some(code))?;
    if fault.reason().is_empty() { Err("a fault without a text".into()) } else { Ok(()) }
}

#[expect(clippy::needless_pass_by_value, reason = "what is compared is made for it")]
pub(super) fn expect<T: PartialEq + Debug>(found: T, expected: T) -> Result<(), Reason> {
    if found == expected { Ok(()) } else { Err(format!("found {found:?}, expected {expected:?}").into()) }
}

pub(super) fn text(text: &str) -> Result<NonEmptyStringType, Reason> {
    Ok(NonEmptyStringType::new(text)?)
}

pub(super) fn id(id: &str) -> AnyItemIdType {
    ItemIdType::new(id).into()
}

/// The name, class and identifier of the group in a response.
pub(super) fn added(group: Option<ImGroupType>) -> Result<(String, String, String), Reason> {
    let group = group.ok_or("no group")?;
    let id =
        group.exchange_store_id.as_ref().and_then(AnyItemIdType::id).ok_or("a group without an identifier")?.clone();
    Ok((group.display_name.into_inner(), group.group_type.into_inner(), id))
}

pub(super) fn groups(list: ImItemListType) -> Members {
    list.groups
        .unwrap_or_default()
        .im_group
        .into_iter()
        .map(|group| (group.display_name.to_string(), members(&group)))
        .collect()
}

fn members(group: &ImGroupType) -> Vec<String> {
    group.member_correlation_key.iter().flat_map(|keys| &keys.item_id).filter_map(AnyItemIdType::id).cloned().collect()
}

/// What identifies the contact that a persona is made of.
pub(super) fn source(persona: &PersonaType) -> Result<String, Reason> {
    let attribution = persona.attributions.as_ref().and_then(|all| all.attribution.first());
    let id = attribution.and_then(|attribution| attribution.source_id.id());
    Ok(id.ok_or("a persona without a source")?.clone())
}
