//! Bodies with several children: the parts of a message in document style, or the content of a part with a type.
#![allow(clippy::unwrap_used)]

use case_tests::wsdl_parts::soap::{Body, Envelope};
use case_tests::wsdl_parts::{Document, ReadOptions, operations};

fn envelope(body: &str) -> String {
    format!(
        "<soap:Envelope xmlns:s=\"urn:example:wsdl-parts\" xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">{body}</soap:Envelope>"
    )
}

fn both(body: &str) -> Document {
    let text = envelope(&format!("<soap:Body>{body}</soap:Body>"));
    let [lenient, strict] = [ReadOptions::default(), ReadOptions::strict()]
        .map(|options| Envelope::<Document>::from_xml_with(&text, &options).unwrap());
    assert_eq!(lenient, strict);
    assert_eq!(lenient.to_xml().unwrap(), text);
    let Body::Message(message) = lenient.body else { panic!("a message expected") };
    message
}

const ORDER: &str = "<s:Order><s:Item>a</s:Item><s:Item>b</s:Item></s:Order>";

#[test]
fn the_parts_of_a_message_are_the_children_of_the_body() {
    let message = both(&format!("{ORDER}<s:Customer>c</s:Customer>"));
    let Document::OrderAndCustomer(place) = message else { panic!("{message:?}") };
    assert_eq!((place.order.item.len(), place.customer.as_str()), (2, "c"));
}

#[test]
fn a_part_with_a_type_is_what_the_body_holds() {
    let message = both("<s:Number>7</s:Number>");
    let Document::Receipt(receipt) = message else { panic!("{message:?}") };
    assert_eq!((receipt.number, receipt.note), (7, None));
    let message = both("<s:Number>7</s:Number><s:Note>n</s:Note>");
    assert!(matches!(message, Document::Receipt(receipt) if receipt.note.as_deref() == Some("n")));
}

#[test]
fn one_of_the_elements_alone_is_the_message_that_holds_it_alone() {
    let message = both(ORDER);
    assert!(matches!(message, Document::Order(order) if order.item.len() == 2), "another message");
}

#[test]
fn attributes_and_unknown_children_of_such_a_body_are_passed_over_unless_strict() {
    let text = envelope(&format!("<soap:Body s:x=\"1\">{ORDER}<s:More/><s:Customer>c</s:Customer></soap:Body>"));
    let read = |options: &ReadOptions| Envelope::<Document>::from_xml_with(&text, options);
    assert!(matches!(read(&ReadOptions::default()).unwrap().body, Body::Message(Document::OrderAndCustomer(_))));
    let error = read(&ReadOptions::strict()).unwrap_err().to_string();
    assert!(error.contains("More"), "{error}");
}

#[test]
fn operations_name_the_first_element_of_the_body() {
    let request = |operation: &soap_runtime::soap::Operation| operation.request.map(|element| element.local);
    assert_eq!(request(&operations::PLACE), Some("Order"));
    assert_eq!(operations::PLACE.response.map(|element| element.local), Some("Number"));
    assert_eq!(operations::PLACE.request_headers.len(), 1);
    assert_eq!(request(&operations::DROP), Some("Order"));
}
