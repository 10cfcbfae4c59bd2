//! From the component graph to the contract table's data.
//!
//! In: a [`Contract`]. Out: [`soap_runtime::contract::Contract`], what of it bears on messages; its text is the table, whose grammar
//! stands there. Invariants: equal contracts give equal text; each type lists only what it declares itself.
//!
//! ```text
//! complex t:ItemIdType extends t:BaseItemIdType
//!   attribute Id xs:string required
//! ```

pub(crate) mod complex;
mod element;
mod identity;
mod names;
mod operation;
mod place;
mod simple;
pub(crate) mod since;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use soap_runtime::contract::{self, ExpandedName};

use element::{element_id, type_id};
use names::Names;
use place::Places;

use crate::ir::{Contract, Type, TypeId};
use crate::qname::Namespace;
use crate::values::Values;

/// The data of a contract's table.
#[must_use]
pub fn lower(contract: &Contract) -> contract::Contract {
    let values = Values::new(contract);
    let (names, places) = (Names::new(contract, &values), Places::new(contract));
    Lowering { contract, values, names, places }.contract()
}

/// Every namespace that a contract's table mentions.
pub(crate) fn mentioned(contract: &Contract) -> BTreeSet<Namespace> {
    names::mentioned(contract, &Values::new(contract))
}

/// A table in the making.
struct Lowering<'a> {
    contract: &'a Contract,
    values: Values<'a>,
    names: Names,
    places: Places,
}

impl Lowering<'_> {
    fn contract(&self) -> contract::Contract {
        let mut lowered = contract::Contract::new();
        let builtin = lowered.types.len();
        lowered.namespaces.extend(self.names.declared());
        lowered.operations =
            self.contract.port_types().iter().flat_map(|port_type| self.operations(port_type)).collect();
        lowered.elements = self.contract.elements.iter().map(|element| self.element(element)).collect();
        lowered.global_elements = self.contract.elements().into_iter().map(element_id).collect();
        lowered.attributes = self.contract.global_attributes().map(|attribute| self.attribute(attribute)).collect();
        let types = self.contract.all_types().skip(builtin);
        lowered.types.extend(types.map(|(id, ty)| self.ty(id, ty)));
        lowered.named_types = self.places.top_level(self.contract).into_iter().map(|(_, id)| type_id(id)).collect();
        lowered
    }

    fn ty(&self, id: TypeId, ty: &Type) -> contract::Type {
        match ty {
            Type::Simple(simple) => contract::Type::Simple(self.simple(id, simple)),
            Type::Complex(complex) => contract::Type::Complex(self.complex(id, complex)),
        }
    }

    /// The name of a type, or the place of one that has to be told apart without a name.
    fn type_name(&self, id: TypeId) -> Option<ExpandedName> {
        let named = || self.contract.ty(id).name().map(|name| self.names.name(name));
        self.places.get(id).map(|place| place.name(&self.names)).or_else(named)
    }
}
