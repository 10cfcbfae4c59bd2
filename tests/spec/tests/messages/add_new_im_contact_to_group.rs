//! AddNewImContactToGroup.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{AddNewImContactToGroupResponseMessageType, AddNewImContactToGroupType, ResponseCodeType};
use ms_oxwscos::soap::HeaderBlock;
use ms_oxwscos::types::{
    ConnectingSidType, ExchangeVersionType, FolderIdType, PersonaAttributionType, PersonaType, PrincipalNameType,
    ResponseClassType,
};

use crate::case::{Message, cases};
use crate::persona::{SERVER_2013, SERVER_2016, USER_GROUP, ZOE, attributions, moment, texts};
use crate::values::{acting_as, culture, id, id_with_key, message, must_understand, server, some, text, version};

cases! { ADD_NEW_IM_CONTACT_TO_GROUP {
    request: Request "own/add-new-im-contact-to-group-request.xml" = expected_request;
    response: Response "own/add-new-im-contact-to-group-response.xml" = expected_response;
    error: Error "own/add-new-im-contact-to-group-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let request = AddNewImContactToGroupType {
        display_name: Some(text("Zoë Müller & Søn <Ventes>")),
        group_id: Some(id_with_key(USER_GROUP, "EgAAABYAAAB1c2dyb3VwMDE=")),
        ..AddNewImContactToGroupType::new(text("sip:zoe.muller@example.com"))
    };
    let whom = ConnectingSidType::PrincipalName(PrincipalNameType::new(text("kim.akers@example.com")));
    let headers = [
        must_understand(acting_as(whom), "1"),
        must_understand(culture("fr-CA"), "0"),
        version(ExchangeVersionType::Exchange2013Sp1),
    ];
    assert_eq!(headers.each_ref().map(HeaderBlock::must_understand), [true, false, false]);
    message(headers, Document::AddNewImContactToGroup(request))
}

fn expected_response() -> Message {
    let response = AddNewImContactToGroupResponseMessageType {
        response_code: Some(ResponseCodeType::NoError),
        persona: Some(new_contact()),
        ..AddNewImContactToGroupResponseMessageType::new(ResponseClassType::Success)
    };
    message([server(SERVER_2013, Some("V2_23"))], Document::AddNewImContactToGroupResponse(response.into()))
}

fn new_contact() -> PersonaType {
    PersonaType {
        persona_type: some("Person"),
        creation_time: moment("2024-02-29T23:59:59.987Z"),
        display_name: some("Zoë Müller & Søn <Ventes>"),
        display_name_first_last: some("Zoë Müller"),
        display_name_last_first: some("Müller Zoë"),
        file_as: some(""),
        im_address: some("sip:zoe.muller@example.com"),
        relevance_score: Some(i32::MAX),
        attributions: attributions(vec![source()]),
        im_addresses: texts(&[("sip:zoe.muller@example.com", "0")]),
        ..PersonaType::new(id("AAUQAKmzsEo1wE5KrcQ1tGSFzb8="))
    }
}

fn source() -> PersonaAttributionType {
    let folder = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwAuAAAAAAAquick";
    let id = id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx");
    PersonaAttributionType {
        is_writable: Some(true),
        is_quick_contact: Some(true),
        is_hidden: Some(false),
        folder_id: Some(FolderIdType { change_key: some("AQAAABYAAABxdWljazAwMQ=="), ..FolderIdType::new(folder) }),
        ..PersonaAttributionType::new("0", id, "Skype for Business Contacts")
    }
}

fn expected_error() -> Message {
    let response = AddNewImContactToGroupResponseMessageType {
        message_text: some("The maximum number of IM contacts has been reached."),
        response_code: Some(ResponseCodeType::ErrorImContactLimitReached),
        descriptive_link_key: Some(0),
        ..AddNewImContactToGroupResponseMessageType::new(ResponseClassType::Error)
    };
    message([server(SERVER_2016, Some("V2017_07_11"))], Document::AddNewImContactToGroupResponse(response.into()))
}
