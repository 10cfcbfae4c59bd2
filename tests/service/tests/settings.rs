//! What clients and servers are told once: HTTP headers, credentials, who serves whom.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use ms_oxwscos::http::server::Rejection;
use ms_oxwscos::http::types::{Request, Response, StatusCode};
use ms_oxwscos::http::{Authenticate, Basic, Bearer, BoxError, Bytes, CallError, Transport};
use ms_oxwscos::messages::{GetImItemListResponseMessageType, GetImItemListType};
use ms_oxwscos::soap::{Envelope, Fault, HeaderContent};
use ms_oxwscos::types::{MailboxCultureType, ResponseClassType};
use ms_oxwscos::{AnyElement, Client, Document, ExchangeServicePortType, Outcome, RequestHeaders, Server};
use service_tests::{Answering, Capture, ENDPOINT, http_response};
use spec_tests::messages::load;

async fn call<T: Transport>(client: &Client<T>) -> Result<String, CallError<T::Error>> {
    let reply = client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await?;
    Ok(reply.body.message_text.unwrap_or_default())
}

fn recorded() -> Capture<Answering> {
    Capture::around(Answering(http_response(200, "text/xml", load("own/get-im-item-list-response.xml"))))
}

fn header(request: &Request<Bytes>, name: &str) -> String {
    request.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned()
}

#[tokio::test]
async fn headers_of_a_client_and_of_a_call() {
    let client = Client::new(recorded(), ENDPOINT).unwrap().with_header("User-Agent", "probe/1").unwrap();
    let anchored = client.with_header("X-AnchorMailbox", "kim@example.com").unwrap();
    call(&anchored).await.unwrap();
    let sent = client.transport().last();
    assert_eq!(
        (header(&sent, "x-anchormailbox"), header(&sent, "user-agent")),
        ("kim@example.com".into(), "probe/1".into())
    );
    call(&client).await.unwrap();
    assert_eq!(header(&client.transport().last(), "x-anchormailbox"), "");
    assert!(client.with_header("X Y", "z").is_err() && client.with_header("x", "a\nb").is_err());
    assert!(Client::new(recorded(), "not a uri").is_err() && Client::new(recorded(), "/path").is_err());
}

/// Blocks that the contract does not bind go out behind those that it does, and come in by the hook.
#[tokio::test]
async fn soap_headers_of_other_namespaces() {
    let answer = load("own/get-im-item-list-response.xml");
    let answer =
        answer.replacen("<s:Header>", "<s:Header><c:Trace xmlns:c='urn:c' s:mustUnderstand='0'>7</c:Trace>", 1);
    assert!(answer.contains("c:Trace"));
    let transport = Capture::around(Answering(http_response(200, "text/xml", answer)));
    let told: Arc<Mutex<Vec<String>>> = Arc::default();
    let sink = Arc::clone(&told);
    let client = Client::new(transport, ENDPOINT)
        .unwrap()
        .with_soap_header(AnyElement::new("urn:c", "Trace").with_text("6 & 7"))
        .on_unbound_headers(move |operation, blocks| {
            let elements = blocks.iter().map(|block| &block.element);
            let blocks = elements.map(|it| format!("{operation} {{{}}}{} {}", it.namespace, it.name, it.text()));
            sink.lock().unwrap().extend(blocks);
        });
    let headers = RequestHeaders::default().with_mailbox_culture(MailboxCultureType::new("en-US"));
    let reply = client.get_im_item_list(GetImItemListType::default(), headers).await.unwrap();
    assert!(reply.headers.server_version_info.is_some());
    assert_eq!(*told.lock().unwrap(), ["GetImItemList {urn:c}Trace 7"]);
    let sent = client.transport().last();
    let sent = Envelope::<Document>::from_bytes(sent.body()).unwrap();
    assert_eq!(sent.headers.len(), 2);
    assert!(matches!(&sent.headers[1].content, HeaderContent::Other(block) if block.text() == "6 & 7"), "{sent:?}");
}

#[tokio::test]
async fn credentials_are_put_on_every_request() {
    let client = Client::new(recorded(), ENDPOINT).unwrap();
    call(&client.with_authentication(Basic::new("kim", "secret"))).await.unwrap();
    assert_eq!(header(&client.transport().last(), "authorization"), "Basic a2ltOnNlY3JldA==");
    call(&client.with_authentication(Bearer("token".to_owned()))).await.unwrap();
    assert_eq!(header(&client.transport().last(), "authorization"), "Bearer token");
    let signing = |request: &mut Request<Bytes>| -> Result<(), BoxError> {
        let length = request.body().len().to_string();
        request.headers_mut().insert("x-signed-bytes", length.parse()?);
        Ok(())
    };
    call(&client.with_authentication(signing)).await.unwrap();
    let sent = client.transport().last();
    assert_eq!(header(&sent, "x-signed-bytes"), sent.body().len().to_string());
}

#[tokio::test]
async fn a_token_that_is_fetched_or_is_not_to_be_had() {
    struct Expired;
    impl Authenticate for Expired {
        fn authenticate<'a>(
            &'a self,
            _: &'a mut Request<Bytes>,
        ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>> {
            Box::pin(async {
                tokio::task::yield_now().await;
                Err("no token".into())
            })
        }
    }
    let error = call(&Client::new(recorded(), ENDPOINT).unwrap().with_authentication(Expired)).await.unwrap_err();
    assert!(matches!(error, CallError::Authentication { .. }), "{error:?}");
    assert_eq!(error.to_string(), "GetImItemList: the request could not be authenticated: no token");
}

#[tokio::test]
async fn closures_are_transports_and_their_errors_are_kept() {
    let down = |_: Request<Bytes>| async { Err::<Response<Bytes>, _>(std::io::Error::other("no route")) };
    let error = call(&Client::new(down, ENDPOINT).unwrap()).await.unwrap_err();
    let CallError::Transport { error: inner, .. } = &error else { panic!("{error:?}") };
    assert_eq!(
        (inner.kind(), error.to_string().as_str()),
        (std::io::ErrorKind::Other, "GetImItemList: the call failed: no route")
    );
    assert!(std::error::Error::source(&error).is_none(), "its text is in the error's own");
}

#[tokio::test]
async fn what_cannot_be_written_is_not_sent() {
    let client = Client::new(recorded(), ENDPOINT).unwrap();
    let name = ms_oxwscos::types::NonEmptyStringType::new("a\u{0}b").unwrap();
    let error = client.add_im_group(ms_oxwscos::messages::AddImGroupType::new(name), RequestHeaders::default()).await;
    assert!(matches!(error, Err(CallError::Write { .. })));
}

/// Says who asks.
struct Mailbox(String);

impl ExchangeServicePortType for Mailbox {
    type Error = Fault;

    async fn get_im_item_list(
        &self,
        _: GetImItemListType,
        headers: RequestHeaders,
    ) -> Outcome<GetImItemListResponseMessageType, Fault> {
        let mut response = GetImItemListResponseMessageType::new(ResponseClassType::Success);
        response.message_text = Some(format!("{} {}", self.0, headers.exchange_impersonation.is_some()));
        Ok(response.into())
    }
}

#[tokio::test]
async fn a_service_for_each_user() {
    let server = Server::per_request(|parts| match Basic::of(&parts.headers) {
        Some(Basic { user, password }) if password == "secret" => Ok(Mailbox(user)),
        _ => Err(Rejection::unauthorized("Basic realm=\"ucs\"")),
    });
    let client = Client::new(server, ENDPOINT).unwrap();
    for user in ["kim", "lee"] {
        let answer = call(&client.with_authentication(Basic::new(user, "secret"))).await.unwrap();
        assert_eq!(answer, format!("{user} false"));
    }
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(error.response().unwrap().headers["www-authenticate"], "Basic realm=\"ucs\"");
}
