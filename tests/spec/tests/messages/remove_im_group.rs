//! RemoveImGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{RemoveImGroupResponseMessageType, RemoveImGroupType, ResponseCodeType};
use ms_oxwscos::types::ResponseClassType;

use crate::case::{Message, cases};
use crate::values::{id_with_key, message, published_request_headers, published_server};

cases! { REMOVE_IM_GROUP {
    request_spec: Request "remove-im-group-request-spec.xml" = request;
    response_spec: Response "remove-im-group-response-spec.xml" = response;
} }

fn request() -> Message {
    let request = RemoveImGroupType::new(id_with_key("AAMkAGQ1MjJjMTBkLTc4Y2UtNDA5hQoTbWAAAAAAQRAAA=", "EgAAAA=="));
    message(published_request_headers(), Document::RemoveImGroup(Box::new(request)))
}

fn response() -> Message {
    let response =
        RemoveImGroupResponseMessageType::new(ResponseClassType::Success).with_response_code(ResponseCodeType::NoError);
    message([published_server()], Document::RemoveImGroupResponse(Box::new(response)))
}
