#![allow(clippy::unwrap_used)]

use super::*;

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// The name of an encoding, and a text in it.
type Written = (&'static str, fn(&str) -> Vec<u8>);

/// A document with a declaration that names this encoding, if any.
fn document(declared: Option<&str>) -> String {
    let declaration = declared.map_or(String::new(), |name| format!("<?xml version=\"1.0\" encoding=\"{name}\"?>"));
    format!("{declaration}<a>\u{1F600}ö</a>")
}

/// The encoding that is found, and whether something contradicts it.
fn found(bytes: &[u8], charset: Option<&str>) -> (&'static str, bool) {
    let found = Encoded::new(bytes, charset).unwrap();
    (found.encoding(), found.contradiction().is_some())
}

#[test]
fn a_byte_order_mark_counts_most() {
    let written: [Written; 3] = [
        ("UTF-8", |text| text.as_bytes().to_vec()),
        ("UTF-16LE", |text| utf16(text, u16::to_le_bytes)),
        ("UTF-16BE", |text| utf16(text, u16::to_be_bytes)),
    ];
    let names = [None, Some("utf-8"), Some("UTF-16"), Some("iso-8859-1"), Some("klingon")];
    for (encoding, bytes) in written {
        for (declared, charset) in names.iter().flat_map(|a| names.iter().map(move |b| (*a, *b))) {
            let text = format!("\u{FEFF}{}", document(declared));
            let counts = charset.or(declared);
            let agrees = counts.is_none_or(|name| encoding.starts_with(&name.to_ascii_uppercase()));
            assert_eq!(found(&bytes(&text), charset), (encoding, !agrees), "{declared:?} {charset:?}");
            assert_eq!(Encoded::new(&bytes(&text), charset).unwrap().text().unwrap(), text);
        }
    }
}

#[test]
fn without_one_the_first_bytes_show_two_bytes_or_one() {
    for declared in [None, Some("UTF-16")] {
        let text = document(declared);
        for charset in [None, Some("utf-16")] {
            assert_eq!(found(&utf16(&text, u16::to_le_bytes), charset), ("UTF-16LE", false));
            assert_eq!(found(&utf16(&text, u16::to_be_bytes), charset), ("UTF-16BE", false));
        }
        assert_eq!(found(&utf16(&format!("\n{text}"), u16::to_le_bytes), None), ("UTF-16LE", false));
        assert_eq!(found(text.as_bytes(), None), ("UTF-8", declared.is_some()));
        assert_eq!(found(text.as_bytes(), Some("utf-16le")), ("UTF-8", true));
        assert_eq!(found(&utf16(&text, u16::to_be_bytes), Some("utf-16le")), ("UTF-16BE", true));
        assert_eq!(found(&utf16(&text, u16::to_be_bytes), Some("utf-8")), ("UTF-16BE", true));
    }
    assert_eq!(found(document(Some("ISO-8859-1")).as_bytes(), Some("utf-16")), ("ISO-8859-1", true));
    assert_eq!(found(b"\xD6", Some("utf-16")), ("UTF-16", false));
    assert_eq!(found(b"", None), ("UTF-8", false));
}

#[test]
fn the_content_type_counts_more_than_the_declaration() {
    for (declared, charset, expected) in [
        (None, None, "UTF-8"),
        (Some("UTF-8"), None, "UTF-8"),
        (Some("iso-8859-1"), None, "ISO-8859-1"),
        (Some("us-ascii"), None, "US-ASCII"),
        (Some("iso-8859-1"), Some("utf-8"), "UTF-8"),
        (Some("utf-8"), Some("Latin1"), "ISO-8859-1"),
        (Some("klingon"), Some("utf-8"), "UTF-8"),
        (Some("utf-16"), Some("us-ascii"), "US-ASCII"),
    ] {
        assert_eq!(found(document(declared).as_bytes(), charset), (expected, false), "{declared:?} {charset:?}");
    }
}

#[test]
fn what_is_not_read_is_named() {
    let error = |bytes: &[u8], charset| {
        let found = Encoded::new(bytes, charset).unwrap_err();
        match found.error {
            EncodingError::Unsupported { name, by } => (name, by, found.before, found.offset),
            other => panic!("{other:?}"),
        }
    };
    let utf32: [&[u8]; 6] = [
        &[0, 0, 0xFE, 0xFF, 0, 0, 0, b'<'],
        &[0xFF, 0xFE, 0, 0, b'<', 0, 0, 0],
        &[0, 0, 0, b'<', 0, 0, 0, b'a'],
        &[b'<', 0, 0, 0, b'a', 0, 0, 0],
        &[0, 0, b'<', 0, 0, 0, b'a', 0],
        &[0, b'<', 0, 0, 0, b'a', 0, 0],
    ];
    for bytes in utf32 {
        assert_eq!(error(bytes, Some("utf-8")), ("UTF-32".to_owned(), NamedBy::FirstBytes, Some(String::new()), 0));
    }
    assert_eq!(error(b"\x4C\x6F\xA7\x94\x93", None).0, "EBCDIC");
    let before = "<?xml version=\"1.0\" encoding=\"".to_owned();
    let expected = ("IBM037".to_owned(), NamedBy::Declaration, Some(before.clone()), before.len());
    assert_eq!(error(document(Some("IBM037")).as_bytes(), None), expected);
    assert_eq!(error(b"<a/>", Some("ebcdic-cp-us")), ("ebcdic-cp-us".to_owned(), NamedBy::ContentType, None, 0));
}

#[test]
fn a_contradiction_has_a_place() {
    let text = format!("\u{FEFF}{}", document(Some("iso-8859-1")));
    let before = "<?xml version=\"1.0\" encoding=\"";
    for (bytes, offset) in
        [(text.clone().into_bytes(), 3 + before.len()), (utf16(&text, u16::to_le_bytes), 2 + 2 * before.len())]
    {
        let document = Encoded::new(&bytes, None).unwrap();
        let found = document.contradiction().unwrap();
        assert_eq!((found.before.as_deref(), found.offset), (Some(before), offset));
        let shown = "the XML declaration names the encoding `iso-8859-1`, but the first bytes show that it is UTF-";
        assert!(found.error.to_string().starts_with(shown), "{}", found.error);
    }
}

#[test]
fn valid_utf_8_is_not_copied() {
    for text in [document(None), document(Some("utf-8")), format!("\u{FEFF}{}", document(None)), String::new()] {
        assert!(
            matches!(Encoded::new(text.as_bytes(), None).unwrap().text().unwrap(), Cow::Borrowed(same) if same == text)
        );
    }
    let ascii = "<?xml version='1.0' encoding='iso-8859-1'?><a/>";
    assert!(
        matches!(Encoded::new(ascii.as_bytes(), None).unwrap().text().unwrap(), Cow::Borrowed(same) if same == ascii)
    );
}

/// The error in bytes of this encoding, and the text before it.
fn invalid(bytes: &[u8], charset: Option<&str>) -> (String, String) {
    let found = Encoded::new(bytes, charset).unwrap().text().unwrap_err();
    let EncodingError::Invalid { offset, .. } = &found.error else { panic!("{found:?}") };
    assert_eq!(*offset, found.offset);
    (found.error.to_string(), found.before.unwrap())
}

#[test]
fn bytes_that_an_encoding_does_not_have_are_placed() {
    let at = |bytes: &[u8], charset, error: &str, before: &str| {
        assert_eq!(invalid(bytes, charset), (error.to_owned(), before.to_owned()));
    };
    at(b"<a>\xFF</a>", None, "the byte FF at offset 3 is not valid UTF-8", "<a>");
    at(b"\xEF\xBB\xBF<a>\xC3</a>", None, "the byte C3 at offset 6 is not valid UTF-8", "<a>");
    at(b"<a>\xE2\x82", None, "the bytes E2 82 at offset 3 are not valid UTF-8", "<a>");
    at(b"<a>\xF6</a>", Some("us-ascii"), "the byte F6 at offset 3 is not valid US-ASCII", "<a>");
    at(&[0xFE, 0xFF, 0, b'<', 0xD8, 0, 0, b'a'], None, "the bytes D8 00 at offset 4 are not valid UTF-16BE", "<");
    at(&[0xFE, 0xFF, 0, b'<', 0xDC, 0, 0, b'a'], None, "the bytes DC 00 at offset 4 are not valid UTF-16BE", "<");
    at(&[0xFF, 0xFE, b'<', 0, b'a'], None, "the byte 61 at offset 4 is not valid UTF-16LE", "<");
    at(&[0xFF, 0xFE, b'<', 0, 0, 0xD8], None, "the bytes 00 D8 at offset 4 are not valid UTF-16LE", "<");
}

#[test]
fn lossy_text_says_what_it_lost() {
    let bytes = b"<a>\xF6 \xC3\xB6 \xE2\x82 \xFF</a>\xC3";
    let mut lost = Vec::new();
    let text = Encoded::new(bytes, None).unwrap().lossy_text(|before, error| lost.push((before.len(), error)));
    assert_eq!(text, String::from_utf8_lossy(bytes));
    let offsets: Vec<_> = lost
        .iter()
        .map(|(before, error)| match error {
            EncodingError::Invalid { offset, bytes, .. } => (*before, *offset, bytes.len()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(offsets, [(3, 3, 1), (10, 8, 2), (14, 11, 1), (21, 16, 1)]);
}

#[cfg(feature = "encodings")]
mod tables {
    use super::*;

    #[test]
    fn documents_are_read_by_the_table_that_they_name() {
        for (name, bytes, text) in [
            ("windows-1252", b"\x80\x93\xF6\x94".as_slice(), "€“ö”"),
            ("ISO-8859-1", b"\x80\xA4\xF6", "\u{80}¤ö"),
            ("ISO-8859-15", b"\xA4\xF6", "€ö"),
            ("ISO-8859-2", b"\xB1\xEA", "ąę"),
            ("ISO-8859-9", b"\x80\xF0\xFE", "\u{80}ğş"),
            ("windows-1254", b"\x80\xF0\xFE", "€ğş"),
            ("ISO-8859-11", b"\x80\xA1", "\u{80}ก"),
            ("windows-1251", b"\xCF\xF0", "Пр"),
            ("KOI8-R", b"\xF0\xD2", "Пр"),
            ("Shift_JIS", b"\x93\xFA\x96\x7B", "日本"),
            ("EUC-JP", b"\xC6\xFC\xCB\xDC", "日本"),
            ("ISO-2022-JP", b"\x1B$BF|K\\\x1B(B", "日本"),
            ("GB2312", b"\xD6\xD0", "中"),
            ("GB18030", b"\xD6\xD0\x95\x32\x82\x36", "中\u{20000}"),
            ("Big5", b"\xA4\xA4", "中"),
            ("EUC-KR", b"\xB0\xA1", "가"),
        ] {
            let head = format!("<?xml version='1.0' encoding='{name}'?><a>");
            let bytes = [head.as_bytes(), bytes, b"</a>"].concat();
            let document = Encoded::new(&bytes, None).unwrap();
            assert_eq!(document.text().unwrap(), format!("{head}{text}</a>"), "{name}");
            assert!(document.contradiction().is_none());
        }
    }

    #[test]
    fn bytes_that_a_table_does_not_have_are_placed() {
        let at = |bytes: &[u8], charset, error: &str, before: &str| {
            assert_eq!(invalid(bytes, Some(charset)), (error.to_owned(), before.to_owned()));
        };
        at(b"<a>\xA5\xFF</a>", "iso-8859-7", "the byte FF at offset 4 is not valid ISO-8859-7", "<a>₯");
        at(b"<a>\xDB</a>", "iso-8859-11", "the byte DB at offset 3 is not valid ISO-8859-11", "<a>");
        at(b"<a>\x93\xFA\x81</a>", "shift_jis", "the byte 81 at offset 5 is not valid Shift_JIS", "<a>日");
        at(b"<a>\xFF</a>", "gb18030", "the byte FF at offset 3 is not valid gb18030", "<a>");
        at(b"<a>\x93", "shift_jis", "the byte 93 at offset 3 is not valid Shift_JIS", "<a>");
    }

    /// Whatever the bytes, every one of them is text or is told.
    #[test]
    fn what_is_lost_is_what_the_tables_own_replacement_loses() {
        let names = ["shift_jis", "gb18030", "iso-2022-jp", "euc-jp", "big5", "euc-kr", "windows-1253", "iso-8859-8"];
        for (seed, name) in (1_u32..).zip(names.iter().cycle().take(400)) {
            let mut state = seed;
            let mut byte = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                [0x1B, b'$', b'B', b'(', 0x81, 0x30, (state >> 16) as u8, (state >> 8) as u8]
                    [(state >> 28) as usize % 8]
            };
            let bytes: Vec<u8> = (0..40).map(|_| byte()).collect();
            let mut places = 0;
            let text = Encoded::new(&bytes, Some(name)).unwrap().lossy_text(|_, error| {
                let EncodingError::Invalid { bytes: lost, offset, .. } = error else { panic!() };
                assert_eq!(bytes.get(offset..offset + lost.len()), Some(lost.as_slice()));
                places += 1;
            });
            let table = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
            assert_eq!(text, table.decode_without_bom_handling(&bytes).0, "{name} {bytes:02X?}");
            assert_eq!(places > 0, Encoded::new(&bytes, Some(name)).unwrap().text().is_err());
        }
    }
}
