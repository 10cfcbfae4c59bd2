//! The clients that drive the store.

use clap::ValueEnum;
use serde::Serialize;

/// A client, and whose implementation of SOAP it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Peer {
    /// The generated client of this repository.
    Rust,
    /// Python's zeep.
    Zeep,
    /// node's soap.
    Soap,
}

impl Peer {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 3] = [Self::Rust, Self::Zeep, Self::Soap];

    /// What the table calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Rust => "our client",
            Self::Zeep => "zeep",
            Self::Soap => "node soap",
        }
    }

    /// The user it authenticates as, whose mailbox is its own.
    #[must_use]
    pub fn user(self) -> String {
        let name = match self {
            Self::Rust => "rust",
            Self::Zeep => "zeep",
            Self::Soap => "soap",
        };
        format!("{name}@example.com")
    }
}
