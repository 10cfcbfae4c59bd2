//! The few ways a contract is changed after it was resolved: by corrections alone.

use super::{Content, Contract, Element, ElementId, Particle, Type, TypeId};

impl Contract {
    /// An element declaration, to be corrected.
    pub(crate) fn element_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.elements[id.0 as usize]
    }

    /// A type, to be corrected.
    pub(crate) fn ty_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id.0 as usize]
    }

    /// Every element declaration, global and local, in no particular order.
    pub(crate) fn all_elements(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter()
    }
}

impl Content {
    /// The content model, to be corrected.
    pub(crate) fn particle_mut(&mut self) -> Option<&mut Particle> {
        match self {
            Self::Empty | Self::Simple(_) => None,
            Self::ElementOnly(particle) => Some(particle),
            Self::Mixed(particle) => particle.as_mut(),
        }
    }
}
