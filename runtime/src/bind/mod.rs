//! Between XML and Rust values: the traits that generated code implements through the macros of this module.
//!
//! ```xml
//! <xs:complexType name="ItemIdType">
//!   <xs:attribute name="Id" type="xs:string" use="required"/>
//! ```
//!
//! Values are read in place: a struct begins as its [`placeholder`](Content::placeholder) and each attribute and child
//! goes straight into its field. The invariant: a value whose `read` returned `Ok` holds nothing but what the message
//! said; a placeholder never escapes, because what is required and missing is an error.

mod all;
mod any;
mod any_type;
mod borrow;
mod content;
mod element;
mod elements;
mod field;
mod forgive;
mod fragment;
mod group;
mod macros;
mod nillable;
mod steps;
mod text;
mod typed;

pub use crate::error::alternatives;
pub use all::{All, Order};
pub use any::{AnyAttribute, AnyAttributes, AnyElement, AnyNode, NamespaceConstraint};
pub use borrow::{Borrowed, borrowed, find, found};
pub use content::{Content, TypeName, builtin_schema};
pub use element::{
    BodyParts, Elements, from_bytes, from_bytes_with, from_xml, from_xml_with, newer_than, to_xml, to_xml_with,
};
pub(crate) use element::{Reading, read_root, read_with, take_element};
pub use field::{Field, read_again};
pub use group::{Group, GroupField, Offered, Progress, Taken};
pub use nillable::{Nillable, NillableElement};
pub use steps::{
    Mixed, WildcardField, admits, at_least, finish, groups_at_least, offer, placeholder, read_leaf, read_mixed,
    read_new, read_text, read_unknown, read_variant, take_alternative, take_any, take_group, take_member, take_value,
    write_attributes, write_leaf, write_typed,
};
pub use text::{Text, TextField};
pub use typed::Typed;
