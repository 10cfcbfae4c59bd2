//! Requests that are written while they go out: what arrives is what the ordinary request would have been.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io;
use std::sync::{Arc, Mutex};

use soap_runtime::http::addressing::Addressing;
use soap_runtime::http::types::header::{CONTENT_ENCODING, CONTENT_TYPE};
use soap_runtime::http::types::{HeaderMap, Request, Response};
use soap_runtime::http::{Attachments, Bytes, CallError, Client};
use soap_runtime::mime;
use soap_runtime::soap::{Body, Envelope};
use soap_runtime::stream::{ChunkBody, iter, read};
use soap_runtime::xsd::Base64Binary;
use stream_tests::archive::archive::{Add, AddEntries, AnyEntryType, EntryType, LinkType, Store};
use stream_tests::archive::{Archive as _, Document, RequestHeaders};

const ENTRIES: &str = "a:Add/a:Entries/a:Entry";

/// The chunks of the last request.
type Sent = Arc<Mutex<Vec<Bytes>>>;

/// A transport that takes all of a request, and gives an answer.
fn transport(answer: &'static str, sent: &Sent) -> impl soap_runtime::http::StreamTransport<Error = io::Error> + use<> {
    let sent = Arc::clone(sent);
    move |request: Request<ChunkBody>| {
        let sent = Arc::clone(&sent);
        async move {
            let mut body = request.into_body();
            sent.lock().unwrap().clear();
            while let Some(chunk) =
                std::future::poll_fn(|cx| futures_core::Stream::poll_next(std::pin::Pin::new(&mut body), cx)).await
            {
                let chunk = chunk.map_err(|_| io::Error::other("the request broke off"))?;
                sent.lock().unwrap().push(chunk);
            }
            Ok::<_, io::Error>(Response::new(iter([Ok::<_, io::Error>(Bytes::from_static(answer.as_bytes()))])))
        }
    }
}

const ADDED: &str = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><AddResponse xmlns='urn:example:archive'>\
    <Count>1</Count></AddResponse></s:Body></s:Envelope>";
const STORED: &str = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><StoreResponse xmlns='urn:example:archive'>\
    <Length>1</Length></StoreResponse></s:Body></s:Envelope>";

fn text(sent: &Sent) -> String {
    String::from_utf8(sent.lock().unwrap().concat()).unwrap()
}

fn entry(number: usize) -> AnyEntryType {
    if number.is_multiple_of(2) {
        return EntryType { size: Some(5), ..EntryType::new(format!("é<{number}>")) }.into();
    }
    LinkType::new(format!("{number}"), "to".to_owned()).into()
}

fn message(text: &str) -> Document {
    match Envelope::<Document>::from_xml_with(text, &soap_runtime::ReadOptions::strict()).unwrap().body {
        Body::Message(message) => message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn items_of_an_iterator_are_those_of_the_ordinary_request() {
    let sent = Sent::default();
    let client = Client::streaming(transport(ADDED, &sent), "https://archive.example.com/").unwrap();
    for (first, more) in [(0, 0), (0, 1), (0, 1000), (2, 3)] {
        let request = |count| {
            let entries = AddEntries { entry: (0..count).map(entry).collect() };
            Add::new("o".to_owned(), entries)
        };
        let (few, all) = (request(first), request(first + more));
        let reply = client
            .send_items(ENTRIES, iter((first..first + more).map(entry)))
            .call(|client| async move { client.add(few, RequestHeaders {}).await })
            .await
            .unwrap();
        assert_eq!(reply.body.count, 1);
        assert_eq!(message(&text(&sent)), Document::Add(all));
        assert_eq!(sent.lock().unwrap().len() > 4, more == 1000, "{}", sent.lock().unwrap().len());
        assert_eq!(text(&sent).matches("xmlns:a=").count(), 1, "the message declares it");
    }
}

#[tokio::test]
async fn items_stand_where_the_contract_wants_them() {
    let sent = Sent::default();
    let client = Client::streaming(transport(ADDED, &sent), "https://archive.example.com/").unwrap();
    let mut request = Add::new("o".to_owned(), AddEntries::default());
    let words = || iter(["b", "c"].map(str::to_owned));
    let without = request.clone();
    let call = client.send_items("a:Add/a:Word", words());
    let error = call.call(|client| async move { client.add(without, RequestHeaders {}).await }).await.unwrap_err();
    assert!(matches!(error, CallError::Write { .. }), "{error:?}");
    assert!(error.to_string().contains("set the first one"), "{error}");
    assert!(sent.lock().unwrap().is_empty(), "nothing was sent");
    request.word = vec!["a".to_owned()];
    let with = request.clone();
    let call = client.send_items("a:Add/a:Word", words());
    call.call(|client| async move { client.add(with, RequestHeaders {}).await }).await.unwrap();
    request.word = ["a", "b", "c"].map(str::to_owned).to_vec();
    assert_eq!(message(&text(&sent)), Document::Add(request));
}

#[tokio::test]
async fn octets_of_a_reader_are_those_of_the_ordinary_request() {
    let sent = Sent::default();
    let client = Client::streaming(transport(STORED, &sent), "https://archive.example.com/").unwrap();
    for length in [0_usize, 1, 2, 3, 4, 50_000, 100_001] {
        let octets: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
        let empty = Store::new("n".to_owned(), Base64Binary::default());
        let reader = io::Cursor::new(octets.clone());
        client
            .send_octets("a:Store/a:Content", read(reader))
            .call(|client| async move { client.store(empty, RequestHeaders {}).await })
            .await
            .unwrap();
        let expected = Store::new("n".to_owned(), Base64Binary::from(octets));
        assert_eq!(message(&text(&sent)), Document::Store(expected), "{length}");
    }
    let chunks =
        [Ok(Bytes::from_static(b"f")), Ok(Bytes::new()), Ok(Bytes::from_static(b"o")), Ok(Bytes::from_static(b"obar"))];
    let empty = Store::new("n".to_owned(), Base64Binary::default());
    let call = client.send_octets("a:Store/a:Content", iter(chunks));
    call.call(|client| async move { client.store(empty, RequestHeaders {}).await }).await.unwrap();
    assert!(text(&sent).contains(">Zm9vYmFy</"), "{}", text(&sent));
}

#[tokio::test]
async fn what_cannot_be_written_is_told_as_that() {
    let sent = Sent::default();
    let client = Client::streaming(transport(ADDED, &sent), "https://archive.example.com/").unwrap();
    let entries = iter([entry(0), EntryType::new("\u{1}".to_owned()).into(), entry(2)]);
    let request = Add::new("o".to_owned(), AddEntries::default());
    let call = client.send_items(ENTRIES, entries);
    let error = call.call(|client| async move { client.add(request, RequestHeaders {}).await }).await.unwrap_err();
    let CallError::Write { error, .. } = error else { panic!("{error:?}") };
    assert_eq!(error.to_string(), "Entry/Name: cannot be written: the character U+0001 is not allowed in XML");

    let broken = iter([Ok(Bytes::from_static(b"a")), Err(io::Error::other("no such disk"))]);
    let empty = Store::new("n".to_owned(), Base64Binary::default());
    let call = client.send_octets("a:Store/a:Content", broken);
    let error = call.call(|client| async move { client.store(empty, RequestHeaders {}).await }).await.unwrap_err();
    assert!(matches!(error, CallError::Write { .. }), "{error:?}");
    assert!(error.to_string().contains("the octets cannot be read: no such disk"), "{error}");

    let full = Store::new("n".to_owned(), Base64Binary::from(b"x".to_vec()));
    let call = client.send_octets("a:Store/a:Content", read(io::empty()));
    let error = call.call(|client| async move { client.store(full, RequestHeaders {}).await }).await.unwrap_err();
    assert!(error.to_string().contains("leave it empty"), "{error}");
}

/// The headers of the last request, beside its chunks.
fn recording(
    answer: &'static str,
    sent: &Sent,
    heads: &Heads,
) -> impl soap_runtime::http::StreamTransport<Error = io::Error> + use<> {
    let (transport, heads) = (transport(answer, sent), Arc::clone(heads));
    let transport = Arc::new(transport);
    move |request: Request<ChunkBody>| {
        *heads.lock().unwrap() = request.headers().clone();
        let transport = Arc::clone(&transport);
        async move { soap_runtime::http::StreamTransport::send(&*transport, request).await }
    }
}

type Heads = Arc<Mutex<HeaderMap>>;

#[tokio::test]
async fn what_goes_out_in_pieces_is_neither_compressed_nor_packaged() {
    let (sent, heads) = (Sent::default(), Heads::default());
    let client = Client::streaming(recording(STORED, &sent, &heads), "https://archive.example.com/").unwrap();
    let octets: Vec<u8> = (0..50_000).map(|at| (at % 251) as u8).collect();
    let mtom = client.with_attachments(Attachments::mtom().threshold(0));
    for client in [client.with_compressed_requests(0), mtom.clone(), mtom.with_compressed_requests(0)] {
        let empty = Store::new("n".to_owned(), Base64Binary::default());
        client
            .send_octets("a:Store/a:Content", read(io::Cursor::new(octets.clone())))
            .call(|client| async move { client.store(empty, RequestHeaders {}).await })
            .await
            .unwrap();
        let expected = Store::new("n".to_owned(), Base64Binary::from(octets.clone()));
        assert_eq!(message(&text(&sent)), Document::Store(expected));
        let heads = heads.lock().unwrap();
        assert_eq!(
            (heads.get(CONTENT_ENCODING), &heads[CONTENT_TYPE]),
            (None, &"text/xml; charset=utf-8".parse().unwrap())
        );
    }
}

/// What cannot stand beside pieces is refused before anything is sent.
#[tokio::test]
async fn parts_and_handlers_do_not_go_with_pieces() {
    let sent = Sent::default();
    let client = Client::streaming(transport(STORED, &sent), "https://archive.example.com/").unwrap();
    let part = || mime::Part::new("photo@example.org", "image/png", vec![1, 2, 3]);
    let mtom = client.with_attachments(Attachments::mtom());
    for (client, why) in [
        (client.with_part(part()), "parts"),
        (mtom.with_part(part()), "parts"),
        (client.with_handler(Addressing::new()), "the client has handlers"),
        (client.with_addressing(Addressing::new()), "the client has handlers"),
    ] {
        let empty = Store::new("n".to_owned(), Base64Binary::default());
        let call = client.send_octets("a:Store/a:Content", read(io::Cursor::new(vec![1])));
        let error = call.call(|client| async move { client.store(empty, RequestHeaders {}).await }).await.unwrap_err();
        assert!(matches!(error, CallError::Write { .. }), "{error:?}");
        assert!(error.to_string().contains(why), "{error}");
        assert!(sent.lock().unwrap().is_empty(), "nothing was sent");
    }
}
