//! GetImItems.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{GetImItemsResponseMessageType, GetImItemsType, ResponseCodeType};
use ms_oxwscos::types::*;

use crate::case::{Message, Normalised, cases};
use crate::persona::{
    SERVER_2013, SERVER_2019, TELEPHONE, USER_GROUP, ZOE, favourite_colours, kenji, moment, tagged, telephone,
    user_group,
};
use crate::values::{acting_as, culture, id, id_with_key, message, message_xml, server, some, text, value, version};

cases! { GET_IM_ITEMS {
    request: Request "own/get-im-items-request.xml" = expected_request, normalised RANGE;
    response: Response "own/get-im-items-response.xml" = expected_response, normalised SOURCE;
    partial: Response "own/get-im-items-response-partial.xml" = expected_partial;
    error: Error "own/get-im-items-error.xml" = expected_error;
} }

static RANGE: &[Normalised] = &[(
    "Envelope/Body/GetImItems/ContactIds/RecurringMasterItemIdRanges/Ranges/Range[2]/@CompareOriginalStartTime",
    "0",
    "false",
)];

static SOURCE: &[Normalised] = &[(
    "Envelope/Body/GetImItemsResponse/ImItemList/Personas/Persona[2]/Attributions/Attribution/IsWritable",
    "1",
    "true",
)];

fn expected_request() -> Message {
    let contact_ids = NonEmptyArrayOfBaseItemIdsType { items: contact_ids() };
    let group_ids = NonEmptyArrayOfBaseItemIdsType { items: vec![IdOf::ItemId(id(USER_GROUP))] };
    let colours = favourite_colours("C11FF724-AA03-4555-9952-8FA248A11C3E");
    let extended_property = vec![tagged("0X3a45", MapiPropertyTypeType::String), colours];
    let request = GetImItemsType {
        contact_ids: Some(contact_ids),
        group_ids: Some(group_ids),
        extended_properties: Some(NonEmptyArrayOfExtendedFieldUrIs { extended_property }),
    };
    let whom = ConnectingSidType::SmtpAddress(SmtpAddressType::new(text("kim+lists@example.com")));
    let headers = [acting_as(whom), culture("ja-JP"), version(ExchangeVersionType::Exchange2013)];
    message(headers, Document::GetImItems(request))
}

use NonEmptyArrayOfBaseItemIdsTypeChoice as IdOf;

fn contact_ids() -> Vec<IdOf> {
    vec![
        IdOf::ItemId(id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx")),
        IdOf::OccurrenceItemId(OccurrenceItemIdType {
            change_key: some("DwAAABYAAABvY2MwMDAx"),
            ..OccurrenceItemIdType::new("AAMkADk0MGFkODE3bWFzdGVyMDE=", 3)
        }),
        IdOf::ItemId(id(TELEPHONE)),
        IdOf::RecurringMasterItemId(RecurringMasterItemIdType {
            change_key: some("DwAAABYAAABtYXN0MDAx"),
            ..RecurringMasterItemIdType::new("AAMkADk0MGFkODE3b2NjdXIwMQ==")
        }),
        IdOf::RecurringMasterItemIdRanges(RecurringMasterItemIdRangesType {
            change_key: some("DwAAABYAAABtYXN0MDAy"),
            ranges: Some(ArrayOfOccurrenceRangesType { range: ranges() }),
            ..RecurringMasterItemIdRangesType::new("AAMkADk0MGFkODE3bWFzdGVyMDI=")
        }),
    ]
}

fn ranges() -> Vec<OccurrencesRangeType> {
    vec![
        OccurrencesRangeType {
            start: moment("2024-01-01T00:00:00Z"),
            end: moment("2024-06-30T23:59:59+02:00"),
            count: Some(12),
            compare_original_start_time: Some(true),
        },
        OccurrencesRangeType {
            start: moment("2024-07-01T08:30:00"),
            end: moment("2024-12-31T17:00:00.5"),
            count: None,
            compare_original_start_time: Some(false),
        },
        OccurrencesRangeType::default(),
    ]
}

fn expected_response() -> Message {
    let list = ImItemListType {
        groups: Some(ArrayOfImGroupType { im_group: vec![user_group()] }),
        personas: Some(ArrayOfPeopleType { persona: vec![telephone(), kenji()] }),
    };
    let response = GetImItemsResponseMessageType {
        response_code: Some(ResponseCodeType::NoError),
        im_item_list: Some(list),
        ..GetImItemsResponseMessageType::new(ResponseClassType::Success)
    };
    message([server(SERVER_2013, Some("V2_23"))], Document::GetImItemsResponse(response))
}

fn expected_partial() -> Message {
    let sarah =
        PersonaType { display_name: some("שרה כהן"), ..PersonaType::new(id("AAUQAKmzsEo1wE5KrcQ1tGSFzb8=")) };
    let list = ImItemListType {
        groups: Some(ArrayOfImGroupType::default()),
        personas: Some(ArrayOfPeopleType { persona: vec![sarah] }),
    };
    let response = GetImItemsResponseMessageType {
        message_text: some("Some of the items were not found."),
        response_code: Some(ResponseCodeType::ErrorItemNotFound),
        descriptive_link_key: Some(0),
        im_item_list: Some(list),
        ..GetImItemsResponseMessageType::new(ResponseClassType::Warning)
    };
    message([server(SERVER_2019, Some("V2018_01_08"))], Document::GetImItemsResponse(response))
}

fn expected_error() -> Message {
    let response = GetImItemsResponseMessageType {
        message_text: some("The specified Im Contact Id is invalid."),
        response_code: Some(ResponseCodeType::ErrorInvalidImContactId),
        descriptive_link_key: Some(0),
        message_xml: message_xml([value("InnerErrorMessageText", "Id is malformed: <AAMk…>")]),
        ..GetImItemsResponseMessageType::new(ResponseClassType::Error)
    };
    message([server(SERVER_2013, None)], Document::GetImItemsResponse(response))
}
