//! The names that a contract gives to elements and attributes which are not global.

use std::collections::BTreeSet;

use crate::model::{Body, Content, Contract, ElementType, Particle};

/// The bodies of named types and of global elements.
pub(super) fn bodies(contract: &mut Contract) -> impl Iterator<Item = &mut Body> {
    let of_elements = contract.elements.values_mut().filter_map(|element| match &mut element.declaration.ty {
        ElementType::Anonymous(body) => Some(&mut **body),
        _ => None,
    });
    contract.types.values_mut().map(|ty| &mut ty.body).chain(of_elements)
}

/// The local names of elements and attributes that are not global.
pub(super) fn local(contract: &Contract) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    each_local_name(&mut contract.clone(), &mut |name| {
        names.insert(name.clone());
    });
    names
}

/// Gives what has one of these names another one, everywhere.
pub(super) fn rename(contract: &mut Contract, from: &str, to: &str) {
    each_local_name(contract, &mut |name| {
        if name == from {
            to.clone_into(name);
        }
    });
}

fn each_local_name(contract: &mut Contract, change: &mut impl FnMut(&mut String)) {
    for body in bodies(contract) {
        in_each_body(body, change);
    }
}

fn in_each_body(body: &mut Body, change: &mut impl FnMut(&mut String)) {
    body.attributes.iter_mut().for_each(|attribute| change(&mut attribute.name.local));
    if let Content::Model { particles, .. } = &mut body.content {
        in_each_particle(particles, change);
    }
}

fn in_each_particle(particles: &mut [Particle], change: &mut impl FnMut(&mut String)) {
    for particle in particles {
        match particle {
            Particle::Local(element) => {
                change(&mut element.name.local);
                if let ElementType::Anonymous(body) = &mut element.declaration.ty {
                    in_each_body(body, change);
                }
            }
            Particle::Reference(..) => {}
            Particle::Group(_, _, particles) => in_each_particle(particles, change),
        }
    }
}
