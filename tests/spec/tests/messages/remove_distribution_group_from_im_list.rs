//! RemoveDistributionGroupFromImList.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{
    RemoveDistributionGroupFromImListResponseMessageType, RemoveDistributionGroupFromImListType, ResponseCodeType,
};
use ms_oxwscos::types::{ExchangeVersionType, ResponseClassType};

use crate::case::{Message, cases};
use crate::persona::SERVER_2019;
use crate::values::{culture, id_with_key, message, message_xml, server, value, version};

cases! { REMOVE_DISTRIBUTION_GROUP_FROM_IM_LIST {
    request: Request "own/remove-distribution-group-from-im-list-request.xml" = expected_request;
    response: Response "own/remove-distribution-group-from-im-list-response.xml" = expected_response;
    error: Error "own/remove-distribution-group-from-im-list-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let group = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAADLdist1";
    let request = RemoveDistributionGroupFromImListType::new(id_with_key(group, "EgAAABYAAABkaXN0MDAx"));
    let headers = [version(ExchangeVersionType::Exchange2013), culture("en")];
    message(headers, Document::RemoveDistributionGroupFromImList(Box::new(request)))
}

fn expected_response() -> Message {
    let response = RemoveDistributionGroupFromImListResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError);
    let headers = [server(SERVER_2019, Some("V2018_01_08"))];
    message(headers, Document::RemoveDistributionGroupFromImListResponse(Box::new(response)))
}

fn expected_error() -> Message {
    let mut response = RemoveDistributionGroupFromImListResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("The specified IM group Id is invalid.")
        .with_response_code(ResponseCodeType::ErrorInvalidImGroupId)
        .with_descriptive_link_key(0);
    response.message_xml = message_xml([value("GroupClass", "IPM.DistList.MOC.UserGroup")]);
    let headers = [server(SERVER_2019, Some("V2018_01_08"))];
    message(headers, Document::RemoveDistributionGroupFromImListResponse(Box::new(response)))
}
