//! Complex types (XSD 1.0 part 1 §3.4): what each states itself. What it inherits is a question to the contract
//! ([`Contract::content`](super::Contract::content), [`Contract::attributes`](super::Contract::attributes)).

use super::{Owner, Particle, TypeId};
use crate::qname::QName;
use crate::source::Span;
use crate::xsd::{DerivationMethod, DerivationSet, Wildcard};

/// A complex type as it is defined, without what it inherits.
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
    /// Whether it is an array of SOAP encoding: its elements are the items.
    pub is_array: bool,
    /// What it is derived from; `None` when that is `xs:anyType`, by restriction, without saying so.
    pub derivation: Option<Derivation>,
    /// Its own attributes, those of attribute groups included.
    pub attributes: Vec<AttributeUse>,
    /// The inherited attributes that a restriction takes away.
    pub prohibited: Vec<QName>,
    /// Which other attributes it admits itself.
    pub any_attribute: Option<Wildcard>,
    /// What it says of its content.
    pub content: OwnContent,
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

impl ComplexType {
    /// The type that part of the content comes from, or all of it.
    #[must_use]
    pub fn content_base(&self) -> Option<TypeId> {
        let Derivation { method, base } = self.derivation?;
        let inherits = match &self.content {
            OwnContent::Text(stated) => stated.is_none(),
            OwnContent::Elements { is_complete, .. } => method == DerivationMethod::Extension && !is_complete,
        };
        inherits.then_some(base)
    }
}

/// What a complex type itself says of its content.
#[derive(Clone, Debug, PartialEq)]
pub enum OwnContent {
    /// `xs:simpleContent`: text of this simple type, or, where none is stated, of the base's.
    Text(Option<TypeId>),
    /// Elements, and text between them if it is mixed.
    Elements {
        /// The content model; an extension's comes after its base's.
        particle: Option<Particle>,
        /// Whether text may stand between the elements.
        is_mixed: bool,
        /// Whether an extension's content model is all there is: a correction has changed what it inherits.
        is_complete: bool,
    },
}

impl OwnContent {
    /// Elements alone.
    #[must_use]
    pub fn elements(particle: Option<Particle>) -> Self {
        Self::Elements { particle, is_mixed: false, is_complete: false }
    }

    /// The content model that is stated, if there is one.
    #[must_use]
    pub fn particle(&self) -> Option<&Particle> {
        match self {
            Self::Text(_) => None,
            Self::Elements { particle, .. } => particle.as_ref(),
        }
    }

    /// The content model's parts, sequences in it that occur once taken apart. A sequence without parts is kept: it is not the
    /// same as no content.
    #[must_use]
    pub fn particles(&self) -> Vec<&Particle> {
        self.particle().map(Particle::parts).unwrap_or_default()
    }

    /// Whether an extension's content model holds all that is inherited, too.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        matches!(self, Self::Elements { is_complete: true, .. })
    }
}

/// An attribute of a complex type.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeUse {
    /// The name on the wire; an unqualified attribute has no namespace.
    pub name: QName,
    /// Where it is used.
    pub span: Option<Span>,
    /// Where its default or fixed value is written: there, or in the declaration that it refers to. Prefixes in the value mean what they do there.
    pub value_span: Option<Span>,
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
    /// The complex type whose definition brings it, itself or through a group: the one that has it, or, where a correction has changed what
    /// a type inherits, one that this is derived from.
    pub declared_in: TypeId,
}
