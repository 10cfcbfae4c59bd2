//! Which Cargo features the operations are put behind.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Feature groups: `features = "by-operation"`, or a table of features with the operations that each one brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Features {
    /// Everything is always there.
    #[default]
    None,
    /// A feature for each operation, called like it in kebab-case.
    ByOperation,
    /// Features with the names or patterns of their operations. An operation of no feature is always there.
    Groups(BTreeMap<String, Vec<String>>),
}

impl<'de> Deserialize<'de> for Features {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "\"by-operation\" or a table of features with lists of operations")]
        enum Written {
            Word(String),
            Groups(BTreeMap<String, Vec<String>>),
        }
        match Written::deserialize(deserializer)? {
            Written::Word(word) if word == "by-operation" => Ok(Self::ByOperation),
            Written::Word(word) => {
                let message = format!("features can be \"by-operation\" or a table, not \"{word}\"");
                Err(serde::de::Error::custom(message))
            }
            Written::Groups(groups) => Ok(Self::Groups(groups)),
        }
    }
}
