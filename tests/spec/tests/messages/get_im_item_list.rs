//! GetImItemList.

use ms_oxwscos::messages::{GetImItemListResponseMessageType, GetImItemListType, ResponseCodeType};
use ms_oxwscos::types::*;
use ms_oxwscos::{AnyAttribute, AnyElement, Document};

use crate::case::{Message, Normalised, cases};
use crate::full_persona::zoe;
use crate::persona::{
    KENJI, PropertySet, SERVER_2016, SERVER_2019, ZOE, favourite_colours, kenji, last_sync, member_keys, numbered,
    tagged, telephone, user_group,
};
use crate::values::{
    TYPES, acting_as, culture, exchange_fault, id_with_key, message, message_xml, server, text, value, version,
};

cases! { GET_IM_ITEM_LIST {
    request: Request "own/get-im-item-list-request.xml" = expected_request;
    empty_request: Request "own/get-im-item-list-request-empty.xml" = expected_empty_request;
    response: Response "own/get-im-item-list-response.xml" = expected_response, normalised NUMBERS;
    error: Error "own/get-im-item-list-error.xml" = expected_error;
    fault: Fault "own/get-im-item-list-fault.xml" = expected_fault;
} }

macro_rules! personas {
    ($rest:literal) => {
        concat!("Envelope/Body/GetImItemListResponse/ImItemList/Personas/Persona", $rest)
    };
}

static NUMBERS: &[Normalised] = &[
    (personas!("/Attributions/Attribution[2]/IsWritable"), "0", "false"),
    (personas!("/Attributions/Attribution[2]/IsQuickContact"), "0", "false"),
    (personas!("/Attributions/Attribution[2]/IsHidden"), "1", "true"),
    (personas!("/BusinessAddresses/PostalAddressAttributedValue/Value/Altitude"), "-1.5E0", "-1.5"),
    (personas!("[3]/Attributions/Attribution/IsWritable"), "1", "true"),
];

fn expected_request() -> Message {
    let address = PropertySet::Known(DistinguishedPropertySetType::Address);
    let extended_property = vec![
        tagged("0x3A45", MapiPropertyTypeType::String),
        tagged("14917", MapiPropertyTypeType::String),
        numbered(address, 32866, MapiPropertyTypeType::String),
        favourite_colours("c11ff724-aa03-4555-9952-8fa248a11c3e"),
        last_sync(),
    ];
    let whom = PrimarySmtpAddressType::new(text("łukasz@example.com"));
    let headers = [
        version(ExchangeVersionType::Exchange2016),
        culture("sr-Latn-RS"),
        acting_as(ConnectingSidType::PrimarySmtpAddress(Box::new(whom))),
    ];
    let extended_properties =
        Some(NonEmptyArrayOfExtendedFieldUrIs::default().with_extended_property(extended_property));
    message(
        headers,
        Document::GetImItemList(Box::new(
            GetImItemListType::default().with(|it| it.extended_properties = extended_properties),
        )),
    )
}

fn expected_empty_request() -> Message {
    message([], Document::GetImItemList(Box::default()))
}

fn expected_response() -> Message {
    let list = ImItemListType::default()
        .with_groups(ArrayOfImGroupType::default().with_im_group(groups()))
        .with_personas(ArrayOfPeopleType::default().with_persona([zoe(), telephone(), kenji()]));
    let response = GetImItemListResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError)
        .with_im_item_list(list);
    message([server(SERVER_2019, Some("V2018_01_08"))], Document::GetImItemListResponse(Box::new(response)))
}

/// A group of each class.
fn groups() -> Vec<ImGroupType> {
    let prefix = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAA";
    let group = |name, class, id: &str, key| {
        ImGroupType::new(text(name), text(class)).with_exchange_store_id(id_with_key(&format!("{prefix}{id}"), key))
    };
    let distribution_list = group("Vertrieb (alle)", "IPM.DistList.MOC.DG", "ABDdist1", "EgAAABYAAABkaXN0MDAx");
    let favorites = group("Favorites", "IPM.DistList.MOC.Favorites", "ACFav001", "EgAAABYAAABmYXYwMDAx");
    let pinned = group("Pinned", "IPM.DistList.MOC.Tagged", "AETag001", "EgAAABYAAAB0YWcwMDAx");
    vec![
        user_group(),
        distribution_list.with_smtp_address("vertrieb@example.com"),
        favorites.with(|it| it.member_correlation_key = member_keys(&[KENJI])),
        group("Other Contacts", "IPM.DistList.MOC.OtherContacts", "ADOth001", "EgAAABYAAABvdGgwMDAx"),
        pinned.with(|it| it.member_correlation_key = member_keys(&[ZOE])),
    ]
}

const BUSY: &str = "The server cannot service this request right now. Try again later.";

fn expected_error() -> Message {
    let mut response = GetImItemListResponseMessageType::new(ResponseClassType::Error)
        .with_message_text(BUSY)
        .with_response_code(ResponseCodeType::ErrorServerBusy)
        .with_descriptive_link_key(0);
    response.message_xml =
        message_xml([value("Policy", "EwsCostThreshold"), value("BackOffMilliseconds", "118422"), trace()]);
    message([server(SERVER_2016, Some("V2017_07_11"))], Document::GetImItemListResponse(Box::new(response)))
}

fn trace() -> AnyElement {
    let namespace = "urn:example:trace";
    let (prefix, name, value) = ("x".to_owned(), "level".to_owned(), "2".to_owned());
    let level = AnyAttribute { prefix, namespace: namespace.to_owned(), name, value };
    let trace = AnyElement { attributes: vec![level], ..AnyElement::new(namespace, "Trace") };
    trace.with_text("node ").with_child(AnyElement::new(namespace, "b").with_text("EX-01")).with_text(" & node EX-02")
}

fn expected_fault() -> Message {
    let details = AnyElement::new(TYPES, "MessageXml")
        .with_text("\n          ")
        .with_child(value("BackOffMilliseconds", "118422"))
        .with_text("\n        ");
    exchange_fault(&ResponseCodeType::ErrorServerBusy, BUSY, BUSY, details)
}
