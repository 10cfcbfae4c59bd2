//! Structs, their fields, and the line in a runtime macro by which each field is read and written.
//!
//! ```xml
//! <xs:attribute name="Id" type="xs:string" use="required"/>   <!-- id: String, `attribute id "Id" required;` -->
//! ```

use super::{InOrder, RustType, XmlName};

/// The fields of a struct, attributes first, then content in schema order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Struct {
    /// The name of its schema type, if that has one.
    pub type_name: Option<XmlName>,
    /// The fields.
    pub fields: Vec<Field>,
    /// Its content model, if names do not tell what a child is for.
    pub in_order: Option<InOrder>,
    /// Whether it is an array of SOAP encoding, whose last field is the items.
    pub is_array: bool,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// Its type.
    pub ty: RustType,
    /// How it is read and written.
    pub line: Line,
    /// How many values a repeated field is to have: more than 0 only where fewer would be noticed.
    pub least: u32,
}

impl Field {
    /// Whether `new` takes it: the schema requires it, or it is the content itself.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.ty.can_be_absent() || self.line == Line::Mixed
    }
}

/// How a field or variant is read and written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// An attribute.
    Attribute {
        /// Its name.
        name: XmlName,
        /// Whether it must be there.
        required: bool,
    },
    /// Attributes that a wildcard admits.
    AnyAttribute(String),
    /// A child element.
    Element {
        /// Its name.
        name: XmlName,
        /// Whether it must be there.
        required: bool,
        /// The value that it stands for when it is empty.
        default: Option<String>,
        /// Whether nil is `None`, as well as absent if it need not be there.
        nil: bool,
    },
    /// A choice or a sequence.
    Group {
        /// Whether it must be there.
        required: bool,
    },
    /// Elements that a wildcard admits.
    Any {
        /// The namespaces, as the runtime's `NamespaceConstraint` spells them.
        constraint: String,
        /// Which wildcard of the content model it is, where names do not tell what is for it.
        number: Option<u32>,
    },
    /// Simple content, or the text of mixed content.
    Text,
    /// Mixed content.
    Mixed,
    /// The order of the elements of an `xs:all`.
    Order,
}

impl Line {
    /// The attribute `xsi:type`, kept as it is.
    pub(crate) fn xsi_type() -> Self {
        Self::Attribute { name: XmlName::xsi("type"), required: false }
    }

    /// Whether an element is written as nil where there is no value.
    pub(super) fn writes_nil(&self) -> bool {
        matches!(self, Self::Element { required: true, nil: true, .. })
    }

    pub(crate) fn is_type(&self) -> bool {
        *self == Self::xsi_type()
    }
}
