//! Names, and what they are short for.

/// A namespace of a [`Contract`](super::Contract): its place among the contract's namespaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NsId(pub u32);

impl NsId {
    /// No namespace.
    pub const NONE: Self = Self(0);
    /// That of XML Schema.
    pub const XSD: Self = Self(1);
    /// That of the prefix `xml`.
    pub const XML: Self = Self(2);
    /// Any that the contract does not know.
    pub const FOREIGN: Self = Self(u32::MAX);
}

/// A namespace and its prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    /// The prefix of its names in the text.
    pub prefix: Box<str>,
    /// The namespace.
    pub uri: Box<str>,
}

/// A type: its place among the contract's types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub u32);

impl TypeId {
    /// `xs:anyType`; the built-in simple types follow it.
    pub const ANY: Self = Self(0);
    /// `xs:anySimpleType`.
    pub const ANY_SIMPLE: Self = Self(1);
}

/// An element declaration: its place among the contract's elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementId(pub u32);

/// The place of a version among the contract's versions: that which a line says it holds since. 0 says nothing: it holds as long as
/// what it stands in.
pub type Since = u32;

/// An expanded name. That of a type without a name that has to be told apart is its place, `Group/Local`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExpandedName {
    /// Its namespace.
    pub ns: NsId,
    /// The rest.
    pub local: Box<str>,
}
