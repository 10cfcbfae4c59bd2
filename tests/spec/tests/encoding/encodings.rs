//! What is written in an encoding is read from it, whichever way the document says which one it is.

use ms_oxwscos::Document;
use ms_oxwscos::soap::Envelope;
use proptest::prelude::*;
use soap_runtime::ErrorKind;
use soap_runtime::xml::{EncodingError, NamedBy};

use crate::letters::{add_im_group, declaration, envelope, read, read_envelope, read_strictly, utf16};

/// One way to write a document: how it is called, whether there is a byte order mark, and the bytes of a text.
type Way = (&'static str, bool, fn(&str) -> Vec<u8>);

const UNICODE: [Way; 6] = [
    ("UTF-8", false, |text| text.as_bytes().to_vec()),
    ("UTF-8", true, |text| text.as_bytes().to_vec()),
    ("UTF-16", false, |text| utf16(text, u16::to_le_bytes)),
    ("UTF-16", true, |text| utf16(text, u16::to_le_bytes)),
    ("UTF-16", false, |text| utf16(text, u16::to_be_bytes)),
    ("UTF-16", true, |text| utf16(text, u16::to_be_bytes)),
];

/// A document, as text and as bytes, with or without a declaration that names this encoding.
fn document((name, marked, bytes): Way, declared: bool, root: &str) -> (String, Vec<u8>) {
    let mark = if marked { "\u{FEFF}" } else { "" };
    let declaration = if declared { declaration(name) } else { String::new() };
    let text = format!("{mark}{declaration}{root}");
    let bytes = bytes(&text);
    (text, bytes)
}

#[test]
fn marks_and_declarations_do_not_change_what_is_read() {
    let name = "Größe \u{1F600} 日本";
    for way in UNICODE {
        for declared in [false, true] {
            let (text, bytes) = document(way, declared, &add_im_group(name));
            let (read, notices) = read(&bytes);
            let read = read.unwrap_or_else(|error| panic!("{error} in {way:?}"));
            assert_eq!(read, Document::from_xml(&text).expect("the text"), "{way:?}");
            assert_eq!(read_strictly(&bytes).expect("valid"), read, "{way:?}");
            assert_eq!(notices, [], "{way:?}");
            let (text, bytes) = document(way, declared, &envelope(name));
            let read = read_envelope(&bytes).unwrap_or_else(|error| panic!("{error} in {way:?}"));
            assert_eq!(read, Envelope::from_xml(&text).expect("the text"), "{way:?}");
        }
    }
}

/// A text that says another encoding than its bytes show was most likely converted by somebody who left the declaration alone. The bytes cannot be
/// wrong about it.
#[test]
fn bytes_count_more_than_a_declaration_and_strict_reading_minds() {
    let marked = |bytes: Vec<u8>| [b"\xEF\xBB\xBF".to_vec(), bytes].concat();
    let text = |name: &str| declaration(name) + &add_im_group("Größe");
    let cases: [(Vec<u8>, &str, &'static str); 6] = [
        (text("utf-16").into_bytes(), "utf-16", "UTF-8"),
        (utf16(&text("utf-8"), u16::to_le_bytes), "utf-8", "UTF-16LE"),
        (utf16(&format!("\u{FEFF}{}", text("Windows-1252")), u16::to_be_bytes), "Windows-1252", "UTF-16BE"),
        (marked(text("ISO-8859-1").into_bytes()), "ISO-8859-1", "UTF-8"),
        (marked(text("klingon").into_bytes()), "klingon", "UTF-8"),
        (marked(text("utf-16le").into_bytes()), "utf-16le", "UTF-8"),
    ];
    for (bytes, name, found) in cases {
        let (read, notices) = read(&bytes);
        assert_eq!(read.expect(name), Document::from_xml(&add_im_group("Größe")).expect("the text"));
        assert_eq!(
            notices.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [format!(
                "1:31: the XML declaration names the encoding `{name}`, but the first bytes show that it is {found}; it is read as {found}"
            )]
        );
        let error = read_strictly(&bytes).expect_err(name);
        let expected = EncodingError::Contradiction { name: name.to_owned(), by: NamedBy::Declaration, found };
        assert_eq!(*error.kind(), ErrorKind::Encoding(expected));
    }
}

#[test]
fn an_encoding_that_is_not_supported_is_named_where_it_stands() {
    for name in ["IBM037", "UTF-32", "UTF-7", "ISO-2022-KR", "x-user-defined", "klingon"] {
        let bytes = format!("<?xml version='1.0'\n encoding='{name}'?>{}", add_im_group("x")).into_bytes();
        for error in [read(&bytes).0.expect_err(name), read_strictly(&bytes).expect_err(name)] {
            assert_eq!(
                error.to_string(),
                format!(
                    "2:12: the encoding `{name}`, which the XML declaration names, is not supported; convert the document to UTF-8"
                )
            );
            assert_eq!(error.position().offset, 31);
        }
    }
    let utf32: Vec<u8> = add_im_group("x").chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
    let shown =
        "1:1: the encoding `UTF-32`, which the first bytes show, is not supported; convert the document to UTF-8";
    assert_eq!(read(&utf32).0.expect_err("UTF-32").to_string(), shown);
    let ebcdic = [0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x40];
    assert_eq!(read(&ebcdic).0.expect_err("EBCDIC").to_string(), shown.replace("UTF-32", "EBCDIC"));
}

/// The encodings that are written in the property below, by names that the XML declaration has.
const NAMED: [&str; 36] = [
    "US-ASCII",
    "ISO-8859-1",
    "ISO-8859-2",
    "ISO-8859-3",
    "ISO-8859-4",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "ISO-8859-9",
    "ISO-8859-10",
    "ISO-8859-13",
    "ISO-8859-14",
    "ISO-8859-15",
    "ISO-8859-16",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "KOI8-R",
    "KOI8-U",
    "IBM866",
    "macintosh",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "GBK",
    "GB18030",
    "Big5",
    "EUC-KR",
];

/// The bytes of a character in an encoding that has it, as others write it.
fn encoded(text: &str, name: &str) -> Option<Vec<u8>> {
    if name == "US-ASCII" && !text.is_ascii() {
        return None;
    }
    let table = encoding_rs::Encoding::for_label(name.as_bytes()).expect(name);
    // By other names these are encodings of Windows there, with characters in the place of C1 controls.
    if matches!(name, "ISO-8859-1" | "ISO-8859-9")
        && text.chars().any(|c| table.encode(&c.to_string()).0[0] & 0xE0 == 0x80)
    {
        return None;
    }
    let (bytes, _, unmappable) = table.encode(text);
    let comes_back = !unmappable && table.decode_without_bom_handling(&bytes).0 == text;
    comes_back.then(|| bytes.into_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// A text of the characters that an encoding has, written in it by somebody else, is read as that text.
    #[test]
    fn what_is_encoded_is_read(text in "[a-z äöüßéçñ€łžąĐŞığ§°Привет؟مرحبאבגΑβγกขค日本語かなカナ中文한국\u{20000}\u{1F600}]{0,40}") {
        for name in NAMED {
            let known: String = text.chars().filter(|c| encoded(&c.to_string(), name).is_some()).collect();
            let document = declaration(name) + &add_im_group(&format!("|{known}|"));
            let bytes = encoded(&document, name).expect(name);
            let expected = Document::from_xml(&document).expect("the text");
            prop_assert_eq!(&Document::from_bytes(&bytes).expect(name), &expected, "{}", name);
            prop_assert_eq!(&read_strictly(&bytes).expect(name), &expected, "{}", name);
        }
        let document = add_im_group(&format!("|{text}|"));
        let expected = Document::from_xml(&document).expect("the text");
        for (way, declared) in UNICODE.into_iter().flat_map(|way| [(way, false), (way, true)]) {
            let (_, bytes) = self::document(way, declared, &document);
            prop_assert_eq!(&Document::from_bytes(&bytes).expect("valid"), &expected);
        }
    }
}
