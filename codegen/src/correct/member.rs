//! Elements and attributes: how often they occur, their type, their fixed value.

use super::{Outcome, outcome, with_derived, wrong_kind};
use crate::ir::{
    AttributeUse, ComplexType, Contract, Element, ElementId, OwnContent, Particle, Scope, Term, Type, TypeId,
};
use crate::path::{Component, Unfound};

const MEMBER: &str = "an element or attribute of a type";

/// Drops a `fixed` value.
pub(super) fn lift_fixed(contract: &mut Contract, component: Component, path: &str) -> Result<Outcome, Unfound> {
    let changed = match component {
        Component::Child(owner, element) => {
            change_declaration(contract, owner, element, |element| element.fixed.take().is_some())
        }
        Component::Named(_, Some(element)) => contract.element_mut(element).fixed.take().is_some(),
        Component::Attribute(owner, name) => {
            change_attributes(contract, owner, &name, |attribute| attribute.fixed.take().is_some())
        }
        _ => return Err(wrong_kind(path, "an element or attribute")),
    };
    Ok(outcome(changed, || format!("{path} has no fixed value")))
}

/// Lets something be absent, or demands it.
pub(super) fn set_required(
    contract: &mut Contract,
    component: Component,
    path: &str,
    required: bool,
) -> Result<Outcome, Unfound> {
    let changed = match component {
        Component::Child(owner, element) => change_particles(contract, owner, element, |particle| {
            let least = if required { particle.min.max(1) } else { 0 };
            std::mem::replace(&mut particle.min, least) != least
        }),
        Component::Attribute(owner, name) => change_attributes(contract, owner, &name, |attribute| {
            std::mem::replace(&mut attribute.required, required) != required
        }),
        _ => return Err(wrong_kind(path, MEMBER)),
    };
    Ok(outcome(changed, || format!("{path} is {} already", if required { "required" } else { "optional" })))
}

/// Sets how often an element may occur.
pub(super) fn set_max_occurs(
    contract: &mut Contract,
    component: &Component,
    path: &str,
    times: Option<u32>,
) -> Result<Outcome, Unfound> {
    let Component::Child(owner, element) = *component else {
        return Err(wrong_kind(path, "an element of a type"));
    };
    let changed = change_particles(contract, owner, element, |particle| {
        particle.min = times.map_or(particle.min, |times| particle.min.min(times));
        std::mem::replace(&mut particle.max, times) != times
    });
    let shown = times.map_or("any number of times".to_owned(), |times| format!("up to {times} times"));
    Ok(outcome(changed, || format!("{path} may occur {shown} already")))
}

/// Gives an element or attribute another type.
pub(super) fn set_type(
    contract: &mut Contract,
    component: Component,
    path: &str,
    (ty, shown): (TypeId, &str),
) -> Result<Outcome, Unfound> {
    let is_simple = matches!(contract.ty(ty), Type::Simple(_));
    let changed = match component {
        Component::Child(_, element) if contract.element(element).scope == Scope::Global => {
            let name = contract.element(element).name.with_prefix(contract.prefixes());
            let reason = format!("`{path}` refers to the global element `{name}`");
            return Err(Unfound {
                reason,
                help: Some(format!("correct `{name}`, or give the type at hand another element")),
            });
        }
        Component::Child(owner, element) => {
            change_declaration(contract, owner, element, |element| std::mem::replace(&mut element.ty, ty) != ty)
        }
        Component::Named(_, Some(element)) => std::mem::replace(&mut contract.element_mut(element).ty, ty) != ty,
        Component::Attribute(..) if !is_simple => {
            return Err(format!("an attribute cannot be of the complex type `{shown}`").into());
        }
        Component::Attribute(owner, name) => {
            change_attributes(contract, owner, &name, |attribute| std::mem::replace(&mut attribute.ty, ty) != ty)
        }
        _ => return Err(wrong_kind(path, "an element or attribute")),
    };
    Ok(outcome(changed, || format!("{path} is of the type {shown} already")))
}

/// Changes what an element of a type is declared as, for that type and those that inherit it from there; whether it changed.
fn change_declaration(
    contract: &mut Contract,
    owner: TypeId,
    element: ElementId,
    change: impl FnOnce(&mut Element) -> bool,
) -> bool {
    if contract.element(element).scope == Scope::Global || !inherits(contract, owner, element) {
        return change(contract.element_mut(element));
    }
    let mut own = contract.element(element).clone();
    if !change(&mut own) {
        return false;
    }
    let own = contract.add_element(own);
    change_particles(contract, owner, element, |particle| {
        particle.term = Term::Element(own);
        true
    })
}

/// Whether a type has an element from its base.
fn inherits(contract: &Contract, owner: TypeId, element: ElementId) -> bool {
    let base = contract.ty(owner).as_complex().and_then(ComplexType::content_base);
    base.is_some_and(|base| contract.content_elements(base).contains(&element))
}

/// Changes an attribute of a type, and so of those that inherit it; whether it changed.
fn change_attributes(
    contract: &mut Contract,
    owner: TypeId,
    name: &crate::qname::QName,
    change: impl FnOnce(&mut AttributeUse) -> bool,
) -> bool {
    let Some(mut attribute) = contract.attributes(owner).into_iter().find(|known| known.name == *name).cloned() else {
        return false;
    };
    let changed = change(&mut attribute);
    let Some(complex) = contract.complex_mut(owner) else { return false };
    match complex.attributes.iter_mut().find(|own| own.name == *name) {
        Some(own) => *own = attribute,
        None if changed => complex.attributes.push(attribute),
        None => {}
    }
    changed
}

/// Changes the particles of an element in the type that has it and in those that inherit it; whether any changed.
fn change_particles(
    contract: &mut Contract,
    owner: TypeId,
    element: ElementId,
    mut change: impl FnMut(&mut Particle) -> bool,
) -> bool {
    let mut changed = false;
    let stated = own_what_is_inherited(contract, owner, element);
    for ty in with_derived(contract, owner) {
        if let Some(particle) = contract.complex_mut(ty).and_then(|complex| complex.content.particle_mut()) {
            changed |= change_inside(particle, element, &mut change);
        }
    }
    if let (false, Some(stated), Some(complex)) = (changed, stated, contract.complex_mut(owner)) {
        complex.content = stated;
    }
    changed
}

/// Makes a type that inherits an element state its content in full, so that the base keeps its own; what it stated before.
fn own_what_is_inherited(contract: &mut Contract, owner: TypeId, element: ElementId) -> Option<OwnContent> {
    if !inherits(contract, owner, element) {
        return None;
    }
    let content = contract.content(owner);
    let whole =
        OwnContent::Elements { particle: content.particle().cloned(), is_mixed: content.is_mixed(), is_complete: true };
    contract.complex_mut(owner).map(|complex| std::mem::replace(&mut complex.content, whole))
}

fn change_inside(particle: &mut Particle, element: ElementId, change: &mut impl FnMut(&mut Particle) -> bool) -> bool {
    match &mut particle.term {
        Term::Element(id) if *id == element => change(particle),
        Term::Group(_, inner) => {
            inner.iter_mut().fold(false, |changed, inner| change_inside(inner, element, change) | changed)
        }
        Term::Element(_) | Term::Wildcard(_) => false,
    }
}
