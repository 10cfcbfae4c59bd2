//! Who talks to whom.

use clap::ValueEnum;
use serde::Serialize;

use crate::table::{Outcome, Row, Side, Subject};

/// What the table of all sections calls our other side.
pub const OURS: &str = "ours";

/// Why our server has no rows of its own where our client calls it.
pub const COUNTED_ONCE: &str = "it is our own client, and its messages are counted there";

/// A client with a server: a column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Peer {
    /// The generated client of this repository drives the contact store.
    Rust,
    /// Python's zeep drives the contact store.
    Zeep,
    /// node's soap drives the contact store.
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

    /// What the table of all sections calls the other side.
    #[must_use]
    pub fn other(self) -> &'static str {
        match self {
            Self::Rust => OURS,
            Self::Zeep => "zeep",
            Self::Soap | Self::SoapServer => "node's soap",
        }
    }

    /// Which side of ours it is tried on.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Self::Rust | Self::SoapServer => Side::Client,
            Self::Zeep | Self::Soap => Side::Server,
        }
    }

    /// What there is to say of the sides that these peers are not tried on.
    #[must_use]
    pub fn untried(peers: &[Self], section: &'static str) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut say = |peer: &str, side, outcome: Outcome| {
            rows.extend(Subject::new(section, peer, "all", side).nothing(&outcome));
        };
        let has = |peer| peers.contains(&peer);
        if has(Self::Rust) {
            say(OURS, Side::Server, Outcome::No(COUNTED_ONCE.to_owned()));
        }
        if has(Self::Zeep) {
            say("zeep", Side::Client, Outcome::No("zeep has no server".to_owned()));
        }
        for (asked, other) in [(Self::Soap, Self::SoapServer), (Self::SoapServer, Self::Soap)] {
            if has(asked) && !has(other) {
                say(asked.other(), other.side(), Outcome::Skipped("it was not asked for".to_owned()));
            }
        }
        rows
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
