//! Handlers: what they see, in which order, and what their refusals come to.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use ms_oxwscos::http::server::Server;
use ms_oxwscos::http::{CallError, Client, Exchange, Handler, HandlerError, MessageKind, Side};
use ms_oxwscos::messages::{GetImItemListResponseMessageType, GetImItemListType};
use ms_oxwscos::soap::{Block, Fault};
use ms_oxwscos::types::ResponseClassType;
use ms_oxwscos::{AnyElement, ExchangeServicePortType, Outcome, RequestHeaders, operations};
use service_tests::{Capture, ENDPOINT};

/// Writes down what it is asked, adds a comment and a block of its name, and refuses what it was told to.
#[derive(Clone)]
struct Diary {
    name: &'static str,
    lines: Arc<Mutex<Vec<String>>>,
    refuses: Option<(Side, MessageKind)>,
}

impl Diary {
    fn note(&self, what: &str, exchange: &Exchange) -> Result<(), HandlerError> {
        let operation = exchange.operation.map_or("-", |operation| operation.name);
        let line = format!("{:?} {} {what} {:?} {operation}", exchange.side, self.name, exchange.message);
        self.lines.lock().unwrap().push(line);
        let is_refused = self.refuses == Some((exchange.side, exchange.message)) && matches!(what, "open" | "seal");
        if is_refused { Err(HandlerError::new("secret", Fault::client("no"))) } else { Ok(()) }
    }
}

impl Handler for Diary {
    fn blocks(&self, exchange: &mut Exchange) -> Result<Vec<Block>, HandlerError> {
        self.note("blocks", exchange)?;
        Ok(vec![Block::from(AnyElement::new("urn:diary", self.name)).must_understand()])
    }

    fn seal(&self, exchange: &mut Exchange, text: String) -> Result<String, HandlerError> {
        self.note("seal", exchange)?;
        Ok(format!("{text}<!--{}-->", self.name))
    }

    fn open(&self, exchange: &mut Exchange, text: &str) -> Result<Option<String>, HandlerError> {
        self.note("open", exchange)?;
        Ok(text.strip_suffix(&format!("<!--{}-->", self.name)).map(str::to_owned))
    }

    fn accept(&self, exchange: &mut Exchange, blocks: &[Block]) -> Result<(), HandlerError> {
        self.note("accept", exchange)?;
        assert!(blocks.iter().any(|block| block.is("urn:diary", self.name)), "{blocks:?}");
        Ok(())
    }

    fn understands(&self, namespace: &str, name: &str) -> bool {
        (namespace, name) == ("urn:diary", self.name)
    }
}

struct Empty;

impl ExchangeServicePortType for Empty {
    type Error = Fault;

    async fn get_im_item_list(
        &self,
        _: GetImItemListType,
        _: RequestHeaders,
    ) -> Outcome<GetImItemListResponseMessageType, Fault> {
        Ok(GetImItemListResponseMessageType::new(ResponseClassType::Success).into())
    }
}

fn diary(name: &'static str) -> Diary {
    Diary { name, lines: Arc::default(), refuses: None }
}

type Called = Result<Vec<String>, CallError<std::convert::Infallible>>;

/// A call through handlers `a` and `b` on both sides; what they wrote down.
async fn call(refuses: Option<(Side, MessageKind)>) -> (Called, Vec<String>) {
    let a = Diary { refuses, ..diary("a") };
    let b = Diary { name: "b", ..a.clone() };
    let server = Server::<operations::PortType, _>::new(Empty).with_handler(a.clone()).with_handler(b.clone());
    let client = Client::new(Capture::around(server), ENDPOINT).unwrap().with_handler(a.clone()).with_handler(b);
    let called = client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await;
    let blocks = called.map(|reply| reply.blocks.iter().map(|block| block.element.name.clone()).collect());
    let lines = a.lines.lock().unwrap().clone();
    (blocks, lines)
}

#[tokio::test]
async fn handlers_wrap_messages_and_are_called_inside_out() {
    let (called, lines) = call(None).await;
    assert_eq!(called.unwrap(), ["a", "b"]);
    let expected = [
        "Client a blocks Request GetImItemList",
        "Client b blocks Request GetImItemList",
        "Client a seal Request GetImItemList",
        "Client b seal Request GetImItemList",
        "Server b open Request -",
        "Server a open Request -",
        "Server b accept Request GetImItemList",
        "Server a accept Request GetImItemList",
        "Server a blocks Response GetImItemList",
        "Server b blocks Response GetImItemList",
        "Server a seal Response GetImItemList",
        "Server b seal Response GetImItemList",
        "Client b open Response GetImItemList",
        "Client a open Response GetImItemList",
        "Client b accept Response GetImItemList",
        "Client a accept Response GetImItemList",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn a_refusal_of_the_client_is_its_own() {
    let (sent, lines) = call(Some((Side::Client, MessageKind::Request))).await;
    assert!(matches!(sent, Err(CallError::Handler { response: None, .. })), "{sent:?}");
    assert_eq!(lines.len(), 3);
    let (received, _) = call(Some((Side::Client, MessageKind::Response))).await;
    let error = received.unwrap_err();
    assert_eq!(error.to_string(), "GetImItemList: the response (200 OK) is not accepted: secret");
    assert!(error.body().is_some());
}

#[tokio::test]
async fn a_refusal_of_the_server_is_a_fault_that_keeps_the_reason_to_itself() {
    let (refused, lines) = call(Some((Side::Server, MessageKind::Request))).await;
    let error = refused.unwrap_err();
    assert_eq!(error.fault().unwrap().reason(), "no");
    assert!(!String::from_utf8_lossy(error.body().unwrap()).contains("secret"));
    let sealed = lines.iter().filter(|line| line.contains("Server") && line.contains("seal Fault")).count();
    assert_eq!(sealed, 2, "faults go through handlers as well: {lines:?}");
    let (unsealed, _) = call(Some((Side::Server, MessageKind::Response))).await;
    assert_eq!(unsealed.unwrap_err().fault().unwrap().reason(), "no");
}
