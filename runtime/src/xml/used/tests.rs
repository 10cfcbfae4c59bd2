#![allow(clippy::unwrap_used)]

use super::EARLY;
use crate::__private::Field;
use crate::WriteOptions;
use crate::bind::{AnyElement, ContentIn, Text};
use crate::xml::{Namespace, Ns, SOAP11_URI, SOAP12_URI, Writer, WrittenName, XSI_URI};
use crate::xsd::QName;

const T: Ns = Ns::contract(0);
const M: Ns = Ns::contract(1);

static TWO: [Namespace; 3] = [
    Namespace { prefix: "t", uri: "urn:t" },
    Namespace { prefix: "m", uri: "urn:m" },
    Namespace { prefix: "xsi", uri: XSI_URI },
];

/// The namespace of `T` without a prefix.
static DEFAULT: [Namespace; 3] = [
    Namespace { prefix: "", uri: "urn:t" },
    Namespace { prefix: "m", uri: "urn:m" },
    Namespace { prefix: "t", uri: "urn:t" },
];

static MANY: [Namespace; 5] = [
    Namespace { prefix: "a", uri: "urn:a" },
    Namespace { prefix: "b", uri: "urn:b" },
    Namespace { prefix: "c", uri: "urn:c" },
    Namespace { prefix: "d", uri: "urn:d" },
    Namespace { prefix: "e", uri: "urn:e" },
];

/// What is written.
fn written(contract: &'static [Namespace], write: impl FnOnce(&mut Writer)) -> String {
    let mut w = Writer::new(contract);
    write(&mut w);
    w.finish().unwrap()
}

fn within(w: &mut Writer, ns: Ns, name: &'static str, inside: impl FnOnce(&mut Writer)) {
    let name = w.name_in(ns, name);
    w.start(name);
    inside(w);
    w.end(name);
}

fn leaf(w: &mut Writer, ns: Ns, name: &'static str) {
    "x".to_owned().write_all(w, ns, name);
}

#[test]
fn the_root_declares_what_is_used() {
    let t = written(&TWO, |w| within(w, T, "t:r", |w| leaf(w, T, "t:a")));
    assert_eq!(t, r#"<t:r xmlns:t="urn:t"><t:a>x</t:a></t:r>"#);
    let both = written(&TWO, |w| within(w, M, "m:r", |w| leaf(w, T, "t:a")));
    assert_eq!(both, r#"<m:r xmlns:t="urn:t" xmlns:m="urn:m"><t:a>x</t:a></m:r>"#);
    let none = written(&TWO, |w| within(w, Ns::NONE, "r", |w| leaf(w, Ns::NONE, "a")));
    assert_eq!(none, "<r><a>x</a></r>");
    let root = written(&TWO, |w| within(w, T, "t:r", |_| ()));
    assert_eq!(root, r#"<t:r xmlns:t="urn:t"/>"#);
    assert_eq!(written(&TWO, |_| ()), "");
}

#[test]
fn of_many_namespaces_those_in_use_are_declared_in_order() {
    let xml = written(&MANY, |w| within(w, Ns::contract(3), "d:r", |w| leaf(w, Ns::contract(1), "b:a")));
    assert_eq!(xml, r#"<d:r xmlns:b="urn:b" xmlns:d="urn:d"><b:a>x</b:a></d:r>"#);
}

#[test]
fn types_and_nil_need_the_instance_namespace() {
    let typed = written(&TWO, |w| {
        w.set_type("m:T");
        within(w, T, "t:r", |w| w.attribute_text("xsi:nil", "true"));
    });
    let expected = r#"<t:r xmlns:t="urn:t" xmlns:m="urn:m" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="m:T" xsi:nil="true"/>"#;
    assert_eq!(typed, expected);
}

#[test]
fn what_a_long_document_uses_late_is_declared_all_the_same() {
    for (first, later) in [(10, 0), (0, 10), (EARLY, 1), (EARLY, 0), (1, EARLY)] {
        let xml = written(&TWO, |w| {
            within(w, T, "t:r", |w| {
                vec!["x".to_owned(); first].write_all(w, T, "t:a");
                vec!["x".to_owned(); later].write_all(w, M, "m:a");
            });
        });
        let m = if later == 0 { "" } else { r#" xmlns:m="urn:m""# };
        let inside = "<t:a>x</t:a>".repeat(first) + &"<m:a>x</m:a>".repeat(later);
        assert_eq!(xml, format!(r#"<t:r xmlns:t="urn:t"{m}>{inside}</t:r>"#), "{first} {later}");
    }
}

#[test]
fn a_name_of_ones_own_declares_its_prefix() {
    let xml = written(&TWO, |w| {
        within(w, T, "t:r", |w| {
            let own = w.name("m:own");
            w.leaf(own, "x");
            w.attribute_text("plain", "not m:this");
        });
    });
    assert!(xml.contains(r#"xmlns:m="urn:m""#), "{xml}");
    let other = written(&TWO, |w| {
        within(w, T, "t:r", |w| {
            w.declare("m", "urn:other");
            let own = w.name("m:own");
            w.leaf(own, "x");
        });
    });
    assert_eq!(other, r#"<t:r xmlns:t="urn:t" xmlns:m="urn:other"><m:own>x</m:own></t:r>"#);
}

#[test]
fn ids_beyond_the_set_count_as_one() {
    let last = Ns::contract(u16::MAX);
    let mut used = super::Used::default();
    used.insert(Ns::contract(100));
    assert!(used.has(Ns::contract(100)) && !used.has(Ns::contract(101)) && !used.has(last));
    used.insert(Ns::contract(247));
    assert!(used.has(last));
}

#[test]
fn elements_of_the_default_namespace_have_no_prefix_and_attributes_have() {
    let xml = written(&DEFAULT, |w| within(w, T, "r", |w| leaf(w, M, "m:a")));
    assert_eq!(xml, r#"<r xmlns="urn:t" xmlns:m="urn:m"><m:a>x</m:a></r>"#);
    let xml = written(&DEFAULT, |w| within(w, T, "r", |w| w.attribute_text("t:k", "v")));
    assert_eq!(xml, r#"<r xmlns="urn:t" xmlns:t="urn:t" t:k="v"/>"#);
    let xml = written(&DEFAULT, |w| within(w, M, "m:r", |_| ()));
    assert_eq!(xml, r#"<m:r xmlns:m="urn:m"/>"#);
}

#[test]
fn elements_in_no_namespace_leave_the_default_one() {
    let xml = written(&DEFAULT, |w| {
        within(w, T, "r", |w| AnyElement::new("", "a").with_child(AnyElement::new("urn:t", "b")).write(w));
    });
    assert_eq!(xml, r#"<r xmlns="urn:t"><a xmlns=""><b xmlns="urn:t"/></a></r>"#);
}

/// A name as the content of an element.
fn named(contract: &'static [Namespace], element: &'static str, name: &QName) -> crate::Result<String> {
    let mut w = Writer::new(contract);
    within(&mut w, M, "m:r", |w| name.write_all(w, if element.contains(':') { M } else { T }, element));
    w.finish()
}

#[test]
fn names_in_content_have_the_prefix_of_the_contract() {
    let name = |uri: &str| QName::new(Some(uri).filter(|uri| !uri.is_empty()), "x").unwrap();
    let t = named(&TWO, "m:a", &name("urn:t").with_prefix("q").unwrap()).unwrap();
    assert_eq!(t, r#"<m:r xmlns:t="urn:t" xmlns:m="urn:m"><m:a>t:x</m:a></m:r>"#);
    let other = named(&TWO, "m:a", &name("urn:other").with_prefix("t").unwrap()).unwrap();
    assert_eq!(other, r#"<m:r xmlns:m="urn:m"><m:a xmlns:ns1="urn:other">ns1:x</m:a></m:r>"#);
    let default = named(&DEFAULT, "a", &name("urn:t")).unwrap();
    assert_eq!(default, r#"<m:r xmlns="urn:t" xmlns:m="urn:m"><a>x</a></m:r>"#);
    assert_eq!(named(&DEFAULT, "m:a", &name("")).unwrap(), r#"<m:r xmlns:m="urn:m"><m:a xmlns="">x</m:a></m:r>"#);
    let error = named(&DEFAULT, "a", &name("")).unwrap_err().to_string();
    let reason = "r/a: cannot be written: the name `x`, which is in no namespace, cannot stand where there is a default namespace";
    assert_eq!(error, reason);
}

#[test]
fn names_in_attributes_may_be_in_the_default_namespace() {
    let name = QName::new(Some("urn:t"), "x").unwrap();
    let xml = written(&DEFAULT, |w| within(w, T, "r", |w| name.write_text(w, |w, text| w.attribute_text("k", text))));
    assert_eq!(xml, r#"<r xmlns="urn:t" k="x"/>"#);
}

#[test]
fn an_element_keeps_its_name_when_its_own_declarations_need_its_prefix() {
    let declaring = |prefix: &str| AnyElement {
        declarations: vec![(prefix.to_owned(), "urn:other".to_owned())],
        ..AnyElement::default().with_text(format!("{prefix}:x"))
    };
    let inside = |contract: &'static [Namespace], name: &'static str, value: AnyElement| {
        written(contract, |w| within(w, M, "m:r", |w| value.write_all(w, T, name)))
    };
    let xml = inside(&TWO, "t:a", declaring("t"));
    assert!(xml.ends_with(r#"<ns1:a xmlns:ns1="urn:t" xmlns:t="urn:other">t:x</ns1:a></m:r>"#), "{xml}");
    let xml = inside(&DEFAULT, "a", declaring(""));
    assert!(xml.ends_with(r#"<t:a xmlns="urn:other">:x</t:a></m:r>"#), "{xml}");
}

#[test]
fn a_declaration_never_changes_a_name_that_is_written() {
    let value = AnyElement {
        namespace: "urn:t".to_owned(),
        name: "a".to_owned(),
        prefix: "t".to_owned(),
        declarations: vec![("t".to_owned(), "urn:other".to_owned()), (String::new(), "urn:d".to_owned())],
        ..AnyElement::default()
    };
    let xml = written(&TWO, |w| within(w, M, "m:r", |w| value.write(w)));
    assert!(xml.ends_with(r#"<ns1:a xmlns:ns1="urn:t" xmlns:t="urn:other" xmlns="urn:d"/></m:r>"#), "{xml}");
}

#[test]
fn content_is_written_by_any_name() {
    let xml = written(&TWO, |w| {
        let name = w.name("t:r");
        ContentIn::write(&"x".to_owned(), w, name);
    });
    assert_eq!(xml, r#"<t:r xmlns:t="urn:t">x</t:r>"#);
}

#[test]
fn an_element_of_no_type_has_its_own_prefixes_on_the_root() {
    let value = AnyElement {
        declarations: vec![("m".to_owned(), "urn:other".to_owned())],
        ..AnyElement::new("urn:t", "a").with_text("m:x")
    };
    let by_itself = written(&TWO, |w| value.write(w));
    assert_eq!(by_itself, r#"<a xmlns="urn:t" xmlns:m="urn:other">m:x</a>"#);
    let as_element = written(&TWO, |w| value.write_all(w, T, "t:a"));
    assert_eq!(as_element, r#"<t:a xmlns:t="urn:t" xmlns:m="urn:other">m:x</t:a>"#);
}

/// What is written while these declarations are kept.
fn keeping(contract: &'static [Namespace], kept: &[(&str, &str)], write: impl FnOnce(&mut Writer)) -> String {
    let options = WriteOptions::default().declaring(kept.iter().copied());
    let mut w = Writer::with_options(contract, None, &options);
    write(&mut w);
    w.finish().unwrap()
}

#[test]
fn what_is_kept_is_declared_once_and_what_it_takes_is_declared_otherwise() {
    let inside = |w: &mut Writer| within(w, T, "t:r", |w| leaf(w, T, "t:a"));
    let same = keeping(&TWO, &[("t", "urn:t"), ("q", "urn:q")], inside);
    assert_eq!(same, r#"<t:r xmlns:t="urn:t" xmlns:q="urn:q"><t:a>x</t:a></t:r>"#);
    let taken = keeping(&TWO, &[("t", "urn:q"), ("m", "urn:q")], inside);
    assert_eq!(taken, r#"<t2:r xmlns:t2="urn:t" xmlns:t="urn:q" xmlns:m="urn:q"><t2:a>x</t2:a></t2:r>"#);
    let name = QName::new(Some("urn:t"), "x").unwrap().with_prefix("t").unwrap();
    let content = keeping(&TWO, &[("t", "urn:q")], |w| within(w, M, "m:r", |w| name.write_all(w, M, "m:a")));
    assert_eq!(content, r#"<m:r xmlns:t2="urn:t" xmlns:m="urn:m" xmlns:t="urn:q"><m:a>t2:x</m:a></m:r>"#);
    let default = keeping(&DEFAULT, &[("t", "urn:q")], |w| within(w, T, "r", |w| w.own_attribute("t:k", "v")));
    assert_eq!(default, r#"<r xmlns="urn:t" xmlns:t2="urn:t" xmlns:t="urn:q" t2:k="v"/>"#);
}

static LONG: [Namespace; 3] = [
    Namespace { prefix: "t", uri: "urn:t" },
    Namespace {
        prefix: "m",
        uri: "urn:example:a-name-that-is-long-enough-to-be-longer-than-what-is-written-behind-it",
    },
    Namespace { prefix: "xsi", uri: XSI_URI },
];

#[test]
fn a_type_that_was_written_stays_known_when_the_root_gets_shorter() {
    written(&LONG, |w| {
        within(w, T, "t:r", |w| {
            w.attribute_text("xsi:nil", "false");
            w.text(&"x".repeat(EARLY));
            w.set_type("t:T");
            within(w, T, "t:a", |w| assert!(w.has_type()));
            w.settle_early();
            for _ in 0..40 {
                within(w, T, "t:a", |w| {
                    w.put_attribute("k", "v");
                    assert!(!w.has_type());
                });
            }
        });
    });
}

#[test]
fn an_envelope_has_its_prefix_whatever_the_contract_calls_so() {
    static SOAP: [Namespace; 2] =
        [Namespace { prefix: "t", uri: "urn:t" }, Namespace { prefix: "soap", uri: SOAP11_URI }];
    for (uri, prefix) in [(SOAP11_URI, "soap"), (SOAP12_URI, "ns")] {
        let own = Namespace { prefix: "soap", uri };
        let name = QName::new(Some(SOAP11_URI), "x").unwrap();
        let xml = written(&SOAP, |w| {
            let root = WrittenName::own("soap:r");
            w.start(root);
            w.bind_own(own);
            name.write_all(w, T, "t:a");
            w.end(root);
        });
        let document = roxmltree::Document::parse(&xml).unwrap();
        assert_eq!(document.root_element().tag_name(), (uri, "r").into(), "{xml}");
        let content = document.root_element().first_element_child().unwrap();
        assert_eq!(content.text(), Some(format!("{prefix}:x").as_str()), "{xml}");
        assert_eq!(content.lookup_namespace_uri(Some(prefix)), Some(SOAP11_URI), "{xml}");
    }
}
