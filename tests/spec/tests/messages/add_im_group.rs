//! AddImGroup.

use ms_oxwscos::messages::{AddImGroupResponseMessageType, AddImGroupType, ResponseCodeType};
use ms_oxwscos::types::{ImGroupType, ResponseClassType};
use ms_oxwscos::{AnyElement, Document};

use crate::case::{Message, cases};
use crate::values::{TYPES, exchange_fault, id_with_key, message, published_request_headers, published_server, text};

cases! { ADD_IM_GROUP {
    request_page: Request "add-im-group-request-page.xml" = request;
    request_spec: Request "add-im-group-request-spec.xml" = request;
    response_page: Response "add-im-group-response-page.xml" = response;
    response_spec: Response "add-im-group-response-spec.xml" = response;
    fault_page: Fault "add-im-group-fault-page.xml" = fault;
} }

fn request() -> Message {
    let request = AddImGroupType::new(text("MyCustomGroup"));
    message(published_request_headers(), Document::AddImGroup(Box::new(request)))
}

fn response() -> Message {
    let group = ImGroupType::new(text("MyCustomGroup"), text("IPM.DistList.MOC.UserGroup"))
        .with_exchange_store_id(id_with_key("AAMkAGQ1MjJjMTBkLTc4Y2UtNDA5Ny04ZjU5LWI3MAAA=", "EgAAAA=="));
    let response = AddImGroupResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError)
        .with_im_group(group);
    message([published_server()], Document::AddImGroupResponse(response.into()))
}

fn fault() -> Message {
    let violation = "An error occurred while parsing EntityName. Line 11, position 33.";
    let indent = "\n               ";
    let entry = |name, text: &str| AnyElement::new(TYPES, name).with_text(text);
    let details = AnyElement::new(TYPES, "MessageXml")
        .with_text(indent)
        .with_child(entry("LineNumber", "11"))
        .with_text(indent)
        .with_child(entry("LinePosition", "33"))
        .with_text(indent)
        .with_child(entry("Violation", violation))
        .with_text("\n            ");
    let reason = format!("The request failed schema validation: {violation}");
    exchange_fault(&ResponseCodeType::ErrorSchemaValidation, &reason, "The request failed schema validation.", details)
}
