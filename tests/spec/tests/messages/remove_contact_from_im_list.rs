//! RemoveContactFromImList.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{RemoveContactFromImListResponseMessageType, RemoveContactFromImListType, ResponseCodeType};
use ms_oxwscos::types::{ExchangeVersionType, ResponseClassType};

use crate::case::{Message, cases};
use crate::persona::{SERVER_2013, ZOE};
use crate::values::{id_with_key, message, server, some, version};

cases! { REMOVE_CONTACT_FROM_IM_LIST {
    request: Request "own/remove-contact-from-im-list-request.xml" = expected_request;
    response: Response "own/remove-contact-from-im-list-response.xml" = expected_response;
    error: Error "own/remove-contact-from-im-list-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let request = RemoveContactFromImListType::new(id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx"));
    message([version(ExchangeVersionType::Exchange2013Sp1)], Document::RemoveContactFromImList(request))
}

fn expected_response() -> Message {
    let response = RemoveContactFromImListResponseMessageType::new(ResponseClassType::Success);
    message([], Document::RemoveContactFromImListResponse(response))
}

fn expected_error() -> Message {
    let response = RemoveContactFromImListResponseMessageType {
        message_text: some("L’identificateur du contact n’est pas valide\u{A0}: <AAMk&…>"),
        response_code: Some(ResponseCodeType::ErrorInvalidImContactId),
        descriptive_link_key: Some(0),
        ..RemoveContactFromImListResponseMessageType::new(ResponseClassType::Error)
    };
    message([server(SERVER_2013, Some("V2_23"))], Document::RemoveContactFromImListResponse(response))
}
