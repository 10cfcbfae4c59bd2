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

mod any;
mod borrow;
mod content;
mod element;
mod elements;
mod field;
mod group;
mod macros;
mod nillable;
mod steps;
mod text;

pub use any::{AnyAttribute, AnyAttributes, AnyElement, AnyNode, NamespaceConstraint};
pub use borrow::{Borrowed, borrowed};
pub use content::Content;
pub use element::{Elements, from_xml, from_xml_with, newer_than, to_xml};
pub(crate) use element::{read_root, read_with, strict_schema};
pub use field::Field;
pub use group::{Group, GroupField, Offered, Progress, Taken};
pub use nillable::{Nillable, NillableElement};
pub use steps::{
    Mixed, WildcardField, admits, alternatives, at_least, finish, groups_at_least, offer, placeholder, read_leaf,
    read_mixed, read_new, read_text, take_alternative, take_any, take_group, take_member, take_value, write_attributes,
};
pub use text::{Text, TextField, write_qualified};
