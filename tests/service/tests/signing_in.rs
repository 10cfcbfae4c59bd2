//! Credentials that are refused, and what callers are told of it. Servers here are functions.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use ms_oxwscos::http::types::{Request, Response};
use ms_oxwscos::http::{Basic, Bearer, BearerTokens, Bytes, CallError, Transport};
use ms_oxwscos::messages::GetImItemListType;
use ms_oxwscos::{Client, ExchangeServicePortType as _, RequestHeaders};
use service_tests::http_response;
use spec_tests::messages::load;

/// A server that takes one token; it remembers what came.
#[derive(Clone)]
struct Taking(Arc<Mutex<(&'static str, Vec<String>)>>);

impl Taking {
    fn new(token: &'static str) -> Self {
        Self(Arc::new(Mutex::new((token, Vec::new()))))
    }

    fn seen(&self) -> Vec<String> {
        self.0.lock().unwrap().1.clone()
    }
}

impl Transport for Taking {
    type Error = Infallible;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Infallible> {
        let token = Bearer::of(request.headers()).map(|bearer| bearer.0).unwrap_or_default();
        let mut state = self.0.lock().unwrap();
        state.1.push(token.clone());
        if token == state.0 {
            return Ok(http_response(200, "text/xml", load("own/get-im-item-list-response.xml")));
        }
        let mut refusal = http_response(401, "", "");
        let challenge = "Bearer realm=\"contoso\", error=\"invalid_token\"".parse().unwrap();
        refusal.headers_mut().insert("www-authenticate", challenge);
        refusal.headers_mut().append("www-authenticate", "Negotiate".parse().unwrap());
        Ok(refusal)
    }
}

/// Gives `token-0`, `token-1` and so on.
fn counting(asked: &Arc<AtomicUsize>) -> BearerTokens {
    let asked = Arc::clone(asked);
    BearerTokens::new(move || {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Ok(format!("token-{number}")))
    })
}

async fn call<T: Transport>(client: &Client<T>) -> Result<(), CallError<T::Error>> {
    client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await.map(drop)
}

#[tokio::test]
async fn a_token_is_used_until_it_is_refused_and_renewed_once() {
    let (server, asked) = (Taking::new("token-0"), Arc::new(AtomicUsize::new(0)));
    let client = Client::new(server.clone(), "https://ucs.example.com/").unwrap().with_authentication(counting(&asked));
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    assert_eq!((asked.load(Ordering::SeqCst), server.seen()), (1, vec!["token-0".to_owned(); 2]));
    server.0.lock().unwrap().0 = "token-1";
    call(&client).await.unwrap();
    assert_eq!((asked.load(Ordering::SeqCst), server.seen()[2..].join(" ")), (2, "token-0 token-1".to_owned()));
}

#[tokio::test]
async fn a_second_refusal_is_the_error_and_says_what_the_server_offers() {
    let (server, asked) = (Taking::new("another"), Arc::new(AtomicUsize::new(0)));
    let client = Client::new(server.clone(), "https://ucs.example.com/").unwrap().with_authentication(counting(&asked));
    let error = call(&client).await.unwrap_err();
    assert_eq!(server.seen(), ["token-0", "token-1"]);
    let expected = "GetImItemList: the server answered with the status 401 Unauthorized; to sign in it offers: Bearer (realm \"contoso\"), Negotiate";
    assert_eq!(error.to_string(), expected);
    let schemes: Vec<String> = error.challenges().into_iter().map(|challenge| challenge.scheme).collect();
    assert_eq!(schemes, ["Bearer", "Negotiate"]);
    assert!(!format!("{error:?} {client:?}").contains("token-"));
}

#[tokio::test]
async fn what_cannot_be_met_is_not_tried_again() {
    let server = Taking::new("another");
    let client = Client::new(server.clone(), "https://ucs.example.com/").unwrap();
    let client = client.with_authentication(Basic::new("kim", "a secret"));
    let error = call(&client).await.unwrap_err();
    assert_eq!(server.seen().len(), 1);
    assert!(error.to_string().ends_with("it offers: Bearer (realm \"contoso\"), Negotiate"), "{error}");
    assert!(!format!("{error:?} {error} {client:?}").contains("a secret"));
}

#[tokio::test]
async fn a_provider_that_fails_is_an_error_of_its_own() {
    let server = Taking::new("token");
    let tokens = BearerTokens::new(async || Err(io::Error::other("the identity provider is away").into()));
    let client = Client::new(server.clone(), "https://ucs.example.com/").unwrap().with_authentication(tokens);
    let error = call(&client).await.unwrap_err();
    assert!(matches!(error, CallError::Authentication { operation: "GetImItemList", .. }), "{error:?}");
    assert!(error.to_string().ends_with("the identity provider is away"), "{error}");
    assert_eq!(server.seen().len(), 0);
}
