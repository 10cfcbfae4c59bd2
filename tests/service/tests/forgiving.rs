//! What clients and servers forgive by choice, and errors printed with all that is behind them.
#![allow(clippy::unwrap_used)]

use std::error::Error as StdError;

use case_tests::wsdl_rpc;
use ms_oxwscos::http::server::Server;
use ms_oxwscos::http::types::{Method, Request, Response};
use ms_oxwscos::http::{Bytes, CallError, Transport};
use ms_oxwscos::soap::Fault;
use ms_oxwscos::{Client, ReadOptions};
use service_tests::{Answering, ENDPOINT, http_response};
use wsdl_rpc::types::Point;
use wsdl_rpc::wsdl_rpc::{Move, MoveResponse};
use wsdl_rpc::{Outcome, Plotter, RequestHeaders, operations};

const XML: &str = "text/xml";

fn enveloped(body: &str) -> String {
    format!("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{body}</s:Body></s:Envelope>")
}

fn request() -> Move {
    Move { by: Point::new(1, 2), scale: 1.try_into().unwrap() }
}

fn client(answer: &str, options: ReadOptions) -> Client<Answering> {
    let transport = Answering(http_response(200, XML, enveloped(answer)));
    Client::new(transport, ENDPOINT).unwrap().with_read_options(options)
}

const UNQUALIFIED: &str = "<MoveResponse><return><X>3</X><Y>4</Y></return></MoveResponse>";

#[tokio::test]
async fn a_client_reads_a_response_in_no_namespace_by_choice() {
    let forgiving = client(UNQUALIFIED, ReadOptions::default().ignoring_form());
    let reply = forgiving.move_(request(), RequestHeaders::default()).await.unwrap();
    assert_eq!(reply.body.return_, Point::new(3, 4));
    let error =
        client(UNQUALIFIED, ReadOptions::default()).move_(request(), RequestHeaders::default()).await.unwrap_err();
    let said = error.to_string();
    let reason = "Move: the response (200 OK) cannot be read: unexpected root element MoveResponse: expected MoveResponse in namespace \
                  urn:example:wsdl-rpc, and this one is in no namespace (ReadOptions::ignoring_form reads it); the body begins: <s:Envelope ";
    assert!(said.starts_with(reason), "{said}");
    // Another element is another element, and another namespace another namespace.
    for other in ["<LogResponse/>", "<MoveResponse xmlns='urn:o'><return xmlns=''/></MoveResponse>"] {
        let options = ReadOptions::default().ignoring_form();
        assert!(client(other, options).move_(request(), RequestHeaders::default()).await.is_err(), "{other}");
    }
}

struct Pen;

impl Plotter for Pen {
    type Error = Fault;

    async fn move_(&self, request: Move, _: RequestHeaders) -> Outcome<MoveResponse, Fault> {
        Ok(MoveResponse::new(request.by).into())
    }
}

#[tokio::test]
async fn a_server_serves_a_request_in_no_namespace_by_choice() {
    let server = Server::<operations::PortType, _>::new(Pen);
    let ask = |server: Server<operations::PortType, _>, body: &str| {
        let request = Request::builder().method(Method::POST).header("content-type", XML).header("soapaction", "\"\"");
        let request = request.body(Bytes::from(enveloped(body))).unwrap();
        async move { server.answer(request).await.status().as_u16() }
    };
    let plain = "<Move><by><X>1</X><Y>2</Y></by><scale>1</scale></Move>";
    let foreign = "<Move xmlns='urn:o'><by xmlns=''><X>1</X><Y>2</Y></by><scale xmlns=''>1</scale></Move>";
    let forgiving = server.clone().with_read_options(ReadOptions::default().ignoring_form());
    assert_eq!(ask(server, plain).await, 501);
    assert_eq!(ask(forgiving.clone(), plain).await, 200);
    assert_eq!(ask(forgiving, foreign).await, 501);
}

/// An error with its sources, as most programs print it.
fn chain(error: &dyn StdError) -> String {
    let sources = std::iter::successors(Some(error), |&error| error.source());
    sources.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[derive(Debug)]
struct Broken(std::io::Error);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no connection")
    }
}

impl StdError for Broken {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

#[derive(Clone)]
struct NoNetwork;

impl Transport for NoNetwork {
    type Error = Broken;

    async fn call(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Broken> {
        Err(Broken(std::io::Error::other("the cable is cut")))
    }
}

#[tokio::test]
async fn a_chain_of_errors_says_each_thing_once() {
    let bad = "<w:MoveResponse xmlns:w='urn:example:wsdl-rpc' xmlns:t='urn:example:wsdl-rpc:types'><return><t:X>x</t:X><t:Y>4</t:Y></return></w:MoveResponse>";
    let error = client(bad, ReadOptions::default()).move_(request(), RequestHeaders::default()).await.unwrap_err();
    let CallError::Read { error: inner, .. } = &error else { panic!("{error}") };
    let said = chain(&error);
    let reason = format!("Move: the response (200 OK) cannot be read: {inner}; the body begins: <s:Envelope ");
    assert!(said.starts_with(&reason), "{said}");
    assert_eq!(chain(&error).matches("not a number").count(), 1);
    assert_eq!(chain(inner), inner.to_string());
    let fault = "<s:Fault><faultcode>s:Server</faultcode><faultstring>out of ink</faultstring></s:Fault>";
    let error = client(fault, ReadOptions::default()).move_(request(), RequestHeaders::default()).await.unwrap_err();
    assert_eq!(chain(&error), "Move: the service answered with a fault (200 OK): Server: out of ink");
    let client = Client::new(NoNetwork, ENDPOINT).unwrap();
    let error = client.move_(request(), RequestHeaders::default()).await.unwrap_err();
    assert_eq!(chain(&error), "Move: the call failed: no connection: the cable is cut");
}
