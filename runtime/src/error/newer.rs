//! What a message uses that an older version of its contract does not know; `schema` finds it.

use std::fmt;

use super::Position;

/// A part of a message that an older version of the contract does not know.
///
/// It reads `3:9: GetItem/Shape: element t:Shape, since Exchange2016`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newer {
    /// What kind of part it is.
    pub part: NewerPart,
    /// Its name with the prefix of the contract's table; the text of a value.
    pub name: String,
    /// The version since which it exists.
    pub since: String,
    /// Where it stands, element path included.
    pub position: Position,
}

/// The kinds of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NewerPart {
    /// An element, with all it holds.
    Element,
    /// An attribute.
    Attribute,
    /// A value of an enumeration.
    Value,
    /// A type that `xsi:type` names.
    Type,
}

impl fmt::Display for Newer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { path, line, column, .. } = &self.position;
        write!(f, "{line}:{column}: {path}: {}", self.what())
    }
}

impl Newer {
    /// `element t:Shape, since Exchange2016`
    pub(crate) fn what(&self) -> String {
        let part = match self.part {
            NewerPart::Element => "element",
            NewerPart::Attribute => "attribute",
            NewerPart::Value => "value",
            NewerPart::Type => "type",
        };
        format!("{part} {}, since {}", self.name, self.since)
    }
}
