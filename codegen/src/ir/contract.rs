//! The arenas, and what leads into them.

use std::collections::BTreeMap;

use super::{AttributeUse, Builtin, ComplexType, Element, InArena, Kept, LeftOut, PortType, Service, SimpleType};
use crate::qname::{Namespace, Prefixes, QName};
use crate::source::{Sources, Span};

/// A type of a [`Contract`].
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub struct TypeId(pub(crate) u32);

/// An element declaration of a [`Contract`].
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub struct ElementId(pub(crate) u32);

/// A type definition.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Text only.
    Simple(SimpleType),
    /// Attributes, and text or elements.
    Complex(ComplexType),
}

impl Type {
    /// The name of a global type; `None` for one that is defined in place.
    #[must_use]
    pub fn name(&self) -> Option<&QName> {
        match self {
            Self::Simple(simple) => simple.name.as_ref(),
            Self::Complex(complex) => complex.name.as_ref(),
        }
    }

    /// Where it is defined; `None` for what XML Schema defines itself.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Simple(simple) => simple.span,
            Self::Complex(complex) => complex.span,
        }
    }

    /// The schema's own words about it.
    #[must_use]
    pub fn documentation(&self) -> Option<&str> {
        match self {
            Self::Simple(simple) => simple.documentation.as_deref(),
            Self::Complex(complex) => complex.documentation.as_deref(),
        }
    }

    /// What an anonymous type was written in; `None` for named ones.
    #[must_use]
    pub fn owner(&self) -> Option<&Owner> {
        match self {
            Self::Simple(simple) => simple.owner.as_ref(),
            Self::Complex(complex) => complex.owner.as_ref(),
        }
    }

    /// The type as a simple one.
    #[must_use]
    pub fn as_simple(&self) -> Option<&SimpleType> {
        match self {
            Self::Simple(simple) => Some(simple),
            Self::Complex(_) => None,
        }
    }

    /// The type as a complex one.
    #[must_use]
    pub fn as_complex(&self) -> Option<&ComplexType> {
        match self {
            Self::Simple(_) => None,
            Self::Complex(complex) => Some(complex),
        }
    }
}

/// The component in which an anonymous type is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// `<xs:element name="…"><xs:complexType>`
    Element(ElementId),
    /// An attribute declared in a complex type, with the attribute's name.
    Attribute(TypeId, QName),
    /// An attribute declared globally.
    GlobalAttribute(QName),
    /// An attribute declared in an attribute group: the group's name, then the attribute's.
    GroupAttribute(QName, QName),
    /// The item type of a list.
    ListItem(TypeId),
    /// A member of a union, counted from 0 over all its members.
    UnionMember(TypeId, u32),
    /// The base of a restriction (`<xs:restriction><xs:simpleType>`).
    Base(TypeId),
    /// The text of a complex type: its own facets (`<xs:simpleContent><xs:restriction>`) make a simple type.
    SimpleContent(TypeId),
    /// The definition that a redefinition replaced; the type is the redefinition.
    Redefined(TypeId),
}

/// A namespace in reach, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamespaceUse {
    /// The namespace; `None` for components that are in none.
    pub namespace: Option<Namespace>,
    /// Its prefix; `None` for none.
    pub prefix: Option<String>,
    /// Every non-empty prefix that documents declare for it, with the number of documents.
    pub declared: BTreeMap<String, usize>,
}

/// A contract: types, elements and operations, closed under reference.
///
/// Equal contracts came from documents of equal names and text.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    pub(crate) sources: Sources,
    pub(crate) types: Vec<Type>,
    pub(crate) elements: Vec<Element>,
    pub(crate) port_types: Vec<PortType>,
    pub(crate) services: Vec<Service>,
    pub(crate) named_types: BTreeMap<QName, TypeId>,
    pub(crate) global_elements: BTreeMap<QName, ElementId>,
    /// The global attributes in reach, which wildcards may admit; their `declared_in` says nothing.
    pub(crate) global_attributes: BTreeMap<QName, AttributeUse>,
    /// The types derived from each in one step, sorted.
    pub(crate) derivations: BTreeMap<TypeId, Vec<TypeId>>,
    /// The members of each substitution group in one step, sorted.
    pub(crate) substitutions: BTreeMap<ElementId, Vec<ElementId>>,
    pub(crate) namespaces: Vec<NamespaceUse>,
    pub(crate) prefixes: Prefixes,
    pub(crate) default_namespace: Option<Namespace>,
    /// How many of the documents' global components are in reach.
    pub(crate) kept: Vec<Kept>,
}

impl Contract {
    /// The documents, for places.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// A type.
    ///
    /// # Panics
    /// For an id of another contract.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// An element declaration.
    ///
    /// # Panics
    /// For an id of another contract.
    #[must_use]
    pub fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.0 as usize]
    }

    /// A built-in simple type; these exist in every contract.
    #[must_use]
    pub fn builtin(&self, builtin: Builtin) -> TypeId {
        builtin.id()
    }

    /// `xs:anyType`; it exists in every contract.
    #[must_use]
    pub fn any_type(&self) -> TypeId {
        TypeId::ANY_TYPE
    }

    /// The port types with operations in reach, by name.
    #[must_use]
    pub fn port_types(&self) -> &[PortType] {
        &self.port_types
    }

    /// The services, by name. Many contracts have none.
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The namespaces of all named types and global elements in reach, in order; XML Schema's own excepted.
    #[must_use]
    pub fn namespaces(&self) -> &[NamespaceUse] {
        &self.namespaces
    }

    /// The prefix of every namespace that the contract mentions.
    #[must_use]
    pub fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }

    /// Takes the prefixes of another contract of the same documents.
    pub(crate) fn spell_like(&mut self, other: &Self) {
        self.prefixes = other.prefixes.clone();
        self.default_namespace.clone_from(&other.default_namespace);
        let is_used = |namespace: &NamespaceUse| self.namespaces.iter().any(|own| own.namespace == namespace.namespace);
        self.namespaces = other.namespaces.iter().filter(|namespace| is_used(namespace)).cloned().collect();
    }

    /// How many of the documents' global components are in reach, where some are not.
    #[must_use]
    pub fn left_out(&self) -> Option<LeftOut<'_>> {
        LeftOut::of(&self.kept)
    }

    /// The namespace whose elements are written without a prefix.
    #[must_use]
    pub fn default_namespace(&self) -> Option<&Namespace> {
        self.default_namespace.as_ref()
    }
}
