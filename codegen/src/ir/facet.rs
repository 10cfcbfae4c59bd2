//! Constraining facets (XSD 1.0 part 2 §4.3).

use soap_runtime::xsd::WhiteSpace;

use crate::xsd::Facet;

/// A bound, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The bound itself is admitted.
    Inclusive(String),
    /// The bound itself is not admitted.
    Exclusive(String),
}

/// What all steps of restriction of a simple type say together: the nearest step wins, patterns add up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EffectiveFacets<'a> {
    /// The admitted values, if they are enumerated, in schema order.
    pub enumeration: Option<Vec<&'a Facet>>,
    /// One entry for each step with patterns, nearest first; a value must match one pattern of every entry.
    pub patterns: Vec<Vec<&'a str>>,
    /// The exact length.
    pub length: Option<u64>,
    /// The least length.
    pub min_length: Option<u64>,
    /// The greatest length.
    pub max_length: Option<u64>,
    /// What is done to white space.
    pub white_space: Option<WhiteSpace>,
    /// The lower bound.
    pub min: Option<Bound>,
    /// The upper bound.
    pub max: Option<Bound>,
    /// The greatest number of digits.
    pub total_digits: Option<u64>,
    /// The greatest number of digits behind the point.
    pub fraction_digits: Option<u64>,
}
