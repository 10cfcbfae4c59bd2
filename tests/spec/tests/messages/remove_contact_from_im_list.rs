//! RemoveContactFromImList.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{RemoveContactFromImListResponseMessageType, RemoveContactFromImListType, ResponseCodeType};
use ms_oxwscos::types::{ExchangeVersionType, ResponseClassType};

use crate::case::{Message, cases};
use crate::persona::{SERVER_2013, ZOE};
use crate::values::{id_with_key, message, server, version};

cases! { REMOVE_CONTACT_FROM_IM_LIST {
    request: Request "own/remove-contact-from-im-list-request.xml" = expected_request;
    response: Response "own/remove-contact-from-im-list-response.xml" = expected_response;
    error: Error "own/remove-contact-from-im-list-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let request = RemoveContactFromImListType::new(id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx"));
    message([version(ExchangeVersionType::Exchange2013Sp1)], Document::RemoveContactFromImList(Box::new(request)))
}

fn expected_response() -> Message {
    let response = RemoveContactFromImListResponseMessageType::new(ResponseClassType::Success);
    message([], Document::RemoveContactFromImListResponse(Box::new(response)))
}

fn expected_error() -> Message {
    let response = RemoveContactFromImListResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("L’identificateur du contact n’est pas valide\u{A0}: <AAMk&…>")
        .with_response_code(ResponseCodeType::ErrorInvalidImContactId)
        .with_descriptive_link_key(0);
    message([server(SERVER_2013, Some("V2_23"))], Document::RemoveContactFromImListResponse(Box::new(response)))
}
