//! Elements, particles and wildcards.

use soap_runtime::contract::{self, ElementDecl, NamespaceConstraint, UNBOUNDED, ValueConstraint};

use super::Lowering;
use crate::ir::{self, Element, Particle, Scope, Term, TypeId, Wildcard};
use crate::source::Span;

impl Lowering<'_> {
    pub(super) fn element(&self, element: &Element) -> ElementDecl {
        ElementDecl {
            name: self.names.name(&element.name),
            ty: type_id(element.ty),
            is_global: element.scope == Scope::Global,
            is_abstract: element.is_abstract,
            is_nillable: element.nillable,
            is_expected: element.is_expected,
            head: element.substitution_head.map(element_id),
            value: self.value(element.ty, (element.default.as_deref(), element.fixed.as_deref()), element.span),
            block: block(element.block),
            constraints: self.constraints(element),
            since: 0,
        }
    }

    /// `default` or `fixed`, as they are stated at `span`.
    pub(super) fn value(
        &self,
        ty: TypeId,
        (default, fixed): (Option<&str>, Option<&str>),
        span: Option<Span>,
    ) -> Option<ValueConstraint> {
        let spelled = |text: &str| self.values.spelled(ty, text, span, &mut |name| self.names.spell(name)).into();
        let default = || default.map(|text| ValueConstraint::Default(spelled(text)));
        fixed.map(|text| ValueConstraint::Fixed(spelled(text))).or_else(default)
    }

    pub(super) fn particle(&self, particle: &Particle) -> contract::Particle {
        let term = match &particle.term {
            Term::Element(id) => contract::Term::Element(element_id(*id)),
            Term::Wildcard(wildcard) => contract::Term::Wildcard(self.wildcard(wildcard)),
            Term::Group(compositor, inner) => {
                contract::Term::Group(*compositor, inner.iter().map(|inner| self.particle(inner)).collect())
            }
        };
        contract::Particle { min: particle.min, max: particle.max.unwrap_or(UNBOUNDED), term, since: 0 }
    }

    pub(super) fn wildcard(&self, wildcard: &Wildcard) -> contract::Wildcard {
        let namespaces = match &wildcard.namespaces {
            ir::NamespaceConstraint::Any => NamespaceConstraint::Any,
            ir::NamespaceConstraint::Other(other) => NamespaceConstraint::Other(self.names.ns(other.as_ref())),
            ir::NamespaceConstraint::List(list) => {
                NamespaceConstraint::List(list.iter().map(|listed| self.names.ns(listed.as_ref())).collect())
            }
        };
        contract::Wildcard { namespaces, process: wildcard.process }
    }
}

/// Types and elements stand at the same places in both models.
pub(super) fn type_id(id: TypeId) -> contract::TypeId {
    contract::TypeId(id.0)
}

pub(super) fn element_id(id: ir::ElementId) -> contract::ElementId {
    contract::ElementId(id.0)
}

pub(super) fn block(block: ir::DerivationSet) -> contract::Block {
    contract::Block { extension: block.extension, restriction: block.restriction, substitution: block.substitution }
}
