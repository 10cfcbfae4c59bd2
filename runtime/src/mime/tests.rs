//! Bodies as they are met, whole, cut anywhere, and damaged.

#![allow(clippy::unwrap_used)]

use ::bytes::Bytes;
use proptest::prelude::*;

use super::{Boundary, Composer, Damage, Event, Limits, MultipartError, PartHeaders, Parts, Splitter};

type Part = (PartHeaders, Vec<u8>);

/// The parts of a body that comes in chunks of these lengths, the last one for the rest.
fn split_in(body: &[u8], boundary: &str, limits: Limits, chunks: &[usize]) -> Result<Vec<Part>, MultipartError> {
    let mut splitter = Splitter::new(&Boundary::new(boundary)?, limits);
    let (mut parts, mut is_open, mut has_ended, mut at) = (Vec::<Part>::new(), false, false, 0);
    let mut lengths = chunks.iter().copied().cycle();
    loop {
        let is_over = at >= body.len();
        if !is_over {
            let length = lengths.next().unwrap_or(body.len()).clamp(1, body.len() - at);
            splitter.push(Bytes::copy_from_slice(&body[at..at + length]));
            at += length;
        }
        while let Some(event) = if is_over { splitter.finish()? } else { splitter.next()? } {
            match event {
                Event::Part(headers) => {
                    assert!(!std::mem::replace(&mut is_open, true));
                    parts.push((headers, Vec::new()));
                }
                Event::Data(octets) => {
                    assert!(is_open && !octets.is_empty());
                    parts.last_mut().unwrap().1.extend_from_slice(&octets);
                }
                Event::PartEnd => assert!(std::mem::replace(&mut is_open, false)),
                Event::End => assert!(!std::mem::replace(&mut has_ended, true)),
            }
        }
        if is_over {
            assert!(has_ended && !is_open);
            return Ok(parts);
        }
    }
}

/// The contents of the parts, however the body is cut.
fn contents(body: &[u8], boundary: &str) -> Vec<Vec<u8>> {
    let whole = split_in(body, boundary, Limits::default(), &[]).unwrap();
    for chunks in [vec![1], vec![2], vec![3], vec![7, 1]] {
        assert_eq!(split_in(body, boundary, Limits::default(), &chunks).unwrap(), whole, "{chunks:?}");
    }
    for first in 1..body.len() {
        assert_eq!(split_in(body, boundary, Limits::default(), &[first, usize::MAX]).unwrap(), whole, "{first}");
    }
    whole.into_iter().map(|(_, octets)| octets).collect()
}

fn damage(body: &[u8]) -> String {
    let found = [vec![], vec![1], vec![5]].map(|chunks| {
        let error = split_in(body, "BND", Limits::default(), &chunks).unwrap_err();
        format!("{}: {}", error.part(), error.damage())
    });
    assert!(found.iter().all(|other| *other == found[0]), "{found:?}");
    found[0].clone()
}

fn one(content: &[u8]) -> Vec<u8> {
    [b"--BND\r\nContent-ID: <a>\r\n\r\n", content, b"\r\n--BND--\r\n"].concat()
}

#[test]
fn attachments_that_other_parsers_cut_short() {
    let almost: [&[u8]; 12] = [
        b"before\n--BND\nafter",
        b"before\r\n--BNDX\r\nafter",
        b"before\r\n--BND-\r\nafter",
        b"before\r\n--BND--X\r\nafter",
        b"before\r\n--BND \tX\r\nafter",
        b"before\r--BND\r\nafter",
        b"before\r\n--bnd\r\nafter",
        b"before\r\n-BND\r\nafter",
        b"before\r\n--BND\nafter",
        b"before\r\n\r\n--BN",
        b"\r\n\r\n--BNDX",
        b"--BND-",
    ];
    for content in almost {
        assert_eq!(contents(&one(content), "BND"), [content], "{}", content.escape_ascii());
    }
}

#[test]
fn delimiters_as_they_are_written() {
    let table: [(&[u8], &[&[u8]]); 12] = [
        (b"--BND\r\n\r\na\r\n--BND--\r\n", &[b"a"]),
        (b"--BND\r\n\r\na\r\n--BND--", &[b"a"]),
        (b"--BND\r\n\r\na\r\n--BND--\r", &[b"a"]),
        (b"\r\n--BND\r\n\r\na\r\n--BND--\r\nepilogue\r\n--BND\r\n\r\nno part\r\n--BND--", &[b"a"]),
        (b"preamble\r\n--BNDX\r\n--BND  \r\n\r\na\r\n--BND-- \t\r\n", &[b"a"]),
        (b"preamble\n--BND\r\n\r\na\n\r\n--BND--\r\n", &[b"a\n"]),
        (b"--BND\r\n\r\n\r\n--BND\r\n\r\n--BND\r\nA: b\r\n\r\n\r\n\r\n--BND--\r\n", &[b"", b"", b"\r\n"]),
        (b"--BND\n\na\r\n\n--BND\nA: b\n\nb\n--BND--\n", &[b"a\r\n", b"b"]),
        (b"--BND\n\n\n--BNDX\n--BND--", &[b"\n--BNDX"]),
        (b"--BND\r\n\r\n--BND--\r\n", &[b""]),
        (b"--BND\r\n\r\n\0\xFF\x80\r\n\r\n--BND--\r\n", &[b"\0\xFF\x80\r\n"]),
        (b"--BND\r\n\r\n\r\r\n\r\r\n--BND--\r\n", &[b"\r\r\n\r"]),
    ];
    for (body, parts) in table {
        assert_eq!(contents(body, "BND"), parts, "{}", body.escape_ascii());
    }
}

#[test]
fn boundaries_with_all_that_they_may_have() {
    let boundary = "==KuKvEEE5/+X0Uvb=:'()_,. ?x";
    let body = format!("--{boundary}\r\n\r\na\r\n--{boundary}--\r\n");
    assert_eq!(contents(body.as_bytes(), boundary), [b"a"]);
}

#[test]
fn headers_are_folded_or_not_and_of_any_case() {
    let body = b"--BND\r\ncontent-ID:  <a@b> \r\nContent-Type: image/png;\r\n\tname=\"\xC3\xA4.png\"\r\nX-Empty:\r\n\r\na\r\n--BND--";
    let parts = split_in(body, "BND", Limits::default(), &[1]).unwrap();
    let headers = &parts[0].0;
    assert_eq!(headers.content_id(), Some("a@b"));
    assert_eq!(headers.content_type(), Some("image/png; name=\"\u{e4}.png\""));
    assert_eq!(headers.get("x-empty"), Some(""));
    assert_eq!(headers.iter().count(), 3);
}

#[test]
fn transfer_encodings_are_undone() {
    let table: [(&str, &[u8], &[u8]); 14] = [
        ("binary", b"\0\r\n=41", b"\0\r\n=41"),
        ("8bit", b"\xC3\xA4", b"\xC3\xA4"),
        ("7BIT", b"a", b"a"),
        ("", b"a", b"a"),
        ("base64", b"Zm9v\r\nYmE=\r\n", b"fooba"),
        ("Base64", b" Z m 8 = ", b"fo"),
        ("base64", b"", b""),
        ("quoted-printable", b"a=3D=C3=a4 b", b"a=\xC3\xA4 b"),
        ("quoted-printable", b"a  \r\nb \t", b"a\r\nb"),
        ("quoted-printable", b"soft=\r\n  break=\nend=", b"soft  breakend"),
        ("quoted-printable", b"a\r\n\r\nb", b"a\r\n\r\nb"),
        ("quoted-printable", b"", b""),
        ("quoted-printable", b"=20\r\n", b" \r\n"),
        ("quoted-printable", b"a\rb \rc", b"a\rb \rc"),
    ];
    for (encoding, content, octets) in table {
        let head = format!("--BND\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n");
        let body = [head.as_bytes(), content, b"\r\n--BND--"].concat();
        assert_eq!(contents(&body, "BND"), [octets], "{encoding} {}", content.escape_ascii());
    }
}

#[test]
fn damaged_bodies_are_refused_with_the_part() {
    let table: [(&[u8], &str); 17] = [
        (b"", "0: the body ends here: expected the first delimiter"),
        (b"<Envelope/>", "0: the body ends here: expected the first delimiter"),
        (b"--BN", "0: the body ends here: expected the first delimiter"),
        (b"--BND", "0: the body ends here: expected the first delimiter"),
        (b"--BND\r\nContent-ID: <a>", "1: the body ends here: expected the end of the headers"),
        (b"--BND\r\nContent-ID: <a>\r\n", "1: the body ends here: expected the end of the headers"),
        (b"--BND\r\n\r\na", "1: the body ends here: expected the last delimiter"),
        (b"--BND\r\n\r\na\r\n--BN", "1: the body ends here: expected the last delimiter"),
        (b"--BND\r\n\r\na\r\n--BND", "1: the body ends here: expected the last delimiter"),
        (b"--BND\r\n\r\na\r\n--BND-", "1: the body ends here: expected the last delimiter"),
        (b"--BND\r\n\r\na\r\n--BND\r\n\r\nb", "2: the body ends here: expected the last delimiter"),
        (b"--BND--\r\n", "0: there is no part"),
        (
            b"--BND\r\nno header\r\n\r\na\r\n--BND--",
            "1: expected a header `Name: value` or an empty line, found \"no header\"",
        ),
        (b"--BND\r\n folded: a\r\n\r\na\r\n--BND--", "1: expected a header"),
        (
            b"--BND\r\nContent-Transfer-Encoding: uuencode\r\n\r\na\r\n--BND--",
            "1: the Content-Transfer-Encoding \"uuencode\" is none",
        ),
        (b"--BND\r\nContent-Transfer-Encoding: base64\r\n\r\nZg=\r\n--BND--", "1: the part is not base64"),
        (
            b"--BND\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=4x\r\n--BND--",
            "1: the part is not quoted-printable",
        ),
    ];
    for (body, expected) in table {
        let found = damage(body);
        assert!(found.starts_with(expected), "{}: {found}", body.escape_ascii());
    }
    for content in ["Zg==Zg==", "Z", "Z!==", "Zg=a", "=", "===="] {
        let head = b"--BND\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        let found = damage(&[&head[..], content.as_bytes(), b"\r\n--BND--"].concat());
        assert!(found.starts_with("1: the part is not base64"), "{content}: {found}");
    }
}

#[test]
fn blanks_in_quoted_printable_are_lost_at_the_end_of_a_line_only() {
    let part = |content: &str| {
        let head = "--BND\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
        format!("{head}{content}\r\n--BND--").into_bytes()
    };
    let blanks = " ".repeat(1_000);
    for (content, octets) in [(format!("a{blanks}b"), format!("a{blanks}b")), (format!("a{blanks}"), "a".to_owned())] {
        for chunks in [&[][..], &[1], &[900], &[1059]] {
            let parts = split_in(&part(&content), "BND", Limits::default(), chunks).unwrap();
            assert!(parts[0].1 == octets.as_bytes(), "{chunks:?}");
        }
    }
    assert!(damage(&part(&format!("a{blanks} b"))).starts_with("1: the part is not quoted-printable"));
}

#[test]
fn a_part_has_few_headers() {
    let body = |count: usize| format!("--BND\r\n{}\r\n\r\n--BND--", "a:\r\n".repeat(count)).into_bytes();
    assert_eq!(split_in(&body(100), "BND", Limits::default(), &[]).unwrap()[0].0.iter().count(), 100);
    let error = split_in(&body(101), "BND", Limits::default(), &[]).unwrap_err();
    assert!(error.is_limit(), "{error}");
    assert_eq!((error.part(), error.offset()), (1, 7 + 4 * 101));
}

#[test]
fn limits_are_kept_to_the_byte() {
    let body = [&one(b"12345678")[..one(b"12345678").len() - 4], b"\r\n\r\nb\r\n--BND--"].concat();
    let with = |limits| split_in(&body, "BND", limits, &[3]);
    let headers = b"Content-ID: <a>\r\n\r\n".len();
    let fits = Limits::default().parts(2).part_bytes(8).total_bytes(body.len() as u64).header_bytes(headers);
    assert_eq!(with(fits).unwrap().len(), 2);
    let refused = |limits| with(limits).unwrap_err().damage().clone();
    assert_eq!(refused(fits.parts(1)), Damage::TooManyParts(1));
    assert_eq!(refused(fits.part_bytes(7)), Damage::PartTooLarge(7));
    assert_eq!(refused(fits.total_bytes(body.len() as u64 - 1)), Damage::TooLarge(body.len() as u64 - 1));
    assert_eq!(refused(fits.header_bytes(headers - 1)), Damage::HeadersTooLong(headers - 1));
}

#[test]
fn headers_that_would_begin_another_line_are_not_written() {
    for (name, value) in [("A", "b\r\nC: d"), ("A\r\nB", "c"), ("A b", "c"), ("", "c"), ("A:", "b")] {
        let mut composer = Composer::new(Boundary::fresh());
        assert!(composer.part([(name, value)], Bytes::new()).is_err(), "{name:?} {value:?}");
    }
}

#[test]
fn a_part_is_handed_on_as_it_is() {
    let octets = Bytes::from(vec![7; 1 << 16]);
    let mut composer = Composer::new(Boundary::new("BND").unwrap());
    composer.part([("Content-ID", "<a>")], octets.clone()).unwrap();
    let chunks = composer.finish();
    let length = chunks.len();
    let chunks: Vec<Bytes> = chunks.collect();
    assert_eq!(chunks[1].as_ptr(), octets.as_ptr());
    assert_eq!(chunks.iter().map(|chunk| chunk.len() as u64).sum::<u64>(), length);
    let body = Bytes::from(chunks.concat());
    let mut splitter = Splitter::new(&Boundary::new("BND").unwrap(), Limits::default());
    splitter.push(body.clone());
    assert!(matches!(splitter.next(), Ok(Some(Event::Part(_)))));
    let Ok(Some(Event::Data(part))) = splitter.next() else { panic!("no data") };
    assert!(part == octets && body.as_ptr_range().contains(&part.as_ptr()));
}

fn named(ids: &[&str]) -> Result<Parts, MultipartError> {
    Parts::new(ids.iter().map(|id| super::Part::new(*id, "text/plain", id.as_bytes().to_vec())))
}

#[test]
fn parts_are_found_by_their_exact_names_first() {
    let parts = named(&["a%2Bb@x", "a+b@x", "c%41", "cA", "d%FF", "d%FE", "e%41"]).unwrap();
    let found = |id: &str| parts.get(id).map(|part| part.content_id.as_deref().unwrap());
    for id in ["a%2Bb@x", "a+b@x", "c%41", "cA", "d%FF", "d%FE", "e%41"] {
        assert_eq!(found(id), Some(id));
    }
    // As a URL has it that escapes what it should.
    for (id, part) in
        [("a%252Bb@x", "a%2Bb@x"), ("%61+b@x", "a+b@x"), ("c%2541", "c%41"), ("d%25FF", "d%FF"), ("eA", "e%41")]
    {
        assert_eq!(found(id), Some(part), "{id}");
    }
    // A reference is a URL first.
    let referred = |url: &str| parts.referred(url).map(|part| part.content_id.as_deref().unwrap());
    assert_eq!((referred("a%2Bb@x"), referred("a%252Bb@x")), (Some("a+b@x"), Some("a%2Bb@x")));
    assert_eq!((referred("c%2541"), referred("e%41"), referred("d%FF")), (Some("c%41"), Some("e%41"), Some("d%FF")));
    // What two may mean is neither.
    let two = named(&["f%41", "%66A"]).unwrap();
    assert_eq!((two.get("fA"), two.get("f%41").is_some()), (None, true));
    let error = named(&["a", "b", "a"]).unwrap_err();
    assert_eq!((error.damage(), error.part()), (&Damage::SameId("a".to_owned()), 3));
}

/// Octets in which delimiters and what looks like them are likely.
fn octets() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop_oneof![
        Just(b"\r\n".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"--".to_vec()),
        Just(b"--BNDX".to_vec()),
        Just(b"\r\n--BN".to_vec()),
        any::<Vec<u8>>()
    ];
    proptest::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_composed_is_split_again(parts in proptest::collection::vec(octets(), 1..4), chunks in proptest::collection::vec(1usize..20, 1..4)) {
        let boundary = Boundary::new("BND").unwrap();
        let mut composer = Composer::new(boundary);
        for (number, part) in parts.iter().enumerate() {
            composer.part([("Content-ID", format!("<{number}>").as_str())], part.clone().into()).unwrap();
        }
        let body = composer.finish().into_bytes();
        let read = split_in(&body, "BND", Limits::default(), &chunks).unwrap();
        prop_assert_eq!(read.iter().map(|(_, octets)| octets).collect::<Vec<_>>(), parts.iter().collect::<Vec<_>>());
        for (number, (headers, _)) in read.iter().enumerate() {
            let id = number.to_string();
            prop_assert_eq!(headers.content_id(), Some(id.as_str()));
        }
    }

    #[test]
    fn nothing_panics_and_chunks_make_no_difference(body in octets(), chunk in 1usize..9) {
        let body = [b"--BND\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", body.as_slice(), b"\r\n--BND--"].concat();
        let whole = split_in(&body, "BND", Limits::default(), &[]);
        let cut = split_in(&body, "BND", Limits::default(), &[chunk]);
        prop_assert_eq!(whole.is_ok(), cut.is_ok());
        if let (Ok(whole), Ok(cut)) = (whole, cut) {
            prop_assert_eq!(whole, cut);
        }
    }
}
