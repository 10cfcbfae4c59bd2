//! Header blocks that have to be understood and are not: [SOAP 1.1] 4.2.3, [SOAP 1.2 Part 1] 5.2.3.

use std::fmt;

use crate::error::expanded;
use crate::soap::Fault;

/// How many names a text lists.
const SHOWN: usize = 8;

/// Names of header blocks that have to be understood and are not; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    names: Vec<(String, String)>,
    fault: Option<Box<Fault>>,
}

impl NotUnderstood {
    #[cfg(any(feature = "client", feature = "server"))]
    pub(super) fn new(names: Vec<(String, String)>) -> Self {
        Self { names, fault: None }
    }

    /// The same of a message that is a fault.
    #[cfg(feature = "client")]
    pub(super) fn of_fault(self, fault: Option<Box<Fault>>) -> Self {
        Self { fault, ..self }
    }

    /// The fault that the message is, if it is one: what it says, which may be anybody's, as nobody here acted on the blocks.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_deref()
    }

    /// The blocks' namespaces and local names, in the order of the message.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(namespace, name)| (namespace.as_str(), name.as_str()))
    }
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.names.len() == 1 { "the header block " } else { "the header blocks " })?;
        for (index, (namespace, name)) in self.names().take(SHOWN).enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{}", expanded(namespace, name))?;
        }
        if self.names.len() > SHOWN {
            write!(f, " and {} others", self.names.len() - SHOWN)?;
        }
        f.write_str(if self.names.len() == 1 { " is not understood here" } else { " are not understood here" })
    }
}
