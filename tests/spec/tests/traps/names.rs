//! Trap 8: names. That the bindings compile is most of the test; what a few of the names have become is the rest.

use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::types::{
    ConnectingSidType, ExchangeVersionType, ItemIdType, LocationSourceType, MailboxTypeType, MapiPropertyTypeType,
    NonEmptyStringType, PersonaPhoneNumberType, PersonaType, PrimarySmtpAddressType, PrincipalNameType,
    RequestServerVersion, SidType, SmtpAddressType,
};
use ms_oxwscos::{Document, NAMESPACES, operations};

use crate::letters::{MESSAGES, TYPES};

/// A keyword gets an underscore; digits and runs of capitals stay in the word they are in.
#[test]
fn fields() {
    let number = PersonaPhoneNumberType::new("1", "Mobile");
    assert_eq!(number.type_, "Mobile");
    let PersonaType { ttytdd_phone_numbers, im_addresses3, emails1, business_phone_numbers2, children, .. } =
        PersonaType::new(ItemIdType::new("i"));
    assert_eq!((ttytdd_phone_numbers, im_addresses3, emails1), (None, None, None));
    assert_eq!((business_phone_numbers2, children), (None, None));
}

/// An element and a type of one name are a variant and a struct.
#[test]
fn an_element_and_a_type_of_one_name() {
    let version = RequestServerVersion::new(ExchangeVersionType::Exchange2013);
    assert!(matches!(Document::RequestServerVersion(Box::new(version)), Document::RequestServerVersion(_)));
    assert!(matches!(Document::ServerVersionInfo(Box::default()), Document::ServerVersionInfo(_)));
}

#[test]
fn enumeration_values() {
    assert_eq!(ExchangeVersionType::Exchange2010Sp2.as_str(), "Exchange2010_SP2");
    assert_eq!(MapiPropertyTypeType::ClsidArray.as_str(), "CLSIDArray");
    assert_eq!(MapiPropertyTypeType::String.as_str(), "String");
    assert_eq!(LocationSourceType::None.as_str(), "None");
    assert_eq!(MailboxTypeType::Unknown.as_str(), "Unknown");
    assert_eq!(MailboxTypeType::Other("Unknown2".into()).as_str(), "Unknown2");
    assert_eq!(ResponseCodeType::ErrorInvalidSipUri.as_str(), "ErrorInvalidSIPUri");
    assert_eq!(ResponseCodeType::ErrorUmServerUnavailable.as_str(), "ErrorUMServerUnavailable");
}

/// Types are never merged because they look alike: these four hold the same, and stay four.
#[test]
fn types_that_look_alike_stay_apart() {
    let text = || NonEmptyStringType::new("x").expect("a text that is not empty");
    let choices = [
        ConnectingSidType::PrincipalName(Box::new(PrincipalNameType::new(text()))),
        ConnectingSidType::Sid(Box::new(SidType::new(text()))),
        ConnectingSidType::PrimarySmtpAddress(Box::new(PrimarySmtpAddressType::new(text()))),
        ConnectingSidType::SmtpAddress(Box::new(SmtpAddressType::new(text()))),
    ];
    for (index, choice) in choices.iter().enumerate() {
        assert_eq!(choices.iter().position(|other| other == choice), Some(index));
    }
}

#[test]
fn namespaces_and_operations() {
    let uri = |prefix| NAMESPACES.iter().find(|namespace| namespace.prefix == prefix).map(|namespace| namespace.uri);
    assert_eq!((uri("m"), uri("t")), (Some(MESSAGES), Some(TYPES)));
    let names: Vec<&str> = operations::ALL.iter().map(|operation| operation.name).collect();
    assert_eq!((names.len(), names[0], names[12]), (13, "AddDistributionGroupToImList", "SetImListMigrationCompleted"));
    for operation in operations::ALL {
        let (request, response) = (operation.request.expect("a request"), operation.response.expect("a response"));
        assert_eq!((request.namespace, request.local), (MESSAGES, operation.name));
        assert_eq!((response.namespace, response.local), (MESSAGES, format!("{}Response", operation.name).as_str()));
        assert_eq!(operation.soap_action, format!("{MESSAGES}/{}", operation.name));
        let headers: Vec<&str> = operation.request_headers.iter().map(|header| header.local).collect();
        assert_eq!(headers, ["ExchangeImpersonation", "MailboxCulture", "RequestServerVersion"]);
        assert_eq!(
            operation.response_headers.iter().map(|header| header.local).collect::<Vec<_>>(),
            ["ServerVersionInfo"]
        );
    }
}
