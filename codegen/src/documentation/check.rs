//! Which components have no entry, and which entries have no component.

use std::collections::BTreeSet;

use super::{Documentation, Entry};
use crate::ir::{Contract, FacetValue, Scope, Type, TypeId};
use crate::qname::QName;

/// What [`Documentation::check`] found, each as a path such as `type t:ImGroupType / element DisplayName`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Components without an entry.
    pub missing: Vec<String>,
    /// Entries without a component.
    pub dangling: Vec<String>,
}

impl Documentation {
    /// Compares the entries with the components of a contract: operations, headers, global elements, named types, and the
    /// elements and attributes that each of these declares itself. Enumeration values need no entry.
    #[must_use]
    pub fn check(&self, contract: &Contract) -> Coverage {
        let documented: BTreeSet<String> = self.entries(contract);
        let (required, optional) = expected(contract);
        Coverage {
            missing: required.difference(&documented).cloned().collect(),
            dangling: documented
                .iter()
                .filter(|path| !required.contains(*path) && !optional.contains(*path))
                .cloned()
                .collect(),
        }
    }

    fn entries(&self, contract: &Contract) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        let show = |name: &QName| name.with_prefix(contract.prefixes());
        for name in self.port_types.keys() {
            paths.insert(format!("port-type {name}"));
        }
        for name in self.operations.keys() {
            paths.insert(format!("operation {name}"));
        }
        for name in self.headers.keys() {
            paths.insert(format!("header {}", show(name)));
        }
        for (kind, entries) in [("element", &self.elements), ("type", &self.types)] {
            for (name, entry) in entries {
                add_members(&format!("{kind} {}", show(name)), entry, &mut paths);
            }
        }
        paths
    }
}

fn add_members(path: &str, entry: &Entry, paths: &mut BTreeSet<String>) {
    if entry.doc.as_deref().is_some_and(|doc| !doc.trim().is_empty()) {
        paths.insert(path.to_owned());
    }
    for (kind, members) in [("element", &entry.element), ("attribute", &entry.attribute), ("value", &entry.value)] {
        let named = members.iter().filter(|(_, text)| !text.trim().is_empty());
        paths.extend(named.map(|(member, _)| format!("{path} / {kind} {member}")));
    }
}

/// The paths that need an entry, and those that may have one.
fn expected(contract: &Contract) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut required, mut optional) = (BTreeSet::new(), BTreeSet::new());
    let prefixes = contract.prefixes();
    let show = |name: &QName| name.with_prefix(prefixes);
    for port_type in contract.port_types() {
        required.insert(format!("port-type {}", port_type.name.local()));
        for operation in &port_type.operations {
            required.insert(format!("operation {}", operation.name));
            let messages = operation.input.iter().chain(&operation.output);
            let headers = messages.flat_map(|message| &message.headers);
            required.extend(headers.map(|header| format!("header {}", show(&contract.element(header.element).name))));
        }
    }
    for id in contract.elements() {
        let element = contract.element(id);
        let path = format!("element {}", show(&element.name));
        required.insert(path.clone());
        if contract.ty(element.ty).name().is_none() {
            add_type(contract, element.ty, &path, &mut required, &mut optional);
        }
    }
    for id in contract.types() {
        if let Some(name) = contract.ty(id).name() {
            let path = format!("type {}", show(name));
            required.insert(path.clone());
            add_type(contract, id, &path, &mut required, &mut optional);
        }
    }
    (required, optional)
}

fn add_type(
    contract: &Contract,
    id: TypeId,
    path: &str,
    required: &mut BTreeSet<String>,
    optional: &mut BTreeSet<String>,
) {
    match contract.ty(id) {
        Type::Simple(simple) => {
            let values = simple.facets.iter().filter_map(|facet| match &facet.value {
                FacetValue::Enumeration(value) => Some(format!("{path} / value {value}")),
                _ => None,
            });
            optional.extend(values);
        }
        Type::Complex(complex) => {
            let own = complex.attributes.iter().filter(|attribute| attribute.declared_in == id);
            required.extend(own.map(|attribute| format!("{path} / attribute {}", attribute.name.local())));
            let elements = contract.content_elements(id).into_iter().map(|element| contract.element(element));
            let own = elements.filter(|element| element.scope == Scope::Local(id));
            required.extend(own.map(|element| format!("{path} / element {}", element.name.local())));
        }
    }
}
