//! GetImItems.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{GetImItemsResponseMessageType, GetImItemsType, ResponseCodeType};
use ms_oxwscos::types::*;

use crate::case::{Message, Normalised, cases};
use crate::persona::{
    SERVER_2013, SERVER_2019, TELEPHONE, USER_GROUP, ZOE, favourite_colours, kenji, moment, tagged, telephone,
    user_group,
};
use crate::values::{acting_as, culture, id, id_with_key, message, message_xml, server, text, value, version};

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
    let contact_ids = NonEmptyArrayOfBaseItemIdsType::default().with_items(contact_ids());
    let group_ids = NonEmptyArrayOfBaseItemIdsType::default().with_items([IdOf::ItemId(id(USER_GROUP))]);
    let colours = favourite_colours("C11FF724-AA03-4555-9952-8FA248A11C3E");
    let extended_property = vec![tagged("0X3a45", MapiPropertyTypeType::String), colours];
    let request =
        GetImItemsType::default().with_contact_ids(contact_ids).with_group_ids(group_ids).with_extended_properties(
            NonEmptyArrayOfExtendedFieldUrIs::default().with_extended_property(extended_property),
        );
    let whom = ConnectingSidType::SmtpAddress(Box::new(SmtpAddressType::new(text("kim+lists@example.com"))));
    let headers = [acting_as(whom), culture("ja-JP"), version(ExchangeVersionType::Exchange2013)];
    message(headers, Document::GetImItems(Box::new(request)))
}

use NonEmptyArrayOfBaseItemIdsTypeChoice as IdOf;

fn contact_ids() -> Vec<IdOf> {
    vec![
        IdOf::ItemId(id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx")),
        IdOf::OccurrenceItemId(Box::new(
            OccurrenceItemIdType::new("AAMkADk0MGFkODE3bWFzdGVyMDE=", 3).with_change_key("DwAAABYAAABvY2MwMDAx"),
        )),
        IdOf::ItemId(id(TELEPHONE)),
        IdOf::RecurringMasterItemId(Box::new(
            RecurringMasterItemIdType::new("AAMkADk0MGFkODE3b2NjdXIwMQ==").with_change_key("DwAAABYAAABtYXN0MDAx"),
        )),
        IdOf::RecurringMasterItemIdRanges(Box::new(
            RecurringMasterItemIdRangesType::new("AAMkADk0MGFkODE3bWFzdGVyMDI=")
                .with_change_key("DwAAABYAAABtYXN0MDAy")
                .with_ranges(ArrayOfOccurrenceRangesType::default().with_range(ranges())),
        )),
    ]
}

fn ranges() -> Vec<OccurrencesRangeType> {
    vec![
        OccurrencesRangeType::default().with_count(12).with_compare_original_start_time(true).with(|it| {
            it.start = moment("2024-01-01T00:00:00Z");
            it.end = moment("2024-06-30T23:59:59+02:00");
        }),
        OccurrencesRangeType::default().with_compare_original_start_time(false).with(|it| {
            it.start = moment("2024-07-01T08:30:00");
            it.end = moment("2024-12-31T17:00:00.5");
        }),
        OccurrencesRangeType::default(),
    ]
}

fn expected_response() -> Message {
    let list = ImItemListType::default()
        .with_groups(ArrayOfImGroupType::default().with_im_group([user_group()]))
        .with_personas(ArrayOfPeopleType::default().with_persona([telephone(), kenji()]));
    let response = GetImItemsResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError)
        .with_im_item_list(list);
    message([server(SERVER_2013, Some("V2_23"))], Document::GetImItemsResponse(Box::new(response)))
}

fn expected_partial() -> Message {
    let sarah = PersonaType::new(id("AAUQAKmzsEo1wE5KrcQ1tGSFzb8=")).with_display_name("שרה כהן");
    let list = ImItemListType::default()
        .with_groups(ArrayOfImGroupType::default())
        .with_personas(ArrayOfPeopleType::default().with_persona([sarah]));
    let response = GetImItemsResponseMessageType::new(ResponseClassType::Warning)
        .with_message_text("Some of the items were not found.")
        .with_response_code(ResponseCodeType::ErrorItemNotFound)
        .with_descriptive_link_key(0)
        .with_im_item_list(list);
    message([server(SERVER_2019, Some("V2018_01_08"))], Document::GetImItemsResponse(Box::new(response)))
}

fn expected_error() -> Message {
    let mut response = GetImItemsResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("The specified Im Contact Id is invalid.")
        .with_response_code(ResponseCodeType::ErrorInvalidImContactId)
        .with_descriptive_link_key(0);
    response.message_xml = message_xml([value("InnerErrorMessageText", "Id is malformed: <AAMk…>")]);
    message([server(SERVER_2013, None)], Document::GetImItemsResponse(Box::new(response)))
}
