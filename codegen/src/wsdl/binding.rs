//! Bindings (WSDL 1.1 §2.5, §3.3–§3.7).

use roxmltree::Node;

use super::addressing::{self, UsesAddressing};
use super::mime::Attachment;
use super::reader::Reader;
use super::soap::soap_children;
use super::{SoapBody, SoapHeader, SoapVersion, Style};
use crate::diagnostic::Diagnostic;
use crate::markup::{Located, Reference};
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
    /// How it uses WS-Addressing, if it says that.
    pub addressing: Option<UsesAddressing>,
    /// Why it cannot be used.
    pub flaws: Vec<Diagnostic>,
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
    /// Why it cannot be used.
    pub flaws: Vec<Diagnostic>,
}

/// How a message is bound.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BindingMessage {
    /// The name, by which operations of one name are told apart.
    pub name: Option<String>,
    /// The body; `None` for all parts.
    pub body: Option<SoapBody>,
    /// The headers.
    pub headers: Vec<SoapHeader>,
    /// What goes beside the envelope, in MIME parts.
    pub attachments: Vec<Attachment>,
}

/// A bound fault.
#[derive(Clone, Debug, PartialEq)]
pub struct BindingFault {
    /// The fault's name in the operation.
    pub name: Located<String>,
    /// Why its detail cannot be told.
    pub flaws: Vec<Diagnostic>,
}

impl SoapBinding {
    /// Whether messages go over HTTP: a binding that names no transport means that.
    #[must_use]
    pub fn is_http(&self) -> bool {
        let transport = self.transport.as_deref().unwrap_or_default().trim_end_matches('/');
        let last = transport.rsplit(['/', ':']).next().unwrap_or_default();
        ["", "http", "https"].iter().any(|http| last.eq_ignore_ascii_case(http))
    }
}

impl Reader<'_> {
    pub(super) fn binding(&mut self, node: Node<'_, '_>) -> Option<Binding> {
        self.reading.known_attributes(node, &["name", "type"]);
        let (head, flaws) = self.kept(|reader| {
            let name = reader.reading.name(node)?;
            reader.reading.required(node, "type")?;
            Some((name, reader.component(node, "type")?))
        });
        let Some((name, port_type)) = head else {
            self.left_out("a binding", flaws);
            return None;
        };
        let (soap, flaws) = self.kept(|reader| {
            let soap = reader.soap_binding(node);
            (reader.children(node), soap)
        });
        let (children, soap) = soap;
        let mut operations = Vec::new();
        for child in children {
            match child.tag_name().name() {
                "operation" if soap.is_some() => operations.extend(self.binding_operation(child)),
                "operation" => {}
                _ => self.passed_over(child),
            }
        }
        let addressing = addressing::of_binding(node);
        Some(Binding { name: self.global_name(&name), span: name.span, port_type, soap, operations, addressing, flaws })
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
        let (name, flaws) = self.kept(|reader| reader.reading.name(node));
        let Some(name) = name else {
            self.left_out("an operation of a binding", flaws);
            return None;
        };
        let (mut bound, flaws) = self.kept(|reader| reader.bound(node, name));
        bound.flaws = flaws;
        Some(bound)
    }

    fn bound(&mut self, node: Node<'_, '_>, name: Located<String>) -> BindingOperation {
        let mut bound = BindingOperation {
            name,
            style: None,
            soap_action: None,
            input: None,
            output: None,
            faults: Vec::new(),
            flaws: Vec::new(),
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
                _ => self.passed_over(child),
            }
        }
        bound
    }

    fn binding_message(&mut self, node: Node<'_, '_>) -> BindingMessage {
        self.reading.known_attributes(node, &["name"]);
        self.children(node);
        let name = self.reading.text(node, "name").map(|name| name.value);
        let mut bound = BindingMessage { name, ..BindingMessage::default() };
        self.soap_parts(node, &mut bound);
        self.mime_parts(node, &mut bound);
        bound
    }

    /// What SOAP's extension elements below a node say of a message.
    pub(super) fn soap_parts(&mut self, node: Node<'_, '_>, bound: &mut BindingMessage) {
        for child in soap_children(node) {
            match child.tag_name().name() {
                "body" => bound.body = Some(self.body(child)),
                "header" => bound.headers.extend(self.header(child)),
                _ => self.passed_over(child),
            }
        }
    }

    /// A fault; one without a name has that of its `soap:fault`.
    fn binding_fault(&mut self, node: Node<'_, '_>) -> Option<BindingFault> {
        self.reading.known_attributes(node, &["name"]);
        let soap = soap_children(node).find(|child| child.tag_name().name() == "fault");
        let named = if self.reading.raw(node, "name").is_some() { node } else { soap.unwrap_or(node) };
        let (name, unnamed) = self.kept(|reader| reader.reading.name(named));
        let ((), flaws) = self.kept(|reader| {
            if let Some(child) = soap {
                reader.reading.known_attributes(child, &["name", "use", "namespace", "encodingStyle"]);
                reader.is_encoded(child);
            }
        });
        self.left_out("a fault of a binding", unnamed);
        Some(BindingFault { name: name?, flaws })
    }
}
