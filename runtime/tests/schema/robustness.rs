//! Documents and models that are large, deep or broken.

use soap_runtime::{ErrorKind, IllegalCharacters, ReadOptions};

use super::schema;

const TREE: &str = "element t:N t:NType\ncomplex t:NType\n  ref t:N 0..1\n";

fn nested(depth: usize) -> String {
    format!("<N xmlns='urn:t'>{}{}</N>", "<N>".repeat(depth - 1), "</N>".repeat(depth - 1))
}

#[test]
fn depth_costs_no_stack() {
    let schema = schema(TREE);
    let options = ReadOptions::strict().max_depth(100_000);
    let deep = nested(50_000);
    let validate = move || {
        schema.validate_document(&deep, &options).unwrap();
        let error = schema.validate_document(&nested(200), &ReadOptions::strict()).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::LimitExceeded { what: "levels of nested elements", limit: 128 });
    };
    std::thread::Builder::new().stack_size(256 << 10).spawn(validate).unwrap().join().unwrap();
}

#[test]
fn well_formedness_comes_first() {
    let schema = schema(TREE);
    for xml in [
        "",
        "<N",
        "<N xmlns='urn:t'>",
        "<N xmlns='urn:t'><N></N>",
        "<N xmlns='urn:t'/><N/>",
        "<!DOCTYPE N []><N xmlns='urn:t'/>",
    ] {
        assert!(schema.validate_document(xml, &ReadOptions::strict()).is_err(), "{xml}");
    }
    let declared = "<!DOCTYPE N SYSTEM 'n.dtd'><N xmlns='urn:t'/>";
    assert!(schema.validate_document(declared, &ReadOptions::strict()).is_ok());
    let control = "<N xmlns='urn:t'>\u{1}</N>";
    let error = schema.validate_document(control, &ReadOptions::strict()).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::IllegalCharacter(1));
    let replaced = ReadOptions::strict().illegal_characters(IllegalCharacters::Replace);
    let error = schema.validate_document(control, &replaced).unwrap_err();
    assert_eq!(error.to_string(), "1:1: N: unexpected text \"\u{FFFD}\": expected elements only");
}

#[test]
fn errors_point_at_lines() {
    let schema = schema(TREE);
    let error =
        schema.validate_document("<N xmlns='urn:t'>\n  <N/>\n  <M/>\n</N>", &ReadOptions::strict()).unwrap_err();
    assert_eq!(error.to_string(), "3:3: N/M: unexpected element t:M: expected no more elements");
}

#[test]
fn the_reader_stands_behind_a_validated_element() {
    let schema = schema(TREE);
    let options = ReadOptions::strict();
    let xml = "<b><N xmlns='urn:t'><N/></N><N xmlns='urn:t'/><end/></b>";
    let mut r = soap_runtime::xml::Reader::new(xml, &[], &options).unwrap();
    r.root().unwrap();
    for _ in 0..2 {
        let name = r.next_child().unwrap().unwrap();
        schema.validate_element(name, &mut r).unwrap();
    }
    assert_eq!(r.next_child().unwrap().unwrap().local, "end");
}

#[test]
fn many_children_and_large_numbers() {
    let schema = schema(
        "element t:R *\n  complex\n    sequence 0..1000000\n      element t:A xs:int 1..1000\n      element t:B xs:int 0..1\n",
    );
    let children = "<A>1</A>".repeat(5_000) + "<B>2</B>";
    let xml = format!("<R xmlns='urn:t'>{children}{children}</R>");
    schema.validate_document(&xml, &ReadOptions::strict()).unwrap();
}
