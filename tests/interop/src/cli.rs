//! The command line.

use clap::{Parser, ValueEnum};

use crate::peer::Peer;

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// A client, or a server for ours.
    Peer(Peer),
    /// Messages of several parts, with all who know them.
    Attachments,
}

impl ValueEnum for Only {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Only; 5] = [
            Only::Peer(Peer::Rust),
            Only::Peer(Peer::Zeep),
            Only::Peer(Peer::Soap),
            Only::Peer(Peer::SoapServer),
            Only::Attachments,
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        match self {
            Self::Peer(peer) => peer.to_possible_value(),
            Self::Attachments => Some(
                clap::builder::PossibleValue::new("attachments").help("MTOM, with gSOAP and Python's email besides"),
            ),
        }
    }
}

/// Has our client, zeep and node's soap drive the contract store over HTTP, and validates every message; then a service in SOAP encoding, and one with
/// attachments.
///
/// The tools are installed into target/interop, once for each set of pins. It needs python3 (3.9 or later, with venv), and for soap node
/// (20.19 or later) with npm. What came of it is also written to target/interop/report.json.
#[derive(Debug, Parser)]
#[command(
    name = "interop",
    after_help = "Example: interop --only zeep --keep

Exit status: 0 all is well, 1 something failed or a message is invalid, 2 wrong arguments."
)]
pub struct Cli {
    /// Lets only this client drive the store, or does only this section; can be given more than once
    #[arg(long, value_name = "CLIENT|SECTION")]
    pub only: Vec<Only>,
    /// Leaves the recorded messages in target/interop/messages and encoded-messages even if all is well
    #[arg(long)]
    pub keep: bool,
}

impl Cli {
    /// Who is to drive the store, in the order of the table.
    #[must_use]
    pub fn peers(&self) -> Vec<Peer> {
        let wanted = |peer: &Peer| self.only.is_empty() || self.only.contains(&Only::Peer(*peer));
        Peer::ALL.into_iter().filter(wanted).collect()
    }

    /// Whether messages of several parts are tried.
    #[must_use]
    pub fn wants_attachments(&self) -> bool {
        self.only.is_empty() || self.only.contains(&Only::Attachments)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::{CommandFactory as _, Parser as _};

    use super::Cli;
    use crate::peer::Peer;

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn peers_are_those_wanted_in_the_order_of_the_table() {
        let peers = |arguments: &[&str]| Cli::try_parse_from([&["interop"], arguments].concat()).unwrap().peers();
        assert_eq!(peers(&[]), Peer::ALL);
        assert_eq!(peers(&["--only", "soap", "--only", "rust"]), [Peer::Rust, Peer::Soap]);
        assert!(Cli::try_parse_from(["interop", "--only", "axis"]).is_err());
        let attachments = Cli::try_parse_from(["interop", "--only", "attachments"]).unwrap();
        assert!(attachments.wants_attachments() && attachments.peers().is_empty());
    }
}
