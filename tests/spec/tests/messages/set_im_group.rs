//! SetImGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{ResponseCodeType, SetImGroupResponseMessageType, SetImGroupType};
use ms_oxwscos::types::{ExchangeVersionType, ResponseClassType};

use crate::case::{Message, cases};
use crate::persona::{SERVER_2013, USER_GROUP};
use crate::values::{id_with_key, message, message_xml, server, some, text, value, version};

cases! { SET_IM_GROUP {
    request: Request "own/set-im-group-request.xml" = expected_request;
    response: Response "own/set-im-group-response.xml" = expected_response;
    error: Error "own/set-im-group-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let group = id_with_key(USER_GROUP, "EgAAABYAAAB1c2dyb3VwMDE=");
    let request = SetImGroupType::new(group, text(" Café & Bar \u{1F600} — 東京 "));
    message([version(ExchangeVersionType::Exchange2013Sp1)], Document::SetImGroup(request))
}

fn expected_response() -> Message {
    let response = SetImGroupResponseMessageType {
        response_code: Some(ResponseCodeType::NoError),
        ..SetImGroupResponseMessageType::new(ResponseClassType::Success)
    };
    message([server(SERVER_2013, Some("V2_23"))], Document::SetImGroupResponse(response))
}

fn expected_error() -> Message {
    let response = SetImGroupResponseMessageType {
        message_text: some("An IM group named \"Café & Bar\" already exists."),
        response_code: Some(ResponseCodeType::ErrorImGroupDisplayNameAlreadyExists),
        descriptive_link_key: Some(0),
        message_xml: message_xml([value("DisplayName", "Café & Bar")]),
        ..SetImGroupResponseMessageType::new(ResponseClassType::Error)
    };
    message([server(SERVER_2013, Some("V2_23"))], Document::SetImGroupResponse(response))
}
