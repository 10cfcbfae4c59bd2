//! WSDL documents as they are written (WSDL 1.1 §2, §3).
//!
//! In: a `wsdl:definitions` element. Out: [`Definitions`]: messages, port types, bindings and services in any
//! order, references still being names. Invariant: what is wrong with a component is kept with it, to be told where something uses it; what
//! means nothing is a warning at its place.
//!
//! ```xml
//! <wsdl:portType name="P"><wsdl:operation name="Get"><wsdl:input message="tns:GetIn"/>…
//! <wsdl:message name="GetIn"><wsdl:part name="request" element="tns:Get"/></wsdl:message>
//! ```
//!
//! Inline schemas are read by [`crate::xsd`].

mod addressing;
mod binding;
mod definitions;
mod extension;
mod message;
mod mime;
mod port_type;
mod reader;
mod service;
mod soap;

pub use addressing::UsesAddressing;
pub use binding::{Binding, BindingFault, BindingMessage, BindingOperation, SoapBinding};
pub use definitions::Definitions;
pub use message::{Message, Part, PartContent};
pub use mime::Attachment;
pub use port_type::{FaultRef, MessageRef, Operation, OperationKind, PortType};
pub use service::{Port, Service};
pub use soap::{SoapBody, SoapHeader, SoapHeaderFault, SoapVersion, Style};

pub(crate) use definitions::parse;

/// The namespace of WSDL 1.1.
pub const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
/// The namespace of the SOAP 1.1 binding.
pub const SOAP_1_1: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
/// The namespace of the SOAP 1.2 binding.
pub const SOAP_1_2: &str = "http://schemas.xmlsoap.org/wsdl/soap12/";

#[cfg(test)]
mod tests;
