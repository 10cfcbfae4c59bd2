//! A service that remembers what it is asked and answers from recorded messages.

use std::collections::BTreeMap;
use std::sync::Mutex;

use ms_oxwscos::soap::{Body, Envelope, Fault, Headers as _, Payload as _, Reply};
use ms_oxwscos::types::ServerVersionInfo;
use ms_oxwscos::{Document, ExchangeServicePortType, Outcome, RequestHeaders, ResponseHeaders, messages};
use spec_tests::messages::load;

/// The message in a file of `tests/messages`.
///
/// # Panics
/// When it cannot be read.
#[must_use]
pub fn message(file: &str) -> Envelope<Document> {
    Envelope::from_xml(&completed(load(file))).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The published request of AddDistributionGroupToImList lacks the `DisplayName` that its type requires.
fn completed(message: String) -> String {
    if !message.contains("<m:AddDistributionGroupToImList>") || message.contains("DisplayName") {
        return message;
    }
    message.replace("</m:SmtpAddress>", "</m:SmtpAddress><m:DisplayName>Sales &amp; Søn</m:DisplayName>")
}

/// The element in the body of a message, and the headers bound to requests.
///
/// # Panics
/// When the file holds no such message.
#[must_use]
pub fn recorded_body(file: &str) -> (Document, RequestHeaders) {
    let envelope = message(file);
    let Body::Message(body) = envelope.body else { panic!("{file} holds no message") };
    (body, RequestHeaders::from_blocks(envelope.headers).0)
}

/// The header that the service sends with every response.
#[must_use]
pub fn version_info() -> ServerVersionInfo {
    ServerVersionInfo::default()
        .with_major_version(15)
        .with_minor_version(2)
        .with_major_build_number(986)
        .with_minor_build_number(5)
        .with_version("V2017_07_11")
}

/// Answers each operation with the message in `own/<operation>-response.xml` or the like, and keeps the requests.
#[derive(Debug, Default)]
pub struct Recorded {
    answers: BTreeMap<&'static str, Document>,
    seen: Mutex<Vec<(Document, RequestHeaders)>>,
}

impl Recorded {
    /// A service that knows no answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The service with the answer to an operation.
    #[must_use]
    pub fn answering(mut self, operation: &'static str, with: Document) -> Self {
        self.answers.insert(operation, with);
        self
    }

    /// The requests so far.
    ///
    /// # Panics
    /// When a test that shares it has panicked.
    #[must_use]
    pub fn seen(&self) -> Vec<(Document, RequestHeaders)> {
        self.seen.lock().unwrap_or_else(|error| panic!("{error}")).clone()
    }

    fn answer(&self, operation: &str, request: Document, headers: RequestHeaders) -> Result<Document, Fault> {
        self.seen.lock().map_err(|error| Fault::server(error.to_string()))?.push((request, headers));
        self.answers.get(operation).cloned().ok_or_else(|| Fault::unsupported(operation))
    }
}

fn reply<T>(body: T) -> Reply<T, ResponseHeaders> {
    Reply::new(body, ResponseHeaders::default().with_server_version_info(version_info()))
}

macro_rules! recorded {
    ($($method:ident $name:literal $request:ident($in:ident) $response:ident($out:ident);)*) => {
        impl ExchangeServicePortType for Recorded {
            type Error = Fault;

            $(async fn $method(&self, request: messages::$in, headers: RequestHeaders) -> Outcome<messages::$out, Fault> {
                match self.answer($name, Document::$request(request.into()), headers)? {
                    Document::$response(response) => Ok(reply(response.into_value())),
                    other => Err(Fault::server(format!("{other:?} is no answer"))),
                }
            })*
        }
    };
}

recorded! {
    add_distribution_group_to_im_list "AddDistributionGroupToImList"
        AddDistributionGroupToImList(AddDistributionGroupToImListType)
        AddDistributionGroupToImListResponse(AddDistributionGroupToImListResponseMessageType);
    add_im_contact_to_group "AddImContactToGroup"
        AddImContactToGroup(AddImContactToGroupType)
        AddImContactToGroupResponse(AddImContactToGroupResponseMessageType);
    add_im_group "AddImGroup" AddImGroup(AddImGroupType) AddImGroupResponse(AddImGroupResponseMessageType);
    add_new_im_contact_to_group "AddNewImContactToGroup"
        AddNewImContactToGroup(AddNewImContactToGroupType)
        AddNewImContactToGroupResponse(AddNewImContactToGroupResponseMessageType);
    add_new_tel_uri_contact_to_group "AddNewTelUriContactToGroup"
        AddNewTelUriContactToGroup(AddNewTelUriContactToGroupType)
        AddNewTelUriContactToGroupResponse(AddNewTelUriContactToGroupResponseMessageType);
    get_im_item_list "GetImItemList"
        GetImItemList(GetImItemListType) GetImItemListResponse(GetImItemListResponseMessageType);
    get_im_items "GetImItems" GetImItems(GetImItemsType) GetImItemsResponse(GetImItemsResponseMessageType);
    remove_contact_from_im_list "RemoveContactFromImList"
        RemoveContactFromImList(RemoveContactFromImListType)
        RemoveContactFromImListResponse(RemoveContactFromImListResponseMessageType);
    remove_distribution_group_from_im_list "RemoveDistributionGroupFromImList"
        RemoveDistributionGroupFromImList(RemoveDistributionGroupFromImListType)
        RemoveDistributionGroupFromImListResponse(RemoveDistributionGroupFromImListResponseMessageType);
    remove_im_contact_from_group "RemoveImContactFromGroup"
        RemoveImContactFromGroup(RemoveImContactFromGroupType)
        RemoveImContactFromGroupResponse(RemoveImContactFromGroupResponseMessageType);
    remove_im_group "RemoveImGroup" RemoveImGroup(RemoveImGroupType) RemoveImGroupResponse(RemoveImGroupResponseMessageType);
    set_im_group "SetImGroup" SetImGroup(SetImGroupType) SetImGroupResponse(SetImGroupResponseMessageType);
    set_im_list_migration_completed "SetImListMigrationCompleted"
        SetImListMigrationCompleted(SetImListMigrationCompletedType)
        SetImListMigrationCompletedResponse(SetImListMigrationCompletedResponseMessageType);
}
