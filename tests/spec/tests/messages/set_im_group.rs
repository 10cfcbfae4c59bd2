//! SetImGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{ResponseCodeType, SetImGroupResponseMessageType, SetImGroupType};
use ms_oxwscos::types::{ExchangeVersionType, ResponseClassType};

use crate::case::{Message, cases};
use crate::persona::{SERVER_2013, USER_GROUP};
use crate::values::{id_with_key, message, message_xml, server, text, value, version};

cases! { SET_IM_GROUP {
    request: Request "own/set-im-group-request.xml" = expected_request;
    response: Response "own/set-im-group-response.xml" = expected_response;
    error: Error "own/set-im-group-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let group = id_with_key(USER_GROUP, "EgAAABYAAAB1c2dyb3VwMDE=");
    let request = SetImGroupType::new(group, text(" Café & Bar \u{1F600} — 東京 "));
    message([version(ExchangeVersionType::Exchange2013Sp1)], Document::SetImGroup(Box::new(request)))
}

fn expected_response() -> Message {
    let response =
        SetImGroupResponseMessageType::new(ResponseClassType::Success).with_response_code(ResponseCodeType::NoError);
    message([server(SERVER_2013, Some("V2_23"))], Document::SetImGroupResponse(Box::new(response)))
}

fn expected_error() -> Message {
    let mut response = SetImGroupResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("An IM group named \"Café & Bar\" already exists.")
        .with_response_code(ResponseCodeType::ErrorImGroupDisplayNameAlreadyExists)
        .with_descriptive_link_key(0);
    response.message_xml = message_xml([value("DisplayName", "Café & Bar")]);
    message([server(SERVER_2013, Some("V2_23"))], Document::SetImGroupResponse(Box::new(response)))
}
