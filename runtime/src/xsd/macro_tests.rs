//! What the macros for generated types make, tried together.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use crate::{enumeration, restricted, union};

use super::error::Reason;
use super::facets::Facet;
use super::{Base64Binary, Decimal, HexBinary, List, QName, SimpleValue, Token, ValueError, WhiteSpace};

enumeration! {
    /// `m:ResponseCodeType`
    pub(crate) enum ResponseCode {
        NoError,
        /// Access is denied.
        #[doc(alias = "denied")]
        ErrorAccessDenied,
        FolderId = "folder:FolderId",
        Empty = "",
        One = "1",
    }
}

enumeration! {
    enum Presence: token {
        Unknown,
        Online = "on line",
        ..Other
    }
}

#[test]
fn listed_values() {
    assert_eq!(ResponseCode::VALUES, ["NoError", "ErrorAccessDenied", "folder:FolderId", "", "1"]);
    for (value, text) in ResponseCode::ALL.iter().zip(ResponseCode::VALUES) {
        assert_eq!(ResponseCode::from(*text), *value);
        assert_eq!(text.parse(), Ok(value.clone()));
        assert_eq!(ResponseCode::from_lexical(text).unwrap(), *value);
        assert_eq!(ResponseCode::from_lexical_lenient(text).unwrap(), (value.clone(), None));
        assert_eq!((value.as_str(), value.to_string().as_str(), value.to_lexical().as_str()), (*text, *text, *text));
        assert!(value.is_known());
    }
    assert!(ResponseCode::NoError < ResponseCode::FolderId && ResponseCode::One < ResponseCode::from("x"));
}

#[test]
fn values_that_are_not_listed_are_kept() {
    let new = ResponseCode::from("ErrorNewIn2027");
    assert_eq!(new, ResponseCode::Unknown("ErrorNewIn2027".into()));
    assert_eq!(new, ResponseCode::from("ErrorNewIn2027".to_owned()));
    assert!(!new.is_known());
    assert_eq!(new.to_lexical(), "ErrorNewIn2027");
    let (kept, objection) = ResponseCode::from_lexical_lenient("ErrorNewIn2027").unwrap();
    assert_eq!(kept, new);
    let expected = r#"expected one of "NoError", "ErrorAccessDenied", "folder:FolderId", "", "1" (enumeration), found "ErrorNewIn2027""#;
    assert_eq!(objection.unwrap().to_string(), expected);
    assert_eq!(ResponseCode::from_lexical("ErrorNewIn2027").unwrap_err().to_string(), expected);
}

#[test]
fn the_open_variant_can_have_another_name() {
    assert_eq!(Presence::from("Unknown"), Presence::Unknown);
    assert!(Presence::Unknown.is_known());
    assert_eq!(Presence::from("Away"), Presence::Other("Away".into()));
}

#[test]
fn white_space_is_that_of_the_base() {
    assert_eq!(ResponseCode::WHITE_SPACE, WhiteSpace::Preserve);
    assert_eq!(Presence::WHITE_SPACE, WhiteSpace::Collapse);
    assert_eq!(Presence::from_text("\n on\tline ").unwrap(), Presence::Online);
    assert!(ResponseCode::from_text(" NoError").is_err());
}

#[test]
fn an_unknown_enumeration_takes_no_more_room_than_a_string() {
    assert!(size_of::<ResponseCode>() <= size_of::<String>());
    assert!(size_of::<Option<ResponseCode>>() <= size_of::<String>());
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct NonEmpty(String);
restricted! { NonEmpty(String): string { min_length: Some(1) } }

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Percent(i32);
restricted! { Percent(i32): int { min_inclusive: Some("0"), max_inclusive: Some("100"), } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Tag(String);
restricted! { Tag(String): language {} }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Codes(List<ResponseCode>);
restricted! { Codes(List<ResponseCode>): string { list: true, max_length: Some(2) } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Hex(String);
restricted! { Hex(String): string { patterns: &[&["(0x|0X)[0-9A-Fa-f]{1,4}"]], white_space: Some(WhiteSpace::Collapse) } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Price(Decimal);
restricted! { Price(Decimal): decimal { fraction_digits: Some(2) } }

#[test]
fn facets_hold_wherever_a_value_is_made() {
    assert_eq!(Percent::new(100).unwrap().into_inner(), 100);
    for refused in
        [Percent::new(101), Percent::try_from(-1), Percent::try_from("101"), "-1".parse(), Percent::from_lexical("101")]
    {
        assert!(matches!(refused.unwrap_err().reason(), Reason::Facet(Facet::MinInclusive | Facet::MaxInclusive)));
    }
    assert_eq!(Percent::try_from("x").unwrap_err().to_string(), r#"expected xs:int, found "x": not a number"#);
    assert_eq!(NonEmpty::try_from(String::from("a")), NonEmpty::new("a"));
    assert_eq!(Tag::new("en_GB").unwrap_err().expected(), "xs:language");
    assert_eq!(Price::new(Decimal::from(1)).unwrap().to_string(), "1");
    assert!(Price::from_lexical("1.250").is_ok() && Price::from_lexical("1.251").is_err());
}

#[test]
fn lenient_reading_keeps_values_beside_the_objection() {
    let (value, objection) = NonEmpty::from_lexical_lenient("").unwrap();
    assert_eq!((value.get().as_str(), value.to_lexical().as_str()), ("", ""));
    assert_eq!(objection.unwrap().to_string(), r#"expected at least 1 character (minLength), found """#);
    let (value, objection) = Tag::from_lexical_lenient("en_GB").unwrap();
    assert_eq!((value.to_string().as_str(), objection.unwrap().expected()), ("en_GB", "xs:language"));
    assert_eq!(Percent::from_lexical_lenient("50").unwrap(), (Percent(50), None));
    assert_eq!(*Percent::from_lexical_lenient("500").unwrap().0, 500);
    assert!(Percent::from_lexical_lenient("x").is_err());
}

#[test]
fn a_newtype_is_what_it_holds() {
    let value = NonEmpty::new("abc").unwrap();
    assert_eq!((value.len(), value.as_ref(), value.to_string()), (3, &"abc".to_owned(), "abc".to_owned()));
    assert_eq!(String::from(value), "abc");
    assert_eq!(format!("{:>5}", Percent::new(7).unwrap()), "    7");
    assert_eq!(NonEmpty::placeholder(), NonEmpty(String::new()));
}

#[test]
fn white_space_of_newtypes() {
    assert_eq!(NonEmpty::from_text(" a ").unwrap().get(), " a ");
    assert_eq!(Tag::from_text(" en ").unwrap().get(), "en");
    assert_eq!(Hex::from_text(" 0x1F ").unwrap().get(), "0x1F");
    assert_eq!(Percent::from_text("\n7\n").unwrap(), Percent(7));
}

#[test]
fn restricted_lists() {
    assert_eq!(**Codes::from_text(" NoError 1 ").unwrap(), [ResponseCode::NoError, ResponseCode::One]);
    let error = Codes::from_text("NoError 1 1").unwrap_err();
    assert_eq!(error.to_string(), r#"expected at most 2 items (maxLength), found "NoError 1 1""#);
    let (codes, objection) = Codes::from_text_lenient("NoError New Newer").unwrap();
    assert_eq!(codes.to_lexical(), "NoError New Newer");
    assert_eq!(objection.unwrap().found(), "New");
    assert_eq!(Codes::new(vec![ResponseCode::One]).unwrap().to_string(), "1");
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum PropertyTag {
    UnsignedShort(u16),
    Hex(Hex),
}
union! { PropertyTag { UnsignedShort(u16), Hex(Hex) } }

#[derive(Debug, Clone, PartialEq)]
enum Any {
    Number(f64),
    Known(Presence),
    Text(String),
}
union! { Any { Number(f64), Known(Presence), Text(String), } }

#[test]
fn the_first_member_that_accepts_wins() {
    assert_eq!(PropertyTag::from_text(" 12 ").unwrap(), PropertyTag::UnsignedShort(12));
    assert_eq!(PropertyTag::from_text("0x1f").unwrap(), PropertyTag::Hex(Hex("0x1f".to_owned())));
    assert_eq!(Any::from_text(" on  line ").unwrap(), Any::Known(Presence::Online));
    assert_eq!(Any::from_text(" off  line ").unwrap(), Any::Text(" off  line ".to_owned()));
    assert_eq!("1e3".parse::<Any>().unwrap(), Any::Number(1000.0));
    assert_eq!(PropertyTag::try_from("7").unwrap().to_string(), "7");
    assert_eq!(PropertyTag::placeholder(), PropertyTag::UnsignedShort(0));
}

#[derive(Debug, Clone, PartialEq)]
enum Note {
    Language(Token),
    Names(List<Token>),
    Count(i32),
    Tokens(List<Token>),
    Amounts(List<f64>),
    Text(String),
}
union! {
    Note {
        Language(Token: language | NCName),
        Names(List<Token>: [Name language]),
        Count(i32),
        Tokens(List<Token>: NMTOKENS | [NMTOKEN]),
        Amounts(List<f64>),
        Text(String),
    }
}

#[test]
fn a_member_takes_only_texts_of_its_own() {
    let list = |items: &[&str]| items.iter().map(|item| Token::from(*item)).collect::<Vec<_>>().into();
    for (text, value) in [
        (" en ", Note::Language("en".into())),
        ("a_b", Note::Language("a_b".into())),
        ("a:b  en", Note::Names(list(&["a:b", "en"]))),
        ("7", Note::Count(7)),
        ("7 -", Note::Tokens(list(&["7", "-"]))),
        (" a  / ", Note::Text(" a  / ".to_owned())),
    ] {
        assert_eq!(Note::from_text(text).unwrap(), value, "{text}");
        assert_eq!(Note::from_text_lenient(text).unwrap(), (value, None), "{text}");
    }
}

#[test]
fn a_member_that_holds_more_keeps_what_no_member_accepts() {
    #[derive(Debug, Clone, PartialEq)]
    enum Names {
        Count(i32),
        Name(Token),
    }
    union! { Names { Count(i32), Name(Token: NCName) } }

    assert!(Names::from_text("a b").is_err());
    let (kept, objection) = Names::from_text_lenient("a b").unwrap();
    assert_eq!((kept, objection.is_some()), (Names::Name("a b".into()), true));
}

#[test]
fn a_form_of_its_own_that_a_facet_refuses_is_not_written() {
    #[derive(Debug, Clone, PartialEq)]
    enum Setting {
        Named(Presence),
        Flag(bool),
        Percent(Percent),
    }
    union! { Setting { Named(Presence), Flag(bool), Percent(Percent) } }

    for value in [Setting::Flag(true), Setting::Percent(Percent(50)), Setting::Percent(Percent(300))] {
        let usual = match &value {
            Setting::Percent(percent) => percent.to_lexical(),
            _ => "true".to_owned(),
        };
        assert_eq!(value.to_lexical(), usual);
    }
    assert_eq!(Setting::Percent(Percent(1)).to_lexical(), "+1");
}

#[test]
fn what_is_written_is_read_as_the_same_member() {
    #[derive(Debug, Clone, PartialEq)]
    enum Number {
        Int(i32),
        Floats(List<f64>),
        Double(f64),
    }
    union! { Number { Int(i32), Floats(List<f64>), Double(f64) } }
    #[derive(Debug, Clone, PartialEq)]
    enum Outer {
        Byte(u8),
        Number(Number),
    }
    union! { Outer { Byte(u8), Number(Number) } }

    for (text, written) in
        [("-2.5e3", "-2500E0"), ("1.5", "1.5"), ("INF", "INF"), ("1.0 2", "1 2"), ("7", "7"), ("300", "300")]
    {
        let value = Number::from_text(text).unwrap();
        assert_eq!(value.to_lexical(), written);
        assert_eq!(Number::from_text(written).unwrap(), value, "{text}");
        let outer = Outer::from_text(text).unwrap();
        assert_eq!(Outer::from_text(&outer.to_lexical()).unwrap(), outer, "{text}");
    }
}

#[test]
fn octets_are_no_names_and_no_hexadecimals() {
    #[derive(Debug, Clone, PartialEq)]
    enum Octets {
        Name(Token),
        Hex(HexBinary),
        Base64(Base64Binary),
    }
    union! { Octets { Name(Token: NCName), Hex(HexBinary), Base64(Base64Binary) } }

    for text in ["abcd", "ab cd", "12EF", "1 2EF", "", "1w==", "a b c d"] {
        let value = Octets::from_text(text).unwrap();
        assert_eq!(Octets::from_text(&value.to_lexical()).unwrap(), value, "{text}");
    }
    assert_eq!(Octets::from_text("abcdEFGH").unwrap().to_lexical(), "abcdEFGH");
    assert_eq!(Octets::from_text("abcd EFGH").unwrap().to_lexical(), "a bcdEFGH");
}

#[test]
fn no_member_accepts() {
    let expected = r#"expected PropertyTag, found "65536": no member type accepts it"#;
    assert_eq!(PropertyTag::from_text("65536").unwrap_err().to_string(), expected);
    let (kept, objection) = PropertyTag::from_text_lenient("65536").unwrap();
    assert_eq!((kept.to_lexical().as_str(), objection.unwrap().to_string().as_str()), ("65536", expected));
}

#[test]
fn a_union_that_can_keep_nothing_refuses() {
    #[derive(Debug, PartialEq)]
    enum Numbers {
        Byte(u8),
        Percent(Percent),
    }
    union! { Numbers { Byte(u8), Percent(Percent) } }

    let refused: Result<_, ValueError> = Numbers::from_text_lenient("x");
    assert!(refused.is_err());
    assert_eq!(Numbers::from_text_lenient("300").unwrap().0, Numbers::Percent(Percent(300)));
    assert_eq!(Numbers::from_text("0").unwrap(), Numbers::Byte(0));
}

static NAMESPACES: &[crate::xml::Namespace] = &[crate::xml::Namespace { prefix: "k", uri: "urn:kinds" }];

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Kind(QName);
restricted! { Kind(QName): QName in NAMESPACES { enumeration: &["k:One", "none"] } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Prefixed(QName);
restricted! { Prefixed(QName): QName in NAMESPACES { patterns: &[&["[a-z]+:.+"]] } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct TwoKinds(List<Kind>);
restricted! { TwoKinds(List<Kind>): QName in NAMESPACES { list: true, length: Some(2) } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    Number(i32),
    Kind(Kind),
    TwoKinds(TwoKinds),
    Prefixed(Prefixed),
    Text(String),
}
union! { Named { Number(i32), Kind(Kind), TwoKinds(TwoKinds), Prefixed(Prefixed), Text(String) } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Around {
    Names(List<Named>),
    Presence(Presence),
}
union! { Around { Names(List<Named>), Presence(Presence) } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Listed(Named);
restricted! { Listed(Named): anySimpleType in NAMESPACES { enumeration: &["k:One", "07"] } }

/// `a` and no prefix at all mean the namespace of the kinds, `b` means another one.
fn in_scope(prefix: Option<&str>) -> Option<&'static str> {
    match prefix {
        None | Some("a") => Some("urn:kinds"),
        Some("b") => Some("urn:b"),
        Some(_) => None,
    }
}

fn named(text: &str) -> Named {
    let (value, objection) = Named::from_text_in(text, &in_scope).unwrap();
    assert_eq!(objection, None, "{text}");
    value
}

fn name(namespace: &str, local: &str) -> QName {
    QName::new(Some(namespace), local).unwrap()
}

#[test]
fn the_first_member_that_accepts_names_where_they_stand_wins() {
    assert_eq!(named(" 7 "), Named::Number(7));
    assert_eq!(named("\na:One "), Named::Kind(Kind(name("urn:kinds", "One"))));
    assert_eq!(named("One"), Named::Kind(Kind(name("urn:kinds", "One"))));
    assert_eq!(named("a:One One"), Named::TwoKinds(TwoKinds(vec![Kind(name("urn:kinds", "One")); 2].into())));
    assert_eq!(named("b:One"), Named::Prefixed(Prefixed(name("urn:b", "One"))));
    for text in ["Two", "none", "a:One a:One a:One", "c:One", "b:One b:One", " text "] {
        assert_eq!(named(text), Named::Text(text.to_owned()));
    }
}

#[test]
fn where_no_prefix_is_bound_only_names_without_one_are_names() {
    assert_eq!(Named::from_text("none").unwrap(), Named::Kind(Kind(QName::new(None, "none").unwrap())));
    assert_eq!("a:One".parse::<Named>().unwrap(), Named::Text("a:One".to_owned()));
    assert!(Kind::from_lexical("k:One").is_err());
}

#[test]
fn facets_of_names_are_about_their_namespaces() {
    let one = name("urn:kinds", "One").with_prefix("anything").unwrap();
    assert_eq!(Kind::new(one).unwrap().to_string(), "anything:One");
    let error = Kind::new(name("urn:other", "One").with_prefix("k").unwrap()).unwrap_err();
    assert_eq!(error.to_string(), r#"expected one of "k:One", "none" (enumeration), found "k:One""#);
    let (kept, objection) = Kind::from_text_in(" b:One ", &in_scope).unwrap();
    assert_eq!((kept, objection.unwrap().reason()), (Kind(name("urn:b", "One")), Reason::Facet(Facet::Enumeration)));
    assert!(TwoKinds::from_text_in("a:One", &in_scope).unwrap().1.is_some());
    assert!(Listed::new(Named::Number(7)).is_ok() && Listed::new(Named::Number(8)).is_err());
    assert!(Listed::from_text_in(" a:One ", &in_scope).unwrap().1.is_none());
}

#[test]
fn names_are_spelled_wherever_they_are() {
    let (value, _) = Around::from_text_in("7 a:One b:x text", &in_scope).unwrap();
    let mut text = String::new();
    value.spell(
        &mut |name, text| text.push_str(&format!("{{{}}}{}", name.namespace().unwrap(), name.local())),
        &mut text,
    );
    assert_eq!(text, "7 {urn:kinds}One {urn:b}x text");
    assert_eq!(value.to_lexical(), "7 a:One b:x text");
    const { assert!(Around::HOLDS_NAMES && Listed::HOLDS_NAMES && TwoKinds::HOLDS_NAMES && !Any::HOLDS_NAMES) };
}
