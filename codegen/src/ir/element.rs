//! Element declarations (XSD 1.0 part 1 §3.3).

use super::{ElementId, TypeId};
use crate::qname::QName;
use crate::source::Span;
use crate::xsd::{DerivationSet, IdentityConstraint};

/// An element declaration, global or local.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// The name on the wire; an unqualified local element has no namespace.
    pub name: QName,
    /// Where it is declared.
    pub span: Option<Span>,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// The type.
    pub ty: TypeId,
    /// Whether `xsi:nil` is allowed.
    pub nillable: bool,
    /// Whether encoded messages have it although it may be absent: as nil, if there is no value.
    pub is_expected: bool,
    /// The value that stands for an empty element, as written.
    pub default: Option<String>,
    /// The only value, as written.
    pub fixed: Option<String>,
    /// Whether only members of its substitution group may appear.
    pub is_abstract: bool,
    /// The element it may stand for.
    pub substitution_head: Option<ElementId>,
    /// Whether it is global.
    pub scope: Scope,
    /// Derivations that may not stand here.
    pub block: DerivationSet,
    /// Derivations that may not join its substitution group.
    pub final_: DerivationSet,
    /// Uniqueness and references among its descendants.
    pub constraints: Vec<IdentityConstraint>,
}

/// Where an element is declared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In the schema itself.
    Global,
    /// In a complex type. Types derived by extension share the declaration.
    Local(TypeId),
    /// In a named model group. All types that refer to the group share the declaration.
    Group(QName),
}
