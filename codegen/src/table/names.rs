//! The prefix of each namespace of a table, and names spelled with it.
//!
//! In: a contract, which knows the prefix of every namespace. Out: those that the table mentions. Invariant: there is no other way to
//! spell a name.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Contract, NamespaceConstraint, Particle, Scope, Term, Type};
use crate::qname::{Namespace, QName, XML, XSD};
use crate::values::Values;

/// Prefixes by namespace: those that the table mentions.
pub(super) struct Names(BTreeMap<Namespace, String>);

impl Names {
    pub(super) fn new(contract: &Contract, values: &Values<'_>) -> Self {
        let mut mentioned = mentioned(contract, values);
        mentioned.extend([Namespace::xsd(), Namespace::xml()]);
        let prefix = |namespace: &Namespace| contract.prefixes().get(namespace).unwrap_or_default().to_owned();
        Self(mentioned.into_iter().map(|namespace| (namespace.clone(), prefix(&namespace))).collect())
    }

    /// The prefixes that the table declares, in order, with their URIs.
    pub(super) fn declared(&self) -> Vec<(String, String)> {
        let implied = |namespace: &Namespace| matches!(namespace.as_str(), XSD | XML);
        let mut declared: Vec<_> = self
            .0
            .iter()
            .filter(|(namespace, _)| !implied(namespace))
            .map(|(namespace, prefix)| (prefix.clone(), namespace.to_string()))
            .collect();
        declared.sort();
        declared
    }

    /// The prefix of a namespace.
    pub(super) fn prefix(&self, namespace: &Namespace) -> &str {
        self.0.get(namespace).map_or("", String::as_str)
    }

    /// The NAME of the grammar.
    pub(super) fn spell(&self, name: &QName) -> String {
        match name.namespace() {
            Some(namespace) => format!("{}:{}", self.prefix(namespace), name.local()),
            None => name.local().to_owned(),
        }
    }
}

/// Every namespace that the table mentions.
pub(super) fn mentioned(contract: &Contract, values: &Values<'_>) -> BTreeSet<Namespace> {
    let mut found: BTreeSet<Namespace> = values.namespaces().into_iter().collect();
    for element in &contract.elements {
        add(&element.name, &mut found);
        found.extend(super::identity::namespaces(element).cloned());
        if let Scope::Group(group) = &element.scope {
            add(group, &mut found);
        }
    }
    for attribute in contract.global_attributes() {
        add(&attribute.name, &mut found);
    }
    for ty in &contract.types {
        type_namespaces(ty, &mut found);
    }
    operation_namespaces(contract, &mut found);
    found
}

fn add(name: &QName, found: &mut BTreeSet<Namespace>) {
    found.extend(name.namespace().cloned());
}

fn type_namespaces(ty: &Type, found: &mut BTreeSet<Namespace>) {
    if let Some(name) = ty.name() {
        add(name, found);
    }
    let Type::Complex(complex) = ty else { return };
    for attribute in &complex.attributes {
        add(&attribute.name, found);
    }
    if let Some(wildcard) = &complex.any_attribute {
        constraint_namespaces(&wildcard.namespaces, found);
    }
    if let Some(particle) = complex.content.particle() {
        particle_namespaces(particle, found);
    }
}

fn particle_namespaces(particle: &Particle, found: &mut BTreeSet<Namespace>) {
    match &particle.term {
        Term::Element(_) => {}
        Term::Group(_, inner) => inner.iter().for_each(|particle| particle_namespaces(particle, found)),
        Term::Wildcard(wildcard) => constraint_namespaces(&wildcard.namespaces, found),
    }
}

fn constraint_namespaces(constraint: &NamespaceConstraint, found: &mut BTreeSet<Namespace>) {
    match constraint {
        NamespaceConstraint::Any => {}
        NamespaceConstraint::Other(other) => found.extend(other.clone()),
        NamespaceConstraint::List(list) => found.extend(list.iter().flatten().cloned()),
    }
}

fn operation_namespaces(contract: &Contract, found: &mut BTreeSet<Namespace>) {
    for port_type in contract.port_types() {
        add(&port_type.name, found);
        let bindings = port_type.operations.iter().flat_map(|operation| &operation.bindings);
        bindings.for_each(|binding| add(&binding.name, found));
    }
}
