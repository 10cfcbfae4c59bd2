//! Header blocks that an operation does not bind: sent and received on both sides, in both versions of SOAP, with what SOAP says of who has to
//! understand them.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ms_oxwscos::http::server::{PerMessage, Rejection, Server, ServiceFor};
use ms_oxwscos::http::types::request::Parts;
use ms_oxwscos::http::types::{Method, Request, StatusCode};
use ms_oxwscos::http::{Bytes, CallError, Client, ReadError, Transport};
use ms_oxwscos::messages::{GetImItemListResponseMessageType, GetImItemListType};
use ms_oxwscos::soap::{Block, Envelope, Fault, Reply, Role, Version};
use ms_oxwscos::types::{MailboxCultureType, ResponseClassType};
use ms_oxwscos::{AnyElement, Document, ExchangeServicePortType, Outcome, RequestHeaders, operations};
use service_tests::{Answering, Capture, ENDPOINT, http_response};

const VERSIONS: [Version; 2] = [Version::V1_1, Version::V1_2];

/// Answers with the blocks that its message came with.
struct Echo(Vec<Block>);

impl ExchangeServicePortType for Echo {
    type Error = Fault;

    async fn get_im_item_list(
        &self,
        _: GetImItemListType,
        _: RequestHeaders,
    ) -> Outcome<GetImItemListResponseMessageType, Fault> {
        let body = GetImItemListResponseMessageType::new(ResponseClassType::Success);
        Ok(Reply { blocks: self.0.clone(), ..body.into() })
    }
}

type Service = fn(&Parts, &[Block]) -> Result<Echo, Fault>;

fn server() -> Server<operations::PortType, PerMessage<Service>> {
    let service: Service = |_, blocks| match blocks.iter().any(|block| block.is("urn:t", "Refuse")) {
        true => Err(Fault::client("not with that")),
        false => Ok(Echo(blocks.to_vec())),
    };
    Server::per_message(service)
}

fn trace() -> Block {
    Block::from(AnyElement::new("urn:t", "Trace").with_text("7"))
}

fn client<T: Transport>(transport: T, version: Version) -> Client<Capture<T>> {
    Client::new(Capture::around(transport), ENDPOINT).unwrap().with_version(version)
}

async fn call<T: Transport>(
    client: &Client<T>,
) -> Result<Reply<GetImItemListResponseMessageType, ms_oxwscos::ResponseHeaders>, CallError<T::Error>> {
    client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await
}

#[tokio::test]
async fn blocks_go_there_and_back_with_what_they_say_of_themselves() {
    for version in VERSIONS {
        let gate =
            Block::from(AnyElement::new("urn:t", "Gate")).must_understand().for_role(Role::Other("urn:g".into()));
        let client = client(server().with_understood("urn:t", "Trace"), version);
        let client =
            client.with_soap_header(trace().must_understand().for_role(Role::Next)).with_soap_header(gate.clone());
        let client = client.with_understood("urn:t", "Trace");
        let reply = call(&client).await.unwrap();
        assert_eq!(reply.blocks, [trace().must_understand().for_role(Role::Next), gate]);
    }
}

#[tokio::test]
async fn elements_of_the_contract_that_the_operation_does_not_bind_are_blocks() {
    let version = ms_oxwscos::types::ServerVersionInfo::default();
    let block = Block::known(&Document::ServerVersionInfo(Box::new(version))).unwrap();
    let client = client(server(), Version::V1_1).with_soap_header(block);
    let headers = RequestHeaders::default().with_mailbox_culture(MailboxCultureType::new("en-US"));
    let reply = client.get_im_item_list(GetImItemListType::default(), headers).await.unwrap();
    assert!(
        reply.headers.server_version_info.is_some() && reply.blocks.is_empty(),
        "the response binds what the request does not"
    );
}

/// Chooses as `per_message` does, and says whether it reads blocks.
struct Own<const READS: bool>;

impl<const READS: bool> ServiceFor for Own<READS> {
    type Service = Echo;
    type Handle = Echo;
    type Admitted = ();
    const READS_BLOCKS: bool = READS;

    async fn admit(&self, _: &Parts) -> Result<(), Rejection> {
        Ok(())
    }

    async fn service(&self, (): (), _: &Parts, blocks: &[Block]) -> Result<Echo, Fault> {
        Ok(Echo(blocks.to_vec()))
    }
}

#[tokio::test]
async fn a_chooser_that_reads_blocks_gets_those_that_other_operations_bind() {
    async fn answered<const READS: bool>() -> bool {
        let version = ms_oxwscos::types::ServerVersionInfo::default();
        let block = Block::known(&Document::ServerVersionInfo(Box::new(version))).unwrap();
        let server = Server::<operations::PortType, _>::choosing(Own::<READS>);
        let reply = call(&client(server, Version::V1_1).with_soap_header(block)).await.unwrap();
        reply.headers.server_version_info.is_some()
    }
    assert!(answered::<true>().await);
    assert!(!answered::<false>().await, "nobody asked for it");
}

#[tokio::test]
async fn a_server_refuses_what_it_has_to_understand_and_does_not() {
    for version in VERSIONS {
        let client = client(server(), version).with_soap_header(trace().must_understand());
        let CallError::Fault { fault, response, .. } = call(&client).await.unwrap_err() else { panic!() };
        assert_eq!(fault.codes[0].name, "MustUnderstand");
        assert_eq!(fault.reason(), "the header block {urn:t}Trace is not understood here");
        let named =
            String::from_utf8_lossy(&response.body).contains("<soap:NotUnderstood xmlns:n=\"urn:t\" qname=\"n:Trace\"");
        assert_eq!(named, version == Version::V1_2, "{:?}", response.body);
    }
}

#[tokio::test]
async fn a_block_for_another_role_is_left_alone_and_one_for_ours_is_not() {
    for version in VERSIONS {
        let gate = trace().must_understand().for_role(Role::Other("urn:gate".to_owned()));
        let through = client(server(), version).with_soap_header(gate.clone());
        assert_eq!(call(&through).await.unwrap().blocks, std::slice::from_ref(&gate));
        let ours = client(server().with_role("urn:gate"), version).with_soap_header(gate);
        assert!(matches!(call(&ours).await.unwrap_err(), CallError::Fault { .. }));
    }
}

#[tokio::test]
async fn a_bound_header_for_another_role_is_not_processed() {
    let culture = ms_oxwscos::types::ServerVersionInfo::default();
    let block = Block::known(&Document::ServerVersionInfo(Box::new(culture))).unwrap();
    let for_others = block.for_role(Role::None);
    let client = client(server(), Version::V1_2).with_soap_header(for_others.clone());
    let reply = call(&client).await.unwrap();
    assert_eq!((reply.headers.server_version_info, reply.blocks), (None, vec![for_others]));
}

#[tokio::test]
async fn a_client_refuses_what_it_has_to_understand_and_does_not() {
    for version in VERSIONS {
        let client = client(server().with_understood("urn:t", "Trace"), version);
        let client = client.with_soap_header(trace().must_understand());
        match call(&client).await.unwrap_err() {
            CallError::Read { error: ReadError::NotUnderstood(names), .. } => {
                assert_eq!(names.names().collect::<Vec<_>>(), [("urn:t", "Trace")]);
            }
            other => panic!("{other}"),
        }
        assert_eq!(call(&client.with_understood("urn:t", "Trace")).await.unwrap().blocks.len(), 1);
    }
}

#[tokio::test]
async fn a_client_believes_no_fault_with_blocks_that_it_has_to_understand_and_does_not() {
    for version in VERSIONS {
        let message = Envelope::<Document> { version, ..Envelope::fault(Fault::server("so it says")) };
        let header = "<soap:Header><t:Trace xmlns:t=\"urn:t\" soap:mustUnderstand=\"1\"/></soap:Header><soap:Body>";
        let message = message.to_xml().unwrap().replacen("<soap:Body>", header, 1);
        let answer = http_response(500, version.media_type(), message);
        let told = Arc::new(AtomicUsize::new(0));
        let hook = Arc::clone(&told);
        let client = client(Answering(answer), version).on_unbound_headers(move |_, blocks| {
            hook.fetch_add(blocks.len(), Ordering::SeqCst);
        });
        let error = call(&client).await.unwrap_err();
        let CallError::Read { error: ReadError::NotUnderstood(names), .. } = &error else { panic!("{error}") };
        assert_eq!(names.fault().unwrap().reason(), "so it says");
        assert!(
            error.to_string().contains("the answer is a fault, which may be anybody's: ")
                && error.to_string().contains("so it says"),
            "{error}"
        );
        assert!(error.fault().is_none());
        assert_eq!((error.status().unwrap().as_u16(), told.load(Ordering::SeqCst)), (500, 0));
        let error = call(&client.with_understood("urn:t", "Trace")).await.unwrap_err();
        assert_eq!((error.fault().unwrap().reason(), told.load(Ordering::SeqCst)), ("so it says", 1));
    }
}

#[tokio::test]
async fn a_service_of_a_message_may_refuse_it() {
    let client = client(server(), Version::V1_1).with_soap_header(AnyElement::new("urn:t", "Refuse"));
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.fault().unwrap().reason(), "not with that");
}

#[tokio::test]
async fn an_unknown_envelope_is_told_which_ones_there_are() {
    let text = "<Envelope xmlns=\"urn:future\"><Body/></Envelope>";
    let request = Request::builder().method(Method::POST).uri(ENDPOINT).header("content-type", "text/xml");
    let response = server().answer(request.body(Bytes::from(text)).unwrap()).await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let body = String::from_utf8(response.into_body().to_vec()).unwrap();
    let [newest, older] = ["s12:Envelope", "s11:Envelope"].map(|name| body.find(&format!("qname=\"{name}\"")).unwrap());
    assert!(body.contains("VersionMismatch") && body.contains("Upgrade") && newest < older, "{body}");
}
