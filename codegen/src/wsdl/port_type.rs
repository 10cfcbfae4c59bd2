//! Port types and their operations (WSDL 1.1 §2.4, §2.5).

use roxmltree::Node;
pub use soap_runtime::contract::OperationKind;

use super::reader::Reader;
use crate::markup::{Located, Reference};
use crate::qname::QName;
use crate::source::Span;

/// A named set of operations.
#[derive(Clone, Debug, PartialEq)]
pub struct PortType {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// The contract's own words about it.
    pub documentation: Option<String>,
    /// In document order.
    pub operations: Vec<Operation>,
}

/// An abstract operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The name.
    pub name: Located<String>,
    /// The contract's own words about it.
    pub documentation: Option<String>,
    /// Which messages flow which way.
    pub kind: OperationKind,
    /// The message to the service.
    pub input: Option<MessageRef>,
    /// The message from the service.
    pub output: Option<MessageRef>,
    /// The messages that may come instead of the output.
    pub faults: Vec<FaultRef>,
}

/// An operation's input or output.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageRef {
    /// The message.
    pub message: Reference,
    /// The contract's own words about it.
    pub documentation: Option<String>,
}

/// An operation's fault.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultRef {
    /// The name.
    pub name: Located<String>,
    /// The message.
    pub message: Reference,
    /// The contract's own words about it.
    pub documentation: Option<String>,
}

impl Reader<'_> {
    pub(super) fn port_type(&mut self, node: Node<'_, '_>) -> Option<PortType> {
        self.reading.known_attributes(node, &["name"]);
        let mut operations = Vec::new();
        for child in self.children(node) {
            if child.tag_name().name() == "operation" {
                operations.extend(self.operation(child));
            } else {
                self.reading.unexpected(child);
            }
        }
        let name = self.reading.name(node)?;
        Some(PortType {
            name: self.global_name(&name),
            span: name.span,
            documentation: self.documentation(node),
            operations,
        })
    }

    fn operation(&mut self, node: Node<'_, '_>) -> Option<Operation> {
        self.reading.known_attributes(node, &["name", "parameterOrder"]);
        let (mut input, mut output, mut faults) = (None, None, Vec::new());
        let mut output_first = false;
        for child in self.children(node) {
            match child.tag_name().name() {
                "input" => self.direction(child, &mut input),
                "output" => {
                    output_first |= input.is_none();
                    self.direction(child, &mut output);
                }
                "fault" => faults.extend(self.fault(child)),
                _ => self.reading.unexpected(child),
            }
        }
        let name = self.reading.name(node)?;
        let kind = match (&input, &output) {
            (Some(_), Some(_)) if output_first => OperationKind::SolicitResponse,
            (Some(_), Some(_)) => OperationKind::RequestResponse,
            (None, Some(_)) => OperationKind::Notification,
            (Some(_), None) => OperationKind::OneWay,
            (None, None) => {
                let message = format!("operation `{}` has neither input nor output", name.value);
                self.reading.error("missing-element", name.span, message);
                return None;
            }
        };
        let documentation = self.documentation(node);
        Some(Operation { name, documentation, kind, input, output, faults })
    }

    fn direction(&mut self, node: Node<'_, '_>, slot: &mut Option<MessageRef>) {
        self.reading.known_attributes(node, &["name", "message"]);
        if slot.is_some() {
            self.reading.unexpected(node);
            return;
        }
        self.reading.required(node, "message");
        let message = self.reading.reference(node, "message");
        let documentation = self.documentation(node);
        *slot = message.map(|message| MessageRef { message, documentation });
    }

    fn fault(&mut self, node: Node<'_, '_>) -> Option<FaultRef> {
        self.reading.known_attributes(node, &["name", "message"]);
        let name = self.reading.name(node)?;
        self.reading.required(node, "message")?;
        let message = self.reading.reference(node, "message")?;
        let documentation = self.documentation(node);
        Some(FaultRef { name, message, documentation })
    }
}
