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

/// A base whose derived types come into reach only where something names them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prune {
    /// The base: a type's name with its prefix.
    pub base: String,
}
