//! Header blocks that have to be understood and are not: [SOAP 1.1] 4.2.3, [SOAP 1.2 Part 1] 5.2.3.

use std::fmt;

use crate::error::expanded;

/// How many names a text lists.
const SHOWN: usize = 8;

/// Names of header blocks that have to be understood and are not; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood(pub(super) Vec<(String, String)>);

impl NotUnderstood {
    /// The blocks' namespaces and local names, in the order of the message.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(namespace, name)| (namespace.as_str(), name.as_str()))
    }
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.len() == 1 { "the header block " } else { "the header blocks " })?;
        for (index, (namespace, name)) in self.names().take(SHOWN).enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{}", expanded(namespace, name))?;
        }
        if self.0.len() > SHOWN {
            write!(f, " and {} others", self.0.len() - SHOWN)?;
        }
        f.write_str(if self.0.len() == 1 { " is not understood here" } else { " are not understood here" })
    }
}
