//! The octets of one element, to a sink as they come; and items of a contract that asks for so many, in so many forms.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io;
use std::sync::{Arc, Mutex};

use soap_runtime::http::{CallError, Client, ReadError};
use soap_runtime::soap::{Body, Envelope};
use soap_runtime::stream::{Items, Limits, Octets, OctetsError};
use soap_runtime::{ErrorKind, ReadOptions};
use stream_tests::Canned;
use stream_tests::archive::archive::{EntryType, Fetch, FetchResponse};
use stream_tests::archive::{Archive as _, Document, FetchError, RequestHeaders};

const CONTENT: &str = "a:FetchResponse/a:Content";

fn fetched(content: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>\n<FetchResponse xmlns='urn:example:archive'><Name>n</Name>\
         {content}<Digest>d</Digest></FetchResponse></s:Body></s:Envelope>"
    )
}

type Read = (Vec<u8>, Result<Envelope<Document>, OctetsError>);

fn in_pieces(text: &str, size: usize, options: &ReadOptions) -> Read {
    let mut octets = Octets::new::<Document>(CONTENT, None, options, Limits::default()).unwrap();
    let mut all = Vec::new();
    let mut read = || {
        let mut sink = |more: &[u8]| {
            all.extend_from_slice(more);
            Ok(())
        };
        for chunk in text.as_bytes().chunks(size) {
            octets.push(chunk, &mut sink)?;
        }
        octets.end(&mut sink)?;
        Ok(octets.rest::<Document>()?)
    };
    let rest = read();
    (all, rest)
}

fn whole(text: &str, options: &ReadOptions) -> (Vec<u8>, Envelope<Document>) {
    let mut envelope = Envelope::<Document>::from_xml_with(text, options).unwrap();
    let Body::Message(Document::FetchResponse(response)) = &mut envelope.body else { panic!("{envelope:?}") };
    let content = std::mem::take(&mut response.content).into_inner();
    (content, envelope)
}

#[test]
fn octets_are_those_of_the_whole_however_they_are_written_and_divided() {
    for content in [
        "<Content/>",
        "<Content></Content>",
        "<Content>Zg==</Content>",
        "<Content a='b'>\r\n  Zm9v\r\n  YmFy\r\n</Content>",
        "<Content>Zm9v<!-- Zm9v -->Ym<![CDATA[F\ny]]><?pi Zm9v?></Content>",
        "<Content>&#x5A;m&#57;v&#13;&#10;Ym&#70;y</Content>",
    ] {
        let text = fetched(content);
        for options in [ReadOptions::default()] {
            let expected = whole(&text, &options);
            for size in 1..text.len() {
                let (octets, rest) = in_pieces(&text, size, &options);
                assert_eq!((octets, rest.unwrap()), expected, "{content} {size}");
            }
        }
    }
}

#[test]
fn what_is_no_base64_is_an_error_at_its_place() {
    for content in ["Zg=", "Zg==Zg==", "Z", "Zm9v!mFy", "Zm-v", "Zm9v&amp;", "Zm9v&lt;", "&"] {
        let text = fetched(&format!("<Content>{content}</Content>"));
        for size in [1, 1000] {
            let (_, error) = in_pieces(&text, size, &ReadOptions::default());
            let Err(OctetsError::Message(error)) = error else { panic!("{content}: {error:?}") };
            assert!(matches!(error.kind(), ErrorKind::Value(_)), "{content}: {error}");
            assert_eq!((error.path(), error.position().line), ("Envelope/Body/FetchResponse/Content", 2), "{error}");
        }
    }
    let (_, error) = in_pieces(&fetched("<Content>Zm9v<b/></Content>"), 9, &ReadOptions::default());
    assert!(matches!(error, Err(OctetsError::Message(error)) if matches!(error.kind(), ErrorKind::ElementInText(_))));
    let (_, error) = in_pieces(&fetched("<Content>Zm9v</Content><Content>Zm9v</Content>"), 9, &ReadOptions::default());
    let Err(OctetsError::Message(error)) = error else { panic!("{error:?}") };
    assert!(error.to_string().contains("came a second time"), "{error}");
}

#[test]
fn what_is_too_long_for_a_reference_is_not_waited_for() {
    let text = fetched(&format!("<Content>&{}", "A".repeat(1_000)));
    let text = text.split_inclusive('A').take(20).collect::<String>();
    let mut octets = Octets::new::<Document>(CONTENT, None, &ReadOptions::default(), Limits::default()).unwrap();
    let pushed = text.as_bytes().chunks(1).try_for_each(|byte| octets.push(byte, &mut |_| Ok(())));
    assert!(matches!(pushed, Err(OctetsError::Message(error)) if matches!(error.kind(), ErrorKind::Value(_))));
}

#[test]
fn a_message_that_breaks_off_is_the_error_of_the_whole() {
    let text = fetched("<Content>\nZm9vYmFy\nZm9vYmFy</Content>");
    let start = text.find("Zm9").unwrap();
    for end in 0..text.len() {
        let (octets, error) = in_pieces(&text[..end], 3, &ReadOptions::default());
        let Err(OctetsError::Message(error)) = error else { panic!("{error:?}") };
        let expected = Envelope::<Document>::from_xml(&text[..end]).unwrap_err();
        assert_eq!(error.to_string(), expected.to_string(), "{end}");
        assert!(octets.len() <= end.saturating_sub(start), "{end}");
    }
}

#[test]
fn the_rest_is_strict_where_asked() {
    let text = fetched("<Content>Zm9v</Content>").replace("<Digest>", "<Other/><Digest>");
    assert!(in_pieces(&text, 7, &ReadOptions::default()).1.is_ok());
    let (_, error) = in_pieces(&text, 7, &ReadOptions::strict());
    let expected = Envelope::<Document>::from_xml_with(&text, &ReadOptions::strict()).unwrap_err();
    assert_eq!(error.unwrap_err().to_string(), expected.to_string());
}

fn client(canned: Canned) -> Client<Canned> {
    Client::streaming(canned, "https://archive.example.com/").unwrap()
}

async fn fetch(
    canned: Canned,
    path: &str,
    full_at: usize,
) -> (Vec<u8>, Result<FetchResponse, FetchError<CallError<stream_tests::Broken>>>) {
    let octets = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&octets);
    let sink = move |more: &[u8]| {
        let mut kept = kept.lock().unwrap();
        if kept.len() + more.len() > full_at {
            return Err(io::Error::other("the disk is full"));
        }
        kept.extend_from_slice(more);
        Ok(())
    };
    let call = client(canned).stream_octets(path, sink);
    let reply =
        call.call(|client| async move { client.fetch(Fetch::new("n".to_owned()), RequestHeaders {}).await }).await;
    let octets = octets.lock().unwrap().clone();
    (octets, reply.map(|reply| reply.body))
}

#[tokio::test]
async fn a_call_gives_octets_to_a_sink_and_the_rest_to_the_caller() {
    let text = fetched("<Content>Zm9vYmFy</Content>");
    let (octets, response) = fetch(Canned::new(&text, 10), CONTENT, 100).await;
    let response = response.unwrap();
    assert_eq!((octets.as_slice(), response.content.len(), response.digest.as_deref()), (&b"foobar"[..], 0, Some("d")));

    let (_, error) = fetch(Canned::new(&text, 10), "a:FetchResponse/a:Name", 100).await;
    let error = error.unwrap_err();
    assert!(matches!(&error, FetchError::Other(CallError::Write { .. })), "{error:?}");
    assert!(error.to_string().contains("the type of the last step is not xs:base64Binary"), "{error}");

    let (octets, error) = fetch(Canned::new(&text, 10), CONTENT, 4).await;
    let Err(FetchError::Other(CallError::Read { error: ReadError::Sink(error), .. })) = error else {
        panic!("{error:?}")
    };
    assert_eq!((octets.as_slice(), error.to_string().as_str()), (&b"foo"[..], "the disk is full"));
}

#[tokio::test]
async fn a_declared_fault_is_the_one_of_the_ordinary_call() {
    let fault = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>s:Client</faultcode>\
        <faultstring>no</faultstring><detail><NotThere xmlns='urn:example:archive'><Name>n</Name></NotThere></detail></s:Fault></s:Body></s:Envelope>";
    for status in [200, 500] {
        let canned = Canned { status, ..Canned::new(fault, 10) };
        let (octets, error) = fetch(canned, CONTENT, 100).await;
        let Err(FetchError::NotThere(detail, _)) = error else { panic!("{error:?}") };
        assert_eq!((octets.len(), detail.name.as_str()), (0, "n"));
    }
}

/// Entries in a message that wants two to four, in their order.
fn listed(entries: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><s:Body>\n\
         <z:ListResponse xmlns:z='urn:example:archive'><z:Title>t</z:Title> {entries} <z:Note>n</z:Note></z:ListResponse></s:Body></s:Envelope>"
    )
}

type Entries = (Vec<stream_tests::archive::archive::AnyEntryType>, soap_runtime::Result<Envelope<Document>>);

fn entries(text: &str, size: usize, options: &ReadOptions) -> Entries {
    let path = "a:ListResponse/a:Entry";
    let mut items = Items::new::<Document>(path, None, options, Limits::default()).unwrap();
    let mut read = Vec::new();
    let mut all = || {
        for chunk in text.as_bytes().chunks(size) {
            items.push(chunk)?;
            while let Some(item) = items.next_item()? {
                read.push(item);
            }
        }
        items.end();
        while let Some(item) = items.next_item()? {
            read.push(item);
        }
        items.rest::<Document>()
    };
    let rest = all();
    (read, rest)
}

fn entries_of_whole(text: &str, options: &ReadOptions) -> Entries {
    let mut envelope = match Envelope::<Document>::from_xml_with(text, options) {
        Ok(envelope) => envelope,
        Err(error) => return (Vec::new(), Err(error)),
    };
    let Body::Message(Document::ListResponse(response)) = &mut envelope.body else { panic!("{envelope:?}") };
    let entries = std::mem::take(&mut response.entry);
    (entries, Ok(envelope))
}

const PLAIN: &str = "<z:Entry><z:Name>a</z:Name></z:Entry>";
const LINK: &str = "<z:Entry i:type='z:LinkType'><z:Name>b</z:Name><z:Size>5</z:Size><z:To>a</z:To></z:Entry>";

#[test]
fn derived_types_numbers_and_order_are_seen_item_by_item_too() {
    let note = "<z:Note/>";
    for (shape, is_valid) in [
        (vec![PLAIN, LINK], true),
        (vec![LINK, PLAIN, PLAIN, LINK], true),
        (vec![PLAIN], false),
        (vec![], false),
        (vec![PLAIN; 5], false),
        (vec![PLAIN, note, PLAIN], false),
        (vec![PLAIN, PLAIN, "<!-- -->", PLAIN], true),
        (vec![PLAIN, PLAIN, "text", PLAIN], false),
        (vec![PLAIN, "<z:Entry i:type='z:Unknown'><z:Name>b</z:Name></z:Entry>"], false),
    ] {
        let text = listed(&shape.join(" "));
        for (size, options) in [(1, ReadOptions::default()), (30, ReadOptions::strict())] {
            let expected = entries_of_whole(&text, &options);
            let found = entries(&text, size, &options);
            assert_eq!(expected.1.is_ok(), is_valid || !options.is_strict(), "{text} {:?}", expected.1);
            match (expected.1, found.1) {
                (Ok(expected_rest), Ok(rest)) => assert_eq!((expected.0, expected_rest), (found.0, rest), "{text}"),
                (Err(_), Err(error)) => assert!(error.path().contains("Envelope/Body/ListResponse"), "{error}"),
                (expected, found) => panic!("{text}\n{expected:?}\n{found:?}"),
            }
        }
    }
}

#[test]
fn notices_count_the_items_that_were_taken_out() {
    for shape in [vec![PLAIN, PLAIN], vec![PLAIN], vec![], vec![PLAIN; 5], vec![PLAIN, "<z:Unheard/>", PLAIN]] {
        let text = listed(&shape.join("\n "));
        let (options, told) = ReadOptions::default().collecting();
        let expected = entries_of_whole(&text, &options);
        let (options, told_in_pieces) = ReadOptions::default().collecting();
        let found = entries(&text, 11, &options);
        assert_eq!((expected.0, expected.1.unwrap()), (found.0, found.1.unwrap()));
        let (told, told_in_pieces) = (told.take(), told_in_pieces.take());
        assert_eq!(told.is_empty(), told_in_pieces.is_empty(), "{told:?}\n{told_in_pieces:?}");
        assert_eq!(told.len(), told_in_pieces.len(), "{told:?}\n{told_in_pieces:?}");
    }
}

#[test]
fn ids_are_unique_within_an_item_only() {
    let twice = "<z:Entry Id='x'><z:Name>a</z:Name></z:Entry> <z:Entry Id='x'><z:Name>b</z:Name></z:Entry>";
    assert!(entries_of_whole(&listed(twice), &ReadOptions::strict()).1.is_err());
    assert!(entries(&listed(twice), 9, &ReadOptions::strict()).1.is_ok(), "what the documents say");
}

#[test]
fn a_namespace_too_few_is_forgiven_and_told_where_asked() {
    let text = listed(&[PLAIN, "<Entry><Name>b</Name></Entry>"].join(" "));
    let options = || ReadOptions::default().ignoring_form().collecting();
    let ((first, told), (second, told_in_pieces)) = (options(), options());
    let (expected, found) = (entries_of_whole(&text, &first), entries(&text, 9, &second));
    assert_eq!((expected.0.len(), found.0.len()), (2, 2));
    assert_eq!((expected.0, expected.1.unwrap()), (found.0, found.1.unwrap()));
    let (told, told_in_pieces) = (told.take(), told_in_pieces.take());
    let places = |told: &[soap_runtime::Notice]| {
        told.iter().filter(|n| n.to_string().contains("namespace")).map(|n| n.position.offset).collect::<Vec<_>>()
    };
    assert_eq!(places(&told), places(&told_in_pieces), "{told:?}\n{told_in_pieces:?}");
    let _: Vec<EntryType> = Vec::new();
}
