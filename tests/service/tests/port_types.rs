//! Other contracts than the one of the contact store: empty bodies, one-way operations, SOAP 1.2, operations with one request.
#![allow(clippy::unwrap_used)]

use std::sync::Mutex;

use case_tests::{wsdl_empty_body, wsdl_imports, wsdl_one_way, wsdl_parts, wsdl_port_types, wsdl_rpc, wsdl_soap12};
use ms_oxwscos::http::Bytes;
use ms_oxwscos::http::server::Server;
use ms_oxwscos::http::types::{Method, Request};
use ms_oxwscos::soap::{Fault, Version};
use ms_oxwscos::{Client, ReadOptions};
use service_tests::{Answering, Capture, ENDPOINT, http_response};

struct Healthy;

impl wsdl_empty_body::Health for Healthy {
    type Error = Fault;

    async fn ping(
        &self,
        _: wsdl_empty_body::wsdl_empty_body::Ping,
        _: wsdl_empty_body::RequestHeaders,
    ) -> wsdl_empty_body::Outcome<(), Fault> {
        Ok(().into())
    }

    async fn is_alive(&self, (): (), _: wsdl_empty_body::RequestHeaders) -> wsdl_empty_body::Outcome<bool, Fault> {
        Ok(true.into())
    }
}

#[tokio::test]
async fn bodies_may_be_empty_both_ways() {
    use wsdl_empty_body::{Health as _, RequestHeaders, operations};
    let server = Server::<operations::PortType, _>::new(Healthy);
    let client = Client::new(Capture::around(server), ENDPOINT).unwrap();
    client.ping(wsdl_empty_body::wsdl_empty_body::Ping {}, RequestHeaders::default()).await.unwrap();
    assert!(client.is_alive((), RequestHeaders::default()).await.unwrap().body);
    let sent = String::from_utf8(client.transport().last().body().to_vec()).unwrap();
    assert!(sent.ends_with("<soap:Body/></soap:Envelope>"), "{sent}");
    // Nothing at all is an empty response, too.
    let client = Client::new(Answering(http_response(200, "", "")), ENDPOINT).unwrap();
    client.ping(wsdl_empty_body::wsdl_empty_body::Ping {}, RequestHeaders::default()).await.unwrap();
    assert!(client.is_alive((), RequestHeaders::default()).await.is_err());
}

#[derive(Default)]
struct Noted(Mutex<Vec<String>>);

impl wsdl_one_way::Board for Noted {
    type Error = Fault;

    async fn notify(&self, notice: String, _: wsdl_one_way::RequestHeaders) -> wsdl_one_way::Outcome<(), Fault> {
        self.0.lock().unwrap().push(notice);
        Ok(().into())
    }
}

#[tokio::test]
async fn a_one_way_request_is_accepted_without_an_envelope() {
    use wsdl_one_way::{Board as _, RequestHeaders, operations};
    let server = Server::<operations::PortType, _>::new(Noted::default());
    let transport = Capture::around(server.clone());
    let client = Client::new(transport, ENDPOINT).unwrap();
    client.notify("<hello>".to_owned(), RequestHeaders::default()).await.unwrap();
    let response = server.answer(client.transport().last()).await;
    assert_eq!((response.status().as_u16(), response.body().len()), (202, 0));
}

struct Delphi;

impl wsdl_soap12::Oracle for Delphi {
    type Error = Fault;
}

#[tokio::test]
async fn a_contract_of_soap_1_2_is_called_in_soap_1_2() {
    use wsdl_soap12::{Oracle as _, RequestHeaders, operations};
    let client = Client::new(Capture::around(Server::<operations::PortType, _>::new(Delphi)), ENDPOINT).unwrap();
    let question = wsdl_soap12::wsdl_soap12::Ask::new("?");
    let error = client.ask(question.clone(), RequestHeaders::default()).await.unwrap_err();
    assert!(error.fault().unwrap().is_unsupported(), "{error}");
    let media_type = |client: &Client<Capture<_>>| {
        client.transport().last().headers()["content-type"].to_str().unwrap().split(';').next().unwrap().to_owned()
    };
    assert_eq!(media_type(&client), Version::V1_2.media_type());
    let older = client.with_version(Version::V1_1);
    older.ask(question, RequestHeaders::default()).await.unwrap_err();
    assert_eq!(media_type(&older), Version::V1_1.media_type());
}

struct Which;

impl wsdl_port_types::Reader for Which {
    type Error = Fault;

    async fn ask(
        &self,
        _: wsdl_port_types::wsdl_port_types::Ask,
        _: wsdl_port_types::ReaderRequestHeaders,
    ) -> wsdl_port_types::ReaderOutcome<wsdl_port_types::wsdl_port_types::Answer, Fault> {
        Ok(wsdl_port_types::wsdl_port_types::Answer::new("Ask").into())
    }

    async fn type_2(
        &self,
        _: wsdl_port_types::wsdl_port_types::Ask,
        _: wsdl_port_types::ReaderRequestHeaders,
    ) -> wsdl_port_types::ReaderOutcome<wsdl_port_types::wsdl_port_types::Answer, Fault> {
        Ok(wsdl_port_types::wsdl_port_types::Answer::new("Type").into())
    }
}

#[tokio::test]
async fn the_action_decides_between_operations_with_one_request() {
    use wsdl_port_types::reader_operations::PortType;
    use wsdl_port_types::wsdl_port_types::Ask;
    use wsdl_port_types::{Reader as _, ReaderRequestHeaders};
    let server = Server::<PortType, _>::new(Which);
    for version in [Version::V1_1, Version::V1_2] {
        let client = Client::new(Capture::around(server.clone()), ENDPOINT).unwrap().with_version(version);
        let headers = ReaderRequestHeaders::default;
        assert_eq!(client.ask(Ask::new("?"), headers()).await.unwrap().body.text, "Ask");
        assert_eq!(client.type_2(Ask::new("?"), headers()).await.unwrap().body.text, "Type");
        assert!(client.type_(Ask::new("?"), headers()).await.unwrap_err().fault().is_some());
        // Without an action it is the first that takes the request.
        let mut request = client.transport().last();
        request.headers_mut().remove("soapaction");
        request.headers_mut().insert("content-type", "text/xml".parse().unwrap());
        let text = String::from_utf8(server.answer(request).await.into_body().to_vec()).unwrap();
        assert!(text.contains(">Ask<"), "{text}");
    }
}

struct Shop;

impl wsdl_parts::Shop for Shop {
    type Error = Fault;

    async fn place(
        &self,
        request: wsdl_parts::parts::OrderAndCustomer,
        headers: wsdl_parts::RequestHeaders,
    ) -> wsdl_parts::Outcome<wsdl_parts::wsdl_parts::Receipt, Fault> {
        let mut receipt = wsdl_parts::wsdl_parts::Receipt::new(i32::try_from(request.order.item.len()).unwrap());
        receipt.note = headers.express.map(|express| format!("{}, {express}", request.customer));
        Ok(receipt.into())
    }

    async fn repeat(
        &self,
        _: wsdl_parts::parts::OrderAndCustomer,
        _: wsdl_parts::NoRequestHeaders,
    ) -> wsdl_parts::Outcome<wsdl_parts::wsdl_parts::Receipt, Fault> {
        Ok(wsdl_parts::wsdl_parts::Receipt::new(0).into())
    }
}

#[tokio::test]
async fn bodies_have_several_parts() {
    use wsdl_parts::Shop as _;
    let server = Server::<wsdl_parts::operations::PortType, _>::new(Shop);
    let client = Client::new(Capture::around(server), ENDPOINT).unwrap();
    let order = || {
        let order = wsdl_parts::wsdl_parts::Order { item: vec!["a".to_owned(), "b".to_owned()] };
        wsdl_parts::parts::OrderAndCustomer::new(order, "c")
    };
    let headers = wsdl_parts::RequestHeaders { express: Some(true) };
    let receipt = client.place(order(), headers).await.unwrap().body;
    assert_eq!((receipt.number, receipt.note.as_deref()), (2, Some("c, true")));
    let sent = String::from_utf8(client.transport().last().into_body().to_vec()).unwrap();
    assert!(
        sent.contains("<soap:Body><s:Order>") && sent.contains("</s:Order><s:Customer>c</s:Customer></soap:Body>"),
        "{sent}"
    );
    assert_eq!(client.repeat(order(), wsdl_parts::NoRequestHeaders::default()).await.unwrap().body.number, 0);
}

struct Librarian;

impl wsdl_imports::Shelf for Librarian {
    type Error = Fault;

    async fn find_book(
        &self,
        request: wsdl_imports::messages::FindBook,
        headers: wsdl_imports::ShelfRequestHeaders,
    ) -> wsdl_imports::ShelfOutcome<wsdl_imports::messages::FindBookResponse, wsdl_imports::ShelfFindBookError> {
        let similar =
            (headers.ticket.as_deref() == Some("gold")).then(|| wsdl_imports::types::BookType::new("Emma").into());
        let detail = wsdl_imports::messages::NoSuchBook { similar };
        let fault = Fault::client(format!("no book is called {}", request.title));
        Err(wsdl_imports::ShelfFindBookError::NoSuchBook(detail, fault))
    }
}

#[tokio::test]
async fn one_contract_is_served_in_both_versions_with_typed_faults() {
    use wsdl_imports::{Document, Shelf as _, ShelfFindBookError, ShelfRequestHeaders, messages, shelf_operations};
    let server = Server::<shelf_operations::PortType, _>::new(Librarian).with_read_options(ReadOptions::strict());
    for version in [None, Some(Version::V1_2)] {
        let mut client = Client::new(Capture::around(server.clone()), ENDPOINT).unwrap();
        if let Some(version) = version {
            client = client.with_version(version);
        }
        let headers = ShelfRequestHeaders { ticket: Some("gold".to_owned()) };
        let error = client.find_book(messages::FindBook::new("Ema"), headers).await.unwrap_err();
        let fault = error.error().fault().unwrap().clone();
        let ShelfFindBookError::NoSuchBook(detail, _) = error else { panic!("{fault:?}") };
        let entry = fault.detail_as(&ReadOptions::strict()).unwrap();
        assert!(matches!(entry, Some(Document::NoSuchBook(entry)) if entry == detail));
        let similar = detail.similar.as_ref().and_then(|book| book.title());
        assert_eq!((fault.reason(), similar.map(String::as_str)), ("no book is called Ema", Some("Emma")));
        let sent = String::from_utf8(client.transport().last().body().to_vec()).unwrap();
        assert!(sent.contains(version.unwrap_or_default().namespace()), "{sent}");
    }
}

struct Pen;

impl wsdl_rpc::Plotter for Pen {
    type Error = Fault;

    async fn move_(
        &self,
        request: wsdl_rpc::wsdl_rpc::Move,
        headers: wsdl_rpc::RequestHeaders,
    ) -> wsdl_rpc::Outcome<wsdl_rpc::wsdl_rpc::MoveResponse, Fault> {
        assert_eq!(headers.session.as_deref(), Some("s1"));
        let by = |length: i32| length * request.scale.get();
        let point = wsdl_rpc::types::Point::new(by(request.by.x), by(request.by.y));
        Ok(wsdl_rpc::wsdl_rpc::MoveResponse::new(point).into())
    }

    async fn reset(
        &self,
        _: wsdl_rpc::other::Reset,
        _: wsdl_rpc::NoRequestHeaders,
    ) -> wsdl_rpc::Outcome<wsdl_rpc::other::ResetResponse, Fault> {
        Ok(wsdl_rpc::other::ResetResponse {}.into())
    }

    async fn log(
        &self,
        request: wsdl_rpc::wsdl_rpc::Log,
        _: wsdl_rpc::NoRequestHeaders,
    ) -> wsdl_rpc::Outcome<(), Fault> {
        assert_eq!(request.type_.as_str(), "t");
        Ok(().into())
    }
}

#[tokio::test]
async fn rpc_style_sends_an_element_of_the_operations_name() {
    use wsdl_rpc::types::{Point, Scale};
    use wsdl_rpc::{NoRequestHeaders, Plotter as _, RequestHeaders, operations};
    let server = Server::<operations::PortType, _>::new(Pen).with_read_options(ReadOptions::strict());
    let client = Client::new(Capture::around(server), ENDPOINT).unwrap().with_read_options(ReadOptions::strict());
    let request = wsdl_rpc::wsdl_rpc::Move::new(Point::new(1, 2), Scale::new(3).unwrap());
    let headers = RequestHeaders { session: Some("s1".to_owned()) };
    assert_eq!(client.move_(request, headers).await.unwrap().body.return_, Point::new(3, 6));
    let sent = String::from_utf8(client.transport().last().body().to_vec()).unwrap();
    assert!(sent.contains("<soap:Body><s:Move><by>"), "{sent}");
    client.reset(wsdl_rpc::other::Reset {}, NoRequestHeaders {}).await.unwrap();
    let log = wsdl_rpc::wsdl_rpc::Log::new("l", "t");
    client.log(log, NoRequestHeaders {}).await.unwrap();
}

#[tokio::test]
async fn without_embedded_documents_there_is_no_wsdl() {
    let server = Server::<wsdl_one_way::operations::PortType, _>::new(Noted::default());
    let mut request = Request::new(Bytes::new());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = "/?wsdl".parse().unwrap();
    let response = server.answer(request).await;
    assert_eq!((response.status().as_u16(), &response.headers()["allow"]), (405, &"POST".parse().unwrap()));
}
