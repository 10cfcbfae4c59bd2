//! The few ways a contract is changed after it was resolved: by corrections, and by what SOAP encoding makes of it.

use super::{ComplexType, Contract, Element, ElementId, OwnContent, Particle, Type, TypeId};

impl Contract {
    /// An element declaration, to be corrected.
    pub(crate) fn element_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.elements[id.0 as usize]
    }

    /// Another element declaration.
    pub(crate) fn add_element(&mut self, element: Element) -> ElementId {
        let id = ElementId(u32::try_from(self.elements.len()).unwrap_or(u32::MAX));
        self.elements.push(element);
        id
    }

    /// A type, to be corrected.
    pub(crate) fn ty_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id.0 as usize]
    }

    /// Every type with its id, in the order of the arena.
    pub(crate) fn all_types(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        (0..).map(TypeId).zip(&self.types)
    }

    /// Every element declaration, global and local, in no particular order.
    pub(crate) fn all_elements(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter()
    }
}

impl Contract {
    /// A complex type, to be corrected.
    pub(crate) fn complex_mut(&mut self, id: TypeId) -> Option<&mut ComplexType> {
        match self.ty_mut(id) {
            Type::Simple(_) => None,
            Type::Complex(complex) => Some(complex),
        }
    }
}

impl OwnContent {
    /// The content model, to be corrected.
    pub(crate) fn particle_mut(&mut self) -> Option<&mut Particle> {
        match self {
            Self::Text(_) => None,
            Self::Elements { particle, .. } => particle.as_mut(),
        }
    }
}
