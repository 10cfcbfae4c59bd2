//! Enums whose variants are elements.
//!
//! ```xml
//! <xs:choice> <xs:element name="Id" type="xs:string"/> <xs:element name="Key" type="xs:int"/> </xs:choice>   <!-- Id(String), Key(i32) -->
//! ```
//!
//! Where such a choice is the whole of a complex type, the enum is that type.

use super::{InOrder, ItemId, Line, RustType, When, XmlName};

/// The alternatives of a choice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// The alternatives in schema order.
    pub variants: Vec<Variant>,
    /// Which one a placeholder has.
    pub placeholder: usize,
    /// How a value is borrowed whatever the alternative; `None` if these have nothing in common.
    pub known: Option<Known>,
    /// The complex type that the choice is all of; `None` for one that is a part of some content.
    pub whole: Option<Whole>,
    /// Whether an alternative takes far more memory than others may, and is not in a box: it may be nil.
    pub is_uneven: bool,
}

/// A complex type that is a choice and nothing else.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Whole {
    /// Its name, if it has one.
    pub type_name: Option<XmlName>,
    /// Whether an element without any alternative is read, because no finite value could fill the type.
    pub is_endless: bool,
    /// Its content model, if names do not tell what a child is for.
    pub in_order: Option<InOrder>,
}

/// What the members of a substitution group have in common.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// The trait of the head's type, and the method that borrows a value as that.
    Trait(String, ItemId),
    /// The type.
    Type(RustType),
}

/// An alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// What it holds.
    pub ty: RustType,
    /// How it is read and written.
    pub line: Line,
    /// When it is there; always, but in the document type.
    pub when: When,
}
