//! Which simple types something refers to.

use std::collections::BTreeSet;

use crate::model::{
    Body, Contract, Declaration, ElementType, Operation, PartType, Particle, SimpleId, SimpleRef, Variety,
};

/// The simple types that something refers to.
pub(super) fn simple_types(contract: &Contract) -> BTreeSet<SimpleId> {
    let mut used = BTreeSet::new();
    let mut add = |ty: &SimpleRef| {
        if let SimpleRef::Named(id) = ty {
            used.insert(*id);
        }
    };
    for ty in contract.simple_types.values() {
        match &ty.variety {
            Variety::Restriction(base, _) | Variety::List(base) => add(base),
            Variety::Union(members) => members.iter().for_each(&mut add),
        }
    }
    let parts = contract.service.iter().flat_map(|service| &service.operations).flat_map(|operation| match operation {
        Operation::Rpc(inputs, outputs) => inputs.iter().chain(outputs).collect(),
        Operation::Document(..) => Vec::new(),
    });
    for part in parts {
        if let PartType::Simple(ty, _) = part {
            add(ty);
        }
    }
    for element in contract.elements.values() {
        in_declaration(&element.declaration, &mut add);
    }
    for ty in contract.types.values() {
        in_body(&ty.body, &mut add);
    }
    used
}

fn in_declaration(declaration: &Declaration, add: &mut impl FnMut(&SimpleRef)) {
    match &declaration.ty {
        ElementType::Simple(ty, _) => add(ty),
        ElementType::Anonymous(body) => in_body(body, add),
        ElementType::Complex(_) | ElementType::OfHead(_) => {}
    }
}

fn in_body(body: &Body, add: &mut impl FnMut(&SimpleRef)) {
    if let Some(text) = body.text() {
        add(&text.ty);
    }
    body.attributes.iter().for_each(|attribute| add(&attribute.ty));
    in_particles(body.particles(), add);
}

fn in_particles(particles: &[Particle], add: &mut impl FnMut(&SimpleRef)) {
    for particle in particles {
        match particle {
            Particle::Local(element) => in_declaration(&element.declaration, add),
            Particle::Reference(..) => {}
            Particle::Group(_, _, particles) => in_particles(particles, add),
        }
    }
}
