//! What is written with a default namespace keeps its names, whatever stands in it.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;

use case_tests::default_namespace::Document;
use case_tests::default_namespace::default_namespace::{AnyShapeType, CircleType, ParcelType};
use case_tests::default_namespace::{AnyAttribute, AnyElement, AnyNode, AnyType};
use case_tests::{config_namespaces, qname_values};
use proptest::prelude::*;
use soap_runtime::soap;

const DEFAULT: &str = "urn:example:default-namespace";
const OTHER: &str = "urn:example:default-namespace:other";
const PREFIXES: [&str; 6] = ["", "d", "o", "x", "ns1", "xsi"];

fn one_of(texts: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    prop::sample::select(texts.to_vec()).prop_map(str::to_owned)
}

fn namespace() -> impl Strategy<Value = String> {
    one_of(&["", DEFAULT, OTHER, "urn:x"])
}

fn attributes() -> impl Strategy<Value = Vec<AnyAttribute>> {
    let attribute = (one_of(&PREFIXES), namespace(), one_of(&["a", "b"]), one_of(&["v", "d:v", "x:v o:v"]));
    prop::collection::vec(attribute, 0..3).prop_map(|attributes| {
        let distinct: BTreeMap<_, _> =
            attributes.into_iter().map(|(p, ns, name, value)| ((ns, name), (p, value))).collect();
        let attribute = |((namespace, name), (prefix, value))| AnyAttribute { prefix, namespace, name, value };
        distinct.into_iter().map(attribute).collect()
    })
}

/// An element as nobody would write it: its prefixes, declarations and namespaces need not agree.
fn element() -> impl Strategy<Value = AnyElement> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        let child = prop_oneof![inner.prop_map(AnyNode::Element), one_of(&["x", "d:x", "o:x"]).prop_map(AnyNode::Text)];
        (leaf(), prop::collection::vec(child, 0..3)).prop_map(|(element, children)| AnyElement { children, ..element })
    })
}

fn leaf() -> impl Strategy<Value = AnyElement> {
    let declarations = prop::collection::vec((one_of(&PREFIXES), one_of(&[DEFAULT, OTHER, "urn:x"])), 0..3);
    let start = (one_of(&PREFIXES), namespace(), one_of(&["e", "f"]), declarations, attributes());
    start.prop_map(|(prefix, namespace, name, declarations, attributes)| AnyElement {
        prefix,
        namespace,
        name,
        declarations,
        attributes,
        children: Vec::new(),
    })
}

fn parcel() -> impl Strategy<Value = ParcelType> {
    let inner = prop::option::of(Just(ParcelType { name: Some("n".to_owned()), ..ParcelType::default() }));
    let anything = prop::collection::vec(element(), 0..3);
    let admitted = element().prop_map(|element| match element.namespace.as_str() {
        DEFAULT | OTHER => AnyElement { namespace: "urn:x".to_owned(), ..element },
        _ => element,
    });
    (anything, prop::collection::vec(admitted, 0..3), attributes(), prop::option::of(Just("k".to_owned())), inner)
        .prop_map(|(anything, any, others, kind, inner)| {
            let admitted = |other: &AnyAttribute| ["urn:x", OTHER].contains(&other.namespace.as_str());
            let plain = |other| AnyAttribute { value: "v".to_owned(), ..other };
            let any_attributes = others.into_iter().filter(admitted).map(plain).collect();
            ParcelType { anything, any, kind, any_attributes, parcel: inner.map(Box::new), ..ParcelType::default() }
        })
}

/// Whether an element has these names, whatever its prefixes are.
fn assert_is(node: roxmltree::Node<'_, '_>, element: &AnyElement, name: (&str, &str)) {
    assert_eq!((node.tag_name().namespace().unwrap_or(""), node.tag_name().name()), name);
    let found: BTreeMap<_, _> =
        node.attributes().map(|a| ((a.namespace().unwrap_or(""), a.name()), a.value())).collect();
    let expected: BTreeMap<_, _> =
        element.attributes.iter().map(|a| ((a.namespace.as_str(), a.name.as_str()), a.value.as_str())).collect();
    assert_eq!(found, expected);
    let children: Vec<_> = node.children().filter(roxmltree::Node::is_element).collect();
    assert_eq!(children.len(), element.elements().count());
    for (node, child) in children.into_iter().zip(element.elements()) {
        assert_is(node, child, (&child.namespace, &child.name));
    }
}

/// The prefixed words of a document, with what they mean where they stand.
fn names(xml: &str) -> Vec<(String, Option<String>)> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let mut found = Vec::new();
    for node in document.descendants() {
        let element = if node.is_text() { node.parent().unwrap() } else { node };
        let texts = node.text().filter(|_| node.is_text()).into_iter().chain(node.attributes().map(|a| a.value()));
        for word in texts.flat_map(|text| text.split(' ')).filter(|word| word.contains(':')) {
            let uri = element.lookup_namespace_uri(word.split(':').next());
            found.push((word.to_owned(), uri.map(str::to_owned)));
        }
    }
    found
}

proptest! {
    #[test]
    fn names_are_kept(parcel in parcel()) {
        let xml = Document::Parcel(Box::new(parcel.clone())).to_xml().unwrap();
        let document = roxmltree::Document::parse(&xml).unwrap();
        let root = document.root_element();
        prop_assert_eq!(root.tag_name(), (DEFAULT, "Parcel").into());
        let of_anything = |node: &roxmltree::Node<'_, '_>| node.tag_name() == (DEFAULT, "Anything").into();
        for (node, element) in root.children().filter(of_anything).zip(&parcel.anything) {
            assert_is(node, element, (DEFAULT, "Anything"));
        }
        let from = usize::from(parcel.parcel.is_some()) + parcel.anything.len();
        let any: Vec<_> = root.children().skip(from).collect();
        prop_assert_eq!(any.len(), parcel.any.len());
        for (node, element) in any.into_iter().zip(&parcel.any) {
            assert_is(node, element, (&element.namespace, &element.name));
        }
    }

    #[test]
    fn what_was_read_comes_back(parcel in parcel()) {
        let xml = Document::Parcel(Box::new(parcel)).to_xml().unwrap();
        let read = Document::from_xml(&xml).unwrap();
        let again = read.to_xml().unwrap();
        prop_assert_eq!(&Document::from_xml(&again).unwrap(), &read);
        prop_assert_eq!(read.to_xml().unwrap(), again.clone());
        let (before, after) = (names(&xml), names(&again));
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.into_iter().zip(after) {
            prop_assert!(before.1.is_none() || before == after, "{:?} {:?}: {} {}", before, after, xml, again);
        }
    }
}

#[test]
fn an_envelope_has_the_default_namespace_of_the_contract() {
    use config_namespaces::{Document, RequestHeaders, parts::Piece};
    let message = soap::Envelope::new(Document::Ask(Piece { part: vec![Piece::default()] }));
    let headers = RequestHeaders { trace: Some("t".to_owned()) };
    let xml = message.with_headers(headers).to_xml().unwrap();
    let expected = "<soap:Envelope xmlns=\"urn:example:config-namespaces\" xmlns:parts=\"urn:example:config-namespaces:parts\" \
        xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header><parts:Trace>t</parts:Trace></soap:Header>\
        <soap:Body><Ask><parts:Part/></Ask></soap:Body></soap:Envelope>";
    assert_eq!(xml, expected);
}

#[test]
fn parts_of_a_fault_stay_in_no_namespace() {
    use config_namespaces::Document;
    let refusal = Document::Refusal("no".to_owned());
    let fault = soap::Fault::client("no").with_detail(&refusal).unwrap();
    let xml = soap::Envelope::<Document>::fault(fault).to_xml().unwrap();
    let document = roxmltree::Document::parse(&xml).unwrap();
    let names: Vec<_> =
        document.descendants().filter(roxmltree::Node::is_element).map(|node| node.tag_name()).collect();
    let names: Vec<_> = names.into_iter().map(|name| (name.namespace().unwrap_or(""), name.name())).skip(3).collect();
    let detail = ("urn:example:config-namespaces", "Refusal");
    assert_eq!(names, [("", "faultcode"), ("", "faultstring"), ("", "detail"), detail], "{xml}");
}

#[test]
fn names_in_values_may_be_in_no_namespace() {
    let xml = r#"<q:Names xmlns:q="urn:example:qname-values"><q:Name>none</q:Name></q:Names>"#;
    let written = qname_values::Document::from_xml(xml).unwrap().to_xml().unwrap();
    assert_eq!(written, xml.replace("q:", "ns1:").replace(":q=", ":ns1="));
}

#[test]
fn declarations_in_an_element_where_nothing_is_declared_are_kept() {
    let xml = format!(r#"<Parcel xmlns="{DEFAULT}"><e xmlns=""><f xmlns:q="urn:q" a="q:v"/></e></Parcel>"#);
    let written = Document::from_xml(&xml).unwrap().to_xml().unwrap();
    assert_eq!(names(&written), [("q:v".to_owned(), Some("urn:q".to_owned()))]);
}

#[test]
fn a_value_keeps_its_type_in_an_element_of_any_name() {
    let circle = CircleType { area: Some(3), radius: 1 };
    let shape = AnyShapeType::from(circle);
    for namespace in ["", DEFAULT, OTHER] {
        let element = AnyElement::of(&shape, namespace, "e").unwrap();
        assert_eq!(element.read::<AnyShapeType>().unwrap(), shape, "{namespace} {element:?}");
        let typed = AnyElement::typed(&circle, namespace, "e").unwrap();
        assert_eq!(typed.read::<AnyType>().unwrap(), circle.into(), "{namespace} {typed:?}");
    }
    let anything = AnyElement::try_from(&AnyType::from(circle)).unwrap();
    let named = AnyElement { name: "e".to_owned(), ..anything.clone() };
    let parcel = ParcelType { anything: vec![anything], any: vec![named], ..ParcelType::default() };
    let xml = Document::Parcel(Box::new(parcel)).to_xml().unwrap();
    let Document::Parcel(read) = Document::from_xml(&xml).unwrap() else { panic!("{xml}") };
    for element in read.anything.iter().chain(&read.any) {
        assert!(matches!(element.read::<AnyType>(), Ok(AnyType::CircleType(_))), "{xml}");
    }
}

#[test]
fn a_kept_declaration_does_not_touch_the_default_namespace() {
    let xml = format!(
        r#"<Parcel xmlns="{DEFAULT}" xmlns:d="urn:x" xmlns:o="{OTHER}"><Anything a="d:v o:v">d:x</Anything></Parcel>"#
    );
    let (options, namespaces) = soap_runtime::ReadOptions::default().keeping_namespaces();
    let read = Document::from_xml_with(&xml, &options).unwrap();
    let writing = soap_runtime::WriteOptions::default().declaring(namespaces.take());
    let written = read.to_xml_with(&writing).unwrap();
    assert_eq!(
        written,
        xml.replace(
            &format!(r#" xmlns:d="urn:x" xmlns:o="{OTHER}""#),
            &format!(r#" xmlns:o="{OTHER}" xmlns:d="urn:x""#)
        )
    );
}
