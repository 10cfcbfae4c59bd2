//! A contract from which parts were taken comes in, and goes out valid: what referred to them is taken out too.

use std::collections::BTreeSet;

use super::names::bodies;
use crate::model::{
    Attribute, Body, Content, Contract, Declaration, Derivation, ElementId, ElementType, Name, Occurs, Operation,
    PartType, Particle, TypeId, Usage,
};

/// Takes out what refers to what is not there, until nothing changes.
pub(super) fn repair(contract: &mut Contract) {
    loop {
        let before = format!("{contract:?}");
        drop_types(contract);
        drop_elements(contract);
        let whole = contract.clone();
        bodies(contract).for_each(|body| fit(&whole, body));
        drop_operations(contract);
        if format!("{contract:?}") == before {
            return;
        }
    }
}

fn drop_types(contract: &mut Contract) {
    let there: BTreeSet<TypeId> = contract.types.keys().copied().collect();
    contract.types.retain(|_, ty| ty.body.derivation.base().is_none_or(|base| there.contains(&base)));
}

fn drop_elements(contract: &mut Contract) {
    let whole = contract.clone();
    contract.elements.retain(|_, element| is_there(&whole, &element.declaration));
    for element in contract.elements.values_mut() {
        element.head = element.head.filter(|head| stands_for(&whole, &element.declaration, *head));
        if let (None, ElementType::OfHead(head)) = (element.head, &element.declaration.ty)
            && let Some(head) = whole.elements.get(head)
        {
            element.declaration.ty = whole.type_of(&head.declaration).cloned().unwrap_or(ElementType::OfHead(0));
        }
    }
}

/// Whether a head is there, and its type still one that the member's comes from.
fn stands_for(contract: &Contract, member: &Declaration, head: ElementId) -> bool {
    let Some(head) = contract.elements.get(&head) else { return false };
    if matches!(member.ty, ElementType::OfHead(_)) {
        return true;
    }
    match (contract.type_of(member), contract.type_of(&head.declaration)) {
        (Some(ElementType::Complex(member)), Some(ElementType::Complex(head))) => {
            contract.steps(*member, *head).is_some()
        }
        (Some(ElementType::Anonymous(body)), Some(ElementType::Complex(head))) => {
            body.derivation.base().is_some_and(|base| contract.steps(base, *head).is_some())
        }
        (Some(ElementType::Simple(member, _)), Some(ElementType::Simple(head, _))) => member == head,
        _ => false,
    }
}

fn is_there(contract: &Contract, declaration: &Declaration) -> bool {
    match contract.type_of(declaration) {
        Some(ElementType::Simple(..)) => true,
        Some(ElementType::Complex(ty)) => contract.types.contains_key(ty),
        Some(ElementType::Anonymous(body)) => {
            body.derivation.base().is_none_or(|base| contract.types.contains_key(&base))
        }
        Some(ElementType::OfHead(_)) | None => false,
    }
}

/// Makes a type fit what there is, and its base.
fn fit(contract: &Contract, body: &mut Body) {
    if let Content::Model { particles, .. } = &mut body.content {
        drop_absent(contract, particles);
    }
    inherit(contract, body);
    drop_ambiguous(contract, body);
}

fn drop_absent(contract: &Contract, particles: &mut Vec<Particle>) {
    particles.retain_mut(|particle| match particle {
        Particle::Local(element) => {
            if let ElementType::Anonymous(body) = &mut element.declaration.ty {
                fit(contract, body);
            }
            is_there(contract, &element.declaration)
        }
        Particle::Reference(head, _) => contract.elements.contains_key(head),
        Particle::Group(_, _, particles) => {
            drop_absent(contract, particles);
            !particles.is_empty()
        }
    });
}

/// Makes a type fit its base.
fn inherit(contract: &Contract, body: &mut Body) {
    let Some(base) = body.derivation.base().and_then(|base| contract.types.get(&base)).map(|base| &base.body) else {
        return;
    };
    let is_restriction = matches!(body.derivation, Derivation::Restriction(_));
    let inherited = contract.whole_content(base);
    match (&mut body.content, &base.content) {
        (Content::Model { particles, mixed }, Content::Model { mixed: of_base, .. }) => {
            if is_restriction || *of_base || !inherited.is_empty() {
                *mixed = *of_base;
            }
            if is_restriction {
                keep_named(contract, particles, &inherited);
            }
        }
        (Content::Text(text), Content::Text(of_base)) => {
            if text.ty != of_base.ty {
                text.facets.clear();
            }
            text.ty = of_base.ty.clone();
            if text.facets.is_empty() {
                text.values.clone_from(&of_base.values);
            }
        }
        (content, of_base) => *content = of_base.clone(),
    }
    if is_restriction {
        let inherited = contract.whole_attributes(base);
        body.attributes.retain_mut(|attribute| fit_attribute(attribute, &inherited));
        body.any_attribute = body.any_attribute.filter(|_| contract.whole_wildcard(base).is_some());
    }
}

/// Keeps what is in the base too, as it is there but for what a restriction may change.
fn keep_named(contract: &Contract, particles: &mut Vec<Particle>, inherited: &[Particle]) {
    let names: Vec<_> = inherited.iter().flat_map(|particle| contract.names(particle)).collect();
    particles.retain_mut(|particle| match particle {
        Particle::Group(_, _, particles) => {
            keep_named(contract, particles, inherited);
            !particles.is_empty()
        }
        Particle::Local(element) => match find(inherited, &element.name) {
            Some(declaration) => {
                element.declaration.nillable &= declaration.nillable;
                element.declaration.blocked = declaration.blocked;
                if let (ElementType::Simple(..), ElementType::Simple(..)) = (&element.declaration.ty, &declaration.ty) {
                    element.declaration.ty = declaration.ty.clone();
                    element.declaration.default.clone_from(&declaration.default);
                }
                true
            }
            None => false,
        },
        Particle::Reference(..) => contract.names(particle).iter().any(|name| names.contains(name)),
    });
}

/// Takes out what an extension has once more without a required element before it.
fn drop_ambiguous(contract: &Contract, body: &mut Body) {
    let Derivation::Extension(base) = body.derivation else { return };
    let before = contract.types.get(&base).map(|base| contract.whole_content(&base.body)).unwrap_or_default();
    let inherited: Vec<Name> = before.iter().flat_map(|particle| contract.names(particle)).collect();
    let Content::Model { particles, .. } = &mut body.content else { return };
    let mut is_behind_required = false;
    particles.retain(|particle| {
        let is_repeated = contract.names(particle).iter().any(|name| inherited.contains(name));
        let stays = !is_repeated || is_behind_required;
        let is_local = matches!(particle, Particle::Local(_));
        is_behind_required = is_local && particle.occurs() == Occurs::ONCE && !is_repeated;
        stays
    });
}

fn find<'p>(particles: &'p [Particle], name: &Name) -> Option<&'p Declaration> {
    particles.iter().find_map(|particle| match particle {
        Particle::Local(element) => (element.name == *name).then_some(&element.declaration),
        Particle::Reference(..) => None,
        Particle::Group(_, _, particles) => find(particles, name),
    })
}

fn fit_attribute(attribute: &mut Attribute, inherited: &[Attribute]) -> bool {
    let Some(of_base) = inherited.iter().find(|it| it.name == attribute.name) else { return false };
    attribute.ty = of_base.ty.clone();
    attribute.values.clone_from(&of_base.values);
    if let Usage::Fixed(value) = &attribute.usage
        && !attribute.values.contains(value)
    {
        attribute.usage = Usage::Required;
    }
    true
}

fn drop_operations(contract: &mut Contract) {
    let elements: BTreeSet<ElementId> = contract.elements.keys().copied().collect();
    let types: BTreeSet<TypeId> = contract.types.keys().copied().collect();
    let is_part = |part: &PartType| match part {
        PartType::Simple(..) => true,
        PartType::Complex(ty) => types.contains(ty),
    };
    let Some(service) = &mut contract.service else { return };
    service.operations.retain_mut(|operation| match operation {
        Operation::Document(input, output) => {
            *output = output.filter(|output| elements.contains(output));
            elements.contains(input)
        }
        Operation::Rpc(inputs, outputs) => {
            inputs.retain(is_part);
            outputs.retain(is_part);
            !inputs.is_empty() || !outputs.is_empty()
        }
    });
    if service.operations.is_empty() {
        contract.service = None;
    }
}
