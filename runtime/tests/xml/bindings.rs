//! Elements below thousands of declarations mean what they do below a few. What goes through all of these for each element takes seconds here.

use soap_runtime::xml::{Name, Ns, Reader, Writer};
use soap_runtime::xsd::QName;
use soap_runtime::{AnyElement, ReadOptions, Result};

/// How many elements are read.
const ELEMENTS: usize = 2_000;
const DECLARATIONS: [usize; 2] = [16, 2_000];

/// Elements like this below so many declarations, on eight elements.
fn document(declarations: usize, one: &str) -> String {
    let declare = |n: usize| format!(" xmlns:p{n}='urn:{n}'");
    let outer = |on: usize| format!("<e{}>", (on..declarations).step_by(8).map(declare).collect::<String>());
    let tags: String = (0..8).map(outer).collect();
    format!("{tags}{}{}", one.repeat(ELEMENTS / 2), "</e>".repeat(8))
}

/// What the elements are read as, below so many declarations.
fn read<T>(declarations: usize, one: &str, read: impl Fn(Name<'_>, &mut Reader<'_>) -> Result<T>) -> Vec<T> {
    let (xml, options) = (document(declarations, one), ReadOptions::default());
    let all = || -> Result<Vec<T>> {
        let mut r = Reader::new(&xml, &[], &options)?;
        r.root()?;
        for _ in 1..8 {
            r.next_child()?;
        }
        let mut values = Vec::new();
        while let Some(name) = r.next_child()? {
            values.push(read(name, &mut r)?);
        }
        Ok(values)
    };
    all().unwrap_or_else(|error| panic!("{error}"))
}

/// The namespaces of an element and of its attributes.
fn namespaces(name: Name<'_>, r: &mut Reader<'_>) -> Result<Vec<String>> {
    let attributes = (0..r.attribute_count()).map(|index| r.attribute(index).ns).collect::<Vec<Ns>>();
    let all = [name.ns].into_iter().chain(attributes).map(|ns| r.uri(ns).to_owned()).collect();
    r.skip().map(|()| all)
}

#[test]
fn prefixes_mean_what_they_do_below_a_few() {
    let one = "<p1:a p2:b='' p3:c=''/><p2:a xmlns:p2='urn:own' p1:b=''/>";
    for declarations in DECLARATIONS {
        for pair in read(declarations, one, namespaces).chunks(2) {
            assert_eq!(pair, [vec!["urn:1", "urn:2", "urn:3"], vec!["urn:own", "urn:1"]]);
        }
    }
}

#[test]
fn so_do_names_in_text() {
    for declarations in DECLARATIONS {
        let name = |_: Name<'_>, r: &mut Reader<'_>| soap_runtime::__private::read_leaf::<QName>(r);
        let names = read(declarations, "<a>p1:b</a><a>p2:b</a>", name);
        assert_eq!(names.len(), ELEMENTS);
        for pair in names.chunks(2) {
            let namespaces: Vec<_> = pair.iter().map(QName::namespace).collect();
            assert_eq!(namespaces, [Some("urn:1"), Some("urn:2")]);
        }
    }
}

#[test]
fn elements_without_a_type_keep_what_they_need() {
    for declarations in DECLARATIONS {
        let elements =
            read(declarations, "<p1:a p2:b='p3:c'>p2:b</p1:a><p2:a xmlns:q='urn:q'/>", AnyElement::from_reader);
        assert_eq!(elements.len(), ELEMENTS);
        let mut w = Writer::new(&[]);
        elements.iter().for_each(|element| element.write(&mut w));
        let written = w.finish().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(written.matches("<p1:a").count(), ELEMENTS / 2, "{}", &written[..200]);
        assert!(elements.chunks(2).all(|pair| pair == &elements[..2]));
    }
}
