//! Operations and services: from parts to elements and types.
//!
//! In: bound operations, and the graph with everything that they need. Out: port types and services of the graph.
//! Invariant: operations stay in the order of their port types.

use std::collections::BTreeMap;

use super::bind::{BoundOperation, Components};
use super::messages::{BoundFault, BoundHeader, BoundMessage};
use super::unresolved::Names;
use super::{actions, bodies};
use crate::diagnostic::Diagnostics;
use crate::ir::{
    AttachmentUse, BindingUse, Body, ElementId, FaultUse, HeaderFaultUse, HeaderUse, MessageUse, Operation, PartKind,
    PartUse, Port, PortType, Service, Style, TypeId,
};
use crate::qname::QName;
use crate::wsdl::{self, Part, PartContent};

/// Where names of elements and types lead.
pub(super) struct Targets<'g> {
    pub(super) types: &'g BTreeMap<QName, TypeId>,
    pub(super) elements: &'g BTreeMap<QName, ElementId>,
}

impl Targets<'_> {
    /// The port types, by name, with these operations.
    pub(super) fn port_types(&self, bound: &[BoundOperation<'_>]) -> Vec<PortType> {
        let mut port_types: Vec<PortType> = Vec::new();
        for operation in bound {
            let written = operation.port_type;
            if port_types.last().is_none_or(|last| last.name != written.name) {
                port_types.push(PortType {
                    name: written.name.clone(),
                    span: Some(written.span),
                    documentation: written.documentation.clone(),
                    operations: Vec::new(),
                });
            }
            if let Some(last) = port_types.last_mut() {
                last.operations.push(self.operation(operation));
            }
        }
        port_types
    }

    fn operation(&self, bound: &BoundOperation<'_>) -> Operation {
        let written = bound.operation;
        let bindings: Vec<BindingUse> = bound.bindings.iter().map(binding).collect();
        let style = bound.style();
        let input = |message: &BoundMessage<'_>| match style {
            Style::Document => self.message(message, self.document(message)),
            Style::Rpc => self.message(message, self.wrapped(&bodies::request_name(bound, message))),
        };
        let output = |message: &BoundMessage<'_>| match style {
            Style::Document => self.message(message, self.document(message)),
            Style::Rpc => self.message(message, self.wrapped(&bodies::response_name(bound, message))),
        };
        Operation {
            name: bound.name.clone(),
            span: Some(written.name.span),
            documentation: written.documentation.clone(),
            kind: written.kind,
            style,
            soap: bound.soap(),
            soap_action: bindings.first().and_then(|first| first.soap_action.clone()),
            actions: actions::of(bound),
            bindings,
            input: bound.input.as_ref().map(input),
            output: bound.output.as_ref().map(output),
            faults: bound.faults.iter().filter_map(|fault| self.fault(fault)).collect(),
        }
    }

    fn message(&self, bound: &BoundMessage<'_>, body: Body) -> MessageUse {
        MessageUse {
            message: bound.message.name.clone(),
            span: Some(bound.reference.message.span),
            documentation: bound.reference.documentation.clone().or_else(|| bound.message.documentation.clone()),
            body,
            is_encoded: bound.is_encoded,
            headers: bound.headers.iter().filter_map(|header| self.header(header)).collect(),
            attachments: bound.attachments.iter().map(attachment).collect(),
        }
    }

    fn document(&self, message: &BoundMessage<'_>) -> Body {
        if let Some(name) = bodies::parts_name(message) {
            return self.wrapped(&name);
        }
        match message.body.first().and_then(|part| self.part(part)) {
            Some(PartUse { kind: PartKind::Element(element), .. }) => Body::Element(element),
            Some(_) | None => Body::Empty,
        }
    }

    fn wrapped(&self, name: &QName) -> Body {
        self.elements.get(name).map_or(Body::Empty, |element| Body::Element(*element))
    }

    fn part(&self, part: &Part) -> Option<PartUse> {
        let kind = match &part.content {
            PartContent::Element(reference) => PartKind::Element(*self.elements.get(&reference.name)?),
            PartContent::Type(reference) => PartKind::Type(bodies::find_type(self.types, &reference.name)?),
        };
        Some(PartUse { name: part.name.clone(), span: Some(part.span), kind })
    }

    fn header(&self, bound: &BoundHeader<'_>) -> Option<HeaderUse> {
        let fault = |fault: &BoundHeader<'_>| {
            Some(HeaderFaultUse {
                message: fault.message.name.clone(),
                part: fault.part.to_owned(),
                element: *self.elements.get(&fault.element.name)?,
            })
        };
        Some(HeaderUse {
            message: bound.message.name.clone(),
            part: bound.part.to_owned(),
            element: *self.elements.get(&bound.element.name)?,
            required: bound.required,
            span: Some(bound.span),
            faults: bound.faults.iter().filter_map(fault).collect(),
        })
    }

    fn fault(&self, bound: &BoundFault<'_>) -> Option<FaultUse> {
        Some(FaultUse {
            name: bound.reference.name.value.clone(),
            message: bound.message.name.clone(),
            span: Some(bound.reference.name.span),
            documentation: bound.reference.documentation.clone().or_else(|| bound.message.documentation.clone()),
            part: self.part(bound.part)?,
        })
    }
}

fn binding(bound: &super::bind::OperationBinding<'_>) -> BindingUse {
    BindingUse {
        name: bound.binding.name.clone(),
        soap: bound.soap.version,
        soap_action: bound.operation.soap_action.clone(),
        transport: bound.soap.transport.clone(),
    }
}

/// The services, by name, with the ports that are bound to SOAP.
pub(super) fn services(components: &Components<'_>, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let service = |written: &wsdl::Service, diagnostics: &mut Diagnostics| Service {
        name: written.name.clone(),
        span: Some(written.span),
        documentation: written.documentation.clone(),
        ports: written.ports.iter().filter_map(|written| port(written, components, names, diagnostics)).collect(),
    };
    components.services.values().map(|written| service(written, diagnostics)).collect()
}

fn port(
    written: &wsdl::Port,
    components: &Components<'_>,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Port> {
    let Some(binding) = components.bindings.get(&written.binding.name) else {
        let known = components.bindings.keys().copied();
        let unknown = names.unknown("binding", &written.binding, known);
        diagnostics.push(unknown.leaves_out(&format!("port `{}`", written.name)));
        return None;
    };
    Some(Port {
        name: written.name.clone(),
        binding: binding.name.clone(),
        port_type: binding.port_type.name.clone(),
        soap: binding.soap.as_ref()?.version,
        address: written.address.clone(),
    })
}

fn attachment((part, media_types): &(&Part, Vec<&str>)) -> AttachmentUse {
    let media_types = media_types.iter().map(|media_type| (*media_type).to_owned()).collect();
    AttachmentUse { part: part.name.clone(), media_types }
}
