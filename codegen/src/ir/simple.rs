//! Simple types (XSD 1.0 part 1 §3.14).

use super::{Builtin, Owner, TypeId};
use crate::qname::QName;
use crate::source::Span;
use crate::xsd::{DerivationSet, Facet};

/// A simple type: one step of restriction, a list, a union, or a built-in.
#[derive(Clone, Debug, PartialEq)]
pub struct SimpleType {
    /// The name of a global type.
    pub name: Option<QName>,
    /// What an anonymous type is written in.
    pub owner: Option<Owner>,
    /// Where it is defined; `None` for built-ins.
    pub span: Option<Span>,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// What it restricts; `xs:anySimpleType` for a list or union that is defined as such; `None` only for
    /// `xs:anySimpleType` itself.
    pub base: Option<TypeId>,
    /// What its values are.
    pub variety: Variety,
    /// The facets of this step only. Several patterns are alternatives.
    pub facets: Vec<Facet>,
    /// Derivations that may not be made.
    pub final_: DerivationSet,
}

/// What the values of a simple type are. A restriction has the variety of its base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variety {
    /// Those of a type that XML Schema itself defines.
    Builtin(Builtin),
    /// Single values: a restriction, in one or more steps, of a built-in type that is no list.
    Atomic,
    /// Values of an item type, separated by white space.
    List(TypeId),
    /// Values of the first member type that admits them.
    Union(Vec<TypeId>),
}
