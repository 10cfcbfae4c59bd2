//! The closed component graph: what a contract says, with every reference followed.
//!
//! In: the arenas that [`crate::resolve`] fills. Out: facts and queries for the stages behind. Invariants:
//!
//! - every id leads to a component of the same [`Contract`]; there are no names left to look up;
//! - only components in reach of the roots (operations with their headers and faults, or what was asked for) exist;
//! - model groups and attribute groups are inlined, `xs:redefine` is done, inherited content and attributes are
//!   part of each complex type;
//! - ids, and the order of everything, depend on the documents only, not on the order in which they were named.
//!
//! The vocabulary is that of XML Schema 1.0 part 1 §3 and WSDL 1.1 §2.

mod builtin;
mod complex;
mod contract;
mod edit;
mod element;
mod inherit;
mod kept;
mod particle;
mod query;
mod service;
mod simple;

pub use crate::wsdl::{OperationKind, SoapVersion, Style};
pub use crate::xsd::{
    Compositor, DerivationMethod, DerivationSet, Facet, FacetValue, NamespaceConstraint, ProcessContents, Wildcard,
};
pub(crate) use builtin::{InArena, arena};
pub use complex::{AttributeUse, ComplexType, Derivation, OwnContent};
pub use contract::{Contract, ElementId, NamespaceUse, Owner, Type, TypeId};
pub use element::{Element, Scope};
pub use inherit::Content;
pub(crate) use inherit::Types;
pub use kept::{Kept, LeftOut};
pub use particle::{Particle, Term};
pub use service::{
    Actions, AttachmentUse, BindingUse, Body, FaultUse, HeaderFaultUse, HeaderUse, MessageUse, Operation, PartKind,
    PartUse, Port, PortType, Service,
};
pub use simple::{SimpleType, Variety};
pub use soap_runtime::xsd::{Builtin, WhiteSpace};
