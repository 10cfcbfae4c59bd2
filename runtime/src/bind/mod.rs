//! Between XML and Rust values: the traits that generated code implements through the macros of this module.
//!
//! ```xml
//! <xs:complexType name="ItemIdType">
//!   <xs:attribute name="Id" type="xs:string" use="required"/>
//! ```
//!
//! Values are read in place: a struct begins as its [`placeholder`](ContentIn::placeholder) and each attribute and child
//! goes straight into its field. The invariant: a value whose `read` returned `Ok` holds nothing but what the message
//! said; a placeholder never escapes, because what is required and missing is an error.

mod all;
mod any;
mod any_type;
pub(crate) mod borrow;
pub(crate) mod content;
pub(crate) mod element;
mod elements;
pub(crate) mod field;
mod forgive;
mod fragment;
pub(crate) mod group;
mod growth;
pub(crate) mod in_order;
pub(crate) mod list;
mod macros;
pub(crate) mod nillable;
pub(crate) mod slot;
pub(crate) mod steps;
pub(crate) mod text;
mod typed;
pub(crate) mod word;

pub use all::{All, Order};
pub use any::{AnyAttribute, AnyAttributes, AnyElement, AnyNode, NamespaceConstraint};
pub use content::{Content, ContentIn, TypeName};
#[cfg(any(feature = "stream", feature = "views"))]
pub(crate) use element::Vocabulary;
#[cfg(feature = "stream")]
pub(crate) use element::read_in;
pub use element::{
    BodyParts, Elements, ElementsIn, from_bytes, from_bytes_with, from_xml, from_xml_with, to_xml, to_xml_with,
};
pub(crate) use element::{Reading, read_root, read_with, take_element};
#[cfg(feature = "views")]
pub(crate) use element::{ReadingWithin, read_borrowed};
pub use group::Group;
pub use nillable::{Nillable, NillableElement};
pub use text::Text;
pub use typed::Typed;
