//! Simple types: variety and facets.

use super::derivation::Inheritance;
use super::draft::{Made, SimpleDraft};
use crate::ir::{
    Builtin, DerivationSet, Facet, FacetValue, InArena, SimpleType, Type, TypeId, Types, Variety, WhiteSpace,
};
use crate::source::Span;
use crate::xsd::SimpleDerivation;

impl Inheritance<'_, '_, '_> {
    pub(super) fn simple(&mut self, draft: SimpleDraft<'_>) -> SimpleType {
        let SimpleDraft { origin, syntax, made } = draft;
        let span = syntax.span;
        let facets = match &syntax.derivation {
            SimpleDerivation::Restriction(_, facets) => facets.as_slice(),
            SimpleDerivation::List(_) | SimpleDerivation::Union(_) => &[],
        };
        let (base, variety) = match made {
            Made::Restriction(base) => {
                let base = self.expect_simple(base, span, "the base of a simple type");
                self.is_final(base, |set| set.restriction, "restricted", span);
                (base, self.restricted_variety(base))
            }
            Made::List(item) => (Builtin::AnySimpleType.id(), Variety::List(self.item(item, span))),
            Made::Union(members) => {
                let members = members.into_iter().map(|member| self.member(member, span));
                (Builtin::AnySimpleType.id(), Variety::Union(members.collect()))
            }
        };
        SimpleType {
            name: origin.name,
            owner: origin.owner,
            span: Some(span),
            documentation: syntax.documentation.clone(),
            base: Some(base),
            facets: self.normalised(facets, base),
            variety,
            final_: syntax.final_,
        }
    }

    fn item(&mut self, item: TypeId, span: Span) -> TypeId {
        let item = self.expect_simple(item, span, "the item of a list");
        self.is_final(item, |set| set.list, "made a list of", span);
        if self.is_list(item) {
            let message = format!("the items of a list may not be lists, as `{}` is", self.shown(item));
            self.error("list-of-lists", span, message);
        }
        item
    }

    fn member(&mut self, member: TypeId, span: Span) -> TypeId {
        let member = self.expect_simple(member, span, "a member of a union");
        self.is_final(member, |set| set.union, "made a union of", span);
        member
    }

    /// Reports a derivation that the base forbids.
    fn is_final(&mut self, base: TypeId, forbids: fn(DerivationSet) -> bool, done: &str, span: Span) {
        let base_final = self.lookup(base).and_then(Type::as_simple).map(|base| base.final_);
        if base_final.is_some_and(forbids) {
            let message = format!("`{}` is final and may not be {done}", self.shown(base));
            self.error("final-derivation", span, message);
        }
    }

    fn is_list(&self, id: TypeId) -> bool {
        match self.lookup(id).and_then(Type::as_simple).map(|simple| &simple.variety) {
            Some(Variety::List(_)) => true,
            Some(Variety::Builtin(builtin)) => builtin.item().is_some(),
            _ => false,
        }
    }

    /// The variety of a restriction of a simple type.
    pub(super) fn restricted_variety(&self, base: TypeId) -> Variety {
        match self.lookup(base).and_then(Type::as_simple).map(|base| &base.variety) {
            Some(Variety::Builtin(builtin)) => match builtin.item() {
                Some(item) => Variety::List(item.id()),
                None => Variety::Atomic,
            },
            Some(variety) => variety.clone(),
            None => Variety::Atomic,
        }
    }

    /// Facets with enumeration values as the base's white space treatment leaves them; those of unions as they are.
    pub(super) fn normalised(&self, facets: &[Facet], base: TypeId) -> Vec<Facet> {
        let own = facets.iter().find_map(|facet| match facet.value {
            FacetValue::WhiteSpace(white_space) => Some(white_space),
            _ => None,
        });
        let white_space = own.unwrap_or_else(|| self.white_space(base));
        let normalised = |facet: &Facet| match &facet.value {
            FacetValue::Enumeration(value) => {
                Facet { value: FacetValue::Enumeration(white_space.normalize(value).into_owned()), ..facet.clone() }
            }
            _ => facet.clone(),
        };
        facets.iter().map(normalised).collect()
    }

    fn white_space(&self, id: TypeId) -> WhiteSpace {
        let mut next = Some(id);
        while let Some(simple) = next.and_then(|id| self.lookup(id)).and_then(Type::as_simple) {
            let own = simple.facets.iter().find_map(|facet| match facet.value {
                FacetValue::WhiteSpace(white_space) => Some(white_space),
                _ => None,
            });
            match (&simple.variety, own) {
                (_, Some(own)) => return own,
                (Variety::Builtin(builtin), None) => return builtin.white_space(),
                (Variety::List(_), None) => return WhiteSpace::Collapse,
                // A union's is that of the member that a value belongs to (part 2, section 4.3.6).
                (Variety::Union(_), None) => return WhiteSpace::Preserve,
                (Variety::Atomic, None) => next = simple.base,
            }
        }
        WhiteSpace::Preserve
    }
}
