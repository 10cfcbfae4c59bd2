//! The namespaces of a table, and names in them.
//!
//! In: a contract, which knows the prefix of every namespace. Out: those that the table mentions, in the order of their prefixes.
//! Invariant: there is no other way to spell a name.

use std::collections::{BTreeMap, BTreeSet};

use soap_runtime::contract::{self, ExpandedName, NsId};

use super::complex::any_attribute;
use crate::ir::{Contract, NamespaceConstraint, Particle, Scope, Term, Type, TypeId};
use crate::qname::{Namespace, QName, XML, XSD};
use crate::values::Values;

/// The namespaces that the table mentions, and what it calls them.
pub(super) struct Names(BTreeMap<Namespace, (NsId, String)>);

impl Names {
    pub(super) fn new(contract: &Contract, values: &Values<'_>) -> Self {
        let prefix = |namespace: &Namespace| contract.prefixes().get(namespace).unwrap_or_default().to_owned();
        let implied = |namespace: &Namespace| matches!(namespace.as_str(), XSD | XML);
        let mentioned = mentioned(contract, values).into_iter().filter(|namespace| !implied(namespace));
        let mut mentioned: Vec<_> = mentioned.map(|namespace| (prefix(&namespace), namespace)).collect();
        mentioned.sort();
        let numbered = (3..).map(NsId).zip(mentioned).map(|(id, (prefix, namespace))| (namespace, (id, prefix)));
        let own = [(Namespace::xsd(), NsId::XSD), (Namespace::xml(), NsId::XML)];
        let own = own.into_iter().map(|(namespace, id)| (namespace.clone(), (id, prefix(&namespace))));
        Self(numbered.chain(own).collect())
    }

    /// The namespaces that the table declares, by id.
    pub(super) fn declared(&self) -> Vec<contract::Namespace> {
        let mut declared: Vec<_> = self.0.iter().filter(|(_, (id, _))| *id > NsId::XML).collect();
        declared.sort_by_key(|(_, (id, _))| *id);
        let namespace = |(uri, (_, prefix)): (&Namespace, &(NsId, String))| contract::Namespace {
            prefix: prefix.as_str().into(),
            uri: uri.as_str().into(),
        };
        declared.into_iter().map(namespace).collect()
    }

    /// The id of a namespace, or of none.
    pub(super) fn ns(&self, namespace: Option<&Namespace>) -> NsId {
        match namespace {
            Some(namespace) => self.0.get(namespace).map_or(NsId::FOREIGN, |(id, _)| *id),
            None => NsId::NONE,
        }
    }

    pub(super) fn name(&self, name: &QName) -> ExpandedName {
        ExpandedName { ns: self.ns(name.namespace()), local: name.local().into() }
    }

    /// A name as it stands in the text of a value.
    pub(super) fn spell(&self, name: &QName) -> String {
        let prefix = name.namespace().and_then(|namespace| self.0.get(namespace)).map(|(_, prefix)| prefix);
        prefix.map_or_else(|| name.local().to_owned(), |prefix| format!("{prefix}:{}", name.local()))
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
    for (id, ty) in contract.all_types() {
        type_namespaces(contract, id, ty, &mut found);
    }
    operation_namespaces(contract, &mut found);
    found
}

fn add(name: &QName, found: &mut BTreeSet<Namespace>) {
    found.extend(name.namespace().cloned());
}

fn type_namespaces(contract: &Contract, id: TypeId, ty: &Type, found: &mut BTreeSet<Namespace>) {
    if let Some(name) = ty.name() {
        add(name, found);
    }
    let Type::Complex(complex) = ty else { return };
    for attribute in &complex.attributes {
        add(&attribute.name, found);
    }
    if let Some(wildcard) = any_attribute(contract, id, complex) {
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
