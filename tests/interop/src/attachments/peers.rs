//! Who talks to whom.

use serde::Serialize;

use crate::peer::OURS;

/// A client with a server: a line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Peer {
    /// Our client drives our service.
    Rust,
    /// gSOAP drives our service, which writes MTOM although requests without octets are not in it.
    Gsoap,
    /// Our client drives gSOAP's server.
    GsoapServer,
    /// node's soap drives our service.
    Soap,
    /// Our client drives soap's server.
    SoapServer,
    /// zeep drives our service, which writes MTOM although it is not asked in it.
    Zeep,
    /// Python's `email` drives our service.
    Email,
    /// Our client drives a server that reads and writes with `email`.
    EmailServer,
}

impl Peer {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 8] = [
        Self::Rust,
        Self::Gsoap,
        Self::GsoapServer,
        Self::Soap,
        Self::SoapServer,
        Self::Zeep,
        Self::Email,
        Self::EmailServer,
    ];

    /// What the table calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Rust => "our client",
            Self::Gsoap => "gSOAP",
            Self::GsoapServer => "gSOAP's server",
            Self::Soap => "soap",
            Self::SoapServer => "soap's server",
            Self::Zeep => "zeep",
            Self::Email => "email",
            Self::EmailServer => "email's server",
        }
    }

    /// What the table of all sections calls the other side.
    #[must_use]
    pub fn other(self) -> &'static str {
        match self {
            Self::Rust => OURS,
            Self::Gsoap | Self::GsoapServer => "gSOAP",
            Self::Soap | Self::SoapServer => "node's soap",
            Self::Zeep => "zeep",
            Self::Email | Self::EmailServer => "Python's email",
        }
    }

    /// Why not all messages that could have parts have some, if so: requests, and responses.
    #[must_use]
    pub fn lacks(self) -> Option<&'static str> {
        match self {
            Self::Zeep => Some("zeep writes no multipart"),
            Self::SoapServer => Some("the server of node's soap neither reads nor writes multipart"),
            _ => None,
        }
    }

    /// Whether our client is the one who asks.
    #[must_use]
    pub fn is_server(self) -> bool {
        matches!(self, Self::GsoapServer | Self::SoapServer | Self::EmailServer)
    }

    /// Whether it sends what has to be refused.
    #[must_use]
    pub fn is_broken_on_purpose(self) -> bool {
        matches!(self, Self::Email | Self::EmailServer)
    }

    /// Whether its requests have parts, and whether its responses do.
    #[must_use]
    pub fn writes_parts(self) -> (bool, bool) {
        match self {
            Self::Zeep => (false, true),
            Self::SoapServer => (false, false),
            _ => (true, true),
        }
    }
}
