//! Which operations there are, and what each sends.
//!
//! In: all WSDL documents, taken as one set. Out: the operations that are bound to SOAP, with messages and parts
//! found, and elements and types still being names. Invariant: every operation that is left out is told of.
//!
//! ```xml
//! <wsdl:binding type="tns:P"><wsdl:operation name="Get"><wsdl:input><soap:header message="tns:GetIn" part="H"/>…
//! ```

use std::collections::BTreeMap;

use super::messages::{BoundFault, BoundMessage};
use super::unresolved::Names;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::load::SchemaSet;
use crate::markup::{Located, Reference};
use crate::qname::QName;
use crate::source::Span;
use crate::wsdl::{Binding, BindingOperation, Message, Operation, PortType, Service, SoapBinding, SoapVersion, Style};

/// The components of all WSDL documents, by name.
#[derive(Debug, Default)]
pub(super) struct Components<'a> {
    pub(super) messages: BTreeMap<&'a QName, &'a Message>,
    pub(super) port_types: BTreeMap<&'a QName, &'a PortType>,
    pub(super) bindings: BTreeMap<&'a QName, &'a Binding>,
    pub(super) services: BTreeMap<&'a QName, &'a Service>,
}

/// An operation with its bindings.
#[derive(Debug)]
pub(super) struct BoundOperation<'a> {
    pub(super) port_type: &'a PortType,
    pub(super) operation: &'a Operation,
    /// SOAP 1.1 first, then by name; all say the same.
    pub(super) bindings: Vec<OperationBinding<'a>>,
    pub(super) input: Option<BoundMessage<'a>>,
    pub(super) output: Option<BoundMessage<'a>>,
    pub(super) faults: Vec<BoundFault<'a>>,
}

/// An operation in a binding.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperationBinding<'a> {
    pub(super) binding: &'a Binding,
    pub(super) soap: &'a SoapBinding,
    pub(super) operation: &'a BindingOperation,
}

impl OperationBinding<'_> {
    pub(super) fn style(&self) -> Style {
        self.operation.style.unwrap_or(self.soap.style)
    }
}

impl<'a> Components<'a> {
    /// Gathers the components of all documents; two of one name are an error.
    pub(super) fn collect(set: &'a SchemaSet, diagnostics: &mut Diagnostics) -> Self {
        let all = &set.definitions;
        let messages = all.iter().flat_map(|one| &one.messages).map(|one| (&one.name, one.span, one));
        let port_types = all.iter().flat_map(|one| &one.port_types).map(|one| (&one.name, one.span, one));
        let bindings = all.iter().flat_map(|one| &one.bindings).map(|one| (&one.name, one.span, one));
        let services = all.iter().flat_map(|one| &one.services).map(|one| (&one.name, one.span, one));
        Self {
            messages: by_name("message", messages, diagnostics),
            port_types: by_name("port type", port_types, diagnostics),
            bindings: by_name("binding", bindings, diagnostics),
            services: by_name("service", services, diagnostics),
        }
    }
}

fn by_name<'a, T>(
    noun: &str,
    components: impl Iterator<Item = (&'a QName, Span, &'a T)>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'a QName, &'a T> {
    let mut named = BTreeMap::new();
    for (name, span, component) in components {
        if let Some((first, _)) = named.insert(name, (span, component)) {
            let message = format!("{noun} `{}` is defined twice", name.local());
            let found = Diagnostic::error("duplicate-definition", span, message);
            diagnostics.push(found.note(first, "it is also defined here"));
        }
    }
    named.into_iter().map(|(name, (_, component))| (name, component)).collect()
}

/// Binds every operation of every port type that has a SOAP binding, in the order of names and documents.
pub(super) struct Binder<'a, 'n, 'd> {
    pub(super) components: &'n Components<'a>,
    pub(super) names: &'n Names<'n>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'a> Binder<'a, '_, '_> {
    pub(super) fn operations(&mut self) -> Vec<BoundOperation<'a>> {
        let by_port_type = self.bindings();
        let mut bound = Vec::new();
        for (name, port_type) in &self.components.port_types {
            let Some(bindings) = by_port_type.get(name) else {
                continue;
            };
            self.overloads(port_type);
            for binding in bindings {
                self.unknown_operations(port_type, binding);
            }
            for operation in &port_type.operations {
                bound.extend(self.operation(port_type, operation, bindings));
            }
        }
        bound
    }

    /// The SOAP bindings of each port type: SOAP 1.1 first, then by name.
    fn bindings(&mut self) -> BTreeMap<&'a QName, Vec<&'a Binding>> {
        let mut found: BTreeMap<&QName, Vec<&Binding>> = BTreeMap::new();
        for binding in self.components.bindings.values().copied() {
            let reference = &binding.port_type;
            let Some(port_type) = self.components.port_types.get(&reference.name) else {
                let known = self.components.port_types.keys().copied();
                self.diagnostics.push(self.names.unknown("port type", reference, known));
                continue;
            };
            if binding.soap.is_some() {
                found.entry(&port_type.name).or_default().push(binding);
            } else {
                let message = format!("binding `{}` is not to SOAP and is left out", binding.name.local());
                self.diagnostics.push(Diagnostic::warning("not-soap", binding.span, message));
            }
        }
        for bindings in found.values_mut() {
            bindings.sort_by_key(|binding| binding.soap.as_ref().map(|soap| soap.version));
        }
        found
    }

    fn overloads(&mut self, port_type: &PortType) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for operation in &port_type.operations {
            if let Some(first) = seen.insert(&operation.name.value, operation.name.span) {
                let message = format!("two operations are called `{}`", operation.name.value);
                let found = Diagnostic::error("overloaded-operation", operation.name.span, message);
                self.diagnostics.push(found.note(first, "the other one is here"));
            }
        }
    }

    fn unknown_operations(&mut self, port_type: &PortType, binding: &Binding) {
        let known = || port_type.operations.iter().map(|operation| operation.name.value.as_str());
        for operation in &binding.operations {
            if !known().any(|name| name == operation.name.value) {
                let message =
                    format!("port type `{}` has no operation `{}`", port_type.name.local(), operation.name.value);
                let help = nearest(&operation.name.value, known()).map(|name| format!("did you mean `{name}`?"));
                let found = Diagnostic::warning("unknown-operation", operation.name.span, message);
                self.diagnostics.push(found.help(help));
            }
        }
    }

    fn operation(
        &mut self,
        port_type: &'a PortType,
        operation: &'a Operation,
        bindings: &[&'a Binding],
    ) -> Option<BoundOperation<'a>> {
        let mut bindings = bindings.iter().filter_map(|binding| find(binding, &operation.name));
        let Some(first) = bindings.next() else {
            let message = format!("operation `{}` is not bound and is left out", operation.name.value);
            self.diagnostics.push(Diagnostic::warning("unbound-operation", operation.name.span, message));
            return None;
        };
        let mut bound = self.bind(port_type, operation, first);
        for other in bindings {
            let alternative = self.bind(port_type, operation, other);
            if bound.says_the_same(&alternative) {
                bound.bindings.push(other);
            } else {
                let message =
                    format!("operation `{}` is bound differently here, which is left out", operation.name.value);
                let found = Diagnostic::warning("different-binding", other.operation.name.span, message);
                self.diagnostics.push(found.note(first.operation.name.span, "this one is taken"));
            }
        }
        Some(bound)
    }

    fn bind(
        &mut self,
        port_type: &'a PortType,
        operation: &'a Operation,
        bound: OperationBinding<'a>,
    ) -> BoundOperation<'a> {
        let input = operation.input.as_ref();
        let output = operation.output.as_ref();
        BoundOperation {
            port_type,
            operation,
            bindings: vec![bound],
            input: input.and_then(|input| self.message(input, bound.operation.input.as_ref())),
            output: output.and_then(|output| self.message(output, bound.operation.output.as_ref())),
            faults: operation.faults.iter().filter_map(|fault| self.fault(fault)).collect(),
        }
    }

    /// A message by name.
    pub(super) fn find_message(&mut self, reference: &Reference) -> Option<&'a Message> {
        let found = self.components.messages.get(&reference.name).copied();
        if found.is_none() {
            let known = self.components.messages.keys().copied();
            self.diagnostics.push(self.names.unknown("message", reference, known));
        }
        found
    }
}

fn find<'a>(binding: &'a Binding, name: &Located<String>) -> Option<OperationBinding<'a>> {
    let operation = binding.operations.iter().find(|operation| operation.name.value == name.value)?;
    let soap = binding.soap.as_ref()?;
    Some(OperationBinding { binding, soap, operation })
}

impl BoundOperation<'_> {
    fn says_the_same(&self, other: &Self) -> bool {
        let style = |bound: &Self| bound.bindings.first().map(OperationBinding::style);
        style(self) == style(other) && self.input == other.input && self.output == other.output
    }

    /// The SOAP version of the first binding.
    pub(super) fn soap(&self) -> SoapVersion {
        self.bindings.first().map_or(SoapVersion::V1_1, |bound| bound.soap.version)
    }

    /// The style of all bindings.
    pub(super) fn style(&self) -> Style {
        self.bindings.first().map_or(Style::Document, OperationBinding::style)
    }
}

/// Reports a contract without operations: nothing would come of it, and silently.
pub(super) fn no_operations(set: &SchemaSet, components: &Components<'_>, diagnostics: &mut Diagnostics) {
    let Some(first) = set.definitions.first() else {
        return;
    };
    let messages = count(components.messages.len(), "message");
    let services = count(components.services.len(), "service");
    let found = Diagnostic::error("no-operations", first.span, "the contract has no operations bound to SOAP");
    diagnostics.push(
        found
            .note(
                None,
                format!("found: {}", list(components.port_types.values().map(|it| port_type(it)), "no port type")),
            )
            .note(None, format!("found: {}", list(components.bindings.values().map(|it| binding(it)), "no binding")))
            .note(None, format!("found: {messages}, {services}")),
    );
}

fn port_type(found: &PortType) -> String {
    format!("port type `{}` with {}", found.name.local(), count(found.operations.len(), "operation"))
}

fn binding(found: &Binding) -> String {
    let soap = if found.soap.is_some() { "SOAP" } else { "other" };
    format!("{soap} binding `{}` of `{}`", found.name.local(), found.port_type.name.local())
}

fn list(items: impl Iterator<Item = String>, none: &str) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { none.to_owned() } else { items.join(", ") }
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
