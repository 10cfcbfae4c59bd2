//! Content models and simple types before and after, and what becomes of messages.
#![allow(clippy::unwrap_used)]

use super::{Class, Report, compare};
use crate::fixture;

fn report(old: &str, new: &str) -> Report {
    let (old, new) = (fixture::compile_all(&fixture::schema(old)), fixture::compile_all(&fixture::schema(new)));
    compare(old.contract(), new.contract())
}

/// The classes for old messages and old servers, when one content of a type becomes another one.
fn content(old: &str, new: &str) -> (Class, Class) {
    let ty =
        |content: &str| format!("<xs:complexType name='T'>{content}</xs:complexType><xs:element name='T' type='a:T'/>");
    let effects = report(&ty(old), &ty(new)).effects();
    (effects.old_messages.class, effects.old_servers.class)
}

/// The same for a simple type.
fn simple(old: &str, new: &str) -> (Class, Class) {
    let ty =
        |facets: &str| format!("<xs:simpleType name='T'>{facets}</xs:simpleType><xs:element name='T' type='a:T'/>");
    let effects = report(&ty(old), &ty(new)).effects();
    (effects.old_messages.class, effects.old_servers.class)
}

const UNAFFECTED: (Class, Class) = (Class::Unaffected, Class::Unaffected);
const WIDER: (Class, Class) = (Class::Compatible, Class::Conditional);
const NARROWER: (Class, Class) = (Class::Conditional, Class::Compatible);
const A: &str = "<xs:element name='A' type='xs:int'/>";
const B: &str = "<xs:element name='B' type='xs:int' minOccurs='0'/>";

#[test]
fn what_admits_the_same_is_no_change() {
    let same = [
        (
            format!("<xs:sequence>{A}{B}</xs:sequence>"),
            format!("<xs:sequence><xs:sequence>{A}</xs:sequence>{B}</xs:sequence>"),
        ),
        (format!("<xs:sequence>{A}</xs:sequence>"), format!("<xs:choice>{A}</xs:choice>")),
        (format!("<xs:choice>{A}{A}</xs:choice>"), format!("<xs:choice><xs:choice>{A}</xs:choice>{A}</xs:choice>")),
        ("<xs:sequence/>".to_owned(), String::new()),
    ];
    for (old, new) in same {
        assert_eq!(content(&old, &new), UNAFFECTED, "{old} {new}");
        assert_eq!(report(&wrapped(&old), &wrapped(&new)).changes, [], "{old} {new}");
    }
}

fn wrapped(content: &str) -> String {
    format!("<xs:complexType name='T'>{content}</xs:complexType>")
}

#[test]
fn languages_decide() {
    let sequence = |inner: &str| format!("<xs:sequence>{inner}</xs:sequence>");
    let many =
        |min: u32, max: &str| format!("<xs:element name='A' type='xs:int' minOccurs='{min}' maxOccurs='{max}'/>");
    for (old, new, expected) in [
        (sequence(A), sequence(&format!("{A}{B}")), WIDER),
        (sequence(&format!("{A}{B}")), sequence(A), NARROWER),
        (sequence(&many(0, "5")), sequence(&many(0, "900000")), WIDER),
        (sequence(&many(0, "900000")), sequence(&many(0, "800000")), NARROWER),
        (sequence(&many(2, "3")), sequence(&many(1, "unbounded")), WIDER),
        (sequence(&format!("{A}{B}")), sequence(&format!("{B}{A}")), (Class::Conditional, Class::Breaking)),
        (
            format!("<xs:all>{A}{B}</xs:all>"),
            format!("<xs:all>{B}{A}</xs:all>"),
            (Class::Compatible, Class::Compatible),
        ),
        (sequence(&format!("{A}{B}")), format!("<xs:all>{A}{B}</xs:all>"), (Class::Compatible, Class::Compatible)),
        (format!("<xs:all>{A}{B}</xs:all>"), sequence(&format!("{A}{B}")), (Class::Conditional, Class::Compatible)),
        (
            sequence(A),
            sequence("<xs:any namespace='##any' processContents='skip' maxOccurs='2'/>"),
            (Class::Compatible, Class::Conditional),
        ),
        (
            sequence("<xs:any namespace='##other' minOccurs='0'/>"),
            sequence("<xs:any namespace='urn:x urn:y' minOccurs='0'/>"),
            NARROWER,
        ),
    ] {
        assert_eq!(content(&old, &new), expected, "{old} → {new}");
    }
}

#[test]
fn values_decide() {
    let restriction = |base: &str, facets: &str| format!("<xs:restriction base='xs:{base}'>{facets}</xs:restriction>");
    let (length, value) = ("<xs:maxLength value='5'/>", "<xs:enumeration value='a'/>");
    for (old, new, expected) in [
        (restriction("string", ""), restriction("string", length), NARROWER),
        (restriction("string", length), restriction("string", ""), WIDER),
        (restriction("string", length), restriction("string", "<xs:maxLength value='6'/>"), WIDER),
        (restriction("int", ""), restriction("long", ""), WIDER),
        (restriction("long", ""), restriction("int", ""), (Class::Breaking, Class::Compatible)),
        (restriction("decimal", ""), restriction("double", ""), (Class::Breaking, Class::Breaking)),
        (
            restriction("string", value),
            restriction("string", "<xs:enumeration value='a'/><xs:enumeration value='b'/>"),
            WIDER,
        ),
        // What every facet says is judged with what the others do.
        (
            restriction("string", "<xs:length value='5'/>"),
            restriction("string", "<xs:minLength value='3'/><xs:maxLength value='8'/>"),
            WIDER,
        ),
        (
            restriction("string", "<xs:pattern value='a'/>"),
            restriction("string", "<xs:pattern value='a'/><xs:pattern value='b'/>"),
            WIDER,
        ),
        (
            restriction("decimal", "<xs:maxInclusive value='10'/>"),
            restriction("decimal", "<xs:maxInclusive value='10.0'/>"),
            (Class::Compatible, Class::Compatible),
        ),
        (
            restriction("decimal", "<xs:enumeration value='1.0'/>"),
            restriction("decimal", "<xs:enumeration value='1'/>"),
            (Class::Compatible, Class::Compatible),
        ),
        (restriction("token", ""), restriction("NCName", ""), NARROWER),
        (restriction("token", ""), "<xs:list itemType='xs:token'/>".to_owned(), (Class::Breaking, Class::Conditional)),
        ("<xs:union memberTypes='xs:int'/>".to_owned(), "<xs:union memberTypes='xs:int xs:date'/>".to_owned(), WIDER),
    ] {
        assert_eq!(simple(&old, &new), expected, "{old} → {new}");
    }
}

#[test]
fn large_models_end() {
    let elements = |count: usize, more: &str| {
        let each = (0..count).map(|n| format!("<xs:element name='E{n}' type='xs:int' minOccurs='0'{more}/>"));
        format!("<xs:sequence>{}</xs:sequence>", each.collect::<String>())
    };
    assert_eq!(content(&elements(200, ""), &elements(201, "")), WIDER);
    assert_eq!(content(&elements(40, ""), &elements(40, " maxOccurs='7'")), WIDER);
    // Too many states to tell: nothing is promised.
    let nested = |count: &str| {
        let inner = format!("<xs:sequence maxOccurs='11'>{A}{B}</xs:sequence>");
        let middle = format!("<xs:sequence maxOccurs='12'>{inner}{B}</xs:sequence>");
        format!("<xs:sequence maxOccurs='{count}'>{middle}{B}</xs:sequence>")
    };
    assert_eq!(content(&nested("11"), &nested("12")), (Class::Breaking, Class::Breaking));
}

#[test]
fn a_type_that_contains_itself_is_compared() {
    let tree = |more: &str| {
        format!(
            "<xs:complexType name='T'><xs:sequence><xs:element name='T' type='a:T' minOccurs='0'/>{more}</xs:sequence></xs:complexType>\
             <xs:element name='T' type='a:T'/>"
        )
    };
    assert_eq!(report(&tree(""), &tree("")).changes, []);
    assert_eq!(report(&tree(""), &tree(B)).changes.len(), 1);
}

/// Values that are names are compared as such, whatever their prefixes.
#[test]
fn names_in_values_are_compared_by_namespace() {
    let with = |prefix: &str, uri: &str| {
        let content = format!(
            "<xs:simpleType name='K'><xs:restriction base='xs:QName'><xs:enumeration value='{prefix}:a' xmlns:{prefix}='{uri}'/></xs:restriction>\
             </xs:simpleType><xs:complexType name='T'><xs:attribute name='k' type='a:K'/>\
             <xs:attribute name='q' type='xs:QName' default='{prefix}:d' xmlns:{prefix}='{uri}'/></xs:complexType>\
             <xs:element name='T' type='a:T'/>"
        );
        content
    };
    assert_eq!(report(&with("q", "urn:q"), &with("r", "urn:q")).changes, []);
    let kinds: Vec<_> = report(&with("q", "urn:q"), &with("q", "urn:r")).changes.iter().map(|it| it.kind).collect();
    assert!(kinds.contains(&"default-changed") && kinds.contains(&"enumeration-value-removed"), "{kinds:?}");
}
