//! Elements below many declarations: reading one takes about as long as it does below a few.

use std::time::{Duration, Instant};

use soap_runtime::xml::{Name, Ns, Reader, Writer};
use soap_runtime::xsd::QName;
use soap_runtime::{AnyElement, ReadOptions, Result};

/// How many elements are read.
const ELEMENTS: usize = 2_000;

/// Elements like this below so many declarations, on eight elements.
fn document(declarations: usize, one: &str) -> String {
    let declare = |n: usize| format!(" xmlns:p{n}='urn:{n}'");
    let outer = |on: usize| format!("<e{}>", (on..declarations).step_by(8).map(declare).collect::<String>());
    let tags: String = (0..8).map(outer).collect();
    format!("{tags}{}{}", one.repeat(ELEMENTS / 2), "</e>".repeat(8))
}

/// The least time in which the elements are read.
fn time(declarations: usize, one: &str, read: fn(&mut Reader<'_>) -> Result<()>) -> Duration {
    let (xml, options) = (document(declarations, one), ReadOptions::default());
    let once = || -> Result<Duration> {
        let mut r = Reader::new(&xml, &[], &options)?;
        r.root()?;
        for _ in 1..8 {
            r.next_child()?;
        }
        let (begin, mut count) = (Instant::now(), 0);
        while r.next_child()?.is_some() {
            read(&mut r)?;
            count += 1;
        }
        assert_eq!(count, ELEMENTS);
        Ok(begin.elapsed())
    };
    (0..3).map(|_| once().expect("it can be read")).min().unwrap_or_default()
}

fn any(r: &mut Reader<'_>) -> Result<()> {
    let (ns, local) = (Ns::NONE, "a");
    AnyElement::from_reader(Name { ns, local }, r).map(drop)
}

fn name(r: &mut Reader<'_>) -> Result<()> {
    soap_runtime::__private::read_leaf::<QName>(r).map(drop)
}

#[test]
fn the_number_of_declarations_in_scope_does_not_count() {
    for (what, one, read) in [
        ("prefixes", "<p1:a/><p2:a/>", (|r| r.skip()) as fn(&mut Reader<'_>) -> Result<()>),
        ("prefixes of attributes", "<a p1:b='' p2:b=''/><a p2:b='' p1:b=''/>", |r| r.skip()),
        ("declarations", "<a xmlns:p1='urn:1'/><a xmlns:q='urn:2'/>", |r| r.skip()),
        ("elements without a type", "<p1:a>p2:b</p1:a><p2:a/>", any),
        ("qualified names", "<a>p1:b</a><a>p2:b</a>", name),
    ] {
        let (few, many) = (time(16, one, read), time(2_000, one, read));
        assert!(many < few * 8, "{what}: {few:?} below a few, {many:?} below many");
    }
}

#[test]
fn nor_does_it_in_writing() {
    let time = |declarations: usize| {
        let one = "<p1:a p2:b='p3:c'/><p2:a xmlns:q='urn:q'/>".repeat(5);
        let (xml, options) = (document(declarations, &one), ReadOptions::default());
        let mut r = Reader::new(&xml, &[], &options).expect("it is short");
        let root = r.root().and_then(|name| AnyElement::from_reader(name, &mut r)).expect("it can be read");
        let once = || {
            let begin = Instant::now();
            let mut w = Writer::new(&[]);
            root.write(&mut w);
            assert!(w.finish().is_ok_and(|written| written.matches("p1:a").count() == 5 * ELEMENTS / 2));
            begin.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap_or_default()
    };
    let (few, many) = (time(16), time(2_000));
    assert!(many < few * 4, "{few:?} below a few, {many:?} below many");
}
