//! AddNewTelUriContactToGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{
    AddNewTelUriContactToGroupResponseMessageType, AddNewTelUriContactToGroupType, ResponseCodeType,
};
use ms_oxwscos::types::{
    ConnectingSidType, ExchangeVersionType, PersonaAttributionType, PersonaType, ResponseClassType, SidType,
};

use crate::case::{Message, cases};
use crate::persona::{SERVER_2019, TELEPHONE, USER_GROUP, attributions, new_telephone};
use crate::values::{acting_as, id, id_with_key, message, message_xml, server, some, text, version};

cases! { ADD_NEW_TEL_URI_CONTACT_TO_GROUP {
    request: Request "own/add-new-tel-uri-contact-to-group-request.xml" = expected_request;
    response: Response "own/add-new-tel-uri-contact-to-group-response.xml" = expected_response;
    error: Error "own/add-new-tel-uri-contact-to-group-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let sip_uri = text("sip:+15550100@example.com;user=phone");
    let (tel_uri, number) = (text("tel:+15550100;ext=42"), text("+1 (555) 01-00 x42"));
    let request = AddNewTelUriContactToGroupType {
        group_id: Some(id(USER_GROUP)),
        ..AddNewTelUriContactToGroupType::new(tel_uri, sip_uri, number)
    };
    let whom = ConnectingSidType::Sid(SidType::new(text("S-1-5-21-1004336348-1177238915-682003330-1109")));
    let headers = [acting_as(whom), version(ExchangeVersionType::Exchange2013)];
    message(headers, Document::AddNewTelUriContactToGroup(request))
}

fn expected_response() -> Message {
    let source_id = id_with_key(TELEPHONE, "EQAAABYAAAB0ZWwwMDAx");
    let source = PersonaAttributionType::new("0", source_id, "Skype for Business Contacts");
    let persona =
        PersonaType { attributions: attributions(vec![source]), ..new_telephone(id("AAUQAB7n3TqkAkJ0mC0tP1yQ5dE=")) };
    let response = AddNewTelUriContactToGroupResponseMessageType {
        response_code: Some(ResponseCodeType::NoError),
        persona: Some(persona),
        ..AddNewTelUriContactToGroupResponseMessageType::new(ResponseClassType::Success)
    };
    let headers = [server(SERVER_2019, Some("V2018_01_08"))];
    message(headers, Document::AddNewTelUriContactToGroupResponse(response.into()))
}

fn expected_error() -> Message {
    let response = AddNewTelUriContactToGroupResponseMessageType {
        message_text: some("The specified IM group Id is invalid."),
        response_code: Some(ResponseCodeType::ErrorInvalidImGroupId),
        descriptive_link_key: Some(0),
        message_xml: message_xml([]),
        ..AddNewTelUriContactToGroupResponseMessageType::new(ResponseClassType::Error)
    };
    message([], Document::AddNewTelUriContactToGroupResponse(response.into()))
}
