//! reqwest and axum over a socket: once, and not for longer than a few seconds.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use ms_oxwscos::http::server::TowerTransport;
use ms_oxwscos::http::types::Request;
use ms_oxwscos::http::{Bytes, CallError, ReadError, Transport as _, wait};
use ms_oxwscos::soap::Version;
use ms_oxwscos::{Client, Document, ExchangeServicePortType as _, RequestHeaders, Server};
use service_tests::{Recorded, recorded_body};

async fn listening(max_request_bytes: usize) -> String {
    let (answer, _) = recorded_body("own/get-im-items-response.xml");
    let server = Server::new(Recorded::new().answering("GetImItems", answer)).with_max_request_bytes(max_request_bytes);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = server.into_router("/EWS/Exchange.asmx");
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}/EWS/Exchange.asmx")
}

async fn in_time<T>(test: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), test).await.unwrap()
}

fn http_client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

#[tokio::test]
async fn calls_over_a_socket() {
    in_time(async {
        let url = listening(4 << 20).await;
        let (answer, _) = recorded_body("own/get-im-items-response.xml");
        for version in [Version::V1_1, Version::V1_2] {
            let client = Client::new(http_client(), url.as_str()).unwrap().with_version(version);
            let (Document::GetImItems(request), headers) = recorded_body("own/get-im-items-request.xml") else {
                panic!()
            };
            let reply = client.get_im_items(*request, headers).await.unwrap();
            let written = Document::GetImItemsResponse(Box::new(reply.body)).to_xml().unwrap();
            assert!(written == answer.to_xml().unwrap());
            let error = client.get_im_item_list(Default::default(), RequestHeaders::default()).await.unwrap_err();
            assert_eq!(error.status().unwrap().as_u16(), 501);
            assert!(error.fault().is_some());
        }
    })
    .await;
}

/// A thread without a runtime, over ureq.
#[tokio::test]
async fn calls_without_a_runtime() {
    in_time(async {
        let url = listening(4 << 20).await;
        let called = tokio::task::spawn_blocking(move || {
            let agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(10))).build().new_agent();
            let client = Client::new(agent, url.as_str()).unwrap();
            let (Document::GetImItems(request), headers) = recorded_body("own/get-im-items-request.xml") else {
                panic!()
            };
            wait(client.get_im_items((*request).clone(), headers.clone())).unwrap();
            let error = wait(client.get_im_item_list(Default::default(), RequestHeaders::default())).unwrap_err();
            assert!(error.fault().is_some() && error.status().unwrap().as_u16() == 501);
            let short = client.with_max_response_bytes(100);
            let error = wait(short.get_im_items(*request, headers)).unwrap_err();
            assert!(matches!(error, CallError::Read { error: ReadError::TooLarge { limit: 100 }, .. }), "{error}");
        });
        called.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn many_calls_at_once() {
    in_time(async {
        let url = listening(4 << 20).await;
        let client = Client::new(http_client(), url.as_str()).unwrap();
        let (Document::GetImItems(request), headers) = recorded_body("own/get-im-items-request.xml") else { panic!() };
        let calls: Vec<_> = (0..64)
            .map(|_| {
                let (client, request, headers) = (client.clone(), request.clone(), headers.clone());
                tokio::spawn(async move { client.get_im_items(*request, headers).await.is_ok() })
            })
            .collect();
        for call in calls {
            assert!(call.await.unwrap());
        }
    })
    .await;
}

#[tokio::test]
async fn limits_hold_on_both_sides() {
    in_time(async {
        let url = listening(300).await;
        let client = Client::new(http_client(), url.as_str()).unwrap();
        let (Document::GetImItems(request), headers) = recorded_body("own/get-im-items-request.xml") else { panic!() };
        let error = client.get_im_items((*request).clone(), headers.clone()).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 413, "{error}");
        assert!(error.fault().is_some());

        let url = listening(4 << 20).await;
        let client = Client::new(http_client(), url.as_str()).unwrap().with_max_response_bytes(1000);
        let error = client.get_im_items(*request, headers).await.unwrap_err();
        let CallError::Read { error: ReadError::TooLarge { limit: 1000 }, response, .. } = error else {
            panic!("{error:?}")
        };
        assert!(response.body.len() > 1000);
    })
    .await;
}

#[tokio::test]
async fn nobody_listening_is_a_transport_error() {
    in_time(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        drop(listener);
        let client = Client::new(http_client(), url.as_str()).unwrap();
        let error = client.get_im_item_list(Default::default(), RequestHeaders::default()).await.unwrap_err();
        assert!(matches!(&error, CallError::Transport { error: inner, .. } if inner.is_connect()), "{error:?}");
    })
    .await;
}

#[tokio::test]
async fn an_https_url_without_tls_says_which_feature_is_missing() {
    in_time(async {
        let client = Client::new(http_client(), "https://127.0.0.1:1/").unwrap();
        let error = client.get_im_item_list(Default::default(), RequestHeaders::default()).await.unwrap_err();
        let said = error.to_string();
        assert!(
            said.starts_with("GetImItemList: the call failed: ") && said.contains("this reqwest has no TLS"),
            "{said}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_router_in_this_process_is_a_transport() {
    let (answer, _) = recorded_body("own/get-im-items-response.xml");
    let server = Server::new(Recorded::new().answering("GetImItems", answer));
    let router = axum::Router::new()
        .route("/health", axum::routing::get(async || "fine"))
        .nest("/EWS", server.into_router("/Exchange.asmx"));
    let client = Client::new(TowerTransport(router.clone()), "http://h/EWS/Exchange.asmx").unwrap();
    let (Document::GetImItems(request), headers) = recorded_body("own/get-im-items-request.xml") else { panic!() };
    assert!(client.get_im_items(*request, headers).await.is_ok());
    let request = Request::builder().uri("/EWS/Exchange.asmx?wsdl").header("host", "h:1").body(Bytes::new()).unwrap();
    let wsdl = TowerTransport(router).call(request).await.unwrap();
    let text = std::str::from_utf8(wsdl.body()).unwrap();
    assert!(text.contains("location=\"http://h:1/EWS/Exchange.asmx\""), "nested routers know their whole path");
}
