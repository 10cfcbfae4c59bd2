//! Empty values whose elements have a default, in bindings with `String` and `Vec`; the cases' messages have what is short.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::empty_values;
use soap_runtime::xsd::Token;

mod long;

use empty_values::Document;
use empty_values::empty_values::{
    AnyCodeType, CodeType, DayType, NotedType, ProseType, ProseTypeContent, TimeType, Values,
};
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

/// White space is text in mixed content: there is no empty one that is not the default.
#[test]
fn mixed_content_that_is_empty_is_its_default_too() {
    let read = |prose: &str| {
        let xml = format!("<Values xmlns='urn:example:empty-values'>{prose}</Values>");
        let Document::Values(mut values) = Document::from_xml(&xml).unwrap() else { panic!("values expected") };
        values.prose.pop().unwrap()
    };
    let text = |text: &str| ProseTypeContent::Text(text.to_owned());
    for prose in ["<Prose By='me'/>", "<Prose By='me'></Prose>", "<Prose By='me'><!-- --><![CDATA[]]></Prose>"] {
        assert_eq!(read(prose), ProseType { by: Some("me".to_owned()), content: vec![text("prose")] });
    }
    assert_eq!(read("<Prose> </Prose>").content, [text(" ")]);
    let strong = ["strong", "", "a"].map(|strong| ProseTypeContent::Strong(strong.into()));
    let prose = read("<Prose><Strong/><Strong> </Strong><Strong>a</Strong></Prose>");
    assert_eq!((prose.by.as_ref(), prose.content.as_slice()), (None, strong.as_slice()));
    again(&Values {
        prose: vec![prose, ProseType { content: vec![text("a")], ..ProseType::default() }],
        ..Values::default()
    });
    for content in [vec![], vec![text("")]] {
        let why = refused(Values { prose: vec![ProseType { content, ..ProseType::default() }], ..Values::default() });
        assert_eq!(why, "Values/Prose: cannot be written: an empty element stands for its default, \"prose\"");
    }
}
