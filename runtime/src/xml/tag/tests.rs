//! How many attributes a tag may have, and what it may be called, on each of the ways that tags are read.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::error::ErrorKind;
use crate::options::ReadOptions;
use crate::xml::{Fields, Namespace};

static FIELDS: Fields = Fields::new(line!(), &[Ns::NONE], "a ");

/// Reads children with these attributes, the last of which is refused: for what, and how many attributes were kept of it.
fn refused(children: &[&str], most: usize, by_field: bool) -> (ErrorKind, usize) {
    let tags: String = children.iter().map(|attributes| format!("<a{attributes}></a>")).collect();
    let xml = format!("<x>{tags}{}</x>", " ".repeat(4096));
    let options = ReadOptions::default().max_attributes(most);
    let mut r = Reader::new(&xml, &[], &options).unwrap();
    r.root().unwrap();
    let mut previous = Fields::FIRST;
    loop {
        let next = if by_field {
            previous = r.next_field(&FIELDS, previous);
            r.ended()
        } else {
            r.next_child().map(drop)
        };
        if let Err(error) = next {
            return (error.kind().clone(), r.attributes.len());
        }
        assert!(r.open.len() == 2, "all were read");
        assert!(r.attributes.len() <= most, "{} attributes are read", r.attributes.len());
        r.skip().unwrap();
    }
}

#[test]
fn attributes_of_known_names_are_limited() {
    let many = r#" p="" q="" p="""#.repeat(1000);
    for by_field in [false, true] {
        for (children, most) in [
            (&[" p=\"\"", " q=\"\"", " r=\"\"", " p=\"\" q=\"\" r=\"\""][..], 2),
            (&[" p=\"\"", " q=\"\"", " r=\"\"", " p=\"\" q=\"\" xmlns:r=\"u\""], 2),
            (&[" p=\"\"", " q=\"\"", " p=\"\" q=\"\" xmlns:r=\"u\" xmlns:s=\"u\""], 3),
            (&[" p=\"\"", " q=\"\"", many.as_str()], 256),
            (&["", " p=\"\""], 0),
        ] {
            let (kind, kept) = refused(children, most, by_field);
            let is_limit = matches!(kind, ErrorKind::LimitExceeded { limit, .. } if limit == most);
            assert!(is_limit && kept <= 2 * most + 8, "{children:.60?}: {kind:?}, {kept} attributes");
        }
    }
}

static IN_NAMESPACE: Fields = Fields::new(line!(), &[Ns::contract(0)], "a ");

/// What becomes of a child with this name that comes three times, in a document with so much behind it.
fn read_thrice(name: &str, behind: &str) -> Vec<std::result::Result<u32, String>> {
    let xml = format!("<x xmlns='urn:x'>{}{behind}</x>", format!("<{name}></{name}>").repeat(3));
    let options = ReadOptions::default();
    let mut r = Reader::new(&xml, &[Namespace { prefix: "t", uri: "urn:x" }], &options).unwrap();
    r.root().unwrap();
    let (mut previous, mut read) = (Fields::FIRST, Vec::new());
    for _ in 0..3 {
        previous = r.next_field(&IN_NAMESPACE, previous);
        read.push(r.ended().map(|()| previous).map_err(|error| error.to_string()));
        if read.last().is_some_and(Result::is_err) {
            break;
        }
        r.skip().unwrap();
    }
    read
}

#[test]
fn a_name_is_one_however_long_the_document_is() {
    for name in ["a", "b", ":a", "a:", ":", "a:a", "a:b:a", "::a", "xml:a", "xmlns:a", "1a", "-a", "a\u{301}", "a<"] {
        let (short, long) = (read_thrice(name, ""), read_thrice(name, &" ".repeat(5000)));
        assert_eq!(long, short, "{name}");
        assert_eq!(short[0].is_ok(), ["a", "b", "xml:a", "a\u{301}"].contains(&name), "{name}: {short:?}");
    }
}
