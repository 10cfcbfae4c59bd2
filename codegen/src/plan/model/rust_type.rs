//! Rust types, as fields, variants and aliases name them.

use super::ItemId;

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// A type of the standard library or of the runtime, by its path: what it is without [`Memory::Compact`](crate::config::Memory), see
    /// [`Plan::spelled`](super::Plan::spelled).
    Path(&'static str),
    /// A type of the user's, as the configuration writes it.
    Mapped(String),
    /// One of ours.
    Item(ItemId),
    /// `Option<…>`.
    Option(Box<RustType>),
    /// `Vec<…>`, or `compact::List<…>`.
    Vec(Box<RustType>),
    /// `Box<…>`.
    Box(Box<RustType>),
    /// `xsd::List<…>`.
    List(Box<RustType>),
    /// `Nillable<…>`.
    Nillable(Box<RustType>),
    /// `NillableElement<…>`.
    NillableElement(Box<RustType>),
    /// `Typed<…>`.
    Typed(Box<RustType>),
}

impl Default for RustType {
    /// `()`, which holds nothing.
    fn default() -> Self {
        Self::Path("()")
    }
}

impl RustType {
    /// What the order of the elements of an `xs:all` is kept in.
    pub(crate) const ORDER: Self = Self::Path("soap_runtime::bind::Order");

    /// Whether a field of this type can be without a value.
    pub(crate) fn can_be_absent(&self) -> bool {
        matches!(self, Self::Option(_) | Self::Vec(_)) || *self == Self::ORDER
    }

    /// Whether elements of this type are written with `xsi:type` or `xsi:nil`.
    pub(super) fn writes_instance_attributes(&self) -> bool {
        match self {
            Self::Typed(_) | Self::Nillable(_) | Self::NillableElement(_) => true,
            other => other.inner().is_some_and(Self::writes_instance_attributes),
        }
    }

    /// Puts the type into a box, where it stands.
    pub(crate) fn become_boxed(&mut self) {
        *self = std::mem::take(self).boxed();
    }

    /// Makes the type optional, where it stands.
    pub(crate) fn become_optional(&mut self) {
        *self = std::mem::take(self).option();
    }

    pub(crate) fn option(self) -> Self {
        Self::Option(Box::new(self))
    }

    pub(crate) fn vec(self) -> Self {
        Self::Vec(Box::new(self))
    }

    pub(crate) fn boxed(self) -> Self {
        Self::Box(Box::new(self))
    }
}
