//! Items: the Rust types and traits of the output.

use super::{Attributes, Base, Choice, Enumeration, Polymorphic, Restricted, RustType, Struct, Union, When};

/// The index of an item in [`Plan::items`](super::Plan::items).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);

/// A type or trait.
#[derive(Debug, Clone)]
pub struct Item {
    /// The index of its module.
    pub module: usize,
    /// Its name.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// What it derives beside `Debug, Clone, PartialEq`.
    pub derives: Vec<&'static str>,
    /// What the configuration puts on it besides.
    pub attributes: Attributes,
    /// When it is there.
    pub when: When,
    /// What it is.
    pub kind: ItemKind,
}

/// The kinds of item.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// A complex type.
    Struct(Struct),
    /// A sequence that repeats.
    Sequence(Struct),
    /// A choice, a substitution group, or the items of mixed or ambiguous content.
    Choice(Choice),
    /// An element type that others are derived from.
    Polymorphic(Polymorphic),
    /// A simple type that enumerates texts.
    Enumeration(Enumeration),
    /// A simple type with other facets.
    Restricted(Restricted),
    /// A union of simple types.
    Union(Union),
    /// A simple type that adds nothing to another, or a list.
    Alias(RustType),
    /// What the types derived from a complex type have in common.
    Base(Base),
}

impl Default for ItemKind {
    /// What an item is from when it is named to when it is filled in.
    fn default() -> Self {
        Self::Alias(RustType::default())
    }
}
