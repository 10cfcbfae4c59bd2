//! What a call comes to: each thing that can come back has one exact outcome.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use ms_oxwscos::http::{Bytes, CallError, RawResponse, ReadError};
use ms_oxwscos::messages::{GetImItemListResponseMessageType, GetImItemListType, ResponseCodeType};
use ms_oxwscos::soap::Reply;
use ms_oxwscos::soap_runtime::xml::{EncodingError, NamedBy};
use ms_oxwscos::soap_runtime::{ErrorKind, ReadOptions};
use ms_oxwscos::types::ResponseClassType;
use ms_oxwscos::{
    Client, ExchangeFault as _, ExchangeServicePortType as _, IntoResult as _, RequestHeaders, ResponseHeaders,
};
use service_tests::{Answering, ENDPOINT, http_response};
use spec_tests::messages::load;
use spec_tests::on_small_stack;

type Outcome = Result<Reply<GetImItemListResponseMessageType, ResponseHeaders>, CallError<std::convert::Infallible>>;

const XML: &str = "text/xml; charset=utf-8";

/// What a call of GetImItemList comes to when this is the response, on a small stack.
fn outcome_with(
    response: ms_oxwscos::http::types::Response<Bytes>,
    change: impl FnOnce(Client<Answering>) -> Client<Answering> + Send + 'static,
) -> Outcome {
    on_small_stack(move || {
        let client = change(Client::new(Answering(response), ENDPOINT).unwrap());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()))
    })
}

fn outcome(status: u16, content_type: &str, body: impl Into<Bytes>) -> Outcome {
    outcome_with(http_response(status, content_type, body), |client| client)
}

fn read_error(outcome: Outcome) -> (ReadError, Box<RawResponse>) {
    match outcome {
        Err(CallError::Read { error, response, .. }) => (error, response),
        other => panic!("{other:?}"),
    }
}

fn message_error(outcome: Outcome) -> ErrorKind {
    match read_error(outcome) {
        (ReadError::Message(error), _) => error.kind().clone(),
        (other, _) => panic!("{other:?}"),
    }
}

fn status_error(outcome: Outcome) -> Box<RawResponse> {
    match outcome {
        Err(CallError::Status { response, .. }) => response,
        other => panic!("{other:?}"),
    }
}

#[test]
fn success_200() {
    let reply = outcome(200, XML, load("own/get-im-item-list-response.xml")).unwrap();
    assert_eq!(reply.body.response_class, ResponseClassType::Success);
    assert!(reply.headers.server_version_info.is_some());
    assert!(reply.body.im_item_list.is_some());
}

#[test]
fn an_error_of_the_operation_on_200_is_a_response() {
    let reply = outcome(200, XML, load("own/get-im-item-list-error.xml")).unwrap();
    assert!(reply.body.into_result().is_err());
}

#[test]
fn a_warning_on_200_keeps_its_payload() {
    let warned = load("own/get-im-item-list-response.xml").replacen("\"Success\"", "\"Warning\"", 1);
    let reply = outcome(200, XML, warned).unwrap();
    assert_eq!(reply.body.response_class, ResponseClassType::Warning);
    assert!(reply.body.into_result().unwrap().im_item_list.is_some());
}

#[test]
fn message_xml_with_elements_is_read() {
    let with = "</m:ResponseCode><m:MessageXml><t:Value Name=\"a\">b</t:Value><x:y xmlns:x=\"urn:x\"><x:z/>c</x:y></m:MessageXml>";
    let text = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><m:GetImItemListResponse \
        xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\" \
        xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" ResponseClass=\"Error\">\
        <m:ResponseCode>ErrorServerBusy"
        .to_owned()
        + with
        + "</m:GetImItemListResponse></s:Body></s:Envelope>";
    let reply = outcome(200, XML, text).unwrap();
    assert!(reply.body.message_xml.is_some());
    assert_eq!(reply.body.response_code, Some(ResponseCodeType::ErrorServerBusy));
}

#[test]
fn a_fault_is_a_fault_on_any_status() {
    let fault = load("own/get-im-item-list-fault.xml");
    for status in [200, 400, 403, 500, 501, 503] {
        let error = outcome(status, XML, fault.clone()).unwrap_err();
        let found = error.fault().unwrap();
        assert_eq!(found.response_code(), Some(ResponseCodeType::ErrorServerBusy), "{status}");
        assert_eq!(found.back_off(), Some(Duration::from_millis(118_422)), "{status}");
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.body().unwrap(), fault.as_bytes());
    }
}

#[test]
fn a_401_without_a_body_is_a_status() {
    let mut response = http_response(401, "", "");
    response.headers_mut().append("www-authenticate", "Negotiate".parse().unwrap());
    response.headers_mut().append("www-authenticate", "NTLM".parse().unwrap());
    let raw = status_error(outcome_with(response, |client| client));
    assert_eq!((raw.status.as_u16(), raw.body.len()), (401, 0));
    assert_eq!(raw.headers.get_all("www-authenticate").iter().count(), 2);
}

#[test]
fn a_gateways_page_is_a_status_with_its_body() {
    let page = "<html><body>Service Unavailable</body></html>";
    let mut response = http_response(503, "text/html", page);
    response.headers_mut().insert("retry-after", "30".parse().unwrap());
    let raw = status_error(outcome_with(response, |client| client));
    assert_eq!(raw.status.as_u16(), 503);
    assert_eq!(raw.headers["retry-after"], "30");
    assert_eq!(raw.body, page);
    for (status, content_type) in [(503, XML), (500, ""), (302, "text/html"), (404, "text/plain")] {
        assert_eq!(status_error(outcome(status, content_type, page)).status.as_u16(), status);
    }
}

#[test]
fn a_response_that_is_no_fault_does_not_make_an_error_status_a_success() {
    let raw = status_error(outcome(500, XML, load("own/get-im-item-list-response.xml")));
    assert_eq!(raw.status.as_u16(), 500);
}

#[test]
fn a_truncated_body_is_unreadable_and_kept() {
    let whole = load("own/get-im-item-list-response.xml");
    for end in [1, 60, whole.len() / 2, whole.trim_end().len() - 1] {
        let cut = Bytes::from(whole.as_bytes()[..end].to_vec());
        let (error, raw) = read_error(outcome(200, XML, cut.clone()));
        assert!(matches!(error, ReadError::Message(_) | ReadError::Encoding(_)), "{end}: {error:?}");
        assert_eq!(raw.body, cut);
    }
    let fault = load("own/get-im-item-list-fault.xml");
    assert_eq!(status_error(outcome(500, XML, fault[..fault.len() / 2].to_owned())).status.as_u16(), 500);
}

#[test]
fn an_empty_200_is_told_apart() {
    assert!(matches!(read_error(outcome(200, "", "")), (ReadError::Empty, _)));
    assert!(matches!(read_error(outcome(200, XML, "")), (ReadError::Empty, _)));
}

#[test]
fn html_on_200_is_not_read() {
    let (error, raw) = read_error(outcome(200, "text/html; charset=utf-8", "<html>sign in</html>"));
    assert!(matches!(error, ReadError::ContentType(found) if found == "text/html; charset=utf-8"));
    assert_eq!(raw.body, "<html>sign in</html>");
}

#[test]
fn another_element_than_the_operations_is_named() {
    let expected = "{http://schemas.microsoft.com/exchange/services/2006/messages}GetImItemListResponse";
    for file in ["own/get-im-items-response.xml", "own/get-im-items-request.xml"] {
        let ErrorKind::UnexpectedRoot { found, expected: wanted } = message_error(outcome(200, XML, load(file))) else {
            panic!("{file}");
        };
        assert!(found.contains("}GetImItems"), "{found}");
        assert_eq!(wanted, expected);
    }
    let empty = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>";
    assert_eq!(message_error(outcome(200, XML, empty)), ErrorKind::MissingElement(expected.to_owned()));
    let said = outcome(200, XML, empty).unwrap_err().to_string();
    let reason = format!(
        "GetImItemList: the response (200 OK) cannot be read: Envelope/Body: missing element {expected}; the body begins: <s:Envelope"
    );
    assert!(said.starts_with(&reason), "{said}");
    let ErrorKind::UnexpectedRoot { found, .. } = message_error(outcome(200, XML, "<html/>")) else { panic!() };
    assert_eq!(found, "html");
}

/// Every error of the chain says what the others do not.
#[test]
fn a_chain_of_errors_says_each_thing_once() {
    let body = load("own/get-im-items-response.xml");
    let wrong =
        load("own/get-im-item-list-response.xml").replace("Success", "Success\u{1}").replacen("<m:", "<m:x ", 1);
    let outcomes = [
        outcome(200, XML, body),
        outcome(200, XML, wrong),
        outcome(200, "text/html", "<html>sign in</html>"),
        outcome(502, "text/html", "<html>gone</html>"),
        outcome(500, XML, load("own/get-im-item-list-fault.xml")),
    ];
    for outcome in outcomes {
        let error = outcome.unwrap_err();
        let mut chain = vec![error.to_string()];
        let mut next = std::error::Error::source(&error);
        while let Some(source) = next {
            chain.push(source.to_string());
            next = source.source();
        }
        for (number, said) in chain.iter().enumerate() {
            assert!(!chain[..number].iter().any(|before| before.contains(said.as_str())), "{chain:?}");
        }
        assert!(chain[0].starts_with("GetImItemList: ") && !chain[0].contains('\n'), "{chain:?}");
        assert_eq!(error.operation(), "GetImItemList");
    }
}

#[test]
fn hostile_responses_are_errors() {
    let deep = "<a>".repeat(10_000) + &"</a>".repeat(10_000);
    let envelope = |inner: &str| {
        format!(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>{inner}</s:Header><s:Body/></s:Envelope>"
        )
    };
    assert!(matches!(message_error(outcome(200, XML, envelope(&deep))), ErrorKind::LimitExceeded { .. }));
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>".to_owned() + &envelope("&b;");
    assert!(matches!(message_error(outcome(200, XML, bomb)), ErrorKind::DoctypeRefused));
}

#[test]
fn what_is_too_long_is_not_read() {
    let body = load("own/get-im-item-list-response.xml");
    let length = body.len();
    let limited = |limit: usize| {
        outcome_with(http_response(200, XML, body.clone()), move |client| client.with_max_response_bytes(limit))
    };
    assert!(limited(length).is_ok());
    assert!(matches!(read_error(limited(length - 1)), (ReadError::TooLarge { limit }, _) if limit == length - 1));
}

#[test]
fn bodies_come_in_any_encoding_that_xml_parsers_have_to_know() {
    let text = load("own/get-im-item-list-response.xml");
    // By what is shown: some of the numbers are NaN.
    let shown = |outcome: Outcome| format!("{:?}", outcome.unwrap());
    let expected = shown(outcome(200, XML, text.clone()));
    let undeclared = text.split_once("?>").unwrap().1.trim_start().to_owned();
    let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{FEFF}{undeclared}").encode_utf16().flat_map(unit).collect()
    };
    let cases: [(&str, Vec<u8>); 7] = [
        (XML, text.clone().into_bytes()),
        ("text/xml", format!("\u{FEFF}{text}").into_bytes()),
        ("", undeclared.clone().into_bytes()),
        ("application/xml; charset=\"UTF-8\"", undeclared.clone().into_bytes()),
        ("text/xml", utf16(u16::to_le_bytes)),
        ("text/xml; charset=utf-16", utf16(u16::to_be_bytes)),
        ("application/soap+xml; charset=utf-16", utf16(u16::to_le_bytes)),
    ];
    for (content_type, bytes) in cases {
        assert!(shown(outcome(200, content_type, bytes)) == expected, "{content_type}");
    }
    let ascii: String = undeclared.chars().filter(char::is_ascii).collect();
    let expected = shown(outcome(200, XML, ascii.clone()));
    for charset in ["us-ascii", "iso-8859-1", "Windows-1252", "\"Shift_JIS\"", "gb18030"] {
        assert!(shown(outcome(200, &format!("text/xml; charset={charset}"), ascii.clone())) == expected, "{charset}");
    }
}

/// RFC 7303 3: a byte order mark, then the parameter, then the declaration.
#[test]
fn the_content_type_counts_more_than_the_declaration() {
    let load = |name: &str| load(name).split_once("?>").unwrap().1.to_owned();
    let text = load("own/get-im-item-list-response.xml").replacen("<t:DisplayName>", "<t:DisplayName>ö", 1);
    assert!(text.contains('ö'));
    let shown = |outcome: Outcome| format!("{:?}", outcome.unwrap());
    let expected = shown(outcome(200, "text/xml", text.clone()));
    let latin1 = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<u8>>();
    let one_byte: String = text.chars().map(|c| if u32::from(c) < 256 { c } else { '?' }).collect();
    let in_one_byte = shown(outcome(200, "text/xml", one_byte.clone()));
    let declared = |name: &str, text: &str| format!("<?xml version='1.0' encoding='{name}'?>{text}");
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("text/xml; charset=utf-8", declared("iso-8859-1", &text).into_bytes(), &expected),
        ("text/xml; charset=iso-8859-1", latin1(&declared("utf-8", &one_byte)), &in_one_byte),
        ("text/xml", latin1(&declared("windows-1252", &one_byte)), &in_one_byte),
        ("text/xml; charset=iso-8859-1", format!("\u{FEFF}{text}").into_bytes(), &expected),
        ("text/xml; charset=utf-16", text.clone().into_bytes(), &expected),
    ];
    for (content_type, bytes, expected) in cases {
        assert!(shown(outcome(200, content_type, bytes)) == expected, "{content_type}");
    }
}

#[test]
fn encodings_that_are_unknown_or_broken_are_told() {
    let text = load("own/get-im-item-list-response.xml");
    let kind = |outcome| match read_error(outcome).0 {
        ReadError::Encoding(error) => (error.kind().clone(), error.to_string()),
        other => panic!("{other:?}"),
    };
    let (error, shown) = kind(outcome(200, "text/xml; charset=ebcdic-cp-us", text.clone()));
    let name = "ebcdic-cp-us".to_owned();
    assert_eq!(error, ErrorKind::Encoding(EncodingError::Unsupported { name, by: NamedBy::ContentType }));
    assert_eq!(
        shown,
        "the encoding `ebcdic-cp-us`, which the content type names, is not supported; convert the document to UTF-8"
    );
    let mut broken = text.into_bytes();
    let place = broken.iter().rposition(|byte| *byte == b'/').unwrap();
    broken[place] = 0xFF;
    let (error, _) = kind(outcome(200, XML, broken));
    let expected = EncodingError::Invalid { encoding: "UTF-8", bytes: vec![0xFF], offset: place };
    assert_eq!(error, ErrorKind::Encoding(expected));
}

#[test]
fn strict_reading_is_an_option() {
    let odd = load("own/get-im-item-list-response.xml").replacen("<soap:Body>", "<soap:Body><!-- -->", 1);
    let odd = odd.replacen("ResponseClass=\"Success\"", "ResponseClass=\"Success\" Colour=\"blue\"", 1);
    assert!(outcome(200, XML, odd.clone()).is_ok());
    let strict = |client: Client<Answering>| client.with_read_options(ReadOptions::strict());
    let error = read_error(outcome_with(http_response(200, XML, odd), strict)).0;
    assert!(error.to_string().contains("Colour"), "{error}");
}

#[test]
fn errors_keep_bodies_and_secrets_out_of_debug() {
    let mut response = http_response(503, "text/html", "<p>kim@example.com</p>");
    response.headers_mut().insert("set-cookie", "session=abc".parse().unwrap());
    let error = outcome_with(response, |client| client).unwrap_err();
    let shown = format!("{error:?}");
    assert!(shown.contains("503") && shown.contains("22 bytes"), "{shown}");
    assert!(!shown.contains("kim@") && !shown.contains("abc"), "{shown}");
    assert!(!error.to_string().contains("abc"), "{error}");
}
