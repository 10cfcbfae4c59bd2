#![allow(clippy::unwrap_used)]

use crate::fixture::{Outcome, compile_all, outline, schema};
use soap_runtime::contract::Bound;

use crate::ir::{Builtin, InArena, TypeId, WhiteSpace};

fn ty(name: &str, content: &str) -> String {
    format!("<xs:simpleType name='{name}'>{content}</xs:simpleType>")
}

fn restriction(name: &str, base: &str, facets: &[(&str, &str)]) -> String {
    let facets: String = facets.iter().map(|(facet, value)| format!("<xs:{facet} value='{value}'/>")).collect();
    ty(name, &format!("<xs:restriction base='{base}'>{facets}</xs:restriction>"))
}

fn compiled(content: &str) -> Outcome {
    compile_all(&schema(content))
}

fn id(outcome: &Outcome, index: usize) -> TypeId {
    outcome.contract().types()[index]
}

#[test]
fn restrictions_lists_and_unions() {
    let content = [
        restriction("A", "xs:token", &[("enumeration", " one \n two ")]),
        ty("B", "<xs:list itemType='a:A'/>"),
        ty("C", "<xs:restriction><xs:simpleType><xs:list itemType='xs:int'/></xs:simpleType><xs:length value='2'/></xs:restriction>"),
        ty("D", "<xs:union memberTypes='a:A xs:int'><xs:simpleType><xs:restriction base='xs:date'/></xs:simpleType></xs:union>"),
        restriction("E", "a:D", &[("enumeration", "7")]),
        restriction("F", "xs:NMTOKENS", &[("maxLength", "3")]),
    ]
    .concat();
    let outcome = compiled(&content);
    let contract = outcome.contract();
    let expected = [
        ("A", "atomic < xs:token [\"Enumeration(\\\"one two\\\")\"]"),
        ("B", "list of A < xs:anySimpleType []"),
        ("C", "list of xs:int < <list of xs:int < xs:anySimpleType []> [\"Length(2)\"]"),
        ("D", "union of A xs:int <atomic < xs:date []> < xs:anySimpleType []"),
        ("E", "union of A xs:int <atomic < xs:date []> < D [\"Enumeration(\\\"7\\\")\"]"),
        ("F", "list of xs:NMTOKEN < xs:NMTOKENS [\"MaxLength(3)\"]"),
    ];
    for (name, text) in expected {
        assert_eq!(outline(contract, name), text);
    }
}

#[test]
fn facets_add_up_over_the_steps() {
    let content = [
        restriction("A", "xs:string", &[("pattern", "a*"), ("pattern", "b*"), ("minLength", "1"), ("maxLength", "9")]),
        restriction(
            "B",
            "a:A",
            &[("pattern", ".{3}"), ("maxLength", "5"), ("enumeration", "aaa"), ("enumeration", "bbb")],
        ),
        restriction("C", "a:B", &[("enumeration", "aaa"), ("whiteSpace", "collapse")]),
    ]
    .concat();
    let outcome = compiled(&content);
    let contract = outcome.contract();
    let facets = contract.effective_facets(id(&outcome, 2));
    assert_eq!(facets.patterns, [vec![".{3}"], vec!["a*", "b*"]]);
    assert_eq!((facets.min_length, facets.max_length), (Some(1), Some(5)));
    assert_eq!(facets.white_space, Some(WhiteSpace::Collapse));
    assert_eq!(facets.enumeration, ["aaa"]);
    assert_eq!(contract.primitive(id(&outcome, 2)), Some(Builtin::String));
}

#[test]
fn the_nearest_bound_wins_whichever_kind_it_is() {
    let content = [
        restriction("A", "xs:int", &[("minInclusive", "0"), ("maxExclusive", "10")]),
        restriction("B", "a:A", &[("minExclusive", " 3 ")]),
    ]
    .concat();
    let outcome = compiled(&content);
    let facets = outcome.contract().effective_facets(id(&outcome, 1));
    assert_eq!(facets.lower(), Some(Bound::Exclusive("3")));
    assert_eq!(facets.upper(), Some(Bound::Exclusive("10")));
    assert_eq!(facets.white_space, Some(WhiteSpace::Collapse));
    assert_eq!(outcome.contract().builtin_base(id(&outcome, 1)), Some(Builtin::Int));
}

#[test]
fn lists_have_items_and_no_primitive() {
    let outcome = compiled(&ty("A", "<xs:list itemType='xs:int'/>"));
    let contract = outcome.contract();
    assert_eq!(contract.list_item(id(&outcome, 0)), Some(contract.builtin(Builtin::Int)));
    assert_eq!(contract.list_item(contract.builtin(Builtin::IdRefs)), Some(contract.builtin(Builtin::IdRef)));
    assert_eq!(contract.primitive(id(&outcome, 0)), None);
    assert_eq!(contract.effective_facets(id(&outcome, 0)).white_space, Some(WhiteSpace::Collapse));
}

#[test]
fn enumeration_values_of_unions_keep_their_white_space() {
    let content = [
        ty("A", "<xs:union memberTypes='xs:int xs:string'/>"),
        restriction("B", "a:A", &[("enumeration", " two  words ")]),
        restriction("C", "xs:token", &[("enumeration", " two  words ")]),
    ]
    .concat();
    let outcome = compiled(&content);
    let value = |index| outcome.contract().enumeration(id(&outcome, index)).next().unwrap().0;
    assert_eq!([value(1), value(2)], [" two  words ", "two words"]);
}

#[test]
fn enumeration_values_keep_their_documentation() {
    let facet = "<xs:enumeration value='x'><xs:annotation><xs:documentation>Why.</xs:documentation></xs:annotation></xs:enumeration>";
    let outcome = compiled(&ty("A", &format!("<xs:restriction base='xs:string'>{facet}</xs:restriction>")));
    let simple = outcome.contract().ty(id(&outcome, 0)).as_simple().unwrap();
    assert_eq!(simple.facets[0].documentation.as_deref(), Some("Why."));
}

#[test]
fn what_simple_types_may_not_be_made_of() {
    let cases = [
        (
            "<xs:complexType name='X'/><xs:simpleType name='A'><xs:restriction base='a:X'/></xs:simpleType>",
            "not-simple",
        ),
        (
            "<xs:complexType name='X'/><xs:simpleType name='A'><xs:union memberTypes='a:X'/></xs:simpleType>",
            "not-simple",
        ),
        ("<xs:simpleType name='A'><xs:list itemType='xs:NMTOKENS'/></xs:simpleType>", "list-of-lists"),
        (
            "<xs:simpleType name='X' final='union'><xs:restriction base='xs:int'/></xs:simpleType>\
             <xs:simpleType name='A'><xs:union memberTypes='a:X'/></xs:simpleType>",
            "final-derivation",
        ),
    ];
    for (content, code) in cases {
        assert_eq!(compiled(content).codes(), [code], "{content}");
    }
}

#[test]
fn only_atomic_types_have_a_primitive_one() {
    let outcome = compiled(&restriction("A", "xs:unsignedByte", &[]));
    let primitive = |builtin: Builtin| outcome.contract().primitive(builtin.id());
    assert_eq!(outcome.contract().primitive(id(&outcome, 0)), Some(Builtin::Decimal));
    assert_eq!(primitive(Builtin::UnsignedByte), Some(Builtin::Decimal));
    assert_eq!(primitive(Builtin::NcName), Some(Builtin::String));
    assert_eq!(primitive(Builtin::IdRefs), None);
    assert_eq!(primitive(Builtin::AnySimpleType), None);
}
