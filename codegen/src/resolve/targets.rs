//! WSDL documents without a target namespace (WSDL 1.1 §2.1.1).
//!
//! In: the components of all documents. Out: an error for each document whose components are in no namespace while references to them
//! are not. Invariant: it stands for all that cannot be resolved because of it.
//!
//! ```xml
//! <wsdl:definitions xmlns:tns="urn:t">   <!-- targetNamespace="urn:t" is missing -->
//!   <wsdl:message name="In"/> … <wsdl:input message="tns:In"/>
//! ```

use super::bind::Components;
use super::unresolved::Names;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::SchemaSet;
use crate::markup::Reference;
use crate::qname::QName;
use crate::wsdl::{Definitions, MessageRef};

/// Tells of documents whose target namespace is missing.
pub(super) fn missing(
    set: &SchemaSet,
    components: &Components<'_>,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let lost =
        set.definitions.iter().flat_map(references).find(|(reference, kind)| is_lost(reference, *kind, components));
    let Some((reference, _)) = lost else {
        return false;
    };
    for definitions in set.definitions.iter().filter(|definitions| definitions.target.is_none()) {
        let message = "definitions has no targetNamespace, so what it defines is in no namespace";
        let found = Diagnostic::error("missing-target-namespace", definitions.span, message);
        let found = found.note(reference.span, format!("`{}` is meant here", names.shown(&reference.name)));
        let help = format!("write targetNamespace=\"{}\"", reference.name.namespace_str());
        diagnostics.push(found.help(help));
    }
    true
}

#[derive(Clone, Copy)]
enum Kind {
    Message,
    PortType,
    Binding,
}

/// The components that a document refers to.
fn references(definitions: &Definitions) -> impl Iterator<Item = (&Reference, Kind)> {
    let bindings = definitions.bindings.iter().map(|binding| (&binding.port_type, Kind::PortType));
    let ports =
        definitions.services.iter().flat_map(|service| &service.ports).map(|port| (&port.binding, Kind::Binding));
    let operations = definitions.port_types.iter().flat_map(|port_type| &port_type.operations);
    let messages = operations.flat_map(|operation| operation.input.iter().chain(&operation.output));
    bindings.chain(ports).chain(messages.map(|MessageRef { message, .. }| (message, Kind::Message)))
}

/// Whether a reference leads nowhere, but would in no namespace.
fn is_lost(reference: &Reference, kind: Kind, components: &Components<'_>) -> bool {
    let is_known = |name: &QName| match kind {
        Kind::Message => components.messages.contains_key(name),
        Kind::PortType => components.port_types.contains_key(name),
        Kind::Binding => components.bindings.contains_key(name),
    };
    !is_known(&reference.name) && is_known(&QName::new(None, reference.name.local()))
}
