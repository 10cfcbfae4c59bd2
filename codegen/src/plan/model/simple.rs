//! Simple types that become items: enumerations, newtypes with facets, unions.
//!
//! ```xml
//! <xs:simpleType name="Colour"> <xs:restriction base="xs:string"> <xs:enumeration value="red"/> …   <!-- enum Colour { Red, Unknown(String) } -->
//! <xs:simpleType name="Percent"> <xs:restriction base="xs:int"> <xs:maxInclusive value="100"/> …    <!-- struct Percent(i32) -->
//! ```

use super::RustType;
use crate::ir::{Bound, Builtin, Demands, WhiteSpace};

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
    /// The facets.
    pub facets: Facets,
    /// Whether values hold names: those enumerated have the prefixes of [`Plan::namespaces`](super::Plan::namespaces).
    pub names: bool,
}

impl Restricted {
    /// What the facets ask of a value.
    pub(crate) fn demands(&self) -> Demands<'_> {
        let facets = &self.facets;
        let is_compared = !facets.list && self.builtin != Builtin::AnySimpleType;
        Demands {
            builtin: is_compared.then_some(self.builtin),
            enumeration: (!facets.enumeration.is_empty()).then(|| as_strs(&facets.enumeration)),
            patterns: facets.patterns.iter().map(|step| as_strs(step)).collect(),
            length: facets.length,
            min_length: facets.min_length,
            max_length: facets.max_length,
            total_digits: facets.total_digits,
            fraction_digits: facets.fraction_digits,
            min: facets.min.as_ref(),
            max: facets.max.as_ref(),
        }
    }
}

fn as_strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// The facets that all steps of a simple type put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Whether the type is a list, whose items are of the built-in type.
    pub list: bool,
    /// The exact length.
    pub length: Option<u64>,
    /// The least length.
    pub min_length: Option<u64>,
    /// The greatest length.
    pub max_length: Option<u64>,
    /// The greatest number of digits.
    pub total_digits: Option<u64>,
    /// The greatest number of digits behind the point.
    pub fraction_digits: Option<u64>,
    /// The lower bound.
    pub min: Option<Bound>,
    /// The upper bound.
    pub max: Option<Bound>,
    /// The patterns: each step's alternatives.
    pub patterns: Vec<Vec<String>>,
    /// The values.
    pub enumeration: Vec<String>,
    /// White space, if it is not the built-in type's.
    pub white_space: Option<WhiteSpace>,
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
