//! Our client against every response that is recorded, byte for byte: those of the specification and of its pages, and our own.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;

use ms_oxwscos::http::CallError;
use ms_oxwscos::messages::*;
use ms_oxwscos::soap::{Body, Envelope};
use ms_oxwscos::types::*;
use ms_oxwscos::{
    Client, Document, ExchangeFault as _, ExchangeServicePortType as _, ReadOptions, ResponseHeaders, operations,
};
use service_tests::{Answering, ENDPOINT, http_response};
use spec_tests::messages::{load, names};

/// What a call came to.
struct Came {
    class: ResponseClassType,
    code: Option<ResponseCodeType>,
    text: Option<String>,
    headers: ResponseHeaders,
    body: Document,
}

fn text() -> NonEmptyStringType {
    NonEmptyStringType::new("a").unwrap()
}

fn id() -> AnyItemIdType {
    ItemIdType::new("AAMk").into()
}

macro_rules! calls {
    ($($operation:ident $method:ident $response:ident $request:expr;)*) => {
        /// Calls an operation, with any request.
        async fn call(operation: &str, client: &Client<Answering>) -> Result<Came, CallError<Infallible>> {
            match operation {
                $(stringify!($operation) => client.$method($request, Default::default()).await.map(|reply| Came {
                    class: reply.body.response_class().clone(),
                    code: reply.body.response_code().cloned(),
                    text: reply.body.message_text().cloned(),
                    headers: reply.headers,
                    body: Document::$response(reply.body.into()),
                }),)*
                other => panic!("there is no operation {other}"),
            }
        }
    };
}

calls! {
    AddDistributionGroupToImList add_distribution_group_to_im_list AddDistributionGroupToImListResponse
        AddDistributionGroupToImListType::new(text(), text());
    AddImContactToGroup add_im_contact_to_group AddImContactToGroupResponse AddImContactToGroupType::new(id());
    AddImGroup add_im_group AddImGroupResponse AddImGroupType::new(text());
    AddNewImContactToGroup add_new_im_contact_to_group AddNewImContactToGroupResponse
        AddNewImContactToGroupType::new(text());
    AddNewTelUriContactToGroup add_new_tel_uri_contact_to_group AddNewTelUriContactToGroupResponse
        AddNewTelUriContactToGroupType::new(text(), text(), text());
    GetImItemList get_im_item_list GetImItemListResponse GetImItemListType::default();
    GetImItems get_im_items GetImItemsResponse GetImItemsType::default();
    RemoveContactFromImList remove_contact_from_im_list RemoveContactFromImListResponse
        RemoveContactFromImListType::new(id());
    RemoveDistributionGroupFromImList remove_distribution_group_from_im_list RemoveDistributionGroupFromImListResponse
        RemoveDistributionGroupFromImListType::new(id());
    RemoveImContactFromGroup remove_im_contact_from_group RemoveImContactFromGroupResponse
        RemoveImContactFromGroupType::new(id(), id());
    RemoveImGroup remove_im_group RemoveImGroupResponse RemoveImGroupType::new(id());
    SetImGroup set_im_group SetImGroupResponse SetImGroupType::new(id(), text());
    SetImListMigrationCompleted set_im_list_migration_completed SetImListMigrationCompletedResponse
        SetImListMigrationCompletedType::new(true);
}

/// File, class, code, text, and the version that the server says.
type Expected = (&'static str, &'static str, &'static str, &'static str, &'static str);

const OLD: &str = "Exchange2013";
const MID: &str = "V2017_07_11";
const NEW: &str = "V2018_01_08";
const V2: &str = "V2_23";
const NO_CONTACT: &str = "The specified Im Contact Id is invalid.";
const NO_GROUP: &str = "The specified IM group Id is invalid.";
const NO_ADDRESS: &str = "The specified IM distribution group SMTP address is invalid.";

#[rustfmt::skip]
const RESPONSES: [Expected; 29] = [
    ("add-distribution-group-to-im-list-error-page", "Error", "ErrorInvalidImDistributionGroupSmtpAddress", NO_ADDRESS, OLD),
    ("add-distribution-group-to-im-list-response-page", "Success", "NoError", "", OLD),
    ("add-im-contact-to-group-error-archived-page", "Error", "ErrorInvalidImContactId", NO_CONTACT, OLD),
    ("add-im-contact-to-group-error-page", "Error", "ErrorInvalidImContactId", NO_CONTACT, OLD),
    ("add-im-contact-to-group-response-archived-page", "Success", "NoError", "", OLD),
    ("add-im-contact-to-group-response-page", "Success", "NoError", "", OLD),
    ("add-im-contact-to-group-response-spec", "Success", "NoError", "", OLD),
    ("add-im-group-response-page", "Success", "NoError", "", OLD),
    ("add-im-group-response-spec", "Success", "NoError", "", OLD),
    ("own/add-new-im-contact-to-group-error", "Error", "ErrorImContactLimitReached",
        "The maximum number of IM contacts has been reached.", MID),
    ("own/add-new-im-contact-to-group-response", "Success", "NoError", "", V2),
    ("own/add-new-tel-uri-contact-to-group-error", "Error", "ErrorInvalidImGroupId", NO_GROUP, ""),
    ("own/add-new-tel-uri-contact-to-group-response", "Success", "NoError", "", NEW),
    ("own/get-im-item-list-error", "Error", "ErrorServerBusy",
        "The server cannot service this request right now. Try again later.", MID),
    ("own/get-im-item-list-response", "Success", "NoError", "", NEW),
    ("own/get-im-items-error", "Error", "ErrorInvalidImContactId", NO_CONTACT, ""),
    ("own/get-im-items-response", "Success", "NoError", "", V2),
    ("own/get-im-items-response-partial", "Warning", "ErrorItemNotFound", "Some of the items were not found.", NEW),
    ("own/remove-contact-from-im-list-error", "Error", "ErrorInvalidImContactId",
        "L’identificateur du contact n’est pas valide\u{A0}: <AAMk&…>", V2),
    ("own/remove-contact-from-im-list-response", "Success", "", "", ""),
    ("own/remove-distribution-group-from-im-list-error", "Error", "ErrorInvalidImGroupId", NO_GROUP, NEW),
    ("own/remove-distribution-group-from-im-list-response", "Success", "NoError", "", NEW),
    ("own/remove-im-contact-from-group-error", "Error", "ErrorUnableToRemoveImContactFromGroup",
        "The contact could not be removed from the IM group.", V2),
    ("own/remove-im-contact-from-group-response", "Success", "NoError", "", V2),
    ("own/set-im-group-error", "Error", "ErrorImGroupDisplayNameAlreadyExists",
        "An IM group named \"Café & Bar\" already exists.", V2),
    ("own/set-im-group-response", "Success", "NoError", "", V2),
    ("own/set-im-list-migration-completed-error", "Error", "ErrorAccessDenied",
        "Access is denied. Check credentials and try again.", ""),
    ("own/set-im-list-migration-completed-response", "Success", "NoError", "", V2),
    ("remove-im-group-response-spec", "Success", "NoError", "", OLD),
];

/// File, code, and text.
#[rustfmt::skip]
const FAULTS: [(&str, &str, &str); 2] = [
    ("add-im-group-fault-page", "ErrorSchemaValidation",
        "The request failed schema validation: An error occurred while parsing EntityName. Line 11, position 33."),
    ("own/get-im-item-list-fault", "ErrorServerBusy", "The server cannot service this request right now. Try again later."),
];

/// The operation that a file is of: its name begins with that of the operation.
fn operation(file: &str) -> &'static str {
    let file = file.trim_start_matches("own/");
    let kebab = |name: &str| {
        let cased = |c: char| if c.is_uppercase() { format!("-{}", c.to_lowercase()) } else { c.to_string() };
        name.chars().map(cased).collect::<String>()
    };
    let is_of = |name: &&str| format!("-{file}").starts_with(&format!("{}-", kebab(name)));
    let mut all = operations::ALL.iter().map(|operation| operation.name);
    all.find(is_of).unwrap_or_else(|| panic!("{file} is of no operation"))
}

fn client(status: u16, file: &str) -> Client<Answering> {
    let response = http_response(status, "text/xml; charset=utf-8", load(&format!("{file}.xml")));
    Client::new(Answering(response), ENDPOINT).unwrap()
}

#[tokio::test]
async fn every_response_comes_to_what_it_says() {
    for (file, class, code, text, version) in RESPONSES {
        for options in [ReadOptions::default(), ReadOptions::strict()] {
            let client = client(200, file).with_read_options(options);
            let came = call(operation(file), &client).await.unwrap_or_else(|error| panic!("{file}: {error}"));
            let said = |text: Option<&str>| text.unwrap_or_default().to_owned();
            let server = came.headers.server_version_info.and_then(|info| info.version);
            let found = [
                came.class.as_str().to_owned(),
                said(came.code.as_ref().map(ResponseCodeType::as_str)),
                said(came.text.as_deref()),
                said(server.as_deref()),
            ];
            assert_eq!(found, [class, code, text, version], "{file}");
            // Nothing of the rest is lost on the way through the client. Not all numbers equal themselves, so what is compared is text.
            let Body::Message(whole) = Envelope::<Document>::from_xml(&load(&format!("{file}.xml"))).unwrap().body
            else {
                panic!("{file} holds no message");
            };
            assert!(came.body.to_xml().unwrap() == whole.to_xml().unwrap(), "{file}");
        }
    }
}

#[tokio::test]
async fn every_fault_is_one() {
    for (file, code, text) in FAULTS {
        let error = call(operation(file), &client(500, file)).await.map(|_| ()).unwrap_err();
        let CallError::Fault { fault, response, .. } = error else { panic!("{file}: {error}") };
        assert_eq!(fault.response_code().unwrap().as_str(), code, "{file}");
        assert_eq!((fault.reason(), response.status.as_u16()), (text, 500), "{file}");
    }
}

#[test]
fn no_response_is_left_out() {
    let tried = RESPONSES.iter().map(|expected| expected.0).chain(FAULTS.iter().map(|fault| fault.0));
    let mut tried: Vec<String> = tried.map(|file| format!("{file}.xml")).collect();
    tried.sort();
    let recorded: Vec<String> = names().into_iter().filter(|file| !file.contains("-request")).collect();
    assert_eq!(tried, recorded);
}
