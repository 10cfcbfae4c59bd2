//! Trap 1: a value that the schema does not list is read, compared and written back like any other.

use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::types::{BodyTypeType, LocationSourceType, MailboxTypeType, ResponseClassType};
use ms_oxwscos::{Document, xsd::SimpleValue};

use crate::letters::{assert_comes_back, document, envelope, persona, read, read_with_notices, shown};

fn response(class: &str, code: &str) -> String {
    let body = format!(
        "<m:AddImGroupResponse ResponseClass='{class}'><m:ResponseCode>{code}</m:ResponseCode></m:AddImGroupResponse>"
    );
    envelope("", &body)
}

fn code_of(xml: &str) -> ResponseCodeType {
    code(xml).expect("a code")
}

fn code(xml: &str) -> Option<ResponseCodeType> {
    match document(&read(xml)) {
        Document::AddImGroupResponse(response) => response.response_code.clone(),
        other => panic!("no AddImGroupResponse: {other:?}"),
    }
}

#[test]
fn response_code_of_another_year() {
    let xml = response("Error", "ErrorNewIn2027");
    let code = code_of(&xml);
    assert_eq!(code, ResponseCodeType::Unknown("ErrorNewIn2027".into()));
    assert_eq!(code, ResponseCodeType::from("ErrorNewIn2027"));
    assert_ne!(code, ResponseCodeType::from("ErrorNewIn2028"));
    assert_ne!(code, ResponseCodeType::NoError);
    assert_eq!((code.as_str(), code.to_string().as_str()), ("ErrorNewIn2027", "ErrorNewIn2027"));
    assert!(!code.is_known() && ResponseCodeType::NoError.is_known());
    assert_comes_back(&xml);
}

#[test]
fn unlisted_values_are_noticed_where_they_stand() {
    let (_, notices) = read_with_notices(&response("Perhaps", "ErrorNewIn2027"));
    let paths: Vec<&str> = notices.iter().map(|notice| notice.position.path.as_str()).collect();
    assert_eq!(
        paths,
        ["Envelope/Body/AddImGroupResponse/@ResponseClass", "Envelope/Body/AddImGroupResponse/ResponseCode"]
    );
    assert!(
        shown(&notices).iter().all(|notice| notice.contains("enumeration") && notice.contains("kept")),
        "{notices:?}"
    );
}

#[test]
fn every_listed_code_is_itself() {
    assert_eq!(ResponseCodeType::VALUES.len(), 470);
    for (code, text) in ResponseCodeType::ALL.iter().zip(ResponseCodeType::VALUES) {
        assert_eq!((ResponseCodeType::from(*text), code.as_str(), code.is_known()), (code.clone(), *text, true));
        let xml = response("Error", text);
        assert_eq!(code_of(&xml), *code);
        assert_comes_back(&xml);
    }
}

#[test]
fn white_space_and_case_make_another_value() {
    let (empty, notices) = read_with_notices(&response("Error", ""));
    assert!(matches!(document(&empty), Document::AddImGroupResponse(response) if response.response_code.is_none()));
    assert_eq!(notices.len(), 1, "an empty element that is optional is absent, and that is told");
    for text in [" ", " NoError", "NoError\n", "noerror", "NoErrorr", "NoErro", "ErrorAccessDenied NoError"] {
        let xml = response("Error", text);
        assert_eq!(code_of(&xml), ResponseCodeType::Unknown(text.into()), "{text:?}");
        assert_comes_back(&xml);
    }
    assert_eq!(code(&response("Error", "")), None, "no text is no value");
    assert_comes_back(&response("Success ", "NoError"));
    assert_comes_back(&response("", "NoError"));
    assert!(ResponseClassType::from_lexical("Success ").is_err(), "strict reading refuses it");
}

/// `Unknown` is a value of this enumeration; the variant for values that are not listed has another name.
#[test]
fn mailbox_type_that_only_servers_know() {
    let address =
        |kind: &str| persona(&format!("<t:EmailAddress><t:MailboxType>{kind}</t:MailboxType></t:EmailAddress>"));
    for (text, expected) in [
        ("User", MailboxTypeType::Other("User".into())),
        ("Unknown", MailboxTypeType::Unknown),
        ("Other", MailboxTypeType::Other("Other".into())),
        ("PublicDL", MailboxTypeType::PublicDl),
        ("PublicDl", MailboxTypeType::Other("PublicDl".into())),
    ] {
        let xml = address(text);
        let Document::GetImItemsResponse(response) = document(&read(&xml)).clone() else { panic!("{xml}") };
        let personas = response.im_item_list.and_then(|list| list.personas).expect("personas");
        let kind = personas.persona[0].email_address.as_ref().and_then(|address| address.mailbox_type.as_ref());
        assert_eq!(kind, Some(&expected));
        assert_comes_back(&xml);
    }
}

#[test]
fn every_other_enumeration_is_open_too() {
    assert_eq!(BodyTypeType::from("Markdown").as_str(), "Markdown");
    assert_eq!(LocationSourceType::from("Satellite").as_str(), "Satellite");
    let path = "<m:GetImItems><m:ExtendedProperties><t:ExtendedProperty DistinguishedPropertySetId='New' PropertyId='1' \
                PropertyType='NewArray'/></m:ExtendedProperties></m:GetImItems>";
    let version = "<t:RequestServerVersion Version='Exchange2027_SP9'/>";
    assert_comes_back(&envelope(version, path));
    assert_comes_back(&persona(
        "<t:Bodies><t:BodyContentAttributedValue><t:Value><t:Value>*x*</t:Value><t:BodyType>Markdown</t:BodyType></t:Value>\
         <t:Attributions><t:Attribution>0</t:Attribution></t:Attributions></t:BodyContentAttributedValue></t:Bodies>",
    ));
}
