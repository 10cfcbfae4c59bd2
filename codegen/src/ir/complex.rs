//! Complex types (XSD 1.0 part 1 §3.4), with what they inherit.

use super::{Owner, Particle, TypeId};
use crate::qname::QName;
use crate::source::Span;
use crate::xsd::{DerivationMethod, DerivationSet, Wildcard};

/// A complex type. Attributes and content are effective: what is inherited is included.
#[derive(Clone, Debug, PartialEq)]
pub struct ComplexType {
    /// The name of a global type.
    pub name: Option<QName>,
    /// What an anonymous type is written in.
    pub owner: Option<Owner>,
    /// Where it is defined.
    pub span: Option<Span>,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// Whether an element of this type must name another one with `xsi:type`.
    pub is_abstract: bool,
    /// What it is derived from; `None` when that is `xs:anyType`, by restriction, without saying so.
    pub derivation: Option<Derivation>,
    /// All attributes, inherited ones first, prohibited ones left out.
    pub attributes: Vec<AttributeUse>,
    /// Which other attributes are admitted.
    pub any_attribute: Option<Wildcard>,
    /// What is inside. For an extension of element content: the base's content first, then its own, as the two
    /// particles of one sequence (or either alone, if the other is empty).
    pub content: Content,
    /// Derivations that may not take its place through `xsi:type`.
    pub block: DerivationSet,
    /// Derivations that may not be made.
    pub final_: DerivationSet,
}

/// How a complex type comes from another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// By adding or by narrowing.
    pub method: DerivationMethod,
    /// From what: a complex type, or, with simple content, possibly a simple one.
    pub base: TypeId,
}

/// What is between the tags of a complex type.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Text of this simple type.
    Simple(TypeId),
    /// Elements, and white space between them.
    ElementOnly(Particle),
    /// Elements, and text between them; `None` for text alone.
    Mixed(Option<Particle>),
}

impl Content {
    /// The content model, if elements may occur.
    #[must_use]
    pub fn particle(&self) -> Option<&Particle> {
        match self {
            Self::Empty | Self::Simple(_) => None,
            Self::ElementOnly(particle) => Some(particle),
            Self::Mixed(particle) => particle.as_ref(),
        }
    }
}

/// An attribute of a complex type.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeUse {
    /// The name on the wire; an unqualified attribute has no namespace.
    pub name: QName,
    /// Where it is used.
    pub span: Option<Span>,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// Its simple type.
    pub ty: TypeId,
    /// Whether it must be there.
    pub required: bool,
    /// The value that stands for an absent attribute, as written.
    pub default: Option<String>,
    /// The only value, as written.
    pub fixed: Option<String>,
    /// The complex type whose definition brings it, itself or through a group: this one or one it is derived from.
    pub declared_in: TypeId,
}
