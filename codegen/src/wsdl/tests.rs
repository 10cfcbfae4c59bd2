#![allow(clippy::unwrap_used)]

use crate::fixture::{Outcome, compile, compile_from, wsdl};
use crate::ir::{Body, Contract, Operation, OperationKind, PartKind, SoapVersion, Style};
use crate::resolve::Reach;

const SCHEMA: &str = "<xs:element name='In' type='xs:int'/><xs:element name='Out' type='xs:int'/>\
    <xs:element name='H' type='xs:string'/><xs:element name='F' type='xs:string'/>";

const MESSAGES: &str = "<w:message name='In'><w:part name='body' element='a:In'/><w:part name='head' element='a:H'/></w:message>\
    <w:message name='Out'><w:part name='body' element='a:Out'/></w:message>\
    <w:message name='F'><w:part name='fault' element='a:F'/></w:message>";

const IN_OUT: &str = "<w:input message='tns:In'/><w:output message='tns:Out'/>";

fn port_type(operation: &str) -> String {
    format!("<w:portType name='P'><w:operation name='Get'>{operation}</w:operation></w:portType>")
}

fn binding(name: &str, soap: &str, content: &str) -> String {
    format!(
        "<w:binding name='{name}' type='tns:P'><{soap}:binding transport='urn:http'/>\
         <w:operation name='Get'><{soap}:operation soapAction='urn:{name}'/>{content}</w:operation></w:binding>"
    )
}

const BOUND: &str = "<w:input><soap:header message='tns:In' part='head' use='literal'/><soap:body use='literal'/></w:input>\
    <w:output><soap:body use='literal'/></w:output>";

fn compiled(content: &str) -> Outcome {
    compile(&[("w.wsdl", &wsdl(SCHEMA, content))])
}

fn only(contract: &Contract) -> &Operation {
    let [port_type] = contract.port_types() else { panic!("one port type expected") };
    let [operation] = port_type.operations.as_slice() else { panic!("one operation expected") };
    operation
}

fn element(contract: &Contract, id: crate::ir::ElementId) -> &str {
    contract.element(id).name.local()
}

#[test]
fn a_contract_without_service_and_with_messages_last_is_normal() {
    let fault = format!("{IN_OUT}<w:fault name='Oops' message='tns:F'/>");
    let content = format!("{}{}{MESSAGES}", binding("B", "soap", BOUND), port_type(&fault));
    let outcome = compiled(&content);
    assert_eq!(outcome.text(), "");
    let contract = outcome.contract();
    let operation = only(contract);
    assert_eq!((operation.kind, operation.style), (OperationKind::RequestResponse, Style::Document));
    assert_eq!((operation.soap, operation.soap_action.as_deref()), (SoapVersion::V1_1, Some("urn:B")));
    let input = operation.input.as_ref().unwrap();
    assert!(matches!(input.body, Body::Element(id) if element(contract, id) == "In"));
    assert_eq!(input.headers.iter().map(|header| element(contract, header.element)).collect::<Vec<_>>(), ["H"]);
    let fault = &operation.faults[0];
    assert!(matches!(fault.part.kind, PartKind::Element(id) if element(contract, id) == "F"));
    assert_eq!(contract.elements().len(), 4);
}

#[test]
fn the_order_of_messages_gives_the_kind_and_what_the_service_begins_is_left_out() {
    let input = "<w:input message='tns:In'/>";
    let output = "<w:output message='tns:Out'/>";
    let compiled =
        |messages: &str| compiled(&format!("{MESSAGES}{}{}", port_type(messages), binding("B", "soap", BOUND)));
    for (messages, kind) in
        [(format!("{input}{output}"), OperationKind::RequestResponse), (input.to_owned(), OperationKind::OneWay)]
    {
        assert_eq!(only(compiled(&messages).contract()).kind, kind);
    }
    for messages in [format!("{output}{input}"), output.to_owned()] {
        assert_eq!(compiled(&messages).codes(), ["no-operations", "begun-by-the-service"]);
        let beside = format!("{messages}</w:operation><w:operation name='Other'>{IN_OUT}");
        let bound = binding("B", "soap", BOUND).replace("</w:binding>", "<w:operation name='Other'/></w:binding>");
        let outcome = self::compiled(&format!("{MESSAGES}{}{bound}", port_type(&beside)));
        assert!(outcome.codes().contains(&"begun-by-the-service"), "{}", outcome.text());
    }
}

#[test]
fn bindings_that_agree_are_merged_and_others_told() {
    let soap_1_2 = binding("A", "soap12", &BOUND.replace("soap:", "soap12:"));
    let content = format!("{MESSAGES}{}{soap_1_2}{}", port_type(IN_OUT), binding("B", "soap", BOUND));
    let outcome = compiled(&content);
    assert_eq!(outcome.text(), "");
    let operation = only(outcome.contract());
    let bindings: Vec<_> = operation.bindings.iter().map(|bound| (bound.name.local(), bound.soap)).collect();
    assert_eq!(bindings, [("B", SoapVersion::V1_1), ("A", SoapVersion::V1_2)]);

    let other = binding("C", "soap", "<w:input><soap:body parts='body' use='literal'/></w:input>");
    let outcome = compiled(&format!("{MESSAGES}{}{}{other}", port_type(IN_OUT), binding("B", "soap", BOUND)));
    assert_eq!(outcome.codes(), ["different-binding"]);
    assert_eq!(only(outcome.contract()).bindings.len(), 1);
}

#[test]
fn a_header_that_is_bound_twice_is_taken_once() {
    let header = "<soap:header message='tns:In' part='head' use='literal'/>";
    let twice = BOUND.replace(header, &format!("{header}{header}"));
    let outcome = compiled(&format!("{MESSAGES}{}{}", port_type(IN_OUT), binding("B", "soap", &twice)));
    assert_eq!(outcome.codes(), ["duplicate-header"]);
    assert_eq!(only(outcome.contract()).input.as_ref().unwrap().headers.len(), 1);
}

#[test]
fn header_faults_and_required_headers_are_kept() {
    let bound = "<w:input><soap:header message='tns:In' part='head' use='literal' w:required='true'>\
        <soap:headerfault message='tns:F' part='fault' use='literal'/></soap:header><soap:body use='literal'/></w:input>";
    let outcome = compiled(&format!("{MESSAGES}{}{}", port_type(IN_OUT), binding("B", "soap", bound)));
    let contract = outcome.contract();
    let header = &only(contract).input.as_ref().unwrap().headers[0];
    assert!(header.required);
    assert_eq!(element(contract, header.faults[0].element), "F");
}

#[test]
fn rpc_style_puts_the_parts_into_an_element_of_the_operations_name() {
    let messages = "<w:message name='In'><w:part name='x' type='xs:int' xmlns:xs='http://www.w3.org/2001/XMLSchema'/>\
        <w:part name='y' type='a:T'/></w:message><w:message name='Out'/>";
    let bound = "<w:input><soap:body use='literal' namespace='urn:rpc'/></w:input>\
        <w:output><soap:body use='literal' namespace='urn:out'/></w:output>";
    let binding = binding("B", "soap", bound).replace("<soap:binding ", "<soap:binding style='rpc' ");
    let ty = "<xs:complexType name='T'/>";
    let document = wsdl(ty, &format!("{messages}{}{binding}", port_type(IN_OUT)));
    let outcome = compile(&[("w.wsdl", &document)]);
    assert_eq!(outcome.text(), "");
    let operation = only(outcome.contract());
    assert_eq!(operation.style, Style::Rpc);
    let contract = outcome.contract();
    let body = |message: &Option<crate::ir::MessageUse>| match message.as_ref().unwrap().body {
        Body::Element(id) => {
            (contract.element(id).name.to_string(), contract.content_elements(contract.element(id).ty))
        }
        Body::Empty => panic!("an element expected"),
    };
    let (name, parts) = body(&operation.input);
    assert_eq!(name, "{urn:rpc}Get");
    assert_eq!(parts.iter().map(|id| contract.element(*id).name.to_string()).collect::<Vec<_>>(), ["x", "y"]);
    assert_eq!(body(&operation.output), ("{urn:out}GetResponse".to_owned(), Vec::new()));
    assert!(contract.find_element(&contract.element(contract.elements()[0]).name).is_some());
}

#[test]
fn bodies_of_operations_that_are_not_asked_for_may_be_anything() {
    let typed = "<w:message name='Typed'><w:part name='x' type='a:T'/></w:message>";
    let port_type = "<w:portType name='P'><w:operation name='Get'><w:input message='tns:In'/></w:operation>\
        <w:operation name='Other'><w:input message='tns:Typed'/></w:operation></w:portType>";
    let other = "<w:operation name='Other'><soap:operation/><w:input><soap:body use='literal'/></w:input></w:operation></w:binding>";
    let binding = binding("B", "soap", BOUND).replace("</w:binding>", other);
    let document = wsdl(
        &format!("{SCHEMA}<xs:simpleType name='T'><xs:restriction base='xs:int'/></xs:simpleType>"),
        &format!("{MESSAGES}{typed}{port_type}{binding}"),
    );
    let selected = Reach::Selected(vec!["Get".to_owned()]);
    assert_eq!(compile_from(&["w.wsdl"], &[("w.wsdl", &document)], &selected).text(), "");
    assert_eq!(compile(&[("w.wsdl", &document)]).codes(), ["left-out"]);
    let bad = Reach::Selected(vec!["Get".to_owned(), "Other".to_owned()]);
    assert_eq!(compile_from(&["w.wsdl"], &[("w.wsdl", &document)], &bad).codes(), ["document-part"]);
    let pattern = Reach::Selected(vec!["*".to_owned()]);
    assert_eq!(compile_from(&["w.wsdl"], &[("w.wsdl", &document)], &pattern).codes(), ["left-out"]);
}

#[test]
fn an_encoding_of_somebodys_own_is_an_error_where_it_is_written() {
    let bound = "<w:input>\n<soap:body use='encoded' encodingStyle='urn:own'/></w:input>";
    let outcome = compiled(&format!("{MESSAGES}{}{}", port_type(IN_OUT), binding("B", "soap", bound)));
    assert!(
        outcome.text().contains(
            "error[encoding-style]: the encoding `urn:own` is not supported, only that of SOAP is\n  \
             6 | <soap:body use='encoded' encodingStyle='urn:own'/></w:input>"
        ),
        "{}",
        outcome.text()
    );
}

#[test]
fn other_bindings_and_required_extensions_are_told() {
    let http = "<w:binding name='H' type='tns:P'><http:binding verb='GET' xmlns:http='http://schemas.xmlsoap.org/wsdl/http/'/>\
        <w:operation name='Get'/></w:binding>";
    let content = format!("{MESSAGES}{}{http}{}", port_type(IN_OUT), binding("B", "soap", BOUND));
    let outcome = compiled(&content);
    assert_eq!(outcome.codes(), ["not-soap"]);
    assert!(outcome.contract.is_some());
    let extended = content.replacen("<w:portType", "<x:must xmlns:x='urn:x' w:required='true'/><w:portType", 1);
    assert_eq!(compiled(&extended).codes(), ["required-extension", "not-soap"]);
}

#[test]
fn zero_operations_are_an_error_that_names_what_was_found() {
    let http = "<w:binding name='H' type='tns:P'/>";
    let outcome = compiled(&format!("{MESSAGES}{}{http}", port_type(IN_OUT)));
    assert!(outcome.contract.is_none());
    assert!(
        outcome.text().starts_with(
            "w.wsdl:1:2: error[no-operations]: the contract has no operations bound to SOAP\n  \
               1 | <w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:soap='http://schemas.xmlsoap.org/wsdl/soap/' xmlns:soap1\n    \
                 |  ^^^^^^^^^^^^^\n  \
               note: found: port type `P` with 1 operation\n  \
               note: found: other binding `H` of `P`\n  \
               note: found: 3 messages, 0 services\n"
        ),
        "{}",
        outcome.text()
    );
}

#[test]
fn a_port_type_without_any_binding_is_bound_in_document_style() {
    let outcome = compiled(&format!("{MESSAGES}{}", port_type("<w:input message='tns:Out'/>")));
    assert_eq!(outcome.codes(), ["no-binding"]);
    let operation = only(outcome.contract());
    assert_eq!(
        (operation.style, operation.soap, operation.soap_action.clone()),
        (Style::Document, SoapVersion::V1_1, None)
    );
    assert!(operation.bindings.is_empty());
}

#[test]
fn without_port_types_there_are_the_types() {
    let outcome = compiled(MESSAGES);
    assert_eq!(outcome.codes(), ["no-operations"]);
    assert_eq!(outcome.contract().elements().len(), 4);
}

#[test]
fn misspelt_names_are_told_with_a_suggestion() {
    let whole = || format!("{MESSAGES}{}{}", port_type(IN_OUT), binding("B", "soap", BOUND));
    let cases = [
        ("message='tns:Out'", "message='tns:Outt'", "message `tns:Outt` is not defined", "did you mean `tns:Out`?"),
        ("type='tns:P'", "type='tns:PP'", "port type `tns:PP` is not defined", "did you mean `tns:P`?"),
        ("part='head'", "part='hed'", "message `In` has no part `hed`", "did you mean `head`?"),
        (
            "element='a:Out'",
            "element='a:Outt'",
            "operation `Get` needs `a:Outt`, not defined anywhere",
            "did you mean `a:Out`?",
        ),
    ];
    for (right, wrong, message, help) in cases {
        let outcome = compiled(&whole().replace(right, wrong));
        assert!(outcome.text().contains(message), "{}", outcome.text());
        assert!(outcome.text().contains(help), "{}", outcome.text());
    }
}

#[test]
fn operations_that_are_not_bound_or_not_there_are_told() {
    let more = "<w:portType name='P'><w:operation name='More'><w:input message='tns:In'/></w:operation>";
    let port_type = port_type(IN_OUT).replace("<w:portType name='P'>", more);
    let bound = binding("B", "soap", BOUND).replace("</w:binding>", "<w:operation name='Mores'/></w:binding>");
    let outcome = compiled(&format!("{MESSAGES}{port_type}{bound}"));
    assert_eq!(outcome.codes(), ["unbound-operation", "unknown-operation"]);
    assert!(outcome.text().contains("help: did you mean `More`?"));
    assert_eq!(only(outcome.contract()).name, "Get");
}

/// The operations of the only port type: name, and the local name of the element in the request.
fn requests(contract: &Contract) -> Vec<(String, String)> {
    let [port_type] = contract.port_types() else { panic!("one port type expected") };
    let request = |operation: &Operation| match operation.input.as_ref().map(|input| &input.body) {
        Some(Body::Element(id)) => element(contract, *id).to_owned(),
        _ => String::new(),
    };
    port_type.operations.iter().map(|operation| (operation.name.clone(), request(operation))).collect()
}

#[test]
fn overloaded_operations_get_names_of_their_own() {
    let operation = |input: &str, message: &str| {
        format!("<w:operation name='Get'><w:input{input} message='tns:{message}'/></w:operation>")
    };
    let bound = |input: &str| {
        format!(
            "<w:operation name='Get'><soap:operation/><w:input{input}><soap:body parts='body' use='literal'/></w:input></w:operation>"
        )
    };
    let compiled = |operations: String, bound: String| {
        let port_type = format!("<w:portType name='P'>{operations}</w:portType>");
        let head = "<w:binding name='B' type='tns:P'><soap:binding transport='http://schemas.xmlsoap.org/soap/http'/>";
        compiled(&format!("{MESSAGES}{port_type}{head}{bound}</w:binding>"))
    };
    let (a, b) = (" name='GetA'", " name='GetB'");
    let named = compiled(operation(a, "In") + &operation(b, "Out"), bound(b) + &bound(a));
    assert_eq!(named.codes(), ["overloaded-operation"]);
    let expected =
        |first: &str, second: &str| [(first.to_owned(), "In".to_owned()), (second.to_owned(), "Out".to_owned())];
    assert_eq!(requests(named.contract()), expected("GetA", "GetB"));
    let numbered = compiled(operation("", "In") + &operation("", "Out"), bound("") + &bound(""));
    assert_eq!(requests(numbered.contract()), expected("Get", "Get2"));
}

#[test]
fn names_without_prefix_are_of_the_target_namespace_where_the_default_is_of_wsdl() {
    let document = wsdl(SCHEMA, &format!("{MESSAGES}{}{}", port_type(IN_OUT), binding("B", "soap", BOUND)));
    let document = document.replacen(" xmlns:w=", " xmlns='http://schemas.xmlsoap.org/wsdl/' xmlns:w=", 1);
    let outcome = compile(&[("w.wsdl", &document.replace("'tns:", "'"))]);
    assert_eq!(outcome.codes(), ["name-without-prefix"; 4]);
    assert_eq!(only(outcome.contract()).name, "Get");
}

#[test]
fn a_missing_target_namespace_is_one_error() {
    let document = wsdl(SCHEMA, &format!("{MESSAGES}{}{}", port_type(IN_OUT), binding("B", "soap", BOUND)));
    let target = document.split_once("targetNamespace='").unwrap().1.split_once('\'').unwrap().0.to_owned();
    let outcome = compile(&[("w.wsdl", &document.replacen(&format!("targetNamespace='{target}'"), "", 1))]);
    assert_eq!(outcome.codes(), ["missing-target-namespace"]);
    assert!(outcome.text().contains(&format!("help: write targetNamespace=\"{target}\"")), "{}", outcome.text());
}

#[test]
fn other_transports_yield_to_http() {
    let jms = binding("A", "soap", BOUND).replace("urn:http", "http://www.w3.org/2010/soapjms/");
    let both = compiled(&format!("{MESSAGES}{}{jms}{}", port_type(IN_OUT), binding("B", "soap", BOUND)));
    assert_eq!(both.codes(), ["transport"]);
    assert_eq!(only(both.contract()).soap_action.as_deref(), Some("urn:B"));
    let alone = compiled(&format!("{MESSAGES}{}{jms}", port_type(IN_OUT)));
    assert_eq!(alone.codes(), ["transport"]);
    assert_eq!(only(alone.contract()).bindings.len(), 1);
}

#[test]
fn attachments_are_no_part_of_the_body() {
    let mime = "<w:input><m:multipartRelated xmlns:m='http://schemas.xmlsoap.org/wsdl/mime/'>\
        <m:part><soap:header message='tns:In' part='head' use='literal'/><soap:body use='literal'/></m:part>\
        <m:part><m:content part='picture' type='image/png'/></m:part></m:multipartRelated></w:input>";
    let messages = MESSAGES.replacen("</w:message>", "<w:part name='picture' element='a:F'/></w:message>", 1);
    let outcome = compiled(&format!("{messages}{}{}", port_type(IN_OUT), binding("B", "soap", mime)));
    assert_eq!(outcome.codes(), ["mime-binding"]);
    let contract = outcome.contract();
    let input = only(contract).input.as_ref().unwrap();
    assert!(matches!(input.body, Body::Element(id) if element(contract, id) == "In"));
    assert_eq!(input.headers.len(), 1);
}

#[test]
fn what_other_bindings_use_is_not_looked_at() {
    let http = "<w:message name='Get'><w:part name='code' type='nowhere:T'/></w:message><w:message name='Got'><w:part name='Body'/></w:message>\
        <w:portType name='H'><w:operation name='Get'><w:input message='tns:Get'/><w:output message='tns:Got'/></w:operation></w:portType>\
        <w:binding name='H' type='tns:H'><http:binding verb='GET' xmlns:http='http://schemas.xmlsoap.org/wsdl/http/'/>\
        <w:operation name='Get'/></w:binding>";
    let outcome = compiled(&format!("{MESSAGES}{}{http}{}", port_type(IN_OUT), binding("B", "soap", BOUND)));
    assert_eq!(outcome.codes(), ["not-soap"]);
}

#[test]
fn operations_can_be_selected() {
    let document = wsdl(SCHEMA, &format!("{MESSAGES}{}{}", port_type(IN_OUT), binding("B", "soap", BOUND)));
    let selected =
        |name: &str| compile_from(&["w.wsdl"], &[("w.wsdl", &document)], &Reach::Selected(vec![name.to_owned()]));
    assert_eq!(only(selected("Get").contract()).name, "Get");
    assert_eq!(
        selected("Gett").text(),
        "error[unknown-operation]: there is no operation `Gett`\n  help: did you mean `Get`?\n"
    );
}

#[test]
fn services_have_ports_with_addresses() {
    let service = "<w:service name='S'><w:documentation>What it is.</w:documentation><w:port name='p' binding='tns:B'>\
        <soap:address location='https://example.org/'/></w:port></w:service>";
    let content = format!("{MESSAGES}{}{}{service}", port_type(IN_OUT), binding("B", "soap", BOUND));
    let outcome = compiled(&content);
    let [service] = outcome.contract().services() else { panic!("one service expected") };
    assert_eq!(service.documentation.as_deref(), Some("What it is."));
    assert_eq!(service.ports[0].address.as_deref(), Some("https://example.org/"));
    assert_eq!(service.ports[0].port_type.local(), "P");
}
