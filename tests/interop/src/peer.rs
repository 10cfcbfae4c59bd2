//! Who talks to whom.

use clap::ValueEnum;
use serde::Serialize;

/// A client with a server: a column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Peer {
    /// The generated client of this repository drives the contract store.
    Rust,
    /// Python's zeep drives the contract store.
    Zeep,
    /// node's soap drives the contract store.
    Soap,
    /// The generated client of this repository drives a server made with node's soap.
    SoapServer,
}

impl Peer {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Rust, Self::Zeep, Self::Soap, Self::SoapServer];

    /// What the table calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Rust => "our client",
            Self::Zeep => "zeep",
            Self::Soap => "soap",
            Self::SoapServer => "soap's server",
        }
    }

    /// Whether it takes node.
    #[must_use]
    pub fn needs_node(self) -> bool {
        matches!(self, Self::Soap | Self::SoapServer)
    }

    /// The user it authenticates as, whose mailbox is its own.
    #[must_use]
    pub fn user(self) -> String {
        let name = match self {
            Self::Rust => "rust",
            Self::Zeep => "zeep",
            Self::Soap => "soap",
            Self::SoapServer => "soap-server",
        };
        format!("{name}@example.com")
    }
}
