//! RemoveDistributionGroupFromImList.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{
    RemoveDistributionGroupFromImListResponseMessageType, RemoveDistributionGroupFromImListType, ResponseCodeType,
};
use ms_oxwscos::types::{ExchangeVersionType, ResponseClassType};

use crate::case::{Message, cases};
use crate::persona::SERVER_2019;
use crate::values::{culture, id_with_key, message, message_xml, server, some, value, version};

cases! { REMOVE_DISTRIBUTION_GROUP_FROM_IM_LIST {
    request: Request "own/remove-distribution-group-from-im-list-request.xml" = expected_request;
    response: Response "own/remove-distribution-group-from-im-list-response.xml" = expected_response;
    error: Error "own/remove-distribution-group-from-im-list-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let group = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAADLdist1";
    let request = RemoveDistributionGroupFromImListType::new(id_with_key(group, "EgAAABYAAABkaXN0MDAx"));
    let headers = [version(ExchangeVersionType::Exchange2013), culture("en")];
    message(headers, Document::RemoveDistributionGroupFromImList(request))
}

fn expected_response() -> Message {
    let response = RemoveDistributionGroupFromImListResponseMessageType {
        response_code: Some(ResponseCodeType::NoError),
        ..RemoveDistributionGroupFromImListResponseMessageType::new(ResponseClassType::Success)
    };
    let headers = [server(SERVER_2019, Some("V2018_01_08"))];
    message(headers, Document::RemoveDistributionGroupFromImListResponse(response))
}

fn expected_error() -> Message {
    let response = RemoveDistributionGroupFromImListResponseMessageType {
        message_text: some("The specified IM group Id is invalid."),
        response_code: Some(ResponseCodeType::ErrorInvalidImGroupId),
        descriptive_link_key: Some(0),
        message_xml: message_xml([value("GroupClass", "IPM.DistList.MOC.UserGroup")]),
        ..RemoveDistributionGroupFromImListResponseMessageType::new(ResponseClassType::Error)
    };
    let headers = [server(SERVER_2019, Some("V2018_01_08"))];
    message(headers, Document::RemoveDistributionGroupFromImListResponse(response))
}
