//! What empty elements stand for goes for items and octets as for whole messages, both ways.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io;
use std::sync::{Arc, Mutex};

use soap_runtime::http::types::{Request, Response};
use soap_runtime::http::{Bytes, CallError, Client};
use soap_runtime::soap::{Body, Envelope};
use soap_runtime::stream::{ChunkBody, Items, Limits, Octets, iter, read};
use soap_runtime::xsd::{Base64Binary, Token};
use soap_runtime::{Nillable, ReadOptions};
use stream_tests::archive::archive::{Add, AddEntries, AddLabels, AddRemarks, FetchResponse, ListResponse, Store};
use stream_tests::archive::{Archive as _, Document, RequestHeaders};

fn envelope(body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><s:Body>\n\
         {body}</s:Body></s:Envelope>"
    )
}

fn message(text: &str, options: &ReadOptions) -> Document {
    match Envelope::<Document>::from_xml_with(text, options).unwrap().body {
        Body::Message(message) => message,
        other => panic!("{other:?}"),
    }
}

fn listed(text: &str, options: &ReadOptions) -> ListResponse {
    let Document::ListResponse(response) = message(text, options) else { panic!("a list expected") };
    response
}

#[test]
fn items_that_are_empty_are_their_default() {
    let entries = "<Entry><Name>a</Name></Entry><Entry><Name>b</Name></Entry>";
    let labels = "<Label/><Label></Label><Label> </Label><Label>a</Label><Label><!-- --></Label>";
    let list = "ListResponse xmlns='urn:example:archive'";
    let text = envelope(&format!("<{list}><Title>t</Title>{entries}{labels}</ListResponse>"));
    for options in [ReadOptions::default(), ReadOptions::strict()] {
        let mut expected = listed(&text, &options);
        for size in [1, 7, text.len()] {
            let path = "a:ListResponse/a:Label";
            let mut items = Items::<Token>::new::<Document>(path, None, &options, Limits::default()).unwrap();
            let mut found = Vec::new();
            for chunk in text.as_bytes().chunks(size) {
                items.push(chunk).unwrap();
                while let Some(item) = items.next_item().unwrap() {
                    found.push(item);
                }
            }
            items.end();
            assert_eq!(items.next_item().unwrap(), None);
            assert_eq!(found, ["label", "label", "", "a", "label"].map(Token::from));
            let Body::Message(Document::ListResponse(rest)) = items.rest::<Document>().unwrap().body else { panic!() };
            let labels = std::mem::take(&mut expected.label);
            assert_eq!(rest, expected);
            expected.label = labels;
            assert_eq!(expected.label, found);
        }
    }
}

type Icon = Option<Nillable<Base64Binary>>;

fn icon_of(message: Document) -> (Icon, FetchResponse) {
    let Document::FetchResponse(mut response) = message else { panic!("what was fetched expected") };
    (response.icon.take(), response)
}

#[test]
fn octets_that_are_none_are_their_default_and_the_rest_has_none() {
    for (icon, expected) in [
        ("<Icon/>", Some("ABC")),
        ("<Icon></Icon>", Some("ABC")),
        ("<Icon\na='\u{e4}'\n/>", Some("ABC")),
        ("<Icon><!-- --></Icon>", Some("ABC")),
        ("<Icon><![CDATA[]]></Icon>", Some("ABC")),
        ("<Icon> </Icon>", Some("")),
        ("<Icon>&#32;</Icon>", Some("")),
        ("<Icon><![CDATA[ ]]></Icon>", Some("")),
        ("<Icon>REU=</Icon>", Some("DE")),
        ("<Icon i:nil='true'/>", None),
        ("<Icon i:nil='true'></Icon>", None),
        ("<Icon i:nil='false'/>", Some("ABC")),
    ] {
        let fetched = "<FetchResponse xmlns='urn:example:archive'><Name>n</Name><Content>QQ==</Content>";
        let text = envelope(&format!("{fetched}{icon}</FetchResponse>"));
        let options = ReadOptions::default();
        let (of_whole, around) = icon_of(message(&text, &options));
        let value = expected.map_or(Nillable::Nil, |octets| Nillable::Value(octets.as_bytes().to_vec().into()));
        assert_eq!(of_whole, Some(value), "{icon}");
        for size in 1..text.len() {
            let path = "a:FetchResponse/a:Icon";
            let mut octets = Octets::new::<Document>(path, None, &options, Limits::default()).unwrap();
            let mut found = Vec::new();
            let mut sink = |more: &[u8]| {
                found.extend_from_slice(more);
                Ok(())
            };
            for chunk in text.as_bytes().chunks(size) {
                octets.push(chunk, &mut sink).unwrap();
            }
            octets.end(&mut sink).unwrap();
            let Body::Message(rest) = octets.rest::<Document>().unwrap().body else { panic!("a message expected") };
            let empty = expected.map_or(Nillable::Nil, |_| Nillable::Value(Base64Binary::default()));
            assert_eq!(icon_of(rest), (Some(empty), around.clone()), "{icon} {size}");
            assert_eq!(octets.count(), expected.map_or(0, str::len) as u64);
            assert_eq!(found, expected.unwrap_or("").as_bytes(), "{icon} {size}");
        }
    }
}

#[test]
fn a_default_and_octets_are_one_too_many_for_a_sink() {
    let fetched = "<FetchResponse xmlns='urn:example:archive'><Name>n</Name><Content>QQ==</Content>";
    let text = envelope(&format!("{fetched}<Icon/><Icon>REU=</Icon></FetchResponse>"));
    let path = "a:FetchResponse/a:Icon";
    let mut octets = Octets::new::<Document>(path, None, &ReadOptions::default(), Limits::default()).unwrap();
    let error = octets.push(text.as_bytes(), &mut |_| Ok(())).unwrap_err();
    assert!(error.to_string().contains("came a second time"), "{error}");
}

#[test]
fn places_behind_a_default_are_those_of_the_whole() {
    let fetched = "<FetchResponse xmlns='urn:example:archive'><Name>n</Name><Content>QQ==</Content>";
    for icon in ["<Icon/>", "<Icon></Icon>", "<Icon\n/>\n", "<Icon>QUJD</Icon>"] {
        let text = envelope(&format!("{fetched}{icon}<Other/></FetchResponse>"));
        let options = ReadOptions::strict();
        let expected = Envelope::<Document>::from_xml_with(&text, &options).unwrap_err();
        let path = "a:FetchResponse/a:Icon";
        let mut octets = Octets::new::<Document>(path, None, &options, Limits::default()).unwrap();
        octets.push(text.as_bytes(), &mut |_| Ok(())).unwrap();
        octets.end(&mut |_| Ok(())).unwrap();
        let error = octets.rest::<Document>().unwrap_err();
        assert_eq!((error.to_string(), error.position()), (expected.to_string(), expected.position()));
    }
}

/// The request that was sent last.
type Sent = Arc<Mutex<String>>;

fn transport(answer: &'static str, sent: &Sent) -> impl soap_runtime::http::StreamTransport<Error = io::Error> + use<> {
    let sent = Arc::clone(sent);
    move |request: Request<ChunkBody>| {
        let sent = Arc::clone(&sent);
        async move {
            let (mut body, mut all) = (request.into_body(), Vec::new());
            while let Some(chunk) =
                std::future::poll_fn(|cx| futures_core::Stream::poll_next(std::pin::Pin::new(&mut body), cx)).await
            {
                all.extend_from_slice(&chunk.map_err(|_| io::Error::other("the request broke off"))?);
            }
            *sent.lock().unwrap() = String::from_utf8(all).unwrap();
            let answer = Bytes::from(envelope(answer));
            Ok::<_, io::Error>(Response::new(iter([Ok::<_, io::Error>(answer)])))
        }
    }
}

const ADDED: &str = "<AddResponse xmlns='urn:example:archive'><Count>1</Count></AddResponse>";
const STORED: &str = "<StoreResponse xmlns='urn:example:archive'><Length>1</Length></StoreResponse>";

#[tokio::test]
async fn empty_items_go_out_as_what_they_are() {
    let sent = Sent::default();
    let client = Client::streaming(transport(ADDED, &sent), "https://archive.example.com/").unwrap();
    let labels = ["a", "", "label", ""].map(Token::from);
    let mut request = Add::new("o".to_owned(), AddEntries::default());
    request.labels = Some(AddLabels::default());
    let call = client.send_items("a:Add/a:Labels/a:Label", iter(labels.clone()));
    let to_send = request.clone();
    call.call(|client| async move { client.add(to_send, RequestHeaders {}).await }).await.unwrap();
    request.labels = Some(AddLabels { label: labels.to_vec() });
    let text = sent.lock().unwrap().clone();
    assert_eq!(message(&text, &ReadOptions::strict()), Document::Add(request.clone()), "{text}");

    request.remarks = Some(AddRemarks::default());
    let call = client.send_items("a:Add/a:Remarks/a:Remark", iter(["r".to_owned(), String::new()]));
    let error = call.call(|client| async move { client.add(request, RequestHeaders {}).await }).await.unwrap_err();
    let CallError::Write { error, .. } = error else { panic!("{error:?}") };
    let why = "Remark: cannot be written: an empty element stands for its default, \"remark\"";
    assert_eq!(error.to_string(), why);
}

#[tokio::test]
async fn no_octets_go_out_as_none() {
    let sent = Sent::default();
    let client = Client::streaming(transport(STORED, &sent), "https://archive.example.com/").unwrap();
    for octets in [&b""[..], b"a", b"ABC"] {
        let icon = |icon: &[u8]| {
            let store = Store::new("n".to_owned(), Base64Binary::default());
            Store { icon: Some(icon.to_vec().into()), ..store }
        };
        let empty = icon(b"");
        let call = client.send_octets("a:Store/a:Icon", read(io::Cursor::new(octets)));
        call.call(|client| async move { client.store(empty, RequestHeaders {}).await }).await.unwrap();
        let text = sent.lock().unwrap().clone();
        assert_eq!(message(&text, &ReadOptions::strict()), Document::Store(icon(octets)), "{text}");
    }
}

#[tokio::test]
async fn nothing_goes_into_what_is_nil() {
    let sent = Sent::default();
    let client = Client::streaming(transport(STORED, &sent), "https://archive.example.com/").unwrap();
    let request = Store { photo: Some(Nillable::Nil), ..Store::new("n".to_owned(), Base64Binary::default()) };
    let call = client.send_octets("a:Store/a:Photo", read(io::Cursor::new(b"ABC")));
    let error = call.call(|client| async move { client.store(request, RequestHeaders {}).await }).await.unwrap_err();
    let CallError::Write { error, .. } = error else { panic!("{error:?}") };
    let why = "cannot be written: what goes to a:Store/a:Photo in pieces: the element is nil: leave it empty";
    assert_eq!(error.to_string(), why);

    let request = Add { tags: Some(Nillable::Nil), ..Add::new("o".to_owned(), AddEntries::default()) };
    let call = client.send_items("a:Add/a:Tags/a:Tag", iter(["t".to_owned()]));
    let error = call.call(|client| async move { client.add(request, RequestHeaders {}).await }).await.unwrap_err();
    assert!(error.to_string().contains("the element is nil"), "{error}");
    assert!(sent.lock().unwrap().is_empty(), "nothing was sent");
}
