//! Complex types: content and attributes with what is inherited.

use super::attributes::{AttributeDraft, either};
use super::derivation::Inheritance;
use super::draft::{BaseDraft, ComplexDraft, ContentDraft};
use super::groups::measure;
use crate::ir::{
    AttributeUse, ComplexType, Compositor, Content, Derivation, DerivationMethod, DerivationSet, Facet, Owner,
    Particle, SimpleType, Term, Type, TypeId, Wildcard,
};
use crate::source::Span;

/// What a base hands down.
#[derive(Clone)]
struct Inherited {
    method: DerivationMethod,
    id: TypeId,
    span: Span,
    is_simple: bool,
    content: Content,
    attributes: Vec<AttributeUse>,
    any_attribute: Option<Wildcard>,
}

impl Inheritance<'_, '_, '_> {
    pub(super) fn complex(&mut self, id: TypeId, draft: ComplexDraft<'_>) -> ComplexType {
        let ComplexDraft { origin, syntax, base, attributes, any_attribute, content } = draft;
        for own in &attributes {
            self.expect_simple(own.attribute.ty, own.span, "the type of an attribute");
        }
        let base = base.map(|base| self.inherited(base));
        let content = match content {
            ContentDraft::Elements(particle) => {
                self.element_content(particle, syntax.mixed, base.as_ref(), syntax.span)
            }
            ContentDraft::Simple { inline, facets } => self.simple_content(id, inline, facets, base.as_ref()),
        };
        let any_attribute = self.any_attribute(any_attribute, base.as_ref(), syntax.span);
        let derivation = base.as_ref().map(|base| Derivation { method: base.method, base: base.id });
        ComplexType {
            name: origin.name,
            owner: origin.owner,
            span: Some(syntax.span),
            documentation: syntax.documentation.clone(),
            is_abstract: syntax.is_abstract,
            derivation,
            attributes: self.attributes(attributes, base, syntax.span),
            any_attribute,
            content,
            block: syntax.block,
            final_: syntax.final_,
        }
    }

    fn inherited(&mut self, base: BaseDraft) -> Inherited {
        let BaseDraft { method, id, span } = base;
        let (is_simple, final_, content, attributes, any_attribute) = match self.get(id) {
            Some(Type::Complex(ty)) => {
                (false, ty.final_, ty.content.clone(), ty.attributes.clone(), ty.any_attribute.clone())
            }
            _ => (true, DerivationSet::default(), Content::Simple(id), Vec::new(), None),
        };
        if final_.has(method) {
            let done = match method {
                DerivationMethod::Extension => "extended",
                DerivationMethod::Restriction => "restricted",
            };
            let message = format!("`{}` is final and may not be {done}", self.shown(id));
            self.error("final-derivation", span, message);
        }
        Inherited { method, id, span, is_simple, content, attributes, any_attribute }
    }

    fn element_content(&mut self, own: Option<Particle>, mixed: bool, base: Option<&Inherited>, span: Span) -> Content {
        let of = |particle: Option<Particle>, mixed: bool| match particle {
            particle if mixed => Content::Mixed(particle),
            Some(particle) => Content::ElementOnly(particle),
            None => Content::Empty,
        };
        let Some(base) = base else {
            return of(own, mixed);
        };
        if base.is_simple {
            let message =
                format!("`{}` is a simple type; a type with more than text is not made of it", self.shown(base.id));
            self.error("simple-base", base.span, message);
            return of(own, mixed);
        }
        if base.method == DerivationMethod::Restriction {
            return of(own, mixed);
        }
        self.extended(own, mixed, base, span)
    }

    /// The base's content, then the type's own.
    fn extended(&mut self, own: Option<Particle>, mixed: bool, base: &Inherited, span: Span) -> Content {
        match (&base.content, own) {
            (Content::Empty, None) if mixed => Content::Mixed(None),
            (inherited, None) => inherited.clone(),
            (Content::Empty, Some(own)) if mixed => Content::Mixed(Some(own)),
            (Content::Empty, Some(own)) => Content::ElementOnly(own),
            (Content::Simple(_), Some(own)) => {
                let message =
                    format!("`{}` contains text only and cannot be extended by elements", self.shown(base.id));
                self.error("simple-base", base.span, message);
                Content::ElementOnly(own)
            }
            (Content::ElementOnly(inherited), Some(own)) => {
                if mixed {
                    self.mixed_differs(base);
                    return Content::Mixed(self.joined(Some(inherited), own, span));
                }
                self.joined(Some(inherited), own, span).map_or(Content::Empty, Content::ElementOnly)
            }
            (Content::Mixed(inherited), Some(own)) => {
                if !mixed {
                    self.mixed_differs(base);
                }
                Content::Mixed(self.joined(inherited.as_ref(), own, span))
            }
        }
    }

    fn mixed_differs(&mut self, base: &Inherited) {
        let message =
            format!("`{}` and its extension do not agree on `mixed`; both may contain text", self.shown(base.id));
        self.warning("mixed-differs", base.span, message);
    }

    fn joined(&mut self, inherited: Option<&Particle>, own: Particle, span: Span) -> Option<Particle> {
        let Some(inherited) = inherited else {
            return Some(own);
        };
        let ((size, depth), (_, own_depth)) = (measure(inherited), measure(&own));
        if !self.drafts.make_room(size, depth.max(own_depth) + 1, span) {
            return None;
        }
        let particles = vec![inherited.clone(), own];
        Some(Particle { min: 1, max: Some(1), term: Term::Group(Compositor::Sequence, particles), span: None })
    }

    fn simple_content(
        &mut self,
        id: TypeId,
        inline: Option<TypeId>,
        facets: &[Facet],
        base: Option<&Inherited>,
    ) -> Content {
        let Some(base) = base else {
            return Content::Empty;
        };
        let text = match (&base.content, base.method) {
            (Content::Simple(text), DerivationMethod::Extension) => return Content::Simple(*text),
            (Content::Simple(_), DerivationMethod::Restriction) if base.is_simple => {
                let message =
                    format!("`{}` is a simple type; only a complex one can be restricted here", self.shown(base.id));
                self.error("simple-base", base.span, message);
                return base.content.clone();
            }
            (Content::Simple(text), DerivationMethod::Restriction) => inline.unwrap_or(*text),
            (Content::Mixed(_), DerivationMethod::Restriction) if inline.is_some() => inline.unwrap_or(base.id),
            _ => {
                let message = format!("`{}` does not contain text only", self.shown(base.id));
                self.error("not-simple-content", base.span, message);
                return base.content.clone();
            }
        };
        Content::Simple(if facets.is_empty() { text } else { self.narrowed(id, text, facets, base.span) })
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

    /// Inherited attributes first; a restriction may change or take away some of them.
    fn attributes(&mut self, own: Vec<AttributeDraft>, base: Option<Inherited>, span: Span) -> Vec<AttributeUse> {
        let (method, mut effective) = match base {
            Some(base) => (base.method, base.attributes),
            None => (DerivationMethod::Restriction, Vec::new()),
        };
        if !self.drafts.make_room(effective.len(), 0, span) {
            return Vec::new();
        }
        for AttributeDraft { attribute, prohibited, span } in own {
            let place = effective.iter().position(|other| other.name == attribute.name);
            match place {
                _ if prohibited && method == DerivationMethod::Extension => {}
                Some(place) if prohibited => {
                    effective.remove(place);
                }
                None if prohibited => {}
                None => effective.push(attribute),
                Some(place) => {
                    if method == DerivationMethod::Extension {
                        let shown = self.drafts.names.shown(&attribute.name);
                        let message = format!("attribute `{shown}` is inherited already");
                        self.error("duplicate-attribute", span, message);
                    }
                    effective[place] = attribute;
                }
            }
        }
        effective
    }

    fn any_attribute(&mut self, own: Option<Wildcard>, base: Option<&Inherited>, span: Span) -> Option<Wildcard> {
        let inherited =
            base.filter(|base| base.method == DerivationMethod::Extension).and_then(|base| base.any_attribute.as_ref());
        match (inherited, own) {
            (None, own) => own,
            (Some(inherited), None) => Some(inherited.clone()),
            (Some(inherited), Some(own)) => {
                let both = either(inherited, &own);
                if both.is_none() {
                    let message = "the namespaces that its wildcard or its base's admits cannot be expressed";
                    self.error("wildcard-union", span, message.to_owned());
                }
                both
            }
        }
    }
}
