//! AddDistributionGroupToImList. The published request lacks the required `DisplayName`.

use ms_oxwscos::messages::{
    AddDistributionGroupToImListResponseMessageType, AddDistributionGroupToImListType, ResponseCodeType,
};
use ms_oxwscos::soap::Envelope;
use ms_oxwscos::types::{ImGroupType, ResponseClassType};
use ms_oxwscos::{Document, ReadOptions};
use soap_runtime::{ErrorKind, Position};
use spec_tests::messages::load;

use crate::case::{Message, assert_canonically_equal, canonical, cases};
use crate::values::{id_with_key, message, published_request_headers, published_server, text};

/// The message that is refused.
pub(crate) const REFUSED: &str = "add-distribution-group-to-im-list-request-page.xml";

cases! { ADD_DISTRIBUTION_GROUP_TO_IM_LIST {
    response_page: Response "add-distribution-group-to-im-list-response-page.xml" = response;
    error_page: Error "add-distribution-group-to-im-list-error-page.xml" = error;
} }

fn refusal(options: &ReadOptions) -> soap_runtime::Error {
    Message::from_xml_with(&load(REFUSED), options).expect_err("DisplayName is missing")
}

#[test]
fn published_request_lacks_its_display_name_when_read_leniently() {
    assert_names_the_missing_element(&refusal(&ReadOptions::default()));
}

#[test]
fn published_request_lacks_its_display_name_when_read_strictly() {
    assert_names_the_missing_element(&refusal(&ReadOptions::strict()));
}

fn assert_names_the_missing_element(error: &soap_runtime::Error) {
    let path = "Envelope/Body/AddDistributionGroupToImList/DisplayName".to_owned();
    let offset = load(REFUSED).find("<m:AddDistributionGroupToImList>").expect("the parent of what is missing");
    assert_eq!(*error.position(), Position { path, offset, line: 10, column: 7 });
    assert_eq!(*error.kind(), ErrorKind::MissingElement("DisplayName".to_owned()));
    let message = "10:7: Envelope/Body/AddDistributionGroupToImList/DisplayName: missing element DisplayName";
    assert_eq!(error.to_string(), message);
}

#[test]
fn published_request_is_fine_once_completed() {
    let original = load(REFUSED);
    let address = "<m:SmtpAddress>distributionlist1@example.com</m:SmtpAddress>";
    let completed = original.replace(address, &format!("{address}<m:DisplayName>All of us</m:DisplayName>"));
    assert_ne!(completed, original);
    let read = Envelope::from_xml(&completed).expect("the completed request");
    let request = AddDistributionGroupToImListType::new(text("distributionlist1@example.com"), text("All of us"));
    assert_eq!(read, message(published_request_headers(), Document::AddDistributionGroupToImList(Box::new(request))));
    let written = read.to_xml().expect("what was read can be written");
    assert_canonically_equal(&canonical(&completed), &canonical(&written));
}

fn response() -> Message {
    let group = ImGroupType::new(text("distributionlist1@example.com"), text("IPM.DistList.MOC.DG"))
        .with_exchange_store_id(id_with_key("AAMkAGQ1MjJjAA=", "EgAAAA=="));
    let response = AddDistributionGroupToImListResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError)
        .with_im_group(group);
    message([published_server()], Document::AddDistributionGroupToImListResponse(response.into()))
}

fn error() -> Message {
    let response = AddDistributionGroupToImListResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("The specified IM distribution group SMTP address is invalid.")
        .with_response_code(ResponseCodeType::ErrorInvalidImDistributionGroupSmtpAddress)
        .with_descriptive_link_key(0);
    message([published_server()], Document::AddDistributionGroupToImListResponse(response.into()))
}
