//! The command line.

use clap::builder::PossibleValue;
use clap::{Parser, ValueEnum};

use crate::peer::Peer;

/// Has our client, zeep and node's soap drive the contract store over HTTP, and validates every message; then a service in SOAP encoding;
/// then our client signs in by Kerberos and NTLM.
///
/// The tools are installed into target/interop, once for each set of pins. It needs python3 (3.9 or later, with venv), for soap node
/// (20.19 or later) with npm, and for signing in Debian and root: elsewhere that part says that it is skipped. What came of it is also written to
/// target/interop/report.json and negotiate.json.
#[derive(Debug, Parser)]
#[command(
    name = "interop",
    after_help = "Example: interop --only zeep --keep

Exit status: 0 all is well, 1 something failed or a message is invalid, 2 wrong arguments."
)]
pub struct Cli {
    /// Makes only this part of the check; can be given more than once
    #[arg(long, value_name = "PART")]
    pub only: Vec<Only>,
    /// Leaves the recorded messages in target/interop/messages and encoded-messages even if all is well
    #[arg(long)]
    pub keep: bool,
}

/// A part of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// A client with a server.
    Peer(Peer),
    /// Our client with servers where it has to sign in.
    Negotiate,
}

impl ValueEnum for Only {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Only; 5] = [
            Only::Peer(Peer::Rust),
            Only::Peer(Peer::Zeep),
            Only::Peer(Peer::Soap),
            Only::Peer(Peer::SoapServer),
            Only::Negotiate,
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Peer(peer) => peer.to_possible_value(),
            Self::Negotiate => Some(
                PossibleValue::new("negotiate").help("Our client signs in at servers of others, by Kerberos and NTLM"),
            ),
        }
    }
}

impl Cli {
    /// Who is to drive the store, in the order of the table.
    #[must_use]
    pub fn peers(&self) -> Vec<Peer> {
        let wanted = |peer: &Peer| self.only.is_empty() || self.only.contains(&Only::Peer(*peer));
        Peer::ALL.into_iter().filter(wanted).collect()
    }

    /// Whether our client is to sign in at servers of others.
    #[must_use]
    pub fn signs_in(&self) -> bool {
        self.only.is_empty() || self.only.contains(&Only::Negotiate)
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
        assert_eq!(peers(&["--only", "negotiate"]), []);
        assert!(Cli::try_parse_from(["interop", "--only", "axis"]).is_err());
    }
}
