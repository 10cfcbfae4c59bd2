//! The messages of every case, read, written and read again.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use case_tests::{CASES, Case};
use soap_runtime::ReadOptions;
use spec_tests::canonical::{Element, Node};

/// What a message's name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Valid,
    StrictInvalid,
    Invalid,
}

struct Message {
    case: &'static Case,
    kind: Kind,
    name: String,
    xml: String,
    /// What is to be written for it.
    written: String,
}

fn messages() -> Vec<Message> {
    let folder = |case: &Case| Path::new(env!("CARGO_MANIFEST_DIR")).join(case.name);
    let of_case = |case: &'static Case| {
        let mut files: Vec<_> = std::fs::read_dir(folder(case)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.into_iter().filter_map(move |file| message(case, &file))
    };
    CASES.iter().flat_map(of_case).collect()
}

fn message(case: &'static Case, file: &Path) -> Option<Message> {
    let name = file.file_name()?.to_str()?.strip_suffix(".xml")?;
    if name.ends_with(".written") {
        return None;
    }
    let kind = match name {
        name if name.starts_with("strict-invalid-") => Kind::StrictInvalid,
        name if name.starts_with("invalid-") => Kind::Invalid,
        _ => Kind::Valid,
    };
    let xml = std::fs::read_to_string(file).unwrap();
    let written = std::fs::read_to_string(file.with_file_name(format!("{name}.written.xml")));
    let written = written.unwrap_or_else(|_| xml.clone());
    Some(Message { case, kind, name: format!("{}/{name}.xml", case.name), xml, written })
}

/// Runs `check` on every message and fails with all it has to say.
fn check_all(check: impl Fn(&Message) -> Result<(), String>) {
    let messages = messages();
    assert!(messages.len() > 2 * CASES.len(), "only {} messages", messages.len());
    let wrong: Vec<String> = messages
        .iter()
        .filter_map(|message| check(message).err().map(|reason| format!("{}: {reason}", message.name)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), messages.len(), wrong.join("\n"));
}

#[test]
fn every_folder_is_a_case() {
    let mut folders: Vec<String> = std::fs::read_dir(env!("CARGO_MANIFEST_DIR"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("expected.rs").exists())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let cases: Vec<&str> = CASES.iter().map(|case| case.name).collect();
    assert_eq!(folders, cases);
}

#[test]
fn lenient_reading_and_writing() {
    check_all(|message| {
        let outcome = (message.case.round_trip)(&message.xml, &ReadOptions::default());
        match (message.kind, outcome) {
            (Kind::Invalid, Err(_)) => Ok(()),
            (Kind::Invalid, Ok(outcome)) => Err(format!("was read, and written as {}", outcome.written)),
            (_, Err(error)) => Err(error.to_string()),
            (_, Ok(outcome)) if !outcome.equal => Err(format!("is another value when read again: {}", outcome.written)),
            (_, Ok(outcome)) => same(&message.written, &outcome.written),
        }
    });
}

#[test]
fn strict_reading() {
    check_all(|message| {
        let outcome = (message.case.round_trip)(&message.xml, &ReadOptions::strict());
        match (message.kind, outcome) {
            (Kind::Valid, Err(error)) => Err(error.to_string()),
            (Kind::Valid, Ok(outcome)) => same(&message.written, &outcome.written),
            (Kind::StrictInvalid | Kind::Invalid, Ok(_)) => Err("was read".to_owned()),
            (Kind::StrictInvalid | Kind::Invalid, Err(_)) => Ok(()),
        }
    });
}

fn same(expected: &str, written: &str) -> Result<(), String> {
    let difference = canonical(expected).first_difference(&canonical(written));
    difference.map_or(Ok(()), |difference| Err(format!("{difference} in {written}")))
}

/// The canonical form, with expanded names for what `xsi:type` and other QNames say.
fn canonical(xml: &str) -> Element {
    let mut element = Element::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let document = roxmltree::Document::parse(xml).unwrap();
    expand(&mut element, document.root_element());
    element
}

fn expand(element: &mut Element, node: roxmltree::Node<'_, '_>) {
    for (name, value) in &mut element.attributes {
        let is_type = name.namespace == XSI && name.local == "type";
        *value = expanded(value, node, is_type);
    }
    let mut children = node.children().filter(roxmltree::Node::is_element);
    for piece in &mut element.content {
        match piece {
            Node::Text(text) => *text = expanded(text, node, false),
            Node::Element(child) => expand(child, children.next().unwrap()),
        }
    }
}

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Names as `{namespace}local`: `p:local` where `p` is bound, and with `certain` also `local`; any other text as it is.
fn expanded(text: &str, node: roxmltree::Node<'_, '_>, certain: bool) -> String {
    if certain {
        return expanded_name(text, node, true);
    }
    text.split(' ').map(|name| expanded_name(name, node, false)).collect::<Vec<_>>().join(" ")
}

fn expanded_name(text: &str, node: roxmltree::Node<'_, '_>, certain: bool) -> String {
    let name = match text.trim().split_once(':') {
        Some((prefix, local)) => node.lookup_namespace_uri(Some(prefix)).map(|namespace| (namespace, local)),
        None => certain.then(|| (node.lookup_namespace_uri(None).unwrap_or(""), text.trim())),
    };
    name.map_or_else(|| text.to_owned(), |(namespace, local)| format!("{{{namespace}}}{local}"))
}
