//! The components of a schema as the table states them: each with what it declares itself.

use super::identity::Constraint;
use crate::xsd::{Builtin, OwnedFacets};

/// A namespace of a [`Schema`](super::Schema).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NsId(pub(super) u32);

impl NsId {
    /// No namespace.
    pub(super) const NONE: Self = Self(0);
    /// That of XML Schema.
    pub(super) const XSD: Self = Self(1);
    /// That of the prefix `xml`.
    pub(super) const XML: Self = Self(2);
    /// Any that the schema does not know.
    pub(super) const FOREIGN: Self = Self(u32::MAX);
}

/// A type of a [`Schema`](super::Schema).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TypeId(pub(super) u32);

impl TypeId {
    /// `xs:anyType`; the built-in simple types follow it.
    pub(super) const ANY: Self = Self(0);
    /// `xs:anySimpleType`.
    pub(super) const ANY_SIMPLE: Self = Self(1);
}

/// An element declaration of a [`Schema`](super::Schema).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ElementId(pub(super) u32);

/// The place of the version since which something exists among those of the [`Schema`](super::Schema).
pub(super) type Since = u32;

/// An expanded name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ExpandedName {
    pub(super) ns: NsId,
    pub(super) local: Box<str>,
}

/// What stands for an absent value, or is the only one.
#[derive(Debug, Clone)]
pub(super) enum ValueConstraint {
    Default(Box<str>),
    Fixed(Box<str>),
}

impl ValueConstraint {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Default(text) | Self::Fixed(text) => text,
        }
    }

    pub(super) fn fixed(&self) -> Option<&str> {
        match self {
            Self::Default(_) => None,
            Self::Fixed(text) => Some(text),
        }
    }
}

/// The ways of derivation that are blocked.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Block {
    pub(super) extension: bool,
    pub(super) restriction: bool,
    pub(super) substitution: bool,
}

impl Block {
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            extension: self.extension || other.extension,
            restriction: self.restriction || other.restriction,
            substitution: self.substitution || other.substitution,
        }
    }

    pub(super) fn blocks(self, method: Method) -> bool {
        match method {
            Method::Extension => self.extension,
            Method::Restriction => self.restriction,
        }
    }
}

/// How a type is derived from its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Extension,
    Restriction,
}

/// An element declaration.
#[derive(Debug)]
pub(super) struct ElementDecl {
    pub(super) name: ExpandedName,
    pub(super) ty: TypeId,
    pub(super) is_global: bool,
    pub(super) is_abstract: bool,
    pub(super) is_nillable: bool,
    pub(super) head: Option<ElementId>,
    pub(super) value: Option<ValueConstraint>,
    pub(super) block: Block,
    pub(super) constraints: Vec<Constraint>,
    pub(super) since: Since,
}

/// An attribute declaration, or its use in a type.
#[derive(Debug)]
pub(super) struct AttributeDecl {
    pub(super) name: ExpandedName,
    pub(super) ty: TypeId,
    pub(super) is_required: bool,
    pub(super) value: Option<ValueConstraint>,
    pub(super) since: Since,
}

/// A type definition.
#[derive(Debug)]
pub(super) enum Type {
    Simple(SimpleType),
    Complex(ComplexType),
}

/// A simple type: one step of derivation.
#[derive(Debug)]
pub(super) struct SimpleType {
    pub(super) name: Option<ExpandedName>,
    pub(super) made: SimpleDerivation,
    /// Those of this step; its patterns are one step of patterns.
    pub(super) facets: OwnedFacets,
    pub(super) since: Since,
    /// The enumerated values that not every version has.
    pub(super) later_values: Vec<(Box<str>, Since)>,
}

/// How a simple type is made.
#[derive(Debug, Clone)]
pub(super) enum SimpleDerivation {
    Builtin(Builtin),
    Restriction(TypeId),
    List(TypeId),
    Union(Vec<TypeId>),
}

/// A complex type.
#[derive(Debug)]
pub(super) struct ComplexType {
    pub(super) name: Option<ExpandedName>,
    pub(super) base: TypeId,
    pub(super) method: Method,
    /// Whether the particles are all there is, although the type extends another.
    pub(super) is_complete: bool,
    pub(super) is_abstract: bool,
    pub(super) is_mixed: bool,
    pub(super) block: Block,
    pub(super) text: Option<TypeId>,
    pub(super) particles: Vec<Particle>,
    pub(super) attributes: Vec<AttributeDecl>,
    pub(super) any_attribute: Option<Wildcard>,
    pub(super) since: Since,
}

/// A term and how often it occurs.
#[derive(Debug)]
pub(super) struct Particle {
    pub(super) min: u32,
    /// [`UNBOUNDED`] for no limit.
    pub(super) max: u32,
    pub(super) term: Term,
    /// Since when a reference to a global element stands here.
    pub(super) since: Since,
}

/// `maxOccurs="unbounded"`.
pub(super) const UNBOUNDED: u32 = u32::MAX;

/// What occurs.
#[derive(Debug)]
pub(super) enum Term {
    Element(ElementId),
    Wildcard(Wildcard),
    Group(Compositor, Vec<Particle>),
}

/// How the particles of a group combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compositor {
    Sequence,
    Choice,
    All,
}

/// `xs:any` or `xs:anyAttribute`.
#[derive(Debug, Clone)]
pub(super) struct Wildcard {
    pub(super) namespaces: NamespaceConstraint,
    pub(super) process: Process,
}

/// The namespaces that a wildcard admits.
#[derive(Debug, Clone)]
pub(super) enum NamespaceConstraint {
    Any,
    Other(NsId),
    List(Vec<NsId>),
}

/// `processContents`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Process {
    Strict,
    Lax,
    Skip,
}

impl Wildcard {
    pub(super) const ANY: Self = Self { namespaces: NamespaceConstraint::Any, process: Process::Lax };

    /// Whether names in the namespace are admitted (Part 1, 3.10.4).
    pub(super) fn admits(&self, ns: NsId) -> bool {
        match &self.namespaces {
            NamespaceConstraint::Any => true,
            NamespaceConstraint::Other(other) => ns != NsId::NONE && ns != *other,
            NamespaceConstraint::List(list) => list.contains(&ns),
        }
    }
}

impl Type {
    pub(super) fn name(&self) -> Option<&ExpandedName> {
        match self {
            Self::Simple(simple) => simple.name.as_ref(),
            Self::Complex(complex) => complex.name.as_ref(),
        }
    }

    pub(super) fn since(&self) -> Since {
        match self {
            Self::Simple(simple) => simple.since,
            Self::Complex(complex) => complex.since,
        }
    }

    pub(super) fn as_complex(&self) -> Option<&ComplexType> {
        match self {
            Self::Simple(_) => None,
            Self::Complex(complex) => Some(complex),
        }
    }

    pub(super) fn is_abstract(&self) -> bool {
        self.as_complex().is_some_and(|complex| complex.is_abstract)
    }

    /// The type it is derived from, and how; a list or union is a restriction of `xs:anySimpleType`.
    pub(super) fn derivation(&self) -> (Method, TypeId) {
        match self {
            Self::Complex(complex) => (complex.method, complex.base),
            Self::Simple(simple) => (Method::Restriction, simple.made.base()),
        }
    }
}

impl SimpleDerivation {
    fn base(&self) -> TypeId {
        match self {
            Self::Restriction(base) => *base,
            Self::Builtin(builtin) => builtin.base().map_or(TypeId::ANY, builtin_type),
            Self::List(_) | Self::Union(_) => TypeId::ANY_SIMPLE,
        }
    }
}

/// Where a built-in simple type stands among the types.
pub(super) fn builtin_type(builtin: Builtin) -> TypeId {
    TypeId(builtin as u32 + 1)
}
