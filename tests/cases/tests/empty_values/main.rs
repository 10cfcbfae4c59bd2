//! Empty values whose elements have a default, in bindings with `String` and `Vec`; the cases' messages have what is short.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::empty_values;
use soap_runtime::xsd::Token;

mod long;

use empty_values::Document;
use empty_values::empty_values::{AnyCodeType, CodeType, DayType, NotedType, TimeType, Values};
use long::{again, refused};

#[test]
fn what_an_empty_element_stands_for_is_read() {
    let xml = "<Values xmlns='urn:example:empty-values'><Mark/><Day/><Code By='me'/><Only/></Values>";
    let Document::Values(values) = Document::from_xml(xml).unwrap() else { panic!("values expected") };
    let code = CodeType { by: Some("me".to_owned()), ..CodeType::new("code") };
    assert_eq!((values.mark, values.only), (vec!["mark".into()], Some("only".into())));
    assert_eq!((values.day, values.code), (vec![DayType::Token("today".into())], vec![code.into()]));
}

#[test]
fn a_space_is_written_where_it_means_nothing_to_the_value() {
    let day = vec![DayType::Token(Token::default())];
    let xml = again(&Values { day, ..Values::default() });
    assert!(xml.contains("<ns1:Day> </ns1:Day>"), "{xml}");
    let why = refused(Values { time: vec![TimeType::String(String::new())], ..Values::default() });
    assert!(why.contains("Values/Time: cannot be written: an empty element stands for its default, \"now\""), "{why}");
}

#[test]
fn only_the_nil_of_the_instance_namespace_is_nil() {
    let code = CodeType { nil: Some(true), ..CodeType::new("") };
    let xml = again(&Values { code: vec![AnyCodeType::from(code)], ..Values::default() });
    assert!(xml.contains("<ns1:Code o:nil=\"true\"> </ns1:Code>"), "{xml}");
}

#[test]
fn what_an_empty_element_cannot_say_is_refused_in_writing() {
    let text = refused(Values { text: Some(String::new()), ..Values::default() });
    assert_eq!(text, "Values/Text: cannot be written: an empty element stands for its default, \"text\"");
    let noted = NotedType { by: Some("me".to_owned()), value: String::new() };
    let noted = refused(Values { noted: Some(noted), ..Values::default() });
    assert!(noted.starts_with("Values/Noted: cannot be written"), "{noted}");
    let xml = again(&Values { text: Some(" ".to_owned()), list: vec![Vec::new().into()], ..Values::default() });
    assert!(xml.contains("<ns1:Text> </ns1:Text><ns1:List> </ns1:List>"), "{xml}");
}
