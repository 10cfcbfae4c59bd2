//! What is generated beside the contract's own types.

use serde::Deserialize;

/// The table `[api]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Api {
    /// Whether there is an enum `AnyType` over all types; by default where an element is of `xs:anyType` or `xs:anySimpleType`.
    pub any_type: Option<bool>,
}
