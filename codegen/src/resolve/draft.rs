//! The graph under construction: ids for everything in reach, and what each definition says by itself.
//!
//! In: definitions in reach, their references sound and their dependencies in order. Out: drafts of types, in which
//! groups are inlined and inheritance is still to be done, and finished element declarations. Invariant: anonymous
//! types wait in a queue until groups are done, so that a group may contain itself by way of an element.

use std::collections::{BTreeMap, VecDeque};

use super::attributes::{AttributeDraft, GroupAttributes};
use super::groups::Inlined;
use super::symbols::{Definition, DefinitionId, Kind, Symbols};
use super::unresolved::Names;
use crate::diagnostic::Diagnostics;
use crate::ir::{DerivationMethod, Element, ElementId, InArena, Owner, Particle, Type, TypeId, Wildcard, arena};
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;
use crate::xsd::{self, Facet, TypeDefinition};

/// Where a type comes from: its name, or what it is written in.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) name: Option<QName>,
    pub(super) owner: Option<Owner>,
}

impl Origin {
    pub(super) fn owned(owner: Owner) -> Self {
        Self { name: None, owner: Some(owner) }
    }
}

/// A type whose inheritance is still to be done.
#[derive(Debug)]
pub(super) enum Draft<'a> {
    /// Only its id is there yet.
    Waiting,
    /// Nothing is to be done.
    Finished(Box<Type>),
    Simple(SimpleDraft<'a>),
    Complex(Box<ComplexDraft<'a>>),
}

impl Draft<'_> {
    pub(super) fn name(&self) -> Option<QName> {
        match self {
            Self::Waiting => None,
            Self::Finished(ty) => ty.name().cloned(),
            Self::Simple(simple) => simple.origin.name.clone(),
            Self::Complex(complex) => complex.origin.name.clone(),
        }
    }
}

#[derive(Debug)]
pub(super) struct SimpleDraft<'a> {
    pub(super) origin: Origin,
    pub(super) syntax: &'a xsd::SimpleType,
    pub(super) made: Made,
}

/// What a simple type is made of.
#[derive(Debug)]
pub(super) enum Made {
    Restriction(TypeId),
    List(TypeId),
    Union(Vec<TypeId>),
}

#[derive(Debug)]
pub(super) struct ComplexDraft<'a> {
    pub(super) origin: Origin,
    pub(super) syntax: &'a xsd::ComplexType,
    pub(super) base: Option<BaseDraft>,
    pub(super) attributes: Vec<AttributeDraft>,
    pub(super) any_attribute: Option<Wildcard>,
    pub(super) content: ContentDraft<'a>,
}

/// What a complex type says that it is derived from.
#[derive(Clone, Copy, Debug)]
pub(super) struct BaseDraft {
    pub(super) method: DerivationMethod,
    pub(super) id: TypeId,
    pub(super) span: Span,
}

/// What a complex type says about its content.
#[derive(Debug)]
pub(super) enum ContentDraft<'a> {
    Elements(Option<Particle>),
    Simple { inline: Option<TypeId>, facets: &'a [Facet] },
}

/// A type definition to be drafted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Syntax<'a> {
    Simple(&'a xsd::SimpleType),
    Complex(&'a xsd::ComplexType),
}

/// A type that waits to be drafted.
struct Pending<'a> {
    id: TypeId,
    syntax: Syntax<'a>,
    origin: Origin,
    definition: Option<DefinitionId>,
}

/// Everything in reach, being drafted.
pub(super) struct Drafts<'a, 'n, 'd> {
    pub(super) symbols: &'n Symbols<'a>,
    pub(super) names: &'n Names<'n>,
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) types: Vec<Draft<'a>>,
    pub(super) elements: Vec<Element>,
    pub(super) type_ids: BTreeMap<DefinitionId, TypeId>,
    pub(super) element_ids: BTreeMap<DefinitionId, ElementId>,
    pub(super) groups: BTreeMap<DefinitionId, Inlined>,
    pub(super) attribute_groups: BTreeMap<DefinitionId, GroupAttributes>,
    pub(super) attributes: BTreeMap<DefinitionId, AttributeDraft>,
    /// How many more particles may be copied; see [`super::groups`].
    pub(super) room: usize,
    pending: VecDeque<Pending<'a>>,
}

impl<'a, 'n, 'd> Drafts<'a, 'n, 'd> {
    pub(super) fn new(names: &'n Names<'n>, symbols: &'n Symbols<'a>, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            symbols,
            names,
            diagnostics,
            types: arena().into_iter().map(|ty| Draft::Finished(Box::new(ty))).collect(),
            elements: Vec::new(),
            type_ids: BTreeMap::new(),
            element_ids: BTreeMap::new(),
            groups: BTreeMap::new(),
            attribute_groups: BTreeMap::new(),
            attributes: BTreeMap::new(),
            room: super::groups::MAX_PARTICLES,
            pending: VecDeque::new(),
        }
    }

    /// Drafts all definitions; `ordered` has each behind those by which it is defined.
    pub(super) fn draft(&mut self, ordered: &[DefinitionId]) {
        let mut sorted = ordered.to_vec();
        sorted.sort();
        self.number_types(&sorted);
        self.number_elements(ordered);
        for id in ordered {
            match self.symbols.get(*id) {
                Definition::Group(group) => self.inline_group(*id, group),
                Definition::Attribute(attribute) => self.global_attribute(*id, attribute),
                Definition::Type(_) | Definition::Element(_) | Definition::AttributeGroup(_) => {}
            }
        }
        for id in ordered {
            if let Definition::AttributeGroup(group) = self.symbols.get(*id) {
                self.attribute_group(*id, group);
            }
        }
        while let Some(pending) = self.pending.pop_front() {
            self.types[pending.id.0 as usize] = match pending.syntax {
                Syntax::Simple(simple) => self.simple_draft(pending.id, simple, pending.origin, pending.definition),
                Syntax::Complex(complex) => self.complex_draft(pending.id, complex, pending.origin, pending.definition),
            };
        }
    }

    /// Gives every global type an id; one that is redefined belongs to its redefinition.
    fn number_types(&mut self, sorted: &[DefinitionId]) {
        let types = sorted.iter().filter(|id| self.symbols.get(**id).kind() == Kind::Type);
        for (id, index) in types.zip(self.types.len()..) {
            self.type_ids.insert(*id, type_id(index));
        }
        self.types.extend(self.type_ids.keys().map(|_| Draft::Waiting));
        for (definition, id) in &self.type_ids {
            let Definition::Type(ty) = self.symbols.get(*definition) else {
                continue;
            };
            let redefinition = self.symbols.redefinition(*definition);
            let origin = match redefinition.and_then(|redefinition| self.type_ids.get(&redefinition)) {
                Some(outer) => Origin::owned(Owner::Redefined(*outer)),
                None => Origin { name: ty.name().cloned(), owner: None },
            };
            self.pending.push_back(Pending { id: *id, syntax: Syntax::of(ty), origin, definition: Some(*definition) });
        }
    }

    /// Declares every global element, heads of substitution groups before their members, with ids in order of names.
    fn number_elements(&mut self, ordered: &[DefinitionId]) {
        let is_element = |id: &&DefinitionId| self.symbols.get(**id).kind() == Kind::Element;
        let mut sorted: Vec<_> = ordered.iter().filter(is_element).copied().collect();
        sorted.sort();
        self.element_ids = sorted.into_iter().zip((0..).map(ElementId)).collect();
        let mut declared = BTreeMap::new();
        for definition in ordered {
            let id = self.element_ids.get(definition).copied();
            if let (Definition::Element(element), Some(id)) = (self.symbols.get(*definition), id) {
                let global = self.global_element(id, element, &declared);
                declared.insert(id, global);
            }
        }
        self.elements = declared.into_values().collect();
    }

    /// An id for an anonymous type, which is drafted later.
    pub(super) fn anonymous(&mut self, syntax: Syntax<'a>, owner: Owner) -> TypeId {
        let id = type_id(self.types.len());
        self.types.push(Draft::Waiting);
        let origin = Origin::owned(owner);
        self.pending.push_back(Pending { id, syntax, origin, definition: None });
        id
    }

    /// The type that a reference leads to.
    pub(super) fn type_of(&self, reference: &Reference) -> TypeId {
        let found = self.symbols.find(Kind::Type, &reference.name);
        self.known_type(reference, found)
    }

    /// The base that a reference leads to; in a redefinition that may be what it redefines.
    pub(super) fn base_of(&self, reference: &Reference, from: Option<DefinitionId>) -> TypeId {
        let found = match from {
            Some(from) => self.symbols.find_from(Kind::Type, &reference.name, from),
            None => self.symbols.find(Kind::Type, &reference.name),
        };
        self.known_type(reference, found)
    }

    fn known_type(&self, reference: &Reference, found: Option<DefinitionId>) -> TypeId {
        if super::reach::is_builtin(Kind::Type, &reference.name) {
            return super::reach::builtin(reference.name.local()).map_or(TypeId::ANY_TYPE, InArena::id);
        }
        found.and_then(|found| self.type_ids.get(&found)).copied().unwrap_or(TypeId::ANY_TYPE)
    }
}

impl<'a> Syntax<'a> {
    fn of(definition: &'a TypeDefinition) -> Self {
        match definition {
            TypeDefinition::Simple(simple) => Self::Simple(simple),
            TypeDefinition::Complex(complex) => Self::Complex(complex),
        }
    }
}

pub(super) fn type_id(index: usize) -> TypeId {
    TypeId(u32::try_from(index).unwrap_or(u32::MAX))
}

pub(super) fn element_id(index: usize) -> ElementId {
    ElementId(u32::try_from(index).unwrap_or(u32::MAX))
}
