//! Names for anonymous types that cannot be shown where they are used.
//!
//! ```xml
//! <xs:group name="Tree"><xs:sequence>
//!   <xs:element name="Leaf" minOccurs="0"><xs:complexType><xs:group ref="t:Tree"/></xs:complexType></xs:element>
//! ```
//!
//! A local element of a model group belongs to all types that refer to the group, and these may contain each other. Its
//! anonymous type gets a line of its own, under the name of its place: `t:Tree/Leaf`. So does the anonymous type of an element that
//! members of its substitution group have as well.

use std::collections::{BTreeMap, BTreeSet};

use soap_runtime::contract::ExpandedName;

use super::names::Names;
use crate::ir::{Contract, ElementId, Owner, Particle, Scope, Term, TypeId};
use crate::qname::QName;

/// The name of a type, or the place of one that has none.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    name: QName,
    path: String,
}

impl Place {
    pub(super) fn name(&self, names: &Names) -> ExpandedName {
        let ExpandedName { ns, local } = names.name(&self.name);
        ExpandedName { ns, local: format!("{local}{}", self.path).into() }
    }
}

/// The places of the types that need one.
pub(super) struct Places(BTreeMap<TypeId, Place>);

impl Places {
    pub(super) fn new(contract: &Contract) -> Self {
        let mut shared = BTreeSet::new();
        for (id, ty) in contract.all_types() {
            if let Some(particle) = ty.as_complex().and_then(|complex| complex.content.particle()) {
                collect(contract, id, particle, &mut shared);
            }
        }
        shared.extend(contract.elements().into_iter().filter_map(|id| inherited(contract, id)));
        let (mut taken, mut places) = (BTreeSet::new(), BTreeMap::new());
        for id in shared {
            let place = free(place(contract, id), &taken);
            taken.insert(place.clone());
            places.insert(id, place);
        }
        Self(places)
    }

    pub(super) fn get(&self, id: TypeId) -> Option<&Place> {
        self.0.get(&id)
    }

    /// The types that have a line at the top level, in order.
    pub(super) fn top_level(&self, contract: &Contract) -> Vec<(Place, TypeId)> {
        let named = contract.named_types.iter().map(|(name, id)| {
            let (name, path) = (name.clone(), String::new());
            (Place { name, path }, *id)
        });
        let placed = self.0.iter().map(|(id, place)| (place.clone(), *id));
        let mut all: Vec<_> = named.chain(placed).collect();
        all.sort();
        all
    }
}

/// The anonymous complex types of elements that `ty` mentions and does not declare.
fn collect(contract: &Contract, ty: TypeId, particle: &Particle, shared: &mut BTreeSet<TypeId>) {
    match &particle.term {
        Term::Element(id) => shared.extend(foreign(contract, ty, *id)),
        Term::Group(_, inner) => inner.iter().for_each(|inner| collect(contract, ty, inner, shared)),
        Term::Wildcard(_) => {}
    }
}

fn foreign(contract: &Contract, ty: TypeId, element: ElementId) -> Option<TypeId> {
    let element = contract.element(element);
    let own = matches!(element.scope, Scope::Global) || element.scope == Scope::Local(ty);
    let target = contract.ty(element.ty);
    (!own && target.name().is_none() && target.as_complex().is_some()).then_some(element.ty)
}

/// The anonymous type that a global element has because it names none: that of the head of its substitution group.
fn inherited(contract: &Contract, id: ElementId) -> Option<TypeId> {
    let ty = contract.element(id).ty;
    let is_own = matches!(contract.ty(ty).owner(), Some(Owner::Element(owner)) if *owner == id);
    (!is_own && contract.ty(ty).name().is_none()).then_some(ty)
}

/// The way from the nearest name to an anonymous type.
fn place(contract: &Contract, id: TypeId) -> Place {
    let mut steps = Vec::new();
    let mut next = id;
    let name = loop {
        match contract.ty(next).owner() {
            Some(Owner::Element(element)) => {
                let element = contract.element(*element);
                match &element.scope {
                    Scope::Global => break Some(&element.name),
                    Scope::Group(group) => {
                        steps.push(element.name.local());
                        break Some(group);
                    }
                    Scope::Local(ty) => {
                        steps.push(element.name.local());
                        next = *ty;
                    }
                }
            }
            Some(Owner::Redefined(ty)) => next = *ty,
            _ => break contract.ty(next).name(),
        }
        if steps.len() > contract.types.len() {
            break None;
        }
    };
    let name = name.cloned().unwrap_or_else(|| QName::new(None, "type"));
    let path = steps.iter().rev().map(|step| format!("/{step}")).collect();
    Place { name, path }
}

/// The place itself, or with the first number from 2 with which it is not taken.
fn free(place: Place, taken: &BTreeSet<Place>) -> Place {
    if !place.path.is_empty() && !taken.contains(&place) {
        return place;
    }
    let numbered =
        (2..).map(|number: u32| Place { name: place.name.clone(), path: format!("{}/{number}", place.path) });
    numbered.into_iter().find(|place| !taken.contains(place)).unwrap_or(place)
}
