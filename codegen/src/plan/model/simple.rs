//! Simple types that become items: enumerations, newtypes with facets, unions.
//!
//! ```xml
//! <xs:simpleType name="Colour"> <xs:restriction base="xs:string"> <xs:enumeration value="red"/> …   <!-- enum Colour { Red, Unknown(String) } -->
//! <xs:simpleType name="Percent"> <xs:restriction base="xs:int"> <xs:maxInclusive value="100"/> …    <!-- struct Percent(i32) -->
//! ```

use soap_runtime::xsd::OwnedFacets;

use super::RustType;
use crate::ir::{Builtin, WhiteSpace};

/// The values of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The values in schema order.
    pub values: Vec<Value>,
    /// The name of the variant for other texts.
    pub open: String,
    /// What is done to white space before a text is compared with the values.
    pub white_space: WhiteSpace,
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Its variant.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// Its text.
    pub text: String,
}

/// A simple type with facets that are checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Restricted {
    /// What is inside.
    pub inner: RustType,
    /// The built-in type the facets are about.
    pub builtin: Builtin,
    /// The facets that all steps put together; white space only if it is not the built-in type's.
    pub facets: OwnedFacets,
    /// Whether values hold names: those enumerated have the prefixes of [`Plan::namespaces`](super::Plan::namespaces).
    pub names: bool,
}

impl Restricted {
    /// Whether every value of this type meets the facets of the other.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        let compared = |ty: &Self| (!ty.facets.list && ty.builtin != Builtin::AnySimpleType).then_some(ty.builtin);
        self.facets.implies(&other.facets, [self, other].map(compared))
    }
}

/// The member types of a union.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Union {
    /// The members in order.
    pub members: Vec<Member>,
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its variant.
    pub name: String,
    /// Its type.
    pub ty: RustType,
    /// The texts that are its values, where the type holds more than these.
    pub lexical: Option<Vec<Lexical>>,
    /// Its documentation.
    pub docs: Vec<String>,
}

/// Texts: those of a built-in type, or lists of such.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexical {
    /// Whether they are lists.
    pub list: bool,
    /// The built-in types; each item of a list is of one of them.
    pub any_of: Vec<Builtin>,
}
