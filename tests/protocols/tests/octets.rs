//! Octets beside the text, in every place that the schema has for them: written, read back, and refused where they cannot be had.
#![allow(clippy::unwrap_used)]

use case_tests::octets::Document;
use case_tests::octets::octets::{Octets, OctetsChoice, UnionType};
use soap_runtime::mime::{Part, Parts};
use soap_runtime::{AttachmentProblem, Error, ErrorKind, NoticeKind, ReadOptions, WriteOptions};

const XOP: &str = "http://www.w3.org/2004/08/xop/include";

fn include(href: &str) -> String {
    format!("<xop:Include xmlns:xop='{XOP}' href='{href}'/>")
}

/// A document with this behind `Plain`.
fn with(content: &str) -> String {
    format!("<o:Octets xmlns:o='urn:example:octets'><o:Plain>YQ==</o:Plain>{content}</o:Octets>")
}

fn parts() -> Parts {
    let part = |id: &str, octets: &'static [u8]| Part::new(id, "application/octet-stream", octets);
    let long = Part::new("long", "image/png", vec![b'x'; 100]);
    Parts::new([part("a@b", b"abc"), part("f", b"fixed"), part("sp ace", b"s"), part("empty", b""), long]).unwrap()
}

fn read_with(xml: &str, options: ReadOptions) -> Result<Octets, Error> {
    match Document::from_xml_with(xml, &options.with_parts(parts()))? {
        Document::Octets(octets) => Ok(*octets),
    }
}

fn read(content: &str) -> Result<Octets, Error> {
    let lenient = read_with(&with(content), ReadOptions::default());
    let strict = read_with(&with(content), ReadOptions::strict());
    if strict.is_ok() {
        assert_eq!(lenient, strict);
    }
    strict
}

fn refused(content: &str) -> String {
    read(content).unwrap_err().to_string()
}

#[test]
fn every_place_is_written_beside_the_text_and_read_back() {
    let xml = include_str!("../../cases/octets/all.xml");
    let document = Document::from_xml(xml).unwrap();
    let (options, attached) = WriteOptions::default().attaching(0, usize::MAX);
    let text = document.to_xml_with(&options).unwrap();
    let parts = attached.take();
    // Those that are text to Rust as well stand in the text: a type with a pattern, lists, unions, elements of any type.
    let octets: Vec<&[u8]> = parts.iter().map(|part| &*part.octets).collect();
    assert_eq!(octets, [&b"a"[..], b"b", b"c", b"d", b"e", b"ff", b"fixed", b"h", b"i", b"o", b"p"]);
    assert_eq!(text.matches("<xop:Include ").count(), parts.len());
    assert_eq!(parts[7].content_type.as_deref(), Some("image/png"));
    assert!(parts.iter().enumerate().all(|(at, part)| at == 7 || part.content_type.is_none()));
    let parts = Parts::new(parts).unwrap();
    for options in [ReadOptions::default(), ReadOptions::strict()] {
        assert_eq!(Document::from_xml_with(&text, &options.with_parts(parts.clone())).unwrap(), document);
    }
    let unread = Document::from_xml(&text).unwrap_err();
    assert!(matches!(unread.kind(), ErrorKind::ElementInText(_)), "{unread}");
    assert!(unread.to_string().starts_with("1:"), "{unread}");
}

#[test]
fn what_is_below_the_threshold_or_too_much_stands_in_the_text() {
    let document = Document::from_xml(include_str!("../../cases/octets/all.xml")).unwrap();
    for (threshold, most, number) in [(2, 100, 2), (5, 100, 1), (6, 100, 0), (0, 3, 3)] {
        let (options, attached) = WriteOptions::default().attaching(threshold, most);
        let text = document.to_xml_with(&options).unwrap();
        assert_eq!((attached.take().len(), text.matches(XOP).count()), (number, number), "{threshold}");
    }
    assert!(!document.to_xml().unwrap().contains(XOP));
}

#[test]
fn a_part_is_the_value_and_not_a_copy() {
    let octets = soap_runtime::http::Bytes::from(vec![1; 1 << 16]);
    let parts = Parts::new([Part::new("a", "image/png", octets.clone())]).unwrap();
    let content = format!("<o:Many>{0}</o:Many><o:Many>\n{0} </o:Many>", include("cid:a"));
    for options in [ReadOptions::default(), ReadOptions::strict()] {
        let Document::Octets(read) =
            Document::from_xml_with(&with(&content), &options.with_parts(parts.clone())).unwrap();
        assert!(read.many.iter().all(|value| value.as_ptr() == octets.as_ptr()));
        let shared: soap_runtime::http::Bytes = read.many[0].clone().into();
        assert_eq!(shared.as_ptr(), octets.as_ptr());
        let (options, attached) = WriteOptions::default().attaching(1024, 10);
        Document::Octets(read).to_xml_with(&options).unwrap();
        assert!(attached.take().iter().all(|part| part.octets.as_ptr() == octets.as_ptr()));
    }
}

#[test]
fn references_escaped_or_not_with_brackets_or_not() {
    for href in ["cid:a@b", "cid:a%40b", "CID:a%40b", "cid:&lt;a@b>", " cid:a@b "] {
        let read = read(&format!("<o:Optional>{}</o:Optional>", include(href))).unwrap();
        assert_eq!(read.optional.unwrap()[..], *b"abc", "{href}");
    }
    let read = read(&format!("<o:Optional>{}</o:Optional>", include("cid:sp%20ace"))).unwrap();
    assert_eq!(read.optional.unwrap()[..], *b"s");
}

#[test]
fn places_that_are_text_get_the_base64() {
    let read = read(&format!(
        "<o:Pattern>{0}</o:Pattern><o:Choice>{1}</o:Choice><o:List>{1}</o:List><o:Union>{1}</o:Union><o:Any><a>{1}</a></o:Any><x:X xmlns:x='u'>{1}</x:X>",
        include("cid:f"),
        include("cid:a@b")
    ))
    .unwrap();
    assert_eq!(read.pattern.unwrap().as_str(), "Zml4ZWQ=");
    assert!(matches!(read.choice, Some(OctetsChoice::Choice(value)) if value[..] == *b"abc"));
    assert_eq!(read.list.unwrap().iter().map(|item| item.to_vec()).collect::<Vec<_>>(), [b"abc"]);
    assert!(matches!(read.union, Some(UnionType::Base64Binary(value)) if value[..] == *b"abc"));
    assert_eq!(read.any.unwrap().child("", "a").unwrap().text(), "YWJj");
    assert_eq!(read.any_2.unwrap().text(), "YWJj");
}

#[test]
fn an_empty_part_leaves_no_text_that_writing_would_lose() {
    let read = read(&with_include("<o:Any><o:Plain> I</o:Plain><a>I</a></o:Any><x:X xmlns:x='u'>I</x:X>", "cid:empty"))
        .unwrap();
    let any = read.any.as_ref().unwrap();
    assert!(any.elements().all(|element| element.children.is_empty()), "{any:?}");
    assert!(read.any_2.as_ref().unwrap().children.is_empty());
    let document = Document::Octets(Box::new(read));
    assert_eq!(Document::from_xml(&document.to_xml().unwrap()).unwrap(), document);
}

#[test]
fn what_cannot_be_resolved_is_an_error_with_its_place() {
    let table = [
        (
            include("cid:gone"),
            "1:75: Octets/Optional/Include: xop:Include: `cid:gone` is no part of the message, which has <a@b>, <f>",
        ),
        (include("http://example.org/a"), "`http://example.org/a` is no part of the message: expected `cid:`"),
        (include("a@b"), "`a@b` is no part of the message: expected `cid:`"),
        (include("cid:"), "`cid:` is no part of the message"),
        (format!("<xop:Include xmlns:xop='{XOP}'/>"), "there is no attribute `href`"),
        (format!("YQ=={}", include("cid:f")), "there is something beside it"),
        (format!("{}YQ==", include("cid:f")), "there is something beside it"),
        (format!("{0}{0}", include("cid:f")), "there is something beside it"),
        (format!("{}<a/>", include("cid:f")), "there is something beside it"),
        (format!("<xop:Include xmlns:xop='{XOP}' href='cid:f'>YQ==</xop:Include>"), "there is something beside it"),
    ];
    for place in ["Optional", "Short", "Media", "Nil", "Text", "List", "Pattern"] {
        for (content, expected) in &table {
            let xml = with(&format!("<o:{place}>{content}</o:{place}>"));
            let expected = expected.replace("1:75: Octets/Optional", "");
            let error = read_with(&xml, ReadOptions::default()).unwrap_err();
            assert!(error.to_string().contains(&expected), "{place} {content}: {error}");
            assert!(matches!(error.kind(), ErrorKind::Attachment(_)), "{error}");
            assert!(error.position().line == 1 && error.path() == format!("Octets/{place}/Include"), "{error}");
            if place != "Text" {
                let error = read_with(&xml, ReadOptions::strict()).unwrap_err();
                assert!(error.to_string().contains(&expected), "strict, {place} {content}: {error}");
            }
        }
    }
    let whole = refused(&format!("<o:Optional>{}</o:Optional>", include("cid:gone")));
    assert_eq!(whole, format!("{} and <long>", table[0].1).replace(" and <long>", ", <sp ace>, <empty>, <long>"));
    for content in ["<o:Any><a>I</a></o:Any>", "<x:X xmlns:x='u'>I</x:X>"] {
        let error = read(&with_include(content, "cid:gone")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Attachment(AttachmentProblem::Missing { .. })), "{error}");
        let error = read(&with_include(&content.replace('I', "I."), "cid:f")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Attachment(AttachmentProblem::Beside)), "{error}");
    }
    let bare = read_with(&with(&include("cid:f")), ReadOptions::default()).unwrap_err();
    assert!(matches!(bare.kind(), ErrorKind::ElementInText(_)), "{bare}");
}

fn with_include(content: &str, href: &str) -> String {
    content.replace('I', &include(href))
}

#[test]
fn strict_reading_holds_the_octets_to_their_type() {
    let include = |place: &str, id: &str| format!("<o:{place}>{}</o:{place}>", include(&format!("cid:{id}")));
    for (content, expected) in [
        (include("Short", "empty"), "expected at least 2 octets (minLength), found \"\""),
        (include("Short", "long"), "expected at most 8 octets (maxLength), found \"eHh4"),
        (include("Pattern", "a@b"), "expected text matching Z.* (pattern), found \"YWJj\""),
        (include("Fixed", "a@b"), "the value is fixed: expected \"Zml4ZWQ=\", found \"YWJj\""),
        (
            include("Text", "a@b"),
            "unexpected element {http://www.w3.org/2004/08/xop/include}Include: expected text only",
        ),
        (
            include("Hex", "a@b"),
            "unexpected element {http://www.w3.org/2004/08/xop/include}Include: expected text only",
        ),
        (
            include("Number", "a@b"),
            "unexpected element {http://www.w3.org/2004/08/xop/include}Include: expected text only",
        ),
        (
            format!("<o:Keys>{0}<o:Key>YWJj</o:Key></o:Keys>", include("Key", "a@b")),
            "the unique o:Key is not unique: \"YWJj\" is there twice",
        ),
    ] {
        let error = refused(&content);
        assert!(error.contains(expected), "{content}: {error}");
    }
    for content in [
        include("Short", "a@b"),
        include("Fixed", "f"),
        include("Pattern", "f"),
        format!("<o:Keys>{0}{1}</o:Keys>", include("Key", "a@b"), include("Key", "f")),
    ] {
        read(&content).unwrap();
    }
    // Lenient reading keeps what only a facet objects to, and text that is not the schema's octets, and tells.
    for (content, expected) in [(include("Short", "long"), "(maxLength)"), (include("Text", "a@b"), "Include")] {
        let (options, notices) = ReadOptions::default().collecting();
        read_with(&with(&content), options).unwrap();
        let notices: Vec<String> = notices.take().iter().map(ToString::to_string).collect();
        assert!(notices.iter().any(|notice| notice.contains(expected)), "{notices:?}");
    }
}

#[test]
fn one_part_in_many_places_does_not_become_more_text_than_a_message_may_have() {
    let expected = |error: Error| assert!(matches!(error.kind(), ErrorKind::LimitExceeded { .. }), "{error}");
    let wide = with_include(&"<a>I</a>".repeat(200), "cid:long");
    let xml = with(&format!("<o:Any>{wide}</o:Any>"));
    expected(read_with(&xml, ReadOptions::default().max_bytes(xml.len())).unwrap_err());
    // As values of octets they share the part.
    let xml = with(&with_include(&"<o:Many>I</o:Many>".repeat(200), "cid:long"));
    assert_eq!(read_with(&xml, ReadOptions::strict().max_bytes(xml.len())).unwrap().many.len(), 200);
}

#[test]
fn salvaging_leaves_out_what_refers_to_nothing_and_tells() {
    let (options, notices) = ReadOptions::default().salvaging().collecting();
    let content = with_include("<o:Optional>I</o:Optional><o:Many>Yg==</o:Many>", "cid:gone");
    let read = read_with(&with(&content), options).unwrap();
    assert_eq!((read.optional, read.many.len()), (None, 1));
    let notices = notices.take();
    let is_lost =
        |kind: &NoticeKind| matches!(kind, NoticeKind::Lost(error) if matches!(error.kind(), ErrorKind::Attachment(_)));
    assert!(notices.iter().any(|notice| is_lost(&notice.kind)), "{notices:?}");
}
