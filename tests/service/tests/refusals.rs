//! Requests that a server does not answer with a response: each gets the right fault on the right status, in its own version.
#![allow(clippy::unwrap_used)]

use ms_oxwscos::http::Bytes;
use ms_oxwscos::http::server::Cause;
use ms_oxwscos::http::types::{Method, Request, Response, StatusCode};
use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::soap::{Body, Envelope, Fault, Headers as _, Version};
use ms_oxwscos::soap_runtime::ReadOptions;
use ms_oxwscos::{Document, ExchangeServicePortType, ResponseHeaders, Server, http};
use service_tests::{ENDPOINT, Recorded, recorded_body, version_info};
use spec_tests::messages::load;
use spec_tests::on_small_stack;

const XML: &str = "text/xml; charset=utf-8";
const ACTION: &str = "http://schemas.microsoft.com/exchange/services/2006/messages/SetImGroup";

type Recording = Server<http::server::Shared<Recorded>>;

fn server() -> Recording {
    let (answer, _) = recorded_body("own/set-im-group-response.xml");
    Server::new(Recorded::new().answering("SetImGroup", answer))
}

fn request(headers: &[(&str, &str)], body: impl Into<Bytes>) -> Request<Bytes> {
    let mut request = Request::builder().method(Method::POST).uri(ENDPOINT);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

/// What a server answers, on a small stack.
fn ask(server: Recording, request: Request<Bytes>) -> Response<Bytes> {
    on_small_stack(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(server.answer(request))
    })
}

fn envelope(response: &Response<Bytes>) -> Envelope<Document> {
    let text = std::str::from_utf8(response.body()).unwrap();
    roxmltree::Document::parse(text).unwrap();
    Envelope::from_xml(text).unwrap()
}

/// Status, code and version of the fault in a response.
fn fault(response: &Response<Bytes>) -> (u16, String, Version, Fault) {
    let envelope = envelope(response);
    let content_type = response.headers()["content-type"].to_str().unwrap();
    assert_eq!(content_type, format!("{}; charset=utf-8", envelope.version.media_type()));
    let Body::Fault(fault) = envelope.body else { panic!("{:?}", response.body()) };
    (response.status().as_u16(), fault.codes[0].name.clone(), envelope.version, *fault)
}

/// The code of SOAP 1.1 for what nobody serves.
const UNSUPPORTED: &str = "ActionNotSupported";

fn set_im_group() -> String {
    load("own/set-im-group-request.xml")
}

fn in_soap12(message: &str) -> String {
    message.replace(Version::V1_1.namespace(), Version::V1_2.namespace())
}

#[track_caller]
fn assert_refused(response: &Response<Bytes>, status: u16, code: &str, version: Version, reason: &str) {
    let (found_status, found_code, found_version, fault) = fault(response);
    assert_eq!((found_status, found_code.as_str(), found_version), (status, code, version), "{fault}");
    assert!(fault.reason().contains(reason), "{fault}");
}

#[test]
fn the_action_does_not_matter_where_the_body_tells() {
    let quoted = format!("\"{ACTION}\"");
    let other = ACTION.replace("SetImGroup", "GetImItems");
    let actions: [&[(&str, &str)]; 6] = [
        &[],
        &[("SOAPAction", "")],
        &[("SOAPAction", "\"\"")],
        &[("SOAPAction", ACTION)],
        &[("soapaction", &quoted)],
        &[("SOAPAction", &other)],
    ];
    for action in actions {
        let headers: Vec<_> = [("content-type", XML)].into_iter().chain(action.iter().copied()).collect();
        let response = ask(server(), request(&headers, set_im_group()));
        assert_eq!(response.status(), StatusCode::OK, "{action:?}");
        let envelope = envelope(&response);
        assert!(matches!(envelope.body, Body::Message(Document::SetImGroupResponse(_))));
        assert_eq!(ResponseHeaders::from_blocks(envelope.headers).0.server_version_info, Some(version_info()));
    }
}

#[test]
fn content_types_that_are_understood() {
    for content_type in ["text/xml", "application/soap+xml", "application/xml; charset=utf-8", "TEXT/XML;charset=UTF-8"]
    {
        let response = ask(server(), request(&[("content-type", content_type)], set_im_group()));
        assert_eq!(response.status(), StatusCode::OK, "{content_type}");
    }
    assert_eq!(ask(server(), request(&[], set_im_group())).status(), StatusCode::OK);
}

#[test]
fn the_version_of_the_answer_is_that_of_the_request() {
    let response = ask(server(), request(&[("content-type", XML)], in_soap12(&set_im_group())));
    assert_eq!((response.status(), envelope(&response).version), (StatusCode::OK, Version::V1_2));
    let response = ask(server(), request(&[("content-type", "application/soap+xml")], set_im_group()));
    assert_eq!((response.status(), envelope(&response).version), (StatusCode::OK, Version::V1_1));
}

#[test]
fn another_method_than_post() {
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::OPTIONS] {
        for (query, allowed) in
            [("", "POST"), ("?other", "POST"), ("?wsdl", "GET, HEAD, POST"), ("?xsd=a", "GET, HEAD, POST")]
        {
            let mut request = request(&[], "");
            *request.method_mut() = method.clone();
            *request.uri_mut() = format!("/service{query}").parse().unwrap();
            let response = ask(server(), request);
            if allowed != "POST" && [Method::GET, Method::HEAD].contains(&method) {
                assert_ne!(response.status(), 405, "{method} {query}");
                continue;
            }
            assert_refused(
                &response,
                405,
                "Client",
                Version::V1_1,
                "POST; GET with the query `wsdl` gives the contract",
            );
            assert_eq!(response.headers()["allow"], allowed, "{method} {query}");
        }
    }
}

#[test]
fn a_body_that_is_compressed() {
    for encoding in ["gzip", "br", "identity, deflate"] {
        let response = ask(server(), request(&[("content-type", XML), ("content-encoding", encoding)], "\u{1f}\u{8b}"));
        let named = encoding.trim_start_matches("identity, ");
        assert_refused(
            &response,
            415,
            "Client",
            Version::V1_1,
            &format!("the content encoding `{named}` is not supported"),
        );
    }
    let plain = ask(server(), request(&[("content-type", XML), ("content-encoding", "Identity")], set_im_group()));
    assert_eq!(plain.status(), StatusCode::OK);
}

#[test]
fn another_content_type() {
    for content_type in ["application/json", "text/html", "multipart/mixed; boundary=b", "text/plain"] {
        let response = ask(server(), request(&[("content-type", content_type)], set_im_group()));
        assert_refused(&response, 415, "Client", Version::V1_1, content_type.split(';').next().unwrap());
    }
    let charset = [("content-type", "application/soap+xml; charset=ebcdic")];
    let response = ask(server(), request(&charset, set_im_group()));
    let reason = "the encoding `ebcdic`, which the content type names, is not supported";
    assert_refused(&response, 415, "Sender", Version::V1_2, reason);
    let undeclared = set_im_group().split_once("?>").unwrap().1.to_owned();
    let declared = format!("<?xml version=\"1.0\" encoding=\"IBM037\"?>{undeclared}");
    let response = ask(server(), request(&[("content-type", "text/xml")], declared));
    assert_refused(&response, 415, "Client", Version::V1_1, "the encoding `IBM037`, which the XML declaration names");
    let utf32: Vec<u8> = undeclared.trim().chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    let response = ask(server(), request(&[("content-type", "text/xml; charset=utf-8")], utf32));
    assert_refused(&response, 415, "Client", Version::V1_1, "UTF-32");
}

#[test]
fn requests_come_in_any_encoding_that_they_name() {
    let message = set_im_group().split_once("?>").unwrap().1.replacen("Caf&#xE9;", "Café", 1);
    assert!(message.contains("Café"));
    let soap12 = in_soap12(&message);
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let one_byte = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<u8>>();
    let declared = |name: &str| format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{}", message.trim());
    let cases: [(&str, Vec<u8>); 6] = [
        ("application/soap+xml; charset=utf-16", utf16(&format!("\u{FEFF}{soap12}"), u16::to_le_bytes)),
        ("application/soap+xml; charset=utf-16", utf16(soap12.trim(), u16::to_be_bytes)),
        ("text/xml; charset=UTF-16LE", utf16(message.trim(), u16::to_le_bytes)),
        ("text/xml; charset=windows-1252", one_byte(&message)),
        ("text/xml", one_byte(&declared("ISO-8859-1"))),
        ("text/xml", utf16(&declared("utf-16"), u16::to_le_bytes)),
    ];
    for (content_type, body) in cases {
        let response = ask(server(), request(&[("content-type", content_type)], body));
        assert_eq!(response.status(), StatusCode::OK, "{content_type}");
        assert!(response.headers()["content-type"].to_str().unwrap().ends_with("; charset=utf-8"));
    }
}

#[test]
fn bodies_that_are_no_messages() {
    let cases: [(&str, &str); 8] = [
        ("", "empty"),
        ("not xml", "root element"),
        ("<a", "ends"),
        ("{\"a\":1}", "root element"),
        ("<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>", "document type"),
        ("<!DOCTYPE a SYSTEM \"a.dtd\"><a/>", "document type"),
        ("\u{1}\u{2}", "root element"),
        (
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><a></b></s:Body></s:Envelope>",
            "operation",
        ),
    ];
    for (body, reason) in cases {
        let unknown_operation = body.contains("Envelope");
        let response = ask(server(), request(&[("content-type", XML)], body));
        let status = if unknown_operation { 501 } else { 500 };
        let code = if status == 501 { UNSUPPORTED } else { "Client" };
        assert_refused(&response, status, code, Version::V1_1, reason);
        let response = ask(server(), request(&[("content-type", "application/soap+xml")], in_soap12(body)));
        assert_refused(&response, if unknown_operation { 501 } else { 400 }, "Sender", Version::V1_2, reason);
    }
    let response = ask(server(), request(&[("content-type", XML)], &b"<a>\xFF"[..]));
    assert_refused(&response, 500, "Client", Version::V1_1, "UTF-8");
}

#[test]
fn a_message_that_is_cut_off() {
    let whole = set_im_group();
    for end in (0..whole.trim_end().len()).step_by(7) {
        if whole.is_char_boundary(end) {
            let response = ask(server(), request(&[("content-type", XML)], whole[..end].to_owned()));
            let (status, code, ..) = fault(&response);
            assert_eq!((status, code.as_str()), (500, "Client"), "{end}");
        }
    }
}

#[test]
fn an_envelope_of_another_version() {
    let other = set_im_group().replace(Version::V1_1.namespace(), "http://www.w3.org/2001/12/soap-envelope");
    let response = ask(server(), request(&[("content-type", XML)], other));
    assert_refused(&response, 500, "VersionMismatch", Version::V1_1, "2001/12");
    let response = ask(server(), request(&[("content-type", XML)], "<html/>"));
    assert_refused(&response, 500, "Client", Version::V1_1, "html is not the envelope");
}

#[test]
fn an_unknown_operation() {
    let unknown = set_im_group().replace("SetImGroup>", "GetUnifiedGroupsSettings>");
    let response = ask(server(), request(&[("content-type", XML)], unknown.clone()));
    assert_refused(&response, 501, UNSUPPORTED, Version::V1_1, "}GetUnifiedGroupsSettings");
    let response = ask(server(), request(&[], in_soap12(&unknown)));
    assert_refused(&response, 501, "Sender", Version::V1_2, "}GetUnifiedGroupsSettings");
    // A response is no request.
    let response = ask(server(), request(&[], load("own/set-im-group-response.xml")));
    assert_refused(&response, 501, UNSUPPORTED, Version::V1_1, "}SetImGroupResponse");
    // Nor is a fault.
    let response = ask(server(), request(&[], load("add-im-group-fault-page.xml")));
    assert_refused(&response, 501, UNSUPPORTED, Version::V1_1, "}Fault");
}

#[test]
fn an_action_tells_what_a_foreign_or_empty_body_lacks() {
    let empty = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>";
    let foreign = set_im_group().replace("SetImGroup>", "Zzz>");
    for body in [empty, &foreign] {
        for action in [ACTION.to_owned(), format!("\"{ACTION}\""), format!(" \"{ACTION}\" ")] {
            let response = ask(server(), request(&[("soapaction", &action)], body.to_owned()));
            assert_refused(&response, 500, "Client", Version::V1_1, "}SetImGroup, which SetImGroup takes");
        }
        let typed = format!("application/soap+xml; action=\"{ACTION}\"");
        let response = ask(server(), request(&[("content-type", &typed)], in_soap12(body)));
        assert_refused(&response, 400, "Sender", Version::V1_2, "}SetImGroup, which SetImGroup takes");
    }
    let response = ask(server(), request(&[], empty));
    assert_refused(&response, 501, UNSUPPORTED, Version::V1_1, "empty");
}

#[test]
fn a_message_that_lacks_something_required() {
    let lacking = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
        <SetImGroup xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"/></s:Body></s:Envelope>";
    let response = ask(server(), request(&[], lacking));
    assert_refused(&response, 500, "Client", Version::V1_1, "Envelope/Body/SetImGroup");
    let response = ask(server(), request(&[], in_soap12(lacking)));
    assert_refused(&response, 400, "Sender", Version::V1_2, "missing element");
}

#[test]
fn strict_servers_refuse_what_breaks_the_schema() {
    let odd = set_im_group().replacen("SetImGroup>", "SetImGroup Colour=\"blue\">", 1);
    assert_eq!(ask(server(), request(&[], odd.clone())).status(), StatusCode::OK);
    let response = ask(server().with_read_options(ReadOptions::strict()), request(&[], odd));
    assert_refused(&response, 500, "Client", Version::V1_1, "Colour");
}

#[test]
fn too_long_and_too_deep() {
    let body = set_im_group();
    let limited = server().with_max_request_bytes(body.len() - 1);
    assert_refused(&ask(limited, request(&[], body.clone())), 413, "Client", Version::V1_1, "longer than");
    assert_eq!(ask(server().with_max_request_bytes(body.len()), request(&[], body)).status(), StatusCode::OK);
    let deep = "<a>".repeat(10_000) + &"</a>".repeat(10_000);
    let response = ask(server(), request(&[], deep.clone()));
    assert_refused(&response, 500, "Client", Version::V1_1, "envelope");
    let inside = set_im_group().replacen("SetImGroup>", &format!("SetImGroup>{deep}"), 1);
    assert_refused(&ask(server(), request(&[], inside)), 500, "Client", Version::V1_1, "more than 128");
}

/// A request with one more header block.
fn with_block(block: &str) -> String {
    let message = set_im_group();
    let at = message.find(":Body").map(|at| message[..at].rfind('<').unwrap()).unwrap();
    let header = format!("<h:Header xmlns:h=\"{}\">{block}</h:Header>", Version::V1_1.namespace());
    // The message may have a header of its own; the server reads both.
    format!("{}{header}{}", &message[..at], &message[at..])
}

#[test]
fn headers_that_have_to_be_understood() {
    let block = |attributes: &str| {
        with_block(&format!(
            "<x:Transaction xmlns:x=\"urn:x\" xmlns:h=\"{}\" {attributes}>5</x:Transaction>",
            Version::V1_1.namespace()
        ))
    };
    let next = "h:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"";
    for attributes in ["h:mustUnderstand=\"1\"".to_owned(), format!("h:mustUnderstand=\"true\" {next}")] {
        let response = ask(server(), request(&[], block(&attributes)));
        assert_refused(&response, 500, "MustUnderstand", Version::V1_1, "{urn:x}Transaction");
    }
    for attributes in ["", "h:mustUnderstand=\"0\"", "h:mustUnderstand=\"1\" h:actor=\"urn:somebody-else\""] {
        assert_eq!(ask(server(), request(&[], block(attributes))).status(), StatusCode::OK, "{attributes}");
    }
    let known = with_block(
        "<t:MailboxCulture xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" h:mustUnderstand=\"1\">de-DE</t:MailboxCulture>",
    );
    assert_eq!(ask(server(), request(&[], known)).status(), StatusCode::OK);
}

#[test]
fn hosts_change_refusals_as_they_like() {
    let adapted = server()
        .on_refusal(|refusal| {
            if let Cause::UnknownOperation = refusal.cause {
                refusal.status = StatusCode::OK;
                refusal.fault.reasons[0].text = "bad \u{0} character".to_owned();
            }
        })
        .with_response_headers(ResponseHeaders::default().with_server_version_info(version_info()));
    let response = ask(adapted, request(&[], set_im_group().replace("SetImGroup>", "Zzz>")));
    assert_refused(&response, 200, UNSUPPORTED, Version::V1_1, "bad \u{FFFD} character");
    let headers = ResponseHeaders::from_blocks(envelope(&response).headers).0;
    assert_eq!(headers.server_version_info, Some(version_info()));
}

struct Failing(Fault);

impl ExchangeServicePortType for Failing {
    type Error = Failure;

    async fn set_im_group(
        &self,
        _: ms_oxwscos::messages::SetImGroupType,
        _: ms_oxwscos::RequestHeaders,
    ) -> ms_oxwscos::Outcome<ms_oxwscos::messages::SetImGroupResponseMessageType, Failure> {
        Err(Failure(self.0.clone()))
    }
}

/// An error type of the service's own.
struct Failure(Fault);

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

#[tokio::test]
async fn the_services_own_faults() {
    let busy = load("own/get-im-item-list-fault.xml");
    let Body::Fault(busy) = Envelope::<Document>::from_xml(&busy).unwrap().body else { panic!() };
    for (message, version) in [(set_im_group(), Version::V1_1), (in_soap12(&set_im_group()), Version::V1_2)] {
        let response = Server::new(Failing((*busy).clone())).answer(request(&[], message.clone())).await;
        let (status, _, found, fault) = fault(&response);
        assert_eq!((status, found), (500, version));
        assert_eq!(ms_oxwscos::ExchangeFault::response_code(&fault), Some(ResponseCodeType::ErrorServerBusy));
        let response = Server::new(Failing(Fault::client("no"))).answer(request(&[], message)).await;
        assert_eq!(response.status().as_u16(), if version == Version::V1_2 { 400 } else { 500 });
    }
    let unsupported = Server::new(Failing(Fault::unsupported("SetImGroup"))).answer(request(&[], set_im_group())).await;
    assert_refused(&unsupported, 501, UNSUPPORTED, Version::V1_1, "SetImGroup");
}

#[tokio::test]
async fn what_a_service_says_wrongly_is_still_well_formed() {
    let mut fault = Fault::server("reason \u{0}");
    fault.actor = Some("\u{FFFE}".to_owned());
    let response = Server::new(Failing(fault)).answer(request(&[], set_im_group())).await;
    assert_refused(&response, 500, "Server", Version::V1_1, "reason \u{FFFD}");

    let (answer, _) = recorded_body("own/set-im-group-response.xml");
    let Document::SetImGroupResponse(mut unwritable) = answer else { panic!() };
    unwritable.message_text = Some("\u{1}".to_owned());
    let server = Server::new(Recorded::new().answering("SetImGroup", Document::SetImGroupResponse(unwritable)));
    let response = server.answer(request(&[], set_im_group())).await;
    assert_refused(&response, 500, "Server", Version::V1_1, "cannot be written");
}

/// The message in SOAP 1.2 with more declarations and header blocks.
fn with_header(declarations: &str, blocks: &str) -> String {
    let message = in_soap12(&set_im_group());
    let message = message.replace("<soap:Envelope", &format!("<soap:Envelope{declarations}"));
    message.replace("<soap:Header>", &format!("<soap:Header>{blocks}"))
}

#[test]
fn answers_do_not_grow_with_what_they_are_about() {
    let long = "u".repeat(100_000);
    let block = "<z:a xmlns:e='http://www.w3.org/2003/05/soap-envelope' e:mustUnderstand='true'/>";
    for (blocks, most) in [(1, 300_000), (15, 2_000_000), (2_000, 10_000)] {
        let message = with_header(&format!(" xmlns:z='{long}'"), &block.repeat(blocks));
        let response = ask(server(), request(&[("content-type", "application/soap+xml")], message));
        assert!(response.status().is_client_error() || response.status().is_server_error());
        assert!(response.body().len() < most, "{blocks}: {}", response.body().len());
    }
    let many = with_header(" xmlns:z='urn:z'", &block.repeat(2_000));
    let response = ask(server(), request(&[("content-type", "application/soap+xml")], many));
    assert!(fault(&response).3.reason().ends_with("and 1992 others are not understood here"));
    assert!(response.body().len() < 10_000);
    let name = "n".repeat(1_000_000);
    for body in [format!("<{name}/>"), set_im_group().replace("SetImGroup>", &format!("{name}>"))] {
        let response = ask(server(), request(&[("content-type", XML)], body));
        assert!(response.body().len() < 10_000, "{}", response.body().len());
    }
}
