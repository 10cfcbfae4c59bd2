//! AddImContactToGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{AddImContactToGroupResponseMessageType, AddImContactToGroupType, ResponseCodeType};
use ms_oxwscos::types::ResponseClassType;

use crate::case::{Message, cases};
use crate::values::{id_with_key, message, published_request_headers, published_server, some};

cases! { ADD_IM_CONTACT_TO_GROUP {
    request_page: Request "add-im-contact-to-group-request-page.xml" = request;
    request_archived_page: Request "add-im-contact-to-group-request-archived-page.xml" = request;
    request_spec: Request "add-im-contact-to-group-request-spec.xml" = request;
    response_page: Response "add-im-contact-to-group-response-page.xml" = response;
    response_archived_page: Response "add-im-contact-to-group-response-archived-page.xml" = response;
    response_spec: Response "add-im-contact-to-group-response-spec.xml" = response;
    error_page: Error "add-im-contact-to-group-error-page.xml" = error;
    error_archived_page: Error "add-im-contact-to-group-error-archived-page.xml" = error;
} }

fn request() -> Message {
    let request = AddImContactToGroupType {
        group_id: Some(id_with_key("AAMkAGQ1MjJjMTBkzzAAAQKAAA=", "EgAAAA==")),
        ..AddImContactToGroupType::new(id_with_key("AAMkAGQ1MjJjMTBkLTc4Y2AA=", "EQAAABYAAABtF8oI7i"))
    };
    message(published_request_headers(), Document::AddImContactToGroup(request))
}

fn response() -> Message {
    let response = AddImContactToGroupResponseMessageType {
        response_code: Some(ResponseCodeType::NoError),
        ..AddImContactToGroupResponseMessageType::new(ResponseClassType::Success)
    };
    message([published_server()], Document::AddImContactToGroupResponse(response))
}

fn error() -> Message {
    let response = AddImContactToGroupResponseMessageType {
        message_text: some("The specified Im Contact Id is invalid."),
        response_code: Some(ResponseCodeType::ErrorInvalidImContactId),
        descriptive_link_key: Some(0),
        ..AddImContactToGroupResponseMessageType::new(ResponseClassType::Error)
    };
    message([published_server()], Document::AddImContactToGroupResponse(response))
}
