//! Which derived types come into reach: all that an element may hold, or only those that something names.

use serde::Deserialize;

/// Which of the types derived from an element's type come into reach.
///
/// XML Schema lets an element hold any type derived from its own, named by `xsi:type` (XML Schema Part 1, 2.6.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DerivedTypes {
    /// All of them: nothing that a valid message holds is lost.
    #[default]
    All,
    /// Those derived from abstract types, where one of them has to stand, and those that something names. What is left out is reported.
    Named,
}

/// What the bindings are to do without.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prune {
    /// The types derived from this one, a name with its prefix, but for those that something names.
    Base(String),
    /// Optional elements (`ext:UBLExtensions`, `cbc:*Code`) or attributes (`@xml:lang`), wherever they stand or of a type, global element or
    /// group (`t:OrderType/Note`), and what only they need.
    Member(String),
}

impl Prune {
    /// The base whose derived types are left out.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        match self {
            Self::Base(base) => Some(base),
            Self::Member(_) => None,
        }
    }

    /// The member that is cut.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        match self {
            Self::Member(member) => Some(member),
            Self::Base(_) => None,
        }
    }
}
