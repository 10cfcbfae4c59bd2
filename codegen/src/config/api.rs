//! What the generated code offers beside what every contract needs.

use serde::Deserialize;

/// The table `[api]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Api {
    /// Whether there is an enum `AnyType` over all types; by default where an element is of `xs:anyType` or `xs:anySimpleType`.
    pub any_type: Option<bool>,
    /// What becomes of an `xsi:type` that decides nothing: on an element of a simple type, or naming the declared type.
    pub xsi_type: XsiType,
    /// Whether methods of operations in the wrapped style take what their request's element holds, and give what the response's does.
    pub unwrap: bool,
    /// What a nillable element that may occur once at most becomes.
    pub nillable: Nillables,
    /// Whether structs and enums may grow without breaking the code that uses them.
    pub growth: Growth,
    /// What texts and lists are made of.
    pub memory: Memory,
    /// Which types have views besides, that borrow from the document they are read from.
    pub views: Views,
}

/// What there are views of. Needs the runtime's feature `views`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Views {
    /// `true`: of all that documents hold; `false`, which is the default: of nothing.
    All(bool),
    /// Of what requests, responses and faults of these operations hold, by patterns of their names.
    Operations(Vec<String>),
}

impl Default for Views {
    fn default() -> Self {
        Self::All(false)
    }
}

/// What texts and lists are made of, and how large what is absent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Memory {
    /// `String` and `Vec`; optional structs stand where they are.
    #[default]
    Standard,
    /// Those of `soap_runtime::compact`, of one word each; large optional structs are boxed. Needs the runtime's feature `compact`.
    Compact,
}

/// Whether what the schema may add by and by is a new major version of the bindings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Growth {
    /// It is: struct literals and matches without `_` compile, and name everything there is.
    #[default]
    Closed,
    /// It is not, where it is optional: structs and enums are `#[non_exhaustive]`, are made by `new` or `default`, and set by `with_…`.
    Open,
}

/// What such an element becomes as a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nillables {
    /// `Nillable<T>`, or `Option<Nillable<T>>`: absent and nil are two things.
    #[default]
    Keep,
    /// `Option<T>`: both are `None`, which is written as nil where the element has to be there.
    Flatten,
}

/// What becomes of such an `xsi:type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum XsiType {
    /// It is not kept; reading tells the sink.
    #[default]
    Drop,
    /// Complex types have a field for it, and elements of simple types are `soap_runtime::bind::Typed`.
    Keep,
}
