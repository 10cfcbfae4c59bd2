//! What the configuration puts on items: derives and other attributes.

use std::collections::BTreeMap;

/// The derives and attributes of an item, beside those that it has anyway.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Paths of derive macros, but for those of the standard library.
    pub derives: Vec<String>,
    /// What stands between `#[` and `]`.
    pub outer: Vec<String>,
    /// The traits of serde that the item has; a simple type has them without deriving them.
    pub serde: Vec<Serde>,
    /// The attributes of fields, variants and values, by their names.
    pub parts: BTreeMap<String, Vec<String>>,
}

impl Attributes {
    /// The attributes of a field, variant or value.
    pub(crate) fn of_part(&self, name: &str) -> &[String] {
        self.parts.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Traits of serde.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serde {
    /// The condition, as `cfg` takes it, under which they are there; `None` for always.
    pub when: Option<String>,
    /// `Serialize`, `Deserialize`.
    pub traits: Vec<&'static str>,
}
