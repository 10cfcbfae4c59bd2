//! What values are in JSON, and what is refused.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bind::{Order, Typed};
use crate::xsd::{
    Base64Binary, Date, DateTime, Decimal, Duration, GMonth, HexBinary, Integer, List, PositiveInteger, QName,
    SimpleValue, Time, Token,
};
use crate::{AnyAttribute, AnyElement, Nillable, NillableElement};

crate::enumeration! {
    /// Open.
    pub enum Colour {
        Red = "red",
        Dark = "dark blue",
    }
}
crate::serde_value! { open Colour: Serialize Deserialize }

#[derive(Debug, Clone, PartialEq)]
pub struct Percent(i32);
crate::restricted! { Percent(i32): int { max_inclusive: Some("100") } }
crate::serde_value! { Percent(i32): Serialize Deserialize }

#[derive(Debug, Clone, PartialEq)]
pub struct Pair(List<i32>);
crate::restricted! { Pair(List<i32>): int { list: true, length: Some(2) } }
crate::serde_value! { Pair(List<i32>): Serialize Deserialize }

#[derive(Debug, Clone, PartialEq)]
pub enum Limit {
    Number(i32),
    Real(f64),
    Names(List<QName>),
}
crate::union! { Limit { Number(i32), Real(f64), Names(List<QName>) } }
crate::serde_value! { Limit: Serialize Deserialize }

fn to<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

/// Serializes a value, and holds that what is read of it is the same.
fn both_ways<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> String {
    let json = to(value);
    assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *value, "{json}");
    json
}

fn refused<T: DeserializeOwned>(json: &str) -> String {
    serde_json::from_str::<T>(json).err().unwrap().to_string()
}

fn by_text<T: SimpleValue + Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) {
    assert_eq!(both_ways(&T::from_text(text).unwrap()), format!("{text:?}"));
}

#[test]
fn values_are_their_lexical_text() {
    by_text::<Token>("a b");
    by_text::<Integer>("+007");
    by_text::<PositiveInteger>("123456789012345678901234567890");
    by_text::<Decimal>("1.50");
    by_text::<DateTime>("2024-02-29T23:00:00.50+00:00");
    by_text::<Date>("2024-02-29");
    by_text::<Time>("12:00:00Z");
    by_text::<GMonth>("--02");
    by_text::<Duration>("P1Y12M");
    by_text::<HexBinary>("0FB7");
    by_text::<Base64Binary>("AAEC");
    assert_eq!(
        refused::<Date>("\"2024-02-30\""),
        "expected xs:date, found \"2024-02-30\": no such day at line 1 column 12"
    );
    assert!(refused::<Decimal>("1.5").contains("the text of a value"));
}

#[test]
fn names_have_their_namespaces() {
    let name = QName::new(Some("urn:types"), "Item").unwrap().with_prefix("t").unwrap();
    assert_eq!(both_ways(&name), "\"{urn:types}Item\"");
    assert_eq!(both_ways(&QName::new(None, "Item").unwrap()), "\"Item\"");
    for text in ["t:Item", "{urn:types}", "{urn:types", "{a}b:c", "_.0:x{a}y"] {
        assert!(serde_json::from_str::<QName>(&to(&text)).is_err(), "{text}");
    }
    assert_eq!(both_ways(&List(vec![name.clone(), name])), "[\"{urn:types}Item\",\"{urn:types}Item\"]");
}

#[test]
fn simple_types_hold_to_their_facets() {
    assert_eq!(both_ways(&Colour::Dark), "\"dark blue\"");
    assert_eq!(both_ways(&Colour::from("new")), "\"new\"");
    assert_eq!(both_ways(&Percent::new(7).unwrap()), "7");
    assert!(refused::<Percent>("101").starts_with("expected at most 100 (maxInclusive), found \"101\""));
    assert_eq!(both_ways(&Pair::new(vec![1, 2]).unwrap()), "[1,2]");
    assert!(refused::<Pair>("[1]").contains("(length)"));
}

#[test]
fn a_union_tells_its_member() {
    assert_eq!(both_ways(&Limit::Number(7)), "\"7\"");
    assert_eq!(both_ways(&Limit::Real(7.0)), "\"+7E0\"");
    let names = ["a", "b"].map(|uri| QName::new(Some(uri), "x").unwrap());
    assert_eq!(both_ways(&Limit::Names(names.to_vec().into())), "\"{a}x {b}x\"");
    assert!(refused::<Limit>("\"?\"").contains("no member type accepts it"));
}

#[test]
fn elements_without_a_type_are_xml() {
    let child = AnyElement::new("urn:b", "C").with_text("1 < 2\r\n");
    let element = AnyElement::new("urn:a", "A").with_text(" x ").with_child(child);
    assert_eq!(both_ways(&element), r#""<A xmlns=\"urn:a\"> x <C xmlns=\"urn:b\">1 &lt; 2&#xD;\n</C></A>""#);
    let typed = AnyElement::typed(&5_i32, "", "").unwrap();
    assert_eq!(serde_json::from_str::<AnyElement>(&both_ways(&typed)).unwrap().xsi_type(), typed.xsi_type());
    let bad = refused::<AnyElement>("\"<a><b></a>\"");
    assert!(bad.starts_with("1:7: a/b: not well-formed XML"), "{bad}");
    assert!(serde_json::to_string(&AnyElement::new("", "a b")).is_err());
    let attribute =
        AnyAttribute { namespace: "urn:a".into(), name: "b".into(), value: "c".into(), ..AnyAttribute::default() };
    assert_eq!(both_ways(&attribute), r#"{"prefix":"","namespace":"urn:a","name":"b","value":"c"}"#);
}

#[test]
fn absent_nil_and_value_are_three_things() {
    assert_eq!(both_ways(&None::<Nillable<i32>>), "null");
    assert_eq!(both_ways(&Some(Nillable::<i32>::Nil)), "\"Nil\"");
    assert_eq!(both_ways(&Some(Nillable::Value(1))), "{\"Value\":1}");
    let mut nil = AnyElement::default();
    nil.attributes.push(AnyAttribute { name: "a".into(), value: "1".into(), ..AnyAttribute::default() });
    assert_eq!(both_ways(&NillableElement::<i32>::Nil(nil)), r#"{"Nil":"<_ a=\"1\"/>"}"#);
    assert_eq!(both_ways(&NillableElement::<i32>::nil()), r#"{"Nil":"<_/>"}"#);
}

#[test]
fn what_stands_around_a_value_is_kept() {
    let typed = Typed::<i32>::new(5, QName::new(Some("urn:t"), "count").unwrap());
    assert_eq!(both_ways(&typed), r#"{"value":5,"xsi_type":"{urn:t}count"}"#);
    let mut order = Order::default();
    order.note("b");
    assert_eq!(both_ways(&order), "null");
}
