//! Constraining facets (XSD 1.0 part 2 §4.3).

use crate::source::Span;

/// One facet of one step of restriction.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// Which one, and its value.
    pub value: FacetValue,
    /// Whether further restrictions may not change it.
    pub fixed: bool,
    /// Where it is written.
    pub span: Option<Span>,
    /// The schema's own words about it; mostly for enumeration values.
    pub documentation: Option<String>,
}

/// A facet's kind and value. Bounds and enumeration values are lexical: as written, in the base's lexical space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FacetValue {
    /// One of the admitted values.
    Enumeration(String),
    /// A regular expression of XSD part 2 appendix F; anchored at both ends.
    Pattern(String),
    /// The exact length, in characters, octets or items.
    Length(u64),
    /// The least length.
    MinLength(u64),
    /// The greatest length.
    MaxLength(u64),
    /// What is done to white space before anything else.
    WhiteSpace(WhiteSpace),
    /// The least value.
    MinInclusive(String),
    /// All values are greater than this.
    MinExclusive(String),
    /// The greatest value.
    MaxInclusive(String),
    /// All values are less than this.
    MaxExclusive(String),
    /// The greatest number of digits.
    TotalDigits(u64),
    /// The greatest number of digits behind the point.
    FractionDigits(u64),
}

/// White space treatment (XSD 1.0 part 2 §4.3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhiteSpace {
    /// None is changed.
    Preserve,
    /// Tabs and line ends become spaces.
    Replace,
    /// Also, runs become one space, and none is left at the ends.
    Collapse,
}

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
