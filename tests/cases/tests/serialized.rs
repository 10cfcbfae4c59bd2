//! What `config-derives` derives: serde's traits, which give the same value back, and orders.
#![allow(clippy::unwrap_used)]

use case_tests::config_derives::config_derives::{
    AllType, Code, Colour, Day, Limit, Names, Pair, Percent, PointType, Ratio, TreeType,
};
use case_tests::config_derives::{Document, soap_runtime::xsd};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};

const MESSAGES: [&str; 4] = [
    include_str!("../config-derives/builtins.xml"),
    include_str!("../config-derives/contents.xml"),
    include_str!("../config-derives/points.xml"),
    include_str!("../config-derives/simple.xml"),
];

fn read(xml: &str) -> Document {
    Document::from_xml(xml).unwrap()
}

#[test]
fn every_message_comes_back_from_json() {
    for message in MESSAGES {
        let document = read(message);
        let json = to_value(&document).unwrap();
        let back: Document = from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json:#}"));
        assert_eq!(back, document);
        // What is written may be in another order only within an `xs:all`.
        assert_eq!(Document::from_xml(&back.to_xml().unwrap()).unwrap(), document);
    }
}

#[test]
fn simple_values_are_text_or_what_is_inside() {
    let json = to_value(read(MESSAGES[3])).unwrap();
    let expected = json!({ "simple": {
        "colour": ["red", "dark blue"], "percent": 50, "ratio": 0.5, "code": "ABC", "spelled": "1.50", "day": "2024-02-29",
        "numbers": [1, 2, 3], "pair": [1, 2], "colours": ["red", "red"], "limit": ["7", "7.5", "red"],
        "names": "{urn:example:config-derives}Small", "kind": "{urn:example:config-derives}Large", "size": 1, "schemaLocation": null,
    } });
    assert_eq!(json, expected);
}

#[test]
fn builtin_types_are_numbers_or_their_text() {
    let json = to_value(read(MESSAGES[0])).unwrap();
    let of = |name: &str| json["builtins"][name].clone();
    assert_eq!(of("integer"), "+007");
    assert_eq!(of("decimal"), "1.50");
    assert_eq!(of("dateTime"), "2024-02-29T23:00:00.50+00:00");
    assert_eq!(of("unsignedLong"), u64::MAX);
    assert_eq!(of("double"), 0.1);
    assert_eq!(of("boolean"), true);
    assert_eq!(of("nmtokens"), json!(["-a", "b"]));
    assert_eq!(of("hexBinary"), "0FB7");
    assert_eq!(of("qName"), "{urn:example:config-derives}Builtins");
}

#[test]
fn content_is_as_derived() {
    let json = to_value(read(MESSAGES[1])).unwrap();
    let contents = &json["contents"];
    assert_eq!(contents["choice"], json!({ "left": "l" }));
    assert_eq!(contents["repeated"]["items"][1], json!({ "key": "b", "value": null }));
    assert_eq!((&contents["nil"], &contents["maybeNil"]), (&json!("Nil"), &json!("Nil")));
    assert_eq!(contents["nilPoint"][0], json!({ "Value": { "x": 1, "y": 2, "colour": "red" } }));
    assert_eq!(contents["nilPoint"][1], json!({ "Nil": "<_ x=\"3\" y=\"4\"/>" }));
    assert_eq!(contents["shape"], json!([{ "shape": "s" }, { "ring": "c" }]));
    assert_eq!(contents["item"][1], json!({ "bookType": { "title": "b", "pages": 7 } }));
    assert_eq!(contents["base"], json!({ "derivedType": { "id": 1 } }));
    assert_eq!(contents["mixed"], json!({ "content": [{ "text": "a" }, { "bold": "b" }, { "text": "c" }] }));
    assert_eq!(contents["all"], json!({ "a": 1, "b": 2 }));
    assert_eq!(contents["price"], json!({ "currency": "EUR", "value": "1.50" }));
    assert_eq!(contents["anyAttributes"][0]["namespace"], "urn:other");
    assert!(
        contents["any"].as_str().unwrap().starts_with("<d:Any xmlns:d=\"urn:example:config-derives\""),
        "{contents:#}"
    );
}

/// Why something cannot be read.
fn refused<T: DeserializeOwned>(json: &Value) -> String {
    from_value::<T>(json.clone()).err().unwrap().to_string()
}

#[test]
fn facets_are_checked() {
    assert_eq!(refused::<Percent>(&json!(101)), "expected at most 100 (maxInclusive), found \"101\"");
    assert!(refused::<Ratio>(&json!(1.5)).contains("(maxInclusive)"));
    assert!(refused::<Code>(&json!("abc")).contains("(pattern)"));
    assert!(refused::<Pair>(&json!([1])).contains("(length)"));
    assert!(refused::<Limit>(&json!("?")).contains("no member type accepts it"));
    assert!(refused::<Day>(&json!("1999-12-31")).contains("(minInclusive)"));
    assert!(refused::<PointType>(&json!({ "x": 1, "y": 101 })).contains("(maxInclusive)"));
    assert_eq!(from_value::<Colour>(json!("new")).unwrap(), Colour::from("new"), "an enumeration is open");
    let point: PointType = from_value(json!({ "x": 1, "y": 100 })).unwrap();
    assert_eq!((point.x, *point.y, point.note), (1, 100, None));
    let names: Names = from_value(json!("a text")).unwrap();
    assert_eq!(names, Names::String("a text".to_owned()));
    assert!(refused::<Document>(&json!({ "contents": { "choice": { "left": 1 } } })).contains("expected a string"));
}

#[test]
fn what_has_an_order_is_ordered() {
    fn ordered<T: Ord + std::hash::Hash>() {}
    fn ordered_in_part<T: PartialOrd + std::hash::Hash>() {}
    ordered::<PointType>();
    ordered::<AllType>();
    ordered::<TreeType>();
    ordered::<Percent>();
    ordered::<Code>();
    ordered::<Pair>();
    ordered::<xsd::List<xsd::HexBinary>>();
    ordered_in_part::<Day>();
    assert!(Percent::new(9).unwrap() < Percent::new(10).unwrap());
    assert!(Ratio::new(0.5).unwrap() < Ratio::new(1.0).unwrap());
    assert!(Limit::Int(7) < Limit::Double(0.5), "by alternatives");
}

/// Whatever a field of the bindings can hold.
#[test]
fn whatever_a_field_can_hold_is_serialized() {
    fn both<T: Serialize + DeserializeOwned>() {}
    both::<case_tests::config_derives::AnyType>();
    both::<soap_runtime::bind::Typed<Colour>>();
    both::<Option<soap_runtime::Nillable<soap_runtime::NillableElement<xsd::List<xsd::QName>>>>>();
    both::<Vec<soap_runtime::AnyAttribute>>();
    both::<soap_runtime::bind::Order>();
}
