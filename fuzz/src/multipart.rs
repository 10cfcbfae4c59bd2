//! A content type, a line end, and a body as a message of several parts: taken apart in chunks of any length, read as a message, leniently and
//! strictly; what was read is written with parts, and reads back as it was.

use ms_oxwscos::operations;
use soap_runtime::http::types::{Response, header};
use soap_runtime::http::{Bytes, response};
use soap_runtime::mime::{Boundary, Event, Limits, MultipartError, Part, PartHeaders, Parts, Splitter};
use soap_runtime::{ReadOptions, WriteOptions};

/// The bindings of a contract with octets in every place.
#[allow(missing_docs, unused, clippy::all)]
#[rustfmt::skip]
#[path = "../../tests/cases/octets/expected.rs"]
mod octets;

use octets::Document;

type Split = Vec<(PartHeaders, Vec<u8>)>;

/// Reads the bytes.
pub fn run(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (content_type, rest) = data.split_at(end);
    let body = rest.get(1..).unwrap_or_default();
    answered(content_type, body);
    let content_type = String::from_utf8_lossy(content_type);
    let boundary = content_type.split("boundary=").nth(1).unwrap_or("b");
    let Ok(boundary) = Boundary::new(boundary.trim_matches(['"', '\r'])) else { return };
    let whole = split(&boundary, body, usize::MAX);
    for length in [1, 2, 7, 64] {
        match (&whole, split(&boundary, body, length)) {
            (Ok(whole), Ok(cut)) => assert_eq!(*whole, cut, "in chunks of {length}"),
            (Err(_), Err(_)) => {}
            (whole, cut) => panic!("whole {whole:?}, in chunks of {length} {cut:?}"),
        }
    }
    match whole {
        Ok(parts) => read(&parts),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// As the response to a call: it is one, or there is an error to show.
fn answered(content_type: &[u8], body: &[u8]) {
    for options in [ReadOptions::default(), ReadOptions::strict()] {
        let whole = Response::builder().header(header::CONTENT_TYPE, content_type).body(Bytes::copy_from_slice(body));
        let (Ok(whole), Some(operation)) = (whole, operations::ALL.first()) else { return };
        if let Err(error) = response::<ms_oxwscos::Document>(operation, whole, &options) {
            assert!(!error.to_string().is_empty() && !format!("{error:?}").is_empty());
        }
    }
}

fn split(boundary: &Boundary, body: &[u8], length: usize) -> Result<Split, MultipartError> {
    let limits = Limits::default().parts(20).part_bytes(10_000);
    let mut splitter = Splitter::new(boundary, limits);
    let mut parts = Split::new();
    let mut take = |event| match event {
        Event::Part(headers) => parts.push((headers, Vec::new())),
        Event::Data(octets) => parts.last_mut().expect("a part has begun").1.extend_from_slice(&octets),
        Event::PartEnd | Event::End => {}
    };
    for chunk in body.chunks(length.min(body.len().max(1))) {
        splitter.push(Bytes::copy_from_slice(chunk));
        while let Some(event) = splitter.next()? {
            take(event);
        }
    }
    while let Some(event) = splitter.finish()? {
        take(event);
    }
    Ok(parts)
}

/// The first part as a document whose octets are in the others.
fn read(parts: &Split) {
    let Some(((_, root), others)) = parts.split_first() else { panic!("a body without a part is an error") };
    let part = |(headers, octets): &(PartHeaders, Vec<u8>)| Part {
        content_id: headers.content_id().map(str::to_owned),
        octets: octets.clone().into(),
        ..Part::default()
    };
    let (Ok(parts), Ok(text)) = (Parts::new(others.iter().map(part)), std::str::from_utf8(root)) else { return };
    let options = ReadOptions::default().max_bytes(1 << 20);
    let lenient = Document::from_xml_with(text, &options.clone().with_parts(parts.clone()));
    let strict = Document::from_xml_with(text, &ReadOptions::strict().with_parts(parts));
    let Ok(document) = lenient else {
        assert!(strict.is_err(), "valid, but lenient reading refuses it: {lenient:?}");
        return;
    };
    let (writing, attached) = WriteOptions::default().attaching(0, usize::MAX);
    let text = document.to_xml_with(&writing).expect("what was read can be written");
    let parts = Parts::new(attached.take()).expect("every part has a name of its own");
    let again = Document::from_xml_with(&text, &options.with_parts(parts)).expect("what was written can be read");
    assert_eq!(again, document, "{text}");
}
