//! Port types: a trait each, with a method for every operation and structs for the headers of requests and of responses.

use crate::ir::{Actions, AttachmentUse};

use super::{OperationError, RustType, Unwrapped, When, XmlName};

/// A port type: a trait.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PortType {
    /// The trait's name.
    pub name: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// The structs of request headers, that of most operations first; there is at least one.
    pub request_headers: Vec<Headers>,
    /// The same of response headers.
    pub response_headers: Vec<Headers>,
    /// The name of the alias for what a method returns.
    pub outcome: String,
    /// The name of the module that describes the operations.
    pub module: String,
    /// The name of its server.
    pub server: String,
    /// The name of the type that holds any implementor of its trait.
    pub object: String,
    /// The name of the module that has what this type needs for itself.
    pub object_module: String,
    /// Where the contract says it is.
    pub addresses: Vec<Address>,
    /// The operations in the order of the contract.
    pub operations: Vec<Operation>,
}

impl PortType {
    /// All structs of headers.
    pub(crate) fn headers_mut(&mut self) -> impl Iterator<Item = &mut Headers> {
        self.request_headers.iter_mut().chain(&mut self.response_headers)
    }
}

/// An address: a constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The constant's name.
    pub constant: String,
    /// The names of the ports that have it.
    pub ports: Vec<String>,
    /// The URI, as written.
    pub uri: String,
}

/// The names at the root by which an application says HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpNames {
    /// Of the runtime's module.
    pub module: String,
    /// Of the client, which is one for all port types.
    pub client: String,
}

/// The headers that some operations bind to their requests or responses: a struct of optional fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Headers {
    /// The struct's name.
    pub name: String,
    /// Other names for it: those of further operations that bind the same.
    pub aliases: Vec<String>,
    /// Its documentation.
    pub docs: Vec<String>,
    /// The fields.
    pub fields: Vec<HeaderField>,
}

/// The attachments of the requests or responses of an operation: a struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageParts {
    /// The struct's name.
    pub name: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// The fields' names, the parts that they are, and the media types that these may have.
    pub fields: Vec<(String, AttachmentUse)>,
}

/// The struct of headers that an operation has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnHeaders {
    /// Its place among the port type's: 0 for the usual one.
    pub place: usize,
    /// The name that the operation has for it.
    pub name: String,
}

/// A header.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderField {
    /// The field's name.
    pub name: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its type.
    pub ty: RustType,
    /// The document type's variant for its element.
    pub variant: String,
    /// When it is there.
    pub when: When,
}

/// An operation: a method.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The operation's name.
    pub name: String,
    /// The method's name.
    pub method: String,
    /// The name of the constant that describes it.
    pub constant: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// The value of SOAPAction.
    pub soap_action: String,
    /// What it says of WS-Addressing.
    pub actions: Option<Actions>,
    /// Whether it is bound to SOAP 1.2 alone.
    pub soap12: bool,
    /// Whether there is no response.
    pub one_way: bool,
    /// What the request's body holds.
    pub input: Option<Body>,
    /// What the response's body holds; `None` for a one-way operation or an empty body.
    pub output: Option<Body>,
    /// The header elements of the request.
    pub request_headers: Vec<XmlName>,
    /// The header elements of the response.
    pub response_headers: Vec<XmlName>,
    /// Its struct of request headers.
    pub takes_headers: OwnHeaders,
    /// Its struct of response headers.
    pub gives_headers: OwnHeaders,
    /// When it is there.
    pub when: When,
    /// What goes beside the envelopes of its requests and responses.
    pub parts: Vec<MessageParts>,
    /// The names of the declared faults, with the elements in their details.
    pub faults: Vec<(String, XmlName)>,
    /// What it can fail with, if it declares faults with elements.
    pub error: Option<OperationError>,
    /// How its method does without structs, if it does.
    pub unwrapped: Option<Unwrapped>,
}

/// A variant of the document type whose content is that of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// The variant.
    pub variant: String,
    /// The name of the element that stands for the body.
    pub element: XmlName,
    /// The elements in the body, and whether each has to be there.
    pub children: Vec<(XmlName, bool)>,
}

/// The element in a body; of several the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Its name.
    pub element: XmlName,
    /// Its type.
    pub ty: RustType,
    /// The document type's variant.
    pub variant: String,
}
