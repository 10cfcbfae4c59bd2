//! What makes a good client, and a server for it: codings, redirections, repeated calls, turns, and the trait as an object.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use case_tests::{config_unwrap, wsdl_faults};
use ms_oxwscos::http::types::{Request, Response, header};
use ms_oxwscos::http::{Basic, Bytes, CallError, Client, ReadError, Redirects, Retries, Transport};
use ms_oxwscos::messages::{GetImItemListResponseMessageType, GetImItemListType};
use ms_oxwscos::soap::Fault;
use ms_oxwscos::{DynExchangeServicePortType, ExchangeFault as _, ExchangeServicePortType, Outcome, RequestHeaders};
use ms_oxwscos::{Server, types::ResponseClassType};
use service_tests::{Capture, ENDPOINT, http_response};
use spec_tests::messages::load;

/// Answers with a text of this length.
struct Long(usize);

impl ExchangeServicePortType for Long {
    type Error = Fault;

    async fn get_im_item_list(
        &self,
        _: GetImItemListType,
        _: RequestHeaders,
    ) -> Outcome<GetImItemListResponseMessageType, Fault> {
        let mut response = GetImItemListResponseMessageType::new(ResponseClassType::Success);
        response.message_text = Some("x".repeat(self.0));
        Ok(response.into())
    }
}

fn client<T: Transport>(transport: T) -> Client<Capture<T>> {
    Client::new(Capture::around(transport), ENDPOINT).unwrap()
}

async fn call<T: Transport>(client: &Client<T>) -> Result<usize, CallError<T::Error>> {
    let reply = client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await?;
    Ok(reply.body.message_text.unwrap_or_default().len())
}

/// Lets what passes through be seen: the response's headers and length.
struct Seen<T>(T, Responses);

type Responses = Arc<Mutex<Vec<(Option<String>, usize)>>>;

impl<T: Transport> Transport for Seen<T> {
    type Error = T::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, T::Error> {
        let response = self.0.call(request).await?;
        let coding = response.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned());
        self.1.lock().unwrap().push((coding, response.body().len()));
        Ok(response)
    }
}

#[tokio::test]
async fn messages_are_compressed_both_ways() {
    let seen = Arc::default();
    let client = client(Seen(Server::new(Long(100_000)).with_compression(1000), Arc::clone(&seen)));
    assert_eq!(call(&client.with_compressed_requests(1)).await.unwrap(), 100_000);
    let request = client.transport().last();
    assert_eq!(request.headers()[header::CONTENT_ENCODING], "gzip");
    assert!(request.body().starts_with(&[0x1F, 0x8B]));
    let (coding, length) = seen.lock().unwrap()[0].clone();
    assert!(coding.as_deref() == Some("gzip") && length < 1000, "{length}");
    let deflating = client.with_header("accept-encoding", "deflate").unwrap();
    assert_eq!(call(&deflating).await.unwrap(), 100_000);
    assert_eq!(seen.lock().unwrap()[1].0.as_deref(), Some("deflate"));
    let plain = client.with_header("accept-encoding", "identity").unwrap();
    assert_eq!(call(&plain).await.unwrap(), 100_000);
    assert!(seen.lock().unwrap()[2].0.is_none() && seen.lock().unwrap()[2].1 > 100_000);
}

#[tokio::test]
async fn limits_are_those_of_what_was_compressed() {
    let bomb = client(Server::new(Long(1_000_000)).with_compression(1000)).with_max_response_bytes(50_000);
    let error = call(&bomb).await.unwrap_err();
    assert!(matches!(error, CallError::Read { error: ReadError::TooLarge { limit: 50_000 }, .. }), "{error}");
    let server = Server::new(Long(1)).with_max_request_bytes(100);
    let error = call(&client(server).with_compressed_requests(1)).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 413);
}

#[tokio::test]
async fn what_is_damaged_or_of_another_coding_is_said_so() {
    let answer = |coding: &str, body: &'static [u8]| {
        let mut response = http_response(200, "text/xml", body);
        response.headers_mut().insert(header::CONTENT_ENCODING, coding.parse().unwrap());
        response
    };
    let cut = call(&client(service_tests::Answering(answer("gzip", b"\x1F\x8B\x08\0\0")))).await.unwrap_err();
    assert!(matches!(cut, CallError::Read { error: ReadError::Damaged { coding: "gzip", .. }, .. }), "{cut}");
    let other = call(&client(service_tests::Answering(answer("br, gzip", b"")))).await.unwrap_err();
    assert!(matches!(other, CallError::Read { error: ReadError::Empty, .. }), "{other}");
    let other = call(&client(service_tests::Answering(answer("br", b"x")))).await.unwrap_err();
    assert!(matches!(other, CallError::Read { error: ReadError::ContentEncoding(_), .. }), "{other}");
}

fn fine() -> Response<Bytes> {
    http_response(200, "text/xml", load("own/get-im-item-list-response.xml"))
}

/// Answers in turn; the last answer is that of all further calls.
fn in_turn(answers: Vec<Response<Bytes>>) -> impl Transport<Error = Infallible> {
    let next = AtomicUsize::new(0);
    move |_: Request<Bytes>| {
        let index = next.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
        std::future::ready(Ok(answers[index].clone()))
    }
}

/// Calls that are made again without a pause, which are written down instead.
fn retries(pauses: &Arc<Mutex<Vec<Duration>>>) -> Retries {
    let pauses = Arc::clone(pauses);
    Retries::new(3, move |duration| {
        pauses.lock().unwrap().push(duration);
        std::future::ready(())
    })
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again() {
    let busy = load("own/get-im-item-list-fault.xml");
    let busy = || http_response(500, "text/xml", busy.clone());
    let pauses = Arc::default();
    let client = client(in_turn(vec![busy(), http_response(503, "text/html", "later"), fine()]));
    let client = client.with_retries(retries(&pauses).on_fault(|fault: &Fault| fault.back_off()));
    call(&client).await.unwrap();
    assert_eq!(client.transport().count(), 3);
    let pauses = pauses.lock().unwrap();
    let hint = pauses[0].as_millis();
    assert!(hint >= 1000 && pauses.len() == 2, "{pauses:?}");
}

#[tokio::test]
async fn the_last_error_is_the_outcome_and_others_are_not_repeated() {
    let pauses = Arc::default();
    let busy = client(in_turn(vec![http_response(503, "text/html", "later")])).with_retries(retries(&pauses));
    assert_eq!(call(&busy).await.unwrap_err().status().unwrap().as_u16(), 503);
    assert_eq!(busy.transport().count(), 3);
    let lost = client(in_turn(vec![http_response(502, "text/html", "lost"), fine()])).with_retries(retries(&pauses));
    assert_eq!(call(&lost).await.unwrap_err().status().unwrap().as_u16(), 502);
    let safe = retries(&pauses).safe(|operation| operation.name.starts_with("Get"));
    let safe = client(in_turn(vec![http_response(502, "text/html", "lost"), fine()])).with_retries(safe);
    call(&safe).await.unwrap();
}

#[tokio::test]
async fn no_more_calls_at_once_than_there_are_turns() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (current, highest) = (Arc::clone(&now), Arc::clone(&most));
    let transport = move |_: Request<Bytes>| {
        let (current, highest) = (Arc::clone(&current), Arc::clone(&highest));
        async move {
            highest.fetch_max(current.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            tokio::time::sleep(Duration::from_millis(2)).await;
            current.fetch_sub(1, Ordering::SeqCst);
            Ok::<_, Infallible>(fine())
        }
    };
    let client = Client::new(transport, ENDPOINT).unwrap().with_concurrency(3);
    let calls: Vec<_> = (0..20)
        .map(|_| client.clone())
        .map(|client| tokio::spawn(async move { call(&client).await.is_ok() }))
        .collect();
    for call in calls {
        assert!(call.await.unwrap());
    }
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

fn moved(status: u16, location: &str) -> Response<Bytes> {
    let mut response = http_response(status, "text/html", "moved");
    response.headers_mut().insert(header::LOCATION, location.parse().unwrap());
    response
}

#[tokio::test]
async fn redirections_are_followed_to_the_same_host_alone() {
    let own = format!("{ENDPOINT}/moved");
    let client_of = |answers| client(in_turn(answers)).with_authentication(Basic::new("kim", "secret"));
    let followed = client_of(vec![moved(302, &own), moved(307, "/again"), fine()]).with_redirects(Redirects::new(2));
    call(&followed).await.unwrap();
    let last = followed.transport().last();
    assert_eq!((last.uri().path(), last.method().as_str()), ("/again", "POST"));
    assert!(last.headers().contains_key(header::AUTHORIZATION));
    for elsewhere in ["https://evil.example/", "http://ucs.example.com/EWS/Exchange.asmx"] {
        let refused = client_of(vec![moved(302, elsewhere), fine()]).with_redirects(Redirects::new(2));
        let error = call(&refused).await.unwrap_err();
        assert_eq!(refused.transport().count(), 1);
        assert!(error.to_string().contains(elsewhere), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
    let named = Redirects::new(2).to_host("other.example");
    let named = client_of(vec![moved(302, "https://other.example/x"), fine()]).with_redirects(named);
    call(&named).await.unwrap();
    let unasked = client_of(vec![moved(302, &own), fine()]);
    assert_eq!(call(&unasked).await.unwrap_err().status().unwrap().as_u16(), 302);
}

#[tokio::test]
async fn one_type_holds_any_implementor() {
    let services: Vec<DynExchangeServicePortType<Fault>> =
        vec![DynExchangeServicePortType::new(Long(1)), DynExchangeServicePortType::new(Long(2))];
    for (service, length) in services.into_iter().zip(1..) {
        let caller = DynExchangeServicePortType::new(client(Server::new(service.clone())));
        let reply = caller.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await.unwrap();
        assert_eq!(reply.body.message_text.unwrap().len(), length);
        let reply = service.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await.unwrap();
        assert_eq!(reply.body.message_text.unwrap().len(), length);
    }
}

/// Methods in the wrapped style, and operations that declare faults or have headers of their own.
#[tokio::test]
async fn every_form_of_method_is_that_of_the_object() {
    struct Oracle;
    impl wsdl_faults::Oracle for Oracle {
        type Error = Fault;
    }
    struct Shop;
    impl config_unwrap::Shop for Shop {
        type Error = Fault;
    }
    let oracle = wsdl_faults::DynOracle::new(Oracle);
    let asked = wsdl_faults::Oracle::ask(
        &oracle,
        wsdl_faults::wsdl_faults::Ask::new("?"),
        wsdl_faults::RequestHeaders::default(),
    )
    .await;
    assert!(matches!(asked, Err(wsdl_faults::AskError::Other(fault)) if fault.is_unsupported()));
    let reset =
        config_unwrap::Shop::reset(&config_unwrap::DynShop::new(Shop), config_unwrap::NoRequestHeaders::default())
            .await;
    assert!(reset.unwrap_err().is_unsupported());
}
