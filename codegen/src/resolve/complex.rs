//! Complex types: what each states itself, held against what it inherits.

use std::collections::BTreeSet;

use super::attributes::AttributeDraft;
use super::derivation::Inheritance;
use super::draft::{BaseDraft, ComplexDraft, ContentDraft};
use super::groups::measure;
use crate::ir::{
    AttributeUse, ComplexType, Content, Derivation, DerivationMethod, DerivationSet, Facet, OwnContent, Owner,
    Particle, SimpleType, Type, TypeId, Types,
};
use crate::qname::QName;
use crate::source::Span;

impl Inheritance<'_, '_, '_> {
    pub(super) fn complex(&mut self, id: TypeId, draft: ComplexDraft<'_>) -> ComplexType {
        let ComplexDraft { origin, syntax, base, attributes, any_attribute, content } = draft;
        for own in &attributes {
            self.expect_simple(own.attribute.ty, own.span, "the type of an attribute");
        }
        if let Some(base) = base {
            self.expect_derivable(base);
        }
        let content = match content {
            ContentDraft::Elements(particle) => self.element_content(particle, syntax.mixed, base, syntax.span),
            ContentDraft::Simple { inline, facets } => {
                OwnContent::Text(base.and_then(|base| self.simple_content(id, inline, facets, base)))
            }
        };
        let (attributes, prohibited) = self.attributes(attributes, base, syntax.span);
        let ty = ComplexType {
            name: origin.name,
            owner: origin.owner,
            span: Some(syntax.span),
            documentation: syntax.documentation.clone(),
            is_abstract: syntax.is_abstract,
            is_array: syntax.is_array,
            derivation: base.map(|base| Derivation { method: base.method, base: base.id }),
            attributes,
            prohibited,
            any_attribute,
            content,
            block: syntax.block,
            final_: syntax.final_,
        };
        self.expect_wildcard(&ty, syntax.span);
        ty
    }

    /// A final type is not derived from.
    fn expect_derivable(&mut self, BaseDraft { method, id, span }: BaseDraft) {
        let final_ = self.lookup(id).and_then(Type::as_complex).map(|ty| ty.final_);
        if final_.is_some_and(|final_| final_.has(method)) {
            let done = match method {
                DerivationMethod::Extension => "extended",
                DerivationMethod::Restriction => "restricted",
            };
            let message = format!("`{}` is final and may not be {done}", self.shown(id));
            self.error("final-derivation", span, message);
        }
    }

    fn element_content(
        &mut self,
        particle: Option<Particle>,
        is_mixed: bool,
        base: Option<BaseDraft>,
        span: Span,
    ) -> OwnContent {
        if let Some(base) = base {
            if self.is_simple(base.id) {
                let message =
                    format!("`{}` is a simple type; a type with more than text is not made of it", self.shown(base.id));
                self.error("simple-base", base.span, message);
            } else if let (DerivationMethod::Extension, Some(own)) = (base.method, &particle) {
                self.expect_extensible(own, is_mixed, base, span);
            }
        }
        OwnContent::Elements { particle, is_mixed, is_complete: false }
    }

    /// What a base holds must go with what an extension adds.
    fn expect_extensible(&mut self, own: &Particle, is_mixed: bool, base: BaseDraft, span: Span) {
        if self.is_full {
            return;
        }
        let content = self.content(base.id);
        let inherited = content.particle().map(measure);
        match content {
            Content::Simple(_) => {
                let message =
                    format!("`{}` contains text only and cannot be extended by elements", self.shown(base.id));
                self.error("simple-base", base.span, message);
            }
            Content::ElementOnly(_) | Content::Mixed(_) if content.is_mixed() != is_mixed => {
                let message = format!(
                    "`{}` and its extension do not agree on `mixed`; both may contain text",
                    self.shown(base.id)
                );
                self.warning("mixed-differs", base.span, message);
            }
            _ => {}
        }
        if let Some((size, depth)) = inherited {
            let depth = depth.max(measure(own).1) + 1;
            self.is_full = !self.drafts.make_room(size, depth, span);
        }
    }

    /// The type of the text, unless that is the base's.
    fn simple_content(
        &mut self,
        id: TypeId,
        inline: Option<TypeId>,
        facets: &[Facet],
        base: BaseDraft,
    ) -> Option<TypeId> {
        let (is_simple, content) = (self.is_simple(base.id), self.content(base.id));
        let text = match (&content, base.method) {
            (Content::Simple(_), DerivationMethod::Extension) => return None,
            (Content::Simple(_), DerivationMethod::Restriction) if is_simple => {
                let message =
                    format!("`{}` is a simple type; only a complex one can be restricted here", self.shown(base.id));
                self.error("simple-base", base.span, message);
                return None;
            }
            (Content::Simple(text), DerivationMethod::Restriction) => inline.unwrap_or(*text),
            (Content::Mixed(_), DerivationMethod::Restriction) if inline.is_some() => inline.unwrap_or(base.id),
            _ => {
                let message = format!("`{}` does not contain text only", self.shown(base.id));
                self.error("not-simple-content", base.span, message);
                return None;
            }
        };
        match facets {
            [] => inline,
            facets => Some(self.narrowed(id, text, facets, base.span)),
        }
    }

    /// A simple type for the text of a complex type that has facets of its own.
    fn narrowed(&mut self, id: TypeId, text: TypeId, facets: &[Facet], span: Span) -> TypeId {
        let narrowed = self.push(Type::Simple(SimpleType {
            name: None,
            owner: Some(Owner::SimpleContent(id)),
            span: Some(span),
            documentation: None,
            base: Some(text),
            variety: self.restricted_variety(text),
            facets: self.normalised(facets, text),
            final_: DerivationSet::default(),
        }));
        if let Some(Some(Type::Simple(inline))) = self.types.get_mut(text.0 as usize)
            && inline.owner == Some(Owner::SimpleContent(id))
        {
            inline.owner = Some(Owner::Base(narrowed));
        }
        narrowed
    }

    /// The attributes that stand, and those that a restriction takes away.
    fn attributes(
        &mut self,
        own: Vec<AttributeDraft>,
        base: Option<BaseDraft>,
        span: Span,
    ) -> (Vec<AttributeUse>, Vec<QName>) {
        let inherited = base.map(|base| self.inherited_names(base, span)).unwrap_or_default();
        let extends = base.is_some_and(|base| base.method == DerivationMethod::Extension);
        let (mut attributes, mut prohibited) = (Vec::<AttributeUse>::new(), Vec::new());
        for AttributeDraft { attribute, prohibited: is_prohibited, is_default, span } in own {
            if is_prohibited && !extends {
                attributes.retain(|other| other.name != attribute.name);
                prohibited.push(attribute.name);
            } else if !is_prohibited {
                if is_default && inherited.contains(&attribute.name) {
                    continue;
                }
                if extends && inherited.contains(&attribute.name) {
                    let shown = self.drafts.names.shown(&attribute.name);
                    self.error("duplicate-attribute", span, format!("attribute `{shown}` is inherited already"));
                }
                attributes.push(attribute);
            }
        }
        (attributes, prohibited)
    }

    /// The names of the attributes that a base has.
    fn inherited_names(&mut self, base: BaseDraft, span: Span) -> BTreeSet<QName> {
        if self.is_full {
            return BTreeSet::new();
        }
        let attributes = Types::attributes(self, base.id).into_iter();
        let names: BTreeSet<QName> = attributes.map(|attribute| attribute.name.clone()).collect();
        self.is_full = !self.drafts.make_room(names.len(), 0, span);
        names
    }

    /// What the wildcards of an extension and of its base admit together must be something that can be said.
    fn expect_wildcard(&mut self, ty: &ComplexType, span: Span) {
        let (Some(own), Some(Derivation { method: DerivationMethod::Extension, base })) =
            (&ty.any_attribute, ty.derivation)
        else {
            return;
        };
        let inherited = Types::any_attribute(self, base);
        if inherited.is_some_and(|inherited| inherited.namespaces.union(&own.namespaces).is_none()) {
            let message = "the namespaces that its wildcard or its base's admits cannot be expressed";
            self.error("wildcard-union", span, message.to_owned());
        }
    }
}
