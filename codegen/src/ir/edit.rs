//! The few ways a contract is changed after it was resolved: by corrections alone.

use super::{Contract, Element, ElementId, Type, TypeId};

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
