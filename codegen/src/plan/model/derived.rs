//! What derivation becomes: enums over the types that `xsi:type` can name, and traits for what derived types share.
//!
//! ```xml
//! <xs:element name="Item" type="t:ItemType"/>   <!-- enum AnyItemType { ItemType(…), MessageType(…), Unknown(…) }, trait Item -->
//! ```

use super::{Field, ItemId, RustType, When, XmlName};

/// An element type and those derived from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Polymorphic {
    /// The types; the declared one first, unless it is abstract.
    pub variants: Vec<TypeVariant>,
    /// Whether the first variant is the declared type.
    pub has_base: bool,
    /// The name of the variant that keeps an element whose `xsi:type` the contract does not know.
    pub unknown: String,
    /// The method that borrows a value as the trait of the declared type, and the trait.
    pub known: Option<(String, ItemId)>,
    /// Which variant a placeholder has; [`Polymorphic::unknown`] comes after the others.
    pub placeholder: usize,
}

/// A type that `xsi:type` can name.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeVariant {
    /// The variant's name.
    pub name: String,
    /// The type's name.
    pub type_name: XmlName,
    /// What the variant holds.
    pub ty: RustType,
    /// Whether that is a type of the user's, which has no traits of ours.
    pub is_foreign: bool,
    /// When it is there.
    pub when: When,
}

/// A trait for a type that others are derived from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Base {
    /// The trait of the type it is derived from itself.
    pub parent: Option<ItemId>,
    /// The fields it adds to its parent's: name, documentation and type.
    pub fields: Vec<Field>,
    /// The structs that have them, and when they are there while the trait is.
    pub implementors: Vec<(ItemId, When)>,
    /// The enums over such structs, likewise.
    pub enums: Vec<(ItemId, When)>,
}

/// The enum; its name is always `AnyType`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnyType {
    /// The types.
    pub variants: Vec<AnyVariant>,
}

/// A type that `xsi:type` can name.
#[derive(Debug, Clone, PartialEq)]
pub struct AnyVariant {
    /// The variant's name.
    pub name: String,
    /// The type's name.
    pub type_name: XmlName,
    /// What the variant holds.
    pub ty: RustType,
    /// Whether another variant holds the same Rust type, or may: then a value does not tell which one it is.
    pub is_shared: bool,
    /// When it is there.
    pub when: When,
}
