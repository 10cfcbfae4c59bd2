//! A client that is told which version of the contract the server knows.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use case_tests::versions::v3;
use ms_oxwscos::Client;
use ms_oxwscos::http::{CallError, OnNewer};
use service_tests::{Answering, Capture, ENDPOINT, http_response};
use v3::{RequestHeaders, Store as _};

const ANSWER: &str = r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
    <PutResponse Id="1" xmlns="urn:example:versions"/></s:Body></s:Envelope>"#;

fn client() -> Client<Capture<Answering>> {
    Client::new(Capture::around(Answering(http_response(200, "text/xml", ANSWER))), ENDPOINT).unwrap()
}

fn card() -> v3::versions::CardType {
    v3::versions::CardType { line: vec!["l".to_owned()], ..v3::versions::CardType::new("t", "x") }
}

#[tokio::test]
async fn a_request_that_is_too_new_is_refused_and_not_sent() {
    let careful = client().with_server_version("Version1", OnNewer::Refuse);
    let error = careful.put(card(), RequestHeaders::default()).await.unwrap_err();
    assert!(matches!(&error, CallError::Write { .. }));
    let told = error.to_string();
    let expected = "Envelope/Body/Put: the server does not know it: element t:Put, since Version2";
    assert!(told.starts_with("Put: the request cannot be sent: 1:") && told.ends_with(expected), "{told}");
    assert_eq!(careful.transport().count(), 0);
    let known = client().with_server_version("3rd", OnNewer::Refuse);
    assert_eq!(known.put(card(), RequestHeaders::default()).await.unwrap().body.id, "1");
}

#[tokio::test]
async fn a_request_that_is_too_new_is_told_and_sent() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&told);
    let telling = OnNewer::tell(move |newer| sink.lock().unwrap().push(newer.name.clone()));
    let client = client().with_server_version("Version2", telling);
    client.put(card(), RequestHeaders::default()).await.unwrap();
    assert_eq!(*told.lock().unwrap(), ["t:Title"]);
    assert_eq!(client.transport().count(), 1);
}

#[tokio::test]
async fn an_unknown_version_fails_the_call_and_lists_those_there_are() {
    let client = client().with_server_version("Version9", OnNewer::Refuse);
    let error = client.put(card(), RequestHeaders::default()).await.unwrap_err().to_string();
    assert!(error.contains(r#"no version "Version9"; it knows Version1, Version2, 3rd"#), "{error}");
    assert_eq!(client.transport().count(), 0);
}

#[tokio::test]
async fn nothing_is_looked_at_by_default() {
    let client = client();
    client.put(card(), RequestHeaders::default()).await.unwrap();
    assert_eq!(client.transport().count(), 1);
}
