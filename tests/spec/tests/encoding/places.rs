//! Where errors of documents in any encoding are.

use ms_oxwscos::Document;
use soap_runtime::{ErrorKind, InvalidBytes, ReadOptions};
use spec_tests::messages::{load, names};

use crate::letters::{add_im_group, declaration, envelope, read, read_envelope, read_strictly, utf16};

/// The request AddImGroup whose name is these bytes.
fn group_of(declared: &str, name: &[u8]) -> Vec<u8> {
    let text = declared.to_owned() + &add_im_group("$");
    let (before, after) = text.split_once('$').expect("a name");
    [before.as_bytes(), name, after.as_bytes()].concat()
}

#[test]
fn bytes_that_are_no_text_are_an_error_with_their_place() {
    let utf8 = group_of("", b"Gr\xC3\xB6\xDFe");
    let offset = utf8.iter().position(|byte| *byte == 0xDF).expect("the byte");
    for error in [read(&utf8).0.expect_err("not UTF-8"), read_strictly(&utf8).expect_err("not UTF-8")] {
        let expected = format!("2:20: AddImGroup/DisplayName: the byte DF at offset {offset} is not valid UTF-8");
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.position().offset, offset);
    }
    let error = read_envelope(&envelope("$").replace('$', "\u{FFFD}").into_bytes()[..]);
    assert!(error.is_ok(), "U+FFFD itself is a character like any other");
    let japanese = group_of(&declaration("Shift_JIS"), b"\x93\xFA\x96");
    let error = read(&japanese).0.expect_err("not Shift_JIS");
    assert!(error.to_string().starts_with("2:18: AddImGroup/DisplayName: the byte 96 at offset "), "{error}");
    let mut cut = utf16(&add_im_group("\u{1F600}"), u16::to_le_bytes);
    cut.truncate(cut.len() - 1);
    let error = read(&cut).0.expect_err("half a code unit");
    assert!(error.to_string().ends_with("is not valid UTF-16LE"), "{error}");
    assert_eq!((error.position().line, error.position().offset), (2, cut.len() - 1));
}

#[test]
fn who_wants_them_replaced_is_told_of_each() {
    let bytes = group_of("", b"Gr\xF6\xDFe");
    let (options, notices) = ReadOptions::default().invalid_bytes(InvalidBytes::Replace).collecting();
    let read = Document::from_bytes_with(&bytes, &options).expect("replaced");
    assert_eq!(read, Document::from_xml(&add_im_group("Gr\u{FFFD}\u{FFFD}e")).expect("the text"));
    let offset = bytes.iter().position(|byte| *byte == 0xF6).expect("the byte");
    let shown: Vec<String> = notices.take().iter().map(ToString::to_string).collect();
    let expected = |column, byte, offset| {
        format!(
            "2:{column}: AddImGroup/DisplayName: the byte {byte} at offset {offset} is not valid UTF-8; U+FFFD is read instead"
        )
    };
    assert_eq!(shown, [expected(19, "F6", offset), expected(20, "DF", offset + 1)]);
}

/// Everything else that is wrong has the place in the text.
#[test]
fn other_errors_have_the_place_in_the_text() {
    for text in [
        declaration("utf-16") + "\n<a>ö</b>",
        "\u{FEFF}<a>ö</a>".to_owned(),
        format!("{}\n<?x ö?><", declaration("UTF-16")),
        add_im_group("ö").replace("<m:DisplayName>", "<m:DisplayName><x"),
    ] {
        let expected = Document::from_xml(&text).expect_err("broken");
        for bytes in [utf16(&text, u16::to_le_bytes), utf16(&text, u16::to_be_bytes)] {
            let error = read(&bytes).0.expect_err("broken");
            assert_eq!((error.to_string(), error.position()), (expected.to_string(), expected.position()));
        }
    }
}

/// Text as bytes is read as the text, whatever is wrong with it.
#[test]
fn text_is_read_from_its_bytes_as_it_is_read() {
    for name in names() {
        let xml = load(&name);
        let step = if xml.len() > 4_000 { 401 } else { 17 };
        for end in (0..=xml.len()).step_by(step).filter(|end| xml.is_char_boundary(*end)) {
            let text = &xml[..end];
            let (from_text, from_bytes) = (Document::from_xml(text), Document::from_bytes(text.as_bytes()));
            assert_eq!(format!("{from_bytes:?}"), format!("{from_text:?}"), "{name} {end}");
            let bytes = utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes);
            let from_text = Document::from_xml(&format!("\u{FEFF}{text}"));
            assert_eq!(format!("{:?}", Document::from_bytes(&bytes)), format!("{from_text:?}"), "{name} {end}");
        }
    }
}

#[test]
fn the_limit_is_on_bytes_and_on_text() {
    let text = declaration("windows-1252") + &add_im_group(&"ö".repeat(100));
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("one byte")).collect();
    let read = |limit| Document::from_bytes_with(&bytes, &ReadOptions::default().max_bytes(limit));
    assert!(read(text.len()).is_ok());
    for limit in [0, bytes.len() - 1, bytes.len(), text.len() - 1] {
        let error = read(limit).expect_err("too long");
        assert_eq!(*error.kind(), ErrorKind::LimitExceeded { what: "bytes", limit });
        assert_eq!((error.position().line, error.position().column), (1, 1));
    }
}
