//! The prefix of each namespace of a table, and names spelled with it.
//!
//! In: every namespace the table will mention. Out: prefixes. Invariant: two namespaces have two prefixes, and these
//! depend on the contract alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Contract, NamespaceConstraint, Particle, Scope, Term, Type};
use crate::qname::{Namespace, Prefixes, QName, XML, XSD};
use crate::values::Values;

/// Prefixes that mean one thing wherever they stand.
const RESERVED: [&str; 5] = ["xs", "xsi", "xml", "xmlns", "soap"];
/// The namespace of SOAP 1.1 envelopes, which header types mention.
const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// Prefixes by namespace.
pub(super) struct Names(BTreeMap<Namespace, String>);

impl Names {
    pub(super) fn new(contract: &Contract, values: &Values<'_>) -> Self {
        let natural = contract.prefixes();
        let mut taken: BTreeSet<String> = RESERVED.map(str::to_owned).into();
        let mut prefixes = BTreeMap::from([(Namespace::xsd(), "xs".to_owned()), (Namespace::xml(), "xml".to_owned())]);
        let mut mentioned = mentioned(contract);
        mentioned.extend(values.namespaces());
        if let Some(soap) = Namespace::new(SOAP).filter(|soap| mentioned.contains(soap)) {
            prefixes.insert(soap, "soap".to_owned());
        }
        mentioned.retain(|namespace| !prefixes.contains_key(namespace));
        let (known, unknown): (Vec<_>, Vec<_>) =
            mentioned.into_iter().partition(|namespace| natural.get(namespace).is_some());
        for namespace in known.into_iter().chain(unknown) {
            let prefix = free(natural.get(&namespace), &mut taken);
            prefixes.insert(namespace, prefix);
        }
        Self(prefixes)
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

    /// The prefixes, for people.
    pub(super) fn into_prefixes(self) -> Prefixes {
        let mut prefixes = Prefixes::default();
        for (namespace, prefix) in self.0 {
            prefixes.insert(namespace, &prefix);
        }
        prefixes
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

/// The first of `natural`, `natural2`, … (`ns1`, `ns2`, … without one) that is not taken; it is afterwards.
fn free(natural: Option<&str>, taken: &mut BTreeSet<String>) -> String {
    let first = natural.map_or_else(|| "ns1".to_owned(), str::to_owned);
    let stem = natural.unwrap_or("ns");
    let numbered = (2..).map(|number: u32| format!("{stem}{number}"));
    let prefix = std::iter::once(first).chain(numbered).find(|prefix| !taken.contains(prefix)).unwrap_or_default();
    taken.insert(prefix.clone());
    prefix
}

/// Every namespace that the table mentions.
fn mentioned(contract: &Contract) -> BTreeSet<Namespace> {
    let mut found = BTreeSet::new();
    found.extend(contract.namespaces().iter().filter_map(|used| used.namespace.clone()));
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
