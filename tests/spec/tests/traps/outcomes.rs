//! Trap 10, as far as it is about reading: errors in responses, faults, warnings with a payload.

use std::time::Duration;

use ms_oxwscos::messages::{GetImItemsResponseMessageType, ResponseCodeType, ResponseMessage};
use ms_oxwscos::soap::{Body, Envelope, Fault, FaultCode, Version};
use ms_oxwscos::types::ResponseClassType;
use ms_oxwscos::{AnyElement, Document, ExchangeFault, IntoResult};
use soap_runtime::{AnyNode, Notice, NoticeKind, ReadOptions};
use spec_tests::messages::load;

use crate::letters::{Message, SOAP, TYPES, document, envelope, read, write};

#[track_caller]
fn fault(message: Message) -> Fault {
    match message.body {
        Body::Fault(fault) => *fault,
        other => panic!("no fault: {other:?}"),
    }
}

fn items_response(file: &str) -> GetImItemsResponseMessageType {
    match document(&read(&load(file))).clone() {
        Document::GetImItemsResponse(response) => *response,
        other => panic!("no GetImItemsResponse: {other:?}"),
    }
}

#[test]
fn fault_with_a_hint_to_back_off() {
    let fault = fault(read(&load("own/get-im-item-list-fault.xml")));
    assert_eq!(fault.back_off(), Some(Duration::from_millis(118_422)));
    assert_eq!(fault.response_code(), Some(ResponseCodeType::ErrorServerBusy));
    assert_eq!(fault.codes[0].name, "ErrorServerBusy");
    assert_eq!(fault.codes[0].namespace, TYPES);
    assert_eq!(fault.reason(), "The server cannot service this request right now. Try again later.");
    assert_eq!(fault.reasons[0].language.as_deref(), Some("en-US"));
    assert!(fault.to_string().starts_with("ErrorServerBusy: The server cannot"));
}

#[test]
fn fault_without_a_hint() {
    let fault = fault(read(&load("add-im-group-fault-page.xml")));
    assert_eq!((fault.back_off(), fault.response_code()), (None, Some(ResponseCodeType::ErrorSchemaValidation)));
}

#[test]
fn hints_that_are_none() {
    let hint = |value: &str| {
        let xml = load("own/get-im-item-list-fault.xml");
        let changed = xml.replace("<t:Value Name=\"BackOffMilliseconds\">118422</t:Value>", value);
        assert_ne!(changed, xml);
        fault(read(&changed)).back_off()
    };
    let value = |text: &str| hint(&format!("<t:Value Name='BackOffMilliseconds'>{text}</t:Value>"));
    assert_eq!(value(" 5 "), Some(Duration::from_millis(5)));
    assert_eq!(value("0"), Some(Duration::ZERO));
    for text in ["", "-1", "soon", "1.5", "99999999999999999999999"] {
        assert_eq!(value(text), None, "{text:?}");
    }
    assert_eq!(hint("<t:Value Name='Other'>5</t:Value>"), None);
    assert_eq!(hint("<t:Value>5</t:Value>"), None);
    assert_eq!(
        hint("<t:Value Name='Policy'>p</t:Value><t:Value Name='BackOffMilliseconds'>7</t:Value>"),
        Some(Duration::from_millis(7))
    );
    assert_eq!(hint("<x:Value xmlns:x='urn:x' Name='BackOffMilliseconds'>9</x:Value>"), None, "of another namespace");
}

#[test]
fn message_xml_with_elements() {
    let Document::GetImItemListResponse(response) = document(&read(&load("own/get-im-item-list-error.xml"))).clone()
    else {
        panic!("no GetImItemListResponse")
    };
    let any = response.message_xml().map(|xml| xml.any.as_slice()).expect("MessageXml");
    let [policy, hint, trace] = any else { panic!("{any:?}") };
    assert_eq!((policy.attribute("Name"), policy.text().as_str()), (Some("Policy"), "EwsCostThreshold"));
    assert_eq!((hint.attribute("Name"), hint.text().as_str()), (Some("BackOffMilliseconds"), "118422"));
    assert_eq!((trace.namespace.as_str(), trace.attribute("level")), ("urn:example:trace", None));
    assert_eq!(trace.text(), "node  & node EX-02");
    assert_eq!(trace.child("urn:example:trace", "b").map(AnyElement::text).as_deref(), Some("EX-01"));
    assert_eq!(trace.children.iter().filter(|node| matches!(node, AnyNode::Text(_))).count(), 2);
}

#[test]
fn warning_with_a_payload_is_a_success() {
    let response = items_response("own/get-im-items-response-partial.xml");
    assert_eq!(response.response_class, ResponseClassType::Warning);
    let response = response.into_result().unwrap_or_else(|error| panic!("a warning is no error: {error}"));
    assert_eq!(response.response_code, Some(ResponseCodeType::ErrorItemNotFound));
    let personas = response.im_item_list.and_then(|list| list.personas).expect("the payload");
    assert_eq!(personas.persona.len(), 1);
}

#[test]
fn errors_and_successes_as_results() {
    let error = items_response("own/get-im-items-error.xml").into_result().expect_err("an error");
    assert_eq!(error.code, Some(ResponseCodeType::ErrorInvalidImContactId));
    assert_eq!(error.to_string(), "ErrorInvalidImContactId: The specified Im Contact Id is invalid.");
    assert!(items_response("own/get-im-items-response.xml").into_result().is_ok());
    let with_class = |class: ResponseClassType| GetImItemsResponseMessageType::new(class);
    let error = with_class(ResponseClassType::Error).into_result().expect_err("an error");
    assert_eq!(
        (error.code.clone(), error.text.clone(), error.to_string().as_str()),
        (None, None, "error without a code")
    );
    assert!(with_class(ResponseClassType::from("Perhaps")).into_result().is_ok());
}

/// The same fault in both versions of SOAP, read and written.
#[test]
fn faults_of_both_versions() {
    let soap_1_2 = "http://www.w3.org/2003/05/soap-envelope";
    let xml = format!(
        "<e:Envelope xmlns:e='{soap_1_2}' xmlns:a='{TYPES}'><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode>\
         <e:Value>a:ErrorServerBusy</e:Value></e:Subcode></e:Code><e:Reason><e:Text xml:lang='en'>busy</e:Text>\
         <e:Text xml:lang='de'>besetzt</e:Text></e:Reason><e:Node>urn:node</e:Node><e:Role>urn:role</e:Role><e:Detail><a:MessageXml>\
         <a:Value Name='BackOffMilliseconds'>3</a:Value></a:MessageXml></e:Detail></e:Fault></e:Body></e:Envelope>"
    );
    let message = read(&xml);
    assert_eq!(message.version, Version::V1_2);
    assert_eq!(read(&write(&message)), message);
    let fault = fault(message);
    let code = |namespace: &str, name: &str| FaultCode {
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        ..FaultCode::default()
    };
    assert_eq!(fault.codes, [code(soap_1_2, "Sender"), code(TYPES, "ErrorServerBusy")]);
    assert_eq!((fault.reasons.len(), fault.reason(), fault.back_off()), (2, "busy", Some(Duration::from_millis(3))));
    assert_eq!((fault.node.as_deref(), fault.actor.as_deref()), (Some("urn:node"), Some("urn:role")));
    let old = read(&write(&Envelope::fault(fault)));
    let Body::Fault(old) = &old.body else { panic!("{old:?}") };
    assert_eq!(old.codes, [code(TYPES, "ErrorServerBusy")]);
    assert_eq!(old.back_off(), Some(Duration::from_millis(3)));
    let new = read(&write(&Envelope { version: Version::V1_2, ..Envelope::fault((**old).clone()) }));
    let Body::Fault(new) = &new.body else { panic!("{new:?}") };
    assert_eq!(new.codes, [code(soap_1_2, "Receiver"), code(TYPES, "ErrorServerBusy")]);
}

/// [SOAP 1.1] 4.4.1: a dot separates the general from the particular.
#[test]
fn fault_codes_with_dots() {
    let soap_1_2 = "http://www.w3.org/2003/05/soap-envelope";
    let written = |fault: &Fault, version| write(&Envelope { version, ..Envelope::fault(fault.clone()) });
    let of = |code: &str| {
        fault(read(&envelope(
            "",
            &format!("<soap:Fault><faultcode>{code}</faultcode><faultstring xml:lang='en'/></soap:Fault>"),
        )))
    };
    let names = |fault: &Fault| fault.codes.iter().map(|code| code.name.clone()).collect::<Vec<_>>();
    let dotted = of("soap:Client.Authentication.Expired");
    assert_eq!(names(&dotted), ["Client", "Authentication", "Expired"]);
    assert!(written(&dotted, Version::V1_1).contains(">soap:Client.Authentication.Expired</faultcode>"));
    let new = fault(read(&written(&dotted, Version::V1_2)));
    assert_eq!(names(&new), ["Sender", "Authentication", "Expired"]);
    assert_eq!((new.codes[0].namespace.as_str(), new.codes[1].namespace.as_str()), (soap_1_2, SOAP));
    assert_eq!(written(&new, Version::V1_1), written(&dotted, Version::V1_1));
    for whole in ["soap:Client.", "soap:.", "soap:a..b"] {
        assert_eq!(of(whole).codes.len(), 1, "{whole}");
    }
}

#[test]
fn faults_that_are_hardly_there() {
    for (content, codes, reason) in [
        ("", 0, ""),
        ("<faultstring>x</faultstring>", 0, "x"),
        ("<faultcode>soap:Client</faultcode>", 1, ""),
        ("<faultcode>unbound:Client</faultcode>", 1, ""),
        ("<faultcode/>", 1, ""),
        ("<detail/>", 0, ""),
        ("<soap:faultcode>soap:Server</soap:faultcode><soap:faultstring>y</soap:faultstring>", 1, "y"),
        ("text<faultstring>z</faultstring>text", 0, "z"),
    ] {
        let message = read(&envelope("", &format!("<soap:Fault>{content}</soap:Fault>")));
        let fault = fault(message.clone());
        assert_eq!((fault.codes.len(), fault.reason()), (codes, reason), "{content}");
        assert_eq!((fault.response_code(), fault.back_off()), (None, None));
        assert_eq!(read(&write(&message)), message, "{content}");
    }
}

/// What an operation that nobody serves answers with.
#[test]
fn faults_made_here() {
    for (fault, name, kept) in
        [(Fault::client("c"), "Client", 0), (Fault::server("s"), "Server", 0), (Fault::unsupported("X"), "Client", 1)]
    {
        let FaultCode { namespace, name: code, .. } = &fault.codes[0];
        assert_eq!((namespace.as_str(), code.as_str()), (SOAP, name));
        // SOAP 1.1 has room for one code: the most particular.
        let expected = Fault { codes: fault.codes[kept..].to_vec(), ..fault.clone() };
        assert_eq!(expected.is_unsupported(), kept == 1);
        assert_eq!(read(&write(&Envelope::fault(fault))), Envelope::fault(expected));
    }
}

#[test]
fn what_a_fault_repeats_is_told() {
    let repeated = |part: &str, again: &str| {
        let xml = envelope("", &format!("<soap:Fault>{part}{again}</soap:Fault>"));
        let (options, notices) = ReadOptions::default().collecting();
        let fault = fault(Message::from_xml_with(&xml, &options).expect("a message"));
        // What is missing and what is no code is told as well.
        let is_repeated = |notice: &Notice| matches!(notice.kind, NoticeKind::Repeated(_));
        (fault, notices.take().into_iter().filter(is_repeated).collect::<Vec<_>>())
    };
    for name in ["faultcode", "faultstring", "faultactor", "detail"] {
        let part = format!("<{name}/>");
        let (_, told) = repeated(&part, &part);
        assert!(matches!(&told[..], [Notice { kind: NoticeKind::Repeated(local), .. }] if local == name), "{told:?}");
    }
    let (fault, told) = repeated("<faultcode>a</faultcode>", "<soap:faultcode>b</soap:faultcode>");
    assert_eq!((&*fault.codes[0].name, fault.codes.len(), told.len()), ("b", 1, 1));
}

#[test]
fn attributes_of_the_envelope_are_told() {
    let fault = "<soap:Fault><faultcode>soap:Client</faultcode><faultstring>x</faultstring></soap:Fault>";
    let xml = envelope("", fault).replace("Body>", "Body >").replacen(
        "<soap:Body ",
        r#"<soap:Body soap:encodingStyle="" xmlns:u="urn:u" u:Id="b""#,
        1,
    );
    let (options, notices) = ReadOptions::default().collecting();
    Message::from_xml_with(&xml, &options).expect("a message");
    let told: Vec<_> = notices.take().iter().map(ToString::to_string).collect();
    assert!(matches!(&told[..], [one] if one.ends_with("Envelope/Body: attribute {urn:u}Id is not kept")), "{told:?}");
}
