//! Namespaces that a document declares for the prefixes in its text, kept and written again.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::prefixes_in_text::Document;
use case_tests::wsdl_headers;
use soap_runtime::{NoticeKind, ReadOptions, WriteOptions, soap};

const OURS: &str = "urn:example:prefixes-in-text";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

const ENVELOPE: &str = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" DECLARED><e:Header><Trace xmlns="urn:example:wsdl-headers" Id="7"/></e:Header><e:Body><Ask xmlns="urn:example:wsdl-headers"><Question>m:a</Question></Ask></e:Body></e:Envelope>"#;

/// What `xml` is written as when what it declares is declared again. Both mean the same.
fn written(xml: &str) -> String {
    let (options, namespaces) = ReadOptions::strict().keeping_namespaces();
    let document = Document::from_xml_with(xml, &options).unwrap();
    let written = document.to_xml_with(&WriteOptions::default().declaring(namespaces.take())).unwrap();
    assert_eq!(Document::from_xml_with(&written, &ReadOptions::strict()).unwrap(), document, "{written}");
    written
}

/// The namespace of a prefix on the root, and the names of the root and its children.
fn bound(xml: &str, prefix: &str) -> Option<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    document.root_element().lookup_namespace_uri(Some(prefix)).map(str::to_owned)
}

fn names(xml: &str) -> Vec<(String, String)> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let name = |node: roxmltree::Node<'_, '_>| {
        (node.tag_name().namespace().unwrap_or("").to_owned(), node.tag_name().name().to_owned())
    };
    elements.map(name).collect()
}

/// A document whose own elements have the prefix `own`, and that says what `other` means.
fn rules(own: &str, declarations: &str, other: &str) -> String {
    format!(
        r#"<{own}:Rules xmlns:{own}="{OURS}" xmlns:i="{XSI}" {declarations} {own}:Version="1"><{own}:Rule i:type="{own}:NamedRuleType" Test="@{other}:x"><{own}:Path>{other}:a</{own}:Path></{own}:Rule><{own}:Name>{other}:n</{own}:Name><{own}:Nil i:nil="true"/><{other}:any of="{other}:q"/></{own}:Rules>"#
    )
}

#[test]
fn declarations_of_the_root_and_of_inner_elements_are_written_on_the_root() {
    let xml =
        written(&rules("t", r#"xmlns:m="urn:m""#, "m").replace("<t:Path>", r#"<t:Path xmlns:inner="urn:inner">"#));
    assert_eq!(bound(&xml, "m").as_deref(), Some("urn:m"));
    assert_eq!(bound(&xml, "inner").as_deref(), Some("urn:inner"));
    assert!(!xml.contains(r#"xmlns:ns"#), "{xml}");
}

#[test]
fn a_prefix_that_the_writer_uses_is_given_up_to_the_text() {
    for taken in ["t", "xsi", "ns1"] {
        let xml = rules("own", &format!(r#"xmlns:{taken}="urn:other""#), taken);
        let again = written(&xml);
        assert_eq!(bound(&again, taken).as_deref(), Some("urn:other"), "{again}");
        assert_eq!(names(&again), names(&xml));
        assert!(again.contains(&format!("@{taken}:x")) && again.contains(&format!(">{taken}:n<")), "{again}");
    }
}

#[test]
fn what_is_written_by_default_has_not_changed() {
    let document = Document::from_xml(&rules("t", r#"xmlns:m="urn:m""#, "m")).unwrap();
    assert_eq!(document.to_xml_with(&WriteOptions::default()).unwrap(), document.to_xml().unwrap());
    assert_eq!(bound(&document.to_xml().unwrap(), "m"), None);
}

#[test]
fn one_prefix_for_two_namespaces_is_noticed_once() {
    let (options, notices) = ReadOptions::strict().collecting();
    let (options, namespaces) = options.keeping_namespaces();
    let xml = rules("t", r#"xmlns:m="urn:m""#, "m").replace("<t:Path>", r#"<t:Path xmlns:m="urn:second">"#);
    Document::from_xml_with(&xml, &options).unwrap();
    let kinds: Vec<NoticeKind> = notices.take().into_iter().map(|notice| notice.kind).collect();
    let (first, second) = ("urn:m".to_owned(), "urn:second".to_owned());
    assert_eq!(kinds, [NoticeKind::PrefixConflict { prefix: "m".to_owned(), first, second }]);
    let kept = namespaces.take();
    assert!(kept.contains(&("m".to_owned(), "urn:m".to_owned())), "{kept:?}");
    assert_eq!(kept.len(), 3, "{kept:?}");
    assert_eq!(namespaces.take(), []);
}

#[test]
fn what_cannot_be_declared_is_refused() {
    let document = Document::from_xml(&rules("t", r#"xmlns:m="urn:m""#, "m")).unwrap();
    for (prefix, uri) in [("", "urn:x"), ("xml", "urn:x"), ("xmlns", "urn:x"), ("a b", "urn:x"), ("a", "")] {
        let error = document.to_xml_with(&WriteOptions::default().declaring([(prefix, uri)])).unwrap_err();
        assert!(error.to_string().contains(&format!("xmlns:{prefix}=\"{uri}\"")), "{error}");
    }
    let twice = WriteOptions::default().declaring([("a", "urn:1"), ("a", "urn:2")]);
    assert_eq!(bound(&document.to_xml_with(&twice).unwrap(), "a").as_deref(), Some("urn:1"));
}

#[test]
fn an_envelope_declares_them_too() {
    let xml = ENVELOPE.replace("DECLARED", r#"xmlns:m="urn:m" xmlns:soap="urn:not-soap""#);
    let (options, namespaces) = ReadOptions::default().keeping_namespaces();
    let message = soap::Envelope::<wsdl_headers::Document>::from_xml_with(&xml, &options).unwrap();
    let written = message.to_xml_with(&WriteOptions::default().declaring(namespaces.take())).unwrap();
    assert_eq!(bound(&written, "m").as_deref(), Some("urn:m"));
    assert_eq!(bound(&written, "soap").as_deref(), Some("urn:not-soap"));
    assert_eq!(names(&written), names(&xml));
    assert_eq!(soap::Envelope::<wsdl_headers::Document>::from_xml(&written).unwrap(), message);
}
