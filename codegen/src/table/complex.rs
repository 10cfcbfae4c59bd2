//! Complex types and attributes.

use soap_runtime::contract::{self, AttributeDecl};

use super::Lowering;
use super::element::{block, type_id};
use super::own::{self, OwnContent};
use crate::ir::{AttributeUse, ComplexType, Content, Derivation, DerivationMethod, TypeId};

impl Lowering<'_> {
    pub(super) fn complex(&self, id: TypeId, complex: &ComplexType) -> contract::ComplexType {
        let content = OwnContent::of(self.contract, complex);
        let implied = Derivation { method: DerivationMethod::Restriction, base: self.contract.any_type() };
        let Derivation { method, base } = complex.derivation.unwrap_or(implied);
        let attributes = own::attributes(self.contract, id, complex);
        contract::ComplexType {
            name: self.type_name(id),
            base: type_id(base),
            method,
            is_complete: matches!(content, OwnContent::Complete(_)),
            is_abstract: complex.is_abstract,
            is_mixed: matches!(complex.content, Content::Mixed(_)),
            block: block(complex.block),
            text: own::text_type(self.contract, complex).map(type_id),
            particles: content.particles().iter().map(|particle| self.particle(particle)).collect(),
            attributes: attributes.into_iter().map(|attribute| self.attribute(attribute)).collect(),
            any_attribute: own::any_attribute(self.contract, complex).map(|wildcard| self.wildcard(wildcard)),
            since: 0,
        }
    }

    pub(super) fn attribute(&self, attribute: &AttributeUse) -> AttributeDecl {
        let stated = (attribute.default.as_deref(), attribute.fixed.as_deref());
        AttributeDecl {
            name: self.names.name(&attribute.name),
            ty: type_id(attribute.ty),
            is_required: attribute.required,
            value: self.value(attribute.ty, stated, attribute.span),
            since: 0,
        }
    }
}
