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
use crate::values::{acting_as, culture, id, id_with_key, message, must_understand, server, text, version};

cases! { ADD_NEW_IM_CONTACT_TO_GROUP {
    request: Request "own/add-new-im-contact-to-group-request.xml" = expected_request;
    response: Response "own/add-new-im-contact-to-group-response.xml" = expected_response;
    error: Error "own/add-new-im-contact-to-group-error.xml" = expected_error;
} }

fn expected_request() -> Message {
    let request = AddNewImContactToGroupType::new(text("sip:zoe.muller@example.com"))
        .with_display_name(text("Zoë Müller & Søn <Ventes>"))
        .with_group_id(id_with_key(USER_GROUP, "EgAAABYAAAB1c2dyb3VwMDE="));
    let whom = ConnectingSidType::PrincipalName(Box::new(PrincipalNameType::new(text("kim.akers@example.com"))));
    let headers = [
        must_understand(acting_as(whom), "1"),
        must_understand(culture("fr-CA"), "0"),
        version(ExchangeVersionType::Exchange2013Sp1),
    ];
    assert_eq!(headers.each_ref().map(HeaderBlock::must_understand), [true, false, false]);
    message(headers, Document::AddNewImContactToGroup(Box::new(request)))
}

fn expected_response() -> Message {
    let response = AddNewImContactToGroupResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError)
        .with_persona(new_contact());
    message([server(SERVER_2013, Some("V2_23"))], Document::AddNewImContactToGroupResponse(response.into()))
}

fn new_contact() -> PersonaType {
    PersonaType::new(id("AAUQAKmzsEo1wE5KrcQ1tGSFzb8="))
        .with_persona_type("Person")
        .with_display_name("Zoë Müller & Søn <Ventes>")
        .with_display_name_first_last("Zoë Müller")
        .with_display_name_last_first("Müller Zoë")
        .with_file_as("")
        .with_im_address("sip:zoe.muller@example.com")
        .with_relevance_score(i32::MAX)
        .with(|it| {
            it.creation_time = moment("2024-02-29T23:59:59.987Z");
            it.attributions = attributions(vec![source()]);
            it.im_addresses = texts(&[("sip:zoe.muller@example.com", "0")]);
        })
}

fn source() -> PersonaAttributionType {
    let folder = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwAuAAAAAAAquick";
    let id = id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx");
    PersonaAttributionType::new("0", id, "Skype for Business Contacts")
        .with_is_writable(true)
        .with_is_quick_contact(true)
        .with_is_hidden(false)
        .with_folder_id(FolderIdType::new(folder).with_change_key("AQAAABYAAABxdWljazAwMQ=="))
}

fn expected_error() -> Message {
    let response = AddNewImContactToGroupResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("The maximum number of IM contacts has been reached.")
        .with_response_code(ResponseCodeType::ErrorImContactLimitReached)
        .with_descriptive_link_key(0);
    message([server(SERVER_2016, Some("V2017_07_11"))], Document::AddNewImContactToGroupResponse(response.into()))
}
