//! Responses that a server writes while they go out, to our own client, in process and over a socket.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{Read as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use ms_oxwscos::http::server::{Outflow, StreamingServer};
use ms_oxwscos::http::types::header::{CONTENT_ENCODING, CONTENT_TYPE};
use ms_oxwscos::http::types::request::Parts;
use ms_oxwscos::http::types::{HeaderMap, Request};
use ms_oxwscos::http::{Bytes, CallError, Client, Part, StreamTransport, TowerTransport};
use ms_oxwscos::{ExchangeServicePortType, Outcome, ReadOptions, RequestHeaders, Server, messages, soap, types};

use soap_runtime::http::addressing::Addressing;
use soap_runtime::http::server::{PerRequest, Rejection};
use soap_runtime::http::{Attachments, OutgoingParts};
use soap_runtime::mime;
use soap_runtime::stream::{iter, read};
use soap_runtime::xsd::Base64Binary;
use stream_tests::archive::archive::{Fetch, FetchResponse, NotThere};
use stream_tests::archive::{self, FetchError};
use stream_tests::{PERSONAS, request};

/// Has so many personas, of which none is ever kept, and counts those that were made.
#[derive(Clone)]
struct Mailbox {
    personas: usize,
    path: &'static str,
    made: Arc<AtomicUsize>,
}

impl Mailbox {
    fn new(personas: usize) -> Self {
        Self { personas, path: PERSONAS, made: Arc::default() }
    }
}

struct Service(Mailbox, Outflow);

fn persona(number: usize) -> types::PersonaType {
    let id = types::ItemIdType::new(format!("id-{number}"));
    let name = if number == 13_000 { "\u{0}".to_owned() } else { format!("Zoë <{number}>") };
    types::PersonaType::new(id).with_display_name(name)
}

impl ExchangeServicePortType for Service {
    type Error = soap::Fault;

    async fn get_im_items(
        &self,
        _: messages::GetImItemsType,
        _: RequestHeaders,
    ) -> Outcome<messages::GetImItemsResponseMessageType, soap::Fault> {
        let Self(mailbox, outflow) = self;
        let made = Arc::clone(&mailbox.made);
        let personas = (0..mailbox.personas).map(move |number| {
            made.fetch_add(1, Ordering::Relaxed);
            persona(number)
        });
        outflow.items(mailbox.path, iter(personas));
        if mailbox.personas == 7 {
            return Err(soap::Fault::server("not today"));
        }
        let list = types::ImItemListType::default().with_personas(types::ArrayOfPeopleType::default());
        let mut response = messages::GetImItemsResponseMessageType::new(types::ResponseClassType::Success);
        response.im_item_list = Some(list);
        Ok(response.into())
    }
}

type Choice = Box<dyn Fn(&Parts) -> Result<Service, Rejection> + Send + Sync>;
type Chooser = PerRequest<Choice>;

fn server(mailbox: &Mailbox) -> StreamingServer<ms_oxwscos::operations::PortType, Chooser> {
    plain_server(mailbox).streaming()
}

fn plain_server(mailbox: &Mailbox) -> Server<Chooser> {
    let mailbox = mailbox.clone();
    let service: Choice = Box::new(move |parts| Ok(Service(mailbox.clone(), Outflow::of(parts).unwrap())));
    Server::per_request(service)
}

/// How many personas come, checked one by one, and what comes behind them.
async fn count<T: StreamTransport + 'static>(client: &Client<T>) -> (usize, Result<(), CallError<T::Error>>) {
    let mut stream = client
        .stream_items::<types::PersonaType>(PERSONAS)
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    let mut count = 0;
    loop {
        match stream.next().await.unwrap() {
            Ok(Part::Item(item)) => {
                assert_eq!(item, persona(count));
                count += 1;
            }
            Ok(Part::Rest(rest)) => {
                assert_eq!(rest.body.response_class, types::ResponseClassType::Success);
                return (count, Ok(()));
            }
            Err(error) => return (count, Err(error)),
        }
    }
}

#[tokio::test]
async fn items_go_out_as_they_are_made_and_come_as_they_go_out() {
    for personas in [0, 1, 2000] {
        let mailbox = Mailbox::new(personas);
        let transport = TowerTransport(server(&mailbox));
        let client =
            Client::streaming(transport, "http://ucs.example.com/").unwrap().with_read_options(ReadOptions::strict());
        let (found, rest) = count(&client).await;
        assert_eq!((found, rest.is_ok()), (personas, true), "{rest:?}");
    }
}

#[tokio::test]
async fn no_more_is_made_than_is_taken() {
    let mailbox = Mailbox::new(10_000);
    let client = Client::streaming(TowerTransport(server(&mailbox)), "http://ucs.example.com/").unwrap();
    let mut stream = client
        .stream_items::<types::PersonaType>(PERSONAS)
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    assert!(matches!(stream.next().await, Some(Ok(Part::Item(_)))));
    let made = mailbox.made.load(Ordering::Relaxed);
    assert!(made < 500, "a chunk at a time: {made}");
    drop(stream);
    assert_eq!(mailbox.made.load(Ordering::Relaxed), made);
}

#[tokio::test]
async fn a_fault_is_a_fault_and_a_wrong_path_as_well() {
    let client =
        |mailbox: &Mailbox| Client::streaming(TowerTransport(server(mailbox)), "http://ucs.example.com/").unwrap();
    let (found, error) = count(&client(&Mailbox::new(7))).await;
    let error = error.unwrap_err();
    assert_eq!((found, error.fault().unwrap().reason()), (0, "not today"));
    for path in ["m:GetImItemsResponse/m:ImItemList/t:Groups/t:ImGroup", "m:Nothing/t:Persona"] {
        let mailbox = Mailbox { path, ..Mailbox::new(3) };
        let (found, error) = count(&client(&mailbox)).await;
        assert_eq!((found, error.unwrap_err().status().unwrap().as_u16()), (0, 500), "{path}");
        assert_eq!(mailbox.made.load(Ordering::Relaxed), 0);
    }
}

#[tokio::test]
async fn what_cannot_be_written_breaks_the_body_off() {
    let client = Client::streaming(TowerTransport(server(&Mailbox::new(14_000))), "http://ucs.example.com/").unwrap();
    let (found, error) = count(&client).await;
    let error = error.unwrap_err();
    assert!(matches!(error, CallError::Transport { .. }), "{error:?}");
    assert!(error.to_string().contains("U+0000"), "{error}");
    assert!(found > 12_000, "{found}");
}

#[tokio::test]
async fn over_a_socket() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/ucs", listener.local_addr().unwrap());
    let mailbox = Mailbox::new(5000);
    let broken = Mailbox::new(14_000);
    let router = server(&mailbox).into_router("/ucs").merge(server(&broken).into_router("/broken"));
    let serving = tokio::spawn(async { axum::serve(listener, router).await });
    let client = Client::new(reqwest::Client::new(), &url).unwrap();
    let (found, rest) = count(&client).await;
    assert_eq!((found, rest.is_ok()), (5000, true), "{rest:?}");

    // The same without streams, from the same server.
    let reply = client.get_im_items(request(), RequestHeaders::default()).await.unwrap();
    assert_eq!(reply.body.im_item_list.unwrap().personas.unwrap().persona.len(), 5000);

    // A response that breaks off is the transport's error, since the last chunk is missing.
    let client = Client::new(reqwest::Client::new(), url.replace("/ucs", "/broken")).unwrap();
    let (found, error) = count(&client).await;
    assert!(matches!(error, Err(CallError::Transport { .. })), "{error:?}");
    assert!(found <= 13_000, "{found}");
    serving.abort();
}

/// What a server answers to a message: the headers, and the body as it goes out.
async fn answered<C>(
    server: &StreamingServer<ms_oxwscos::operations::PortType, C>,
    message: impl Into<Bytes>,
    headers: &[(&'static str, &str)],
) -> (HeaderMap, Vec<u8>)
where
    C: soap_runtime::http::server::ServiceFor<Service = Service>,
{
    let mut request = Request::post("/").body(message.into()).unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    let (head, mut body) = server.answer(request).await.into_parts();
    let mut all = Vec::new();
    while let Some(chunk) =
        std::future::poll_fn(|cx| futures_core::Stream::poll_next(std::pin::Pin::new(&mut body), cx)).await
    {
        all.extend_from_slice(&chunk.unwrap());
    }
    (head.headers, all)
}

/// A body and the headers that say what it is.
type Message = (Vec<u8>, Vec<(&'static str, &'static str)>);

/// The request of `GetImItems`, as text, gzipped, and as the only part of a package.
fn requests() -> [Message; 3] {
    let text = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>\
        <GetImItems xmlns='http://schemas.microsoft.com/exchange/services/2006/messages'/></s:Body></s:Envelope>";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    let package = format!("--b\r\nContent-Type: application/xop+xml; type=\"text/xml\"\r\n\r\n{text}\r\n--b--\r\n");
    let mtom = "multipart/related; type=\"application/xop+xml\"; start-info=\"text/xml\"; boundary=b";
    [
        (text.into(), vec![("content-type", "text/xml")]),
        (gzip.finish().unwrap(), vec![("content-type", "text/xml"), ("content-encoding", "gzip")]),
        (package.into_bytes(), vec![("content-type", mtom)]),
    ]
}

#[tokio::test]
async fn what_goes_out_in_pieces_is_neither_compressed_nor_packaged() {
    let mailbox = Mailbox::new(3000);
    let servers = || {
        let mtom = Attachments::mtom().threshold(0);
        [
            plain_server(&mailbox),
            plain_server(&mailbox).with_compression(0),
            plain_server(&mailbox).with_attachments(mtom.clone()),
            plain_server(&mailbox).with_compression(0).with_attachments(mtom),
        ]
    };
    for (number, server) in servers().map(Server::streaming).into_iter().enumerate() {
        let mut bodies = Vec::new();
        for (message, headers) in requests() {
            let headers = [headers.as_slice(), &[("accept-encoding", "gzip")]].concat();
            let (head, body) = answered(&server, message, &headers).await;
            assert_eq!(head.get(CONTENT_ENCODING), None, "{number}");
            assert_eq!(head[CONTENT_TYPE], "text/xml; charset=utf-8", "{number}");
            assert_eq!(String::from_utf8(body.clone()).unwrap().matches("<t:Persona>").count(), 3000, "{number}");
            bodies.push(body);
        }
        assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]), "{number}");
        let client = Client::streaming(TowerTransport(server), "http://ucs.example.com/").unwrap();
        let client = client.with_read_options(ReadOptions::strict());
        for client in [client.clone(), client.with_attachments(Attachments::mtom())] {
            let (found, rest) = count(&client).await;
            assert_eq!((found, rest.is_ok()), (3000, true), "{number}: {rest:?}");
        }
    }
    // Our ordinary client asks for gzip, and has a request in MTOM answered.
    for server in servers() {
        let client = Client::new(TowerTransport(server.streaming()), "http://ucs.example.com/").unwrap();
        for client in [client.clone(), client.with_attachments(Attachments::mtom())] {
            let reply = client.get_im_items(request(), RequestHeaders::default()).await.unwrap();
            assert_eq!(reply.body.im_item_list.unwrap().personas.unwrap().persona.len(), 3000);
        }
    }
}

/// What a streaming server does not write in pieces goes out as that of any server.
#[tokio::test]
async fn faults_beside_pieces_are_compressed_as_ever() {
    let server = plain_server(&Mailbox::new(7)).with_compression(0).streaming();
    let [(message, headers), ..] = requests();
    let (head, body) = answered(&server, message, &[headers.as_slice(), &[("accept-encoding", "gzip")]].concat()).await;
    assert_eq!(head[CONTENT_ENCODING], "gzip");
    let mut text = String::new();
    flate2::read::GzDecoder::new(body.as_slice()).read_to_string(&mut text).unwrap();
    assert!(text.contains("not today"), "{text}");
}

/// A part that somebody added has no place in a body that is no package: it is not lost without a word.
#[tokio::test]
async fn parts_do_not_go_with_pieces() {
    let mailbox = Mailbox::new(3);
    let made = Arc::clone(&mailbox.made);
    let server = Server::per_message(move |parts: &Parts, _: &[soap::Block]| {
        let added = parts.extensions.get::<OutgoingParts>().unwrap();
        added.add(mime::Part::new("photo@example.org", "image/png", vec![1, 2, 3]));
        Ok(Service(mailbox.clone(), Outflow::of(parts).unwrap()))
    });
    let causes = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&causes);
    let server = server.on_refusal(move |refusal| told.lock().unwrap().push(format!("{:?}", refusal.cause)));
    let [(message, headers), ..] = requests();
    let (head, body) = answered(&server.streaming(), message, &headers).await;
    let text = String::from_utf8(body).unwrap();
    assert!(text.contains("Fault") && !text.contains("Persona"), "{text}");
    assert!(causes.lock().unwrap().concat().contains("parts go with whole messages"), "{causes:?}");
    assert_eq!((&head[CONTENT_TYPE], made.load(Ordering::Relaxed)), (&"text/xml; charset=utf-8".parse().unwrap(), 0));
}

struct Looks;

impl ms_oxwscos::http::Handler for Looks {}

#[tokio::test]
async fn a_server_with_handlers_refuses_to_answer_in_pieces() {
    let [(message, headers), ..] = requests();
    let mailbox = Mailbox::new(3);
    for server in [plain_server(&mailbox).with_handler(Looks), plain_server(&mailbox).with_handler(Addressing::new())] {
        let server = server.with_compression(0).with_attachments(Attachments::mtom()).streaming();
        let (_, body) = answered(&server, message.clone(), &headers).await;
        let text = String::from_utf8(body).unwrap();
        assert!(text.contains("Fault") && !text.contains("Persona"), "{text}");
    }
    assert_eq!(mailbox.made.load(Ordering::Relaxed), 0);
}

struct Archive(Outflow, usize);

impl archive::Archive for Archive {
    type Error = archive::soap::Fault;

    async fn fetch(
        &self,
        request: Fetch,
        _: archive::RequestHeaders,
    ) -> archive::Outcome<FetchResponse, FetchError<archive::soap::Fault>> {
        if request.name == "none" {
            Err(NotThere::new(request.name.clone()))?;
        }
        self.0.octets("a:FetchResponse/a:Content", read(std::io::repeat(b'x').take(self.1 as u64)));
        Ok(FetchResponse::new(request.name, Base64Binary::default()).into())
    }
}

#[tokio::test]
async fn octets_of_a_reader_go_out_and_to_a_sink() {
    const LENGTH: usize = 3_000_001;
    let service = |parts: &Parts| -> Result<_, Rejection> { Ok(Archive(Outflow::of(parts).unwrap(), LENGTH)) };
    let server = archive::Server::per_request(service).streaming();
    let client = Client::streaming(TowerTransport(server), "http://archive.example.com/").unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let fetch = |name: &'static str| {
        let count = Arc::clone(&count);
        let sink = move |octets: &[u8]| {
            assert!(octets.iter().all(|octet| *octet == b'x'));
            count.fetch_add(octets.len(), Ordering::Relaxed);
            Ok(())
        };
        let call = client.stream_octets("a:FetchResponse/a:Content", sink);
        call.call(move |client| async move {
            archive::Archive::fetch(&client, Fetch::new(name.to_owned()), archive::RequestHeaders {}).await
        })
    };
    assert_eq!(fetch("x").await.unwrap().body.name, "x");
    assert_eq!(count.load(Ordering::Relaxed), LENGTH);
    assert!(matches!(fetch("none").await, Err(FetchError::NotThere(..))));
}
