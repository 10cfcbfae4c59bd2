//! A server that is sent anything: it never panics, and always answers with an envelope.
#![allow(clippy::unwrap_used)]

use ms_oxwscos::http::Bytes;
use ms_oxwscos::http::types::{HeaderValue, Method, Request};
use ms_oxwscos::soap::Envelope;
use ms_oxwscos::soap_runtime::ReadOptions;
use ms_oxwscos::{Document, Server, operations};
use service_tests::{ENDPOINT, Recorded, recorded_body};
use spec_tests::messages::{load, names};
use spec_tests::on_small_stack;
use spec_tests::random::{Random, mutated};

const MESSAGES: usize = 6_000;
const BYTES: usize = 4_000;

const CONTENT_TYPES: [&str; 9] = [
    "text/xml; charset=utf-8",
    "text/xml",
    "application/soap+xml",
    "application/soap+xml; charset=utf-8; action=\"http://schemas.microsoft.com/exchange/services/2006/messages/GetImItems\"",
    "text/xml; charset=utf-16",
    "text/xml; charset=iso-8859-1",
    "text/xml; charset=\"",
    "application/json",
    ";;=;charset",
];

fn server() -> Server<ms_oxwscos::http::server::Shared<Recorded>> {
    let (answer, _) = recorded_body("own/get-im-items-response.xml");
    Server::new(Recorded::new().answering("GetImItems", answer))
}

/// A request with this body, and headers that a seed decides.
fn request(body: Vec<u8>, random: &mut Random) -> Request<Bytes> {
    let mut request = Request::new(Bytes::from(body));
    *request.method_mut() = if random.below(50) == 0 { Method::PUT } else { Method::POST };
    *request.uri_mut() = ENDPOINT.parse().unwrap();
    if random.below(8) > 0 {
        let content_type = CONTENT_TYPES[if random.below(3) > 0 { 0 } else { random.below(CONTENT_TYPES.len()) }];
        request.headers_mut().insert("content-type", HeaderValue::from_static(content_type));
    }
    if random.below(2) == 0 {
        let bytes: Vec<u8> = (0..random.below(40)).map(|_| u8::try_from(32 + random.below(95)).unwrap()).collect();
        let known = operations::ALL[random.below(operations::ALL.len())].soap_action;
        let action = if random.below(2) == 0 {
            HeaderValue::from_static(known)
        } else {
            HeaderValue::from_bytes(&bytes).unwrap()
        };
        request.headers_mut().insert("soapaction", action);
    }
    request
}

/// Sends all the bodies; how many were answered with 200.
fn send(bodies: impl Iterator<Item = Vec<u8>> + Send + 'static, seed: u64, options: ReadOptions) -> usize {
    on_small_stack(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let server = server().with_read_options(options);
        let mut random = Random::new(seed);
        let mut answered = 0;
        for (number, body) in bodies.enumerate() {
            let response = runtime.block_on(server.answer(request(body, &mut random)));
            answered += usize::from(response.status().is_success());
            let text = std::str::from_utf8(response.body()).unwrap();
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{number}: {error}: {text}"));
            Envelope::<Document>::from_xml(text).unwrap_or_else(|error| panic!("{number}: {error}: {text}"));
            assert!([200, 400, 405, 413, 415, 500, 501].contains(&response.status().as_u16()), "{number}");
        }
        answered
    })
}

#[test]
fn mutated_messages() {
    let messages: Vec<String> = names().iter().map(|name| load(name)).collect();
    for (seed, options) in [(1, ReadOptions::default()), (2, ReadOptions::strict())] {
        let messages = messages.clone();
        let mut random = Random::new(seed);
        let request = load("own/get-im-items-request.xml");
        let bodies = (0..MESSAGES).map(move |number| {
            let message = if number % 3 == 0 { &request } else { &messages[random.below(messages.len())] };
            mutated(message, &mut random).into_bytes()
        });
        let answered = send(bodies, seed, options);
        assert!(answered > 10, "only {answered} of {MESSAGES} were answered");
    }
}

#[test]
fn arbitrary_bytes() {
    let mut random = Random::new(3);
    let bodies =
        (0..BYTES).map(move |_| (0..random.below(200)).map(|_| u8::try_from(random.below(256)).unwrap()).collect());
    assert_eq!(send(bodies, 4, ReadOptions::default()), 0);
}

#[test]
fn bytes_that_mean_something() {
    const PIECES: [&str; 14] = [
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">",
        "<s:Header>",
        "</s:Header>",
        "<s:Body>",
        "</s:Body>",
        "</s:Envelope>",
        "<GetImItems xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\">",
        "</GetImItems>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&#x0;",
        "x",
    ];
    let mut random = Random::new(5);
    let bodies = (0..BYTES).map(move |_| {
        let pieces: Vec<&str> = (0..random.below(24)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        (PIECES[0].to_owned() + &pieces.concat()).into_bytes()
    });
    send(bodies, 6, ReadOptions::default());
}
