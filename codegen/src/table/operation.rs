//! The lines of operations: what flows which way, and under which SOAPAction.

use super::Table;
use super::lines::quoted;
use crate::ir::{
    BindingUse, Body, FaultUse, HeaderUse, MessageUse, Operation, OperationKind, PartKind, PartUse, SoapVersion, Style,
};

/// The transport that goes without saying.
const HTTP: &str = "http://schemas.xmlsoap.org/soap/http";

impl Table<'_> {
    pub(super) fn operations(&mut self) {
        for port_type in self.contract.port_types() {
            let owner = self.names.spell(&port_type.name);
            let mut operations: Vec<_> = port_type.operations.iter().collect();
            operations.sort_by(|left, right| left.name.cmp(&right.name));
            for operation in operations {
                self.operation(&owner, operation);
            }
        }
    }

    fn operation(&mut self, owner: &str, operation: &Operation) {
        let mut line = format!("operation {owner}/{}", operation.name);
        line.push_str(match operation.kind {
            OperationKind::RequestResponse => "",
            OperationKind::OneWay => " one-way",
            OperationKind::SolicitResponse => " solicit-response",
            OperationKind::Notification => " notification",
        });
        if operation.style == Style::Rpc {
            line.push_str(" rpc");
        }
        self.lines.fact(&line);
        self.lines.indent();
        operation.bindings.iter().for_each(|binding| self.binding(binding));
        self.message("input", operation.input.as_ref());
        self.message("output", operation.output.as_ref());
        operation.faults.iter().for_each(|fault| self.fault(fault));
        self.lines.outdent();
    }

    fn binding(&mut self, binding: &BindingUse) {
        let soap = match binding.soap {
            SoapVersion::V1_1 => "soap11",
            SoapVersion::V1_2 => "soap12",
        };
        let mut line = format!("binding {} {soap}", self.names.spell(&binding.name));
        if let Some(action) = &binding.soap_action {
            line.push_str(&format!(" action={}", quoted(action)));
        }
        if let Some(transport) = binding.transport.as_ref().filter(|uri| *uri != HTTP) {
            line.push_str(&format!(" transport={}", quoted(transport)));
        }
        self.lines.fact(&line);
    }

    fn message(&mut self, direction: &str, message: Option<&MessageUse>) {
        let Some(message) = message else { return };
        let mut line = direction.to_owned();
        if let Body::Element(element) = message.body {
            line.push(' ');
            line.push_str(&self.names.spell(&self.contract.element(element).name));
        }
        self.lines.fact(&line);
        self.lines.indent();
        message.headers.iter().for_each(|header| self.header(header));
        self.lines.outdent();
    }

    fn header(&mut self, header: &HeaderUse) {
        let name = self.names.spell(&self.contract.element(header.element).name);
        let required = if header.required { " required" } else { "" };
        self.lines.fact(&format!("header {name}{required}"));
        self.lines.indent();
        for fault in &header.faults {
            let name = self.names.spell(&self.contract.element(fault.element).name);
            self.lines.fact(&format!("fault {name}"));
        }
        self.lines.outdent();
    }

    fn fault(&mut self, fault: &FaultUse) {
        let line = match fault.part.kind {
            PartKind::Element(_) | PartKind::Type(_) => {
                let part = self.part(&fault.part);
                let (_, kind) = part.split_once(' ').unwrap_or(("", &part));
                format!("fault {} {kind}", fault.name)
            }
        };
        self.lines.fact(&line);
    }

    /// `NCNAME element|type NAME`
    fn part(&self, part: &PartUse) -> String {
        let (kind, name) = match part.kind {
            PartKind::Element(id) => ("element", self.names.spell(&self.contract.element(id).name)),
            PartKind::Type(id) => ("type", self.type_reference(id)),
        };
        format!("{} {kind} {name}", part.name)
    }
}
