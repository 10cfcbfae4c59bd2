//! Random messages in SOAP encoding: whatever refers to whatever, is nil, an array or of a type that it cannot be.
//!
//! Nothing panics, an error has a place, and what was written is read as what it was written of.
#![allow(clippy::unwrap_used)]

use case_tests::wsdl_encoded_desk::Document;
use proptest::prelude::*;
use proptest::sample::select;
use soap_runtime::ReadOptions;
use soap_runtime::soap::Envelope;

const NAMES: [&str; 16] = [
    "token", "task", "ids", "rows", "list", "one", "id", "name", "owner", "due", "watchers", "effort", "item",
    "e:Array", "e:int", "d:other",
];

const ATTRIBUTES: [&str; 25] = [
    "id='a'",
    "id='b'",
    "id='c'",
    "href='#a'",
    "href='#b'",
    "href='#c'",
    "href='cid:1'",
    "href='#'",
    "xsi:nil='true'",
    "xsi:nil='x'",
    "xsi:type='b:Deadline'",
    "xsi:type='b:Person'",
    "xsi:type='d:ArrayOf_b_Bean'",
    "xsi:type='e:Array'",
    "xsi:type='xsd:int'",
    "xsi:type='q:x'",
    "e:arrayType='b:Person[2]'",
    "e:arrayType='xsd:int[][3]'",
    "e:arrayType='xsd:int[2,2]'",
    "e:offset='[2]'",
    "e:position='[3]'",
    "e:root='0'",
    "xmlns:b='urn:other'",
    "xmlns='urn:example:wsdl-encoded-desk'",
    "s:encodingStyle=''",
];

fn attributes() -> impl Strategy<Value = String> {
    proptest::collection::btree_set(select(&ATTRIBUTES[..]), 0..4).prop_map(|attributes| {
        let mut named: Vec<&str> = Vec::new();
        for attribute in attributes {
            let name = |attribute: &str| attribute.split_once('=').unwrap().0.to_owned();
            if !named.iter().any(|other| name(other) == name(attribute)) {
                named.push(attribute);
            }
        }
        named.join(" ")
    })
}

fn element() -> impl Strategy<Value = String> {
    let text = select(&["", " ", "5", "text", "2009-05-01T10:00:00Z", "true", "<!-- -->"][..]);
    let leaf = (select(&NAMES[..]), attributes(), text)
        .prop_map(|(name, attributes, text)| format!("<{name} {attributes}>{text}</{name}>"));
    leaf.prop_recursive(5, 40, 5, |inner| {
        let children = proptest::collection::vec(inner, 0..5);
        (select(&NAMES[..]), attributes(), children, select(&["", "text", "\n"][..])).prop_map(
            |(name, attributes, children, text)| format!("<{name} {attributes}>{}{text}</{name}>", children.concat()),
        )
    })
}

fn message() -> impl Strategy<Value = String> {
    let parts = |number| proptest::collection::vec(element(), 0..number).prop_map(|parts| parts.concat());
    let root = select(&["d:store", "d:beans", "d:values", "d:table", "d:storeResponse", "s:Fault"][..]);
    let version = select(&["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"][..]);
    let encoding =
        select(&["http://schemas.xmlsoap.org/soap/encoding/", "http://www.w3.org/2003/05/soap-encoding"][..]);
    (root, parts(4), parts(4), version, encoding).prop_map(|(root, inside, beside, version, encoding)| {
        let inside = match (root, version.ends_with("/")) {
            ("s:Fault", true) => format!("<faultcode>s:Client</faultcode><faultstring>no</faultstring><detail>{inside}</detail>"),
            ("s:Fault", false) => format!(
                "<s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text xml:lang='en'>no</s:Text></s:Reason><s:Detail>{inside}</s:Detail>"
            ),
            _ => inside,
        };
        format!(
            "<s:Envelope xmlns:s='{version}' xmlns:e='{encoding}' xmlns:d='urn:example:wsdl-encoded-desk' \
             xmlns:b='urn:example:wsdl-encoded-desk:beans' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
             xmlns:xsd='http://www.w3.org/2001/XMLSchema' xmlns:q='urn:q'>\n<s:Body><{root}>{inside}</{root}>\n{beside}</s:Body></s:Envelope>"
        )
    })
}

/// An array is read as one even if it says that it is something else, so that its items are held to what items are held to.
#[test]
fn what_refers_outside_is_refused_in_an_array_that_says_it_is_something_else() {
    let refused = "refers to `cid:1`, which is outside of the message";
    let item = "<item href='cid:1' xsi:type='d:ArrayOf_b_Bean'/>";
    for ty in ["b:Deadline", "b:Bean", "b:NoSuchType", "xsi:NoSuchType", "d:ArrayOf_b_Bean"] {
        for (place, content) in [
            ("list/item", format!("<d:values><list xsi:type='{ty}'>{item}</list></d:values>")),
            (
                "item",
                format!("<d:values><list href='#1'/></d:values><multiRef id='1' xsi:type='{ty}'>{item}</multiRef>"),
            ),
        ] {
            let xml = format!(
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
                 xmlns:d='urn:example:wsdl-encoded-desk' xmlns:b='urn:example:wsdl-encoded-desk:beans'><s:Body>{content}</s:Body></s:Envelope>"
            );
            let error = Envelope::<Document>::from_xml(&xml).unwrap_err().to_string();
            assert!(error.contains(&format!("{place}: {refused}")), "{error}\n{xml}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_is_read_or_refused_with_a_place(xml in message()) {
        if let Err(error) = Envelope::<Document>::from_xml_with(&xml, &ReadOptions::strict()) {
            prop_assert!(error.position().line > 0, "{error}");
        }
        let mut read = match Envelope::<Document>::from_xml(&xml) {
            Err(error) => {
                prop_assert!(error.position().line > 0, "{error}");
                return Ok(());
            }
            Ok(read) => read,
        };
        // What was nil and held something is absent then, which is the same, and a fault says its types.
        read = Envelope::from_xml(&read.to_xml().unwrap()).unwrap();
        let written = read.to_xml().unwrap();
        let again = Envelope::<Document>::from_xml(&written);
        prop_assert_eq!(again.unwrap_or_else(|error| panic!("{error}\n{written}")), read, "{}", written);
    }
}
