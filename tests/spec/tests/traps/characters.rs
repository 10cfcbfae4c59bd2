//! Trap 3: characters that XML does not allow, or does not hand on as they are.

use ms_oxwscos::messages::{AddImGroupType, GetImItemListResponseMessageType, ResponseMessageTypeMessageXml};
use ms_oxwscos::soap::{Envelope, Fault};
use ms_oxwscos::types::{ItemIdType, MailboxCultureType, NonEmptyStringType, ResponseClassType, ServerVersionInfo};
use ms_oxwscos::{AnyAttribute, AnyElement, Document, ReadOptions};
use soap_runtime::{ErrorKind, IllegalCharacters, NoticeKind};
use spec_tests::canonical::{Element, Node};

use crate::letters::{Message, add_im_group, canonical, display_name, envelope, read, write};

/// What a display name with `text` is read as, and how many characters are noticed.
fn read_under(policy: IllegalCharacters, text: &str) -> Result<(String, Vec<NoticeKind>), soap_runtime::Error> {
    let (options, notices) = ReadOptions::default().illegal_characters(policy).collecting();
    let message = Message::from_xml_with(&add_im_group(text), &options)?;
    let kinds = notices.take().into_iter().inspect(|notice| assert_eq!(notice.position.path, NAME));
    Ok((display_name(&message).to_owned(), kinds.map(|notice| notice.kind).collect()))
}

const NAME: &str = "Envelope/Body/AddImGroup/DisplayName";

/// A text, as it is read with replacement, as it is read with omission, and the characters that are not allowed.
type Reading = (&'static str, &'static str, &'static str, &'static [u32]);

static REFERENCES: &[Reading] = &[
    ("&#x0;", "\u{FFFD}", "", &[0]),
    ("&#0;&#00;", "\u{FFFD}\u{FFFD}", "", &[0, 0]),
    ("&#x1A;", "\u{FFFD}", "", &[0x1A]),
    ("&#xFFFF;", "\u{FFFD}", "", &[0xFFFF]),
    ("&#xD800;", "\u{FFFD}", "", &[0xD800]),
    ("&#xD83D;&#xDE00;", "\u{FFFD}\u{FFFD}", "", &[0xD83D, 0xDE00]),
    ("&#x110000;", "\u{FFFD}", "", &[0x0011_0000]),
    ("a&#x0;b&#x1A;c&#xFFFF;d&#xD800;e", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e", "abcde", &[0, 0x1A, 0xFFFF, 0xD800]),
    ("&amp;&#x1;&lt;", "&\u{FFFD}<", "&<", &[1]),
];

static RAW: &[Reading] = &[
    ("\0", "\u{FFFD}", "", &[0]),
    ("a\u{1A}b", "a\u{FFFD}b", "ab", &[0x1A]),
    ("é\u{FFFF}\u{FFFE}é", "é\u{FFFD}\u{FFFD}é", "éé", &[0xFFFF, 0xFFFE]),
    ("\u{1}\t\u{2}\n\u{8}", "\u{FFFD}\t\u{FFFD}\n\u{FFFD}", "\t\n", &[1, 2, 8]),
    ("<![CDATA[\u{B}<]]>", "\u{FFFD}<", "<", &[0xB]),
    ("a\u{1F}&#x1F;", "a\u{FFFD}\u{FFFD}", "a", &[0x1F, 0x1F]),
];

fn check(readings: &[Reading], policy: IllegalCharacters) {
    for (text, replaced, left_out, codes) in readings {
        let (read, mut notices) = read_under(policy, text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(read, if policy == IllegalCharacters::Replace { *replaced } else { *left_out }, "{text:?}");
        notices.retain(|kind| matches!(kind, NoticeKind::IllegalCharacter(_)));
        let expected: Vec<_> = codes.iter().copied().map(NoticeKind::IllegalCharacter).collect();
        assert_eq!(notices, expected, "{text:?}");
    }
}

#[test]
fn references_are_replaced() {
    check(REFERENCES, IllegalCharacters::Replace);
}

#[test]
fn raw_characters_are_replaced() {
    check(RAW, IllegalCharacters::Replace);
}

/// A display name of which nothing is left is kept too, with a notice about the facet.
#[test]
fn references_are_left_out() {
    check(REFERENCES, IllegalCharacters::Omit);
}

#[test]
fn raw_characters_are_left_out() {
    check(RAW, IllegalCharacters::Omit);
}

#[test]
fn both_are_refused() {
    for (text, _, _, codes) in REFERENCES.iter().chain(RAW) {
        let error = read_under(IllegalCharacters::Refuse, text).expect_err("an illegal character");
        assert_eq!(*error.kind(), ErrorKind::IllegalCharacter(codes[0]), "{text:?}");
        assert_eq!(error.path(), NAME, "{text:?}");
    }
}

#[test]
fn replacement_is_what_lenient_reading_does_and_refusal_what_strict_reading_does() {
    let xml = add_im_group("a&#x0;\u{1A}b");
    assert_eq!(display_name(&read(&xml)), "a\u{FFFD}\u{FFFD}b");
    assert!(Message::from_xml_with(&xml, &ReadOptions::strict()).is_err());
    let options = ReadOptions::strict().illegal_characters(IllegalCharacters::Replace);
    let message = Message::from_xml_with(&xml, &options).expect("replacement was asked for");
    assert_eq!(display_name(&message), "a\u{FFFD}\u{FFFD}b");
}

#[test]
fn attributes_comments_and_markup_follow_the_policy_too() {
    let request = |id: &str| envelope("", &format!("<m:RemoveImGroup><m:GroupId Id='{id}'/></m:RemoveImGroup>"));
    for (policy, expected) in [(IllegalCharacters::Replace, "a\u{FFFD}\u{FFFD}b"), (IllegalCharacters::Omit, "ab")] {
        let options = ReadOptions::default().illegal_characters(policy);
        let message = Message::from_xml_with(&request("a&#x0;\u{1}b"), &options).expect("the policy forgives it");
        assert!(write(&message).contains(&format!("Id=\"{expected}\"")), "{message:?}");
        let commented = add_im_group("x").replace("<m:AddImGroup>", "<!-- \u{1} --><?p \u{FFFF}?><m:AddImGroup>");
        assert_eq!(display_name(&Message::from_xml_with(&commented, &options).expect("comments do not matter")), "x");
        let in_name = add_im_group("x").replace("<m:AddImGroup>", "<m:AddImGroup><m:Zz\u{1}z/>");
        assert!(Message::from_xml_with(&in_name, &options).is_ok(), "{policy:?}");
    }
    for xml in [request("a&#x0;b"), request("\u{FFFE}")] {
        let options = ReadOptions::default().illegal_characters(IllegalCharacters::Refuse);
        let error = Message::from_xml_with(&xml, &options).expect_err("the policy refuses it");
        assert!(error.path().starts_with("Envelope/Body/RemoveImGroup/GroupId"), "{error}");
    }
}

/// What stands in front of a mistake and was replaced or left out counts as it was sent.
#[test]
fn positions_are_those_of_the_message_as_it_was_sent() {
    let xml = add_im_group("\u{1}\u{FFFF}é").replace("</m:AddImGroup>", "\u{2}<m:Mistake></m:AddImGroup>");
    let offset = xml.find("</m:AddImGroup>").expect("the wrong end tag");
    let before = xml.get(..offset).expect("what stands before it");
    for policy in [IllegalCharacters::Replace, IllegalCharacters::Omit] {
        let options = ReadOptions::default().illegal_characters(policy);
        let error = Message::from_xml_with(&xml, &options).expect_err("a wrong end tag");
        let at = error.position();
        assert_eq!((at.offset, at.line, at.column), (offset, 1, before.chars().count() + 1), "{policy:?}: {error}");
    }
}

// ---- writing --------------------------------------------------------------------------------------------------------

/// Messages with `text` in each kind of place.
fn messages_with(text: &str) -> Vec<(&'static str, Message)> {
    let mut folder = ItemIdType::new("id");
    folder.change_key = Some(text.to_owned());
    let attribute = Document::RemoveImGroup(Box::new(ms_oxwscos::messages::RemoveImGroupType::new(folder)));
    let request = |name: &str| {
        let (name, violation) =
            <NonEmptyStringType as ms_oxwscos::xsd::SimpleValue>::from_lexical_lenient(name).expect("a string");
        assert_eq!(violation.is_some(), name.is_empty());
        Document::AddImGroup(Box::new(AddImGroupType::new(name)))
    };
    let named = AnyAttribute { name: "k".to_owned(), value: text.to_owned(), ..AnyAttribute::default() };
    let any = AnyElement { attributes: vec![named], ..AnyElement::new("urn:x", "x") };
    let any = if text.is_empty() { any } else { any.with_text(text) };
    let in_any = GetImItemListResponseMessageType::new(ResponseClassType::Error)
        .with_message_xml(ResponseMessageTypeMessageXml::default().with_any([any]));
    let header = Document::ServerVersionInfo(Box::new(ServerVersionInfo::default().with_version(text.to_owned())));
    let mut with_header = Envelope::new(request("x"));
    with_header.headers.push(header.into());
    vec![
        ("text", Envelope::new(request(text))),
        ("attribute", Envelope::new(attribute)),
        ("element without a type", Envelope::new(Document::GetImItemListResponse(Box::new(in_any)))),
        ("header", with_header),
        ("fault", Envelope::fault(Fault { actor: Some(text.to_owned()), ..Fault::client(text) })),
    ]
}

/// All text and all attribute values that contain something of `text`, as another parser reads them.
fn values(element: &Element, found: &mut Vec<String>) {
    found.extend(element.attributes.values().cloned());
    for node in &element.content {
        match node {
            Node::Text(text) => found.push(text.clone()),
            Node::Element(child) => values(child, found),
        }
    }
}

#[track_caller]
fn assert_comes_back_or_is_refused(text: &str, is_legal: bool) {
    for (place, message) in messages_with(text) {
        match message.to_xml() {
            Ok(written) => {
                assert!(is_legal, "{text:?} in {place} is written: {written}");
                let mut found = Vec::new();
                values(&canonical(&written), &mut found);
                assert!(text.is_empty() || found.iter().any(|value| value == text), "{text:?} in {place}: {written:?}");
                assert_eq!(read(&written), message, "{text:?} in {place}: {written:?}");
            }
            Err(error) => {
                assert!(!is_legal, "{text:?} in {place}: {error}");
                assert!(matches!(error.kind(), ErrorKind::Unwritable(_)), "{text:?} in {place}: {error}");
                assert!(error.path().starts_with("Envelope/"), "{text:?} in {place}: {error}");
            }
        }
    }
}

#[test]
fn what_xml_cannot_hold_is_not_written() {
    for text in [
        "\0",
        "a\0b",
        "\u{1}",
        "\u{8}",
        "\u{B}",
        "\u{C}",
        "\u{E}",
        "\u{1A}",
        "\u{1F}",
        "é\u{FFFE}",
        "\u{FFFF}é",
        "<\0>",
    ] {
        assert_comes_back_or_is_refused(text, false);
    }
}

#[test]
fn everything_else_comes_back_as_it_is() {
    for text in [
        "",
        " ",
        "  ",
        " a ",
        "\r",
        "\n",
        "\t",
        "\r\n",
        "\n\r",
        "\r\r\n\n",
        "a\rb",
        "a\r\nb",
        "\n\t",
        "a\n\tb",
        "\u{85}",
        "\u{2028}",
        "]]>",
        "]]",
        ">",
        "a]]>b",
        "]]>]]>",
        "<![CDATA[x]]>",
        "<",
        "&",
        "&amp;",
        "&#0;",
        "<!-- x -->",
        "<?p?>",
        "\"",
        "'",
        "\"'",
        "--",
        "é",
        "😀",
        "\u{10FFFF}",
        "\u{FEFF}",
        "\u{FFFD}",
        "\u{7F}",
        "\u{80}\u{9F}",
        "\u{E000}",
        "ﬁ\u{EFFF}\u{F000}",
        "\u{FDD0}",
        "\u{1FFFE}",
    ] {
        assert_comes_back_or_is_refused(text, true);
    }
}

#[test]
fn every_character_of_the_first_blocks() {
    for code in (0..0x180).chain(0xFFF0..0x1_0010).chain([0xD7FF, 0xE000, 0x2028, 0xEFFF, 0xF000]) {
        if let Some(c) = char::from_u32(code) {
            let is_legal = matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
            assert_comes_back_or_is_refused(&format!("a{c}b"), is_legal);
        }
    }
}

#[test]
fn the_path_of_what_cannot_be_written_is_named() {
    let refusal = |document: Document| Envelope::new(document).to_xml().expect_err("U+0000 cannot be written");
    let group = NonEmptyStringType::new("a\0").expect("a text that is not empty");
    assert_eq!(refusal(Document::AddImGroup(Box::new(AddImGroupType::new(group)))).path(), NAME);
    let id = ItemIdType::new("id").with_change_key("\0");
    let error = refusal(Document::RemoveImGroup(Box::new(ms_oxwscos::messages::RemoveImGroupType::new(id))));
    assert!(error.path().starts_with("Envelope/Body/RemoveImGroup/GroupId"), "{error}");
    assert!(Document::MailboxCulture(Box::new(MailboxCultureType::new("de\0"))).to_xml().is_err());
}

/// Names are not text: nothing makes them safe but a check.
#[test]
fn names_that_are_none_are_not_written() {
    for name in ["", " ", "1", "a b", "a:b", "a>", "a/><b", "a='1'", "-", "é\0"] {
        for (place, any) in [
            ("element", AnyElement::new("", name)),
            ("element of a namespace", AnyElement::new("urn:x", name)),
            ("attribute", AnyElement { attributes: vec![attribute("", "", name)], ..AnyElement::new("", "x") }),
            (
                "attribute of a namespace",
                AnyElement { attributes: vec![attribute("", "urn:x", name)], ..AnyElement::new("", "x") },
            ),
        ] {
            assert_refused_or_well_formed(any, &format!("{name:?} of {place}"));
        }
    }
}

#[test]
fn prefixes_that_are_none_are_not_written() {
    for prefix in ["1", "a b", "a:b", "a='1'", "xmlns", "xml", "-"] {
        let element = AnyElement { prefix: prefix.to_owned(), ..AnyElement::new("urn:x", "x") };
        assert_refused_or_well_formed(element, &format!("{prefix:?} of element"));
        let element = AnyElement { attributes: vec![attribute(prefix, "urn:x", "k")], ..AnyElement::new("", "x") };
        assert_refused_or_well_formed(element, &format!("{prefix:?} of attribute"));
        let declarations = vec![(prefix.to_owned(), "urn:x".to_owned())];
        let element = AnyElement { declarations, ..AnyElement::new("urn:y", "x") };
        assert_refused_or_well_formed(element, &format!("{prefix:?} declared"));
    }
}

/// Namespaces 3: the one is bound to `xml` and to nothing else, the other is bound to nothing.
#[test]
fn the_namespaces_of_xml_itself() {
    for namespace in ["http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"] {
        for prefix in ["", "xml", "xmlns", "p"] {
            let what = format!("{prefix:?} for {namespace}");
            let attributes = vec![attribute(prefix, namespace, "lang")];
            assert_refused_or_well_formed(AnyElement { attributes, ..AnyElement::new("", "x") }, &what);
            let prefix = prefix.to_owned();
            // roxmltree does not know that the prefix xml is always bound.
            assert_refused_or_comes_back(AnyElement { prefix, ..AnyElement::new(namespace, "x") }, &what);
        }
        for prefix in ["", "xml", "xmlns", "p"] {
            let declarations = vec![(prefix.to_owned(), namespace.to_owned())];
            let what = format!("{prefix:?} declared as {namespace}");
            assert_refused_or_well_formed(AnyElement { declarations, ..AnyElement::new("", "x") }, &what);
        }
    }
}

/// An attribute that is called like a declaration would be one, and a prefix cannot be bound to nothing.
#[test]
fn attributes_are_no_declarations() {
    let attributes = vec![attribute("", "", "xmlns")];
    assert_refused_or_well_formed(AnyElement { attributes, ..AnyElement::new("", "x") }, "xmlns");
    let attributes = vec![attribute("p", "urn:p", "xmlns")];
    assert_refused_or_comes_back(AnyElement { attributes, ..AnyElement::new("", "x") }, "p:xmlns");
    let unbound = AnyElement { declarations: vec![("p".to_owned(), String::new())], ..AnyElement::new("urn:y", "y") };
    let bound = AnyElement { prefix: "p".to_owned(), ..AnyElement::new("urn:x", "x").with_child(unbound) };
    assert_refused_or_well_formed(bound, "p bound to nothing");
}

fn attribute(prefix: &str, namespace: &str, name: &str) -> AnyAttribute {
    let [prefix, namespace, name, value] = [prefix, namespace, name, "v"].map(str::to_owned);
    AnyAttribute { prefix, namespace, name, value }
}

/// Whatever is written has the element that was meant, and nothing else.
fn assert_refused_or_well_formed(any: AnyElement, what: &str) {
    if let Some(written) = assert_refused_or_comes_back(any, what) {
        assert!(Element::parse(&written).is_ok(), "{what}: {written}");
    }
}

fn assert_refused_or_comes_back(any: AnyElement, what: &str) -> Option<String> {
    let response = GetImItemListResponseMessageType::new(ResponseClassType::Error)
        .with_message_xml(ResponseMessageTypeMessageXml::default().with_any([any]));
    let message = Envelope::new(Document::GetImItemListResponse(Box::new(response)));
    let written = message.to_xml().ok()?;
    let again = Message::from_xml(&written).unwrap_or_else(|error| panic!("{what}: {error}: {written}"));
    assert_eq!(again, message, "{what}: {written}");
    Some(written)
}
