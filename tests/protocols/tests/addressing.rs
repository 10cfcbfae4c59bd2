//! WS-Addressing, client and server: properties there and back, correlation, and each fault of the specification.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;

use case_tests::wsdl_addressing::{Oracle, Outcome, RequestHeaders, operations};
use ms_oxwscos::http::addressing::{Addressing, AddressingVersion, EndpointReference, MessageProperties};
use ms_oxwscos::http::server::Server;
use ms_oxwscos::http::types::{Method, Request, Response, StatusCode};
use ms_oxwscos::http::{Bytes, CallError, Client, ReadError, Transport};
use ms_oxwscos::soap::{Block, Fault, Version};
use ms_oxwscos::{AnyElement, ExchangeServicePortType};
use service_tests::{Capture, ENDPOINT, Recorded};

const VERSIONS: [AddressingVersion; 2] = [AddressingVersion::V1_0, AddressingVersion::August2004];
const NS: &str = "http://www.w3.org/2005/08/addressing";

/// Answers with what it was told of its message.
struct Delphi(Option<MessageProperties>);

impl Oracle for Delphi {
    type Error = Fault;

    async fn ask(&self, question: String, _: RequestHeaders) -> Outcome<String, Fault> {
        if question == "fault" {
            return Err(Fault::client("no answer"));
        }
        let properties = self.0.as_ref();
        Ok(properties.map_or("none".to_owned(), |properties| properties.action.clone()).into())
    }

    async fn tell(&self, _: String, _: RequestHeaders) -> Outcome<String, Fault> {
        Ok("told".to_owned().into())
    }

    async fn forget(&self, _: String, _: RequestHeaders) -> Outcome<(), Fault> {
        Ok(().into())
    }
}

fn server(addressing: Addressing) -> impl Transport<Error = Infallible> {
    Server::<operations::PortType, _>::per_message(|request, _: &[Block]| {
        Ok(Delphi(request.extensions.get::<MessageProperties>().cloned()))
    })
    .with_handler(addressing)
}

fn client<T: Transport>(transport: T) -> Client<Capture<T>> {
    Client::new(Capture::around(transport), ENDPOINT).unwrap()
}

fn sent<T: Transport>(client: &Client<Capture<T>>) -> String {
    plain(client.transport().last().body())
}

/// A message without the declarations of `wsa`.
fn plain(message: &Bytes) -> String {
    String::from_utf8_lossy(message).replace(&format!(" xmlns:wsa=\"{NS}\""), "")
}

fn text(blocks: &[Block], name: &str) -> Option<String> {
    blocks.iter().find(|block| block.element.name == name).map(|block| block.element.text())
}

#[tokio::test]
async fn what_the_contract_requires_needs_no_word() {
    let client = client(server(Addressing::new().required()));
    let asked = client.ask("?".to_owned(), RequestHeaders {}).await.unwrap();
    assert_eq!(asked.body, "urn:example:question");
    assert_eq!(text(&asked.blocks, "Action").unwrap(), "urn:example:answer");
    let request = sent(&client);
    let id = request.split("MessageID>").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    assert_eq!(text(&asked.blocks, "RelatesTo").unwrap(), id);
    assert!(id.starts_with("urn:uuid:") && request.contains(&format!("<wsa:To>{ENDPOINT}</wsa:To>")), "{request}");
    let told = client.tell("!".to_owned(), RequestHeaders {}).await.unwrap();
    assert!(sent(&client).contains("<wsa:Action>urn:example:tell</wsa:Action>"));
    assert_eq!(text(&told.blocks, "Action").unwrap(), "urn:example:wsdl-addressing:Oracle:Told");
    client.forget(String::new(), RequestHeaders {}).await.unwrap();
    assert!(sent(&client).contains("<wsa:Action>urn:example:wsdl-addressing:Oracle:Forget</wsa:Action>"));
}

#[tokio::test]
async fn by_choice_in_either_version_of_either() {
    for (addressing, soap) in VERSIONS.into_iter().flat_map(|a| [Version::V1_1, Version::V1_2].map(|soap| (a, soap))) {
        let client = client(server(Addressing::new().required())).with_version(soap);
        let client = client.with_addressing(Addressing::new().required().with_version(addressing));
        let asked = client.ask("?".to_owned(), RequestHeaders {}).await.unwrap();
        assert!(
            asked.blocks.iter().all(|block| block.element.namespace == addressing.namespace()),
            "{:?}",
            asked.blocks
        );
        assert_eq!(asked.blocks.len(), 3);
    }
}

#[tokio::test]
async fn a_contract_that_says_nothing_is_addressed_by_its_soap_actions() {
    let server = Server::<ms_oxwscos::operations::PortType, _>::new(Recorded::new()).with_handler(Addressing::new());
    let plain = client(server);
    let call = |client: Client<Capture<_>>| async move {
        let headers = ms_oxwscos::RequestHeaders::default();
        drop(client.get_im_item_list(ms_oxwscos::messages::GetImItemListType::default(), headers).await);
        sent(&client)
    };
    assert!(!call(plain.clone()).await.contains("MessageID"));
    let action = ms_oxwscos::operations::GET_IM_ITEM_LIST.soap_action;
    let addressed = call(plain.with_addressing(Addressing::new())).await;
    assert!(addressed.contains(&format!("<wsa:Action>{action}</wsa:Action>")), "{addressed}");
}

#[tokio::test]
async fn an_endpoint_is_reached_with_its_parameters() {
    let parameter = AnyElement::new("urn:p", "Room").with_text("7");
    let endpoint =
        EndpointReference { reference_parameters: vec![parameter], ..EndpointReference::new("urn:example:delphi") };
    let to = client(server(Addressing::new()))
        .with_addressing(Addressing::new().with_to(endpoint.clone()).with_from(endpoint));
    to.ask("?".to_owned(), RequestHeaders {}).await.unwrap();
    let request = sent(&to);
    assert!(request.contains("<wsa:To>urn:example:delphi</wsa:To>"), "{request}");
    assert!(request.contains("IsReferenceParameter=\"true\">7</"), "{request}");
}

#[tokio::test]
async fn parameters_that_would_be_properties_are_neither_taken_nor_sent() {
    let soap = [Version::V1_1, Version::V1_2].map(Version::namespace);
    for (namespace, name) in [(NS, "Action"), (OLD, "To"), (NS, "Anything"), (soap[0], "Body"), (soap[1], "Header")] {
        let parameter = format!("<p:{name} xmlns:p='{namespace}'>evil</p:{name}><q:Room xmlns:q='urn:p'>7</q:Room>");
        for version in VERSIONS {
            let (ns, anonymous) = (version.namespace(), version.anonymous());
            for target in ["ReplyTo", "FaultTo"] {
                let reference = format!(
                    "<w:{target}><w:Address>{anonymous}</w:Address>\
                     <w:ReferenceParameters>{parameter}</w:ReferenceParameters></w:{target}>"
                );
                let xml = format!(
                    "<e:Envelope xmlns:e='{}' xmlns:w='{ns}'><e:Header><w:Action>urn:example:question</w:Action>\
                     <w:MessageID>urn:uuid:1</w:MessageID>{reference}</e:Header>\
                     <e:Body><Ask xmlns='urn:example:wsdl-addressing'>?</Ask></e:Body></e:Envelope>",
                    soap[0]
                );
                let request = Request::builder().method(Method::POST).uri(ENDPOINT).header("content-type", "text/xml");
                let response = server(Addressing::new()).call(request.body(Bytes::from(xml)).unwrap()).await.unwrap();
                let answer = String::from_utf8_lossy(response.body()).into_owned();
                assert_eq!(response.status(), 500, "{answer}");
                assert!(answer.contains("InvalidEPR") && !answer.contains("evil"), "{answer}");
                assert!(answer.contains("Room"), "{answer}");
                assert_eq!(answer.matches("wsa:Action").count(), 2, "{answer}");
            }
        }
        let parameter = AnyElement::new(namespace, name);
        let endpoint = EndpointReference { reference_parameters: vec![parameter], ..EndpointReference::new("urn:x") };
        let client = client(server(Addressing::new())).with_addressing(Addressing::new().with_to(endpoint));
        let error = client.ask("?".to_owned(), RequestHeaders {}).await.unwrap_err();
        assert!(error.to_string().contains("cannot be a reference parameter of the endpoint"), "{error}");
    }
}

const REPLY: &str = "<Reply xmlns='urn:example:wsdl-addressing'>r</Reply>";
const FAULT: &str = "<e:Fault><faultcode>e:Server</faultcode><faultstring>f</faultstring></e:Fault>";

/// A client whom everything is answered with these header blocks and this body.
fn answering(blocks: &str, body: &str) -> Client<impl Transport<Error = Infallible> + use<>> {
    let body = Bytes::from(format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:a='{NS}'><e:Header>{blocks}</e:Header>\
         <e:Body>{body}</e:Body></e:Envelope>"
    ));
    let transport = move |_: Request<Bytes>| std::future::ready(Ok(Response::new(body.clone())));
    Client::new(transport, ENDPOINT).unwrap()
}

fn relating_to(id: &str) -> String {
    format!("<a:RelatesTo>{id}</a:RelatesTo>")
}

/// A response with this in the place of the identifier that it relates to.
async fn related_to(relates_to: &str, addressing: Addressing) -> Result<String, CallError<Infallible>> {
    let blocks = if relates_to.is_empty() { String::new() } else { relating_to(relates_to) };
    let client = answering(&blocks, REPLY).with_addressing(addressing);
    client.ask("?".to_owned(), RequestHeaders {}).await.map(|reply| reply.body)
}

#[tokio::test]
async fn a_response_to_another_request_is_not_accepted() {
    let error = related_to("urn:uuid:other", Addressing::new()).await.unwrap_err();
    assert!(matches!(error, CallError::Handler { response: Some(_), .. }));
    assert!(error.to_string().contains("relates to the message urn:uuid:other"), "{error}");
    assert_eq!(related_to("", Addressing::new()).await.unwrap(), "r");
    let error = related_to("", Addressing::new().required()).await.unwrap_err();
    assert!(error.to_string().contains("does not say that it relates"), "{error}");
}

const OLD: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing";

#[tokio::test]
async fn a_version_does_not_stand_in_front_of_another() {
    let old = |name: &str, text: &str| format!("<o:{name} xmlns:o='{OLD}'>{text}</o:{name}>");
    let [before, behind] = [
        old("Action", "urn:example:answer") + &relating_to("urn:uuid:other"),
        relating_to("urn:uuid:other") + &old("Action", "urn:example:answer"),
    ];
    let elsewhere = "e:actor='urn:gate'";
    for (blocks, words) in [
        (before.as_str(), "two versions of WS-Addressing"),
        (behind.as_str(), "two versions of WS-Addressing"),
        (&before.replace("xmlns:o=", &format!("{elsewhere} xmlns:o=")), "relates to the message urn:uuid:other"),
        (&old("Action", "urn:example:answer"), "is addressed by"),
        (&(old("Note", "not a property") + &relating_to("urn:uuid:other")), "relates to the message urn:uuid:other"),
    ] {
        for body in [REPLY, FAULT] {
            let error = answering(blocks, body).ask("?".to_owned(), RequestHeaders {}).await.unwrap_err();
            assert!(matches!(error, CallError::Handler { .. }), "{blocks}: {error:?}");
            assert!(error.to_string().contains(words), "{blocks}: {error}");
        }
    }
    let new = "<a:Action>urn:example:question</a:Action><a:MessageID>urn:uuid:1</a:MessageID>";
    for blocks in [old("Action", "urn:example:question") + new, new.to_owned() + &old("MessageID", "urn:uuid:2")] {
        let (status, code) = answered(&blocks, "Ask").await;
        assert!(status.as_u16() == 500 && code.contains("wsa:InvalidAddressingHeader"), "{blocks}: {code}");
    }
}

#[tokio::test]
async fn a_fault_of_another_request_is_not_accepted() {
    let asked = |blocks: &str, addressing: Addressing| {
        let client = answering(blocks, FAULT).with_addressing(addressing);
        async move { client.ask("?".to_owned(), RequestHeaders {}).await.unwrap_err() }
    };
    let error = asked(&relating_to("urn:uuid:other"), Addressing::new()).await;
    assert!(matches!(error, CallError::Handler { response: Some(_), .. }), "{error:?}");
    assert!(error.to_string().contains("relates to the message urn:uuid:other"), "{error}");
    let unrelated = format!("<a:Action>{NS}/fault</a:Action>");
    assert_eq!(asked(&unrelated, Addressing::new()).await.fault().unwrap().reason(), "f");
    let error = asked(&unrelated, Addressing::new().required()).await;
    assert!(error.to_string().contains("does not say that it relates"), "{error}");
    let bare = asked("", Addressing::new().required()).await;
    assert_eq!(bare.fault().unwrap().reason(), "f", "a gateway knows nothing of addressing");
}

#[tokio::test]
async fn what_has_no_response_has_header_blocks() {
    let forgotten = |blocks: &str, body: &str, addressing: Addressing| {
        let client = answering(blocks, body).with_addressing(addressing);
        async move { client.forget(String::new(), RequestHeaders {}).await.map(|reply| reply.blocks.len()) }
    };
    for body in ["", REPLY] {
        let error = forgotten(&relating_to("urn:uuid:other"), body, Addressing::new()).await.unwrap_err();
        assert!(matches!(error, CallError::Handler { response: Some(_), .. }), "{error:?}");
        let error = forgotten("", body, Addressing::new().required()).await.unwrap_err();
        assert!(error.to_string().contains("does not say that it relates"), "{error}");
        let error = forgotten("<a:Lock e:mustUnderstand='1'/>", body, Addressing::new()).await.unwrap_err();
        assert!(matches!(error, CallError::Read { error: ReadError::NotUnderstood(_), .. }), "{error:?}");
        assert_eq!(forgotten("<a:Note/>", body, Addressing::new()).await.unwrap(), 1);
    }
}

/// What the server answers to `Ask` with these header blocks: the status, and the most particular fault code.
async fn answered(blocks: &str, body: &str) -> (StatusCode, String) {
    let xml = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:a='{NS}'><e:Header>{blocks}</e:Header>\
         <e:Body><{body} xmlns='urn:example:wsdl-addressing'>?</{body}></e:Body></e:Envelope>"
    );
    let request = Request::builder().method(Method::POST).uri(ENDPOINT).header("content-type", "text/xml");
    let response = server(Addressing::new().required()).call(request.body(Bytes::from(xml)).unwrap()).await.unwrap();
    let status = response.status();
    let text = plain(response.body());
    let code = text.split("<faultcode>").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or(&text).to_owned();
    (status, code)
}

#[tokio::test]
async fn each_fault_of_the_specification() {
    let action = "<a:Action>urn:example:question</a:Action>";
    let id = "<a:MessageID>urn:uuid:1</a:MessageID>";
    let reply_to = |address: &str| format!("<a:ReplyTo><a:Address>{address}</a:Address></a:ReplyTo>");
    let cases = [
        (String::new(), "wsa:MessageAddressingHeaderRequired"),
        (id.to_owned(), "wsa:MessageAddressingHeaderRequired"),
        (action.to_owned(), "wsa:MessageAddressingHeaderRequired"),
        (format!("{action}{action}{id}"), "wsa:InvalidCardinality"),
        (format!("{id}<a:Action>urn:example:other</a:Action>"), "wsa:ActionNotSupported"),
        (format!("{action}{id}<a:ReplyTo/>"), "wsa:MissingAddressInEPR"),
        (format!("{action}{id}{}", reply_to("https://elsewhere.example")), "wsa:OnlyAnonymousAddressSupported"),
    ];
    for (blocks, code) in cases {
        assert_eq!(answered(&blocks, "Ask").await.1, code, "{blocks}");
    }
    let fine = format!("{action}{id}{}", reply_to(&format!("{NS}/anonymous")));
    assert_eq!(answered(&fine, "Ask").await.0, StatusCode::OK);
    let unanswered = format!("{action}{id}{}", reply_to(&format!("{NS}/none")));
    assert_eq!(answered(&unanswered, "Ask").await, (StatusCode::ACCEPTED, String::new()));
    let soap_action = format!("<a:Action>urn:example:ask</a:Action>{id}");
    assert_eq!(answered(&soap_action, "Ask").await.0, StatusCode::OK, "the SOAPAction is an action as well");
}

#[tokio::test]
async fn a_fault_relates_to_its_request() {
    let client = client(server(Addressing::new()));
    let error = client.ask("fault".to_owned(), RequestHeaders {}).await.unwrap_err();
    let body = plain(error.body().unwrap());
    assert!(body.contains("addressing/fault</wsa:Action>") && body.contains("<wsa:RelatesTo>urn:uuid:"), "{body}");
}
