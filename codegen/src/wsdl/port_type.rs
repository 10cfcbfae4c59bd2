//! Port types and their operations (WSDL 1.1 §2.4, §2.5).

use roxmltree::Node;
pub use soap_runtime::contract::OperationKind;

use super::reader::Reader;
use crate::diagnostic::Diagnostic;
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
    /// Why it cannot be used.
    pub flaws: Vec<Diagnostic>,
}

/// An operation's input or output.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageRef {
    /// The name, by which operations of one name are told apart.
    pub name: Option<String>,
    /// The message.
    pub message: Reference,
    /// Its action in WS-Addressing, if it says one.
    pub action: Option<String>,
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
                self.passed_over(child);
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
        let (name, flaws) = self.kept(|reader| reader.reading.name(node));
        let Some(name) = name else {
            self.left_out("an operation", flaws);
            return None;
        };
        let (mut operation, flaws) = self.kept(|reader| reader.messages(node, name));
        operation.flaws = flaws;
        Some(operation)
    }

    fn messages(&mut self, node: Node<'_, '_>, name: Located<String>) -> Operation {
        let (mut input, mut output, mut faults) = (None, None, Vec::new());
        let mut order = Vec::new();
        for child in self.children(node) {
            match child.tag_name().name() {
                "input" => self.direction(child, &mut input),
                "output" => self.direction(child, &mut output),
                "fault" => faults.extend(self.fault(child)),
                _ => self.passed_over(child),
            }
            order.push(child.tag_name().name());
        }
        let kind = kind(&order);
        if !order.contains(&"input") && !order.contains(&"output") {
            let message = format!("operation `{}` has neither input nor output", name.value);
            self.reading.error("missing-element", name.span, message);
        }
        let documentation = self.documentation(node);
        Operation { name, documentation, kind, input, output, faults, flaws: Vec::new() }
    }

    fn direction(&mut self, node: Node<'_, '_>, slot: &mut Option<MessageRef>) {
        self.reading.known_attributes(node, &["name", "message"]);
        if slot.is_some() {
            self.reading.unexpected(node);
            return;
        }
        self.reading.required(node, "message");
        let name = self.reading.text(node, "name").map(|name| name.value);
        let message = self.component(node, "message");
        let documentation = self.documentation(node);
        let action = super::addressing::action(node);
        *slot = message.map(|message| MessageRef { name, message, action, documentation });
    }

    /// A fault; one without a name is called after its message.
    fn fault(&mut self, node: Node<'_, '_>) -> Option<FaultRef> {
        self.reading.known_attributes(node, &["name", "message"]);
        let (read, flaws) = self.kept(|reader| {
            reader.reading.required(node, "message")?;
            let message = reader.component(node, "message")?;
            let name = match reader.reading.text(node, "name") {
                Some(_) => reader.reading.name(node)?,
                None => reader.name_after(&message),
            };
            Some(FaultRef { name, message, documentation: reader.documentation(node) })
        });
        self.left_out("a fault", flaws);
        read
    }

    fn name_after(&mut self, message: &Reference) -> Located<String> {
        let value = message.name.local().to_owned();
        let text = format!("the fault has no name and is called `{value}` after its message");
        self.reading.warning("missing-attribute", message.span, text);
        Located { value, span: message.span }
    }
}

/// The kind of an operation with children of these names.
fn kind(order: &[&str]) -> OperationKind {
    let place = |name: &str| order.iter().position(|child| *child == name);
    match (place("input"), place("output")) {
        (Some(input), Some(output)) if output < input => OperationKind::SolicitResponse,
        (Some(_), Some(_)) => OperationKind::RequestResponse,
        (None, Some(_)) => OperationKind::Notification,
        (Some(_) | None, None) => OperationKind::OneWay,
    }
}
