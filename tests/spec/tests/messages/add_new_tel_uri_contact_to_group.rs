//! AddNewTelUriContactToGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{
    AddNewTelUriContactToGroupResponseMessageType, AddNewTelUriContactToGroupType, ResponseCodeType,
};
use ms_oxwscos::types::{ConnectingSidType, ExchangeVersionType, PersonaAttributionType, ResponseClassType, SidType};

use crate::case::{Message, cases};
use crate::persona::{SERVER_2019, TELEPHONE, USER_GROUP, attributions, new_telephone};
use crate::values::{acting_as, id, id_with_key, message, message_xml, server, text, version};

cases! { ADD_NEW_TEL_URI_CONTACT_TO_GROUP {
    request: Request "own/add-new-tel-uri-contact-to-group-request.xml" = expected_request;
    response: Response "own/add-new-tel-uri-contact-to-group-response.xml" = expected_response;
    error: Error "own/add-new-tel-uri-contact-to-group-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let sip_uri = text("sip:+15550100@example.com;user=phone");
    let (tel_uri, number) = (text("tel:+15550100;ext=42"), text("+1 (555) 01-00 x42"));
    let request = AddNewTelUriContactToGroupType::new(tel_uri, sip_uri, number).with_group_id(id(USER_GROUP));
    let whom = ConnectingSidType::Sid(Box::new(SidType::new(text("S-1-5-21-1004336348-1177238915-682003330-1109"))));
    let headers = [acting_as(whom), version(ExchangeVersionType::Exchange2013)];
    message(headers, Document::AddNewTelUriContactToGroup(Box::new(request)))
}

fn expected_response() -> Message {
    let source_id = id_with_key(TELEPHONE, "EQAAABYAAAB0ZWwwMDAx");
    let source = PersonaAttributionType::new("0", source_id, "Skype for Business Contacts");
    let mut persona = new_telephone(id("AAUQAB7n3TqkAkJ0mC0tP1yQ5dE="));
    persona.attributions = attributions(vec![source]);
    let response = AddNewTelUriContactToGroupResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError)
        .with_persona(persona);
    let headers = [server(SERVER_2019, Some("V2018_01_08"))];
    message(headers, Document::AddNewTelUriContactToGroupResponse(response.into()))
}

fn expected_error() -> Message {
    let mut response = AddNewTelUriContactToGroupResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("The specified IM group Id is invalid.")
        .with_response_code(ResponseCodeType::ErrorInvalidImGroupId)
        .with_descriptive_link_key(0);
    response.message_xml = message_xml([]);
    message([], Document::AddNewTelUriContactToGroupResponse(response.into()))
}
