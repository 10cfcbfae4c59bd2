//! Trap 2: an element that nobody knows, at every place of every message. Its own child has a name that is known.

use ms_oxwscos::soap::{Body, HeaderContent};
use ms_oxwscos::{ReadOptions, soap::Fault};
use soap_runtime::{ErrorKind, NoticeKind};
use spec_tests::canonical::{Element, Node};
use spec_tests::insertion::{Place, places};
use spec_tests::messages::{load, names};

use crate::letters::{Message, TYPES, canonical, read, read_strictly, write};

/// The message that lacks something anyway.
const INVALID: &str = "add-distribution-group-to-im-list-request-page.xml";

fn unknown() -> String {
    format!("<t:Zzz xmlns:t='{TYPES}'><t:DisplayName>x</t:DisplayName></t:Zzz>")
}

/// What an unknown element means, by where it is.
#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    /// Nothing: it is skipped, and refused when reading is strict.
    Nothing,
    /// A header block of somebody else's.
    HeaderBlock,
    /// Content that may be anything, and is kept.
    Anything,
    /// The part of a fault that nobody knows.
    FaultPart,
    /// A part of what a fault says to people.
    FaultText,
    /// A mistake: there can only be text.
    InText,
    /// What the message is about, when nothing else came before.
    Message,
}

fn meaning(place: &Place, xml: &str, changed: &str) -> Meaning {
    let is_fault = xml.contains(":Fault>");
    let is_first = || read_first_entry(changed).is_some_and(|local| local == "Zzz");
    match place.parent.as_str() {
        "Envelope/Header" => Meaning::HeaderBlock,
        _ if place.is_inside("MessageXml") || place.is_inside("detail") => Meaning::Anything,
        _ if is_fault && (place.is_inside("faultstring") || place.is_inside("Text")) => Meaning::FaultText,
        _ if is_fault && place.is_inside("Fault") => Meaning::FaultPart,
        "Envelope/Body" if is_first() => Meaning::Message,
        _ if is_text(place, xml) => Meaning::InText,
        _ => Meaning::Nothing,
    }
}

/// Whether the place is in an element that holds text, so that it is of a simple type, or of a complex type with simple content.
fn is_text(place: &Place, xml: &str) -> bool {
    matches!(content(place, xml), (false, true))
}

/// Whether there are elements where the place is, and whether there is text.
fn content(place: &Place, xml: &str) -> (bool, bool) {
    let inside = place.insert(xml, "<?here?>");
    let document = roxmltree::Document::parse(&inside).expect("a well-formed message");
    let here = document.descendants().find(roxmltree::Node::is_pi).and_then(|node| node.parent()).expect("the place");
    let has_elements = here.children().any(|node| node.is_element());
    let has_text = here.children().filter_map(|node| node.text()).any(|text| !text.trim().is_empty());
    (has_elements, has_text)
}

fn read_first_entry(xml: &str) -> Option<String> {
    let root = canonical(xml);
    let elements = |node: &Node| match node {
        Node::Element(element) => Some(element.clone()),
        Node::Text(_) => None,
    };
    let body = root.content.iter().filter_map(elements).find(|child| child.name.local == "Body")?;
    body.content.iter().find_map(elements).map(|entry| entry.name.local)
}

/// Changed messages of every file, of which every third place is tried: file, message, changed message, place.
fn each(mut check: impl FnMut(&str, &str, &str, &Place)) {
    let mut count = 0;
    for (index, name) in names().iter().filter(|name| *name != INVALID).enumerate() {
        // What is not a number equals nothing.
        let xml = load(name).replace(">NaN<", ">0<");
        for place in places(&xml).expect("a well-formed message").into_iter().skip(index % 3).step_by(3) {
            check(name, &xml, &place.insert(&xml, &unknown()), &place);
            count += 1;
        }
    }
    assert!(count > 1000, "{count} places");
}

#[test]
fn lenient_reading_is_not_disturbed() {
    each(|name, xml, changed, place| {
        let (options, notices) = ReadOptions::default().collecting();
        let read_again = Message::from_xml_with(changed, &options);
        let path = format!("{}/Zzz", place.parent);
        let meaning = meaning(place, xml, changed);
        if meaning == Meaning::Message {
            let error = read_again.expect_err("not a message of the contract");
            assert!(
                matches!(error.kind(), ErrorKind::UnexpectedRoot { .. }) && error.path() == path,
                "{name}: {error}"
            );
            return;
        }
        // Of an empty element, the message does not tell that it is to hold text.
        let refused_in_text =
            || matches!(&read_again, Err(error) if matches!(error.kind(), ErrorKind::ElementInText(_)));
        let in_empty_text = meaning == Meaning::Nothing && content(place, xml) == (false, false) && refused_in_text();
        if meaning == Meaning::InText || in_empty_text {
            let error = read_again.expect_err("text has no child elements");
            let expected = ErrorKind::ElementInText(format!("{{{TYPES}}}Zzz"));
            assert_eq!((error.path(), error.kind()), (path.as_str(), &expected), "{name}");
            return;
        }
        let message = read_again.unwrap_or_else(|error| panic!("{name}: {error}"));
        match meaning {
            Meaning::HeaderBlock => assert_eq!(without_foreign_blocks(message), read(xml), "{name}: {path}"),
            Meaning::Anything => assert_same_without_it(&message, xml),
            Meaning::FaultText => assert_ne!(message, read(xml), "{name}: {path}"),
            _ => assert_eq!(message, read(xml), "{name}: {path}"),
        }
        let notices: Vec<_> = notices.take().into_iter().map(|notice| (notice.position.path, notice.kind)).collect();
        let zzz = format!("{{{TYPES}}}Zzz");
        let expected = match meaning {
            Meaning::HeaderBlock | Meaning::Anything => vec![],
            Meaning::FaultText => vec![
                (path.clone(), NoticeKind::ElementInText(zzz)),
                (format!("{path}/DisplayName"), NoticeKind::ElementInText(format!("{{{TYPES}}}DisplayName"))),
            ],
            _ => vec![(path, NoticeKind::UnknownElement(zzz))],
        };
        assert_eq!(notices, expected, "{name}");
    });
}

#[test]
fn strict_reading_names_the_path() {
    each(|name, xml, changed, place| {
        let path = format!("{}/Zzz", place.parent);
        match (meaning(place, xml, changed), read_strictly(changed)) {
            (Meaning::Nothing | Meaning::Message | Meaning::InText | Meaning::FaultText, Err(error)) => {
                assert_eq!(error.path(), path, "{name}: {error}");
            }
            (Meaning::HeaderBlock | Meaning::Anything | Meaning::FaultPart, Ok(_)) => {}
            (meaning, result) => panic!("{name}: {path}: {meaning:?}, {:?}", result.map(|_| "accepted")),
        }
    });
}

fn without_foreign_blocks(message: Message) -> Message {
    let headers = message.headers.into_iter().filter(|block| matches!(block.content, HeaderContent::Known(_)));
    Message { headers: headers.collect(), ..message }
}

/// The element was kept; taken out of what is written, it leaves what was there.
fn assert_same_without_it(message: &Message, xml: &str) {
    let mut written = canonical(&write(message));
    assert!(take_out(&mut written), "kept: {written:?}");
    assert_eq!(written.first_difference(&canonical(&write(&read(xml)))), None);
}

/// Takes the unknown elements out; whether there were any.
fn take_out(element: &mut Element) -> bool {
    let before = element.content.len();
    element.content.retain(|node| !matches!(node, Node::Element(child) if child.name.local == "Zzz"));
    let mut found = element.content.len() < before;
    for node in &mut element.content {
        if let Node::Element(child) = node {
            found |= take_out(child);
        }
    }
    found
}

/// Nothing of an element that is skipped shows anywhere in what was read.
#[test]
fn nothing_leaks_from_what_is_skipped() {
    let secret = format!("<t:Zzz xmlns:t='{TYPES}' Id='secret'>secret<t:DisplayName>secret</t:DisplayName></t:Zzz>");
    for name in ["own/get-im-items-response-partial.xml", "own/get-im-item-list-request.xml"] {
        let xml = load(name);
        for place in places(&xml).expect("a well-formed message") {
            if place.parent != "Envelope/Header" && place.parent != "Envelope/Body" && !is_text(&place, &xml) {
                // Of an element in one that holds only text, nothing is skipped: it is an error.
                let Ok(read) = Message::from_xml(&place.insert(&xml, &secret)) else { continue };
                assert!(!format!("{read:?}").contains("secret"), "{name}: {}", place.parent);
            }
        }
    }
}

#[test]
fn a_fault_is_read_around_what_nobody_knows() {
    let xml = load("own/get-im-item-list-fault.xml").replace("<faultstring", &format!("{}<faultstring", unknown()));
    let Body::Fault(fault) = read(&xml).body else { panic!("no fault") };
    let Fault { codes, reasons, detail, .. } = &*fault;
    assert_eq!((codes.len(), reasons.len(), detail.as_ref().map(Vec::len)), (1, 1, Some(3)));
}
