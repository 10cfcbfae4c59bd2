#![allow(clippy::unwrap_used)]
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{AnyAttribute, AnyElement};
use crate::ReadOptions;
use crate::bind::ContentIn;
use crate::xml::{Namespace, Reader, Writer};

static CONTRACT: [Namespace; 1] = [Namespace { prefix: "t", uri: "urn:t" }];

fn read(xml: &str) -> AnyElement {
    let options = ReadOptions::default();
    let mut r = Reader::new(xml, &CONTRACT, &options).unwrap();
    let root = r.root().unwrap();
    AnyElement::from_reader(root, &mut r).unwrap()
}

fn written(element: &AnyElement) -> String {
    let mut w = Writer::new(&[]);
    element.write(&mut w);
    w.finish().unwrap()
}

/// The element as a field of an element of the contract, which is called `t:val`.
fn written_as_field(element: &AnyElement) -> String {
    let mut w = Writer::new(&CONTRACT);
    let (root, field) = (w.name("t:root"), w.name("t:val"));
    w.start(root);
    ContentIn::write(element, &mut w, field);
    w.end(root);
    w.finish().unwrap()
}

#[test]
fn declarations_inside_are_kept_where_there_are_none_outside() {
    let element = read(r#"<a><b xmlns:p="urn:p">p:x</b></a>"#);
    assert_eq!(written(&element), r#"<a><b xmlns:p="urn:p">p:x</b></a>"#);
}

#[test]
fn a_child_by_itself_keeps_what_its_prefixes_mean() {
    let element = read(r#"<a xmlns:p="urn:p" xmlns:q="urn:q"><b><c k="p:x">q:y</c><d/></b></a>"#);
    let b = element.child("", "b").unwrap();
    let c = b.child("", "c").unwrap();
    assert_eq!(written(c), r#"<c xmlns:p="urn:p" xmlns:q="urn:q" k="p:x">q:y</c>"#);
    assert_eq!(written(b.child("", "d").unwrap()), "<d/>");
    assert_eq!(written(&element), r#"<a xmlns:p="urn:p" xmlns:q="urn:q"><b><c k="p:x">q:y</c><d/></b></a>"#);
}

#[test]
fn a_child_by_itself_keeps_the_default_namespace() {
    let element = read(r#"<a xmlns="urn:a" xmlns:p="urn:p"><p:b>x</p:b></a>"#);
    let b = element.child("urn:p", "b").unwrap();
    assert_eq!(written(b), r#"<p:b xmlns:p="urn:p" xmlns="urn:a">x</p:b>"#);
}

#[test]
fn a_default_namespace_that_was_taken_away_stays_away() {
    let xml = r#"<a xmlns="urn:a"><p:b xmlns:p="urn:p" xmlns="">x</p:b></a>"#;
    assert_eq!(written(&read(xml)), xml);
}

#[test]
fn a_type_in_no_namespace_stays_there_under_a_default_namespace() {
    let xsi = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;
    let inner = read(&format!(r#"<p:b xmlns:p="urn:p" {xsi} xsi:type="x"/>"#));
    let outer = AnyElement::new("urn:a", "a").with_child(inner);
    let expected = format!(r#"<a xmlns="urn:a"><p:b xmlns:p="urn:p" xmlns="" {xsi} xsi:type="x"/></a>"#);
    assert_eq!(written(&outer), expected);
}

#[test]
fn prefixes_of_content_do_not_touch_the_name_of_the_field() {
    let element = read(r#"<v xmlns:t="urn:other" k="t:x">t:y</v>"#);
    let xml = written_as_field(&element);
    let expected =
        r#"<t:root xmlns:t="urn:t"><ns1:val xmlns:ns1="urn:t" xmlns:t="urn:other" k="t:x">t:y</ns1:val></t:root>"#;
    assert_eq!(xml, expected);
}

#[test]
fn prefixes_of_content_do_not_touch_the_name_of_the_root() {
    let element = read(r#"<v xmlns:t="urn:other" k="t:x">t:y</v>"#);
    let mut w = Writer::new(&CONTRACT);
    let field = w.name("t:val");
    ContentIn::write(&element, &mut w, field);
    let expected = r#"<ns1:val xmlns:ns1="urn:t" xmlns:t="urn:other" k="t:x">t:y</ns1:val>"#;
    assert_eq!(w.finish().unwrap(), expected);
}

#[test]
fn an_element_in_no_namespace_goes_without_a_default_namespace() {
    let mut element = read(r#"<v xmlns="urn:d" k="x"/>"#);
    element.namespace = String::new();
    assert_eq!(written(&element), r#"<v k="x"/>"#);
}

#[test]
fn equal_elements_have_equal_hashes() {
    let hash = |element: &AnyElement| {
        let mut hasher = DefaultHasher::new();
        element.hash(&mut hasher);
        hasher.finish()
    };
    let one = read(r#"<p:a xmlns:p="urn:p" k="1" p:k="2" j="3"><p:b>x</p:b></p:a>"#);
    let other = read(r#"<a j="3" xmlns="urn:p" xmlns:q="urn:p" q:k="2" k="1"><b>x</b></a>"#);
    assert_eq!((&one, hash(&one)), (&other, hash(&other)));
    let different = AnyElement { attributes: vec![AnyAttribute::default()], ..one.clone() };
    assert_ne!(hash(&one), hash(&different));
    assert_ne!(hash(&one), hash(&AnyElement { children: Vec::new(), ..one.clone() }));
}

#[test]
fn no_attribute_is_written_twice() {
    let attribute = |prefix: &str, namespace: &str, name: &str| AnyAttribute {
        prefix: prefix.to_owned(),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        value: "'a' x=\"b\"".to_owned(),
    };
    let write = |attributes: &[AnyAttribute]| {
        let mut w = Writer::new(&CONTRACT);
        AnyElement { attributes: attributes.to_vec(), ..AnyElement::new("urn:t", "e") }.write(&mut w);
        w.finish().map_err(|error| error.to_string())
    };
    for twice in [
        [attribute("a", "urn:a", "x"), attribute("b", "urn:a", "x")],
        [attribute("", "", "x"), attribute("", "", "x")],
        [attribute("t", "urn:t", "x"), attribute("u", "urn:t", "x")],
    ] {
        assert_eq!(write(&twice), Err("e: cannot be written: the attribute `x` is there twice".to_owned()));
    }
    let different =
        [attribute("a", "urn:a", "x"), attribute("b", "urn:b", "x"), attribute("", "", "x"), attribute("", "", "y")];
    assert_eq!(read(&write(&different).unwrap()).attributes.len(), 4);
}
