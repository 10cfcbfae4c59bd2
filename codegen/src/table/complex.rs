//! Complex types and attributes.

use std::borrow::Cow;

use soap_runtime::contract::{self, AttributeDecl};

use super::Lowering;
use super::element::{block, type_id};
use crate::ir::{AttributeUse, ComplexType, Contract, Derivation, DerivationMethod, OwnContent, TypeId, Wildcard};

impl Lowering<'_> {
    pub(super) fn complex(&self, id: TypeId, complex: &ComplexType) -> contract::ComplexType {
        let implied = Derivation { method: DerivationMethod::Restriction, base: self.contract.any_type() };
        let Derivation { method, base } = complex.derivation.unwrap_or(implied);
        let text = match complex.content {
            OwnContent::Text(stated) => stated,
            OwnContent::Elements { .. } => None,
        };
        let attributes = attributes(self.contract, id, complex).into_iter();
        contract::ComplexType {
            name: self.type_name(id),
            base: type_id(base),
            method,
            is_complete: complex.content.is_complete(),
            is_abstract: complex.is_abstract,
            is_array: complex.is_array,
            is_mixed: self.contract.content(id).is_mixed(),
            block: block(complex.block),
            text: text.map(type_id),
            particles: complex.content.particles().into_iter().map(|particle| self.particle(particle)).collect(),
            attributes: attributes.map(|attribute| self.attribute(attribute)).collect(),
            any_attribute: any_attribute(self.contract, id, complex).map(|wildcard| self.wildcard(&wildcard)),
            since: 0,
        }
    }

    pub(super) fn attribute(&self, attribute: &AttributeUse) -> AttributeDecl {
        let stated = (attribute.default.as_deref(), attribute.fixed.as_deref());
        AttributeDecl {
            name: self.names.name(&attribute.name),
            ty: type_id(attribute.ty),
            is_required: attribute.required,
            value: self.value(attribute.ty, stated, attribute.value_span),
            since: 0,
        }
    }
}

/// The complex type that this one extends.
fn extended(contract: &Contract, complex: &ComplexType) -> Option<TypeId> {
    let Derivation { method, base } = complex.derivation?;
    (method == DerivationMethod::Extension && contract.ty(base).as_complex().is_some()).then_some(base)
}

/// The attributes that a type lists, by name: its own, or all, unless it extends a complex type.
pub(crate) fn attributes<'a>(contract: &'a Contract, id: TypeId, complex: &'a ComplexType) -> Vec<&'a AttributeUse> {
    let mut attributes = match extended(contract, complex) {
        Some(_) => complex.attributes.iter().collect(),
        None => contract.attributes(id),
    };
    attributes.sort_by(|left, right| left.name.cmp(&right.name));
    attributes
}

/// The attribute wildcard, unless it is the extended type's.
pub(crate) fn any_attribute<'a>(
    contract: &'a Contract,
    id: TypeId,
    complex: &ComplexType,
) -> Option<Cow<'a, Wildcard>> {
    let inherited = extended(contract, complex).and_then(|base| contract.any_attribute(base));
    let whole = contract.any_attribute(id)?;
    let same = |base: &Wildcard| base.namespaces == whole.namespaces && base.process == whole.process;
    (!inherited.is_some_and(|base| same(&base))).then_some(whole)
}
