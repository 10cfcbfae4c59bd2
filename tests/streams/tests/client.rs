//! Streams of a client: what the ordinary call gives, as it comes, and one exact outcome for whatever goes wrong.

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::atomic::Ordering;
use std::time::Duration;

use ms_oxwscos::http::types::{Request, Response};
use ms_oxwscos::http::{Bytes, CallError, Client, Part, ReadError, Streamed};
use ms_oxwscos::soap::Reply;
use ms_oxwscos::{ExchangeServicePortType as _, ReadOptions, RequestHeaders, ResponseHeaders, messages, types};
use soap_runtime::ErrorKind;
use soap_runtime::stream::{ChunkBody, Limits, iter};
use stream_tests::{Broken, Canned, PERSONAS, message, persona, request};

const ENDPOINT: &str = "https://ucs.example.com/EWS/Exchange.asmx";

type Answer = Reply<messages::GetImItemsResponseMessageType, ResponseHeaders>;
type Personas = Streamed<Result<Part<types::PersonaType, Answer>, CallError<Broken>>>;

fn client(transport: &Canned) -> Client<Canned> {
    Client::streaming(transport.clone(), ENDPOINT).unwrap()
}

fn personas(client: &Client<Canned>) -> Personas {
    client
        .stream_items(PERSONAS)
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await })
}

/// The items, and what came behind them.
async fn all(mut stream: Personas) -> (Vec<types::PersonaType>, Result<Answer, CallError<Broken>>) {
    let mut items = Vec::new();
    while let Some(part) = stream.next().await {
        match part {
            Ok(Part::Item(item)) => items.push(item),
            Ok(Part::Rest(rest)) => {
                assert!(stream.next().await.is_none(), "nothing comes behind the rest");
                return (items, Ok(rest));
            }
            Err(error) => {
                assert!(stream.next().await.is_none(), "nothing comes behind an error");
                return (items, Err(error));
            }
        }
    }
    panic!("the stream ends without a rest")
}

/// The ordinary call, of the same answer.
async fn ordinary(canned: &Canned, read: ReadOptions) -> Result<Answer, CallError<std::io::Error>> {
    let canned = canned.clone();
    let transport = move |_: Request<Bytes>| {
        let body: Vec<u8> = canned.chunks.iter().flatten().flatten().copied().collect();
        let mut response = Response::builder().status(canned.status);
        if !canned.content_type.is_empty() {
            response = response.header("content-type", &canned.content_type);
        }
        let response = response.body(Bytes::from(body)).unwrap();
        async move { Ok::<_, std::io::Error>(response) }
    };
    let client = Client::new(transport, ENDPOINT).unwrap().with_read_options(read);
    client.get_im_items(request(), RequestHeaders::default()).await
}

#[tokio::test]
async fn items_come_as_they_come_and_then_the_rest() {
    for (count, size) in [(0, 9), (1, 1), (5, 64), (40, 5000), (3, 1 << 20)] {
        let canned = Canned::new(message(count, true), size);
        for read in [ReadOptions::default(), ReadOptions::strict()] {
            let (items, rest) = all(personas(&client(&canned).with_read_options(read.clone()))).await;
            let mut whole = ordinary(&canned, read).await.unwrap();
            let list = whole.body.im_item_list.as_mut().unwrap().personas.as_mut().unwrap();
            assert_eq!(items, std::mem::take(&mut list.persona));
            assert_eq!(rest.unwrap(), whole);
        }
        assert_eq!(canned.seen.dropped.load(Ordering::Relaxed), 2);
    }
}

#[tokio::test]
async fn no_chunk_is_asked_for_before_the_items_of_the_last_one_are_taken() {
    let canned = Canned::new(message(10, false), 1 << 20);
    let mut stream = personas(&client(&canned));
    assert_eq!(canned.seen.requests.load(Ordering::Relaxed), 0, "nothing is sent before the stream is polled");
    for taken in 0..9 {
        assert!(matches!(stream.next().await, Some(Ok(Part::Item(_)))));
        assert_eq!(canned.seen.chunks.load(Ordering::Relaxed), 1, "{taken}");
    }
    drop(stream);
    assert_eq!(canned.seen.dropped.load(Ordering::Relaxed), 1, "to drop the stream is to end the request");
}

#[tokio::test]
async fn answers_without_items_are_those_of_the_ordinary_call() {
    let fault = include_str!("../../messages/own/get-im-item-list-fault.xml");
    let mut answers = Vec::new();
    for (status, content_type, body) in [
        (500, "text/xml", fault),
        (200, "text/xml", fault),
        (401, "text/html", "<html>who are you?</html>"),
        (503, "", ""),
        (200, "text/html", "<html>a proxy's page</html>"),
        (200, "text/xml", ""),
        (200, "text/xml; charset=klingon", "<a/>"),
        (200, "text/xml", "<a/>"),
        (200, "text/xml", include_str!("../../messages/own/get-im-item-list-response.xml")),
        (200, "text/xml", include_str!("../../messages/own/get-im-items-error.xml")),
    ] {
        answers.push(Canned { status, content_type: content_type.to_owned(), ..Canned::new(body, 50) });
    }
    for canned in &answers {
        let (items, found) = all(personas(&client(canned))).await;
        let expected = ordinary(canned, ReadOptions::default()).await;
        assert!(items.is_empty());
        match (expected, found) {
            (Ok(expected), Ok(found)) => assert_eq!(expected, found),
            (Err(expected), Err(found)) => {
                let until_body = |text: String| text.split("; the body begins").next().unwrap().to_owned();
                assert_eq!(until_body(expected.to_string()), until_body(found.to_string()));
                let without_length = |text: String| text.split(", body: ").next().unwrap().to_owned();
                assert_eq!(without_length(format!("{expected:?}")), without_length(format!("{found:?}")));
            }
            (expected, found) => panic!("{expected:?} {found:?}"),
        }
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_has_one_outcome() {
    let text = message(3, false);
    let first = text.find("</t:Persona>").unwrap() + "</t:Persona>".len();
    for end in (0..text.trim_end().len()).filter(|end| text.is_char_boundary(*end)) {
        // The server closes the connection and says so: what came is not all of the message.
        let canned = Canned::new(&text[..end.max(1)], 100);
        let (items, error) = all(personas(&client(&canned))).await;
        let error = error.unwrap_err();
        let CallError::Read { error: ReadError::Message(error), .. } = &error else { panic!("{error:?}") };
        assert!(matches!(error.kind(), ErrorKind::UnexpectedEnd { .. }), "{error}");
        assert_eq!(items.is_empty(), end < first, "{end}");
        // The connection breaks: that is what is told.
        let mut broken = canned.clone();
        broken.chunks.push(Err(Broken));
        let (again, error) = all(personas(&client(&broken))).await;
        assert!(matches!(error, Err(CallError::Transport { error: Broken, operation: "GetImItems" })), "{error:?}");
        assert_eq!(items, again);
    }
}

#[tokio::test]
async fn what_is_wrong_in_an_item_ends_the_stream_behind_the_items_before() {
    let text = message(5, true).replacen("<t:PersonaId Id=\"id-3=\"/>", "", 1);
    let canned = Canned::new(&text, 80);
    let (items, error) = all(personas(&client(&canned))).await;
    let (error, expected) = (error.unwrap_err(), ordinary(&canned, ReadOptions::default()).await.unwrap_err());
    assert_eq!(items.len(), 3);
    assert!(error.to_string().starts_with(&expected.to_string()[..150]), "{error}\n{expected}");
    assert!(error.to_string().contains("Persona[4]"), "{error}");
}

#[tokio::test]
async fn what_is_wrong_around_the_items_is_told_at_the_end() {
    let text = message(5, true).replacen("</t:Personas>", "</t:Personas><t:Groups/>", 1);
    let canned = Canned::new(&text, 80);
    let (items, error) = all(personas(&client(&canned).with_read_options(ReadOptions::strict()))).await;
    let (error, expected) = (error.unwrap_err(), ordinary(&canned, ReadOptions::strict()).await.unwrap_err());
    assert_eq!(items.len(), 5);
    let until_body = |text: String| text.split("; the body begins").next().unwrap().to_owned();
    assert_eq!(until_body(error.to_string()), until_body(expected.to_string()));
}

#[tokio::test]
async fn a_wrong_path_is_an_error_of_the_first_poll_and_nothing_is_sent() {
    let canned = Canned::new(message(1, true), 80);
    let mut stream = client(&canned)
        .stream_items::<types::PersonaType>("m:GetImItemsResponse/m:ImItemList/t:People/t:Persona")
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(error, CallError::Write { .. }), "{error:?}");
    assert!(error.to_string().contains("there is no t:People: expected t:Groups or t:Personas"), "{error}");
    assert!(stream.next().await.is_none());
    assert_eq!(canned.seen.requests.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_second_call_with_the_same_client_is_refused() {
    let canned = Canned::new(message(2, true), 80);
    let mut stream = client(&canned).stream_items::<types::PersonaType>(PERSONAS).call(|client| async move {
        let first = client.get_im_items(request(), RequestHeaders::default()).await?;
        let second = client.get_im_items(request(), RequestHeaders::default()).await;
        assert!(matches!(second, Err(CallError::Write { .. })), "{second:?}");
        Ok::<_, CallError<Broken>>(first)
    });
    let mut parts = 0;
    while let Some(part) = stream.next().await {
        part.unwrap();
        parts += 1;
    }
    assert_eq!((parts, canned.seen.requests.load(Ordering::Relaxed)), (3, 1));
}

struct Looks;

impl ms_oxwscos::http::Handler for Looks {}

#[tokio::test]
async fn handlers_cannot_see_what_comes_in_pieces() {
    let canned = Canned::new(message(1, true), 80);
    let client = client(&canned).with_handler(Looks);
    let (_, error) = all(personas(&client)).await;
    assert!(error.unwrap_err().to_string().contains("the client has handlers, which act on whole messages"));
    let mut stream = client
        .stream_envelopes()
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    assert!(matches!(stream.next().await, Some(Err(CallError::Write { .. }))));
    assert_eq!(canned.seen.requests.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn limits_are_errors_of_reading() {
    let canned = Canned::new(message(4, true), 80);
    let limits = Limits::default().max_part_bytes(persona(0).len() - 1);
    let mut stream = client(&canned)
        .stream_items::<types::PersonaType>(PERSONAS)
        .with_limits(limits)
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    let error = stream.next().await.unwrap().unwrap_err();
    let CallError::Read { error: ReadError::Message(error), .. } = error else { panic!("{error:?}") };
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { what: "bytes in one item", .. }), "{error}");
    assert_eq!(error.path(), "Envelope/Body/GetImItemsResponse/ImItemList/Personas/Persona");
}

#[tokio::test(start_paused = true)]
async fn an_idle_stream_is_ended_by_the_callers_clock() {
    let text = message(2, false);
    let begin = text[..text.find("</t:Persona>").unwrap() + "</t:Persona>".len()].to_owned();
    let transport = move |_: Request<ChunkBody>| {
        let chunks: [Result<Bytes, Broken>; 1] = [Ok(Bytes::from(begin.clone()))];
        async move { Ok::<_, Broken>(Response::new(ThenNothing(iter(chunks)))) }
    };
    let client = Client::streaming(transport, ENDPOINT).unwrap();
    let mut stream = client
        .stream_items::<types::PersonaType>(PERSONAS)
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    let idle = Duration::from_secs(30);
    assert!(matches!(tokio::time::timeout(idle, stream.next()).await, Ok(Some(Ok(Part::Item(_))))));
    assert!(tokio::time::timeout(idle, stream.next()).await.is_err(), "nothing came for half a minute");
    assert!(tokio::time::timeout(idle, stream.next()).await.is_err(), "to wait again is possible");
}

/// Some chunks, and then nothing ever.
struct ThenNothing<S>(S);

impl<S: futures_core::Stream + Unpin> futures_core::Stream for ThenNothing<S> {
    type Item = S::Item;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<S::Item>> {
        match std::pin::Pin::new(&mut self.0).poll_next(context) {
            std::task::Poll::Ready(None) => std::task::Poll::Pending,
            other => other,
        }
    }
}

#[tokio::test]
async fn several_envelopes_come_one_after_the_other() {
    let envelopes = [message(1, true), message(0, false), message(3, true)];
    let body = envelopes.join("\r\n  ");
    for size in [1, 33, 1 << 20] {
        let canned = Canned::new(&body, size);
        let mut stream = client(&canned)
            .stream_envelopes()
            .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
        for expected in &envelopes {
            let found = stream.next().await.unwrap().unwrap();
            assert_eq!(found, ordinary(&Canned::new(expected, 100), ReadOptions::default()).await.unwrap());
        }
        assert!(stream.next().await.is_none());
        assert_eq!(canned.seen.requests.load(Ordering::Relaxed), 1, "one request, however many responses");
        assert_eq!(canned.seen.dropped.load(Ordering::Relaxed), 1);
    }
}

#[tokio::test]
async fn what_is_wrong_among_envelopes_has_its_place_in_the_body() {
    let good = message(1, true);
    let lines = good.matches('\n').count();
    for (between, then, expected) in [
        ("garbage", good.as_str(), "text outside the root element"),
        ("", "</a>", "an end tag without a start tag"),
        ("", &good[..400], "the message ends before"),
        ("", "<?xml version='1.0'?>", "the message ends before the root element"),
        ("<!DOCTYPE a>", good.as_str(), "a document type declaration is not allowed"),
    ] {
        for size in [1, 1 << 20] {
            let canned = Canned::new(format!("{good}{between}{then}"), size);
            let mut stream = client(&canned)
                .stream_envelopes()
                .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
            assert!(stream.next().await.unwrap().is_ok());
            let error = stream.next().await.unwrap().unwrap_err();
            let CallError::Read { error: ReadError::Message(error), .. } = &error else { panic!("{error:?}") };
            assert!(error.to_string().contains(expected), "{error}");
            assert!(error.position().line > lines, "{error}");
            assert!(stream.next().await.is_none());
        }
    }
    // Comments and white space are fine.
    let canned = Canned::new(format!("{good}\n\u{FEFF}{good} <!-- a --> <?a b?> "), 7);
    let mut stream = client(&canned)
        .stream_envelopes()
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    assert!(stream.next().await.unwrap().is_ok());
    assert!(stream.next().await.unwrap().is_ok());
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_connection_that_breaks_between_envelopes_is_the_transports_error() {
    let mut canned = Canned::new(message(1, true), 100);
    canned.chunks.push(Err(Broken));
    let mut stream = client(&canned)
        .stream_envelopes()
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    assert!(stream.next().await.unwrap().is_ok());
    assert!(matches!(stream.next().await, Some(Err(CallError::Transport { error: Broken, .. }))));
    assert!(stream.next().await.is_none());
}

/// Answers once with 401, and then well.
fn asks_first(
    asked: &std::sync::Arc<std::sync::atomic::AtomicUsize>,
) -> impl ms_oxwscos::http::StreamTransport<Error = Broken> + use<> {
    let asked = std::sync::Arc::clone(asked);
    move |_: Request<ChunkBody>| {
        let is_first = asked.fetch_add(1, Ordering::Relaxed) == 0;
        let chunks: Vec<Result<Bytes, Broken>> = vec![Ok(Bytes::from(message(2, false)))];
        let mut response = Response::new(iter(chunks));
        if is_first {
            *response.status_mut() = ms_oxwscos::http::types::StatusCode::TEMPORARY_REDIRECT;
            response.headers_mut().insert("location", "/EWS/Other.asmx".parse().unwrap());
        }
        async move { Ok::<_, Broken>(response) }
    }
}

#[tokio::test]
async fn a_call_that_is_sent_again_gives_its_items_once() {
    let asked = std::sync::Arc::default();
    let client = Client::streaming(asks_first(&asked), ENDPOINT).unwrap();
    for attempt in ["refused", "given"] {
        let mut stream = client.stream_items::<types::PersonaType>(PERSONAS).call(|client| async move {
            let first = client.get_im_items(request(), RequestHeaders::default()).await;
            match first {
                Err(CallError::Status { .. }) => client.get_im_items(request(), RequestHeaders::default()).await,
                other => other,
            }
        });
        let mut parts = 0;
        while let Some(part) = stream.next().await {
            assert!(part.is_ok(), "{attempt}: {part:?}");
            parts += 1;
        }
        assert_eq!(parts, 3, "{attempt}");
    }
    assert_eq!(asked.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn what_is_compressed_or_has_attachments_is_refused_and_not_read_as_a_whole() {
    for (name, value, expected) in [
        ("content-encoding", "gzip", "the content encoding `gzip` is not supported"),
        ("content-encoding", "identity", "the content encoding `deflate` is not supported"),
        ("content-type", "multipart/related; boundary=a", "the content type `multipart/related; boundary=a`"),
    ] {
        let transport = move |_: Request<ChunkBody>| {
            let chunks: Vec<Result<Bytes, Broken>> = vec![Ok(Bytes::from(message(2, false)))];
            let mut response = Response::new(iter(chunks));
            response.headers_mut().insert(name, value.parse().unwrap());
            if value == "identity" {
                response.headers_mut().append(name, "deflate".parse().unwrap());
            }
            async move { Ok::<_, Broken>(response) }
        };
        let client = Client::streaming(transport, ENDPOINT).unwrap();
        let mut stream = client
            .stream_items::<types::PersonaType>(PERSONAS)
            .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(matches!(error, CallError::Read { .. }), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(stream.next().await.is_none());
    }
}
