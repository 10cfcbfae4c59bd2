//! Declared faults, from a service that raises them to a client that matches on them, in both versions of SOAP.
#![allow(clippy::unwrap_used)]

use case_tests::wsdl_faults::wsdl_faults::{Answer, Ask, Busy, HintType};
use case_tests::wsdl_faults::{AskError, Document, GuessError, Oracle, Outcome, RequestHeaders, operations};
use ms_oxwscos::http::server::Server;
use ms_oxwscos::http::{Bytes, CallError, Transport};
use ms_oxwscos::soap::{Fault, OperationError as _, Version};
use ms_oxwscos::{Client, ReadOptions};
use service_tests::{Answering, Capture, ENDPOINT, http_response};

/// Answers each question with another fault.
struct Delphi;

impl Oracle for Delphi {
    type Error = Fault;

    async fn ask(&self, request: Ask, _: RequestHeaders) -> Outcome<Answer, AskError> {
        match request.question.as_str() {
            "busy" => Err(Busy::new(5))?,
            "blamed" => Err(AskError::Busy(Busy::new(6), Fault::client("one question at a time"))),
            "text" => Err("<no>".to_owned())?,
            "unwritable" => Err("\u{1}".to_owned())?,
            "fault" => Err(Fault::client("which question?"))?,
            "undeclared" => Err(Fault::client("no").declaring(&Document::Wrong("x".to_owned())))?,
            _ => Ok(Answer::new("42").into()),
        }
    }

    async fn guess(&self, request: Ask, _: RequestHeaders) -> Outcome<Answer, GuessError> {
        match request.question.as_str() {
            "wrong" => Err(GuessError::Wrong("w".to_owned(), Fault::server("wrong"))),
            _ => Err(HintType::new("think").into()),
        }
    }
}

type Delphis = Server<operations::PortType, ms_oxwscos::http::server::Shared<Delphi>>;

fn client(version: Version) -> Client<Capture<Delphis>> {
    let server = Server::<operations::PortType, _>::new(Delphi);
    Client::new(Capture::around(server), ENDPOINT).unwrap().with_version(version)
}

async fn asked<T: Transport>(client: &Client<T>, question: &str) -> Result<Answer, AskError<CallError<T::Error>>> {
    client.ask(Ask::new(question), RequestHeaders::default()).await.map(|reply| reply.body)
}

/// The HTTP status, the last code, and the reason of a fault.
fn said<E>(error: &CallError<E>) -> (u16, String, String) {
    let fault = error.fault().unwrap();
    (error.status().unwrap().as_u16(), fault.codes.last().unwrap().name.clone(), fault.reason().to_owned())
}

#[tokio::test]
async fn a_declared_fault_is_matched_with_all_that_came_with_it() {
    for (version, codes, statuses) in
        [(Version::V1_1, ["Server", "Client"], [500, 500]), (Version::V1_2, ["Receiver", "Sender"], [500, 400])]
    {
        let client = client(version);
        assert_eq!(asked(&client, "life").await.unwrap().text, "42");
        let Err(AskError::Busy(busy, error)) = asked(&client, "busy").await else { panic!("not busy") };
        assert_eq!((busy.seconds, said(&error)), (5, (statuses[0], codes[0].to_owned(), "Busy".to_owned())));
        assert!(error.response().is_some_and(|response| !response.body.is_empty()));
        let Err(AskError::Busy(busy, error)) = asked(&client, "blamed").await else { panic!("not busy") };
        let expected = (statuses[1], codes[1].to_owned(), "one question at a time".to_owned());
        assert_eq!((busy.seconds, said(&error)), (6, expected));
        let error = asked(&client, "text").await.unwrap_err();
        assert!(matches!(&error, AskError::Unanswerable(text, _) if text == "<no>"), "{error}");
        assert!(error.to_string().starts_with("Unanswerable: Ask: the service answered with a fault (500"), "{error}");
        assert!(matches!(error.into_error(), CallError::Fault { .. }));
    }
}

#[tokio::test]
async fn two_faults_of_one_type_are_two_variants() {
    let client = client(Version::V1_1);
    let guess = |question: &str| client.guess(Ask::new(question), RequestHeaders::default());
    let error = guess("wrong").await.unwrap_err();
    assert!(matches!(&error, GuessError::Wrong(text, _) if text == "w"), "{error}");
    let error = guess("").await.unwrap_err();
    assert!(matches!(&error, GuessError::OtherFault(hint, _) if hint.hint == "think"), "{error}");
}

#[tokio::test]
async fn what_is_not_declared_is_any_other_error() {
    let client = client(Version::V1_2);
    for (question, reason) in [("fault", "which question?"), ("undeclared", "no")] {
        let error = asked(&client, question).await.unwrap_err();
        assert!(matches!(&error, AskError::Other(CallError::Fault { .. })), "{error}");
        assert_eq!(said(error.error()).2, reason);
    }
    let error = asked(&client, "unwritable").await.unwrap_err();
    assert_eq!(error.error().fault().unwrap().reason().matches("cannot be written").count(), 1, "{error}");
    let listening = client.listen(Ask::new(""), RequestHeaders::default()).await.unwrap_err();
    assert!(listening.fault().unwrap().is_unsupported());
}

/// A fault in SOAP 1.1 with this in its detail.
fn answering(detail: &str) -> Client<Answering> {
    let xml = format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>s:Client</faultcode>\
         <faultstring>no</faultstring><detail>{detail}</detail></s:Fault></s:Body></s:Envelope>"
    );
    Client::new(Answering(http_response(500, "text/xml", Bytes::from(xml))), ENDPOINT).unwrap()
}

#[tokio::test]
async fn the_declared_entry_is_found_among_others_and_one_that_cannot_be_read_is_kept() {
    const BUSY: &str = "<b:Busy xmlns:b='urn:example:wsdl-faults' Seconds='7'/>";
    let others = format!("<Trace xmlns='urn:other'/><w:Wrong xmlns:w='urn:example:wsdl-faults'>x</w:Wrong>{BUSY}");
    let error = asked(&answering(&others), "").await.unwrap_err();
    assert!(matches!(&error, AskError::Busy(busy, _) if busy.seconds == 7), "{error}");
    let error = asked(&answering(&BUSY.replace('7', "soon")), "").await.unwrap_err();
    let AskError::Other(CallError::Fault { fault, .. }) = &error else { panic!("{error}") };
    assert_eq!(fault.detail.as_ref().unwrap().len(), 1);
    assert!(fault.declared_detail::<Document>(&operations::ASK, &ReadOptions::default()).is_err());
}

#[test]
fn a_fault_that_is_passed_on_has_its_detail_once() {
    let first = Fault::from(<AskError>::from(Busy::new(1)));
    let passed_on = Fault::from(<AskError>::of_detail(Document::Busy(Busy::new(1)), first.clone()));
    assert_eq!((first.detail.as_ref().map(Vec::len), &passed_on), (Some(1), &first));
}
