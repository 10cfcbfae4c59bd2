//! Operations: what flows which way, and under which SOAPAction.

use soap_runtime::contract::{self, Binding, ExpandedName, Fault, FaultPart, Header, Message};

use super::Lowering;
use crate::ir::{BindingUse, Body, ElementId, FaultUse, HeaderUse, MessageUse, Operation, PartKind, PortType, Style};
use crate::qname::QName;

/// The transport that goes without saying.
const HTTP: &str = "http://schemas.xmlsoap.org/soap/http";

impl Lowering<'_> {
    pub(super) fn operations(&self, port_type: &PortType) -> Vec<contract::Operation> {
        let mut operations: Vec<_> = port_type.operations.iter().collect();
        operations.sort_by(|left, right| left.name.cmp(&right.name));
        operations.into_iter().map(|operation| self.operation(port_type, operation)).collect()
    }

    fn operation(&self, port_type: &PortType, operation: &Operation) -> contract::Operation {
        contract::Operation {
            port_type: self.names.name(&port_type.name),
            name: operation.name.as_str().into(),
            kind: operation.kind,
            is_rpc: operation.style == Style::Rpc,
            bindings: operation.bindings.iter().map(|binding| self.binding(binding)).collect(),
            input: operation.input.as_ref().map(|message| self.message(message)),
            output: operation.output.as_ref().map(|message| self.message(message)),
            faults: operation.faults.iter().map(|fault| self.fault(fault)).collect(),
            since: 0,
        }
    }

    fn binding(&self, binding: &BindingUse) -> Binding {
        let transport = binding.transport.as_deref().filter(|uri| *uri != HTTP);
        Binding {
            name: self.names.name(&binding.name),
            soap: binding.soap,
            action: binding.soap_action.as_deref().map(Into::into),
            transport: transport.map(Into::into),
        }
    }

    fn message(&self, message: &MessageUse) -> Message {
        let body = match message.body {
            Body::Element(element) => Some(self.element_name(element)),
            Body::Empty => None,
        };
        let is_encoded = message.is_encoded && body.is_some();
        Message { body, is_encoded, headers: message.headers.iter().map(|header| self.header(header)).collect() }
    }

    fn header(&self, header: &HeaderUse) -> Header {
        Header {
            element: self.element_name(header.element),
            is_required: header.required,
            faults: header.faults.iter().map(|fault| self.element_name(fault.element)).collect(),
            since: 0,
        }
    }

    fn fault(&self, fault: &FaultUse) -> Fault {
        let part = match fault.part.kind {
            PartKind::Element(id) => FaultPart::Element(self.element_name(id)),
            PartKind::Type(id) => {
                FaultPart::Type(self.type_name(id).unwrap_or_else(|| self.names.name(&QName::xsd("anyType"))))
            }
        };
        Fault { name: fault.name.as_str().into(), part }
    }

    fn element_name(&self, id: ElementId) -> ExpandedName {
        self.names.name(&self.contract.element(id).name)
    }
}
