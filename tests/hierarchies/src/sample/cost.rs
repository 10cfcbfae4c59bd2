//! How deep the smallest document has to be: types and elements come in, a number for each that has a document goes out.

use std::collections::BTreeMap;

use crate::model::{Body, Compositor, Contract, Declaration, ElementId, ElementType, Particle, TypeId};

/// The depths of the smallest documents.
#[derive(Debug, Default, PartialEq, Eq, Clone)]
pub(super) struct Costs {
    types: BTreeMap<TypeId, usize>,
    elements: BTreeMap<ElementId, usize>,
}

impl Costs {
    /// Those of a contract: what refers to itself is counted until nothing changes.
    #[must_use]
    pub(super) fn of(contract: &Contract) -> Self {
        let mut costs = Self::default();
        loop {
            let types = contract.types.iter().filter_map(|(id, ty)| Some((*id, costs.body(contract, &ty.body)?)));
            let elements = contract
                .elements
                .iter()
                .filter_map(|(id, element)| Some((*id, costs.declaration(contract, &element.declaration)?)));
            let next = Self { types: types.collect(), elements: elements.collect() };
            if next == costs {
                return costs;
            }
            costs = next;
        }
    }

    /// That of content of a type.
    #[must_use]
    pub(super) fn ty(&self, id: TypeId) -> Option<usize> {
        self.types.get(&id).copied()
    }

    /// That of an element, itself and no other in its place.
    #[must_use]
    pub(super) fn element(&self, id: ElementId) -> Option<usize> {
        self.elements.get(&id).copied()
    }

    /// That of a particle that occurs.
    #[must_use]
    pub(super) fn once(&self, contract: &Contract, particle: &Particle) -> Option<usize> {
        match particle {
            Particle::Local(element) => self.declaration(contract, &element.declaration),
            Particle::Reference(head, _) => {
                contract.substitutes(*head).into_iter().filter_map(|id| self.element(id)).min()
            }
            Particle::Group(Compositor::Sequence, _, particles) => self.all(contract, particles),
            Particle::Group(Compositor::Choice, _, particles) => {
                particles.iter().filter_map(|particle| self.particle(contract, particle)).min()
            }
        }
    }

    /// That of a particle that may be absent if it is optional.
    #[must_use]
    pub(super) fn particle(&self, contract: &Contract, particle: &Particle) -> Option<usize> {
        if particle.occurs().min == 0 { Some(0) } else { self.once(contract, particle) }
    }

    fn all(&self, contract: &Contract, particles: &[Particle]) -> Option<usize> {
        let mut each = particles.iter().map(|particle| self.particle(contract, particle));
        each.try_fold(0, |most, cost| Some(most.max(cost?)))
    }

    fn declaration(&self, contract: &Contract, declaration: &Declaration) -> Option<usize> {
        match contract.type_of(declaration)? {
            ElementType::Simple(..) => Some(1),
            ElementType::Complex(ty) => {
                contract.stand_ins(*ty, declaration.blocked).into_iter().filter_map(|ty| self.ty(ty)).min()
            }
            ElementType::Anonymous(body) => self.body(contract, body),
            ElementType::OfHead(_) => None,
        }
    }

    fn body(&self, contract: &Contract, body: &Body) -> Option<usize> {
        Some(1 + self.all(contract, &contract.whole_content(body))?)
    }
}
