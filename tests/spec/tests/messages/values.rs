//! Values that many messages hold.

use ms_oxwscos::messages::{ResponseCodeType, ResponseMessageTypeMessageXml};
use ms_oxwscos::soap::{Body, Envelope, Fault, FaultCode, HeaderBlock, Reason, Version};
use ms_oxwscos::types::{
    AnyItemIdType, ConnectingSidType, ExchangeImpersonationType, ExchangeVersionType, ItemIdType, MailboxCultureType,
    NonEmptyStringType, RequestServerVersion, ServerVersionInfo,
};
use ms_oxwscos::{AnyAttribute, AnyElement, Document};

use crate::case::Message;

pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
pub(crate) const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
pub(crate) const ERRORS: &str = "http://schemas.microsoft.com/exchange/services/2006/errors";

pub(crate) type Block = HeaderBlock<Document>;

pub(crate) fn message(headers: impl Into<Vec<Block>>, document: Document) -> Message {
    Envelope { version: Version::V1_1, headers: headers.into(), body: Body::Message(document) }
}

pub(crate) fn text(text: &str) -> NonEmptyStringType {
    NonEmptyStringType::new(text).expect("a text that is not empty")
}

pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn id(id: &str) -> AnyItemIdType {
    ItemIdType::new(id).into()
}

pub(crate) fn id_with_key(id: &str, change_key: &str) -> AnyItemIdType {
    ItemIdType::new(id).with_change_key(change_key).into()
}

// ---- headers --------------------------------------------------------------------------------------------------------

pub(crate) fn version(version: ExchangeVersionType) -> Block {
    Document::RequestServerVersion(Box::new(RequestServerVersion::new(version))).into()
}

pub(crate) fn culture(tag: &str) -> Block {
    Document::MailboxCulture(Box::new(MailboxCultureType::new(tag))).into()
}

pub(crate) fn acting_as(whom: ConnectingSidType) -> Block {
    Document::ExchangeImpersonation(Box::new(ExchangeImpersonationType::new(whom))).into()
}

/// The block with `soap:mustUnderstand`.
pub(crate) fn must_understand(block: Block, value: &str) -> Block {
    let (namespace, name, value) = (SOAP.to_owned(), "mustUnderstand".to_owned(), value.to_owned());
    Block { attributes: vec![AnyAttribute { namespace, name, value, ..AnyAttribute::default() }], ..block }
}

pub(crate) fn server([major, minor, build, revision]: [i32; 4], version: Option<&str>) -> Block {
    Document::ServerVersionInfo(Box::new(
        ServerVersionInfo::default()
            .with_major_version(major)
            .with_minor_version(minor)
            .with_major_build_number(build)
            .with_minor_build_number(revision)
            .with(|it| it.version = version.map(str::to_owned)),
    ))
    .into()
}

/// The server that the published responses are from.
pub(crate) fn published_server() -> Block {
    server([15, 0, 349, 0], Some("Exchange2013"))
}

/// The headers of every published request.
pub(crate) fn published_request_headers() -> [Block; 2] {
    [version(ExchangeVersionType::Exchange2013), culture("en-US")]
}

// ---- elements without a type ----------------------------------------------------------------------------------------

/// `<t:Value Name="…">…</t:Value>`
pub(crate) fn value(name: &str, text: &str) -> AnyElement {
    let (attribute, name) = ("Name".to_owned(), name.to_owned());
    let attributes = vec![AnyAttribute { name: attribute, value: name, ..AnyAttribute::default() }];
    AnyElement { attributes, ..AnyElement::new(TYPES, "Value").with_text(text) }
}

pub(crate) fn message_xml(any: impl Into<Vec<AnyElement>>) -> Option<ResponseMessageTypeMessageXml> {
    Some(ResponseMessageTypeMessageXml::default().with_any(any.into()))
}

/// The faults of Exchange say the same thing three times.
pub(crate) fn exchange_fault(code: &ResponseCodeType, reason: &str, brief: &str, message_xml: AnyElement) -> Message {
    let name = code.as_str().to_owned();
    Envelope::fault(Fault {
        codes: vec![FaultCode { prefix: "a".to_owned(), namespace: TYPES.to_owned(), name: name.clone() }],
        reasons: vec![Reason { language: some("en-US"), text: reason.to_owned() }],
        detail: Some(vec![
            AnyElement::new(ERRORS, "ResponseCode").with_text(name),
            AnyElement::new(ERRORS, "Message").with_text(brief),
            message_xml,
        ]),
        ..Fault::default()
    })
}
