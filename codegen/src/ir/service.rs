//! Operations with their messages (WSDL 1.1 §2–§3), bindings already applied.

use super::{ElementId, TypeId};
use crate::qname::QName;
use crate::source::Span;
use crate::wsdl::{OperationKind, SoapVersion, Style};

/// A named set of operations.
#[derive(Clone, Debug, PartialEq)]
pub struct PortType {
    /// The name.
    pub name: QName,
    /// Where it is defined.
    pub span: Option<Span>,
    /// The contract's own words about it.
    pub documentation: Option<String>,
    /// The operations in reach, in the order of the port type.
    pub operations: Vec<Operation>,
}

/// An operation as it is bound to SOAP.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The name; of two operations of one name in the port type, one that tells it from the other.
    pub name: String,
    /// Where it is defined.
    pub span: Option<Span>,
    /// The contract's own words about it.
    pub documentation: Option<String>,
    /// Which messages flow which way.
    pub kind: OperationKind,
    /// Whether the body's element is a part or the operation.
    pub style: Style,
    /// The SOAP version of the first of [`Self::bindings`].
    pub soap: SoapVersion,
    /// The action of the first of [`Self::bindings`].
    pub soap_action: Option<String>,
    /// What it says of WS-Addressing, if anything.
    pub actions: Option<Actions>,
    /// Every binding of the operation, SOAP 1.1 first, then by name; none where the contract binds nothing.
    pub bindings: Vec<BindingUse>,
    /// What the client sends.
    pub input: Option<MessageUse>,
    /// What the service sends.
    pub output: Option<MessageUse>,
    /// What the service sends instead of the output.
    pub faults: Vec<FaultUse>,
}

/// The actions of an operation's messages in WS-Addressing ([WS-Addressing 1.0 Metadata] 4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actions {
    /// Whether messages have to have addressing properties.
    pub is_required: bool,
    /// That of the input; empty without one.
    pub input: String,
    /// That of the output; empty without one.
    pub output: String,
}

/// How one binding binds an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindingUse {
    /// The binding.
    pub name: QName,
    /// Its SOAP version.
    pub soap: SoapVersion,
    /// The action; `None` when none is given, which is not the same as an empty one.
    pub soap_action: Option<String>,
    /// The transport's URI, such as `http://schemas.xmlsoap.org/soap/http`.
    pub transport: Option<String>,
}

/// A message in one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageUse {
    /// The message.
    pub message: QName,
    /// Where the operation names it.
    pub span: Option<Span>,
    /// The contract's own words about the message.
    pub documentation: Option<String>,
    /// What the body holds.
    pub body: Body,
    /// Whether the body is written by the rules of SOAP encoding.
    pub is_encoded: bool,
    /// The headers, in the order of the binding.
    pub headers: Vec<HeaderUse>,
    /// What goes beside the envelope, in the order of the message.
    pub attachments: Vec<AttachmentUse>,
}

/// A part of a message that is a MIME part of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentUse {
    /// The name of the message's part.
    pub part: String,
    /// The media types that it may have; none for any.
    pub media_types: Vec<String>,
}

/// What a message puts into the SOAP body.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// One element: a document-style message's part, or in rpc style the element that is named after the operation and
    /// holds the parts. That one is a global element like those of schemas. Where the parts stand in the body itself, it is one of the
    /// namespace `urn:soap-runtime:parts` with the content of the body.
    Element(ElementId),
    /// Nothing.
    Empty,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct PartUse {
    /// The name.
    pub name: String,
    /// Where it is defined.
    pub span: Option<Span>,
    /// What it holds.
    pub kind: PartKind,
}

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A global element.
    Element(ElementId),
    /// A value of a type.
    Type(TypeId),
}

/// A header of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderUse {
    /// The message whose part it is.
    pub message: QName,
    /// The part's name.
    pub part: String,
    /// The header's element.
    pub element: ElementId,
    /// Whether the binding marks it with `wsdl:required`.
    pub required: bool,
    /// Where it is bound.
    pub span: Option<Span>,
    /// The headers in which errors about this one are told.
    pub faults: Vec<HeaderFaultUse>,
}

/// A header in which errors about another header are told.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderFaultUse {
    /// The message whose part it is.
    pub message: QName,
    /// The part's name.
    pub part: String,
    /// The element.
    pub element: ElementId,
}

/// A declared fault: what stands in the detail.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultUse {
    /// The fault's name in the operation.
    pub name: String,
    /// The message.
    pub message: QName,
    /// Where the operation names it.
    pub span: Option<Span>,
    /// The contract's own words about it.
    pub documentation: Option<String>,
    /// The message's only part.
    pub part: PartUse,
}

/// A service (WSDL 1.1 §2.7).
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The name.
    pub name: QName,
    /// Where it is defined.
    pub span: Option<Span>,
    /// The contract's own words about it.
    pub documentation: Option<String>,
    /// The ports that are bound to SOAP, in document order.
    pub ports: Vec<Port>,
}

/// A port: an address for a binding.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    /// The name.
    pub name: String,
    /// The binding.
    pub binding: QName,
    /// The binding's port type.
    pub port_type: QName,
    /// The binding's SOAP version.
    pub soap: SoapVersion,
    /// Where it listens.
    pub address: Option<String>,
}
