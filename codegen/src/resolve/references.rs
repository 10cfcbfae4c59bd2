//! The references of a definition, anonymous definitions inside it included.
//!
//! In: a definition as written. Out: each name that it refers to, with its place and role, and its wildcards. Invariant:
//! this is the only walk over the syntax that knows where names occur.

use super::symbols::{Definition, Kind};
use crate::markup::Reference;
use crate::xsd::{
    AttributeDecl, AttributeItem, AttributeType, Attributes, ComplexType, ContentModel, ElementDecl, ElementType,
    ModelGroup, NamespaceConstraint, Particle, ProcessContents, SimpleDerivation, SimpleType, SimpleTypeUse, Term,
    TypeDefinition, Wildcard,
};

/// What a reference is for, as far as it matters to someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The base of the definition itself: in a redefinition, what it redefines.
    OwnBase,
    /// The type of an element, in whose place others may come.
    ElementType,
    /// An element in a content model, in whose place others may come.
    ElementRef,
    /// The head of the element's own substitution group.
    Head,
    /// A group inside a group of the same kind.
    InGroup,
    /// Anything else.
    Other,
}

/// A name that a definition refers to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use<'a> {
    pub(super) kind: Kind,
    pub(super) role: Role,
    pub(super) reference: &'a Reference,
}

/// The references of a definition, in document order within each part of it.
pub(super) fn references<'a>(definition: Definition<'a>) -> Vec<Use<'a>> {
    walk(definition).uses
}

/// The wildcards in a definition that admit only what is declared, each with the kind of definition that it admits.
pub(super) fn strict_wildcards<'a>(definition: Definition<'a>) -> Vec<(Kind, &'a NamespaceConstraint)> {
    let wildcards = walk(definition).wildcards.into_iter();
    let strict = wildcards.filter(|(_, wildcard)| wildcard.process == ProcessContents::Strict);
    strict.map(|(kind, wildcard)| (kind, &wildcard.namespaces)).collect()
}

/// Whether an element in a definition is of the type `xs:anyType` because it names none.
pub(super) fn implies_any_type(definition: Definition<'_>) -> bool {
    walk(definition).implies_any_type
}

fn walk<'a>(definition: Definition<'a>) -> Walk<'a> {
    let mut walk = Walk { uses: Vec::new(), wildcards: Vec::new(), implies_any_type: false, depth: 0 };
    match definition {
        Definition::Type(TypeDefinition::Simple(simple)) => walk.simple(simple),
        Definition::Type(TypeDefinition::Complex(complex)) => walk.complex(complex),
        Definition::Element(element) => walk.element(element),
        Definition::Attribute(attribute) => walk.attribute(attribute),
        Definition::Group(group) => group.particle.iter().for_each(|particle| walk.particle(particle, Role::InGroup)),
        Definition::AttributeGroup(group) => walk.attributes(&group.attributes, Role::InGroup),
    }
    walk
}

struct Walk<'a> {
    uses: Vec<Use<'a>>,
    wildcards: Vec<(Kind, &'a Wildcard)>,
    implies_any_type: bool,
    /// How many definitions are open: 0 in the definition itself, more in anonymous ones inside it.
    depth: usize,
}

impl<'a> Walk<'a> {
    fn add(&mut self, kind: Kind, role: Role, reference: &'a Reference) {
        self.uses.push(Use { kind, role, reference });
    }

    fn inner(&mut self, walk: impl FnOnce(&mut Self)) {
        self.depth += 1;
        walk(self);
        self.depth -= 1;
    }

    fn base(&mut self, reference: &'a Reference) {
        let role = if self.depth == 0 { Role::OwnBase } else { Role::Other };
        self.add(Kind::Type, role, reference);
    }

    fn element(&mut self, element: &'a ElementDecl) {
        match &element.ty {
            ElementType::Named(reference) => self.add(Kind::Type, Role::ElementType, reference),
            ElementType::Simple(simple) => self.inner(|walk| walk.simple(simple)),
            ElementType::Complex(complex) => self.inner(|walk| walk.complex(complex)),
            ElementType::Implied => self.implies_any_type |= element.substitution_group.is_none(),
        }
        if let Some(head) = &element.substitution_group {
            self.add(Kind::Element, Role::Head, head);
        }
    }

    fn attribute(&mut self, attribute: &'a AttributeDecl) {
        match &attribute.ty {
            AttributeType::Named(reference) => self.add(Kind::Type, Role::Other, reference),
            AttributeType::Inline(simple) => self.inner(|walk| walk.simple(simple)),
            AttributeType::Implied => {}
        }
    }

    fn simple_use(&mut self, ty: &'a SimpleTypeUse, is_base: bool) {
        match ty {
            SimpleTypeUse::Named(reference) if is_base => self.base(reference),
            SimpleTypeUse::Named(reference) => self.add(Kind::Type, Role::Other, reference),
            SimpleTypeUse::Inline(simple) => self.inner(|walk| walk.simple(simple)),
        }
    }

    fn simple(&mut self, simple: &'a SimpleType) {
        match &simple.derivation {
            SimpleDerivation::Restriction(base, _) => {
                base.iter().for_each(|base| self.simple_use(base, true));
            }
            SimpleDerivation::List(item) => {
                item.iter().for_each(|item| self.simple_use(item, false));
            }
            SimpleDerivation::Union(members) => {
                members.iter().for_each(|member| self.simple_use(member, false));
            }
        }
    }

    fn complex(&mut self, complex: &'a ComplexType) {
        match &complex.content {
            ContentModel::Implicit(particle) => self.particles(particle.as_ref()),
            ContentModel::Complex { base, particle, .. } => {
                base.iter().for_each(|base| self.base(base));
                self.particles(particle.as_ref());
            }
            ContentModel::Simple { base, inline, .. } => {
                base.iter().for_each(|base| self.base(base));
                inline.iter().for_each(|inline| self.inner(|walk| walk.simple(inline)));
            }
        }
        self.attributes(&complex.attributes, Role::Other);
    }

    fn particles(&mut self, particle: Option<&'a Particle>) {
        particle.into_iter().for_each(|particle| self.particle(particle, Role::Other));
    }

    fn particle(&mut self, particle: &'a Particle, group_role: Role) {
        match &particle.term {
            _ if particle.occurs.max == Some(0) => {}
            Term::Element(element) => self.inner(|walk| walk.element(element)),
            Term::ElementRef(reference) => self.add(Kind::Element, Role::ElementRef, reference),
            Term::Group(ModelGroup { particles, .. }) => {
                particles.iter().for_each(|particle| self.particle(particle, group_role));
            }
            Term::GroupRef(reference) => self.add(Kind::Group, group_role, reference),
            Term::Any(wildcard) => self.wildcards.push((Kind::Element, wildcard)),
        }
    }

    fn attributes(&mut self, attributes: &'a Attributes, group_role: Role) {
        self.wildcards.extend(attributes.any.iter().map(|wildcard| (Kind::Attribute, wildcard)));
        for item in &attributes.items {
            match item {
                AttributeItem::Declaration(attribute) => {
                    self.inner(|walk| walk.attribute(attribute));
                }
                AttributeItem::Reference(reference) => {
                    self.add(Kind::Attribute, Role::Other, &reference.target);
                }
                AttributeItem::Group(reference) | AttributeItem::Default(reference) => {
                    self.add(Kind::AttributeGroup, group_role, reference);
                }
            }
        }
    }
}
