//! AddImContactToGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{AddImContactToGroupResponseMessageType, AddImContactToGroupType, ResponseCodeType};
use ms_oxwscos::types::ResponseClassType;

use crate::case::{Message, cases};
use crate::values::{id_with_key, message, published_request_headers, published_server};

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
    let request = AddImContactToGroupType::new(id_with_key("AAMkAGQ1MjJjMTBkLTc4Y2AA=", "EQAAABYAAABtF8oI7i"))
        .with_group_id(id_with_key("AAMkAGQ1MjJjMTBkzzAAAQKAAA=", "EgAAAA=="));
    message(published_request_headers(), Document::AddImContactToGroup(Box::new(request)))
}

fn response() -> Message {
    let response = AddImContactToGroupResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError);
    message([published_server()], Document::AddImContactToGroupResponse(Box::new(response)))
}

fn error() -> Message {
    let response = AddImContactToGroupResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("The specified Im Contact Id is invalid.")
        .with_response_code(ResponseCodeType::ErrorInvalidImContactId)
        .with_descriptive_link_key(0);
    message([published_server()], Document::AddImContactToGroupResponse(Box::new(response)))
}
