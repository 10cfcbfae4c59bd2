//! Small messages to write tests with, and what is done with every message.

use ms_oxwscos::soap::{Body, Envelope};
use ms_oxwscos::{Document, ReadOptions};
use soap_runtime::{Error, Notice};
use spec_tests::canonical::Element;

pub(crate) type Message = Envelope<Document>;

pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
pub(crate) const MESSAGES: &str = "http://schemas.microsoft.com/exchange/services/2006/messages";
pub(crate) const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A message with these header blocks, if any, and this body; the usual prefixes are declared.
pub(crate) fn envelope(header: &str, body: &str) -> String {
    let header = if header.is_empty() { String::new() } else { format!("<soap:Header>{header}</soap:Header>") };
    format!(
        "<soap:Envelope xmlns:soap='{SOAP}' xmlns:m='{MESSAGES}' xmlns:t='{TYPES}' xmlns:xsi='{XSI}'>{header}\
         <soap:Body>{body}</soap:Body></soap:Envelope>"
    )
}

/// The request AddImGroup with this display name.
pub(crate) fn add_im_group(display_name: &str) -> String {
    envelope("", &format!("<m:AddImGroup><m:DisplayName>{display_name}</m:DisplayName></m:AddImGroup>"))
}

/// The response GetImItems with one persona that has this content behind its identifier.
pub(crate) fn persona(content: &str) -> String {
    envelope(
        "",
        &format!(
            "<m:GetImItemsResponse ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode><m:ImItemList>\
             <t:Personas><t:Persona><t:PersonaId Id='p1'/>{content}</t:Persona></t:Personas></m:ImItemList></m:GetImItemsResponse>"
        ),
    )
}

#[track_caller]
pub(crate) fn read(xml: &str) -> Message {
    Message::from_xml(xml).unwrap_or_else(|error| panic!("{error} in {xml}"))
}

/// What is read leniently, and what is forgiven.
#[track_caller]
pub(crate) fn read_with_notices(xml: &str) -> (Message, Vec<Notice>) {
    let (options, notices) = ReadOptions::default().collecting();
    let message = Message::from_xml_with(xml, &options).unwrap_or_else(|error| panic!("{error} in {xml}"));
    (message, notices.take())
}

pub(crate) fn read_strictly(xml: &str) -> Result<Message, Error> {
    Message::from_xml_with(xml, &ReadOptions::strict())
}

/// Notices as `path: what`.
pub(crate) fn shown(notices: &[Notice]) -> Vec<String> {
    notices.iter().map(|notice| format!("{}: {}", notice.position.path, notice.kind)).collect()
}

#[track_caller]
pub(crate) fn write(message: &Message) -> String {
    message.to_xml().unwrap_or_else(|error| panic!("{error}: {message:?}"))
}

/// The canonical form, as a parser of somebody else's sees it.
#[track_caller]
pub(crate) fn canonical(xml: &str) -> Element {
    Element::parse(xml).unwrap_or_else(|error| panic!("{error} in {xml}"))
}

/// Checks that a message is written as it was, but for its writing.
#[track_caller]
pub(crate) fn assert_comes_back(xml: &str) {
    let message = read(xml);
    let written = write(&message);
    assert_eq!(read(&written), message, "{written}");
    if let Some(difference) = canonical(xml).first_difference(&canonical(&written)) {
        panic!("{difference}, written as {written}");
    }
}

/// The document in a message's body.
#[track_caller]
pub(crate) fn document(message: &Message) -> &Document {
    match &message.body {
        Body::Message(document) => document,
        other => panic!("no message: {other:?}"),
    }
}

/// The display name of the request AddImGroup.
#[track_caller]
pub(crate) fn display_name(message: &Message) -> &str {
    match document(message) {
        Document::AddImGroup(request) => &request.display_name,
        other => panic!("no AddImGroup: {other:?}"),
    }
}
