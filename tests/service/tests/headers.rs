//! Headers of operations that bind different ones, there and back, in both versions of SOAP.
#![allow(clippy::unwrap_used)]

use case_tests::wsdl_headers_of_operations::wsdl_headers_of_operations::Trace;
use case_tests::wsdl_headers_of_operations::{
    NoRequestHeaders, NoResponseHeaders, Oracle, Outcome, RequestHeaders, ResponseHeaders, TellRequestHeaders,
    TellResponseHeaders, operations,
};
use ms_oxwscos::Client;
use ms_oxwscos::http::server::Server;
use ms_oxwscos::http::types::{Method, Request};
use ms_oxwscos::http::{Bytes, Transport};
use ms_oxwscos::soap::{Fault, Reply, Version};
use service_tests::{Capture, ENDPOINT};

/// Answers with the headers that it was asked with.
struct Delphi;

impl Oracle for Delphi {
    type Error = Fault;

    async fn ask(&self, _: String, headers: RequestHeaders) -> Outcome<String, Fault> {
        Ok(Reply::new(format!("{headers:?}"), ResponseHeaders { server: headers.token }))
    }

    async fn tell(&self, _: String, headers: TellRequestHeaders) -> Outcome<String, Fault, TellResponseHeaders> {
        let headers = TellResponseHeaders { server: headers.token, cost: Some(7) };
        Ok(Reply::new("told".to_owned(), headers))
    }

    async fn ping(&self, _: String, _: NoRequestHeaders) -> Outcome<String, Fault, NoResponseHeaders> {
        Ok("pong".to_owned().into())
    }
}

fn server() -> Server<operations::PortType, ms_oxwscos::http::server::Shared<Delphi>> {
    Server::<operations::PortType, _>::new(Delphi)
}

fn token() -> Option<String> {
    Some("t".to_owned())
}

async fn body<T: Transport>(client: &Client<Capture<T>>) -> String {
    String::from_utf8(client.transport().last().into_body().to_vec()).unwrap()
}

#[tokio::test]
async fn each_operation_has_the_headers_that_it_binds() {
    for version in [Version::V1_1, Version::V1_2] {
        let client = Client::new(Capture::around(server()), ENDPOINT).unwrap().with_version(version);
        let told = client.tell(String::new(), TellRequestHeaders { token: token() }).await.unwrap();
        assert_eq!(told.headers, TellResponseHeaders { server: token(), cost: Some(7) });
        assert!(body(&client).await.contains("<s:Token>t</s:Token></soap:Header>"));
        let headers = RequestHeaders { token: token(), trace: Some(Trace::new(3)) };
        let asked = client.ask(String::new(), headers.clone()).await.unwrap();
        assert_eq!((asked.body, asked.headers.server), (format!("{headers:?}"), token()));
        assert_eq!(client.ping(String::new(), NoRequestHeaders {}).await.unwrap().headers, NoResponseHeaders {});
        assert!(!body(&client).await.contains("Header"));
    }
}

/// A call of `Tell` with these header blocks; what comes back.
async fn told(blocks: &str) -> String {
    let xml = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns='urn:example:wsdl-headers-of-operations'>\
         <e:Header>{blocks}</e:Header><e:Body><Tell/></e:Body></e:Envelope>"
    );
    let request = Request::builder().method(Method::POST).uri(ENDPOINT).header("content-type", "text/xml");
    let response = server().answer(request.body(Bytes::from(xml)).unwrap()).await;
    String::from_utf8(response.into_body().to_vec()).unwrap()
}

#[tokio::test]
async fn a_header_of_another_operation_is_not_understood_here() {
    assert!(told("<Token e:mustUnderstand='1'>t</Token><Trace Id='1'/>").await.contains("<s:Server>t</s:Server>"));
    let refused = told("<Trace Id='1' e:mustUnderstand='1'/>").await;
    assert!(refused.contains("MustUnderstand") && refused.contains("}Trace is not understood here"), "{refused}");
}

#[tokio::test]
async fn a_server_puts_headers_of_any_operation_on_its_answers() {
    let both = TellResponseHeaders { server: Some("s".to_owned()), cost: Some(1) };
    let client = Client::new(Capture::around(server().with_response_headers(both)), ENDPOINT).unwrap();
    let told = client.tell(String::new(), TellRequestHeaders { token: token() }).await.unwrap();
    assert_eq!(told.headers, TellResponseHeaders { server: token(), cost: Some(7) });
    let asked = client.ask(String::new(), RequestHeaders::default()).await.unwrap();
    assert_eq!(asked.headers.server.as_deref(), Some("s"));
}
