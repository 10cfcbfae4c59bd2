//! What SOAP encoding makes of the types of its messages ([SOAP 1.1] 5.1, rule 9; 5.4).
//!
//! In: a contract whose messages are known. Out: the same, but any accessor of an encoded message may be absent, which is the same as nil.
//! Invariant: types that literal messages use too stay as the schema has them.
//!
//! ```xml
//! <issue xsi:type="t:Issue"><id xsi:type="xs:int">7</id><owner xsi:nil="true"/></issue>
//! ```

use std::collections::BTreeSet;

use crate::ir::{
    Body, Compositor, Contract, ElementId, FaultUse, MessageUse, Operation, PartKind, Particle, Scope, Term, TypeId,
};

/// Makes optional what encoded messages may leave out, and forgets an order that they do not have.
pub(super) fn relax(contract: &mut Contract) {
    let operations = || contract.port_types.iter().flat_map(|port_type| &port_type.operations);
    let messages = || operations().flat_map(|operation| operation.input.iter().chain(&operation.output));
    let is_encoded = |operation: &&Operation| operation.output.iter().any(|message| message.is_encoded);
    // The details of faults that have types are written as the operation's messages are.
    let details = operations().filter(is_encoded).flat_map(|operation| &operation.faults).filter_map(detail);
    let roots = bodies(contract, messages().filter(|message| message.is_encoded)).chain(details);
    let encoded = types(contract, roots.collect());
    if encoded.is_empty() {
        return;
    }
    let literal = types(contract, bodies(contract, messages().filter(|message| !message.is_encoded)).collect());
    let mut required = Vec::new();
    for id in encoded.difference(&literal) {
        if let Some(particle) = contract.complex_mut(*id).and_then(|complex| complex.content.particle_mut()) {
            optional(particle, &mut required);
        }
    }
    for id in required {
        let element = contract.element_mut(id);
        element.is_expected = element.nillable && element.scope != Scope::Global;
    }
}

/// Makes all elements optional, and tells which of them the schema requires.
fn optional(particle: &mut Particle, required: &mut Vec<ElementId>) {
    match &mut particle.term {
        Term::Element(id) => {
            required.extend((particle.min > 0).then_some(*id));
            particle.min = 0;
        }
        Term::Group(compositor, inner) => {
            if *compositor == Compositor::All {
                *compositor = Compositor::Sequence;
            }
            let before = required.len();
            inner.iter_mut().for_each(|inner| optional(inner, required));
            if *compositor == Compositor::Choice || particle.min == 0 {
                required.truncate(before);
            }
        }
        Term::Wildcard(_) => {}
    }
}

/// The types of bodies.
fn bodies<'c>(contract: &'c Contract, messages: impl Iterator<Item = &'c MessageUse>) -> impl Iterator<Item = TypeId> {
    messages.filter_map(|message| match message.body {
        Body::Element(element) => Some(contract.element(element).ty),
        Body::Empty => None,
    })
}

/// The type of a fault's detail, if that is no element.
fn detail(fault: &FaultUse) -> Option<TypeId> {
    match fault.part.kind {
        PartKind::Type(ty) => Some(ty),
        PartKind::Element(_) => None,
    }
}

/// These types, those of the elements in them, those that are derived from them and those that they are derived from.
fn types(contract: &Contract, mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(contract.base_of(id));
            open.extend(contract.derivations.get(&id).into_iter().flatten());
            let own = contract.ty(id).as_complex().and_then(|complex| complex.content.particle());
            let elements = own.map(Particle::elements).unwrap_or_default();
            open.extend(elements.into_iter().map(|element| contract.element(element).ty));
        }
    }
    found.remove(&TypeId::ANY_TYPE);
    found
}
