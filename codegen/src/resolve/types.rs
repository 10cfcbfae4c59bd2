//! Type definitions by themselves: what they say, without what they inherit.

use super::draft::{BaseDraft, ComplexDraft, ContentDraft, Draft, Drafts, Made, Origin, SimpleDraft, Syntax};
use super::groups::Holder;
use super::symbols::DefinitionId;
use crate::ir::{Builtin, DerivationMethod, InArena, Owner, Scope, TypeId};
use crate::markup::Reference;
use crate::xsd::{self, ContentModel, SimpleDerivation, SimpleTypeUse};

impl<'a> Drafts<'a, '_, '_> {
    pub(super) fn simple_draft(
        &mut self,
        id: TypeId,
        syntax: &'a xsd::SimpleType,
        origin: Origin,
        definition: Option<DefinitionId>,
    ) -> Draft<'a> {
        let made = match &syntax.derivation {
            SimpleDerivation::Restriction(base, _) => Made::Restriction(match base {
                Some(SimpleTypeUse::Named(reference)) => self.base_of(reference, definition),
                Some(SimpleTypeUse::Inline(simple)) => self.anonymous(Syntax::Simple(simple), Owner::Base(id)),
                None => Builtin::AnySimpleType.id(),
            }),
            SimpleDerivation::List(item) => Made::List(match item {
                Some(item) => self.simple_use(item, Owner::ListItem(id)),
                None => Builtin::AnySimpleType.id(),
            }),
            SimpleDerivation::Union(members) => {
                let members = members.iter().zip(0..);
                Made::Union(
                    members.map(|(member, index)| self.simple_use(member, Owner::UnionMember(id, index))).collect(),
                )
            }
        };
        Draft::Simple(SimpleDraft { origin, syntax, made })
    }

    fn simple_use(&mut self, ty: &'a SimpleTypeUse, owner: Owner) -> TypeId {
        match ty {
            SimpleTypeUse::Named(reference) => self.type_of(reference),
            SimpleTypeUse::Inline(simple) => self.anonymous(Syntax::Simple(simple), owner),
        }
    }

    pub(super) fn complex_draft(
        &mut self,
        id: TypeId,
        syntax: &'a xsd::ComplexType,
        origin: Origin,
        definition: Option<DefinitionId>,
    ) -> Draft<'a> {
        let (base, content) = match &syntax.content {
            ContentModel::Implicit(particle) => (None, self.element_content(id, particle.as_ref())),
            ContentModel::Complex { method, base, particle } => {
                let content = self.element_content(id, particle.as_ref());
                (self.base(*method, base.as_ref(), definition), content)
            }
            ContentModel::Simple { method, base, inline, facets } => {
                let inline = inline.as_deref();
                let inline = inline.map(|inline| self.anonymous(Syntax::Simple(inline), Owner::SimpleContent(id)));
                (self.base(*method, base.as_ref(), definition), ContentDraft::Simple { inline, facets })
            }
        };
        let (attributes, any_attribute) = self.own_attributes(id, &syntax.attributes);
        Draft::Complex(Box::new(ComplexDraft { origin, syntax, base, attributes, any_attribute, content }))
    }

    fn base(
        &self,
        method: DerivationMethod,
        reference: Option<&Reference>,
        definition: Option<DefinitionId>,
    ) -> Option<BaseDraft> {
        let reference = reference?;
        let id = self.base_of(reference, definition);
        Some(BaseDraft { method, id, span: reference.span })
    }

    fn element_content(&mut self, id: TypeId, particle: Option<&'a xsd::Particle>) -> ContentDraft<'a> {
        let scope = Scope::Local(id);
        let holder = Holder { scope: &scope, group: None };
        let particle = particle.and_then(|particle| self.particle(particle, holder));
        ContentDraft::Elements(particle.filter(|particle| !super::groups::is_empty(particle)))
    }
}
