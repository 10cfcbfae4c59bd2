//! RemoveImContactFromGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{
    RemoveImContactFromGroupResponseMessageType, RemoveImContactFromGroupType, ResponseCodeType,
};
use ms_oxwscos::types::{ExchangeVersionType, ResponseClassType};

use crate::case::{Message, Normalised, cases};
use crate::persona::{SERVER_2013, USER_GROUP, ZOE};
use crate::values::{culture, id_with_key, message, server, version};

cases! { REMOVE_IM_CONTACT_FROM_GROUP {
    request: Request "own/remove-im-contact-from-group-request.xml" = expected_request, normalised LANGUAGE;
    response: Response "own/remove-im-contact-from-group-response.xml" = expected_response;
    error: Error "own/remove-im-contact-from-group-error.xml" = expected_error;
} }

static LANGUAGE: &[Normalised] = &[("Envelope/Header/MailboxCulture", "\n      pt-BR\n    ", "pt-BR")];

fn expected_request() -> Message {
    let request = RemoveImContactFromGroupType::new(
        id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx"),
        id_with_key(USER_GROUP, "EgAAABYAAAB1c2dyb3VwMDE="),
    );
    let headers = [version(ExchangeVersionType::Exchange2013), culture("pt-BR")];
    message(headers, Document::RemoveImContactFromGroup(Box::new(request)))
}

fn expected_response() -> Message {
    let response = RemoveImContactFromGroupResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError);
    message([server(SERVER_2013, Some("V2_23"))], Document::RemoveImContactFromGroupResponse(Box::new(response)))
}

fn expected_error() -> Message {
    let response = RemoveImContactFromGroupResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("The contact could not be removed from the IM group.")
        .with_response_code(ResponseCodeType::ErrorUnableToRemoveImContactFromGroup)
        .with_descriptive_link_key(0);
    message([server(SERVER_2013, Some("V2_23"))], Document::RemoveImContactFromGroupResponse(Box::new(response)))
}
