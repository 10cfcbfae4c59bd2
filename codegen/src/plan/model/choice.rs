//! Enums whose variants are elements.
//!
//! ```xml
//! <xs:choice> <xs:element name="Id" type="xs:string"/> <xs:element name="Key" type="xs:int"/> </xs:choice>   <!-- Id(String), Key(i32) -->
//! ```

use super::{Line, RustType, When};

/// The alternatives of a choice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// The alternatives in schema order.
    pub variants: Vec<Variant>,
    /// Which one a placeholder has.
    pub placeholder: usize,
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
