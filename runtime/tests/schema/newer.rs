//! What a message uses that an older version of its contract does not know.

use soap_runtime::schema::Schema;

const TABLE: &str = "# contract table, version 2\nversion v1\nversion v2\nversion v3\nnamespace t urn:t\n\
    element t:Any *\n  complex\n    any ##any lax 0..*\n\
    element t:Derived t:DerivedType\n\
    element t:Head t:BaseType\n\
    element t:Member t:BaseType substitutes t:Head since=v2\n\
    element t:New xs:int since=v3\n\
    complex t:BaseType\n  element t:A xs:int 0..1\n  element t:B xs:int 0..1 since=v2\n  attribute a t:Colour\n  attribute b xs:int since=v3\n\
    complex t:DerivedType extends t:BaseType\n  choice 0..1\n    element t:C t:Colours\n    ref t:Head since=v3\n\
    complex t:LateType extends t:BaseType since=v2\n\
    simple t:Colour restricts xs:token\n  value red\n  value \"dark blue\" since=v2\n\
    simple t:Colours list t:Colour\n\
    simple t:Either union xs:int t:Colour\n\
    element t:Either t:Either\n\
    element t:Text *\n  complex extends t:Either\n";

#[track_caller]
fn newer(xml: &str, version: &str) -> Vec<String> {
    let schema = Schema::parse(TABLE).unwrap_or_else(|error| panic!("{error}"));
    let found = schema.newer_than(xml, version).unwrap_or_else(|error| panic!("{error}"));
    found.iter().map(|newer| format!("{} {} {}", newer.position.path, newer.name, newer.since)).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn elements_that_a_type_inherits() {
    let xml = "<Derived xmlns='urn:t'><A>1</A><B>1</B><C>red</C></Derived>";
    assert_eq!(newer(xml, "v1"), ["Derived/B t:B v2"]);
    assert_eq!(newer(xml, "v2"), NONE);
}

#[test]
fn references_and_members_of_substitution_groups() {
    assert_eq!(newer("<Derived xmlns='urn:t'><Head/></Derived>", "v2"), ["Derived/Head t:Head v3"]);
    assert_eq!(newer("<Derived xmlns='urn:t'><Member/></Derived>", "v1"), ["Derived/Member t:Member v3"]);
    assert_eq!(newer("<Head xmlns='urn:t'/>", "v1"), NONE);
    assert_eq!(newer("<Member xmlns='urn:t'/>", "v1"), ["Member t:Member v2"]);
}

#[test]
fn attributes_and_their_values() {
    assert_eq!(newer("<Head xmlns='urn:t' a=' dark  blue ' b='1'/>", "v1"), ["Head/@a dark  blue v2", "Head/@b b v3"]);
    assert_eq!(newer("<Head xmlns='urn:t' a='red' x='1'/>", "v1"), NONE);
}

#[test]
fn values_in_lists_and_unions_and_simple_content() {
    assert_eq!(newer("<Either xmlns='urn:t'>dark blue</Either>", "v1"), ["Either dark blue v2"]);
    assert_eq!(newer("<Either xmlns='urn:t'>7</Either>", "v1"), NONE);
    assert_eq!(newer("<Text xmlns='urn:t'>dark blue</Text>", "v1"), ["Text dark blue v2"]);
    assert_eq!(newer("<Derived xmlns='urn:t'><C>red red</C></Derived>", "v1"), NONE);
}

#[test]
fn types_that_are_named() {
    let xml =
        "<Head xmlns='urn:t' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='LateType'><B>1</B></Head>";
    assert_eq!(newer(xml, "v1"), ["Head/@type t:LateType v2", "Head/B t:B v2"]);
    assert_eq!(newer(xml, "v2"), NONE);
}

#[test]
fn what_wildcards_let_in_and_what_nobody_knows() {
    let xml = "<Any xmlns='urn:t'><x xmlns='urn:x'><New xmlns='urn:t'/></x><New>1</New><Other/></Any>";
    assert_eq!(newer(xml, "v2"), ["Any/x/New t:New v3", "Any/New t:New v3"]);
    assert_eq!(newer("<x><y/></x>", "v1"), NONE);
}

#[test]
fn broken_messages_and_unknown_versions_are_errors() {
    let schema = Schema::parse(TABLE).unwrap_or_else(|error| panic!("{error}"));
    let told = |xml: &str, version: &str| schema.newer_than(xml, version).map_err(|error| error.to_string());
    assert!(told("<Head xmlns='urn:t'>", "v1").is_err());
    let error = "the contract knows no version \"v4\"; it knows v1, v2, v3".to_owned();
    assert_eq!(told("<Head xmlns='urn:t'/>", "v4"), Err(error));
}

/// What stands in a value, where nothing should, does not come before it; and however deep it is, all is found in one pass.
#[test]
fn what_is_found_is_in_document_order() {
    let nested = |depth: usize| {
        let (begin, end) = ("<Either>".repeat(depth), "dark blue</Either>".repeat(depth));
        format!("<Any xmlns='urn:t'>{begin}{end}</Any>")
    };
    assert_eq!(newer(&nested(2), "v1"), ["Any/Either dark blue v2", "Any/Either/Either dark blue v2"]);
    let offsets = places(&nested(1_000)).into_iter().map(|(offset, _)| offset).collect::<Vec<_>>();
    assert!(offsets.len() == 1_000 && offsets.is_sorted(), "{} in {offsets:?}", offsets.len());
}

/// Documents are often one line.
#[test]
fn what_is_found_on_one_line_is_found_in_one_pass() {
    let line = |number: usize| format!("<Any xmlns='urn:t'>{}</Any>", "<Either>dark blue</Either>".repeat(number));
    let found = places(&line(9_000));
    let step = "<Either>dark blue</Either>".len();
    for (number, (offset, column)) in found.iter().enumerate() {
        assert_eq!(
            (*offset, *column),
            ("<Any xmlns='urn:t'>".len() + number * step, "<Any xmlns='urn:t'>".len() + number * step + 1)
        );
    }
    assert_eq!(found.len(), 9_000);
}

/// Where the parts stand that the first version does not have: their offsets and columns.
fn places(xml: &str) -> Vec<(usize, usize)> {
    let schema = Schema::parse(TABLE).unwrap_or_else(|error| panic!("{error}"));
    let found = schema.newer_than(xml, "v1").unwrap_or_else(|error| panic!("{error}"));
    found.iter().map(|newer| (newer.position.offset, newer.position.column)).collect()
}
