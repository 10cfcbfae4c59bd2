//! Bindings (WSDL 1.1 §2.5, §3.3–§3.7).

use roxmltree::Node;

use super::reader::Reader;
use super::soap::soap_children;
use super::{SoapBody, SoapHeader, SoapVersion, Style};
use crate::markup::{Located, Reference, written_name};
use crate::qname::QName;
use crate::source::Span;

/// A binding of a port type.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// The port type.
    pub port_type: Reference,
    /// How it is bound to SOAP; `None` for other bindings, whose operations are not read.
    pub soap: Option<SoapBinding>,
    /// In document order.
    pub operations: Vec<BindingOperation>,
}

/// `soap:binding`
#[derive(Clone, Debug, PartialEq)]
pub struct SoapBinding {
    /// Which envelope.
    pub version: SoapVersion,
    /// The style of operations that give none.
    pub style: Style,
    /// The transport's URI.
    pub transport: Option<String>,
}

/// How an operation is bound.
#[derive(Clone, Debug, PartialEq)]
pub struct BindingOperation {
    /// The operation's name.
    pub name: Located<String>,
    /// Its own style.
    pub style: Option<Style>,
    /// `soapAction`, if given.
    pub soap_action: Option<String>,
    /// How the input is bound.
    pub input: Option<BindingMessage>,
    /// How the output is bound.
    pub output: Option<BindingMessage>,
    /// Which faults are bound.
    pub faults: Vec<BindingFault>,
}

/// How a message is bound.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BindingMessage {
    /// The body; `None` for all parts.
    pub body: Option<SoapBody>,
    /// The headers.
    pub headers: Vec<SoapHeader>,
}

/// A bound fault.
#[derive(Clone, Debug, PartialEq)]
pub struct BindingFault {
    /// The fault's name in the operation.
    pub name: Located<String>,
}

impl Reader<'_> {
    pub(super) fn binding(&mut self, node: Node<'_, '_>) -> Option<Binding> {
        self.reading.known_attributes(node, &["name", "type"]);
        let name = self.reading.name(node)?;
        self.reading.required(node, "type")?;
        let port_type = self.reading.reference(node, "type")?;
        let soap = self.soap_binding(node);
        let mut operations = Vec::new();
        for child in self.children(node) {
            match child.tag_name().name() {
                "operation" if soap.is_some() => operations.extend(self.binding_operation(child)),
                "operation" => {}
                _ => self.reading.unexpected(child),
            }
        }
        Some(Binding { name: self.global_name(&name), span: name.span, port_type, soap, operations })
    }

    fn soap_binding(&mut self, node: Node<'_, '_>) -> Option<SoapBinding> {
        let child = soap_children(node).find(|child| child.tag_name().name() == "binding")?;
        self.reading.known_attributes(child, &["style", "transport"]);
        Some(SoapBinding {
            version: super::soap::version_of(child)?,
            style: self.style(child).unwrap_or(Style::Document),
            transport: self.reading.text(child, "transport").map(|transport| transport.value),
        })
    }

    fn style(&mut self, node: Node<'_, '_>) -> Option<Style> {
        let text = self.reading.text(node, "style")?;
        match text.value.as_str() {
            "document" => Some(Style::Document),
            "rpc" => Some(Style::Rpc),
            _ => {
                self.reading.illegal(&text, "style", "`document` or `rpc`");
                None
            }
        }
    }

    fn binding_operation(&mut self, node: Node<'_, '_>) -> Option<BindingOperation> {
        self.reading.known_attributes(node, &["name"]);
        let mut bound = BindingOperation {
            name: self.reading.name(node)?,
            style: None,
            soap_action: None,
            input: None,
            output: None,
            faults: Vec::new(),
        };
        for child in soap_children(node).filter(|child| child.tag_name().name() == "operation") {
            let known = ["soapAction", "style", "soapActionRequired"];
            self.reading.known_attributes(child, &known);
            bound.soap_action = self.reading.text(child, "soapAction").map(|action| action.value);
            bound.style = self.style(child);
        }
        for child in self.children(node) {
            match child.tag_name().name() {
                "input" => bound.input = Some(self.binding_message(child)),
                "output" => bound.output = Some(self.binding_message(child)),
                "fault" => bound.faults.extend(self.binding_fault(child)),
                _ => self.reading.unexpected(child),
            }
        }
        Some(bound)
    }

    fn binding_message(&mut self, node: Node<'_, '_>) -> BindingMessage {
        self.reading.known_attributes(node, &["name"]);
        let mut bound = BindingMessage::default();
        for child in soap_children(node) {
            match child.tag_name().name() {
                "body" => bound.body = Some(self.body(child)),
                "header" => bound.headers.extend(self.header(child)),
                _ => self.reading.unexpected(child),
            }
        }
        let mut inner = node.children().filter(Node::is_element);
        if let Some(mime) = inner.find(|child| child.tag_name().name() == "multipartRelated") {
            let message = format!("messages in MIME parts (`{}`) are not supported", written_name(mime));
            self.reading.error("mime-binding", self.reading.tag_span(mime), message);
        }
        bound
    }

    fn binding_fault(&mut self, node: Node<'_, '_>) -> Option<BindingFault> {
        self.reading.known_attributes(node, &["name"]);
        let name = self.reading.name(node)?;
        for child in soap_children(node).filter(|child| child.tag_name().name() == "fault") {
            self.reading.known_attributes(child, &["name", "use", "namespace", "encodingStyle"]);
            self.literal(child);
        }
        Some(BindingFault { name })
    }
}
