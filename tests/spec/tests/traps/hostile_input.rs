//! Input that is out to hurt: nested too deep, expanding, cut off, damaged. All of it on a small stack.

use ms_oxwscos::soap::Body;
use ms_oxwscos::{Document, ReadOptions};
use soap_runtime::{Error, ErrorKind};
use spec_tests::messages::{load, names};
use spec_tests::on_small_stack;
use spec_tests::random::{Random, mutated};

use crate::letters::{MESSAGES, Message, SOAP, add_im_group, display_name, envelope, read, read_strictly};

fn nested(depth: usize) -> String {
    "<d>".repeat(depth) + &"</d>".repeat(depth)
}

/// Places where an element of any name can stand.
fn around(content: &str) -> [String; 5] {
    let in_message_xml = format!(
        "<m:GetImItemListResponse ResponseClass='Error'><m:MessageXml>{content}</m:MessageXml></m:GetImItemListResponse>"
    );
    [
        add_im_group("x").replace("<m:AddImGroup>", &format!("<m:AddImGroup>{content}")),
        add_im_group(content),
        envelope(content, "<m:GetImItemList/>"),
        envelope("", &in_message_xml),
        envelope("", &format!("<soap:Fault><detail>{content}</detail></soap:Fault>")),
    ]
}

fn is_limit(error: &Error, expected: &str, number: usize) -> bool {
    matches!(error.kind(), ErrorKind::LimitExceeded { what, limit } if what.contains(expected) && *limit == number)
}

/// The limit, or the first level where there should be text.
fn is_too_deep(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::ElementInText(_)) || is_limit(error, "levels", 128)
}

#[test]
fn ten_thousand_levels_are_too_many() {
    on_small_stack(|| {
        for xml in around(&nested(10_000)) {
            let error = Message::from_xml(&xml).expect_err("too deep");
            let is_text = matches!(error.kind(), ErrorKind::ElementInText(_)) && error.path().contains("DisplayName");
            assert!(is_text || is_limit(&error, "levels", 128), "{error}");
            let error = Message::from_xml_with(&xml, &ReadOptions::default().salvaging()).expect_err("too deep");
            assert!(is_text || is_limit(&error, "levels", 128), "{error}");
            assert!(read_strictly(&xml).is_err());
        }
        for depth in [10_000, 100_000] {
            assert!(is_too_deep(&Document::from_xml(&nested_message(depth)).expect_err("too deep")));
        }
        assert!(Message::from_xml(&"<d>".repeat(10_000)).is_err());
    });
}

fn nested_message(depth: usize) -> String {
    let content = nested(depth);
    format!("<m:AddImGroup xmlns:m='{MESSAGES}'>{content}<m:DisplayName>x</m:DisplayName></m:AddImGroup>")
}

#[test]
fn the_limit_is_exact() {
    let xml =
        |levels: usize| add_im_group("x").replace("<m:AddImGroup>", &format!("<m:AddImGroup>{}", nested(levels - 3)));
    let options = ReadOptions::default().max_depth(20);
    assert!(Message::from_xml_with(&xml(20), &options).is_ok());
    assert!(is_limit(&Message::from_xml_with(&xml(21), &options).expect_err("too deep"), "levels", 20));
    assert!(Message::from_xml(&xml(128)).is_ok());
    assert!(Message::from_xml(&xml(129)).is_err());
}

/// Who raises the limit gets what there is to skip skipped.
#[test]
fn skipping_takes_no_stack() {
    on_small_stack(|| {
        let options = ReadOptions::default().max_depth(20_000);
        let xml = add_im_group("x").replace("<m:AddImGroup>", &format!("<m:AddImGroup>{}", nested(10_000)));
        let message = Message::from_xml_with(&xml, &options).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(display_name(&message), "x");
        assert!(Message::from_xml_with(&xml, &ReadOptions::strict().max_depth(20_000)).is_err());
    });
}

/// Elements that are kept are read, written and dropped too. A stack that overflows ends the process, so this needs its own.
#[test]
fn elements_of_any_name_do_not_overflow_the_stack() {
    const NAME: &str = "hostile_input::elements_of_any_name_do_not_overflow_the_stack";
    const INNER: &str = "SPEC_TESTS_IN_A_PROCESS_OF_ITS_OWN";
    if std::env::var_os(INNER).is_some() {
        return on_small_stack(|| {
            let options = ReadOptions::default().max_depth(20_000);
            for xml in around(&nested(10_000)) {
                // An error will do as well.
                if let Ok(message) = Message::from_xml_with(&xml, &options) {
                    assert!(message.clone() == message && message.to_xml().is_ok());
                }
            }
        });
    }
    let program = std::env::current_exe().expect("the program of this test");
    let inner = std::process::Command::new(program).args(["--exact", NAME]).env(INNER, "1").output();
    let output = inner.expect("the same program again");
    assert!(output.status.success(), "{}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
}

#[test]
fn document_type_declarations_are_refused() {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY lol{n} '{}'>", format!("&lol{};", n - 1).repeat(10))).collect();
    for declaration in [
        format!("<!DOCTYPE lolz [<!ENTITY lol0 'lol'>{laughs}]>"),
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>".to_owned(),
        "<!DOCTYPE x [<!ENTITY lol9 SYSTEM 'http://example.com/'>]>".to_owned(),
        "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://example.com/'> %p;]>".to_owned(),
        "<!DOCTYPE soap:Envelope>".to_owned(),
        "<?xml version='1.0'?>\n<!-- x --> <!DOCTYPE x []>".to_owned(),
    ] {
        let xml = format!("{declaration}{}", add_im_group("&lol9;"));
        for options in [ReadOptions::default(), ReadOptions::strict()] {
            let error = Message::from_xml_with(&xml, &options).expect_err("a document type declaration");
            assert_eq!(*error.kind(), ErrorKind::DoctypeRefused, "{declaration}");
            assert_eq!(error.position().offset, declaration.find("<!DOCTYPE").unwrap_or_default(), "{declaration}");
        }
    }
    let error = Message::from_xml(&add_im_group("&lol9;")).expect_err("an unknown entity");
    assert!(error.to_string().contains("&lol9;") && error.path() == "Envelope/Body/AddImGroup/DisplayName", "{error}");
}

#[test]
fn lengths_and_numbers_are_limited() {
    let xml = add_im_group(&"x".repeat(1000));
    let options = ReadOptions::default().max_bytes(xml.len());
    assert!(Message::from_xml_with(&xml, &options).is_ok());
    let options = options.max_bytes(xml.len() - 1);
    assert!(is_limit(&Message::from_xml_with(&xml, &options).expect_err("too long"), "bytes", xml.len() - 1));
    let attributes = |count: usize| (0..count).map(|n| format!(" a{n}='1'")).collect::<String>();
    let with = |on: &str| add_im_group("x").replace("<m:AddImGroup>", &format!("<m:AddImGroup{on}>"));
    assert!(Message::from_xml(&with(&attributes(256))).is_ok());
    assert!(is_limit(&Message::from_xml(&with(&attributes(257))).expect_err("too many"), "attributes", 256));
}

/// The limit is on attributes and namespace declarations together.
#[test]
fn declarations_are_limited_like_attributes() {
    let declarations = |count: usize| (0..count).map(|n| format!(" xmlns:a{n}='urn:{n}'")).collect::<String>();
    let with = |on: &str| add_im_group("x").replace("<m:AddImGroup>", &format!("<m:AddImGroup{on}>"));
    assert!(Message::from_xml(&with(&declarations(256))).is_ok());
    assert!(Message::from_xml(&with(&declarations(257))).is_err());
    assert!(Message::from_xml(&with(&declarations(100_000))).is_err());
    let options = ReadOptions::default().max_attributes(usize::MAX).max_depth(usize::MAX).max_bytes(usize::MAX);
    assert!(Message::from_xml_with(&with(&declarations(257)), &options).is_ok());
}

// ---- cut off --------------------------------------------------------------------------------------------------------

/// The first `length` bytes, as somebody would read them who puts U+FFFD in the place of half a character.
fn cut(xml: &str, length: usize) -> String {
    String::from_utf8_lossy(&xml.as_bytes()[..length]).into_owned()
}

#[test]
fn a_message_cut_off_anywhere_is_an_error() {
    on_small_stack(|| {
        let mut cuts = 0;
        for name in names() {
            let xml = load(&name);
            let step = if xml.len() > 10_000 { 41 } else { 5 };
            let whole = xml.trim_end().len();
            for length in (0..whole).step_by(step) {
                let text = cut(&xml, length);
                let error = Message::from_xml(&text).expect_err("a part of a message");
                assert!(is_sound(&error, &text), "{name}, {length}: {error:?}");
                // This one lacks something before it ends.
                if xml.is_char_boundary(length) && name != "add-distribution-group-to-im-list-request-page.xml" {
                    assert!(matches!(error.kind(), ErrorKind::UnexpectedEnd { .. }), "{name}, {length}: {error:?}");
                    assert_eq!(error.position().offset, length, "{name}, {length}: {error:?}");
                }
                assert!(read_strictly(&text).is_err(), "{name}, {length}");
                assert!(Document::from_xml(&text).is_err(), "{name}, {length}");
                cuts += 1;
            }
            for length in whole..=xml.len() {
                assert_eq!(
                    Message::from_xml(&xml[..length]).is_ok(),
                    name != "add-distribution-group-to-im-list-request-page.xml"
                );
            }
        }
        assert!(cuts > 8_000, "{cuts}");
    });
}

/// The position lies inside the text and the numbers fit together.
fn is_sound(error: &Error, text: &str) -> bool {
    let at = error.position();
    let before = text.get(..at.offset);
    before.is_some_and(|before| at.line == before.matches('\n').count() + 1)
        && at.column >= 1
        && !error.to_string().is_empty()
}

// ---- damaged --------------------------------------------------------------------------------------------------------

/// Whatever is still accepted is a value like any other: it can be written, and comes back.
#[test]
fn a_damaged_message_is_refused_or_read() {
    on_small_stack(|| {
        let (mut accepted, mut valid) = (0, 0);
        let mut random = Random::new(2027);
        for name in names() {
            let xml = load(&name).replace(">NaN<", ">0<");
            for _ in 0..150 {
                let text = mutated(&xml, &mut random);
                accepted += usize::from(is_refused_or_comes_back(&text));
                if let Ok(message) = read_strictly(&text) {
                    assert_eq!(message, read(&text), "{text}");
                    valid += 1;
                }
            }
        }
        assert!(accepted > 300 && valid > 100, "{accepted} accepted, {valid} of them valid");
    });
}

/// Whether it was accepted.
fn is_refused_or_comes_back(text: &str) -> bool {
    match Message::from_xml(text) {
        Ok(message) => assert_comes_back_from(&message, text),
        Err(error) => {
            let at = error.position();
            assert!(at.line >= 1 && at.column >= 1 && !error.to_string().is_empty(), "{error:?} in {text}");
            return false;
        }
    }
    true
}

fn assert_comes_back_from(message: &Message, text: &str) {
    let written = message.to_xml().unwrap_or_else(|error| panic!("{error} of {text}"));
    if !has_code_without_namespace(message) {
        assert_eq!(read(&written), *message, "{written} of {text}");
    }
    if let Err(error) = roxmltree::Document::parse(&written) {
        panic!("{error}: {written} of {text}");
    }
}

/// A code whose prefix is bound to nothing may find its prefix bound where it is written.
fn has_code_without_namespace(message: &Message) -> bool {
    matches!(&message.body, Body::Fault(fault) if fault.codes.iter().any(|code| code.name.contains(':')))
}

/// Something that is no XML at all.
#[test]
fn anything_else_is_an_error() {
    for text in [
        "",
        " ",
        "\u{FEFF}",
        "\0",
        "\0\0\0\0",
        "{\"error\": 503}",
        "HTTP/1.1 401 Unauthorized",
        "<!doctype html><html></html>",
        "<html><head><meta charset=utf-8></head></html>",
        "<",
        "<?xml version='1.0'?>",
        "&lt;Envelope/&gt;",
        "PK\u{3}\u{4}",
        "ÿþ<",
    ] {
        let error = Message::from_xml(text).expect_err("no message");
        assert!(is_sound(&error, text), "{text:?}: {error:?}");
        assert!(Document::from_xml(text).is_err(), "{text:?}");
    }
    let utf_16 = String::from_utf8_lossy(&[0xFF, 0xFE, b'<', 0, b'a', 0, b'/', 0, b'>', 0]).into_owned();
    assert!(Message::from_xml(&utf_16).is_err());
    assert!(Message::from_xml(&format!("<Envelope xmlns='{SOAP}'/>")).is_err());
}
